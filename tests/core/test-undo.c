/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-undo.h"
#include "world.h"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void add_line (GPtrArray *lines, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_line (GPtrArray *lines, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

/* What people act on: not the log of what was done and taken back. */
static char *
dump_seen (const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key;

  add_line (lines, "%s %s %s %d %d", incident->state, incident->phase, incident->severity,
            incident->severity_undecided, incident->security);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *e = g_ptr_array_index (incident->entries, i);

      if (!e->struck && strcmp (e->kind, "system") != 0)
        add_line (lines, "entry %" G_GINT64_FORMAT " %s %s %s %u", e->occurred_at, e->kind, e->text,
                  e->verdict, e->evidence->len);
    }
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *a = g_ptr_array_index (incident->assignments, i);

      if (a->to == MATOI_TIME_NONE)
        add_line (lines, "role %s %s", a->role, a->person);
    }
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *a = g_ptr_array_index (incident->asks, i);

      if (strcmp (a->state, "withdrawn") != 0)
        add_line (lines, "ask %u %s %s %s %s %" G_GINT64_FORMAT, i, a->person, a->text, a->state,
                  a->answer, a->due_at);
    }
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *t = g_ptr_array_index (incident->todos, i);

      add_line (lines, "todo %u %s %d", i, t->text, t->done_at != MATOI_TIME_NONE);
    }
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *s = g_ptr_array_index (incident->subteams, i);

      if (s->dissolved_at != MATOI_TIME_NONE)
        continue;
      add_line (lines, "subteam %s %s", s->name, s->leader);
      g_hash_table_iter_init (&iter, s->members);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        add_line (lines, "member %s %s", s->name, (char *) key);
    }
  for (guint i = 0; i < incident->polls->len; i++)
    {
      const MatoiPoll *p = g_ptr_array_index (incident->polls, i);

      if (g_strcmp0 (p->outcome, "withdrawn") != 0)
        add_line (lines, "poll %s %s", p->text, p->outcome);
    }
  for (guint i = 0; i < incident->links->len; i++)
    add_line (lines, "link %s", ((MatoiEvidence *) g_ptr_array_index (incident->links, i))->url);
  for (guint i = 0; i < incident->offers->len; i++)
    add_line (lines, "offer %s", (char *) g_ptr_array_index (incident->offers, i));
  g_hash_table_iter_init (&iter, incident->steps_done);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_line (lines, "step %s", (char *) key);
  g_hash_table_iter_init (&iter, incident->snoozes);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_line (lines, "snooze %s", (char *) key);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* The last of @array as the text of an id; "" if it is empty. */
static char *
last_id (GPtrArray *array)
{
  return array->len ? matoi_id_dup_text (g_ptr_array_index (array, array->len - 1)) : g_strdup ("");
}

static char *
entry_id (World *world, const char *text)
{
  for (guint i = world->incident->entries->len; i > 0; i--)
    {
      const MatoiEntry *entry = g_ptr_array_index (world->incident->entries, i - 1);

      if (strcmp (entry->text, text) == 0)
        return matoi_id_dup_text (&entry->id);
    }
  g_assert_not_reached ();
}

/* A command that takes what it is about from what is there. */
static MatoiCommand *
make (World *world, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, "|", -1);
  MatoiCommand *command = matoi_command_new (words[0], "Aiko");

  for (guint i = 1; words[i] != NULL; i += 2)
    {
      const char *name = words[i];
      g_autofree char *value = g_strdup (words[i + 1]);

      if (g_str_equal (value, "LAST"))
        {
          g_free (value);
          value = last_id (g_str_equal (name, "ask")    ? world->incident->asks
                           : g_str_equal (name, "poll") ? world->incident->polls
                                                        : world->incident->todos);
        }
      else if (*value == '=')
        {
          char *id = entry_id (world, value + 1);

          g_free (value);
          value = id;
        }
      if (g_str_equal (name, "minutes"))
        matoi_command_set_int (command, name, g_ascii_strtoll (value, NULL, 10));
      else if (g_str_equal (name, "handover") || g_str_equal (name, "withdrawn"))
        matoi_command_set_flag (command, name, TRUE);
      else
        matoi_command_set (command, name, value);
    }
  return command;
}

