/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the text to the public status page by keyboard: approved, looked at once more, published,
 * and where it stands (IC-17, COM-07, F18); once in each language (meson.build). */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fake-statuspage.h"
#include "keys.h"
#include "matoi-adapter.h"
#include "matoi-link.h"
#include "matoi-secrets.h"
#include "matoi-status-page.h"
#include "matoi-time.h"
#include "matoi-weight.h"

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
  return keys_is_shown (&page->window, id);
}

static const char *
get_centre (Page *page)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (&page->window, "inc_pages")));
}

static MatoiAdapterState
get_state (Page *page)
{
  return matoi_adapter_get_state (matoi_adapter_get (page->window.context, "statuspage"));
}

static gboolean
has_label (Page *page, const char *id, const char *text)
{
  GtkWidget *button = keys_find (&page->window, id);

  return button && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)),
                              g_dgettext (GETTEXT_PACKAGE, text)) == 0;
}

static void
open_text (Page *page)
{
  rig_press (&page->window, "<Control>l");
  rig_type (&page->window, "/update public");
  rig_enter (&page->window);
  WAIT_UNTIL (is_shown (page, "upd_text"));
  WAIT_UNTIL (keys_is_at (&page->window, "upd_text"));
}

/* Fills the only gap of the text the process proposes: it is selected. */
static void
write_text (Page *page)
{
  open_text (page);
  keys_type (&page->window, "決済 payments");
  /* The page knows by now who leads. */
  WAIT_UNTIL (has_label (page, "upd_primary", "Approve and Publish…"));
}

