/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What contributed, what was learned and what is done about it. By keyboard, on a real database. */

#include "config.h"

#include <string.h>

#include "matoi-action-look.h"
#include "matoi-factors-page.h"
#include "matoi-learned-page.h"
#include "matoi-actions-page.h"
#include "matoi-actions-panel.h"
#include "matoi-lessons.h"
#include "pm-rig.h"

/* An incident that is over, with its postmortem, and one of the pages in a window of its own. */
static void
open_page (Fixture *fixture, Document *document, GType type, const char *section)
{
  rig_declare (fixture, "Checkout A & B <c>");
  pm_end (fixture, "recovered");
  document_open (fixture, document, g_object_new (type, NULL), section);
}

static void
tab (Document *document)
{
  g_signal_emit_by_name (document->window, "move-focus", GTK_DIR_TAB_FORWARD);
}

/* --- factors */

static const MatoiFactor *
get_factor (const MatoiIncident *incident, guint i)
{
  return i < incident->postmortem->factors->len
           ? g_ptr_array_index (incident->postmortem->factors, i)
           : NULL;
}

static void
test_factors (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiFactor *factor;
  GtkWidget *list;

  open_page (fixture, &document, MATOI_TYPE_FACTORS_PAGE, "factors");
  /* One empty card is there, and nothing is recorded of it. */
  list = document_get (&document, "fac_list");
  g_assert_nonnull (gtk_widget_get_first_child (list));
  g_assert_cmpuint (document_get_incident (&document)->postmortem->factors->len, ==, 0);
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.factors");
  document_type (&document, "The pool was sized per worker");
  WAIT_UNTIL (get_factor (document_get_incident (&document), 0));
  tab (&document);
  document_type (&document, "Nobody sees the product.");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (strcmp (get_factor (document_get_incident (&document), 0)->why,
                      "Nobody sees the product.") == 0);
  g_assert_null (
    gtk_widget_get_next_sibling (gtk_widget_get_first_child (list))); /* still one card */
  document_type_into (&document, "evi_add", "https://grafana.example.com/d/pay");
  document_enter (&document);
  WAIT_UNTIL (get_factor (document_get_incident (&document), 0)->evidence->len == 1);

  document_push (&document, "fac_add");
  WAIT_UNTIL (gtk_widget_get_next_sibling (gtk_widget_get_first_child (list)));
  document_type (&document, "The load test runs two hosts");
  WAIT_UNTIL (get_factor (document_get_incident (&document), 1));
  /* The first one goes, and comes back. */
  document_push (&document, "fac_remove");
  WAIT_UNTIL (get_factor (document_get_incident (&document), 0)->removed);
  WAIT_UNTIL (document_is_shown (&document, "fac_undo"));
  document_push (&document, "fac_undo");
  WAIT_UNTIL (!get_factor (document_get_incident (&document), 0)->removed);

  incident = rig_read_back (fixture, NULL);
  factor = get_factor (incident, 0);
  g_assert_cmpstr (factor->what, ==, "The pool was sized per worker");
  g_assert_cmpstr (((MatoiEvidence *) g_ptr_array_index (factor->evidence, 0))->url, ==,
                   "https://grafana.example.com/d/pay");
  g_assert_cmpstr (get_factor (incident, 1)->what, ==, "The load test runs two hosts");
  g_assert_cmpuint (incident->postmortem->factors->len, ==, 2);
  document_close (&document);
}

/* The free words of the section are recorded too. */
static void
test_more (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;

  open_page (fixture, &document, MATOI_TYPE_FACTORS_PAGE, "factors");
  document_push (&document, "mor_open");
  document_type (&document, "How the data was collected");
  WAIT_UNTIL (strcmp (matoi_section_get_text (matoi_postmortem_find_section (
                        document_get_incident (&document)->postmortem, "factors")),
                      "How the data was collected") == 0);
  document_close (&document);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_section_get_text (
                     matoi_postmortem_find_section (incident->postmortem, "factors")),
                   ==, "How the data was collected");
}

/* --- lessons */

static const MatoiLearned *
get_lesson (const MatoiIncident *incident, guint i)
{
  return i < incident->postmortem->learned->len
           ? g_ptr_array_index (incident->postmortem->learned, i)
           : NULL;
}

static gboolean
is_filled (Document *document, const char *section)
{
  return matoi_postmortem_section_is_filled (
    document_get_incident (document),
    matoi_postmortem_find_template_section (document_get_incident (document), section));
}

