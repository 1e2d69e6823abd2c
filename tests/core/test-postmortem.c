/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-undo.h"
#include "world.h"

#define DAY ((gint64) 86400000)

static const char *const presets[] = { "pagerduty", "small-team" };
static const char *const states[] = {
  "none", "draft", "in-review", "reviewed", "closed", "waived"
};

/* --- a world with a postmortem in a given state */

static void
write_section (World *world, const char *id, const char *text)
{
  world_must (world, world_command ("pm-write", "Owen", "section", id, "text", text, NULL));
}

static MatoiCommand *
with_evidence (MatoiCommand *command)
{
  matoi_command_add_evidence (command, "https://example.com/graph", NULL, NULL);
  return command;
}

static MatoiCommand *
with_at (MatoiCommand *command, gint64 at)
{
  matoi_command_set_int (command, "at", at);
  return command;
}

static MatoiCommand *
with_people (MatoiCommand *command)
{
  const char *const people[] = { "Aiko", "Owen", NULL };

  matoi_command_set_strv (command, "attended", people);
  return command;
}

/* An incident that has everything, ended with an owner. */
static World *
new_ended (const char *preset)
{
  World *world = world_new (preset);

  world_declare (world, "1");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "scribe", "person", "Sora", NULL));
  world_must (world, with_evidence (world_command ("note", "Sora", "text", "Errors 14 %", "kind",
                                                   "detection", NULL)));
  world_must (world, with_evidence (world_command ("note", "Sora", "text", "Rolled back", "kind",
                                                   "action", NULL)));
  world->now += 40 * MATOI_MINUTE;
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "1",
                                    "override", "test", "owner", "Owen", NULL));
  world->now += MATOI_MINUTE;
  return world;
}

static void
fill (World *world, gboolean message)
{
  MatoiIncident *incident = world->incident;
  JsonArray *sections = matoi_postmortem_get_template (incident);
  JsonArray *impact = matoi_postmortem_get_list (incident, "impact");
  MatoiCommand *command = world_command ("details", "Owen", NULL);

  matoi_command_set_int (command, "started_at", incident->declared_at - 5 * MATOI_MINUTE);
  matoi_command_set_int (command, "mitigated_at", incident->ended_at);
  world_must (world, command);
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);

      if (g_str_equal (matoi_json_get_string (section, "kind"), "text"))
        write_section (world, matoi_json_get_string (section, "id"), "Written.");
    }
  for (guint i = 0; i < json_array_get_length (impact); i++)
    {
      JsonObject *row = json_array_get_object_element (impact, i);

      if (matoi_json_get_string (row, "computed") == NULL)
        world_must (world, world_command ("pm-impact", "Owen", "row",
                                          matoi_json_get_string (row, "id"), "value", "0", NULL));
    }
  world_must (world, world_command ("pm-factor", "Owen", "what", "A full cache", NULL));
  world_must (world, world_command ("pm-learned", "Owen", "side", "well", "text", "Calm", NULL));
  world_must (world, world_command ("pm-recording", "Owen", "none_reason", "no call", NULL));
  world_must (world, with_at (world_command ("pm-meeting", "Owen", "minutes", 30, NULL),
                              world->now + DAY));
  world_must (world, world_command ("pm-link", "Owen", "url", "https://example.com/pm", NULL));
  world_must (world, message ? world_command ("pm-message", "Owen", "choice", "text", "summary",
                                              "s", "happened", "h", "doing", "d", NULL)
                             : world_command ("pm-message", "Owen", "choice", "none", NULL));
}

static void
meet (World *world, gboolean message)
{
  world->now += 2 * DAY;
  world_must (world, with_people (world_command ("pm-held", "Owen", NULL)));
  world_must (world, world_command ("pm-agree", "Owen", NULL));
  if (message)
    world_must (world, world_command ("pm-message-approve", "Aiko", NULL));
}

static void
settle (World *world, gboolean message)
{
  world_must (world, world_command ("pm-mail", "Owen", "which", "internal", NULL));
  if (message)
    world_must (world, world_command ("pm-message-posted", "Lena", "url",
                                      "https://status.example.com/1", NULL));
}

static void
advance (World *world, const char *to)
{
  world_must (world, world_command ("pm-advance", "Owen", "to", to, NULL));
}

