/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "matoi-export-ics.h"
#include "matoi-json.h"
#include "world.h"

/* Prints calendar files and what has to be in them, for test-export-ics.py. */

#define START G_GINT64_CONSTANT (1791266400000) /* 2026-10-06T06:00:00Z */

static JsonArray *samples;

static void
add_sample (const char *name, char *ics, const char *summary, const char *description)
{
  JsonObject *sample = json_object_new ();

  g_assert_nonnull (ics);
  json_object_set_string_member (sample, "name", name);
  json_object_set_string_member (sample, "ics", ics);
  matoi_json_set_string (sample, "summary", summary);
  matoi_json_set_string (sample, "description", description);
  json_array_add_object_element (samples, sample);
  g_free (ics);
}

static const MatoiIcsPerson people[] = {
  { "Aiko \"the\" Tanaka; IC, lead", "aiko@example.com", TRUE },
  { "田中 愛子・とても長い名前のインシデントコマンダー（第一当番、東京）",
    "tanaka+pm@example.co.jp", FALSE },
  { "Nobody Knows", NULL, TRUE },
  { "Bad Address", "bad address@example.com", FALSE },
  { "Worse", "x@y\r\nATTENDEE:mailto:evil@example.com", TRUE },
};

static MatoiIcsMeeting
meeting (const char *summary, const char *description)
{
  MatoiIcsMeeting one = { .uid = "postmortem-1@matoi",
                          .sequence = 3,
                          .stamp = START - 86400000,
                          .starts_at = START,
                          .minutes = 30,
                          .summary = summary,
                          .description = description,
                          .location = "Room 3; 2nd floor, left",
                          .url = "https://example.com/doc?a=1;b=2,3",
                          .calendar = "Incident Postmortem Meetings",
                          .organizer = { "Owen", "owen@example.com", TRUE },
                          .people = people,
                          .n_people = G_N_ELEMENTS (people) };

  return one;
}

static void
add_plain (void)
{
  static const char *const texts[] = {
    "Short",
    "Commas, semicolons; backslashes \\ and \\n that is not a line end",
    "Two\nlines\n\nand a third: END:VEVENT\nBEGIN:VALARM",
    "日本語の長い題名が七十五オクテットで折り返されるとき、文字の途中で切れてはならない。絵文字🧯🚒も。",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé",
    " \tblanks around\t ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("text-%u", i);
      g_autofree char *trimmed = g_strstrip (g_strdup (texts[i]));
      MatoiIcsMeeting one = meeting (texts[i], texts[i]);

      add_sample (name, matoi_export_ics_meeting (&one), trimmed, trimmed);
      one.organizer.address = NULL;
      name[0] = 'n'; /* nobody to answer to */
      add_sample (name, matoi_export_ics_meeting (&one), trimmed, trimmed);
    }
  /* every width around the fold */
  for (guint length = 60; length < 80; length++)
    {
      g_autofree char *name = g_strdup_printf ("width-%u", length);
      g_autofree char *text = g_strnfill (length, 'x');
      g_autofree char *wide = g_strconcat (text, "語語", NULL);
      MatoiIcsMeeting one = meeting (wide, NULL);

      add_sample (name, matoi_export_ics_meeting (&one), wide, NULL);
    }
}

static MatoiCommand *
set_meeting (const World *world, gint64 in_ms)
{
  MatoiCommand *command = world_command ("pm-meeting", "Owen", "minutes", 25, NULL);

  matoi_json_set_time (command->args, "at", world->now + in_ms);
  return command;
}

/* The meeting of a real postmortem, set twice. */
static void
add_incident (const char *name, gboolean security)
{
  World *world = world_new ("pagerduty");
  g_autoptr (GHashTable) addresses = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (addresses, (char *) "Owen", (char *) "owen@example.com");
  g_hash_table_insert (addresses, (char *) "Aiko", (char *) "aiko@example.com");
  world_declare (world, "1");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "scribe", "person", "Ben", NULL));
  if (security)
    world_must (world, world_command ("security", "Aiko", "codename", "Quiet Harbour", NULL));
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "1",
                                    "owner", "Owen", "override", "o", NULL));
  g_assert_null (matoi_export_ics (world->incident, world->now, addresses, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  world_must (world, set_meeting (world, 86400000));
  world_must (world, set_meeting (world, 2 * 86400000));
  world_must (world, world_command ("pm-link", "Owen", "url", "https://example.com/pm", NULL));
  add_sample (name, matoi_export_ics (world->incident, world->now, addresses, NULL), NULL, NULL);
  world_free (world);
}

int
main (void)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  setlocale (LC_ALL, "");
  samples = json_array_new ();
  add_plain ();
  add_incident ("incident", FALSE);
  add_incident ("confidential", TRUE);
  json_node_take_array (node, samples);
  text = json_to_string (node, FALSE);
  puts (text);
  return 0;
}
