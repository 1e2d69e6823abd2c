/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-jira.h"
#include "fake-pagerduty.h"
#include "fake-statuspage.h"
#include "matoi-error.h"
#include "matoi-service-setup.h"
#include "sync-rig.h"
#include "test-net.h"

/* A machine without a Secret Service, and every service on this machine. */
typedef struct
{
  SyncRig rig;
  FakeJira *cloud, *dc;
  FakePagerduty *pagerduty;
  FakeStatuspage *statuspage;
  MatoiServiceSetup *setup;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SoupServer *server;

  sync_rig_set_up (&fixture->rig);
  server = fixture->rig.fake->server;
  fixture->cloud = fake_jira_new (server, "/jira", FAKE_JIRA_CLOUD);
  fixture->dc = fake_jira_new (server, "/jira-dc", FAKE_JIRA_DC);
  fake_jira_seed (fixture->cloud);
  fake_jira_seed (fixture->dc);
  fixture->pagerduty = fake_pagerduty_new (server, "/pagerduty");
  fake_pagerduty_seed (fixture->pagerduty);
  fixture->statuspage = fake_statuspage_new (server, "/statuspage");
  fixture->setup = matoi_service_setup_new (fixture->rig.context, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  matoi_secrets_keep (data, NULL);
  g_clear_object (&fixture->setup);
  fake_jira_free (fixture->cloud);
  fake_jira_free (fixture->dc);
  fake_pagerduty_free (fixture->pagerduty);
  fake_statuspage_free (fixture->statuspage);
  sync_rig_tear_down (&fixture->rig);
}

static MatoiSetupReport *
run (Fixture *fixture,
     const char *token,
     const char *const *settings,
     gboolean save,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const char *tokens[] = { token, NULL };

  if (save)
    matoi_service_setup_save_async (fixture->setup, tokens, settings, NULL, test_net_on_result,
                                    &result);
  else
    matoi_service_setup_test_async (fixture->setup, tokens, settings, NULL, test_net_on_result,
                                    &result);
  WAIT_UNTIL (result);
  return matoi_service_setup_save_finish (fixture->setup, result, error);
}

static MatoiSetupReport *
attempt (Fixture *fixture, const char *token, const char *const *settings, gboolean save)
{
  g_autoptr (GError) error = NULL;
  MatoiSetupReport *report = run (fixture, token, settings, save, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->lines->len; i++)
    {
      const MatoiSetupLine *line = g_ptr_array_index (report->lines, i);

      if (token != NULL)
        g_assert_null (strstr (line->text, token));
    }
  return report;
}

static const MatoiSetupLine *
find_line (const MatoiSetupReport *report, const char *id, MatoiSetupState state)
{
  for (guint i = 0; i < report->lines->len; i++)
    {
      const MatoiSetupLine *line = g_ptr_array_index (report->lines, i);

      if (g_str_equal (line->id, id) && line->state == state)
        return line;
    }
  g_error ("There is no such line “%s”", id);
}

static const char *
get (Fixture *fixture, const char *key)
{
  return matoi_context_get_setting (fixture->rig.context, key);
}

/* The first type of ticket there is. (transfer full) */
static char *
dup_type (const MatoiSetupReport *report)
{
  GPtrArray *types = matoi_setup_report_get_list (report, "types");

  g_assert_cmpuint (types->len, >, 0);
  return g_strdup (((MatoiSetupChoice *) g_ptr_array_index (types, 0))->id);
}

static void
change (Fixture *fixture, gboolean restore)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (restore)
    matoi_service_setup_restore_async (fixture->setup, NULL, test_net_on_result, &result);
  else
    matoi_service_setup_disconnect_async (fixture->setup, NULL, test_net_on_result, &result);
  WAIT_UNTIL (result);
  g_assert_true (matoi_service_setup_change_finish (fixture->setup, result, &error));
  g_assert_no_error (error);
}