/* @ready: also whatever the next state asks for. */
static World *
new_in_state (const char *preset, const char *state, gboolean message, gboolean ready)
{
  World *world = new_ended (preset);

  if (g_str_equal (state, "none"))
    {
      world_free (world);
      world = world_new (preset);
      world_declare (world, "1");
      world_must (world,
                  world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
      return world;
    }
  if (g_str_equal (state, "waived"))
    {
      world_must (world, world_command ("pm-waive", "Aiko", "reason", "a test", NULL));
      return world;
    }
  if (g_str_equal (state, "draft") && !ready)
    return world;
  fill (world, message);
  if (g_str_equal (state, "draft"))
    return world;
  advance (world, "in-review");
  if (g_str_equal (state, "in-review") && !ready)
    return world;
  meet (world, message);
  if (g_str_equal (state, "in-review"))
    return world;
  advance (world, "reviewed");
  if (g_str_equal (state, "reviewed") && !ready)
    return world;
  settle (world, message);
  if (g_str_equal (state, "closed"))
    advance (world, "closed");
  return world;
}

static const char *
get_state (World *world)
{
  return world->incident->postmortem != NULL ? world->incident->postmortem->state : "none";
}

/* --- the table of §12.2: from each state, where "advance" and "reopen" may lead */

static gboolean
is_allowed (const char *from, const char *command, const char *to, gboolean message)
{
  static const char *const forward[][2] = { { "draft", "in-review" },
                                            { "in-review", "reviewed" },
                                            { "reviewed", "closed" } };

  for (guint i = 0; i < G_N_ELEMENTS (forward); i++)
    {
      gboolean goes = g_str_equal (command, "pm-advance");

      if (g_str_equal (forward[i][goes ? 0 : 1], from) &&
          g_str_equal (forward[i][goes ? 1 : 0], to))
        return TRUE;
    }
  return !message && g_str_equal (command, "pm-advance") && g_str_equal (from, "in-review") &&
         g_str_equal (to, "closed");
}

static void
test_transitions (void)
{
  static const char *const commands[] = { "pm-advance", "pm-reopen" };

  for (guint p = 0; p < G_N_ELEMENTS (presets) * 2; p++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      for (guint c = 0; c < G_N_ELEMENTS (commands); c++)
        for (guint t = 1; t < 5; t++)
          {
            gboolean message = p % 2 == 1;
            World *world = new_in_state (presets[p / 2], states[s], message, TRUE);
            MatoiCommand *command =
              world_command (commands[c], "Owen", "to", states[t], "reason", "r", NULL);

            g_test_message ("%s %s: %s %s, message %d", presets[p / 2], states[s], commands[c],
                            states[t], message);
            /* The shortcut wants everything that closing wants. */
            if (g_str_equal (states[s], "in-review"))
              settle (world, message);
            if (is_allowed (states[s], commands[c], states[t], message))
              {
                world_must (world, command);
                g_assert_cmpstr (get_state (world), ==, states[t]);
              }
            else if (s == t && c == 0)
              {
                g_assert_null (world_do (world, command, NULL));
                g_assert_cmpstr (get_state (world), ==, states[s]);
              }
            else
              {
                world_must_not (world, command, MATOI_ERROR_RULE, NULL);
              }
            world_free (world);
          }
}

/* Every other command in every state: 1 done, 0 refused by a rule; none of them leads to another
 * state but those that are named for it. */
static const struct
{
  const char *name, *args[6];
  gboolean at;          /* needs a time in the past */
  const char *expected; /* for each of states[] */
  const char *leads_to; /* (nullable) */
} others[] = {
  { "pm-create", { "owner", "Noa" }, FALSE, "000001", "draft" },
  { "pm-waive", { "reason", "r" }, FALSE, "11000-", "waived" },
  { "pm-owner", { "owner", "Noa" }, FALSE, "011110", NULL },
  { "pm-write", { "section", "overview", "text", "New" }, FALSE, "011000", NULL },
  { "pm-assign", { "section", "overview", "person", "Noa" }, FALSE, "011000", NULL },
  { "pm-tick", { "list", "review", "item", "depth" }, FALSE, "011110", NULL },
  { "pm-impact", { "row", "users", "value", "12" }, FALSE, "011000", NULL },
  { "pm-factor", { "what", "w" }, FALSE, "011000", NULL },
  { "pm-learned", { "side", "lucky", "text", "w" }, FALSE, "011000", NULL },
  { "pm-recording", { "url", "https://example.com/r" }, FALSE, "011000", NULL },
  { "pm-responder", { "role", "ic", "person", "Noa" }, FALSE, "011000", NULL },
  { "pm-link", { "url", "https://example.com/pm2" }, FALSE, "011110", NULL },
  { "pm-held", { NULL }, TRUE, "011000", NULL },
  { "pm-agree", { NULL }, FALSE, "0010--", NULL },
  { "pm-park", { "text", "t" }, FALSE, "011110", NULL },
  { "pm-comment", { "text", "t" }, FALSE, "011110", NULL },
  { "pm-message", { "choice", "none" }, FALSE, "011000", NULL },
  { "pm-mail", { "which", "done" }, FALSE, "011110", NULL },
  { "pm-dismiss", { "rule", "r", "text", "t" }, FALSE, "011110", NULL },
  { "action-add", { "text", "t" }, FALSE, "111101", NULL },
};

static void
test_commands (void)
{
  for (guint p = 0; p < G_N_ELEMENTS (presets); p++)
    for (guint s = 0; s < G_N_ELEMENTS (states); s++)
      for (guint c = 0; c < G_N_ELEMENTS (others); c++)
        {
          World *world = new_in_state (presets[p], states[s], FALSE, FALSE);
          MatoiCommand *command = matoi_command_new (others[c].name, "Aiko");

          for (guint i = 0; i + 1 < G_N_ELEMENTS (others[c].args) && others[c].args[i]; i += 2)
            matoi_command_set (command, others[c].args[i], others[c].args[i + 1]);
          if (others[c].at)
            matoi_command_set_int (command, "at", world->now);
          g_test_message ("%s %s: %s", presets[p], states[s], others[c].name);
          if (others[c].expected[s] == '1')
            {
              world_must (world, command);
              g_assert_cmpstr (get_state (world), ==,
                               others[c].leads_to ? others[c].leads_to : states[s]);
            }
          else if (others[c].expected[s] == '0')
            {
              world_must_not (world, command, MATOI_ERROR_RULE, NULL);
            }
          else
            {
              /* Nothing to do, or refused: no event either way. */
              g_assert_null (world_do (world, command, NULL));
              g_assert_cmpstr (get_state (world), ==, states[s]);
            }
          world_free (world);
        }
}

/* --- gates: each reason, from unmet to met */

static gboolean
is_met (World *world, const char *to, const char *id)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (world->incident, to, world->now);

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      g_assert_cmpstr (check->text, !=, "");
      g_assert_cmpstr (check->fix, !=, "");
      if (g_str_equal (check->id, id))
        return check->met;
    }
  return TRUE;
}