static void
test_learned (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;

  open_page (fixture, &document, MATOI_TYPE_LEARNED_PAGE, "learned");
  g_assert_false (document_is_shown (&document, "lea_lucky_group"));
  document_push (&document, "lea_add_badly");
  document_type (&document, "The rollback went host by host");
  WAIT_UNTIL (get_lesson (document_get_incident (&document), 0));
  g_assert_false (is_filled (&document, "learned"));
  WAIT_UNTIL (document_is_shown (&document, "fol_make"));
  WAIT_UNTIL (document_is_shown (&document, "lea_badly_state"));
  g_assert_true (document_says (&document, "fol_text", "Needs an action item"));

  /* With a reason nothing follows from it. */
  document_push (&document, "fol_waive");
  WAIT_UNTIL (document_is_shown (&document, "fol_reason"));
  document_type (&document, "It was right then");
  document_enter (&document);
  WAIT_UNTIL (is_filled (&document, "learned"));
  WAIT_UNTIL (!document_is_shown (&document, "lea_badly_state"));

  /* An action item of it takes the place of the reason; it is filled in with the words. */
  document_push (&document, "fol_make");
  WAIT_UNTIL (document_is_shown (&document, "act_text"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (document_get (&document, "act_text"))), ==,
                   "The rollback went host by host");
  gtk_editable_set_text (GTK_EDITABLE (document_get (&document, "act_text")),
                         "Roll back in parallel when 5xx is above 5 %");
  document_type_into (&document, "tea_text", "payments");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (document_get (&document, "act_bounded")), TRUE);
  document_focus (&document, document_get (&document, "act_text"));
  document_enter (&document);
  WAIT_UNTIL (get_lesson (document_get_incident (&document), 0)->has_action);
  WAIT_UNTIL (document_says (&document, "fol_text", "Roll back in parallel"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->actions->len, ==, 1);
  {
    const MatoiAction *action = g_ptr_array_index (incident->actions, 0);
    g_autofree char *lesson = matoi_id_dup_text (&get_lesson (incident, 0)->id);
    g_autofree char *id = matoi_id_dup_text (&action->id);
    g_autofree char *tick = g_strconcat (id, ".bounded", NULL);

    g_assert_cmpstr (action->owner_team, ==, "payments");
    g_assert_cmpstr (action->from, ==, lesson);
    g_assert_nonnull (action->due_on);
    g_assert_true (matoi_postmortem_is_ticked (incident->postmortem, "action-wording", tick));
  }
  document_close (&document);
}

/* --- action items */

static const MatoiAction *
get_action (const MatoiIncident *incident, guint i)
{
  return i < incident->actions->len ? g_ptr_array_index (incident->actions, i) : NULL;
}

static void
add_action (Document *document, const char *text, const char *team)
{
  guint n = document_get_incident (document)->actions->len;
  GtkWidget *form = document_get (document, "act_form");

  document_focus (document, rig_find_id (form, "act_text"));
  document_type (document, text);
  document_focus (document, rig_find_id (form, "tea_text"));
  document_type (document, team);
  document_focus (document, rig_find_id (form, "act_text"));
  document_enter (document);
  WAIT_UNTIL (document_get_incident (document)->actions->len == n + 1);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *form;

  open_page (fixture, &document, MATOI_TYPE_ACTIONS_PAGE, "actions");
  g_assert_true (document_says (&document, "lab_labels", "sev1_"));
  g_assert_true (document_says (&document, "lab_search", "labels = sev1_"));
  form = document_get (&document, "act_form");

  /* Vague words are pointed at, and not refused. */
  document_focus (&document, rig_find_id (form, "act_text"));
  document_type (&document, "Investigate the pool");
  WAIT_UNTIL (gtk_widget_get_mapped (rig_find_id (form, "act_hints")));
  gtk_editable_set_text (GTK_EDITABLE (rig_find_id (form, "act_text")), "");
  g_assert_false (gtk_widget_get_visible (rig_find_id (form, "act_hints")));
  /* A team is needed. */
  document_type (&document, "Alert on pool saturation at 80 %");
  document_enter (&document);
  WAIT_UNTIL (gtk_widget_get_mapped (rig_find_id (form, "act_message")));
  g_assert_cmpuint (document_get_incident (&document)->actions->len, ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (rig_find_id (form, "act_text")), "");
  add_action (&document, "Alert on pool saturation at 80 %", "payments");
  add_action (&document, "Cap pool and hosts in CI", "platform");
  g_assert_cmpstr (get_action (document_get_incident (&document), 0)->state, ==, "open");

  /* The gate leads to the first that has no ticket; a pasted address is understood. */
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.actions");
  document_type (&document, "https://jira.example.com/browse/PAY-881?focusedId=1");
  document_enter (&document);
  WAIT_UNTIL (get_action (document_get_incident (&document), 0)->key);
  g_assert_cmpstr (get_action (document_get_incident (&document), 0)->key, ==, "PAY-881");
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.actions");
  document_type (&document, "pay-882");
  document_enter (&document);
  WAIT_UNTIL (get_action (document_get_incident (&document), 1)->key);

  /* Edited in place: the day and the words. */
  document_push (&document, "act_edit");
  WAIT_UNTIL (document_is_shown (&document, "act_details_box"));
  gtk_editable_set_text (GTK_EDITABLE (
                           rig_find_id (document_get (&document, "act_details_box"), "day_text")),
                         "2027年1月15日");
  document_focus (&document, rig_find_id (document_get (&document, "act_details_box"), "day_text"));
  document_enter (&document);
  WAIT_UNTIL (g_strcmp0 (get_action (document_get_incident (&document), 0)->due_on, "2027-01-15") ==
              0);

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_action (incident, 0)->url, ==,
                   "https://jira.example.com/browse/PAY-881?focusedId=1");
  g_assert_cmpstr (get_action (incident, 1)->key, ==, "PAY-882");
  g_assert_cmpstr (get_action (incident, 1)->owner_team, ==, "platform");
  g_assert_cmpstr (get_action (incident, 0)->due_on, ==, "2027-01-15");
  document_close (&document);
}

