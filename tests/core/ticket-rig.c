/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ticket-rig.h"

#include <string.h>

#include "matoi-json.h"

void
rig_init (Rig *rig)
{
  rig->world = world_new ("pagerduty");
  rig->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  rig->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rig->zone = g_time_zone_new_identifier ("Asia/Tokyo");
  rig_set (rig, "jira.base-url", "https://x.atlassian.net");
  rig_set (rig, "jira.project", "OPS");
  world_declare (rig->world, "1");
}

void
rig_clear (Rig *rig)
{
  world_free (rig->world);
  g_hash_table_unref (rig->values);
  g_hash_table_unref (rig->done);
  g_time_zone_unref (rig->zone);
}

void
rig_set (Rig *rig, const char *key, const char *value)
{
  g_hash_table_insert (rig->values, g_strdup (key), g_strdup (value));
}

MatoiCommand *
rig_complete (Rig *rig, MatoiCommand *command)
{
  JsonObject *settings = json_object_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, rig->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_set_string_member (settings, key, value);
  json_object_set_object_member (command->args, "settings", settings);
  matoi_command_set (command, "zone", "Asia/Tokyo");
  return command;
}

static MatoiIntentPast
look_back (const MatoiId *incident,
           const char *lane,
           const char *op,
           const char *kind,
           gpointer user_data)
{
  Rig *rig = user_data;

  g_assert_cmpstr (kind, ==, "ticket");
  return (MatoiIntentPast) GPOINTER_TO_INT (g_hash_table_lookup (rig->done, lane));
}

GPtrArray *
rig_follow (Rig *rig, MatoiCommand *command)
{
  guint before = rig->world->log->len;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  GPtrArray *intents;
  MatoiIntentSettings settings = { .values = rig->values,
                                   .zone = rig->zone,
                                   .lang = "en",
                                   .now = rig->world->now,
                                   .lookup = look_back,
                                   .user_data = rig };

  world_must (rig->world, command);
  for (guint i = before; i < rig->world->log->len; i++)
    g_ptr_array_add (events, g_ptr_array_index (rig->world->log, i));
  intents = matoi_intents (rig->world->incident, events, &settings);
  for (guint i = 0; i < intents->len; i++)
    {
      const MatoiIntent *intent = g_ptr_array_index (intents, i);

      g_assert_cmpstr (intent->kind, ==, "ticket");
      g_assert_cmpstr (strchr (intent->lane, '/') + 1, ==,
                       matoi_json_get_string (intent->payload, "mark"));
      g_assert_false (intent->pings || intent->ask);
      if (strcmp (intent->op, "ticket.create") == 0)
        g_hash_table_insert (rig->done, g_strdup (intent->lane),
                             GINT_TO_POINTER (MATOI_INTENT_THERE));
    }
  return intents;
}