static guint
count_unmet (World *world, const char *to)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (world->incident, to, world->now);
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += !((MatoiCheck *) g_ptr_array_index (checks, i))->met;
  return n;
}

/* A command that unmakes exactly one reason of a document that was ready. */
static const struct
{
  const char *state, *to, *gate, *command, *args[8];
} breaks[] = {
  { "draft",
    "in-review",
    "pm.section.overview",
    "pm-write",
    { "section", "overview", "text", " \n" } },
  { "draft", "in-review", "pm.evidence", "note", { "text", "no source", "kind", "fact" } },
  { "draft", "in-review", "pm.section.impact", "pm-impact", { "row", "users" } },
  { "draft", "in-review", "pm.section.learned", "pm-learned", { "side", "badly", "text", "slow" } },
  { "draft",
    "in-review",
    "pm.section.message",
    "pm-message",
    { "choice", "text", "summary", "s" } },
  { "reviewed", "closed", "pm.actions", "action-add", { "text", "Add an alert" } },
};

static void
test_gates (void)
{
  for (guint p = 0; p < G_N_ELEMENTS (presets); p++)
    for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
      {
        World *world = new_in_state (presets[p], breaks[i].state, FALSE, TRUE);
        MatoiCommand *command = matoi_command_new (breaks[i].command, "Owen");

        g_test_message ("%s %s", presets[p], breaks[i].gate);
        g_assert_cmpuint (count_unmet (world, breaks[i].to), ==, 0);
        for (guint k = 0; k + 1 < G_N_ELEMENTS (breaks[i].args) && breaks[i].args[k]; k += 2)
          matoi_command_set (command, breaks[i].args[k], breaks[i].args[k + 1]);
        world_must (world, command);
        g_assert_false (is_met (world, breaks[i].to, breaks[i].gate));
        g_assert_cmpuint (count_unmet (world, breaks[i].to), ==, 1);
        world_must_not (world, world_command ("pm-advance", "Owen", "to", breaks[i].to, NULL), 1,
                        breaks[i].gate);
        world_free (world);
      }
}

