/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-actions.h"
#include "matoi-context-private.h"
#include "matoi-holidays.h"
#include "matoi-json.h"

/* Deadlines of 366 days or less end in the year after the incident at the latest. */
#define YEARS 3

static void
add_japanese (GHashTable *days, int year)
{
  for (int i = 0; i < YEARS; i++)
    {
      g_autoptr (GPtrArray) holidays = matoi_holidays_japan (year + i);

      for (guint k = 0; holidays != NULL && k < holidays->len; k++)
        g_hash_table_add (days, g_strdup (g_ptr_array_index (holidays, k)));
    }
}

/* A calendar that is broken now was fine when it was chosen: the weekends count all the same. */
static void
add_calendar (GHashTable *days, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error) ||
      !matoi_holidays_read_ics (text, (gssize) length, days, &error))
    g_message ("The calendar of holidays is not readable: %s", error->message);
}

/**
 * matoi_context_dup_days_off:
 * @at: ms UTC; the days of its year and the two after it
 *
 * Returns: (transfer full): set of "YYYY-MM-DD", by the setting "holidays"
 */
GHashTable *
matoi_context_dup_days_off (MatoiContext *self, gint64 at)
{
  const char *holidays = matoi_context_get_setting (self, "holidays");
  GHashTable *days = matoi_days_off_new ();
  g_autofree char *year = matoi_time_to_local (at, "%Y", self->zone);

  if (g_strcmp0 (holidays, "jp") == 0)
    add_japanese (days, (int) g_ascii_strtoll (year, NULL, 10));
  else if (holidays != NULL && g_path_is_absolute (holidays))
    add_calendar (days, holidays);
  return days;
}

static gboolean
needs_days (const char *name)
{
  return g_str_equal (name, "end") || g_str_equal (name, "pm-create") ||
         g_str_equal (name, "action-add");
}

/* What the rules of deadlines need to know of the organisation: its zone and its days off. */
void
matoi_context_complete (MatoiContext *self, GPtrArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    {
      MatoiCommand *command = g_ptr_array_index (commands, i);
      g_autoptr (GHashTable) days = NULL;
      JsonArray *array;
      GHashTableIter iter;
      gpointer day;

      matoi_context_complete_ticket (self, command);
      if (!needs_days (command->name))
        continue;
      if (!json_object_has_member (command->args, "zone"))
        matoi_command_set (command, "zone", g_time_zone_get_identifier (self->zone));
      if (json_object_has_member (command->args, "holidays"))
        continue;
      days = matoi_context_dup_days_off (self, command->occurred_at != MATOI_TIME_NONE
                                                 ? command->occurred_at
                                                 : matoi_context_get_now (self));
      array = json_array_new ();
      g_hash_table_iter_init (&iter, days);
      while (g_hash_table_iter_next (&iter, &day, NULL))
        json_array_add_string_element (array, day);
      json_object_set_array_member (command->args, "holidays", array);
    }
}