/* From nothing to a connection, away and back. */
static void
test_cloud (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_strconcat (fixture->cloud->base, "/browse/OPS-1", NULL);
  const char *bare[] = { "base-url", page, NULL };
  const char *all[] = { "base-url", page, "email", FAKE_JIRA_EMAIL, "project", "PAY", NULL };
  g_autoptr (MatoiSetupReport) lonely = attempt (fixture, FAKE_JIRA_TOKEN, bare, TRUE);
  g_autoptr (MatoiSetupReport) wrong = attempt (fixture, "jira-typo", all, TRUE);
  g_autoptr (MatoiSetupReport) tested = attempt (fixture, FAKE_JIRA_TOKEN, all, FALSE);
  g_autoptr (MatoiSetupReport) saved = NULL, again = NULL;
  g_autofree char *kept = NULL;

  g_assert_nonnull (strstr (find_line (lonely, "token", MATOI_SETUP_FAIL)->fix, "e-mail"));
  g_assert_nonnull (strstr (find_line (wrong, "token", MATOI_SETUP_FAIL)->fix, "token once more"));
  g_assert_true (tested->works);
  g_assert_false (tested->saved);
  g_assert_null (get (fixture, "jira.base-url"));
  g_assert_cmpint (matoi_secrets_find ("jira", NULL), ==, MATOI_SECRET_NONE);
  g_assert_cmpuint (matoi_setup_report_get_list (tested, "projects")->len, ==, 3);
  g_assert_cmpstr (matoi_setup_report_find_choice (tested, "projects", "PAY")->name, ==,
                   "Payments");
  find_line (tested, "project", MATOI_SETUP_OK);
  find_line (tested, "type", MATOI_SETUP_WARN);
  g_assert_cmpuint (matoi_setup_report_get_list (tested, "priorities")->len, >, 2);

  saved = attempt (fixture, FAKE_JIRA_TOKEN, all, TRUE);
  g_assert_true (saved->saved);
  g_assert_cmpstr (get (fixture, "jira.base-url"), ==, fixture->cloud->base);
  g_assert_cmpstr (get (fixture, "jira.flavour"), ==, "cloud");
  g_assert_cmpstr (get (fixture, "jira.project"), ==, "PAY");
  g_assert_nonnull (strstr (find_line (saved, "storage", MATOI_SETUP_WARN)->text, "until Matoi"));
  WAIT_UNTIL (matoi_service_setup_get_place (fixture->setup, 0) == MATOI_SECRET_THIS_RUN);
  again = attempt (fixture, NULL, NULL, FALSE);
  g_assert_true (again->works);

  change (fixture, FALSE);
  g_assert_null (get (fixture, "jira.base-url"));
  g_assert_cmpstr (get (fixture, "jira.project"), ==, "PAY");
  g_assert_cmpint (matoi_secrets_find ("jira", NULL), ==, MATOI_SECRET_NONE);
  change (fixture, TRUE);
  g_assert_cmpstr (get (fixture, "jira.base-url"), ==, fixture->cloud->base);
  kept = matoi_secrets_dup ("jira", NULL);
  g_assert_cmpstr (kept, ==, FAKE_JIRA_TOKEN);
}

/* A screen that requires something, and a scheme without P0 (§2, ACT-03). */
static void
test_screen (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Major", "Minor", NULL };
  const char *bare[] = { "base-url", fixture->dc->base, "project", "OPS", NULL };
  const char *all[] = { "base-url", fixture->dc->base, "project", "OPS",        "type",
                        NULL,       "fields",          NULL,      "priorities", "{\"P0\": \"77\"}",
                        NULL };
  g_autoptr (MatoiSetupReport) first = attempt (fixture, FAKE_JIRA_DC_TOKEN, bare, FALSE);
  g_autofree char *type = dup_type (first), *fields = NULL;
  g_autoptr (MatoiSetupReport) open = NULL, filled = NULL, locked = NULL;
  const MatoiSetupChoice *field;

  g_assert_cmpstr (matoi_setup_report_get_found (first, "flavour"), ==, "server");
  fixture->dc->required_field = g_strdup ("customfield_10500");
  fixture->dc->no_labels = TRUE;
  fake_jira_set_priorities (fixture->dc, names);
  all[5] = type;
  all[7] = "";
  open = attempt (fixture, FAKE_JIRA_DC_TOKEN, all, FALSE);
  g_assert_true (open->works);
  g_assert_nonnull (strstr (find_line (open, "fields", MATOI_SETUP_WARN)->text, "“Service”"));
  g_assert_nonnull (strstr (find_line (open, "priorities", MATOI_SETUP_WARN)->text, "P0"));
  field = matoi_setup_report_find_choice (open, "fields", "customfield_10500");
  g_assert_true (field->required && !field->unfit);
  g_assert_cmpuint (field->choices->len, >, 0);

  fields = g_strdup_printf ("{\"OPS\": {\"customfield_10500\": \"%s\"}}",
                            ((MatoiSetupChoice *) g_ptr_array_index (field->choices, 0))->id);
  all[7] = fields;
  filled = attempt (fixture, FAKE_JIRA_DC_TOKEN, all, TRUE);
  find_line (filled, "fields", MATOI_SETUP_OK);
  /* What it lacks is no reason not to connect. */
  g_assert_true (filled->saved);
  g_assert_cmpstr (get (fixture, "jira.flavour"), ==, "server");
  fixture->dc->locked_meta = TRUE;
  locked = attempt (fixture, NULL, NULL, FALSE);
  g_assert_true (locked->works);
}

