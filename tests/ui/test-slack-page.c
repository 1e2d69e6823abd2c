/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack.h"
#include "keys.h"
#include "matoi-intents.h"
#include "matoi-secrets.h"
#include "matoi-adapter.h"

#define POOR "bot-poor"

/* The preferences, at the page of Slack, and a Slack on this machine. */
typedef struct
{
  Fixture window;
  Fixture prefs; /* the same with the other window, for the keys */
  FakeSlack *fake;
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
set_up (Page *page, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&page->window, data);
  page->fake = fake_slack_new (0, &error);
  g_assert_no_error (error);
  fake_slack_seed (page->fake);
  fake_slack_add_token (page->fake, POOR, "chat:write users:read");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page->window.window),
                                             "win.preferences-page", "s", "slack"));
  WAIT_UNTIL (find_preferences ());
  page->prefs = page->window;
  page->prefs.window = (MatoiWindow *) find_preferences ();
  WAIT_UNTIL (keys_is_shown (&page->prefs, "slack_state"));
}

static void
tear_down (Page *page, gconstpointer data)
{
  matoi_secrets_keep ("slack-bot", NULL);
  matoi_secrets_keep ("slack-app", NULL);
  rig_tear_down (&page->window, data);
  fake_slack_free (page->fake);
}

static const char *
get_setting (Page *page, const char *key)
{
  return matoi_context_get_setting (page->window.context, key);
}

static const char *
get_subtitle (Page *page, const char *path)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (keys_find (&page->prefs, path)));
}

static const char *
get_text (Page *page, const char *path)
{
  return gtk_editable_get_text (GTK_EDITABLE (keys_find (&page->prefs, path)));
}

/* Can @text be read anywhere in it? */
static gboolean
says (GtkWidget *widget, const char *text)
{
  const char *said = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget))
                     : GTK_IS_TEXT (widget) && gtk_text_get_visibility (GTK_TEXT (widget))
                       ? gtk_editable_get_text (GTK_EDITABLE (widget))
                       : NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (said && strstr (said, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

static void
give_address (Page *page)
{
  keys_fill (&page->prefs, "slack_base_url", page->fake->base);
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.base-url"), page->fake->base) == 0);
}

/* From nothing to connected and back, with nothing but the keyboard. */
static void
test_connect (Page *page, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (page->prefs.window);

  give_address (page);
  keys_fill (&page->prefs, "slack_bot", POOR);
  keys_push (&page->prefs, "slack_test");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "Without channels:manage"));
  g_assert_nonnull (strstr (get_subtitle (page, "Without channels:manage"), "No channel"));
  g_assert_false (keys_is_shown (&page->prefs, "Without chat:write"));
  g_assert_null (get_setting (page, "slack.team"));

  keys_fill (&page->prefs, "slack_bot", "bot-fake");
  keys_fill (&page->prefs, "slack_app", "app-fake");
  keys_push (&page->prefs, "slack_connect");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.team"), page->fake->team_id) == 0);
  WAIT_UNTIL (g_str_equal (get_text (page, "slack_bot"), ""));
  g_assert_cmpstr (get_text (page, "slack_app"), ==, "");
  WAIT_UNTIL (keys_says (&page->prefs, "slack_bot_place", "For This Run"));
  WAIT_UNTIL (keys_says (&page->prefs, "slack_app_place", "For This Run"));
  /* Given once, shown never. */
  g_assert_false (says (window, "bot-fake"));
  g_assert_false (says (window, "app-fake"));
  g_assert_true (keys_is_shown (&page->prefs, "Workspace"));

  keys_push (&page->prefs, "slack_disconnect");
  WAIT_UNTIL (!get_setting (page, "slack.team"));
  WAIT_UNTIL (!keys_is_shown (&page->prefs, "slack_bot_place"));
  WAIT_UNTIL (find_button (window, "_Undo"));
  g_assert_true (gtk_widget_grab_focus (find_button (window, "_Undo")));
  rig_press (&page->prefs, "space");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.team"), page->fake->team_id) == 0);
  WAIT_UNTIL (keys_is_shown (&page->prefs, "slack_bot_place"));
}

