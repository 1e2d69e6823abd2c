/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-slack.h"
#include "matoi-slack-check.h"
#include "matoi-slack-setup.h"
#include "matoi-time.h"
#include "test-common.h"

#define SECRET "bot-secret"
#define APP    "app-secret"

/* What the manifest asks for, with blanks between. */
static char *
dup_manifest_scopes (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *manifest = matoi_slack_setup_dup_manifest (FALSE, &error);
  g_autoptr (GString) scopes = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gboolean within = FALSE;

  g_assert_no_error (error);
  lines = g_strsplit (manifest, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      const char *line = g_strchug (lines[i]);

      if (g_str_has_suffix (line, ":"))
        within = g_str_equal (line, "bot:");
      else if (within && g_str_has_prefix (line, "- "))
        g_string_append_printf (scopes, "%s%s", scopes->len ? " " : "", line + 2);
    }
  g_assert_cmpuint (scopes->len, >, 0);
  return g_string_free (g_steal_pointer (&scopes), FALSE);
}

static FakeSlack *
new_fake (const char *scopes)
{
  g_autoptr (GError) error = NULL;
  FakeSlack *fake = fake_slack_new (0, &error);

  g_assert_no_error (error);
  fake_slack_seed (fake);
  fake_slack_add_token (fake, SECRET, scopes);
  fake_slack_add_token (fake, APP, "connections:write");
  return fake;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static MatoiSlackCheck *
check (const char *base, const char *bot, const char *app)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MatoiSlackCheck *found;

  matoi_slack_check_async (base, bot, app, NULL, on_result, &result);
  WAIT_UNTIL (result);
  found = matoi_slack_check_finish (result, &error);
  g_assert_no_error (error);
  /* Nobody may read a token off a screen. */
  for (guint i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? found->problem : found->events_problem;

      g_assert_true (!text || (!strstr (text, bot) && (!app || !strstr (text, app))));
    }
  return found;
}

/* With the permissions of the manifest nothing is missing. */
static void
test_all (void)
{
  g_autofree char *scopes = dup_manifest_scopes ();
  g_autoptr (FakeSlack) fake = new_fake (scopes);
  g_autoptr (MatoiSlackCheck) found = check (fake->base, SECRET, APP);

  g_assert_null (found->problem);
  g_assert_cmpstr (found->self->team_id, ==, fake->team_id);
  g_assert_cmpstr (found->self->team, ==, fake->team_name);
  g_assert_cmpstr (found->bot, ==, "matoi");
  g_assert_true (found->scopes_known);
  g_assert_cmpuint (found->missing->len, ==, 0);
  g_assert_true (found->has_events);
  g_assert_null (found->events_problem);
  g_assert_cmpint (ABS (found->clock_skew), <, 3000);
}

/* Each one that is missing says what it takes away, and is one the manifest asks for. */
static void
test_missing (void)
{
  g_autofree char *scopes = dup_manifest_scopes ();
  g_auto (GStrv) all = g_strsplit (scopes, " ", -1);
  g_autoptr (FakeSlack) fake = new_fake ("chat:write users:read");
  g_autoptr (MatoiSlackCheck) found = check (fake->base, SECRET, NULL);
  gboolean told = FALSE;

  g_assert_nonnull (found->self);
  g_assert_cmpuint (found->missing->len, ==, g_strv_length (all) - 2);
  for (guint i = 0; i < found->missing->len; i++)
    {
      const MatoiSlackMissing *missing = g_ptr_array_index (found->missing, i);

      g_assert_true (g_strv_contains ((const char *const *) all, missing->scope));
      g_assert_cmpstr (missing->scope, !=, "chat:write");
      g_assert_true (g_str_has_suffix (missing->effect, "."));
      told |= g_str_equal (missing->scope, "channels:manage") &&
              strstr (missing->effect, "No channel can be opened");
    }
  g_assert_true (told);
  g_assert_false (found->has_events);
  g_assert_null (found->events_problem);
}

static void
test_dead (void)
{
  g_autoptr (FakeSlack) fake = new_fake ("chat:write");
  g_autoptr (MatoiSlackCheck) unknown = check (fake->base, "bot-typo", NULL);
  g_autoptr (MatoiSlackCheck) revoked = NULL;
  g_autoptr (MatoiSlackCheck) swapped = check (fake->base, APP, SECRET);

  g_assert_null (unknown->self);
  g_assert_nonnull (strstr (unknown->problem, "does not know this token"));
  g_assert_null (swapped->self);
  g_assert_nonnull (strstr (swapped->problem, "begins with “xoxb"));
  g_assert_nonnull (strstr (swapped->events_problem, "begins with “xapp"));
  fake_slack_revoke (fake, SECRET);
  revoked = check (fake->base, SECRET, APP);
  g_assert_null (revoked->self);
  g_assert_nonnull (strstr (revoked->problem, "Install the app in the workspace again"));
  g_assert_true (revoked->has_events);
}

