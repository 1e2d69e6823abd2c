/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "jira-rig.h"

#include <stdarg.h>
#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "test-net.h"

void
jira_rig_make (JiraRig *self, const char *token)
{
  self->link = matoi_jira_link_new (sync_rig_get_desk (&self->sync), "jira", token);
  matoi_jira_link_set_haste (MATOI_JIRA_LINK (self->link), JIRA_RIG_HASTE);
}

void
jira_rig_set_up (JiraRig *self, FakeJiraProfile profile)
{
  gboolean cloud = profile == FAKE_JIRA_CLOUD;

  memset (self, 0, sizeof *self);
  sync_rig_set_up (&self->sync);
  self->actions = g_ptr_array_new_with_free_func (g_free);
  self->server = soup_server_new (NULL, NULL);
  g_uri_unref (test_net_listen (self->server));
  self->jira = fake_jira_new (self->server, "/jira", profile);
  fake_jira_seed (self->jira);
  sync_rig_set (&self->sync, "slack.team", NULL);
  sync_rig_set (&self->sync, "jira.base-url", self->jira->base);
  sync_rig_set (&self->sync, "jira.email", cloud ? FAKE_JIRA_EMAIL : NULL);
  sync_rig_set (&self->sync, "jira.project", "OPS");
  sync_rig_declare (&self->sync, "Checkout 5xx");
  jira_rig_make (self, cloud ? FAKE_JIRA_TOKEN : FAKE_JIRA_DC_TOKEN);
}

void
jira_rig_tear_down (JiraRig *self)
{
  matoi_link_stop (self->link);
  g_clear_object (&self->link);
  fake_jira_free (self->jira);
  sync_rig_tear_down (&self->sync);
  test_net_close (&self->server);
  g_ptr_array_unref (self->actions);
}

void
jira_rig_kill (JiraRig *self)
{
  /* Without its desk nothing of what it still finds out is written down. */
  matoi_context_stop (self->sync.context);
  matoi_link_stop (self->link);
  g_clear_object (&self->link);
  sync_rig_reopen (&self->sync);
  jira_rig_make (self,
                 self->jira->profile == FAKE_JIRA_CLOUD ? FAKE_JIRA_TOKEN : FAKE_JIRA_DC_TOKEN);
}

void
jira_rig_add (JiraRig *self, const char *text)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAction *action;

  sync_rig_submit (&self->sync, "Ben Okafor", "action-add", "text", text, "priority", "P1", "kind",
                   "prevent", NULL);
  incident = sync_rig_load (&self->sync);
  action = g_ptr_array_index (incident->actions, incident->actions->len - 1);
  g_ptr_array_add (self->actions, matoi_id_dup_text (&action->id));
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
submit (JiraRig *self, GPtrArray *commands)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiDesk *desk = sync_rig_get_desk (&self->sync);
  g_autoptr (MatoiReceipt) receipt = NULL;

  matoi_desk_submit_async (desk, &self->sync.incident, commands, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  receipt = matoi_desk_submit_finish (desk, result, &error);
  g_assert_no_error (error);
}

static MatoiCommand *
new_ask (JiraRig *self, guint index)
{
  MatoiCommand *command = matoi_command_new ("action-ticket", "Ben Okafor");

  matoi_command_set (command, "action", g_ptr_array_index (self->actions, index));
  matoi_command_set (command, "site", "jira");
  return command;
}

void
jira_rig_ask (JiraRig *self, guint index, ...)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *command = new_ask (self, index);
  const char *arg;
  va_list args;

  va_start (args, index);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  g_ptr_array_add (commands, command);
  submit (self, commands);
}

/* Their ids follow those of the action items that are there. */
static void
add_many (JiraRig *self, guint n)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (MatoiIncident) incident = NULL;

  for (guint i = 0; i < n; i++)
    {
      MatoiCommand *command = matoi_command_new ("action-add", "Ben Okafor");
      g_autofree char *text = g_strdup_printf ("Action %u", i + 1);

      matoi_command_set (command, "text", text);
      matoi_command_set (command, "priority", "P1");
      matoi_command_set (command, "kind", "prevent");
      g_ptr_array_add (commands, command);
    }
  submit (self, commands);
  incident = sync_rig_load (&self->sync);
  for (guint i = incident->actions->len - n; i < incident->actions->len; i++)
    g_ptr_array_add (self->actions,
                     matoi_id_dup_text (
                       &((MatoiAction *) g_ptr_array_index (incident->actions, i))->id));
}

