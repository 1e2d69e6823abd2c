/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "fake-jira.h"
#include "fake-pagerduty.h"
#include "fake-statuspage.h"
#include "matoi-connections.h"
#include "matoi-secrets.h"
#include "sync-rig.h"

/* All services at once, as a program runs them. */
typedef struct
{
  SyncRig rig;
  FakeJira *jira, *jira2;
  FakePagerduty *pagerduty;
  FakeStatuspage *statuspage;
} Fixture;

static const struct
{
  const char *name, *token;
} secrets[] = {
  { "slack-bot", "bot-fake" },
  { "jira", FAKE_JIRA_TOKEN },
  { "jira2", FAKE_JIRA_DC_TOKEN },
  { "pagerduty", FAKE_PAGERDUTY_TOKEN },
  { "statuspage", FAKE_STATUSPAGE_TOKEN },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SoupServer *server;

  sync_rig_set_up (&fixture->rig);
  server = fixture->rig.fake->server;
  fixture->jira = fake_jira_new (server, "/jira", FAKE_JIRA_CLOUD);
  fixture->jira2 = fake_jira_new (server, "/jira-dc", FAKE_JIRA_DC);
  fake_jira_seed (fixture->jira);
  fake_jira_seed (fixture->jira2);
  fixture->pagerduty = fake_pagerduty_new (server, "/pagerduty");
  fake_pagerduty_seed (fixture->pagerduty);
  fixture->statuspage = fake_statuspage_new (server, "/statuspage");
  sync_rig_set (&fixture->rig, "slack.team", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    matoi_secrets_keep (secrets[i].name, secrets[i].token);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  matoi_adapters_stop (fixture->rig.context);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    matoi_secrets_keep (secrets[i].name, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fake_jira_free (fixture->jira);
  fake_jira_free (fixture->jira2);
  fake_pagerduty_free (fixture->pagerduty);
  fake_statuspage_free (fixture->statuspage);
  sync_rig_tear_down (&fixture->rig);
}

static MatoiAdapter *
find (Fixture *fixture, const char *id)
{
  return matoi_adapter_get (fixture->rig.context, id);
}

static gboolean
is_in (Fixture *fixture, const char *id, MatoiAdapterState state)
{
  return matoi_adapter_get_state (find (fixture, id)) == state;
}

static gboolean
says (Fixture *fixture, const char *id, const char *part)
{
  return strstr (matoi_adapter_get_text (find (fixture, id)), part) != NULL;
}

static void
set_jira (Fixture *fixture)
{
  sync_rig_set (&fixture->rig, "jira.flavour", "cloud");
  sync_rig_set (&fixture->rig, "jira.email", FAKE_JIRA_EMAIL);
  sync_rig_set (&fixture->rig, "jira.base-url", fixture->jira->base);
}

static const MatoiConnection *
find_connection (MatoiConnections *connections, const char *id)
{
  for (guint i = 0; i < matoi_connections_get_n (connections); i++)
    if (g_str_equal (matoi_connections_get (connections, i)->id, id))
      return matoi_connections_get (connections, i);
  return NULL;
}

/* Each is set up while the program runs; the connection page tells of each. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  SyncRig *rig = &fixture->rig;
  g_autoptr (MatoiConnections) connections = NULL;

  matoi_adapters_start (rig->context);
  connections = matoi_connections_new (rig->context);
  for (const char *const *id = matoi_adapters_list (); *id != NULL; id++)
    g_assert_true (is_in (fixture, *id, MATOI_ADAPTER_OFF));
  g_assert_cmpint (matoi_connections_get_state (connections), ==, MATOI_CONNECTION_OFF);
  g_assert_null (find_connection (connections, "jira2"));

  set_jira (fixture);
  sync_rig_set (rig, "jira2.flavour", "server");
  sync_rig_set (rig, "jira2.name", "Legacy");
  sync_rig_set (rig, "jira2.base-url", fixture->jira2->base);
  sync_rig_set (rig, "pagerduty.base-url", fixture->pagerduty->base);
  sync_rig_set (rig, "pagerduty.from", FAKE_PAGERDUTY_FROM);
  sync_rig_set (rig, "statuspage.base-url", fixture->statuspage->base);
  sync_rig_set (rig, "statuspage.page", FAKE_STATUSPAGE_PAGE);
  for (const char *const *id = matoi_adapters_list () + 1; *id != NULL; id++)
    {
      WAIT_UNTIL (is_in (fixture, *id, MATOI_ADAPTER_ONLINE));
      g_assert_cmpint (find_connection (connections, *id)->state, ==, MATOI_CONNECTION_OK);
    }
  g_assert_true (is_in (fixture, "slack", MATOI_ADAPTER_OFF));
  g_assert_cmpstr (find_connection (connections, "jira2")->name, ==, "Legacy");

  /* Turned off: it says so, and its turn is free. */
  sync_rig_set (rig, "jira2.use", "off");
  g_assert_true (is_in (fixture, "jira2", MATOI_ADAPTER_OFF));
  g_assert_true (says (fixture, "jira2", "Legacy is turned off"));
  g_assert_null (matoi_adapter_get_link (find (fixture, "jira2")));
  sync_rig_set (rig, "jira2.use", "on");
  WAIT_UNTIL (is_in (fixture, "jira2", MATOI_ADAPTER_ONLINE));
  sync_rig_set (rig, "jira2.base-url", NULL);
  g_assert_true (is_in (fixture, "jira2", MATOI_ADAPTER_OFF));
  g_assert_null (find_connection (connections, "jira2"));
}

/* The site is away; a token is missing, given, and dies. */
static void
test_token (Fixture *fixture, gconstpointer data)
{
  SyncRig *rig = &fixture->rig;
  g_autoptr (MatoiConnections) connections = NULL;

  matoi_secrets_keep ("jira", NULL);
  set_jira (fixture);
  matoi_adapters_start (rig->context);
  connections = matoi_connections_new (rig->context);
  WAIT_UNTIL (is_in (fixture, "jira", MATOI_ADAPTER_REFUSED));
  g_assert_cmpint (find_connection (connections, "jira")->state, ==, MATOI_CONNECTION_TROUBLE);

  matoi_secrets_keep ("jira", FAKE_JIRA_TOKEN);
  matoi_adapter_restart (find (fixture, "jira"));
  WAIT_UNTIL (is_in (fixture, "jira", MATOI_ADAPTER_ONLINE));

  fixture->jira->revoked = TRUE;
  matoi_adapter_restart (find (fixture, "jira"));
  WAIT_UNTIL (is_in (fixture, "jira", MATOI_ADAPTER_REFUSED));
  g_assert_false (says (fixture, "jira", FAKE_JIRA_TOKEN));

  fixture->jira->revoked = FALSE;
  fake_jira_fault (fixture->jira, "*", FAKE_DROP_BEFORE, NULL, 1000);
  matoi_adapter_restart (find (fixture, "jira"));
  WAIT_UNTIL (is_in (fixture, "jira", MATOI_ADAPTER_OFFLINE));
  g_assert_cmpint (find_connection (connections, "jira")->state, ==, MATOI_CONNECTION_WAITING);
}

/* Of two programs one speaks with JIRA; who rests lets it. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiAdapter) other = NULL;

  set_jira (fixture);
  matoi_adapters_start (fixture->rig.context);
  WAIT_UNTIL (is_in (fixture, "jira", MATOI_ADAPTER_ONLINE));
  {
    MatoiAdapter *first = find (fixture, "jira");

    other = matoi_adapter_new (fixture->rig.context, "jira");
    matoi_adapter_start (other);
    WAIT_UNTIL (matoi_adapter_get_state (other) == MATOI_ADAPTER_ELSEWHERE);
    g_assert_nonnull (strstr (matoi_adapter_get_text (other), "speaks with JIRA"));
    matoi_adapter_stop (first);
  }
  matoi_adapter_restart (other);
  WAIT_UNTIL (matoi_adapter_get_state (other) == MATOI_ADAPTER_ONLINE);
  matoi_adapter_stop (other);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/adapters/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/adapters/token", Fixture, NULL, set_up, test_token, tear_down);
  g_test_add ("/adapters/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  return g_test_run ();
}
