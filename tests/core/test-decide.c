/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>
#include <locale.h>

#include "matoi-json.h"
#include "world.h"

typedef enum
{
  NOTHING, /* not declared */
  LIVE,
  LED, /* live, Aiko commands */
  ENDED,
} State;

static World *
world_in (State state)
{
  World *world = world_new ("pagerduty");

  if (state >= LIVE)
    world_declare (world, "2");
  if (state == LED || state == ENDED)
    world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  if (state == ENDED)
    world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                      "owner", "Ben", "override", "test", NULL));
  return world;
}

/* Every command in every state: 0 accepted, else the error code. */
static void
test_table (void)
{
  static const struct
  {
    const char *name, *arg1, *value1, *arg2, *value2;
    int expected[4]; /* NOTHING LIVE LED ENDED */
  } rows[] = {
    { "note", "text", "x", "kind", "fact", { 5, 0, 0, 0 } },
    { "note", "text", "x", "kind", "gossip", { 5, 2, 2, 2 } },
    { "note", "text", "", NULL, NULL, { 5, 2, 2, 2 } },
    { "strike", "entry", "ffffffff", "reason", "x", { 5, 5, 5, 5 } },
    { "restore", "entry", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "confirm", "entry", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "unsettle", "entry", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "rule-out", "entry", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "evidence", "entry", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "correct", "entry", "ffffffff", "text", "x", { 5, 5, 5, 5 } },
    { "severity", "to", "1", NULL, NULL, { 5, 0, 0, 0 } },
    { "severity", "to", "3", NULL, NULL, { 5, 1, 1, 0 } },
    { "severity", "to", "3", "reason", "better", { 5, 1, 0, 0 } },
    { "severity", "to", "9", NULL, NULL, { 5, 2, 2, 2 } },
    { "final-severity", "to", "3", "reason", "x", { 5, 0, 0, 0 } },
    { "phase", "to", "verify", NULL, NULL, { 5, 0, 0, 1 } },
    { "phase", "to", "panic", NULL, NULL, { 5, 2, 2, 1 } },
    { "role-assign", "role", "ic", "person", "Ben", { 5, 0, 1, 1 } },
    { "role-assign", "role", "deputy", "person", "Ben", { 5, 0, 0, 1 } },
    { "role-assign", "role", "deputy", "person", "Aiko", { 5, 0, 1, 1 } },
    { "role-assign", "role", "king", "person", "Ben", { 5, 2, 2, 1 } },
    { "role-release", "role", "ic", NULL, NULL, { 5, 5, 0, 1 } },
    { "subteam", "leader", "Ben", "task", "dig", { 5, 2, 2, 1 } },
    { "subteam-move", "person", "Ben", "to", "Alpha", { 5, 5, 5, 1 } },
    { "subteam-dissolve", "subteam", "Alpha", NULL, NULL, { 5, 5, 5, 1 } },
    { "ask", "person", "Ben", "text", "look", { 5, 2, 2, 1 } },
    { "answer", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "ask-withdraw", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "ask-reopen", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 1 } },
    { "extend", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 1 } },
    { "ack", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 1 } },
    { "reassign", "ask", "ffffffff", NULL, NULL, { 5, 5, 5, 1 } },
    { "todo", "text", "x", NULL, NULL, { 5, 0, 0, 0 } },
    { "todo-done", "todo", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "todo-drop", "todo", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "todo-reopen", "todo", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "snooze", "clock", "executive-update", "reason", "x", { 5, 2, 2, 1 } },
    { "step-done", "role", "ic", "step", "nonsense", { 5, 5, 5, 5 } },
    { "step-undo", "role", "ic", "step", "nonsense", { 5, 5, 5, 5 } },
    { "poll", "text", "roll back", NULL, NULL, { 5, 0, 0, 1 } },
    { "poll-close", "poll", "ffffffff", "outcome", "agreed", { 5, 5, 5, 1 } },
    { "update", "to", "executives", "text", "x", { 5, 0, 0, 0 } },
    { "update", "to", "public", "text", "x", { 5, 1, 1, 1 } },
    { "update", "to", "moon", "text", "x", { 5, 2, 2, 2 } },
    { "update-approve", "update", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "update-post", "update", "ffffffff", NULL, NULL, { 5, 5, 5, 5 } },
    { "security", NULL, NULL, NULL, NULL, { 5, 0, 0, 0 } },
    { "details", "title", "New title", NULL, NULL, { 5, 0, 0, 0 } },
    { "details", "title", "", NULL, NULL, { 5, 2, 2, 2 } },
    { "link", "url", "https://example.com/x", NULL, NULL, { 5, 0, 0, 0 } },
    { "link", "url", "javascript:alert(1)", NULL, NULL, { 5, 2, 2, 2 } },
    { "note", "text", "　 ", NULL, NULL, { 5, 2, 2, 2 } },
    { "link", "url", "not a link", NULL, NULL, { 5, 2, 2, 2 } },
    { "end", "outcome", "recovered", NULL, NULL, { 5, 1, 1, 1 } },
    { "end", "outcome", "tired", NULL, NULL, { 5, 2, 2, 1 } },
    { "reopen", "reason", "came back", NULL, NULL, { 5, -1, -1, 0 } },
    { "declare", "title", "again", "ref", "INC-1", { 0, 2, 2, 2 } },
    { "fly", NULL, NULL, NULL, NULL, { 5, 2, 2, 2 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (State state = NOTHING; state <= ENDED; state++)
      {
        World *world = world_in (state);
        g_autoptr (GError) error = NULL;
        MatoiCommand *command = matoi_command_new (rows[i].name, "Aiko");
        MatoiEvent *event;
        int expected = rows[i].expected[state];

        if (rows[i].arg1 != NULL)
          matoi_command_set (command, rows[i].arg1, rows[i].value1);
        if (rows[i].arg2 != NULL)
          matoi_command_set (command, rows[i].arg2, rows[i].value2);
        event = world_do (world, command, &error);
        g_test_message ("%s %s in %d: %s", rows[i].name, rows[i].value1, state,
                        error ? error->message : "ok");
        if (expected > 0)
          g_assert_error (error, MATOI_ERROR, expected);
        else
          g_assert_no_error (error);
        g_assert_cmpint (event != NULL, ==, expected == 0);
        world_free (world);
      }
}

static void
test_roles (void)
{
  World *world = world_in (LED);

  world_must_not (world, world_command ("role-assign", "Ben", "role", "ic", "person", "Ben", NULL),
                  1, "IC-03");
  world_must (world, world_command ("role-assign", "Ben", "role", "sme", "person", "Ben", NULL));
  world_must_not (world,
                  world_command ("role-assign", "Ben", "role", "ic", "person", "Ben", "handover",
                                 TRUE, NULL),
                  1, "IC-04");
  /* The deputy takes over in one step, and is deputy no more. */
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "deputy", "person", "Mei", NULL));
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Mei",
                                    "handover", TRUE, NULL));
  g_assert_cmpstr (matoi_incident_get_holder (world->incident, "ic"), ==, "Mei");
  g_assert_null (matoi_incident_get_holder (world->incident, "deputy"));
  g_assert_false (matoi_incident_holds (world->incident, "ic", "Aiko"));
  world_must (world,
              world_command ("role-assign", "Mei", "role", "observer", "person", "Otto", NULL));
  world_must (world, world_command ("role-assign", "Mei", "role", "shadow", "person", "Mei", NULL));
  g_assert_cmpuint (matoi_incident_count_reports (world->incident), ==, 1);
  world_must (world, world_command ("role-assign", "Mei", "role", "sme", "person", "Priya", NULL));
  g_assert_cmpuint (matoi_incident_count_reports (world->incident), ==, 2);
  world_must (world, world_command ("subteam", "Mei", "leader", "Ben", "task", "database",
                                    "minutes", 15, NULL));
  world_must (world, world_command ("subteam-move", "Mei", "person", "Priya", "to", "Alpha", NULL));
  g_assert_cmpuint (matoi_incident_count_reports (world->incident), ==, 1);
  world_must_not (world, world_command ("subteam-move", "Otto", "person", "Priya", NULL), 1,
                  "CPX-05");
  world_must_not (
    world, world_command ("subteam", "Mei", "leader", "Mei", "task", "x", "minutes", 5, NULL), 1,
    "IC-04");
  world_free (world);
}