/* F19: a page instead of an answer; the token goes to nobody. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  const char *all[] = { "base-url", fixture->dc->base, NULL };
  const char *plain[] = { "base-url", "http://jira.example", NULL };
  const char *bad[] = { "base-url", fixture->dc->base, "project", "not a key", NULL };
  g_autoptr (MatoiSetupReport) page = NULL, open = NULL, unfit = NULL;
  g_autoptr (GError) error = NULL;

  fake_jira_fault (fixture->dc, "GET serverInfo", FAKE_HTML, NULL, 1);
  page = attempt (fixture, FAKE_JIRA_DC_TOKEN, all, TRUE);
  g_assert_nonnull (strstr (find_line (page, "site", MATOI_SETUP_FAIL)->text, "web page"));
  open = attempt (fixture, FAKE_JIRA_DC_TOKEN, plain, TRUE);
  find_line (open, "address", MATOI_SETUP_FAIL);
  g_assert_cmpuint (fake_jira_count (fixture->dc, "GET myself"), ==, 0);
  unfit = run (fixture, FAKE_JIRA_DC_TOKEN, bad, TRUE, &error);
  g_assert_null (unfit);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_null (get (fixture, "jira.base-url"));
  g_assert_cmpint (matoi_secrets_find ("jira", NULL), ==, MATOI_SECRET_NONE);
}

/* A company's own authority; that nobody else's is trusted is net/test-http-trust.c. */
static void
test_authority (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = NULL, *key = NULL, *base = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  SoupServer *server;
  FakeJira *jira;

  if (!test_net_make_certificate (fixture->rig.folder, &file, &key))
    {
      g_test_skip ("openssl is not here");
      return;
    }
  certificate = g_tls_certificate_new_from_files (file, key, &error);
  g_assert_no_error (error);
  server = soup_server_new (NULL, NULL);
  test_net_set_certificate (server, certificate);
  base = g_strdup_printf ("https://127.0.0.1:%u/jira", test_net_open (server, 0, &error));
  g_assert_no_error (error);
  jira = fake_jira_new (server, "/jira", FAKE_JIRA_DC);
  fake_jira_seed (jira);
  {
    const char *with[] = { "base-url", base, "ca-file", file, NULL };
    g_autoptr (MatoiSetupReport) friend = attempt (fixture, FAKE_JIRA_DC_TOKEN, with, TRUE);

    g_assert_true (friend->saved);
    g_assert_cmpstr (get (fixture, "jira.ca-file"), ==, file);
  }
  fake_jira_free (jira);
  test_net_close (&server);
}

static void
test_pagerduty (Fixture *fixture, gconstpointer data)
{
  const char *stranger[] = { "base-url", fixture->pagerduty->base, "from", "nobody@acme.example",
                             NULL };
  const char *all[] = {
    "base-url", fixture->pagerduty->base, "from", "OPS@acme.example", "service", "PGONE",
    "policy",   FAKE_PAGERDUTY_POLICY,    NULL
  };
  g_autoptr (MatoiSetupReport) wrong = attempt (fixture, "pagerduty-typo", all, TRUE);
  g_autoptr (MatoiSetupReport) from = attempt (fixture, FAKE_PAGERDUTY_TOKEN, stranger, TRUE);
  g_autoptr (MatoiSetupReport) saved = NULL, right = NULL;

  g_assert_nonnull (strstr (find_line (wrong, "token", MATOI_SETUP_FAIL)->fix, "Copy the key"));
  g_assert_nonnull (strstr (find_line (from, "from", MATOI_SETUP_FAIL)->text, "nobody@acme"));
  g_assert_null (get (fixture, "pagerduty.from"));
  saved = attempt (fixture, FAKE_PAGERDUTY_TOKEN, all, TRUE);
  g_assert_true (saved->saved);
  g_assert_nonnull (strstr (find_line (saved, "service", MATOI_SETUP_WARN)->text, "PGONE"));
  find_line (saved, "policy", MATOI_SETUP_OK);
  g_assert_nonnull (matoi_setup_report_find_choice (saved, "services", FAKE_PAGERDUTY_SERVICE));
  g_assert_cmpuint (matoi_setup_report_get_list (saved, "users")->len, >, 1);
  all[5] = FAKE_PAGERDUTY_SERVICE;
  fixture->pagerduty->small_plan = TRUE;
  right = attempt (fixture, NULL, all, TRUE);
  find_line (right, "service", MATOI_SETUP_OK);
  find_line (right, "plan", MATOI_SETUP_WARN);
  /* A test pages nobody. */
  g_assert_cmpuint (fixture->pagerduty->incidents->len, ==, 0);
}

