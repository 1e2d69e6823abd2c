/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The services in the preferences, by keyboard, against those on this machine; once in each language
 * (meson.build). */

#include "config.h"

#include <string.h>

#include "fake-jira.h"
#include "fake-pagerduty.h"
#include "fake-statuspage.h"
#include "keys.h"
#include "matoi-adapter.h"
#include "matoi-secrets.h"

typedef struct
{
  Fixture window;
  Fixture prefs; /* the same with the other window, for the keys */
  FakeSlack *machine;
  FakeJira *cloud, *dc;
  FakePagerduty *pager;
  FakeStatuspage *site;
} Page;

static const char *const services[] = { "jira", "jira2", "pagerduty", "statuspage" };

static GtkWindow *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_PREFERENCES_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
open_page (Page *page)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page->window.window),
                                             "win.preferences-page", "s", "connections"));
  WAIT_UNTIL (find_preferences ());
  page->prefs = page->window;
  page->prefs.window = (MatoiWindow *) find_preferences ();
  WAIT_UNTIL (keys_is_shown (&page->prefs, "connection_jira"));
}

static void
set_up (Page *page, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&page->window, data);
  page->machine = fake_slack_new (0, &error);
  g_assert_no_error (error);
  page->cloud = fake_jira_new (page->machine->server, "/jira", FAKE_JIRA_CLOUD);
  page->dc = fake_jira_new (page->machine->server, "/jira-dc", FAKE_JIRA_DC);
  fake_jira_seed (page->cloud);
  fake_jira_seed (page->dc);
  page->pager = fake_pagerduty_new (page->machine->server, "/pagerduty");
  fake_pagerduty_seed (page->pager);
  page->site = fake_statuspage_new (page->machine->server, "/statuspage");
  matoi_adapters_start (page->window.context);
  open_page (page);
}

static void
tear_down (Page *page, gconstpointer data)
{
  matoi_adapters_stop (page->window.context);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    matoi_secrets_keep (services[i], NULL);
  rig_tear_down (&page->window, data);
  fake_statuspage_free (page->site);
  fake_pagerduty_free (page->pager);
  fake_jira_free (page->cloud);
  fake_jira_free (page->dc);
  fake_slack_free (page->machine);
}

static const char *
get_setting (Page *page, const char *key)
{
  return matoi_context_get_setting (page->window.context, key);
}

static void
set_setting (Page *page, const char *key, const char *value)
{
  matoi_context_set_setting_async (page->window.context, key, value, NULL, NULL, NULL);
  WAIT_UNTIL (g_strcmp0 (get_setting (page, key), value) == 0);
}

static const char *
get_text (Page *page, const char *path)
{
  return gtk_editable_get_text (GTK_EDITABLE (keys_find (&page->prefs, path)));
}

/* Down into the page of a service, and up again. */
static void
enter (Page *page, const char *row)
{
  keys_tab_to (&page->prefs, row);
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "service_state"));
}

static void
leave (Page *page)
{
  keys_push (&page->prefs, "subpage_back");
  WAIT_UNTIL (!keys_is_shown (&page->prefs, "service_state"));
}

/* The lists come with what the service answers. */
static void
choose (Page *page, const char *path, const char *text)
{
  gboolean chosen = FALSE;

  WAIT_UNTIL (chosen || (keys_is_shown (&page->prefs, path) &&
                         (chosen = keys_choose (&page->prefs, path, text))));
}

static gboolean
has_list (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_DROP_DOWN (widget))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_list (child))
      return TRUE;
  return FALSE;
}

/* A row that holds others: opened. */
static void
unfold (Page *page, const char *path)
{
  keys_tab_to (&page->prefs, path);
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (has_list (keys_find (&page->prefs, path)));
}

static gboolean
is_online (Page *page, const char *id)
{
  return matoi_adapter_get_state (matoi_adapter_get (page->window.context, id)) ==
         MATOI_ADAPTER_ONLINE;
}

static gboolean
has (Page *page, const char *key, const char *text)
{
  const char *value = get_setting (page, key);

  return value && strstr (value, text);
}

/* Nothing of it is used any more, and it is again. */
static void
turn_off_and_on (Page *page, const char *id)
{
  g_autofree char *use = g_strconcat (id, ".use", NULL);

  WAIT_UNTIL (is_online (page, id));
  keys_push (&page->prefs, use);
  WAIT_UNTIL (g_strcmp0 (get_setting (page, use), "off") == 0);
  WAIT_UNTIL (matoi_adapter_get_state (matoi_adapter_get (page->window.context, id)) ==
              MATOI_ADAPTER_OFF);
  keys_push (&page->prefs, use);
  WAIT_UNTIL (is_online (page, id));
}

/* A button; while the service is asked it waits. */
static void
push (Page *page, const char *name)
{
  WAIT_UNTIL (keys_is_shown (&page->prefs, name));
  WAIT_UNTIL (gtk_widget_is_sensitive (keys_find (&page->prefs, name)));
  keys_push (&page->prefs, name);
}

