/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* People's words must stay words: nothing in them may become markup. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (out, " ");
      else if (*p == '<')
        g_string_append (out, "&lt;");
      else if (*p == '&')
        g_string_append (out, "&amp;");
      else
        {
          if (strchr ("\\`*_[]#|~!", *p) != NULL)
            g_string_append_c (out, '\\');
          g_string_append_c (out, *p);
        }
    }
}

static void
append_row (GString *out, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, "| %s | ", name);
  append_escaped (out, value);
  g_string_append (out, " |\n");
}

static char *
dup_both_times (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *there = matoi_time_to_local (ms, "%Y-%m-%d %H:%M:%S", utc);
  g_autofree char *here = matoi_time_to_local (ms, "%Y-%m-%d %H:%M:%S %Z", zone);

  /* Translators: the same moment twice: %1$s in UTC, %2$s in the organisation's time zone. */
  return g_strdup_printf (_ ("%1$s UTC (%2$s)"), there, here);
}

static void
append_time_row (GString *out, const char *name, gint64 ms, GTimeZone *zone)
{
  g_autofree char *text = ms != MATOI_TIME_NONE ? dup_both_times (ms, zone) : NULL;

  append_row (out, name, text);
}

static const char *
severity_label (const MatoiIncident *incident, const char *id)
{
  const MatoiSeverity *severity = NULL;

  if (id != NULL && incident->policy != NULL)
    severity = matoi_policy_find_severity (incident->policy, id);
  return severity != NULL ? severity->label : id;
}

static const char *
role_name (const MatoiIncident *incident, const char *id)
{
  const MatoiRole *role =
    incident->policy != NULL ? matoi_policy_find_role (incident->policy, id) : NULL;

  return role != NULL ? matoi_text (role->json, "name") : id;
}

static void
append_facts (GString *out, const MatoiIncident *incident, GTimeZone *zone)
{
  g_autoptr (GString) services = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (services, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (incident->services, i));
  g_string_append_printf (out, "| %s | %s |\n| --- | --- |\n", C_ ("heading of a table", "Fact"),
                          _ ("Value"));
  append_row (out, _ ("Reference"), incident->ref);
  append_row (out, _ ("State"),
                      g_strcmp0 (incident->state, "ended") == 0 ? _ ("ended") : _ ("live"));
  append_row (out, _ ("Severity"), severity_label (incident, incident->severity));
  append_row (out, _ ("Worst severity"), severity_label (incident, incident->worst_severity));
  append_row (out, _ ("Final severity"), severity_label (incident, incident->final_severity));
  append_row (out, _ ("Services"), services->str);
  append_row (out, _ ("Scope"), incident->scope);
  append_row (out, _ ("Drill"), incident->drill ? _ ("yes") : NULL);
  append_time_row (out, _ ("Started"), incident->started_at, zone);
  append_time_row (out, _ ("Detected"), incident->detected_at, zone);
  append_time_row (out, _ ("Declared"), incident->declared_at, zone);
  append_time_row (out, _ ("Mitigated"), incident->mitigated_at, zone);
  append_time_row (out, _ ("Ended"), incident->ended_at, zone);
  append_row (out, _ ("Postmortem owner"), incident->owner);
  g_string_append_c (out, '\n');
}

static void
append_roles (GString *out, const MatoiIncident *incident, GTimeZone *zone)
{
  if (incident->assignments->len == 0)
    return;
  g_string_append_printf (out, "## %s\n\n", _ ("Roles"));
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      g_autofree char *from = matoi_time_to_local (one->from, "%Y-%m-%d %H:%M", zone);
      g_autofree char *to = one->to != MATOI_TIME_NONE
                              ? matoi_time_to_local (one->to, "%Y-%m-%d %H:%M", zone)
                              : g_strdup ("");

      g_string_append (out, "- ");
      append_escaped (out, role_name (incident, one->role));
      g_string_append (out, ": ");
      append_escaped (out, one->person);
      g_string_append_printf (out, " (%s – %s)\n", from, to);
    }
  g_string_append_c (out, '\n');
}