static void
test_severity (void)
{
  World *world = world_new ("pagerduty");
  gint64 start = world->now;

  world_must (world, world_command ("declare", "Aiko", "title", "x", "ref", "INC-1", NULL));
  g_assert_true (world->incident->severity_undecided);
  g_assert_cmpstr (world->incident->severity, ==, "2");
  world->now += 10 * MATOI_MINUTE;
  world_must (world, world_command ("severity", "Ben", "to", "SEV-1", NULL));
  world_must_not (world, world_command ("severity", "Ben", "to", "2", "reason", "calmer", NULL), 1,
                  "SVR-03");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must_not (world, world_command ("severity", "Aiko", "to", "2", NULL), 1, "SVR-03");
  world->now += 5 * MATOI_MINUTE;
  world_must (world,
              world_command ("severity", "Aiko", "to", "2", "reason", "one region only", NULL));
  world->now += 7 * MATOI_MINUTE;
  g_assert_cmpint (matoi_incident_get_time_in (world->incident, "2", world->now), ==,
                   17 * MATOI_MINUTE);
  g_assert_cmpint (matoi_incident_get_time_in (world->incident, "1", world->now), ==,
                   5 * MATOI_MINUTE);
  g_assert_cmpstr (world->incident->worst_severity, ==, "1");
  g_assert_cmpint (world->incident->declared_at, ==, start);
  world_free (world);

  world = world_new ("pagerduty");
  world_must (world, world_command ("declare", "Aiko", "title", "x", "ref", "INC-1", "severity",
                                    "3,2", NULL));
  g_assert_cmpstr (world->incident->severity, ==, "2");
  world_free (world);
}

