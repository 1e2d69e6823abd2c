/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paging from the window, by keyboard, against a PagerDuty on this machine that counts how often
 * each telephone rang; once in each language (meson.build). */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "fake-pagerduty.h"
#include "keys.h"
#include "matoi-adapter.h"
#include "matoi-json.h"
#include "matoi-pagerduty-link.h"
#include "matoi-secrets.h"

#define HASTE 100

typedef struct
{
  Fixture window;
  FakeSlack *machine;
  FakePagerduty *pager;
} Page;

static void
set_setting (Page *page, const char *key, const char *value)
{
  matoi_context_set_setting_async (page->window.context, key, value, NULL, NULL, NULL);
  WAIT_UNTIL (g_strcmp0 (matoi_context_get_setting (page->window.context, key), value) == 0);
}

static MatoiAdapter *
get_adapter (Page *page)
{
  return matoi_adapter_get (page->window.context, "pagerduty");
}

static void
connect_pagerduty (Page *page)
{
  const char *const settings[][2] = {
    { "pagerduty.base-url", page->pager->base },
    { "pagerduty.service", FAKE_PAGERDUTY_SERVICE },
    { "pagerduty.policy", FAKE_PAGERDUTY_POLICY },
    { "pagerduty.trainees", FAKE_PAGERDUTY_TRAINEES },
    { "pagerduty.services", "{\"Payments\":{\"policy\":\"" FAKE_PAGERDUTY_PAYMENTS "\"}}" },
    { "pagerduty.from", FAKE_PAGERDUTY_FROM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    set_setting (page, settings[i][0], settings[i][1]);
  matoi_adapters_start (page->window.context);
  WAIT_UNTIL (matoi_adapter_get_state (get_adapter (page)) == MATOI_ADAPTER_ONLINE);
}

/* @data (nullable): nothing is connected. */
static void
set_up (Page *page, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig_set_up (&page->window, NULL);
  page->machine = fake_slack_new (0, &error);
  g_assert_no_error (error);
  page->pager = fake_pagerduty_new (page->machine->server, "/pagerduty");
  fake_pagerduty_seed (page->pager);
  matoi_secrets_keep ("pagerduty", FAKE_PAGERDUTY_TOKEN);
  if (!data)
    connect_pagerduty (page);
  rig_declare (&page->window, "Checkout fails");
}

static void
tear_down (Page *page, gconstpointer data)
{
  if (!data)
    matoi_adapters_stop (page->window.context);
  matoi_secrets_keep ("pagerduty", NULL);
  rig_tear_down (&page->window, NULL);
  fake_pagerduty_free (page->pager);
  fake_slack_free (page->machine);
}

/* --- looking */

static gboolean
is_shown (Page *page, const char *id)
{
  return keys_is_shown (&page->window, id);
}

static gboolean
says_in (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says_in (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
says (Page *page, const char *id, const char *text)
{
  GtkWidget *widget = keys_find (&page->window, id);

  return widget && says_in (widget, text);
}

/* As the window says it of @person, in its language. */
static gboolean
tells_of (Page *page, const char *sentence, const char *person)
{
  g_auto (GStrv) parts = g_strsplit (g_dgettext (GETTEXT_PACKAGE, sentence), "%s", 2);
  g_autofree char *text = g_strjoinv (person, parts);

  return says (page, "now_results", text);
}

static guint
count_pages (Page *page)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (&page->window, NULL);

  return incident->pages->len;
}

/* How often any telephone rang. */
static guint
count_calls (Page *page)
{
  GHashTableIter iter;
  gpointer n;
  guint calls = 0;

  g_hash_table_iter_init (&iter, page->pager->pages);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    calls += GPOINTER_TO_UINT (n);
  return calls;
}

static void
wait_until_told (Page *page)
{
  WAIT_UNTIL (matoi_adapter_is_quiet (get_adapter (page)));
}

static void
open_page (Page *page)
{
  rig_press (&page->window, "<Control><Shift>k");
  WAIT_UNTIL (is_shown (page, "pag_name"));
}

/* Escape is GTK's own there, and no shortcut. */
static void
close_page (Page *page)
{
  gtk_popover_popdown (
    GTK_POPOVER (gtk_widget_get_ancestor (rig_get (&page->window, "pag_name"), GTK_TYPE_POPOVER)));
  WAIT_UNTIL (!is_shown (page, "pag_name"));
}

/* What is shown has room: what is below the edge is not seen. */
static void
assert_has_room (Page *page)
{
  GtkWidget *popover =
    gtk_widget_get_ancestor (rig_get (&page->window, "pag_name"), GTK_TYPE_POPOVER);
  GtkWidget *child = gtk_widget_get_parent (rig_get (&page->window, "pag_now"));
  graphene_rect_t bounds;
  int needed;

  gtk_test_widget_wait_for_draw (popover);
  g_assert_true (gtk_widget_compute_bounds (child, child, &bounds));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, (int) bounds.size.width, &needed, NULL, NULL,
                      NULL);
  g_assert_cmpint ((int) bounds.size.height, >=, needed);
}

/* --- */

/* One key shows whom it reaches, the next one pages; then what came of each, as it comes in. */
static void
test_page (Page *page, gconstpointer data)
{
  WAIT_UNTIL (says (page, "con_items", "Aiko Tanaka"));
  open_page (page);
  WAIT_UNTIL (says (page, "now_people", "+81 9011112222"));
  g_assert_nonnull (strstr (rig_get_label (&page->window, "now_reach"), "Ben Ortiz"));
  g_assert_true (keys_is_at (&page->window, "now_send"));
  assert_has_room (page);
  g_assert_cmpuint (count_pages (page), ==, 0);
  rig_press (&page->window, "Return");
  WAIT_UNTIL (tells_of (page, "%s is being called", "Aiko Tanaka"));
  WAIT_UNTIL (tells_of (page, "%s is being called", "Taro Sato"));
  WAIT_UNTIL (is_shown (page, "now_link"));
  assert_has_room (page);
  g_assert_true (fake_pagerduty_acknowledge (page->pager, "Aiko Tanaka"));
  matoi_link_hurry (matoi_adapter_get_link (get_adapter (page)));
  WAIT_UNTIL (tells_of (page, "%s has answered", "Aiko Tanaka"));
  assert_has_room (page);
  g_assert_cmpuint (count_pages (page), ==, 1);
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Aiko Tanaka"), ==, 1);
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Ben Ortiz"), ==, 1);
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Taro Sato"), ==, 1);
}

/* Enter twice, the keyboard that stays where it was, taking the last thing back, another program
 * that starts: nobody is called twice. */
static void
test_twice (Page *page, gconstpointer data)
{
  guint calls;

  open_page (page);
  WAIT_UNTIL (keys_is_at (&page->window, "now_send"));
  rig_press (&page->window, "Return");
  rig_press (&page->window, "Return");
  WAIT_UNTIL (!gtk_widget_is_sensitive (rig_get (&page->window, "now_send")));
  g_assert_true (keys_is_at (&page->window, "pag_name"));
  rig_press (&page->window, "Return");
  WAIT_UNTIL (is_shown (page, "now_link"));
  wait_until_told (page);
  calls = count_calls (page);
  g_assert_cmpuint (calls, ==, 3);

  /* Opened anew to look at it: an Enter calls nobody. */
  close_page (page);
  open_page (page);
  WAIT_UNTIL (keys_is_at (&page->window, "pag_name"));
  rig_press (&page->window, "Return");
  rig_press (&page->window, "Return");
  wait_until_told (page);
  g_assert_cmpuint (count_pages (page), ==, 1);
  g_assert_cmpuint (count_calls (page), ==, calls);

  close_page (page);
  rig_press (&page->window, "<Control>z");
  rig_press (&page->window, "<Control><Shift>z");
  matoi_adapter_restart (get_adapter (page));
  WAIT_UNTIL (matoi_adapter_get_state (get_adapter (page)) == MATOI_ADAPTER_ONLINE);
  wait_until_told (page);
  g_assert_cmpuint (count_pages (page), ==, 1);
  g_assert_cmpuint (count_calls (page), ==, calls);
}

/* The answer is lost: whoever was called is found out and told, nobody is called by itself; the rest
 * of them only when a person says so, and each once. */
static void
test_lost (Page *page, gconstpointer data)
{
  fake_pagerduty_fault (page->pager, "POST incidents", FAKE_DROP_AFTER, NULL, 1);
  matoi_pagerduty_link_set_haste (
    MATOI_PAGERDUTY_LINK (matoi_adapter_get_link (get_adapter (page))), HASTE);
  open_page (page);
  WAIT_UNTIL (keys_is_at (&page->window, "now_send"));
  rig_press (&page->window, "Return");
  WAIT_UNTIL (tells_of (page, "%s is being called", "Aiko Tanaka"));
  WAIT_UNTIL (is_shown (page, "res_held"));
  assert_has_room (page);
  g_assert_cmpuint (fake_pagerduty_count_open (page->pager), ==, 1);
  g_assert_cmpuint (count_calls (page), ==, 1);

  keys_push (&page->window, "res_outbox");
  WAIT_UNTIL (is_shown (page, "out_person"));
  keys_push (&page->window, "ol_send");
  WAIT_UNTIL (is_shown (page, "ol_confirm"));
  keys_push (&page->window, "ol_send_all_the_same");
  WAIT_UNTIL (fake_pagerduty_count_pages (page->pager, "Taro Sato") == 1);
  WAIT_UNTIL (matoi_adapter_is_quiet (get_adapter (page)));
  g_assert_cmpuint (count_calls (page), ==, 3);
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Aiko Tanaka"), ==, 1);
}

/* PagerDuty is away: the numbers it gave before are there, and so is the way by hand. */
static void
test_offline (Page *page, gconstpointer data)
{
  WAIT_UNTIL (says (page, "con_items", "Aiko Tanaka"));
  matoi_adapters_stop (page->window.context);
  fake_pagerduty_fault (page->pager, "*", FAKE_STATUS_BEFORE, "503", 1000);
  matoi_adapters_start (page->window.context);
  open_page (page);
  WAIT_UNTIL (says (page, "now_people", "+81 9033334444"));
  assert_has_room (page);
  keys_fill (&page->window, "pag_name", "Ben Ortiz");
  rig_press (&page->window, "Return");
  WAIT_UNTIL (count_pages (page) == 1);
  g_assert_cmpuint (count_calls (page), ==, 0);
}

/* Another service, out of the list. */
static void
test_service (Page *page, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  open_page (page);
  WAIT_UNTIL (is_shown (page, "pag_whom"));
  g_assert_true (keys_choose (&page->window, "pag_whom", "Payments"));
  WAIT_UNTIL (says (page, "pag_title", "Payments"));
  keys_push (&page->window, "now_send");
  WAIT_UNTIL (tells_of (page, "%s is being called", "Mei Lin"));
  wait_until_told (page);
  incident = rig_read_back (&page->window, NULL);
  g_assert_cmpuint (incident->pages->len, ==, 1);
  g_assert_cmpstr (((MatoiPage *) g_ptr_array_index (incident->pages, 0))->whom, ==, "Payments");
  g_assert_cmpuint (fake_pagerduty_count_pages (page->pager, "Aiko Tanaka"), ==, 0);
}

/* SEC-13: of a confidential incident nothing leaves, unless somebody allowed it; people call. */
static void
test_confidential (Page *page, gconstpointer data)
{
  rig_submit (&page->window, "Aiko Tanaka", "security", "codename", "Quiet Heron", NULL);
  WAIT_UNTIL (gtk_widget_get_mapped (rig_get (&page->window, "con_page")));
  open_page (page);
  WAIT_UNTIL (!is_shown (page, "now_send"));
  close_page (page);
  g_assert_cmpuint (count_calls (page), ==, 0);

  set_setting (page, "pagerduty.security", "on");
  open_page (page);
  WAIT_UNTIL (is_shown (page, "now_send"));
}

/* Nothing is set up: as ever. */
static void
test_by_hand (Page *page, gconstpointer data)
{
  open_page (page);
  g_assert_false (is_shown (page, "now_send"));
  keys_fill (&page->window, "pag_name", "佐藤 健司");
  keys_push (&page->window, "pag_record");
  WAIT_UNTIL (count_pages (page) == 1);
  g_assert_cmpuint (count_calls (page), ==, 0);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
#define ADD(name, data, func) g_test_add (name, Page, data, set_up, func, tear_down)
  ADD ("/page/page", NULL, test_page);
  ADD ("/page/twice", NULL, test_twice);
  ADD ("/page/lost", NULL, test_lost);
  ADD ("/page/offline", NULL, test_offline);
  ADD ("/page/service", NULL, test_service);
  ADD ("/page/confidential", NULL, test_confidential);
  ADD ("/page/by-hand", "by hand", test_by_hand);
#undef ADD
  return g_test_run ();
}
