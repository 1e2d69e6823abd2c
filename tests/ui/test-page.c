/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-desk.h"
#include "rig.h"

/* Paging from the window, by keyboard; what PagerDuty says of it is put into the record as the
 * connection does it. */

#define ONCALL                                                                                    \
  "{\"as_of\":1763700000000,\"people\":["                                                         \
  "{\"id\":\"P1\",\"name\":\"田中 愛子\",\"phone\":\"+81 9011112222\",\"role\":\"primary\"}," \
  "{\"id\":\"P2\",\"name\":\"Ben Ortiz\",\"role\":\"backup\"}]}"

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static gboolean
keep_oncall (MatoiStore *store, gpointer data, GError **error)
{
  return matoi_store_set_setting (store, "oncall.pagerduty", ONCALL, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_desk_run_finish (MATOI_DESK (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

/* Nothing is connected: there is no key. */
static void
set_up_pagerduty (Fixture *fixture)
{
  static const char *const settings[] = {
    "pagerduty.from",     "ops@acme.example",
    "pagerduty.policy",   "PIC",
    "pagerduty.services", "{\"Payments\":{\"policy\":\"PPAY\"}}"
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (settings); i += 2)
    matoi_context_set_setting_async (fixture->context, settings[i], settings[i + 1], NULL, on_set,
                                     &n);
  matoi_desk_run_async (MATOI_DESK (fixture->context), keep_oncall, (gpointer) "", NULL, NULL,
                        on_kept, &n);
  WAIT_UNTIL (n == G_N_ELEMENTS (settings) / 2 + 1);
}

static gboolean
is_shown (Fixture *fixture, const char *id)
{
  GtkWidget *widget = rig_find_id (GTK_WIDGET (fixture->window), id);

  return widget && gtk_widget_get_mapped (widget);
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static guint
count_pages (Fixture *fixture)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);

  return incident->pages->len;
}

static char *
dup_page (Fixture *fixture)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);

  return matoi_id_dup_text (&((MatoiPage *) g_ptr_array_index (incident->pages, 0))->id);
}

/* One key shows whom it reaches, the next one pages; then what came of it, as it comes in. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;

  set_up_pagerduty (fixture);
  rig_declare (fixture, "Checkout fails");
  WAIT_UNTIL (says (rig_get (fixture, "con_items"), "田中 愛子"));
  rig_press (fixture, "<Control><Shift>k");
  WAIT_UNTIL (is_shown (fixture, "now_send"));
  g_assert_nonnull (strstr (rig_get_label (fixture, "now_reach"), "Ben Ortiz"));
  g_assert_true (says (rig_get (fixture, "now_people"), "+81 9011112222"));
  g_assert_true (gtk_widget_has_focus (rig_get (fixture, "now_send")));
  g_assert_cmpuint (count_pages (fixture), ==, 0);
  g_signal_emit_by_name (rig_get (fixture, "now_send"), "clicked");
  WAIT_UNTIL (count_pages (fixture) == 1);
  g_assert_false (gtk_widget_is_sensitive (rig_get (fixture, "now_send")));
  WAIT_UNTIL (says (rig_get (fixture, "now_results"), "Aiko Tanaka"));
  page = dup_page (fixture);
  rig_submit (fixture, "PagerDuty", "page-result", "page", page, "person", "田中 愛子", "result",
              "notified", "url", "https://acme.pagerduty.com/incidents/P1", NULL);
  rig_submit (fixture, "PagerDuty", "page-result", "page", page, "person", "Ben Ortiz", "result",
              "failed", "text", "No plan.", NULL);
  WAIT_UNTIL (says (rig_get (fixture, "now_results"), "No plan."));
  g_assert_true (is_shown (fixture, "now_link"));
  rig_submit (fixture, "PagerDuty", "page-result", "page", page, "person", "田中 愛子", "result",
              "acknowledged", NULL);
  WAIT_UNTIL (says (rig_get (fixture, "now_results"), "has answered"));
  g_assert_cmpuint (count_pages (fixture), ==, 1);
}

/* Another service, out of the list. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  set_up_pagerduty (fixture);
  rig_declare (fixture, "Checkout fails");
  rig_press (fixture, "<Control><Shift>k");
  WAIT_UNTIL (is_shown (fixture, "pag_whom"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rig_get (fixture, "pag_whom")), 1);
  g_assert_cmpstr (rig_get_label (fixture, "pag_title"), ==, "Page: Payments");
  g_signal_emit_by_name (rig_get (fixture, "now_send"), "clicked");
  WAIT_UNTIL (count_pages (fixture) == 1);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (((MatoiPage *) g_ptr_array_index (incident->pages, 0))->whom, ==, "Payments");
}

/* Of a confidential incident nothing leaves: people call. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  set_up_pagerduty (fixture);
  rig_declare (fixture, "Checkout fails");
  rig_submit (fixture, "Aiko Tanaka", "security", "codename", "Quiet Heron", NULL);
  WAIT_UNTIL (gtk_widget_get_mapped (rig_get (fixture, "con_page")));
  rig_press (fixture, "<Control><Shift>k");
  WAIT_UNTIL (is_shown (fixture, "pag_name"));
  WAIT_UNTIL (!is_shown (fixture, "now_send"));
}

/* Nothing is set up: as ever. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout fails");
  rig_press (fixture, "<Control><Shift>k");
  WAIT_UNTIL (is_shown (fixture, "pag_name"));
  g_assert_false (is_shown (fixture, "now_send"));
  gtk_editable_set_text (GTK_EDITABLE (rig_get (fixture, "pag_name")), "Kenji Sato");
  g_signal_emit_by_name (rig_get (fixture, "pag_record"), "clicked");
  WAIT_UNTIL (count_pages (fixture) == 1);
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_test_add ("/page/page", Fixture, NULL, rig_set_up, test_page, rig_tear_down);
  g_test_add ("/page/service", Fixture, NULL, rig_set_up, test_service, rig_tear_down);
  g_test_add ("/page/confidential", Fixture, NULL, rig_set_up, test_confidential, rig_tear_down);
  g_test_add ("/page/by-hand", Fixture, NULL, rig_set_up, test_by_hand, rig_tear_down);
  return g_test_run ();
}