/* A change told late lands where it belongs and undoes nothing. */
static void
test_late_severity (void)
{
  World *world = world_in (LED);
  MatoiCommand *command;

  world->now += 60 * MATOI_MINUTE;
  world_must (world, world_command ("severity", "Aiko", "to", "1", NULL));
  command = world_command ("severity", "Aiko", "to", "3", "reason", "it was calm before", NULL);
  command->occurred_at = world->now - 30 * MATOI_MINUTE;
  world_must (world, command);
  g_assert_cmpstr (world->incident->severity, ==, "1");
  g_assert_cmpint (matoi_incident_get_time_in (world->incident, "3", world->now), ==,
                   30 * MATOI_MINUTE);
  world_free (world);
}

/* Only the event an incident is named after declares it. */
static void
test_foreign_declaration (void)
{
  World *world = world_in (LIVE);
  MatoiEvent *first = g_ptr_array_index (world->log, 0);
  g_autoptr (MatoiEvent) other =
    matoi_event_new ("incident.declared", "Eve", first->occurred_at, first->recorded_at,
                     json_object_ref (first->payload));

  matoi_id_next (&other->id, NULL, 1000, 1);
  other->incident = first->incident;
  matoi_incident_apply (world->incident, other);
  g_assert_cmpstr (world->incident->declared_by, ==, "Aiko");
  g_assert_cmpuint (world->incident->not_applied->len, ==, 1);
  world_free (world);
}