static World *
world_at_work (void)
{
  static const char *const lines[] = {
    "note|text|cause?|kind|hypothesis",
    "note|text|wrong",
    "strike|entry|=wrong|reason|r",
    "note|text|5xx at 3 %",
    "role-assign|role|scribe|person|Mei",
    "ask|person|Ben|minutes|5|text|open ask",
    "ask|person|Ben|minutes|5|text|done ask",
    "answer|ask|LAST|text|yes",
    "todo|text|first",
    "todo|text|second",
    "subteam|name|Alpha|leader|Priya|task|dig|minutes|20",
    "subteam|name|Bravo|leader|Jonas|task|fill|minutes|20",
    "subteam-move|person|Ben|to|Alpha",
  };
  World *world = world_new ("pagerduty");

  world_declare (world, "2,3");
  world_must (world, make (world, "role-assign|role|ic|person|Aiko"));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      world->now += 1000;
      world_must (world, make (world, lines[i]));
    }
  world->now += 1000;
  return world;
}

/* Sends what takes the last @n events back; the number of commands. */
static guint
undo_last (World *world, guint n, const char *actor)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) commands = NULL;

  for (guint i = world->log->len - n; i < world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (world->log, i));
  commands = matoi_undo (world->incident, events, actor);
  world->now += 1000;
  g_ptr_array_set_free_func (commands, NULL);
  for (guint i = 0; i < commands->len; i++)
    world_must (world, g_ptr_array_index (commands, i));
  return commands->len;
}

/* The log folds to the same state whichever way round it comes. */
static void
assert_folds_alike (World *world)
{
  MatoiIncident *other = matoi_incident_new (NULL, world_lookup, world);
  g_autofree char *a = NULL, *b = NULL;

  for (guint i = world->log->len; i > 0; i--)
    matoi_incident_apply (other, g_ptr_array_index (world->log, i - 1));
  a = world_dump (world->incident);
  b = world_dump (other);
  g_assert_cmpstr (a, ==, b);
  matoi_incident_free (other);
}

/* Do one thing, take it back: people see what they saw before. */
static void
test_table (void)
{
  static const struct
  {
    const char *before, *line, *type;
  } rows[] = {
    { NULL, "note|text|a slip", "entry.added" },
    { NULL, "strike|entry|=cause?|reason|r", "entry.struck" },
    { NULL, "confirm|entry|=cause?", "entry.settled" },
    { NULL, "rule-out|entry|=cause?", "entry.settled" },
    { "rule-out|entry|=cause?", "confirm|entry|=cause?", "entry.settled" },
    { NULL, "correct|entry|=5xx at 3 %|text|5xx at 4 %", "entry.corrected" },
    { "rule-out|entry|=cause?", "correct|entry|=cause?|text|cause!", "entry.corrected" },
    { NULL, "severity|to|1", "severity.changed" },
    { NULL, "severity|to|2", "severity.changed" },
    { "severity|to|2", "severity|to|1", "severity.changed" },
    { "severity|to|2", "severity|to|3|reason|better", "severity.changed" },
    { NULL, "phase|to|verify", "phase.changed" },
    { NULL, "role-assign|role|deputy|person|Ben", "role.assigned" },
    { NULL, "role-assign|role|ic|person|Ben|handover|1", "role.assigned" },
    { NULL, "role-release|role|scribe|person|Mei", "role.released" },
    { NULL, "role-release|role|ic", "role.released" },
    { NULL, "offer|person|Mei", "responder.offered" },
    { "offer|person|Mei", "offer|person|Mei|withdrawn|1", "responder.offered" },
    { NULL, "ask|person|Mei|minutes|5|text|look", "ask.opened" },
    { "ask|person|Mei|minutes|5|text|look", "answer|ask|LAST|text|done", "ask.answered" },
    { "ask|person|Mei|minutes|5|text|look", "reassign|ask|LAST|person|Ben", "ask.reassigned" },
    { "ask|person|Mei|minutes|5|text|look", "ask-withdraw|ask|LAST", "ask.withdrawn" },
    { NULL, "todo|text|third", "todo.added" },
    { NULL, "todo-done|todo|LAST", "todo.done" },
    { NULL, "todo-drop|todo|LAST", "todo.dropped" },
    { "todo-done|todo|LAST", "todo-reopen|todo|LAST", "todo.reopened" },
    { NULL, "snooze|clock|executive-update|minutes|5|reason|busy", "clock.snoozed" },
    { NULL, "step-done|role|ic|step|ic-size-up", "step.done" },
    { "step-done|role|ic|step|ic-size-up", "step-undo|role|ic|step|ic-size-up", "step.undone" },
    { NULL, "poll|text|roll back", "poll.opened" },
    { NULL, "subteam|name|Charlie|leader|Mei|task|t|minutes|20", "subteam.formed" },
    { NULL, "subteam-move|person|Ben|to|Bravo", "subteam.moved" },
    { NULL, "subteam-move|person|Mei|to|Bravo", "subteam.moved" },
    { NULL, "link|kind|seen-before|url|matoi:INC-250101-AA", "link.added" },
    { "link|kind|seen-before|url|matoi:INC-250101-AA",
      "unlink|kind|seen-before|url|matoi:INC-250101-AA", "link.removed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      World *world = world_at_work ();
      g_autofree char *before = NULL, *between = NULL, *after = NULL;
      const MatoiEvent *event;

      g_test_message ("%s", rows[i].line);
      if (rows[i].before != NULL)
        world_must (world, make (world, rows[i].before));
      world->now += 1000;
      before = dump_seen (world->incident);
      world_must (world, make (world, rows[i].line));
      event = g_ptr_array_index (world->log, world->log->len - 1);
      g_assert_cmpstr (event->type, ==, rows[i].type);
      between = dump_seen (world->incident);
      g_assert_cmpstr (before, !=, between);
      g_assert_cmpuint (undo_last (world, 1, "Aiko"), ==, 1);
      after = dump_seen (world->incident);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpuint (world->incident->not_applied->len, ==, 0);
      assert_folds_alike (world);
      world_free (world);
    }
}

/* Taken back and said again, it stands, and the record has all three. */
static void
test_link_again (void)
{
  static const char *const lines[] = {
    "link|kind|seen-before|url|matoi:INC-250101-AA",
    "unlink|kind|seen-before|url|matoi:INC-250101-AA",
    "link|kind|seen-before|url|matoi:INC-250101-AA",
  };
  World *world = world_at_work ();
  guint before = world->log->len;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      world->now += 1000;
      world_must (world, make (world, lines[i]));
      g_assert_cmpuint (world->incident->links->len, ==, i != 1);
    }
  g_assert_cmpuint (world->log->len, ==, before + 3);
  g_assert_cmpuint (world->incident->not_applied->len, ==, 0);
  assert_folds_alike (world);
  world_free (world);
}

