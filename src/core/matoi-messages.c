/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-messages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-clocks.h"
#include "matoi-json.h"

static char *
join_entries (const MatoiIncident *incident, const char *kind, gboolean open_only)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = incident->entries->len; i > 0 && n < 2; i--)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i - 1);

      if (strcmp (entry->kind, kind) != 0 || entry->struck ||
          (open_only && g_strcmp0 (entry->verdict, "ruled-out") == 0))
        continue;
      g_string_append_printf (text, "%s%s", n++ ? " / " : "", entry->text);
    }
  return g_string_free (text, FALSE);
}

static char *
join_services (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "",
                            (char *) g_ptr_array_index (incident->services, i));
  return g_string_free (text, FALSE);
}

static const char *
get_severity_label (const MatoiIncident *incident)
{
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);

  return severity ? severity->label : incident->severity;
}

/* What a placeholder stands for; NULL or "" when the state does not tell. */
static char *
find_value (const MatoiIncident *incident, const char *name, gint64 now, GTimeZone *zone)
{
  static const struct
  {
    const char *name, *role;
  } roles[] = { { "ic", "ic" }, { "deputy", "deputy" }, { "scribe", "scribe" } };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (name, roles[i].name) == 0)
      return g_strdup (matoi_incident_get_holder (incident, roles[i].role));
  if (strcmp (name, "severity") == 0)
    return g_strdup (get_severity_label (incident));
  if (strcmp (name, "what") == 0)
    return g_strdup (matoi_incident_get_public_title (incident));
  if (strcmp (name, "impact") == 0 || strcmp (name, "scope") == 0)
    return g_strdup (incident->scope);
  if (strcmp (name, "service") == 0 || strcmp (name, "components") == 0)
    return join_services (incident);
  if (strcmp (name, "cause") == 0)
    return join_entries (incident, "hypothesis", TRUE);
  if (strcmp (name, "actions") == 0 || strcmp (name, "progress") == 0)
    return join_entries (incident, "action", FALSE);
  if (strcmp (name, "time") == 0)
    return matoi_time_to_local (now + 20 * MATOI_MINUTE, "%H:%M %Z", zone);
  return NULL;
}

/** matoi_message_compose: see the header. */
char *
matoi_message_compose (const MatoiIncident *incident,
                       const char *key,
                       const char *lang,
                       gint64 now,
                       GTimeZone *zone)
{
  JsonObject *messages =
    matoi_json_get_object (matoi_policy_get_json (incident->policy), "messages");
  const char *text = messages ? matoi_text_in (messages, key, lang) : "";
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;

      if (end != NULL)
        {
          g_autofree char *name = g_strndup (text + 1, (gsize) (end - text - 1));
          g_autofree char *value = find_value (incident, name, now, zone);

          g_string_append (out, value != NULL && *value != '\0' ? value : "…");
          text = end + 1;
        }
      else
        {
          g_string_append_unichar (out, g_utf8_get_char (text));
          text = g_utf8_next_char (text);
        }
    }
  return g_string_free (out, FALSE);
}

/** matoi_status_compose: see the header. */
char *
matoi_status_compose (const MatoiIncident *incident, gint64 now)
{
  GString *out = g_string_new (NULL);
  g_autofree char *cause = join_entries (incident, "hypothesis", TRUE);
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (incident, now);

  /* Translators: a status line: %s is a severity such as SEV-1 */
  g_string_append_printf (out, _("We are at %s."), get_severity_label (incident));
  if (*cause != '\0')
    {
      g_string_append_c (out, ' ');
      /* Translators: a status line: %s is a hypothesis in the person's words */
      g_string_append_printf (out, _("Believed cause: %s."), cause);
    }
  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);
      gint64 minutes = (clock->due_at - now + MATOI_MINUTE - 1) / MATOI_MINUTE;

      if (strcmp (clock->state, "off") == 0)
        continue;
      g_string_append_c (out, ' ');
      if (minutes > 0)
        /* Translators: 1: what is due, 2: a number of minutes */
        g_string_append_printf (
          out, ngettext ("%1$s in %2$d minute.", "%1$s in %2$d minutes.", (gulong) minutes),
          clock->text, (int) minutes);
      else
        /* Translators: %s is what is due */
        g_string_append_printf (out, _("%s is due now."), clock->text);
    }
  return g_string_free (out, FALSE);
}