/* Won't do wants a reason; below the line it is noted with one; removed, it comes back. */
static void
test_decided (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *form;

  open_page (fixture, &document, MATOI_TYPE_ACTIONS_PAGE, "actions");
  form = document_get (&document, "act_form");
  add_action (&document, "Alert on pool saturation at 80 %", "payments");
  document_push (&document, "act_wont");
  WAIT_UNTIL (document_is_shown (&document, "act_wont_reason"));
  document_type (&document, "The pool goes away next month");
  document_enter (&document);
  WAIT_UNTIL (strcmp (get_action (document_get_incident (&document), 0)->state, "wont") == 0);
  WAIT_UNTIL (document_says (&document, "act_why", "The pool goes away next month"));
  document_push (&document, "act_reopen");
  WAIT_UNTIL (strcmp (get_action (document_get_incident (&document), 0)->state, "open") == 0);

  document_push (&document, "act_edit");
  WAIT_UNTIL (document_is_shown (&document, "act_drop"));
  document_push (&document, "act_drop");
  WAIT_UNTIL (document_get_incident (&document)->actions->len == 0);
  WAIT_UNTIL (document_is_shown (&document, "act_undo"));
  document_push (&document, "act_undo");
  WAIT_UNTIL (document_get_incident (&document)->actions->len == 1);
  g_assert_cmpstr (get_action (document_get_incident (&document), 0)->owner_team, ==, "payments");

  document_focus (&document, rig_find_id (form, "act_text"));
  document_type (&document, "Write the history of the pool");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rig_find_id (form, "act_priority")), 2);
  g_assert_true (gtk_widget_get_visible (rig_find_id (form, "act_reason_box")));
  document_focus (&document, rig_find_id (form, "act_reason"));
  document_type (&document, "Nice to have");
  add_action (&document, "", "platform");
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (get_action (incident, 1)->state, ==, "noted");
  g_assert_cmpstr (get_action (incident, 1)->reason, ==, "Nice to have");
  g_assert_cmpstr (get_action (incident, 1)->priority, ==, "P2");
  document_close (&document);
}

/* A TODO of the call becomes an action item, and is not offered again. */
static void
test_offers (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *form, *row;

  open_page (fixture, &document, MATOI_TYPE_ACTIONS_PAGE, "actions");
  rig_submit (fixture, "Ben Okafor", "todo", "text", "Size the pool by host", "later", "TRUE",
              NULL);
  form = document_get (&document, "act_form");
  WAIT_UNTIL (document_get_incident (&document)->todos->len == 1);
  row = gtk_widget_get_first_child (document_get (&document, "off_list"));
  g_assert_nonnull (row);
  gtk_widget_activate (gtk_widget_get_last_child (row));
  WAIT_UNTIL (strcmp (gtk_editable_get_text (GTK_EDITABLE (rig_find_id (form, "act_text"))),
                      "Size the pool by host") == 0);
  add_action (&document, "", "payments");
  incident = rig_read_back (fixture, NULL);
  {
    g_autofree char *todo =
      matoi_id_dup_text (&((MatoiTodo *) g_ptr_array_index (incident->todos, 0))->id);

    g_assert_cmpstr (get_action (incident, 0)->from, ==, todo);
  }
  row = gtk_widget_get_first_child (document_get (&document, "off_list"));
  g_assert_true (!row || !strstr (gtk_label_get_text (GTK_LABEL (
                                    gtk_widget_get_first_child (gtk_widget_get_first_child (row)))),
                                  "Size the pool"));
  document_close (&document);
}