static void
test_timeline (void)
{
  World *world = world_in (LED);
  MatoiEvent *event;
  MatoiEntry *entry;
  g_autofree char *id = NULL, *id2 = NULL;
  MatoiCommand *command;

  event = world_do (
    world, world_command ("note", "Ben", "text", "pool size?", "kind", "hypothesis", NULL), NULL);
  id = matoi_id_dup_text (&event->id);
  world_must (world, world_command ("confirm", "Ben", "entry", id, NULL));
  entry = matoi_incident_find_entry (world->incident, &event->id);
  g_assert_cmpstr (entry->verdict, ==, "confirmed");
  world_must (world, world_command ("correct", "Ben", "entry", id, "text", "pool size!", NULL));
  g_assert_true (matoi_incident_find_entry (world->incident, &event->id)->has_successor);
  event = world_do (world, world_command ("note", "Ben", "text", "wrong", NULL), NULL);
  id2 = matoi_id_dup_text (&event->id);
  world_must_not (world, world_command ("confirm", "Ben", "entry", id2, NULL), 1, "DUR-17");
  world_must_not (world, world_command ("strike", "Ben", "entry", id2, NULL), 2, NULL);
  world_must (world, world_command ("strike", "Ben", "entry", id2, "reason", "typo", NULL));

  /* What happened before the declaration comes first, and keeps both times. */
  command = world_command ("note", "Ben", "text", "deploy", "kind", "action", NULL);
  command->occurred_at = world->now - 60 * MATOI_MINUTE;
  event = world_do (world, command, NULL);
  entry = g_ptr_array_index (world->incident->entries, 0);
  g_assert_true (matoi_id_equal (&entry->id, &event->id));
  g_assert_cmpint (entry->recorded_at, ==, world->now);
  command = world_command ("note", "Ben", "text", "tomorrow", NULL);
  command->occurred_at = world->now + 60 * MATOI_MINUTE;
  world_must_not (world, command, 2, NULL);
  world_free (world);
}

/* A correction keeps the time, or moves the entry to where it belongs. */
static void
test_correct_time (void)
{
  World *world = world_in (LED);
  MatoiEvent *event =
    world_do (world, world_command ("note", "Ben", "text", "deploy", "kind", "action", NULL), NULL);
  gint64 noted_at = event->occurred_at;
  g_autofree char *id = matoi_id_dup_text (&event->id), *id2 = NULL;
  MatoiCommand *command;
  const MatoiEntry *entry;

  world->now += 10 * MATOI_MINUTE;
  event =
    world_do (world, world_command ("correct", "Ben", "entry", id, "text", "a deploy", NULL), NULL);
  g_assert_cmpint (event->occurred_at, ==, noted_at);
  id2 = matoi_id_dup_text (&event->id);

  command = world_command ("correct", "Ben", "entry", id2, "text", "a deploy", NULL);
  matoi_command_set_int (command, "occurred_at", world->now + 60 * MATOI_MINUTE);
  world_must_not (world, command, 2, NULL);
  command = world_command ("correct", "Ben", "entry", id2, "text", "a deploy", NULL);
  matoi_command_set_int (command, "occurred_at", noted_at - 60 * MATOI_MINUTE);
  event = world_do (world, command, NULL);
  entry = g_ptr_array_index (world->incident->entries, 0);
  g_assert_true (matoi_id_equal (&entry->id, &event->id));
  g_assert_cmpint (entry->occurred_at, ==, noted_at - 60 * MATOI_MINUTE);
  g_assert_cmpstr (entry->kind, ==, "action");
  world_free (world);
}

static void
test_bad_text (void)
{
  World *world = world_in (LIVE);
  g_autofree char *huge = g_strnfill (100 * 1024, 'x');

  world_must_not (world, world_command ("note", "Ben", "text", huge, NULL), 2, NULL);
  world_must_not (world, world_command ("note", "Ben", "text", "bell \a", NULL), 2, NULL);
  world_must_not (world, world_command ("note", "Ben", "text", "\xff\xfe", NULL), 2, NULL);
  world_must_not (world, world_command ("details", "Ben", "title", "two\nlines", NULL), 2, NULL);
  world_free (world);
}

static MatoiCommand *
details (const char *arg, gint64 at)
{
  MatoiCommand *command = world_command ("details", "Ben", NULL);

  matoi_command_set_int (command, arg, at);
  return command;
}

