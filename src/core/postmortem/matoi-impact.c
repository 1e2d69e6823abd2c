/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* SVR-05: every level it stood at, worst first. */
static char *
dup_severity_minutes (const MatoiIncident *incident, gint64 now)
{
  GPtrArray *severities =
    incident->policy != NULL ? matoi_policy_get_severities (incident->policy) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; severities != NULL && i < severities->len; i++)
    {
      const MatoiSeverity *severity = g_ptr_array_index (severities, i);
      gint64 minutes = matoi_incident_get_time_in (incident, severity->id, now) / MATOI_MINUTE;

      if (minutes == 0)
        continue;
      if (text->len > 0)
        /* Translators: stands between the numbers of a list */
        g_string_append (text, _(", "));
      /* Translators: 1: a severity such as SEV-1, 2: a number of minutes */
      g_string_append_printf (text, _("%1$s: %2$d min"), severity->label, (int) minutes);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_response_minutes (const MatoiIncident *incident, gint64 now)
{
  gint64 end = incident->ended_at != MATOI_TIME_NONE ? incident->ended_at : now;
  int minutes;

  if (incident->declared_at == MATOI_TIME_NONE || end < incident->declared_at)
    return NULL;
  minutes = (int) ((end - incident->declared_at) / MATOI_MINUTE);
  return g_strdup_printf (ngettext ("%d minute", "%d minutes", (gulong) minutes), minutes);
}

/** matoi_postmortem_dup_impact: see the header. */
char *
matoi_postmortem_dup_impact (const MatoiIncident *incident, JsonObject *row, gint64 now)
{
  const char *computed = matoi_json_get_string (row, "computed");
  const char *id = matoi_json_get_string (row, "id");
  const char *unit = matoi_text (row, "unit");
  const MatoiImpact *impact = NULL;

  if (g_strcmp0 (computed, "severity-minutes") == 0)
    return dup_severity_minutes (incident, now);
  if (g_strcmp0 (computed, "response-minutes") == 0)
    return dup_response_minutes (incident, now);
  if (incident->postmortem != NULL && id != NULL)
    impact = matoi_postmortem_find_impact (incident->postmortem, id);
  if (impact == NULL)
    return NULL;
  if (impact->value == NULL)
    /* Translators: %s is the reason why a number is not known, in a person's words */
    return g_strdup_printf (_("Unknown: %s"), impact->unknown_reason);
  if (*unit == '\0')
    return g_strdup (impact->value);
  /* Translators: 1: a number, 2: its unit */
  return g_strdup_printf (C_ ("number and unit", "%1$s %2$s"), impact->value, unit);
}