static void
append_severities (GString *out, const MatoiIncident *incident, gint64 now)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (incident->severities->len == 0)
    return;
  g_string_append_printf (out, "## %s\n\n", _ ("Minutes in each severity"));
  for (guint i = 0; i < incident->severities->len; i++)
    {
      char *severity = g_array_index (incident->severities, MatoiSeveritySpan, i).severity;

      if (severity == NULL || !g_hash_table_add (seen, severity))
        continue;
      g_string_append (out, "- ");
      append_escaped (out, severity_label (incident, severity));
      g_string_append_printf (out, ": %.1f\n",
                              matoi_incident_get_time_in (incident, severity, now) /
                                (double) MATOI_MINUTE);
    }
  g_string_append_c (out, '\n');
}

/* A link only where it really is one; anything else is shown as text. */
static void
append_evidence (GString *out, const MatoiEvidence *evidence)
{
  g_string_append (out, "  - ");
  if (evidence->url != NULL &&
      (g_str_has_prefix (evidence->url, "https://") ||
       g_str_has_prefix (evidence->url, "http://")) &&
      strpbrk (evidence->url, "<> \n\t") == NULL)
    g_string_append_printf (out, "<%s>", evidence->url);
  else
    append_escaped (out, evidence->url);
  if (evidence->query != NULL)
    {
      g_string_append (out, " ");
      append_escaped (out, evidence->query);
    }
  if (evidence->none_reason != NULL)
    {
      g_string_append_printf (out, "%s ", _ ("No evidence:"));
      append_escaped (out, evidence->none_reason);
    }
  g_string_append_c (out, '\n');
}

static void
append_entry (GString *out, const MatoiIncident *incident, const MatoiEntry *entry, GTimeZone *zone)
{
  g_autofree char *text = matoi_entry_dup_text (incident, entry);
  g_autofree char *times = dup_both_times (entry->occurred_at, zone);

  g_string_append_printf (out, "- %s **%s** ", times, matoi_entry_kind_name (entry->kind));
  if (entry->struck)
    g_string_append (out, "~~");
  append_escaped (out, text);
  if (entry->struck)
    g_string_append (out, "~~");
  if (entry->author != NULL && *entry->author != '\0')
    {
      g_string_append (out, " — ");
      append_escaped (out, entry->author);
    }
  if (g_strcmp0 (entry->verdict, "confirmed") == 0)
    g_string_append_printf (out, " (%s)", _ ("confirmed"));
  else if (g_strcmp0 (entry->verdict, "ruled-out") == 0)
    g_string_append_printf (out, " (%s)", _ ("ruled out"));
  g_string_append_c (out, '\n');
  for (guint i = 0; entry->evidence != NULL && i < entry->evidence->len; i++)
    append_evidence (out, g_ptr_array_index (entry->evidence, i));
}

static void
append_todos (GString *out, const MatoiIncident *incident)
{
  if (incident->todos->len == 0)
    return;
  g_string_append_printf (out, "\n## %s\n\n", _ ("Work"));
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      g_string_append_printf (out, "- [%s] ", todo->done_at != MATOI_TIME_NONE ? "x" : " ");
      append_escaped (out, todo->text);
      if (todo->owner != NULL)
        {
          g_string_append (out, " — ");
          append_escaped (out, todo->owner);
        }
      if (todo->later)
        g_string_append_printf (out, " (%s)", _ ("after the incident"));
      g_string_append_c (out, '\n');
    }
}

/**
 * matoi_export_markdown:
 * @incident: an incident
 * @now: ms UTC
 * @zone: the organisation's zone; every time is given in UTC beside it
 *
 * Returns: (transfer full): a Markdown document in the language of the locale
 */
char *
matoi_export_markdown (const MatoiIncident *incident, gint64 now, GTimeZone *zone)
{
  GString *out;

  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  out = g_string_new ("# ");
  append_escaped (out, incident->ref);
  g_string_append (out, " ");
  append_escaped (out, matoi_incident_get_public_title (incident));
  g_string_append (out, "\n\n");
  if (incident->security)
    g_string_append_printf (out, "**%s**\n\n",
                            _ ("Confidential: a security incident. Do not pass this on."));
  append_facts (out, incident, zone);
  append_roles (out, incident, zone);
  append_severities (out, incident, now);
  g_string_append_printf (out, "## %s\n\n", _ ("Timeline"));
  for (guint i = 0; i < incident->entries->len; i++)
    append_entry (out, incident, g_ptr_array_index (incident->entries, i), zone);
  append_todos (out, incident);
  return g_string_free (out, FALSE);
}