static void
fill_cloud (Page *page, const char *token)
{
  keys_fill (&page->prefs, "jira.base-url", page->cloud->base);
  keys_fill (&page->prefs, "jira.email", FAKE_JIRA_EMAIL);
  keys_fill (&page->prefs, "service_token", token);
}

static void
test_cloud (Page *page, gconstpointer data)
{
  enter (page, "connection_jira");
  g_assert_false (keys_is_shown (&page->prefs, "jira.project"));
  fill_cloud (page, FAKE_JIRA_TOKEN);
  push (page, "service_test");
  WAIT_UNTIL (fake_jira_count (page->cloud, "GET priority") > 0 ||
              fake_jira_count (page->cloud, "GET priority/search") > 0);
  g_assert_null (get_setting (page, "jira.base-url"));

  push (page, "service_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.flavour"), "cloud") == 0);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "jira.project"));
  g_assert_nonnull (get_setting (page, "jira.base-url"));
  /* Given once, shown never. */
  WAIT_UNTIL (g_str_equal (get_text (page, "service_token"), ""));
  WAIT_UNTIL (keys_is_shown (&page->prefs, "service_place"));

  choose (page, "jira.project", "Operations");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.project"), "OPS") == 0);
  keys_push (&page->prefs, "jira.security");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.security"), "on") == 0);
  keys_fill (&page->prefs, "jira.labels", "sev{severity}-{date}");
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (has (page, "jira.labels", "sev{severity}-{date}"));
  choose (page, "P0", "Highest");
  WAIT_UNTIL (has (page, "jira.priorities", "P0"));
  leave (page);
  g_assert_true (keys_is_shown (&page->prefs, "connection_second"));
  turn_off_and_on (page, "jira");
}

static void
test_server (Page *page, gconstpointer data)
{
  set_setting (page, "jira.projects",
               "{\"Payments\":{\"project\":\"PAY\"},\"Platform\":{\"project\":\"OPS\"}}");
  set_setting (page, "jira.base-url", page->cloud->base);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "connection_second"));
  enter (page, "connection_second");
  keys_fill (&page->prefs, "jira2.base-url", page->dc->base);
  keys_fill (&page->prefs, "service_token", FAKE_JIRA_DC_TOKEN);
  push (page, "service_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira2.flavour"), "server") == 0);
  WAIT_UNTIL (!keys_is_shown (&page->prefs, "jira2.email"));
  /* What a team of ours gets there; the first JIRA keeps the rest. */
  choose (page, "jira2.project", "Operations");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira2.project"), "OPS") == 0);
  unfold (page, "Platform");
  choose (page, "Platform/owner_project", "ウェブ");
  WAIT_UNTIL (has (page, "jira.projects", "\"site\":\"jira2\""));
  choose (page, "Platform/owner_type", "Task");
  WAIT_UNTIL (has (page, "jira.projects", "\"type\":"));
  g_assert_true (has (page, "jira.projects", "\"Payments\":{\"project\":\"PAY\"}"));
  leave (page);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "connection_jira2"));
  g_assert_false (keys_is_shown (&page->prefs, "connection_second"));
}

static void
test_refused (Page *page, gconstpointer data)
{
  enter (page, "connection_jira");
  keys_fill (&page->prefs, "jira.base-url", "not an address");
  push (page, "service_connect");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "setting-problem"));
  g_assert_cmpuint (page->cloud->log->len, ==, 0);

  fill_cloud (page, "wrong");
  push (page, "service_connect");
  WAIT_UNTIL (fake_jira_count (page->cloud, "GET myself") > 0);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "setup_result"));
  g_assert_false (keys_is_shown (&page->prefs, "setting-problem"));
  g_assert_null (get_setting (page, "jira.base-url"));

  /* What was typed is not lost, however one leaves. */
  leave (page);
  enter (page, "connection_jira");
  g_assert_cmpstr (get_text (page, "service_token"), ==, "wrong");
  gtk_window_close (GTK_WINDOW (page->prefs.window));
  WAIT_UNTIL (!find_preferences ());
  open_page (page);
  enter (page, "connection_jira");
  g_assert_cmpstr (get_text (page, "jira.email"), ==, FAKE_JIRA_EMAIL);
  g_assert_cmpstr (get_text (page, "service_token"), ==, "");
}

/* A field the project asks for: offered, chosen, stored. */
static void
test_required (Page *page, gconstpointer data)
{
  const char *field = "customfield_10050";

  page->cloud->required_field = g_strdup (field);
  matoi_secrets_keep ("jira", FAKE_JIRA_TOKEN);
  set_setting (page, "jira.email", FAKE_JIRA_EMAIL);
  set_setting (page, "jira.flavour", "cloud");
  set_setting (page, "jira.project", "OPS");
  set_setting (page, "jira.base-url", page->cloud->base);
  enter (page, "connection_jira");
  choose (page, "jira.type", "Task");
  WAIT_UNTIL (keys_is_shown (&page->prefs, field));
  choose (page, field, "Search");
  WAIT_UNTIL (get_setting (page, "jira.fields"));
  g_assert_nonnull (strstr (get_setting (page, "jira.fields"), field));
}