void
jira_rig_ask_many (JiraRig *self, guint n)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  add_many (self, n);
  for (guint i = self->actions->len - n; i < self->actions->len; i++)
    g_ptr_array_add (commands, new_ask (self, i));
  submit (self, commands);
}

void
jira_rig_link_many (JiraRig *self, guint n)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  add_many (self, n);
  for (guint i = self->actions->len - n; i < self->actions->len; i++)
    {
      FakeTicket *ticket = fake_jira_add (self->jira, "OPS", "Action");
      MatoiCommand *command = matoi_command_new ("action-link", "Ben Okafor");

      matoi_command_set (command, "action", g_ptr_array_index (self->actions, i));
      matoi_command_set (command, "key", ticket->key);
      matoi_command_set (command, "site", "jira");
      matoi_command_set (command, "id", ticket->id);
      g_ptr_array_add (commands, command);
    }
  submit (self, commands);
}

static void
tell_rows (JiraRig *self)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->sync);

  g_test_message ("%s", matoi_link_get_text (self->link));
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->state, "sent") != 0)
        g_test_message ("%s %s: %s, %u attempts, %s", row->lane, row->op, row->state, row->attempts,
                        row->last_error != NULL ? row->last_error : "");
    }
}

void
jira_rig_run (JiraRig *self)
{
  gint64 until = g_get_monotonic_time () + 3 * WAIT_SECONDS * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, test_common_on_tick, NULL);

  if (matoi_link_get_state (self->link) == MATOI_LINK_ONLINE)
    matoi_link_hurry (self->link);
  else
    matoi_link_start (self->link);
  while (!matoi_link_is_quiet (self->link) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  if (!matoi_link_is_quiet (self->link))
    tell_rows (self);
  g_assert_true (matoi_link_is_quiet (self->link));
}

void
jira_rig_poll (JiraRig *self)
{
  matoi_link_wake (self->link);
  WAIT_UNTIL (matoi_link_is_quiet (self->link));
}

const MatoiAction *
jira_rig_get_action (JiraRig *self, const MatoiIncident *incident, guint index)
{
  MatoiId id;

  g_assert_true (matoi_id_from_text (&id, g_ptr_array_index (self->actions, index)));
  return matoi_incident_find_action (incident, &id);
}

FakeTicket *
jira_rig_get_ticket (JiraRig *self, guint index)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&self->sync);

  return fake_jira_find (self->jira, jira_rig_get_action (self, incident, index)->key);
}

void
jira_rig_assert_once (JiraRig *self)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&self->sync);

  tell_rows (self);
  g_assert_cmpuint (self->jira->tickets->len, ==, self->actions->len);
  for (guint i = 0; i < self->actions->len; i++)
    {
      const char *mark = g_ptr_array_index (self->actions, i);
      const MatoiAction *action = jira_rig_get_action (self, incident, i);
      FakeTicket *ticket;
      JsonObject *property;

      g_assert_cmpuint (fake_jira_count_mark (self->jira, mark), ==, 1);
      g_assert_cmpstr (action->state, ==, "ticketed");
      g_assert_cmpstr (action->site, ==, "jira");
      ticket = fake_jira_find (self->jira, action->key);
      g_assert_nonnull (ticket);
      g_assert_cmpstr (action->remote_id, ==, ticket->id);
      property = json_object_get_object_member (ticket->properties, "matoi");
      g_assert_cmpstr (json_object_get_string_member (property, "idem"), ==, mark);
    }
}

void
jira_rig_assert_row (JiraRig *self, guint index, const char *state, const char *part)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (&self->sync);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *lane =
    g_strconcat ("jira/", (char *) g_ptr_array_index (self->actions, index), NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      g_autofree char *words = NULL;

      if (strcmp (row->lane, lane) != 0 || strcmp (row->op, "ticket.create") != 0)
        continue;
      words = matoi_outbox_dup_reason (row, utc);
      g_assert_cmpstr (row->state, ==, state);
      if (part != NULL && strstr (words, part) == NULL)
        g_error ("“%s” is not in “%s” (%s)", part, words, row->last_error);
      return;
    }
  g_assert_not_reached ();
}