/* What is missing at the start of each state, by name. */
static void
test_gates_at_first (void)
{
  static const struct
  {
    const char *state, *to, *gates[16];
  } rows[] = {
    { "draft",
      "in-review",
      { "pm.section.overview", "pm.section.factors", "pm.section.impact", "pm.section.learned",
        "pm.section.message", "pm.section.meeting", "pm.recording", "pm.link",
        "pm.anchor.factor-began" } },
    { "in-review",
      "reviewed",
      { "pm.meeting-over", "pm.attendance", "pm.agreed", "pm.message-approved" } },
    { "in-review", "closed", { "pm.no-message", "pm.meeting-over", "pm.agreed", "pm.mail" } },
    { "reviewed", "closed", { "pm.mail", "pm.message-posted" } },
    { "draft", "reviewed", { "pm.order" } },
    { "draft", "closed", { "pm.order" } },
    { "closed", "reviewed", { "pm.order" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      World *world = new_in_state ("pagerduty", rows[i].state, TRUE, FALSE);

      for (guint k = 0; rows[i].gates[k] != NULL; k++)
        {
          g_test_message ("%s -> %s: %s", rows[i].state, rows[i].to, rows[i].gates[k]);
          g_assert_false (is_met (world, rows[i].to, rows[i].gates[k]));
        }
      world_free (world);
    }
}

/* Scribe and commander are named, or a reason is (TPL-07). */
static void
test_responders (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "2");
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                    "override", "o", "owner", "Owen", NULL));
  g_assert_false (is_met (world, "in-review", "pm.section.responders"));
  world_must (world, world_command ("pm-responder", "Owen", "role", "ic", "person", "Ann", NULL));
  g_assert_false (is_met (world, "in-review", "pm.section.responders"));
  world_must (world, world_command ("pm-responder", "Owen", "role", "scribe", "none_reason",
                                    "three people only", NULL));
  g_assert_true (is_met (world, "in-review", "pm.section.responders"));
  world_free (world);
}

/* --- creation */

static void
test_creation (void)
{
  World *world = new_ended ("pagerduty");

  g_assert_cmpstr (get_state (world), ==, "draft");
  g_assert_cmpstr (world->incident->postmortem->owner, ==, "Owen");
  g_assert_cmpstr (world->incident->postmortem->template, ==, "pagerduty");
  g_assert_cmpint (world->incident->postmortem->due_at, >, world->incident->ended_at + 2 * DAY);
  g_assert_cmpint (world->incident->postmortem->due_at, <=, world->incident->ended_at + 4 * DAY);
  world_must_not (world, world_command ("pm-owner", "Aiko", "owner", "team", NULL), 1, "PM-04");
  world_free (world);

  world = new_ended ("small-team");
  g_assert_cmpstr (world->incident->postmortem->template, ==, "pivot");
  g_assert_cmpint (world->incident->postmortem->due_at, ==, MATOI_TIME_NONE);
  world_free (world);

  world = world_new ("pagerduty");
  world_declare (world, "2");
  world_must_not (world, world_command ("pm-create", "Aiko", "owner", "Owen", NULL), 1, "pm.live");
  world_must (world, world_command ("end", "Aiko", "outcome", "false-alarm", "override", "o",
                                    "owner", "Owen", NULL));
  g_assert_cmpstr (world->incident->postmortem->form, ==, "short");
  /* The short form wants words and an agreement, no meeting and no numbers. */
  write_section (world, "what", "w");
  write_section (world, "why", "w");
  g_assert_cmpuint (count_unmet (world, "in-review"), ==, 1);
  write_section (world, "prevent", "w");
  advance (world, "in-review");
  world_must (world, world_command ("pm-agree", "Aiko", NULL));
  advance (world, "closed");
  world_free (world);

  world = world_new ("pagerduty");
  world_declare (world, "2");
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "2",
                                    "override", "o", NULL));
  g_assert_cmpstr (get_state (world), ==, "none");
  world_must_not (world, world_command ("pm-waive", "Ben", "reason", "r", NULL), 1, "PM-01");
  world_must (world, world_command ("pm-create", "Aiko", "owner", "Owen", "template", "sre", NULL));
  g_assert_nonnull (matoi_postmortem_find_template_section (world->incident, "trigger"));
  world_must_not (world, world_command ("pm-write", "Owen", "section", "scope", "text", "t", NULL),
                  MATOI_ERROR_NOT_FOUND, NULL);
  world_free (world);
}

/* --- sections */

static MatoiCommand *
write_on (const char *text, const char *const *heads)
{
  MatoiCommand *command =
    world_command ("pm-write", "Owen", "section", "overview", "text", text, NULL);

  matoi_command_set_strv (command, "heads", heads);
  return command;
}