/* The text is written and approved; the last step is shown. */
static void
reach_step (Page *page)
{
  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
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

static void
choose_status (Page *page, const char *status)
{
  g_assert_true (keys_choose (&page->window, "pub_status", matoi_status_page_status_name (status)));
}

/* Nothing goes out before the last step says so, which says who is told; then one incident, one
 * mail, and the link. Pressed twice: no second one. */
static void
test_publish (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiUpdate *update;

  page->site->subscribers = 340;
  reach_step (page);
  WAIT_UNTIL (strstr (rig_get_label (&page->window, "pub_title"), "Acme Status"));
  g_assert_nonnull (strstr (rig_get_label (&page->window, "pub_text"), "決済 payments"));
  WAIT_UNTIL (strstr (adw_action_row_get_subtitle (
                        ADW_ACTION_ROW (rig_get (&page->window, "pub_notify_row"))),
                      "340"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_press (&page->window, "<Control>Return");
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
  g_assert_cmpuint (page->site->mails, ==, 1);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
}

/* "Not Now": approved, and nothing went out. Without telling anybody: no mail. */
static void
test_choices (Page *page, gconstpointer data)
{
  reach_step (page);
  keys_push (&page->window, "pub_back");
  WAIT_UNTIL (is_shown (page, "upd_text"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_primary"));
  keys_push (&page->window, "pub_notify");
  WAIT_UNTIL (!gtk_switch_get_active (GTK_SWITCH (rig_get (&page->window, "pub_notify"))));
  keys_fill (&page->window, "pub_name", "カード決済の不具合");
  keys_push (&page->window, "pub_primary");
  WAIT_UNTIL (page->site->incidents->len == 1);
  WAIT_UNTIL (is_shown (page, "pub_link"));
  g_assert_cmpuint (page->site->mails, ==, 0);
  g_assert_cmpstr (json_object_get_string_member (g_ptr_array_index (page->site->incidents, 0),
                                                  "name"),
                   ==, "カード決済の不具合");
}

/* COM-07: "resolved" is refused in words, where it was asked for, until the commander confirms it. */
static void
test_resolved (Page *page, gconstpointer data)
{
  reach_step (page);
  g_assert_false (is_shown (page, "pub_recovered_row"));
  choose_status (page, "resolved");
  WAIT_UNTIL (is_shown (page, "pub_recovered_row"));
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_message"));
  rig_submit (&page->window, "Aiko Tanaka", "phase", "to", "verify", NULL);
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  keys_push (&page->window, "pub_recovered");
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (page->site->incidents->len == 1);
  WAIT_UNTIL (is_shown (page, "pub_link"));
}

/* The page takes nothing now: it waits, that is said, and one may go away. */
static void
test_waiting (Page *page, gconstpointer data)
{
  reach_step (page);
  fake_statuspage_fault (page->site, "POST incidents", FAKE_LIMIT, "429", 1);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_spinner"));
  WAIT_UNTIL (is_shown (page, "pub_reason"));
  g_assert_false (is_shown (page, "pub_link"));
  g_assert_false (is_shown (page, "pub_anew"));
  keys_push (&page->window, "pub_close");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
}

/* The site is away when it is published: that waits, and goes out when the network is back. */
static void
test_unreachable (Page *page, gconstpointer data)
{
  reach_step (page);
  matoi_adapters_stop (page->window.context);
  fake_statuspage_fault (page->site, "*", FAKE_STATUS_BEFORE, "503", 1000);
  matoi_adapters_start (page->window.context);
  WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_OFFLINE);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_spinner"));
  WAIT_UNTIL (is_shown (page, "pub_reason"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  g_ptr_array_set_size (page->site->faults, 0);
  matoi_link_wake (matoi_adapter_get_link (matoi_adapter_get (page->window.context, "statuspage")));
  WAIT_UNTIL (is_shown (page, "pub_link"));
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  g_assert_cmpuint (page->site->mails, ==, 1);
}

/* It was refused: said, with what to do, and nothing went out. */
static void
test_failed (Page *page, gconstpointer data)
{
  reach_step (page);
  fake_statuspage_fault (page->site, "POST incidents", FAKE_ERROR, "422", 1);
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_outbox"));
  g_assert_true (is_shown (page, "pub_reason"));
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
  keys_push (&page->window, "pub_anew");
  WAIT_UNTIL (is_shown (page, "pub_primary"));
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (is_shown (page, "pub_link"));
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  g_assert_cmpuint (page->site->mails, ==, 1);
}

/* Somebody else publishes it while it is looked at: it is shown where it stands, not done twice. */
static void
test_clash (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *id = NULL;

  reach_step (page);
  incident = rig_read_back (&page->window, NULL);
  id = matoi_id_dup_text (&get_last (incident)->id);
  rig_submit (&page->window, "Ben Okafor", "update-publish", "update", id, "status",
              "investigating", NULL);
  WAIT_UNTIL (is_shown (page, "pub_link"));
  g_assert_false (is_shown (page, "pub_primary"));
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
  WAIT_UNTIL (matoi_adapter_is_quiet (matoi_adapter_get (page->window.context, "statuspage")));
  g_assert_cmpuint (page->site->incidents->len, ==, 1);
  g_assert_cmpuint (page->site->mails, ==, 1);
}

/* A link says that it was done by hand; without an account everything is. */
static void
test_by_hand (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  if (data)
    {
      set_setting (page, "statuspage.use", "off");
      open_text (page);
      keys_type (&page->window, "決済 payments");
      WAIT_UNTIL (has_label (page, "upd_primary", "Approve and Record"));
    }
  else
    {
      WAIT_UNTIL (get_state (page) == MATOI_ADAPTER_ONLINE);
      write_text (page);
    }
  keys_fill (&page->window, "upd_url", "https://status.acme.example/1");
  rig_press (&page->window, "<Control>Return");
  WAIT_UNTIL (g_strcmp0 (get_centre (page), "timeline") == 0);
  incident = rig_read_back (&page->window, NULL);
  g_assert_cmpstr (get_last (incident)->url, ==, "https://status.acme.example/1");
  g_assert_cmpuint (page->site->incidents->len, ==, 0);
}

/* X counts Japanese twice; what is too long cannot be taken there. */
static void
test_weight (Page *page, gconstpointer data)
{
  g_autofree char *before = NULL, *part = NULL;
  g_autoptr (GString) longer = g_string_new (NULL);

  open_text (page);
  before = g_strdup (rig_get_label (&page->window, "px_weight"));
  keys_type (&page->window, "決済");
  WAIT_UNTIL (g_strcmp0 (rig_get_label (&page->window, "px_weight"), before) != 0);
  part = g_strdup_printf ("%d", MATOI_WEIGHT_MAX);
  g_assert_nonnull (strstr (rig_get_label (&page->window, "px_weight"), part));
  g_assert_true (gtk_widget_is_sensitive (rig_get (&page->window, "px_open")));
  for (guint i = 0; i < MATOI_WEIGHT_MAX / 2; i++)
    g_string_append (longer, "済");
  rig_press (&page->window, "<Control>a");
  keys_type (&page->window, longer->str);
  WAIT_UNTIL (gtk_widget_is_sensitive (rig_get (&page->window, "px_open")));
  keys_type (&page->window, "a");
  WAIT_UNTIL (!gtk_widget_is_sensitive (rig_get (&page->window, "px_open")));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(name, data, func) g_test_add (name, Page, data, set_up, func, tear_down)
  ADD ("/publish/publish", NULL, test_publish);
  ADD ("/publish/choices", NULL, test_choices);
  ADD ("/publish/resolved", NULL, test_resolved);
  ADD ("/publish/waiting", NULL, test_waiting);
  ADD ("/publish/unreachable", NULL, test_unreachable);
  ADD ("/publish/failed", NULL, test_failed);
  ADD ("/publish/clash", NULL, test_clash);
  ADD ("/publish/by-hand", NULL, test_by_hand);
  ADD ("/publish/without-an-account", "off", test_by_hand);
  ADD ("/publish/weight", NULL, test_weight);
#undef ADD
  return g_test_run ();
}
