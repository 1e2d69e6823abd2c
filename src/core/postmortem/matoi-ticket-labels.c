/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ACT-02, ACT-13: the labels of an incident's tickets, and what finds them. */

#include "config.h"

#include "matoi-ticket-private.h"

#include <string.h>

#include "matoi-json.h"

/* ms UTC: the day of the incident is the one it began on. */
gint64
matoi_ticket_get_start (const MatoiIncident *incident)
{
  if (incident->started_at != MATOI_TIME_NONE)
    return incident->started_at;
  return incident->detected_at != MATOI_TIME_NONE ? incident->detected_at : incident->declared_at;
}

static void
replace (GString *text, const char *what, const char *with)
{
  g_string_replace (text, what, with, 0);
}

/* (transfer full): blanks are no part of a label */
static char *
fill_label (const MatoiIncident *incident, const char *pattern, GTimeZone *zone)
{
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);
  const char *id = severity != NULL ? severity->id : incident->severity;
  g_autofree char *day = matoi_time_to_local (matoi_ticket_get_start (incident), "%Y%m%d", zone);
  GString *text = g_string_new (pattern);

  /* The first is how the settings call it, the second how the presets do. */
  replace (text, "{severity}", id);
  replace (text, "{n}", id);
  replace (text, "{date}", day);
  replace (text, "{ref}", incident->ref != NULL ? incident->ref : "");
  g_strdelimit (text->str, " \t\r\n", '-');
  return g_string_free (text, FALSE);
}

/* (transfer full): "sev{severity}_{date}" → "sev{severity}": every ticket of that severity */
static char *
dup_shorter_pattern (const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new ("[-_.:/]?\\{(date|ref)\\}", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (regex, pattern, -1, 0, "", 0, NULL);
  const char *start = rest + strspn (rest, "-_.:/");

  return g_strdup (start);
}

static void
add_label (GPtrArray *labels, const MatoiIncident *incident, const char *pattern, GTimeZone *zone)
{
  g_autofree char *label = fill_label (incident, pattern, zone);

  if (*label != '\0' && !g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
    g_ptr_array_add (labels, g_steal_pointer (&label));
}

/* What was chosen for the site counts; otherwise what the process says; otherwise the usual pair. */
static void
add_labels (GPtrArray *labels,
            const MatoiIncident *incident,
            GHashTable *values,
            const char *site,
            GTimeZone *zone)
{
  const char *chosen = matoi_ticket_get (values, site, "labels");
  JsonArray *preset =
    chosen == NULL && incident->policy != NULL
      ? matoi_json_get_array (matoi_policy_get_json (incident->policy), "ticket_labels")
      : NULL;
  const char *pattern = chosen != NULL ? chosen : "sev{severity}_{date}";
  g_autofree char *shorter = NULL;

  /* DET-04: an ordinary ticket, which nobody counts among those of incidents. */
  if (g_strcmp0 (incident->outcome, "false-alarm") == 0)
    return;
  for (guint i = 0; preset != NULL && i < json_array_get_length (preset); i++)
    if (matoi_json_array_get_string (preset, i) != NULL)
      add_label (labels, incident, matoi_json_array_get_string (preset, i), zone);
  if (preset != NULL)
    return;
  shorter = dup_shorter_pattern (pattern);
  add_label (labels, incident, pattern, zone);
  add_label (labels, incident, shorter, zone);
}

/** matoi_ticket_dup_labels: see the header. */
GStrv
matoi_ticket_dup_labels (const MatoiIncident *incident,
                         GHashTable *values,
                         const char *site,
                         GTimeZone *zone)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  add_labels (labels, incident, values, site, zone);
  g_ptr_array_add (labels, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}

/** matoi_ticket_dup_jql: by the label with the day in it, which is the incident's own. */
char *
matoi_ticket_dup_jql (const MatoiIncident *incident,
                      GHashTable *values,
                      const char *site,
                      GTimeZone *zone)
{
  g_auto (GStrv) labels = matoi_ticket_dup_labels (incident, values, site, zone);
  g_autofree char *day = matoi_time_to_local (matoi_ticket_get_start (incident), "%Y%m%d", zone);
  g_autoptr (GString) quoted = NULL;
  const char *best = labels[0];

  for (guint i = 0; labels[i] != NULL; i++)
    if (strstr (best, day) == NULL && strstr (labels[i], day) != NULL)
      best = labels[i];
  if (best == NULL)
    return NULL;
  if (g_regex_match_simple ("^[A-Za-z0-9_]+$", best, 0, 0))
    return g_strdup_printf ("labels = %s", best);
  quoted = g_string_new (best);
  replace (quoted, "\\", "\\\\");
  replace (quoted, "\"", "\\\"");
  return g_strdup_printf ("labels = \"%s\"", quoted->str);
}