/* The panel of the whole document leads to the form, and to an item's ticket; a narrow window has
 * room for the page. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  Document document;
  GtkWidget *panel, *view, *page, *row;
  int width;

  open_page (fixture, &document, MATOI_TYPE_ACTIONS_PAGE, "actions");
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *text = g_strdup_printf ("Alert on thing %u at 80 %%", i);

      rig_submit (fixture, "Ben Okafor", "action-add", "text", text, "owner_team", "payments",
                  NULL);
    }
  WAIT_UNTIL (document_get_incident (&document)->actions->len == 8);
  WAIT_UNTIL (document_is_shown (&document, "act_many"));
  gtk_widget_measure (document.page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_test_message ("at least %d wide", width);
  g_assert_cmpint (width, <=, 480);

  view = g_object_new (MATOI_TYPE_POSTMORTEM_VIEW, NULL);
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (document.page), NULL, NULL);
  adw_window_set_content (ADW_WINDOW (document.window), view);
  document.page = view;
  matoi_postmortem_view_set_session (MATOI_POSTMORTEM_VIEW (view), document.session);
  panel = rig_find_id (view, "pac_list");
  WAIT_UNTIL (gtk_widget_get_mapped (panel));
  document_push (&document, "pac_add");
  page = document_get (&document, "pmv_actions_page");
  WAIT_UNTIL (gtk_widget_get_mapped (page));
  document_type (&document, "Cap the pool");
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (rig_find_id (rig_find_id (page, "act_form"), "act_text"))),
                   ==, "Cap the pool");
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (panel), 1));
  gtk_widget_grab_focus (row);
  gtk_widget_activate (row);
  WAIT_UNTIL (GTK_IS_TEXT (gtk_window_get_focus (document.window)));
  document_type (&document, "PAY-7");
  document_enter (&document);
  WAIT_UNTIL (g_strcmp0 (get_action (document_get_incident (&document), 1)->key, "PAY-7") == 0);
  matoi_postmortem_view_set_session (MATOI_POSTMORTEM_VIEW (view), NULL);
  document_close (&document);
}

/* What is waived is read, and not written. */
static void
test_waived (Fixture *fixture, gconstpointer data)
{
  Document document;

  open_page (fixture, &document, MATOI_TYPE_FACTORS_PAGE, "factors");
  g_assert_true (document_is_shown (&document, "fac_add"));
  rig_submit (fixture, "Aiko Tanaka", "pm-waive", "reason", "It was a test", NULL);
  WAIT_UNTIL (!document_is_shown (&document, "fac_add"));
  g_assert_false (document_is_shown (&document, "mor_open"));
  document_close (&document);
}

/* --- what is typed as a ticket or as a day */

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  static const char *const tickets[][2] = {
    { "PAY-123", "PAY-123" },
    { "pay-123", "PAY-123" },
    { "https://jira.example.com/browse/PAY-9", "PAY-9" },
    { "https://x.example.com/jira/software/projects/A/boards/1?selectedIssue=A1_B-12", "A1_B-12" },
    { "https://example.com/", NULL },
    { "two words", NULL },
    { "", NULL },
  };
  static const char *const days[][2] = {
    { "2026-12-06", "2026-12-06" },
    { "2026/2/8", "2026-02-08" },
    { "２０２６年２月８日", "2026-02-08" },
    { "2026-02-30", NULL },
    { "99999999999-1-1", NULL },
    { "tomorrow", NULL },
    { "2026-1-2-3", NULL },
    { "20261206", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      g_autofree char *key = NULL, *url = NULL;
      gboolean found = matoi_action_read_ticket (tickets[i][0], &key, &url);

      g_assert_cmpint (found, ==, tickets[i][1] != NULL);
      g_assert_cmpstr (key, ==, tickets[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gboolean valid;
      g_autofree char *day = matoi_lessons_dup_day (days[i][0], &valid);

      g_assert_cmpstr (day, ==, days[i][1]);
      g_assert_cmpint (valid, ==, days[i][1] != NULL);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/pm-lessons/factors", test_factors }, { "/ui/pm-lessons/more", test_more },
    { "/ui/pm-lessons/learned", test_learned }, { "/ui/pm-lessons/actions", test_actions },
    { "/ui/pm-lessons/decided", test_decided }, { "/ui/pm-lessons/offers", test_offers },
    { "/ui/pm-lessons/typed", test_typed },     { "/ui/pm-lessons/panel", test_panel },
    { "/ui/pm-lessons/waived", test_waived },
  };

  rig_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