static void
test_merge (void)
{
  World *world = new_ended ("pagerduty");
  const MatoiSection *section;
  g_auto (GStrv) base = NULL;
  g_auto (GStrv) both = NULL;

  write_section (world, "overview", "One. Two. Three.");
  section = matoi_postmortem_find_section (world->incident->postmortem, "overview");
  base = matoi_section_dup_heads (section);
  g_assert_cmpuint (g_strv_length (base), ==, 1);
  world_must (world, write_on ("One, changed. Two. Three.", (const char *const *) base));
  world_must (world, write_on ("One. Two. Three, changed.", (const char *const *) base));
  g_assert_cmpuint (section->heads->len, ==, 2);
  g_assert_nonnull (strstr (matoi_section_get_text (section), "One, changed."));
  g_assert_nonnull (strstr (matoi_section_get_text (section), "Three, changed."));
  g_assert_false (matoi_section_is_conflicted (section));
  /* The same sentence: both stay, and the section is marked until somebody chose. */
  g_strfreev (base);
  base = matoi_section_dup_heads (section);
  world_must (world, write_on ("Uno. Two.", (const char *const *) base));
  world_must (world, write_on ("Eins. Two.", (const char *const *) base));
  g_assert_nonnull (strstr (matoi_section_get_text (section), "Uno."));
  g_assert_nonnull (strstr (matoi_section_get_text (section), "Eins."));
  g_assert_true (matoi_section_is_conflicted (section));
  g_assert_false (is_met (world, "in-review", "pm.conflict.overview"));
  both = matoi_section_dup_heads (section);
  world_must (world, write_on ("One. Two.", (const char *const *) both));
  g_assert_cmpstr (matoi_section_get_text (section), ==, "One. Two.");
  g_assert_false (matoi_section_is_conflicted (section));
  world_free (world);
}

static GStrv
dup_heads (World *world)
{
  return matoi_section_dup_heads (
    matoi_postmortem_find_section (world->incident->postmortem, "overview"));
}

static void
write_on_all (World *world, const char *text)
{
  g_auto (GStrv) heads = dup_heads (world);

  world_must (world, write_on (text, (const char *const *) heads));
}

static gboolean
is_conflicted (World *world)
{
  return matoi_section_is_conflicted (
    matoi_postmortem_find_section (world->incident->postmortem, "overview"));
}

static void
write_at_once (World *world, const char *one, const char *other)
{
  g_auto (GStrv) heads = dup_heads (world);

  world_must (world, write_on (one, (const char *const *) heads));
  world_must (world, write_on (other, (const char *const *) heads));
  g_assert_true (is_conflicted (world));
}

/* Both type at once in two places, and each save follows one that the other had not seen: no
 * sentence is there twice. */
static void
test_crossing (void)
{
  World *world = new_ended ("pagerduty");
  const MatoiSection *section;

  write_section (world, "overview", "Mine: a0\n\nTheirs: b0");
  section = matoi_postmortem_find_section (world->incident->postmortem, "overview");
  for (guint i = 1; i <= 12; i++)
    {
      g_auto (GStrv) heads = dup_heads (world);
      g_autofree char *ours = g_strdup_printf ("Mine: a%u\n\nTheirs: b%u", i, i - 1);
      g_autofree char *theirs = g_strdup_printf ("Mine: a%u\n\nTheirs: b%u", i - 1, i);
      g_autofree char *both = g_strdup_printf ("Mine: a%u\n\nTheirs: b%u", i, i);

      world_must (world, write_on (ours, (const char *const *) heads));
      world_must (world, write_on (theirs, (const char *const *) heads));
      g_assert_cmpstr (matoi_section_get_text (section), ==, both);
      g_assert_false (matoi_section_is_conflicted (section));
    }
  world_free (world);
}

/* It saves itself on all heads a second after anything was typed: that is no choice. */
static void
test_clash_stays (void)
{
  World *world = new_ended ("pagerduty");
  const MatoiSection *section;
  gsize at, length;

  write_section (world, "overview", "It broke. Later");
  section = matoi_postmortem_find_section (world->incident->postmortem, "overview");
  write_at_once (world, "It broke at noon. Later", "It broke at one. Later");
  write_on_all (world, "It broke at noon. It broke at one. Later on.");
  g_assert_cmpuint (section->heads->len, ==, 1);
  g_assert_true (is_conflicted (world));
  g_assert_cmpuint (matoi_section_get_clashes (section)->len, ==, 1);
  g_assert_true (matoi_clash_find (g_ptr_array_index (matoi_section_get_clashes (section), 0),
                                   "So: It broke at noon. It broke at one.", &at, &length));
  g_assert_cmpuint (at, ==, 4);
  g_assert_cmpuint (length, ==, strlen ("It broke at noon. It broke at one."));
  write_on_all (world, "Well. It broke at noon. It broke at one. Later on.");
  g_assert_true (is_conflicted (world));
  g_assert_false (is_met (world, "in-review", "pm.conflict.overview"));
  write_on_all (world, "Well. It broke at noon. Later on.");
  g_assert_false (is_conflicted (world));
  /* Nor does it come back when somebody writes the sentence again. */
  write_on_all (world, "Well. It broke at noon. It broke at one. Later on.");
  g_assert_false (is_conflicted (world));
  world_free (world);
}

