/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-rig.h"

#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"

static void
open_context (SyncRig *rig)
{
  g_autoptr (GError) error = NULL;

  rig->context = matoi_context_new (rig->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (rig->context, "田中 愛子");
}

void
sync_rig_set_up (SyncRig *rig)
{
  g_autoptr (GError) error = NULL;
  FakeToken *bot;

  memset (rig, 0, sizeof *rig);
  rig->fake = fake_slack_new (0, &error);
  g_assert_no_error (error);
  fake_slack_seed (rig->fake);
  bot = g_hash_table_lookup (rig->fake->tokens, "bot-fake");
  rig->user_id = g_strdup (bot->user_id);
  rig->bot_id = g_strconcat ("B", bot->user_id, NULL);
  rig->folder = g_dir_make_tmp ("matoi-sync-XXXXXX", NULL);
  rig->db = g_build_filename (rig->folder, "matoi.db", NULL);
  open_context (rig);
  g_assert_true (
    matoi_context_set_setting (rig->context, "slack.team", rig->fake->team_id, &error));
  g_assert_no_error (error);
  g_assert_true (
    matoi_context_set_setting (rig->context, "slack.base-url", rig->fake->base, &error));
  g_assert_no_error (error);
  matoi_context_start (rig->context);
  rig->http = matoi_http_new ();
  rig->client = matoi_slack_client_new (rig->http, rig->fake->base, "bot-fake");
}

void
sync_rig_tear_down (SyncRig *rig)
{
  g_clear_object (&rig->client);
  g_clear_object (&rig->http);
  matoi_context_stop (rig->context);
  g_clear_object (&rig->context);
  fake_slack_free (rig->fake);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_common_remove (rig->folder);
  g_free (rig->folder);
  g_free (rig->db);
  g_free (rig->user_id);
  g_free (rig->bot_id);
  g_free (rig->ref);
}

void
sync_rig_reopen (SyncRig *rig)
{
  matoi_context_stop (rig->context);
  g_clear_object (&rig->context);
  open_context (rig);
  matoi_context_start (rig->context);
}

MatoiDesk *
sync_rig_get_desk (SyncRig *rig)
{
  return MATOI_DESK (rig->context);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
sync_rig_set (SyncRig *rig, const char *key, const char *value_or_null)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_async (rig->context, key, value_or_null, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (matoi_context_set_setting_finish (rig->context, result, &error));
  g_assert_no_error (error);
}

static void
submit (SyncRig *rig, const MatoiId *incident, MatoiCommand *command)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  matoi_context_submit_async (rig->context, incident, command, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  receipt = matoi_context_submit_finish (rig->context, result, &error);
  g_assert_no_error (error);
  rig->incident = receipt->incident;
  g_free (rig->ref);
  rig->ref = g_strdup (receipt->ref);
  matoi_context_free_receipt (receipt);
}

void
sync_rig_submit (SyncRig *rig, const char *actor, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, actor);
  const char *arg;
  va_list args;

  va_start (args, name);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  submit (rig, &rig->incident, command);
}

void
sync_rig_declare (SyncRig *rig, const char *title)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ben Okafor");
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  g_assert_true (matoi_context_prepare_declare (rig->context, command, "small-team", &error));
  g_assert_no_error (error);
  submit (rig, NULL, command);
}

MatoiIncident *
sync_rig_load (SyncRig *rig)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident;

  matoi_context_load_async (rig->context, &rig->incident, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  incident = matoi_context_load_finish (rig->context, result, &error);
  g_assert_no_error (error);
  return incident;
}

GPtrArray *
sync_rig_list_outbox (SyncRig *rig)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  matoi_context_list_outbox_async (rig->context, NULL, TRUE, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  rows = matoi_context_list_outbox_finish (rig->context, result, &error);
  g_assert_no_error (error);
  return rows;
}

guint
sync_rig_count_outbox (SyncRig *rig, const char *state)
{
  g_autoptr (GPtrArray) rows = sync_rig_list_outbox (rig);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += strcmp (((MatoiOutboxRow *) g_ptr_array_index (rows, i))->state, state) == 0;
  return n;
}

gpointer
sync_rig_run (SyncRig *rig, MatoiDeskFunc func, gpointer data)
{
  MatoiDesk *desk = sync_rig_get_desk (rig);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  matoi_desk_run_async (desk, func, data, NULL, NULL, on_result, &result);
  WAIT_UNTIL (result != NULL);
  data = matoi_desk_run_finish (desk, result, &error);
  g_assert_no_error (error);
  return data;
}

FakeChannel *
sync_rig_find_room (SyncRig *rig, const char *part)
{
  for (guint i = 0; i < rig->fake->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (rig->fake->channels, i);

      if (strstr (matoi_json_get_string (channel->info, "name"), part))
        return channel;
    }
  return NULL;
}
