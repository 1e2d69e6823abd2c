/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The services in the preferences, by keyboard, against those on this machine. */

#include "config.h"

#include <string.h>

#include "fake-jira.h"
#include "keys.h"
#include "matoi-pick-row.h"
#include "matoi-secrets.h"

typedef struct
{
  Fixture window;
  Fixture prefs; /* the same with the other window, for the keys */
  FakeSlack *machine;
  FakeJira *cloud, *dc;
} Page;

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
  open_page (page);
}

static void
tear_down (Page *page, gconstpointer data)
{
  matoi_secrets_keep ("jira", NULL);
  matoi_secrets_keep ("jira2", NULL);
  rig_tear_down (&page->window, data);
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

static GtkDropDown *
find_list (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    return GTK_DROP_DOWN (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropDown *found = find_list (child);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
pick (Page *page, const char *path, const char *id)
{
  GtkWidget *row = keys_find (&page->prefs, path);
  GtkDropDown *list = row ? find_list (row) : NULL;
  guint n = list ? g_list_model_get_n_items (gtk_drop_down_get_model (list)) : 0;

  for (guint i = 1; i < n; i++)
    {
      gtk_drop_down_set_selected (list, i);
      if (g_strcmp0 (matoi_pick_row_get_id (MATOI_PICK_ROW (row)), id) == 0)
        return TRUE;
    }
  return FALSE;
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

  WAIT_UNTIL (pick (page, "jira.project", "OPS"));
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.project"), "OPS") == 0);
  keys_push (&page->prefs, "jira.security");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.security"), "on") == 0);
  leave (page);
  g_assert_true (keys_is_shown (&page->prefs, "connection_second"));
  keys_push (&page->prefs, "jira.use");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira.use"), "off") == 0);
}

static void
test_server (Page *page, gconstpointer data)
{
  set_setting (page, "jira.base-url", page->cloud->base);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "connection_second"));
  enter (page, "connection_second");
  keys_fill (&page->prefs, "jira2.base-url", page->dc->base);
  keys_fill (&page->prefs, "service_token", FAKE_JIRA_DC_TOKEN);
  push (page, "service_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "jira2.flavour"), "server") == 0);
  WAIT_UNTIL (!keys_is_shown (&page->prefs, "jira2.email"));
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
  WAIT_UNTIL (pick (page, "jira.type", "10001"));
  WAIT_UNTIL (keys_is_shown (&page->prefs, field));
  WAIT_UNTIL (pick (page, field, "10201"));
  WAIT_UNTIL (get_setting (page, "jira.fields"));
  g_assert_nonnull (strstr (get_setting (page, "jira.fields"), field));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  /* Without a Secret Service: what is given is kept for this run. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_add ("/connections-page/cloud", Page, NULL, set_up, test_cloud, tear_down);
  g_test_add ("/connections-page/server", Page, NULL, set_up, test_server, tear_down);
  g_test_add ("/connections-page/refused", Page, NULL, set_up, test_refused, tear_down);
  g_test_add ("/connections-page/required", Page, NULL, set_up, test_required, tear_down);
  return g_test_run ();
}
