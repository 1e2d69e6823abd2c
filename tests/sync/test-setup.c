/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-connections.h"
#include "matoi-secrets.h"
#include "matoi-slack-setup.h"
#include "sync-rig.h"

#define OTHER "bot-other"

/* A machine without a Secret Service: tokens are kept for this run. */
typedef struct
{
  SyncRig rig;
  MatoiServiceSetup *setup;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sync_rig_set_up (&fixture->rig);
  sync_rig_set (&fixture->rig, "slack.team", NULL);
  sync_rig_set (&fixture->rig, "slack.base-url", fixture->rig.fake->base);
  fixture->setup = matoi_service_setup_new (fixture->rig.context, "slack");
  g_signal_connect_swapped (fixture->setup, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  matoi_secrets_keep ("slack-bot", NULL);
  matoi_secrets_keep ("slack-app", NULL);
  /* What was under way may keep it for a while. */
  g_signal_handlers_disconnect_by_data (fixture->setup, fixture);
  g_clear_object (&fixture->setup);
  sync_rig_tear_down (&fixture->rig);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static MatoiSetupReport *
attempt (Fixture *fixture, const char *bot, const char *app, gboolean connect)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *tokens[] = { bot != NULL ? bot : "", app, NULL };
  MatoiSetupReport *report;

  if (connect)
    matoi_service_setup_save_async (fixture->setup, tokens, NULL, NULL, on_result, &result);
  else
    matoi_service_setup_test_async (fixture->setup, tokens, NULL, NULL, on_result, &result);
  WAIT_UNTIL (result);
  report = matoi_service_setup_save_finish (fixture->setup, result, &error);
  g_assert_no_error (error);
  return report;
}

static const MatoiSetupLine *
find_line (const MatoiSetupReport *report, const char *id)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const MatoiSetupLine *line = g_ptr_array_index (report->lines, i);

      if (g_str_equal (line->id, id))
        return line;
    }
  g_error ("There is no line “%s”", id);
}

static const char *
get_team (Fixture *fixture)
{
  return matoi_context_get_setting (fixture->rig.context, "slack.team");
}

static void
change (Fixture *fixture, gboolean restore)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (restore)
    matoi_service_setup_restore_async (fixture->setup, NULL, on_result, &result);
  else
    matoi_service_setup_disconnect_async (fixture->setup, NULL, on_result, &result);
  WAIT_UNTIL (result);
  g_assert_true (matoi_service_setup_change_finish (fixture->setup, result, &error));
  g_assert_no_error (error);
}

/* There and back, and back again. */
static void
test_connect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSetupReport) tested = attempt (fixture, " bot-fake\n", "app-fake", FALSE);
  g_autoptr (MatoiSetupReport) report = NULL, again = NULL;
  g_autofree char *kept = NULL, *gone = NULL;

  /* A test keeps nothing. */
  g_assert_true (tested->works);
  g_assert_false (tested->saved);
  g_assert_null (get_team (fixture));
  g_assert_cmpint (matoi_secrets_find ("slack-bot", NULL), ==, MATOI_SECRET_NONE);

  report = attempt (fixture, "bot-fake", "app-fake", TRUE);
  g_assert_true (report->saved);
  g_assert_cmpstr (find_line (report, "events")->text, ==, find_line (tested, "events")->text);
  g_assert_cmpstr (get_team (fixture), ==, fixture->rig.fake->team_id);
  g_assert_cmpstr (matoi_context_get_setting (fixture->rig.context, "slack.url"), ==,
                   "https://acme.example/");
  g_assert_nonnull (strstr (find_line (report, "storage")->text, "until Matoi ends"));
  WAIT_UNTIL (matoi_service_setup_get_place (fixture->setup, 0) == MATOI_SECRET_THIS_RUN);
  g_assert_cmpint (matoi_service_setup_get_place (fixture->setup, 1), ==, MATOI_SECRET_THIS_RUN);

  /* With those that are kept. */
  again = attempt (fixture, NULL, "", FALSE);
  g_assert_true (again->works);
  g_assert_cmpstr (find_line (again, "events")->text, ==, find_line (tested, "events")->text);

  change (fixture, FALSE);
  g_assert_null (get_team (fixture));
  WAIT_UNTIL (matoi_service_setup_get_place (fixture->setup, 0) == MATOI_SECRET_NONE);
  gone = matoi_secrets_dup ("slack-bot", NULL);
  g_assert_null (gone);
  change (fixture, TRUE);
  g_assert_cmpstr (get_team (fixture), ==, fixture->rig.fake->team_id);
  kept = matoi_secrets_dup ("slack-bot", NULL);
  g_assert_cmpstr (kept, ==, "bot-fake");
}