/* What has left the house or has no way back yields no command. */
static void
test_nothing (void)
{
  static const char *const lines[] = {
    "update|to|executives|text|all well",
    "security|codename|Quiet Lantern",
    "link|url|https://example.com/",
    "details|title|Other",
    "extend|ask|OPEN|minutes|5",
    "ack|ask|OPEN",
    "end|outcome|recovered|final_severity|2|owner|Ben|override|test",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      World *world = world_at_work ();
      g_auto (GStrv) around = g_strsplit (lines[i], "OPEN", 2);
      g_autofree char *id = matoi_id_dup_text (g_ptr_array_index (world->incident->asks, 0));
      g_autofree char *line = g_strjoinv (id, around);

      world_must (world, make (world, line));
      g_assert_cmpuint (undo_last (world, 1, "Aiko"), ==, 0);
      world_free (world);
    }
}

/* Undone by somebody else meanwhile, or overtaken: nothing is done a second time. */
static void
test_overtaken (void)
{
  static const struct
  {
    const char *line, *then;
  } rows[] = {
    { "note|text|a slip", "strike|entry|=a slip|reason|x" },
    { "severity|to|1", "severity|to|2|reason|no" },
    { "phase|to|verify", "phase|to|update" },
    { "offer|person|Mei", "offer|person|Mei|withdrawn|1" },
    { "todo|text|third", "todo-drop|todo|LAST" },
    { "todo-done|todo|LAST", "todo-reopen|todo|LAST" },
    { "ask|person|Mei|minutes|5|text|look", "answer|ask|LAST|text|done" },
    { "step-done|role|ic|step|ic-size-up", "step-undo|role|ic|step|ic-size-up" },
    { "poll|text|roll back", "poll-close|outcome|agreed" },
    { "role-assign|role|deputy|person|Ben", "role-release|role|deputy|person|Ben" },
    { "subteam|name|Charlie|leader|Mei|task|t|minutes|20", "subteam-dissolve|subteam|Charlie" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      World *world = world_at_work ();
      g_autoptr (GPtrArray) events = g_ptr_array_new ();
      g_autoptr (GPtrArray) commands = NULL;

      world_must (world, make (world, rows[i].line));
      g_ptr_array_add (events, g_ptr_array_index (world->log, world->log->len - 1));
      world->now += 1000;
      world_must (world, make (world, rows[i].then));
      commands = matoi_undo (world->incident, events, "Aiko");
      g_assert_cmpuint (commands->len, ==, 0);
      world_free (world);
    }
}

/* An entry that was corrected since is struck where it stands now, and a correction of a
 * correction goes back one step at a time. */
static void
test_chain (void)
{
  World *world = world_at_work ();
  g_autofree char *start = NULL, *first = NULL, *now = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new (), better = g_ptr_array_new (),
                        best = g_ptr_array_new ();
  GPtrArray *steps[] = { added, better, best };
  static const char *const lines[] = { "note|text|one", "correct|entry|=one|text|two",
                                       "correct|entry|=two|text|three" };

  start = dump_seen (world->incident);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      world_must (world, make (world, lines[i]));
      g_ptr_array_add (steps[i], g_ptr_array_index (world->log, world->log->len - 1));
      if (i == 0)
        first = dump_seen (world->incident);
      world->now += 1000;
    }
  for (guint i = G_N_ELEMENTS (lines); i > 0; i--)
    {
      g_autoptr (GPtrArray) commands = matoi_undo (world->incident, steps[i - 1], "Aiko");

      g_assert_cmpuint (commands->len, ==, 1);
      world_must (world, g_ptr_array_steal_index (commands, 0));
      world->now += 1000;
      if (i == 2)
        {
          now = dump_seen (world->incident);
          g_assert_cmpstr (now, ==, first);
          g_clear_pointer (&now, g_free);
        }
    }
  now = dump_seen (world->incident);
  g_assert_cmpstr (now, ==, start);
  assert_folds_alike (world);
  world_free (world);
}

