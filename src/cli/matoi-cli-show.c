/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-clocks.h"
#include "matoi-postmortem.h"

static const char *
severity_label (const MatoiIncident *incident, const char *id)
{
  const MatoiSeverity *severity = id != NULL && incident->policy != NULL
                                    ? matoi_policy_find_severity (incident->policy, id)
                                    : NULL;

  return severity != NULL ? severity->label : id;
}

static void
add_fact (MatoiCliTable *table, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    matoi_cli_table_add (table, name, value, NULL);
}

static void
add_time (MatoiCli *cli, MatoiCliTable *table, const char *name, gint64 ms)
{
  g_autofree char *text = matoi_cli_dup_time (cli, ms);

  add_fact (table, name, text);
}

static void
show_facts (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (2);
  g_autoptr (GString) services = g_string_new (NULL);
  g_autofree char *title = matoi_cli_dup_printable (incident->title);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (services, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (incident->services, i));
  matoi_cli_printf (cli->colour ? "\033[1m%s  %s\033[0m\n" : "%s  %s\n", incident->ref, title);
  add_fact (table, _ ("State"), matoi_cli_state_name (incident->state));
  if (g_str_equal (incident->state, "live"))
    add_fact (table, _ ("Phase"), matoi_incident_phase_name (incident, incident->phase));
  add_fact (table, _ ("Severity"), severity_label (incident, incident->severity));
  add_fact (table, _ ("Final severity"), severity_label (incident, incident->final_severity));
  add_fact (table, _ ("Codename"), incident->codename);
  add_fact (table, _ ("Drill"), incident->drill ? _ ("yes") : NULL);
  add_fact (table, _ ("Services"), services->str);
  add_fact (table, _ ("Scope"), incident->scope);
  add_time (cli, table, _ ("Started"), incident->started_at);
  add_time (cli, table, _ ("Detected"), incident->detected_at);
  add_time (cli, table, _ ("Declared"), incident->declared_at);
  add_time (cli, table, _ ("Mitigated"), incident->mitigated_at);
  add_time (cli, table, _ ("Ended"), incident->ended_at);
  if (incident->postmortem != NULL)
    add_fact (table, _ ("Postmortem"), matoi_postmortem_state_name (incident->postmortem->state));
  add_fact (table, _ ("Postmortem owner"), incident->owner);
  matoi_cli_table_print (table, "");
}

static void
show_roles (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (2);
  guint n = 0;

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role =
        incident->policy != NULL ? matoi_policy_find_role (incident->policy, one->role) : NULL;

      if (one->to != MATOI_TIME_NONE)
        continue;
      matoi_cli_table_add (table, role != NULL ? matoi_text (role->json, "name") : one->role,
                           one->person, NULL);
      n++;
    }
  if (n == 0)
    return;
  matoi_cli_print_heading (cli, _ ("Roles"));
  matoi_cli_table_print (table, "  ");
}

static void
show_clocks (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) clocks =
    matoi_incident_clocks (incident, matoi_context_get_now (cli->context));
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (3);
  guint n = 0;

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);
      g_autofree char *due = matoi_cli_dup_time (cli, clock->due_at);

      if (g_strcmp0 (clock->state, "off") == 0)
        continue;
      matoi_cli_table_add (table, matoi_cli_state_name (clock->state), due, clock->text, NULL);
      n++;
    }
  if (n == 0)
    return;
  matoi_cli_print_heading (cli, _ ("Clocks"));
  matoi_cli_table_print (table, "  ");
}

/* What happened, what became of it, and where it comes from. */
static char *
dup_entry (const MatoiIncident *incident, const MatoiEntry *entry)
{
  g_autofree char *text = matoi_entry_dup_text (incident, entry);
  GString *out = g_string_new (NULL);

  if (entry->struck)
    /* Translators: an entry of the timeline that was struck; %s is its text. */
    g_string_append_printf (out, _("[struck] %s"), text);
  else
    g_string_append (out, text);
  if (g_strcmp0 (entry->verdict, "confirmed") == 0)
    g_string_append_printf (out, " (%s)", _("confirmed"));
  else if (g_strcmp0 (entry->verdict, "ruled-out") == 0)
    g_string_append_printf (out, " (%s)", _("ruled out"));
  for (guint i = 0; i < entry->evidence->len; i++)
    {
      const MatoiEvidence *evidence = g_ptr_array_index (entry->evidence, i);

      if (evidence->url != NULL)
        g_string_append_printf (out, " <%s>", evidence->url);
      if (evidence->query != NULL)
        g_string_append_printf (out, " “%s”", evidence->query);
      if (evidence->none_reason != NULL)
        g_string_append_printf (out, " (%s %s)", _("No evidence:"), evidence->none_reason);
    }
  return g_string_free (out, FALSE);
}

static void
show_timeline (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (5);

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      g_autofree char *at = matoi_cli_dup_time (cli, entry->occurred_at);
      g_autofree char *id = matoi_cli_dup_short_id (&entry->id);
      g_autofree char *shown = dup_entry (incident, entry);

      matoi_cli_table_add (table, at, id, matoi_entry_kind_name (entry->kind), entry->author, shown,
                           NULL);
    }
  matoi_cli_print_heading (cli, _ ("Timeline"));
  matoi_cli_table_print (table, "  ");
}

static void
show_asks (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (5);

  if (incident->asks->len == 0)
    return;
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);
      g_autofree char *id = matoi_cli_dup_short_id (&ask->id);
      g_autofree char *due = matoi_cli_dup_time (cli, ask->due_at);

      matoi_cli_table_add (table, id, matoi_cli_state_name (ask->state), due, ask->person,
                           ask->text, NULL);
    }
  matoi_cli_print_heading (cli, _ ("Tasks with a time"));
  matoi_cli_table_print (table, "  ");
}

static void
show_todos (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (5);

  if (incident->todos->len == 0)
    return;
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);
      g_autofree char *id = matoi_cli_dup_short_id (&todo->id);

      matoi_cli_table_add (
        table, id, matoi_cli_state_name (todo->done_at != MATOI_TIME_NONE ? "done" : "open"),
        todo->later
        ? _ ("after the incident") : "", todo->owner != NULL ? todo->owner : "", todo->text, NULL);
    }
  matoi_cli_print_heading (cli, _ ("Work"));
  matoi_cli_table_print (table, "  ");
}

static void
show_updates (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (4);

  if (incident->updates->len == 0)
    return;
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);
      g_autofree char *at = matoi_cli_dup_time (cli, update->at);

      matoi_cli_table_add (table, at, update->to, matoi_cli_state_name (update->state),
                           update->text, NULL);
    }
  matoi_cli_print_heading (cli, _ ("Updates"));
  matoi_cli_table_print (table, "  ");
}

/* The incident for people: the same facts as the JSON, aligned. */
void
matoi_cli_show_incident (MatoiCli *cli, const MatoiIncident *incident)
{
  show_facts (cli, incident);
  show_roles (cli, incident);
  show_clocks (cli, incident);
  show_asks (cli, incident);
  show_todos (cli, incident);
  show_updates (cli, incident);
  show_timeline (cli, incident);
}