static void
assert_refused (World *world, MatoiCommand *command, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (world_do (world, command, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_order (void)
{
  World *world = world_new ("pagerduty");
  const gint64 start = world->now - 60 * MATOI_MINUTE;
  MatoiCommand *command;

  world_declare (world, "2");
  world_must (world, details ("started_at", start));
  assert_refused (world, details ("detected_at", start - 1), "detected before it started");
  assert_refused (world, details ("mitigated_at", start - 1), "mitigated before it started");
  world_must (world, details ("detected_at", start));
  world_must (world, details ("mitigated_at", start + 5 * MATOI_MINUTE));
  assert_refused (world, details ("started_at", start + 1), "detected before it started");
  command = details ("started_at", start + 6 * MATOI_MINUTE);
  matoi_command_set_int (command, "detected_at", start + 7 * MATOI_MINUTE);
  assert_refused (world, command, "mitigated before it started");
  command = world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2", "owner",
                           "Ben", "override", "test", NULL);
  world->now += 10 * MATOI_MINUTE;
  world_must (world, command);
  world->now += 30 * MATOI_MINUTE;
  assert_refused (world, details ("mitigated_at", world->now), "mitigated after it had ended");
  assert_refused (world, details ("started_at", world->now), "");
  /* What has nothing to do with the times is not held up by them. */
  world_must (world, world_command ("details", "Ben", "scope", "all", NULL));
  world_free (world);
}

static void
test_odd_characters (void)
{
  static const char *const odd[] = { "a\u202eb", "\u2066x", "x\u2069",
                                     "a\xc2\x9b"
                                     "b",
                                     "a\033[2J" };
  World *world = world_new ("pagerduty");

  world_declare (world, "2");
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      assert_refused (world, world_command ("note", "Ben", "kind", "fact", "text", odd[i], NULL),
                      "U+");
      assert_refused (world, world_command ("details", "Ben", "title", odd[i], NULL), "U+");
    }
  world_must (world, world_command ("note", "Ben", "kind", "fact", "text",
                                    "\u200fשלום\u200e\tx\ny \U0001f469\u200d\U0001f4bb", NULL));
  world_free (world);
}

static void
test_blank_title (void)
{
  World *world = world_new ("pagerduty");

  assert_refused (world, world_command ("declare", "Ben", "title", " \u3000", "ref", "INC-1", NULL),
                  "The title is empty");
  world_declare (world, "2");
  assert_refused (world, world_command ("details", "Ben", "title", "  ", NULL),
                  "The title is empty");
  world_free (world);
}

static void
test_asks (void)
{
  World *world = world_in (LED);
  g_autofree char *id = NULL;
  MatoiEvent *event;

  world_must_not (world,
                  world_command ("ask", "Aiko", "person", "誰か", "minutes", 5, "text", "x", NULL),
                  1, "IC-12");
  world_must_not (
    world, world_command ("ask", "Aiko", "person", "Someone", "minutes", 5, "text", "x", NULL), 1,
    "IC-12");
  event = world_do (
    world, world_command ("ask", "Aiko", "person", "Ben", "minutes", 10, "text", "x", NULL), NULL);
  id = matoi_id_dup_text (&event->id);
  world_must (world, world_command ("ack", "Ben", "ask", id, NULL));
  world->now += 11 * MATOI_MINUTE;
  world_must (world, world_command ("extend", "Ben", "ask", id, "minutes", 5, NULL));
  g_assert_cmpint (matoi_incident_find_ask (world->incident, &event->id)->due_at, ==,
                   world->now + 5 * MATOI_MINUTE);
  world_must (world, world_command ("reassign", "Aiko", "ask", id, "person", "Mei", NULL));
  world_must (world, world_command ("answer", "Mei", "ask", id, "text", "it is not", NULL));
  world_must_not (world, world_command ("answer", "Mei", "ask", id, "text", "again", NULL), 1,
                  "ask-closed");
  world_free (world);
}

static void
test_updates (void)
{
  World *world = world_in (LED);

  world_must_not (world, world_command ("update", "Ben", "to", "public", "text", "hello", NULL), 1,
                  "IC-17");
  world_must_not (
    world, world_command ("update", "Ben", "to", "public", "text", "hello", "approve", TRUE, NULL),
    1, "IC-17");
  world_must (world, world_command ("update", "Ben", "to", "public", "text", "hello", "draft", TRUE,
                                    NULL));
  world_must_not (world,
                  world_command ("update", "Aiko", "to", "public", "text", "We see … now",
                                 "approve", TRUE, NULL),
                  1, "unfinished");
  world_must_not (
    world, world_command ("update", "Ben", "to", "public", "draft", TRUE, "approve", TRUE, NULL), 2,
    NULL);
  world_must (world, world_command ("update", "Aiko", "to", "public", "approve", TRUE, NULL));
  g_assert_cmpstr (((MatoiUpdate *) g_ptr_array_index (world->incident->updates, 0))->state, ==,
                   "posted");
  g_assert_cmpstr (((MatoiUpdate *) g_ptr_array_index (world->incident->updates, 0))->approved_by,
                   ==, "Aiko");
  world_must_not (world,
                  world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                 "owner", "Ben", NULL),
                  1, "end.public-resolution");
  world_must (world, world_command ("security", "Aiko", NULL));
  world_must_not (world, world_command ("update", "Aiko", "to", "company", "text", "x", NULL), 1,
                  "SEC-07");
  world_must_not (
    world, world_command ("update", "Aiko", "to", "public", "text", "x", "approve", TRUE, NULL), 1,
    "SEC-07");
  g_assert_cmpstr (matoi_incident_get_public_title (world->incident), !=, "Checkout 5xx");
  world_free (world);
}