/* The bot works without a socket. */
static void
test_no_socket (void)
{
  g_autoptr (FakeSlack) fake = new_fake ("chat:write");
  g_autoptr (MatoiSlackCheck) weak = NULL, pause = NULL;

  fake_slack_add_token (fake, "app-weak", "authorizations:read")->app = TRUE;
  weak = check (fake->base, SECRET, "app-weak");
  g_assert_nonnull (weak->self);
  g_assert_false (weak->has_events);
  g_assert_nonnull (strstr (weak->events_problem, "connections:write"));
  fake_slack_fault (fake, "apps.connections.open", FAKE_LIMIT, "7", 1);
  pause = check (fake->base, SECRET, APP);
  g_assert_nonnull (pause->self);
  g_assert_nonnull (strstr (pause->events_problem, "pause"));
}

/* A proxy or the sign-in page of a hotel answers in its place; or nobody does. */
static void
test_no_slack (void)
{
  g_autoptr (FakeSlack) fake = new_fake ("chat:write");
  g_autoptr (MatoiSlackCheck) page = NULL, broken = NULL, nobody = NULL, plain = NULL;

  fake_slack_fault (fake, "auth.test", FAKE_HTML, NULL, 1);
  page = check (fake->base, SECRET, NULL);
  g_assert_null (page->self);
  g_assert_nonnull (strstr (page->problem, "is not Slack"));
  fake_slack_fault (fake, "auth.test", FAKE_STATUS_BEFORE, "503", 1);
  broken = check (fake->base, SECRET, NULL);
  g_assert_nonnull (strstr (broken->problem, "http_503"));
  nobody = check ("http://127.0.0.1:9/api/", SECRET, NULL);
  g_assert_nonnull (strstr (nobody->problem, "cannot be reached"));
  /* Not without encryption. */
  plain = check ("http://slack.example/api/", SECRET, NULL);
  g_assert_null (plain->self);
  g_assert_cmpstr (plain->problem, !=, "");
}

/* Answers as somebody whose clock is an hour behind. */
static void
on_late (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  static const char answer[] = "{\"ok\":true,\"url\":\"https://acme.example/\",\"team\":\"Acme\","
                               "\"user\":\"matoi\",\"team_id\":\"T1\",\"user_id\":\"U1\","
                               "\"bot_id\":\"B1\"}";
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_hours (now, -1);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", date);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer,
                                    strlen (answer));
}

static gboolean
has_line (const MatoiSetupReport *report, const char *id, MatoiSetupState state)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const MatoiSetupLine *line = g_ptr_array_index (report->lines, i);

      if (g_str_equal (line->id, id) && line->state == state)
        return TRUE;
    }
  return FALSE;
}

static void
test_skew (void)
{
  g_autoptr (FakeSlack) fake = new_fake ("chat:write");
  g_autofree char *base = NULL;
  g_autoptr (MatoiSlackCheck) found = NULL;
  g_autoptr (MatoiSetupReport) report = matoi_setup_report_new ();
  const char *end = strstr (fake->base, "/api/");

  soup_server_add_handler (fake->server, "/late/", on_late, NULL, NULL);
  base = g_strdup_printf ("%.*s/late/", (int) (end - fake->base), fake->base);
  found = check (base, SECRET, NULL);
  g_assert_cmpint (ABS (found->clock_skew - 60 * MATOI_MINUTE), <, 5000);
  /* Without the header nothing is known of permissions: then nothing is said to be missing. */
  g_assert_false (found->scopes_known);
  g_assert_cmpuint (found->missing->len, ==, 0);
  matoi_slack_setup_read (report, found, NULL, NULL);
  g_assert_true (report->works);
  g_assert_true (has_line (report, "clock", MATOI_SETUP_WARN));
  g_assert_true (has_line (report, "permissions", MATOI_SETUP_WARN));
}

static void
test_cancel (void)
{
  g_autoptr (FakeSlack) fake = new_fake ("chat:write");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fake_slack_fault (fake, "auth.test", FAKE_SILENT, NULL, 1);
  matoi_slack_check_async (fake->base, SECRET, APP, cancellable, on_result, &result);
  WAIT_UNTIL (fake_slack_count (fake, "auth.test") == 1);
  g_cancellable_cancel (cancellable);
  WAIT_UNTIL (result);
  g_assert_null (matoi_slack_check_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A team that shares its app gets no events, and so nowhere to send them to. */
static void
test_manifest (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *socket = matoi_slack_setup_dup_manifest (FALSE, &error);
  g_autofree char *polling = matoi_slack_setup_dup_manifest (TRUE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (socket, "socket_mode_enabled: true"));
  g_assert_nonnull (strstr (socket, "- message.channels"));
  g_assert_nonnull (strstr (polling, "socket_mode_enabled: false"));
  g_assert_null (strstr (polling, "event"));
  g_assert_nonnull (strstr (polling, "- chat:write\n"));
  /* Impersonation, and posts nobody could take back. */
  g_assert_null (strstr (socket, "chat:write.customize"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/all", test_all);
  g_test_add_func ("/check/missing", test_missing);
  g_test_add_func ("/check/dead", test_dead);
  g_test_add_func ("/check/no-socket", test_no_socket);
  g_test_add_func ("/check/no-slack", test_no_slack);
  g_test_add_func ("/check/skew", test_skew);
  g_test_add_func ("/check/cancel", test_cancel);
  g_test_add_func ("/check/manifest", test_manifest);
  return g_test_run ();
}