static void
test_refused (Page *page, gconstpointer data)
{
  give_address (page);
  keys_push (&page->prefs, "slack_connect");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "Bot Token"));
  g_assert_nonnull (strstr (get_subtitle (page, "Bot Token"), "“xoxb"));
  keys_fill (&page->prefs, "slack_bot", "bot-typo");
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "Bot Token") &&
              strstr (get_subtitle (page, "Bot Token"), "does not know this token"));
  /* What was typed is not lost. */
  g_assert_cmpstr (get_text (page, "slack_bot"), ==, "bot-typo");
  g_assert_null (get_setting (page, "slack.team"));
}

static void
test_manifest (Page *page, gconstpointer data)
{
  GtkTextBuffer *buffer;
  g_autofree char *socket = NULL, *polling = NULL;

  keys_push (&page->prefs, "slack_manifest");
  WAIT_UNTIL (keys_is_shown (&page->prefs, "slack_manifest_text"));
  buffer =
    gtk_text_view_get_buffer (GTK_TEXT_VIEW (keys_find (&page->prefs, "slack_manifest_text")));
  g_object_get (buffer, "text", &socket, NULL);
  g_assert_nonnull (strstr (socket, "socket_mode_enabled: true"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (keys_find (&page->prefs, "slack_share")), 1);
  g_object_get (buffer, "text", &polling, NULL);
  g_assert_nonnull (strstr (polling, "socket_mode_enabled: false"));
  keys_tab_to (&page->prefs, "slack_copy");
  rig_press (&page->prefs, "space");
  WAIT_UNTIL (says (GTK_WIDGET (page->prefs.window), "in the clipboard"));
}

static void
choose (Page *page, const char *path, guint choice, const char *key, const char *value)
{
  WAIT_UNTIL (keys_is_shown (&page->prefs, path));
  adw_combo_row_set_selected (ADW_COMBO_ROW (keys_find (&page->prefs, path)), choice);
  WAIT_UNTIL (g_strcmp0 (get_setting (page, key), value) == 0);
}

static void
test_channels (Page *page, gconstpointer data)
{
  choose (page, "slack_mode", 2, "slack.channel-mode", "existing");
  g_assert_false (keys_is_shown (&page->prefs, "slack_name"));
  g_assert_true (keys_is_shown (&page->prefs, "slack_channel"));
  choose (page, "slack_mode", 1, "slack.channel-mode", "per-incident");
  g_assert_false (keys_is_shown (&page->prefs, "slack_channel"));

  /* Seen before it is applied; a bad one says what it must look like. */
  keys_fill (&page->prefs, "slack_name", "war-{ref}");
  WAIT_UNTIL (g_str_has_prefix (get_subtitle (page, "slack_example"), "#war-inc-"));
  g_assert_null (get_setting (page, "slack.channel-name"));
  keys_fill (&page->prefs, "slack_name", "war room");
  WAIT_UNTIL (strstr (get_subtitle (page, "slack_example"), "{slug}"));
  keys_fill (&page->prefs, "slack_name", "war-{slug}");
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.channel-name"), "war-{slug}") == 0);
}

static void
test_posting (Page *page, gconstpointer data)
{
  for (const char *const *kind = matoi_intent_list_kinds (); *kind; kind++)
    {
      g_autofree char *key = g_strconcat ("slack.post.", *kind, NULL);

      WAIT_UNTIL (keys_is_shown (&page->prefs, key));
      g_assert_cmpstr (get_subtitle (page, key), !=, "");
      g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (keys_find (&page->prefs, key))),
                        ==, g_str_equal (matoi_intent_get_default (*kind), "ask") ? 1 : 0);
    }
  choose (page, "slack.post.severity", 1, "slack.post.severity", "ask");
  choose (page, "slack.post.severity", 2, "slack.post.severity", "off");
  choose (page, "slack_language", 3, "slack.language", "both");
  choose (page, "slack_language", 0, "slack.language", NULL);
}