/* The rooms of one workspace are not those of another. */
static void
test_other_workspace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSetupReport) first = attempt (fixture, "bot-fake", NULL, TRUE);
  g_autoptr (MatoiSetupReport) refused = NULL, taken = NULL;
  g_autofree char *kept = NULL;
  const MatoiSetupLine *line;

  g_assert_true (first->saved);
  fake_slack_add_token (fixture->rig.fake, OTHER, "chat:write")->team_id = g_strdup ("T2");
  refused = attempt (fixture, OTHER, NULL, TRUE);
  g_assert_false (refused->works);
  g_assert_false (refused->saved);
  line = find_line (refused, "workspace");
  g_assert_cmpint (line->state, ==, MATOI_SETUP_FAIL);
  g_assert_nonnull (strstr (line->text, "acme.example"));
  g_assert_nonnull (strstr (line->fix, "disconnect first"));
  kept = matoi_secrets_dup ("slack-bot", NULL);
  g_assert_cmpstr (kept, ==, "bot-fake");
  g_assert_cmpstr (get_team (fixture), ==, fixture->rig.fake->team_id);
  /* As it is told to do. */
  change (fixture, FALSE);
  taken = attempt (fixture, OTHER, NULL, TRUE);
  g_assert_true (taken->saved);
  g_assert_cmpstr (get_team (fixture), ==, "T2");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSetupReport) none = attempt (fixture, "", NULL, TRUE);
  g_autoptr (MatoiSetupReport) split = attempt (fixture, "bot fake", NULL, TRUE);
  g_autoptr (MatoiSetupReport) typo = attempt (fixture, "bot-typo", NULL, TRUE);
  g_autoptr (MatoiSetupReport) half = NULL;

  g_assert_nonnull (strstr (find_line (none, "token")->fix, "“xoxb"));
  g_assert_nonnull (strstr (find_line (split, "token")->text, "no blanks"));
  g_assert_nonnull (strstr (find_line (typo, "token")->text, "does not know"));
  g_assert_null (get_team (fixture));
  g_assert_cmpint (matoi_secrets_find ("slack-bot", NULL), ==, MATOI_SECRET_NONE);
  /* An app-level token that does not work is not kept; the rest is. */
  half = attempt (fixture, "bot-fake", "app-typo", TRUE);
  g_assert_true (half->saved);
  g_assert_cmpint (find_line (half, "events")->state, ==, MATOI_SETUP_WARN);
  g_assert_cmpint (matoi_secrets_find ("slack-app", NULL), ==, MATOI_SECRET_NONE);
}

static void
test_example (Fixture *fixture, gconstpointer data)
{
  g_autofree char *own = matoi_slack_setup_dup_example (fixture->rig.context, "war-{ref}");
  g_autofree char *usual = matoi_slack_setup_dup_example (fixture->rig.context, NULL);
  g_autofree char *bad = matoi_slack_setup_dup_example (fixture->rig.context, "no braces");

  g_assert_true (g_str_has_prefix (own, "#war-inc-"));
  g_assert_true (g_str_has_suffix (own, "-k7"));
  g_assert_true (g_str_has_prefix (usual, "#"));
  g_assert_cmpstr (usual, ==, bad);
}

/* What waits is told beside the service. */
static void
test_connections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiAdapter) service = matoi_adapter_new (fixture->rig.context, "slack");
  g_autoptr (MatoiConnections) connections = matoi_connections_new (fixture->rig.context);
  const MatoiConnection *slack = matoi_connections_get (connections, 1);

  g_assert_cmpstr (slack->id, ==, "slack");
  g_assert_cmpint (slack->state, ==, MATOI_CONNECTION_OFF);
  sync_rig_set (&fixture->rig, "slack.team", fixture->rig.fake->team_id);
  sync_rig_declare (&fixture->rig, "Checkout slow");
  WAIT_UNTIL (strstr (matoi_connections_get (connections, 1)->text, "wait to be sent"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/setup/connect", Fixture, NULL, set_up, test_connect, tear_down);
  g_test_add ("/setup/other-workspace", Fixture, NULL, set_up, test_other_workspace, tear_down);
  g_test_add ("/setup/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/setup/example", Fixture, NULL, set_up, test_example, tear_down);
  g_test_add ("/setup/connections", Fixture, NULL, set_up, test_connections, tear_down);
  return g_test_run ();
}