static void
test_end (void)
{
  World *world = world_in (LIVE);
  MatoiCommand *command;

  world_must_not (world, world_command ("end", "Aiko", "outcome", "recovered", NULL), 1,
                  "end.final-severity");
  world_must_not (world,
                  world_command ("end", "Aiko", "outcome", "recovered", "override", "tired", NULL),
                  1, "end.final-severity");
  world_must_not (
    world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2", NULL), 1,
    "end.commander");
  command = world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2", "override",
                           "x", NULL);
  command->occurred_at = world->now - 60 * MATOI_MINUTE;
  world_must_not (world, command, 2, NULL);
  world_must (world, world_command ("end", "Aiko", "outcome", "false-alarm", "override",
                                    "nothing broke", NULL));
  g_assert_cmpstr (world->incident->outcome, ==, "false-alarm");
  world_must (world, world_command ("reopen", "Aiko", "reason", "it did break", NULL));
  g_assert_cmpstr (world->incident->state, ==, "live");
  g_assert_cmpint (world->incident->ended_at, ==, MATOI_TIME_NONE);
  world_free (world);
}

static gboolean
is_met (World *world, const char *id)
{
  g_autoptr (GPtrArray) checks = matoi_end_checks (world->incident, "recovered", "2", "Ben");

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (strcmp (check->id, id) == 0)
        return check->met;
    }
  g_assert_not_reached ();
}

static void
note_fact (World *world, const char *text, gboolean converged)
{
  MatoiCommand *command = world_command ("note", "Aiko", "text", text, NULL);

  matoi_command_add_evidence (command, "https://example.com/g", NULL, NULL);
  matoi_command_set_flag (command, "converged", converged);
  world_must (world, command);
}

/* That something was a fact does not show that it is over. */
static void
test_end_proof (void)
{
  World *world = world_in (LIVE);

  note_fact (world, "errors at 14 %", FALSE);
  g_assert_false (is_met (world, "end.convergence"));
  world->now += MATOI_MINUTE;
  world_must (world, world_command ("phase", "Aiko", "to", "verify", NULL));
  g_assert_false (is_met (world, "end.convergence"));
  note_fact (world, "no errors", FALSE);
  g_assert_true (is_met (world, "end.convergence"));
  world_free (world);

  world = world_in (LIVE);
  note_fact (world, "no errors", TRUE);
  g_assert_true (is_met (world, "end.convergence"));
  world_free (world);
}