/* Whom to page, our services, who is told; SEC-13; off and on. */
static void
test_pagerduty (Page *page, gconstpointer data)
{
  set_setting (page, "pagerduty.services", "{\"Payments\":{}}");
  enter (page, "connection_pagerduty");
  keys_fill (&page->prefs, "pagerduty.from", FAKE_PAGERDUTY_FROM);
  keys_fill (&page->prefs, "service_token", FAKE_PAGERDUTY_TOKEN);
  keys_fill (&page->prefs, "pagerduty.base-url", page->pager->base);
  push (page, "service_test");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "setup_result"));
  g_assert_null (get_setting (page, "pagerduty.from"));
  push (page, "service_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "pagerduty.from"), FAKE_PAGERDUTY_FROM) == 0);

  choose (page, "pagerduty.service", "Major incidents");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "pagerduty.service"), FAKE_PAGERDUTY_SERVICE) == 0);
  choose (page, "pagerduty.policy", "Incident Commanders");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "pagerduty.policy"), FAKE_PAGERDUTY_POLICY) == 0);
  choose (page, "pagerduty.trainees", "Shadowing");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "pagerduty.trainees"), FAKE_PAGERDUTY_TRAINEES) == 0);
  keys_push (&page->prefs, "pagerduty.security");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "pagerduty.security"), "on") == 0);

  unfold (page, "Payments");
  choose (page, "Payments/owner_policy", "Payments");
  WAIT_UNTIL (has (page, "pagerduty.services", FAKE_PAGERDUTY_PAYMENTS));
  unfold (page, "1");
  choose (page, "1", "Mei Lin");
  WAIT_UNTIL (has (page, "pagerduty.subscribers", "PMEI"));
  leave (page);
  turn_off_and_on (page, "pagerduty");
  g_assert_cmpuint (page->pager->incidents->len, ==, 0);
}

/* The page is found out; the components of a service of ours; nobody notified unless asked. */
static void
test_statuspage (Page *page, gconstpointer data)
{
  set_setting (page, "statuspage.components", "{\"checkout\":[]}");
  enter (page, "connection_statuspage");
  keys_fill (&page->prefs, "service_token", FAKE_STATUSPAGE_TOKEN);
  keys_fill (&page->prefs, "statuspage.base-url", page->site->base);
  push (page, "service_test");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "setup_result"));
  choose (page, "statuspage.page", "Acme Status");
  push (page, "service_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "statuspage.page"), FAKE_STATUSPAGE_PAGE) == 0);
  unfold (page, "checkout");
  choose (page, "checkout", "Checkout");
  WAIT_UNTIL (has (page, "statuspage.components", "cmcheckout01"));
  keys_push (&page->prefs, "statuspage.notify");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "statuspage.notify"), "off") == 0);
  leave (page);
  turn_off_and_on (page, "statuspage");
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
}

/* All of them stand on one page, each with its state. */
static void
test_states (Page *page, gconstpointer data)
{
  matoi_secrets_keep ("statuspage", FAKE_STATUSPAGE_TOKEN);
  matoi_secrets_keep ("pagerduty", "wrong");
  set_setting (page, "statuspage.base-url", page->site->base);
  set_setting (page, "statuspage.page", FAKE_STATUSPAGE_PAGE);
  set_setting (page, "pagerduty.base-url", page->pager->base);
  set_setting (page, "pagerduty.from", FAKE_PAGERDUTY_FROM);
  WAIT_UNTIL (is_online (page, "statuspage"));
  WAIT_UNTIL (matoi_adapter_get_state (matoi_adapter_get (page->window.context, "pagerduty")) ==
              MATOI_ADAPTER_REFUSED);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *name = g_strconcat ("connection_", services[i], NULL);

      if (!g_str_equal (services[i], "jira2"))
        g_assert_true (keys_is_shown (&page->prefs, name));
    }
  WAIT_UNTIL (strstr (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (keys_find (&page->prefs, "connection_pagerduty"))),
    matoi_adapter_get_text (matoi_adapter_get (page->window.context, "pagerduty"))));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  /* Without a Secret Service: what is given is kept for this run. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
#define ADD(name, func) g_test_add (name, Page, NULL, set_up, func, tear_down)
  ADD ("/connections-page/cloud", test_cloud);
  ADD ("/connections-page/server", test_server);
  ADD ("/connections-page/refused", test_refused);
  ADD ("/connections-page/required", test_required);
  ADD ("/connections-page/pagerduty", test_pagerduty);
  ADD ("/connections-page/statuspage", test_statuspage);
  ADD ("/connections-page/states", test_states);
#undef ADD
  return g_test_run ();
}