static void
test_taking (Page *page, gconstpointer data)
{
  keys_push (&page->prefs, "slack.todo-lines");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.todo-lines"), "off") == 0);
  keys_push (&page->prefs, "slack.commands");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.commands"), "off") == 0);
  keys_fill (&page->prefs, "slack.reaction.take", "memo");
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.reaction.take"), "memo") == 0);
  keys_fill (&page->prefs, "slack.shared-by", "5");
  rig_press (&page->prefs, "Return");
  WAIT_UNTIL (g_strcmp0 (get_setting (page, "slack.shared-by"), "5") == 0);
}

/* The button at the end of the contact strip, and the ways from it. */
static void
test_button (Page *page, gconstpointer data)
{
  g_autoptr (MatoiAdapter) service = matoi_adapter_new (page->window.context, "slack");
  GtkWidget *button;

  give_address (page);
  gtk_window_close (GTK_WINDOW (page->prefs.window));
  rig_declare (&page->window, "Checkout slow");
  button = keys_find (&page->window, "con_connection");
  g_assert_nonnull (button);
  g_assert_false (says (button, "Slack"));

  /* A token that is dead: somebody is needed, which is said beside the icon. */
  matoi_secrets_keep ("slack-bot", "bot-typo");
  matoi_context_set_setting_async (page->window.context, "slack.team", page->fake->team_id, NULL,
                                   NULL, NULL);
  matoi_adapter_start (service);
  WAIT_UNTIL (matoi_adapter_get_state (service) == MATOI_ADAPTER_REFUSED);
  WAIT_UNTIL (says (button, "Slack"));
  matoi_secrets_keep ("slack-bot", "bot-fake");
  matoi_adapter_restart (service);
  WAIT_UNTIL (matoi_adapter_get_state (service) == MATOI_ADAPTER_ONLINE);

  keys_push (&page->window, "con_connection");
  WAIT_UNTIL (find_button (button, "_Slack Settings…"));
  WAIT_UNTIL (gtk_widget_get_mapped (find_button (button, "_Slack Settings…")));
  g_assert_true (gtk_widget_is_sensitive (find_button (button, "Open _Outbox")));
  g_assert_true (gtk_widget_grab_focus (find_button (button, "_Slack Settings…")));
  rig_press (&page->window, "space");
  WAIT_UNTIL (find_preferences ());
  page->prefs.window = (MatoiWindow *) find_preferences ();
  WAIT_UNTIL (keys_is_shown (&page->prefs, "slack_state"));
  WAIT_UNTIL (g_str_equal (adw_preferences_row_get_title (
                             ADW_PREFERENCES_ROW (keys_find (&page->prefs, "slack_state"))),
                           "Connected"));
  matoi_adapter_stop (service);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  /* Without a Secret Service: what is given is kept for this run. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("XDG_RUNTIME_DIR");
  g_test_add ("/slack-page/connect", Page, NULL, set_up, test_connect, tear_down);
  g_test_add ("/slack-page/refused", Page, NULL, set_up, test_refused, tear_down);
  g_test_add ("/slack-page/manifest", Page, NULL, set_up, test_manifest, tear_down);
  g_test_add ("/slack-page/channels", Page, NULL, set_up, test_channels, tear_down);
  g_test_add ("/slack-page/posting", Page, NULL, set_up, test_posting, tear_down);
  g_test_add ("/slack-page/taking", Page, NULL, set_up, test_taking, tear_down);
  g_test_add ("/slack-page/button", Page, NULL, set_up, test_button, tear_down);
  return g_test_run ();
}