/* No full stop yet, and the one a part of the other. */
static void
test_clash_inside (void)
{
  World *world = new_ended ("pagerduty");

  write_section (world, "overview", "It\n\nEnd.");
  write_at_once (world, "It broke\n\nEnd.", "It broke at one\n\nEnd.");
  write_on_all (world, "It broke It broke at one\n\nThe end.");
  g_assert_true (is_conflicted (world));
  write_on_all (world, "It broke at one\n\nThe end.");
  g_assert_false (is_conflicted (world));
  /* One took out what the other changed. */
  write_at_once (world, "\n\nThe end.", "It broke at two\n\nThe end.");
  write_on_all (world, "It broke at two\n\nThe very end.");
  g_assert_true (is_conflicted (world));
  write_on_all (world, "It broke at 14:00\n\nThe very end.");
  g_assert_false (is_conflicted (world));
  world_free (world);
}

/* Both wordings may be right; whoever names no versions means what is given, all of it. */
static void
test_clash_settled (void)
{
  World *world = new_ended ("pagerduty");
  g_auto (GStrv) heads = NULL;
  MatoiCommand *command;

  write_section (world, "overview", "One.");
  write_at_once (world, "Uno.", "Eins.");
  write_on_all (world, "Eins. Uno. Two.");
  heads = dup_heads (world);
  /* Somebody types on, without having seen that it was settled. */
  command = write_on ("Eins. Uno. Two.", (const char *const *) heads);
  matoi_command_set_flag (command, "settled", TRUE);
  world_must (world, command);
  g_assert_false (is_conflicted (world));
  world_must (world, write_on ("Eins. Uno. Two. Three.", (const char *const *) heads));
  g_assert_false (is_conflicted (world));
  write_on_all (world, "Eins. Uno. Two. Three.");
  g_assert_false (is_conflicted (world));
  write_at_once (world, "Eins. Uno. Zwei. Three.", "Eins. Uno. Due. Three.");
  write_section (world, "overview", "Eins. Uno. Zwei. Due. Three.");
  g_assert_false (is_conflicted (world));
  world_free (world);
}

static void
test_long (void)
{
  World *world = new_ended ("pagerduty");
  g_autofree char *fits = g_strnfill (MATOI_SECTION_MAX_BYTES, 'x');
  g_autofree char *long_text = g_strnfill (5 * 1024 * 1024, 'x');

  write_section (world, "overview", fits);
  world_must_not (
    world, world_command ("pm-write", "Owen", "section", "overview", "text", long_text, NULL),
    MATOI_ERROR_INPUT, NULL);
  world_must_not (world, world_command ("pm-comment", "Owen", "text", fits, NULL),
                  MATOI_ERROR_INPUT, NULL);
  world_free (world);
}

/* --- the timeline */

static const MatoiLine *
find_line (GPtrArray *lines, const char *text)
{
  for (guint i = 0; i < lines->len; i++)
    if (strstr (((MatoiLine *) g_ptr_array_index (lines, i))->text, text) != NULL)
      return g_ptr_array_index (lines, i);
  return NULL;
}

static void
test_timeline (void)
{
  World *world = new_ended ("pagerduty");
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *id = NULL;
  MatoiCommand *command;

  world_must (world, world_command ("note", "Sora", "text", "A leak?", "kind", "hypothesis", NULL));
  id =
    matoi_id_dup_text (&((MatoiEvent *) g_ptr_array_index (world->log, world->log->len - 1))->id);
  world_must_not (world, world_command ("pm-row", "Owen", "entry", id, NULL), 1, "TML-07");
  world_must (world, world_command ("confirm", "Sora", "entry", id, NULL));
  g_assert_false (is_met (world, "in-review", "pm.evidence"));
  world_must (world, world_command ("pm-row", "Owen", "entry", id, "none_reason", "seen", "text",
                                    "It leaked", NULL));
  g_assert_true (is_met (world, "in-review", "pm.evidence"));
  world_must (world, world_command ("unsettle", "Sora", "entry", id, NULL));
  g_assert_false (is_met (world, "in-review", "pm.hypotheses"));
  command = world_command ("pm-row", "Owen", "text", "Deployed 4.2", "anchor", "factor-began",
                           "none_reason", "from memory", NULL);
  matoi_command_set_int (command, "occurred_at", world->incident->declared_at - DAY);
  matoi_command_set_flag (command, "learned_later", TRUE);
  world_must (world, command);
  lines = matoi_postmortem_dup_timeline (world->incident);
  g_assert_cmpstr (((MatoiLine *) g_ptr_array_index (lines, 0))->text, ==, "Deployed 4.2");
  g_assert_true (((MatoiLine *) g_ptr_array_index (lines, 0))->learned_later);
  g_assert_nonnull (find_line (lines, "It leaked"));
  g_assert_true (is_met (world, "in-review", "pm.anchor.factor-began"));
  g_assert_null (find_line (lines, "Postmortem"));
  world_must_not (world, world_command ("pm-row", "Owen", "text", "no time", NULL), 2, NULL);
  world_must_not (world, world_command ("pm-row", "Owen", "entry", id, "anchor", "x", NULL), 2,
                  NULL);
  world_free (world);
}