static void
test_statuspage (Fixture *fixture, gconstpointer data)
{
  const char *all[] = { "base-url", fixture->statuspage->base, "components",
                        "{\"checkout\": [\"gone\"]}", NULL };
  g_autoptr (MatoiSetupReport) wrong = attempt (fixture, "statuspage-typo", all, TRUE);
  g_autoptr (MatoiSetupReport) first = NULL;
  const char *chosen[] = { "base-url",   fixture->statuspage->base,
                           "components", "{\"checkout\": [\"gone\"]}",
                           "page",       FAKE_STATUSPAGE_PAGE,
                           NULL };
  g_autoptr (MatoiSetupReport) saved = NULL;

  find_line (wrong, "token", MATOI_SETUP_FAIL);
  first = attempt (fixture, FAKE_STATUSPAGE_TOKEN, all, FALSE);
  g_assert_cmpuint (matoi_setup_report_get_list (first, "pages")->len, >, 0);
  saved = attempt (fixture, FAKE_STATUSPAGE_TOKEN, chosen, TRUE);
  g_assert_true (saved->saved);
  g_assert_cmpstr (get (fixture, "statuspage.page"), ==, FAKE_STATUSPAGE_PAGE);
  g_assert_nonnull (strstr (find_line (saved, "components", MATOI_SETUP_WARN)->text, "checkout"));
  g_assert_cmpuint (matoi_setup_report_get_list (saved, "components")->len, >, 0);
  find_line (saved, "subscribers", MATOI_SETUP_OK);
  g_assert_cmpuint (fixture->statuspage->mails, ==, 0);
}

/* Written by hand: the place of the first mistake is told, and nothing is changed. */
static void
test_tables (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *value, *place; /* NULL: fits */
  } cases[] = {
    { "jira.projects",
      "{\"Pay\": {\"project\": \"PAY\", \"type\": \"10001\", \"site\": \"jira2\"}}", NULL },
    { "jira.projects", "{\"Pay\":\n {\"project\": \"pay\"}}", "Line 2, Pay.project" },
    { "jira.projects", "{\"Pay\": {\"prject\": \"PAY\"}}", "Pay.prject" },
    { "jira.projects", "{\"Pay\": {\"site\": \"other\"}}", "jira or jira2" },
    { "jira.projects", "{\"Pay\": \"PAY\"}", "Line 1, Pay" },
    { "jira.projects", "[]", "JSON object" },
    { "jira.projects", "{\"Pay\": ", "ine 1" },
    { "jira2.priorities", "{\"P0\": \"1\"}", NULL },
    { "jira2.priorities", "{\"P0\": 1}", "P0" },
    { "jira.fields", "{\"PAY\": {\"customfield_1\": \"a\"}}", NULL },
    { "jira.fields", "{\"PAY\": {\"customfield_1\": [1]}}", "PAY.customfield_1" },
    { "pagerduty.services", "{\"checkout\": {\"service\": \"P1\", \"policy\": \"P2\"}}", NULL },
    { "pagerduty.services", "{\"checkout\": {\"service\": \"no id\"}}", "checkout.service" },
    { "pagerduty.subscribers", "{\"1\": [{\"id\": \"P1\", \"type\": \"team\"}]}", NULL },
    { "pagerduty.subscribers", "{\"1\": [{\"id\": \"P1\"}]}", "both id and type" },
    { "pagerduty.subscribers", "{\"1\": [{\"id\": \"P1\", \"type\": \"dog\"}]}", "user or team" },
    { "statuspage.components", "{\"checkout\": [\"c1\"]}", NULL },
    { "statuspage.components", "{\"checkout\": \"c1\"}", "checkout" },
    { "statuspage.components", "{\"\": []}", "name is empty" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean fits =
        matoi_context_check_setting (fixture->rig.context, cases[i].key, cases[i].value, &error);

      g_assert_cmpint (fits, ==, cases[i].place == NULL);
      if (fits)
        continue;
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      if (strstr (error->message, cases[i].place) == NULL)
        g_error ("“%s” is not told: %s", cases[i].place, error->message);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service-setup/cloud", Fixture, "jira", set_up, test_cloud, tear_down);
  g_test_add ("/service-setup/screen", Fixture, "jira", set_up, test_screen, tear_down);
  g_test_add ("/service-setup/page", Fixture, "jira", set_up, test_page, tear_down);
  g_test_add ("/service-setup/authority", Fixture, "jira", set_up, test_authority, tear_down);
  g_test_add ("/service-setup/pagerduty", Fixture, "pagerduty", set_up, test_pagerduty, tear_down);
  g_test_add ("/service-setup/statuspage", Fixture, "statuspage", set_up, test_statuspage,
              tear_down);
  g_test_add ("/service-setup/tables", Fixture, "jira", set_up, test_tables, tear_down);
  return g_test_run ();
}
