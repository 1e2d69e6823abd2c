/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-declare-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-text.h"
#include "matoi-time.h"

#define DAY (24 * 60 * MATOI_MINUTE)

/* "14:05" is the last time the clock showed that. */
static gboolean
parse_clock (const char *text, gint64 now, GTimeZone *zone, gint64 *at)
{
  g_autofree char *day = NULL, *whole = NULL;
  int hour, minute, end = 0;

  if (sscanf (text, "%2d:%2d%n", &hour, &minute, &end) != 2 || text[end])
    return FALSE;
  day = matoi_time_to_local (now, "%Y-%m-%d", zone);
  whole = g_strdup_printf ("%s %02d:%02d", day, hour, minute);
  if (!matoi_time_parse (whole, zone, at))
    return FALSE;
  if (*at > now)
    *at -= DAY;
  return TRUE;
}

/**
 * matoi_declare_parse_time:
 * @text: "14:05", a date with a time, or how many minutes ago, in any width
 * @now: ms UTC
 * @zone: of the clock people look at
 * @at: (out): ms UTC, not after @now unless a date says so
 *
 * Returns: FALSE if it is none of these
 */
gboolean
matoi_declare_parse_time (const char *text, gint64 now, GTimeZone *zone, gint64 *at)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  char *end;
  guint64 minutes;

  if (!narrow)
    return FALSE;
  g_strstrip (narrow);
  if (matoi_time_parse (narrow, zone, at) || parse_clock (narrow, now, zone, at))
    return TRUE;
  if (!g_ascii_isdigit (*narrow))
    return FALSE;
  minutes = g_ascii_strtoull (narrow, &end, 10);
  while (g_ascii_isspace (*end))
    end++;
  if (minutes > 7 * 24 * 60 || (*end && strcmp (end, "m") != 0 && strcmp (end, "min") != 0 &&
                                strcmp (end, "分") != 0 && strcmp (end, "分前") != 0))
    return FALSE;
  *at = now - (gint64) minutes * MATOI_MINUTE;
  return TRUE;
}

/* The names in @text, separated by commas of either kind, each once. (transfer full) */
static GStrv
split_services (const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[,、，]", text, 0, 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts && parts[i]; i++)
    {
      g_autofree char *name = matoi_text_dup_line (parts[i]);
      gboolean known = FALSE;

      for (guint j = 0; j < names->len && !known; j++)
        known = g_strcmp0 (g_ptr_array_index (names, j), name) == 0;
      if (*name && !known)
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
append (GString *text, char *line, const char *value)
{
  if (*value)
    g_string_append_printf (text, "\n%s", line);
  g_free (line);
}

/* The same as text for a ticket of ordinary work (DET-04). (transfer full) */
char *
matoi_declare_dup_ticket (const MatoiDeclareFields *fields)
{
  GString *text = g_string_new (fields->title);

  /* Translators: a line of a ticket: who and what is affected. */
  append (text, g_strdup_printf (_("Scope: %s"), fields->scope), fields->scope);
  /* Translators: a line of a ticket: names of services. */
  append (text, g_strdup_printf (_("Services: %s"), fields->services), fields->services);
  /* Translators: a line of a ticket: a link. */
  append (text, g_strdup_printf (_("Evidence: %s"), fields->evidence), fields->evidence);
  return g_string_free (text, FALSE);
}

static void
set_optional (MatoiCommand *command, const char *arg, const char *text)
{
  g_autofree char *line = matoi_text_dup_line (text);

  if (*line)
    matoi_command_set (command, arg, line);
}

/* Gives a "declare" everything of the form but the time it began; without a title it gets none. */
void
matoi_declare_fill (MatoiCommand *command, const MatoiDeclareFields *fields)
{
  g_auto (GStrv) services = split_services (fields->services);
  g_autofree char *evidence = matoi_text_dup_line (fields->evidence);

  set_optional (command, "title", fields->title);
  set_optional (command, "scope", fields->scope);
  if (fields->severity)
    matoi_command_set (command, "severity", fields->severity);
  if (fields->detected_by)
    matoi_command_set (command, "detected_by", fields->detected_by);
  if (services[0])
    matoi_command_set_strv (command, "services", (const char *const *) services);
  if (*evidence)
    matoi_command_add_evidence (command, evidence, NULL, NULL);
  if (fields->security)
    {
      matoi_command_set_flag (command, "security", TRUE);
      set_optional (command, "codename", fields->codename);
    }
  if (fields->drill)
    matoi_command_set_flag (command, "drill", TRUE);
}

/* The time it began, if one is given. FALSE: it is given in a way nobody can read. */
gboolean
matoi_declare_fill_start (MatoiCommand *command,
                          const MatoiDeclareFields *fields,
                          gint64 now,
                          GTimeZone *zone)
{
  g_autofree char *text = matoi_text_dup_line (fields->began);
  gint64 at;

  if (!*text)
    return TRUE;
  if (!matoi_declare_parse_time (text, now, zone, &at))
    return FALSE;
  matoi_command_set_int (command, "started_at", at);
  return TRUE;
}