/* --- action items */

static void
test_actions (void)
{
  World *world = new_ended ("pagerduty");
  g_autofree char *id = NULL;
  const MatoiAction *action;

  world_must_not (world, world_command ("action-add", "Owen", "text", "t", "priority", "P2", NULL),
                  1, "ACT-03");
  world_must (world, world_command ("action-add", "Owen", "text", "t", "priority", "P2", "reason",
                                    "later", NULL));
  action = g_ptr_array_index (world->incident->actions, 0);
  g_assert_cmpstr (action->state, ==, "noted");
  id = matoi_id_dup_text (&action->id);
  world_must (world, world_command ("action-edit", "Owen", "action", id, "priority", "P0", NULL));
  g_assert_cmpstr (action->state, ==, "open");
  world_must (world, world_command ("action-wont", "Owen", "action", id, "reason", "dear", NULL));
  g_assert_cmpstr (action->state, ==, "wont");
  world_must (world, world_command ("action-link", "Owen", "action", id, "key", "PAY-1", NULL));
  g_assert_cmpstr (action->state, ==, "ticketed");
  world_must_not (world, world_command ("action-link", "Owen", "action", id, "key", "a b", NULL), 2,
                  NULL);
  world_must_not (world, world_command ("action-add", "Owen", "text", "t", "kind", "x", NULL), 2,
                  NULL);
  world_must (world, world_command ("action-add", "Owen", "text", "u", NULL));
  action = g_ptr_array_index (world->incident->actions, 1);
  g_assert_nonnull (action->due_on);
  world_free (world);
}

/* --- undo */

static void
undo_last (World *world, guint n)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) commands = NULL;

  for (guint i = world->log->len - n; i < world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (world->log, i));
  commands = matoi_undo (world->incident, events, "Owen");
  g_assert_cmpuint (commands->len, ==, n);
  g_ptr_array_set_free_func (commands, NULL);
  for (guint i = 0; i < commands->len; i++)
    world_must (world, g_ptr_array_index (commands, i));
}

static void
test_undo (void)
{
  World *world = new_ended ("pagerduty");
  MatoiPostmortem *postmortem = world->incident->postmortem;

  world_must (world, world_command ("pm-impact", "Owen", "row", "users", "value", "1", NULL));
  world_must (world, world_command ("pm-impact", "Owen", "row", "users", "value", "2", NULL));
  undo_last (world, 1);
  g_assert_cmpstr (matoi_postmortem_find_impact (postmortem, "users")->value, ==, "1");
  world_must (world, world_command ("pm-tick", "Owen", "list", "review", "item", "depth", NULL));
  undo_last (world, 1);
  g_assert_false (matoi_postmortem_is_ticked (postmortem, "review", "depth"));
  world_must (world, world_command ("pm-dismiss", "Owen", "section", "overview", "rule", "outage",
                                    "text", "outage", NULL));
  g_assert_true (matoi_postmortem_is_dismissed (postmortem, "overview", "outage", "outage"));
  undo_last (world, 1);
  g_assert_false (matoi_postmortem_is_dismissed (postmortem, "overview", "outage", "outage"));
  undo_last (world, 1);
  g_assert_true (matoi_postmortem_is_dismissed (postmortem, "overview", "outage", "outage"));
  world_must (world, world_command ("pm-factor", "Owen", "what", "w", NULL));
  undo_last (world, 1);
  g_assert_true (((MatoiFactor *) g_ptr_array_index (postmortem->factors, 0))->removed);
  undo_last (world, 1);
  g_assert_false (((MatoiFactor *) g_ptr_array_index (postmortem->factors, 0))->removed);
  world_must (world, world_command ("action-add", "Owen", "text", "t", NULL));
  undo_last (world, 1);
  g_assert_cmpuint (world->incident->actions->len, ==, 0);
  {
    MatoiCommand *command = world_command ("pm-row", "Owen", "text", "Before", NULL);

    matoi_command_set_int (command, "occurred_at", world->incident->declared_at - DAY);
    world_must (world, command);
    undo_last (world, 1);
    g_assert_cmpuint (postmortem->rows->len, ==, 0);
  }
  world_free (world);
}