/* A poll and a sub-team are things to finish; the sub-team does not outlive the incident. */
static void
test_end_groups (void)
{
  World *world = world_in (LIVE);
  MatoiCommand *command = world_command ("subteam", "Aiko", "name", "db", "leader", "Chie", "task",
                                         "look at the disks", NULL);
  const MatoiSubteam *team;

  g_assert_true (is_met (world, "end.open-polls") && is_met (world, "end.subteams"));
  matoi_command_set_int (command, "minutes", 10);
  world_must (world, command);
  world_must (world, world_command ("poll", "Aiko", "text", "roll back", NULL));
  g_assert_false (is_met (world, "end.open-polls") || is_met (world, "end.subteams"));
  team = g_ptr_array_index (world->incident->subteams, 0);
  world_must (world,
              world_command ("end", "Aiko", "outcome", "false-alarm", "override", "x", NULL));
  g_assert_cmpint (team->dissolved_at, ==, world->incident->ended_at);
  world_must (world, world_command ("reopen", "Aiko", "reason", "it is back", NULL));
  team = g_ptr_array_index (world->incident->subteams, 0);
  g_assert_cmpint (team->dissolved_at, ==, MATOI_TIME_NONE);
  world_free (world);
}

static void
test_presets (void)
{
  static const char *const names[] = { "pagerduty", "small-team", "light" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      World *world = world_new (names[i]);

      world_declare (world, "1");
      world_must (world, world_command ("note", "A", "text", "x", NULL));
      g_assert_cmpstr (matoi_policy_get_id (world->policy), ==, names[i]);
      g_assert_nonnull (matoi_policy_find_severity (world->policy, "sev1"));
      world_free (world);
    }
}

static char *
loop_loader (const char *id, gpointer data)
{
  return g_strdup_printf ("{\"schema\":\"matoi/preset/1\",\"id\":\"%s\",\"extends\":\"%s\"}", id,
                          g_str_equal (id, "a") ? "b" : "a");
}

static void
test_bad_presets (void)
{
  static const struct
  {
    const char *text, *contains;
  } rows[] = {
    { "{\n\"schema\": \"matoi/preset/1\",\n\"id\": \"a\",\n\"extends\": \"b\"}", "team.json:4: " },
    { "{\n\"id\": ", "team.json" },
    { "[]", "team.json:1: " },
    { "{\n \"schema\": \"other\" }", "team.json:2: " },
    { "{\n \"schema\": \"matoi/preset/1\",\n \"id\": \"t\",\n \"roles\": 7 }", "team.json:4: " },
    { "{ \"schema\": \"matoi/preset/1\", \"id\": \"t\",\n \"roles\": [ {\"id\":\"ic\",\"name\":{\"en\":\"a\",\"ja\":\"b\"}},\n"
      " {\"id\":\"ic\",\"name\":{\"en\":\"a\",\"ja\":\"b\"}} ] }",
      "team.json:3: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (matoi_policy_parse (rows[i].text, -1, "team.json", loop_loader, NULL, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, rows[i].contains));
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decide/table", test_table);
  g_test_add_func ("/decide/roles", test_roles);
  g_test_add_func ("/decide/severity", test_severity);
  g_test_add_func ("/decide/late-severity", test_late_severity);
  g_test_add_func ("/decide/foreign-declaration", test_foreign_declaration);
  g_test_add_func ("/decide/timeline", test_timeline);
  g_test_add_func ("/decide/correct-time", test_correct_time);
  g_test_add_func ("/decide/bad-text", test_bad_text);
  g_test_add_func ("/decide/order", test_order);
  g_test_add_func ("/decide/odd-characters", test_odd_characters);
  g_test_add_func ("/decide/blank-title", test_blank_title);
  g_test_add_func ("/decide/asks", test_asks);
  g_test_add_func ("/decide/updates", test_updates);
  g_test_add_func ("/decide/end", test_end);
  g_test_add_func ("/decide/end-proof", test_end_proof);
  g_test_add_func ("/decide/end-groups", test_end_groups);
  g_test_add_func ("/policy/presets", test_presets);
  g_test_add_func ("/policy/bad", test_bad_presets);
  return g_test_run ();
}