/* SVR-03: whoever raised by mistake takes it back at once; later it is the commander's. */
static void
test_severity (void)
{
  static const struct
  {
    const char *by;
    gint64 wait;
    gboolean allowed;
  } rows[] = {
    { "Ben", MATOI_MINUTE, TRUE },
    { "Ben", 3 * MATOI_MINUTE, FALSE },
    { "Mei", MATOI_MINUTE, FALSE },
    { "Aiko", 30 * MATOI_MINUTE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      World *world = world_at_work ();
      g_autoptr (GPtrArray) events = g_ptr_array_new ();
      g_autoptr (GPtrArray) commands = NULL;

      world_must (world, world_command ("severity", "Ben", "to", "1", NULL));
      g_ptr_array_add (events, g_ptr_array_index (world->log, world->log->len - 1));
      world->now += rows[i].wait;
      commands = matoi_undo (world->incident, events, rows[i].by);
      g_assert_cmpuint (commands->len, ==, 1);
      if (rows[i].allowed)
        world_must (world, g_ptr_array_steal_index (commands, 0));
      else
        world_must_not (world, g_ptr_array_steal_index (commands, 0), MATOI_ERROR_RULE, "SVR-03");
      g_assert_cmpstr (world->incident->severity, ==, rows[i].allowed ? "2" : "1");
      g_assert_true (world->incident->severity_undecided == rows[i].allowed);
      world_free (world);
    }
}

/* A dropped TODO is in no list and no count, and comes back to its place. */
static void
test_dropped (void)
{
  World *world = world_at_work ();
  g_autofree char *first = matoi_id_dup_text (g_ptr_array_index (world->incident->todos, 0));

  world_must (world, world_command ("todo-drop", "Aiko", "todo", first, NULL));
  g_assert_cmpuint (world->incident->todos->len, ==, 1);
  g_assert_cmpuint (world->incident->todos_dropped->len, ==, 1);
  world_must_not (world, world_command ("todo-done", "Aiko", "todo", first, NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_must_not (world, world_command ("todo-reopen", "Aiko", "todo", "ffffffff", NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_must (world, world_command ("todo-reopen", "Aiko", "todo", first, NULL));
  g_assert_cmpuint (world->incident->todos_dropped->len, ==, 0);
  g_assert_cmpstr (((MatoiTodo *) g_ptr_array_index (world->incident->todos, 0))->text, ==,
                   "first");
  assert_folds_alike (world);
  world_free (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo/table", test_table);
  g_test_add_func ("/undo/link-again", test_link_again);
  g_test_add_func ("/undo/nothing", test_nothing);
  g_test_add_func ("/undo/overtaken", test_overtaken);
  g_test_add_func ("/undo/chain", test_chain);
  g_test_add_func ("/undo/severity", test_severity);
  g_test_add_func ("/undo/dropped", test_dropped);
  return g_test_run ();
}