/* --- no other way into a state */

#define PICK(list) ((list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))])

/* Events nobody decided, in any order: a state is entered only when its gates are met. */
static void
test_forged (void)
{
  static const char *const types[] = { "postmortem.advanced",
                                       "postmortem.reopened",
                                       "postmortem.created",
                                       "postmortem.waived",
                                       "postmortem.agreed",
                                       "postmortem.held",
                                       "postmortem.message",
                                       "postmortem.message-approved",
                                       "postmortem.message-posted",
                                       "postmortem.mail",
                                       "postmortem.tick",
                                       "postmortem.section",
                                       "postmortem.factor",
                                       "action.added",
                                       "incident.reopened",
                                       "incident.ended",
                                       "entry.added",
                                       "postmortem.row",
                                       "postmortem.picture" };
  static const char *const tos[] = { "draft", "in-review", "reviewed", "closed", "waived", "x" };
  static const char *const choices[] = { "none", "text", "x" };

  for (guint32 seed = 0; seed < 400; seed++)
    {
      GRand *rand = g_rand_new_with_seed (seed);
      const char *start = states[g_rand_int_range (rand, 1, 6)];
      World *world =
        new_in_state (PICK (presets), start, g_rand_boolean (rand), g_rand_boolean (rand));

      for (guint step = 0; step < 30; step++)
        {
          g_autofree char *before = g_strdup (get_state (world));
          JsonObject *p = json_object_new ();
          const char *type = PICK (types), *to = PICK (tos);
          gboolean may = matoi_postmortem_may_enter (world->incident, to, world->now);
          MatoiEvent *event;

          matoi_json_set_string (p, "to", to);
          matoi_json_set_string (p, "reason", "r");
          matoi_json_set_string (p, "owner", "Mallory");
          matoi_json_set_string (p, "text", "t");
          matoi_json_set_string (p, "section", "overview");
          matoi_json_set_string (p, "url", "https://example.com");
          matoi_json_set_string (p, "which", "internal");
          matoi_json_set_string (p, "choice", PICK (choices));
          matoi_json_set_string (p, "state", to);
          json_object_set_int_member (p, "at", world->now - DAY);
          event = matoi_event_new (type, "Mallory", world->now, world->now, p);
          matoi_id_next (&event->id, &world->last, world->now, world->replica);
          world->last = event->id;
          event->incident = world->incident->id;
          matoi_incident_apply (world->incident, event);
          if (!g_str_equal (before, get_state (world)))
            {
              const char *now = get_state (world);

              if (g_str_equal (type, "postmortem.advanced"))
                g_assert_true (may && g_str_equal (now, to));
              else if (g_str_equal (type, "postmortem.reopened"))
                g_assert_true (is_allowed (before, "pm-reopen", now, FALSE));
              else if (g_str_equal (type, "postmortem.created"))
                g_assert_true (g_str_equal (before, "waived") && g_str_equal (now, "draft"));
              else if (g_str_equal (type, "postmortem.waived"))
                g_assert_true (g_str_equal (before, "draft") && g_str_equal (now, "waived"));
              else
                g_assert_not_reached ();
            }
          matoi_event_unref (event);
        }
      world_free (world);
      g_rand_free (rand);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/postmortem/transitions", test_transitions);
  g_test_add_func ("/postmortem/commands", test_commands);
  g_test_add_func ("/postmortem/gates", test_gates);
  g_test_add_func ("/postmortem/gates-at-first", test_gates_at_first);
  g_test_add_func ("/postmortem/responders", test_responders);
  g_test_add_func ("/postmortem/creation", test_creation);
  g_test_add_func ("/postmortem/merge", test_merge);
  g_test_add_func ("/postmortem/crossing", test_crossing);
  g_test_add_func ("/postmortem/clash-stays", test_clash_stays);
  g_test_add_func ("/postmortem/clash-inside", test_clash_inside);
  g_test_add_func ("/postmortem/clash-settled", test_clash_settled);
  g_test_add_func ("/postmortem/long", test_long);
  g_test_add_func ("/postmortem/timeline", test_timeline);
  g_test_add_func ("/postmortem/actions", test_actions);
  g_test_add_func ("/postmortem/undo", test_undo);
  g_test_add_func ("/postmortem/forged", test_forged);
  return g_test_run ();
}
