/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the text to the public status page by keyboard: approved, looked at once more, published,
 * and where it stands (IC-17, COM-07, F18). */

#include "config.h"

#include <string.h>

#include "fake-statuspage.h"
#include "keys.h"
#include "matoi-adapter.h"
#include "matoi-secrets.h"

typedef struct
{
  Fixture window;
  FakeSlack *machine;
  FakeStatuspage *site;
} Page;

static void
set_setting (Page *page, const char *key, const char *value)
{
  matoi_context_set_setting_async (page->window.context, key, value, NULL, NULL, NULL);
  WAIT_UNTIL (g_strcmp0 (matoi_context_get_setting (page->window.context, key), value) == 0);
}

static void
set_up (Page *page, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&page->window, data);
  page->machine = fake_slack_new (0, &error);
  g_assert_no_error (error);
  page->site = fake_statuspage_new (page->machine->server, "/statuspage");
  matoi_secrets_keep ("statuspage", FAKE_STATUSPAGE_TOKEN);
  set_setting (page, "statuspage.base-url", page->site->base);
  set_setting (page, "statuspage.page", FAKE_STATUSPAGE_PAGE);
  set_setting (page, "statuspage.components", "{\"checkout\":[\"cmcheckout01\"]}");
  matoi_adapters_start (page->window.context);
  rig_declare (&page->window, "Payments fail");
  rig_submit (&page->window, "Aiko Tanaka", "role-assign", "role", "ic", "person", "Aiko Tanaka",
              NULL);
}

static void
tear_down (Page *page, gconstpointer data)
{
  matoi_adapters_stop (page->window.context);
  matoi_secrets_keep ("statuspage", NULL);
  rig_tear_down (&page->window, data);
  fake_statuspage_free (page->site);
  fake_slack_free (page->machine);
}

static gboolean
is_shown (Page *page, const char *id)
{
  return gtk_widget_get_mapped (rig_get (&page->window, id));
}

static const char *
get_centre (Page *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (&page->window, "inc_pages")));
}

/* Fills the only gap of the text the process proposes. */
static void
write_text (Page *page)
{
  GtkTextView *view = GTK_TEXT_VIEW (rig_get (&page->window, "upd_text"));

  g_assert_true (gtk_widget_activate_action (rig_get (&page->window, "inc_entry_bar"),
                                             "incident.compose", "s", "public"));
  WAIT_UNTIL (is_shown (page, "upd_text"));
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE, TRUE);
  g_signal_emit_by_name (view, "insert-at-cursor", "payments");
  /* The page knows by now who leads. */
  WAIT_UNTIL (
    strstr (gtk_button_get_label (GTK_BUTTON (rig_get (&page->window, "upd_primary"))), "Publish"));
}

/* The text is written and approved; the last step is shown. */
static void
reach_step (Page *page)
{
  write_text (page);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_primary"));
}

static const MatoiUpdate *
get_last (const MatoiIncident *incident)
{
  g_assert_cmpuint (incident->updates->len, >, 0);
  return g_ptr_array_index (incident->updates, incident->updates->len - 1);
}

static MatoiAdapterState
get_state (Page *page)
{
  return matoi_adapter_get_state (matoi_adapter_get (page->window.context, "statuspage"));
}

/* Nothing goes out before the last step says so; then one incident, one mail, and the link. */
static void
test_publish (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiUpdate *update;

  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
  reach_step (page);
  WAIT_UNTIL (strstr (rig_get_label (&page->window, "pub_title"), "Acme Status"));
  g_assert_nonnull (strstr (rig_get_label (&page->window, "pub_text"), "payments"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (page->site->mails == 1);
  WAIT_UNTIL (is_shown (page, "pub_link"));
  incident = rig_read_back (&page->window, NULL);
  update = get_last (incident);
  g_assert_cmpstr (update->state, ==, "posted");
  g_assert_cmpstr (update->approved_by, ==, "Aiko Tanaka");
  g_assert_cmpstr (update->url, ==,
                   gtk_link_button_get_uri (GTK_LINK_BUTTON (rig_get (&page->window, "pub_link"))));
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
}

/* "Not Now": approved, and nothing went out. Without telling anybody: no mail. */
static void
test_choices (Page *page, gconstpointer data)
{
  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
  reach_step (page);
  keys_push (&page->window, "pub_back");
  WAIT_UNTIL (is_shown (page, "upd_text"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_primary"));
  gtk_switch_set_active (GTK_SWITCH (rig_get (&page->window, "pub_notify")), FALSE);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (page->site->incidents->len == 1);
  WAIT_UNTIL (is_shown (page, "pub_link"));
  g_assert_cmpuint (page->site->mails, ==, 0);
}

/* COM-07: "resolved" is refused in words, where it was asked for. */
static void
test_resolved (Page *page, gconstpointer data)
{
  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
  reach_step (page);
  g_assert_false (is_shown (page, "pub_recovered_row"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (rig_get (&page->window, "pub_status")), 3);
  WAIT_UNTIL (is_shown (page, "pub_recovered_row"));
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_message"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_submit (&page->window, "Aiko Tanaka", "phase", "to", "verify", NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (rig_get (&page->window, "pub_recovered")), TRUE);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (page->site->incidents->len == 1);
  WAIT_UNTIL (is_shown (page, "pub_link"));
}

/* A component is gone: said, with what to do, and nothing went out. */
static void
test_failed (Page *page, gconstpointer data)
{
  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
  fake_statuspage_fault (page->site, "POST incidents", FAKE_ERROR, "422", 1);
  reach_step (page);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_outbox"));
  g_assert_true (is_shown (page, "pub_reason"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  keys_push (&page->window, "pub_anew");
  WAIT_UNTIL (is_shown (page, "pub_primary"));
}

/* A link says that it was done by hand; without an account everything is. */
static void
test_by_hand (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
  write_text (page);
  gtk_editable_set_text (GTK_EDITABLE (rig_get (&page->window, "upd_url")),
                         "https://status.acme.example/1");
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
  incident = rig_read_back (&page->window, NULL);
  g_assert_cmpstr (get_last (incident)->url, ==, "https://status.acme.example/1");
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(name, func) g_test_add (name, Page, NULL, set_up, func, tear_down)
  ADD ("/publish/publish", test_publish);
  ADD ("/publish/choices", test_choices);
  ADD ("/publish/resolved", test_resolved);
  ADD ("/publish/failed", test_failed);
  ADD ("/publish/by-hand", test_by_hand);
#undef ADD
  return g_test_run ();
}
