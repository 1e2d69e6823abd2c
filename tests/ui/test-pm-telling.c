/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The timeline a postmortem tells, its impact and its responders. By keyboard, on a real
 * database. */

#include "config.h"

#include <string.h>

#include "matoi-impact-page.h"
#include "matoi-moment.h"
#include "matoi-responders-page.h"
#include "matoi-telling-page.h"
#include "matoi-told-pane.h"
#include "pm-rig.h"

/* An incident that is over, with its postmortem, and one of the pages in a window of its own. */
static void
open_page (Fixture *fixture, Document *document, GType type)
{
  static const char *const notes[][2] = {
    { "fact", "db-pay-2 reached max_connections" },
    { "hypothesis", "the deploy changed the pool" },
    { "decision", "roll back" },
  };

  rig_declare (fixture, "Checkout A & B <c>");
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    rig_submit (fixture, "Ben Okafor", "note", "kind", notes[i][0], "text", notes[i][1], NULL);
  pm_end (fixture, "recovered");
  document_open (fixture, document, g_object_new (type, NULL), "timeline");
}

static void
press (Document *document, const char *accelerator)
{
  rig_press_in (document->window, accelerator);
}

/* --- the lines */

static MatoiLine *
find_line (GPtrArray *lines, const char *text)
{
  for (guint i = 0; i < lines->len; i++)
    if (strcmp (((MatoiLine *) g_ptr_array_index (lines, i))->text, text) == 0)
      return g_ptr_array_index (lines, i);
  return NULL;
}

static gboolean
is_told (const MatoiIncident *incident, const char *text)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);
  MatoiLine *line = find_line (lines, text);

  return line && line->told;
}

static GListModel *
get_list (Document *document, const char *id)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (document_get (document, id))));
}

static MatoiTellingItem *
find_item (Document *document, const char *list, const char *text)
{
  GListModel *items = get_list (document, list);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (MatoiTellingItem) item = g_list_model_get_item (items, i);

      if (strcmp (item->text, text) == 0)
        return item;
    }
  return NULL;
}

/* Selects the row of @text as the arrow keys would. */
static void
go_to (Document *document, const char *list, const char *text)
{
  MatoiTellingItem *item = find_item (document, list, text);
  guint position;

  g_assert_nonnull (item);
  g_assert_true (matoi_telling_find (get_list (document, list), item, &position));
  gtk_selection_model_select_item (
    gtk_list_view_get_model (GTK_LIST_VIEW (document_get (document, list))), position, TRUE);
  gtk_widget_activate_action (document_get (document, list), "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (document_get (document, list));
  WAIT_UNTIL (document_has_keyboard (document, list));
}

/* Space tells and leaves out; a guess is told once it is confirmed; undo takes back. */
static void
test_tell (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  Document document = { NULL };
  MatoiTellingItem *guess;
  g_autofree char *id = NULL;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  g_assert_nonnull (find_item (&document, "tel_list", "roll back"));
  go_to (&document, "cap_list", "roll back");
  press (&document, "space");
  WAIT_UNTIL (!is_told (document_get_incident (&document), "roll back"));
  g_assert_null (find_item (&document, "tel_list", "roll back"));
  press (&document, "space");
  WAIT_UNTIL (find_item (&document, "tel_list", "roll back"));
  matoi_session_undo (document.session);
  WAIT_UNTIL (!find_item (&document, "tel_list", "roll back"));

  guess = find_item (&document, "cap_list", "the deploy changed the pool");
  g_assert_true (guess->guess && !guess->told);
  go_to (&document, "cap_list", "the deploy changed the pool");
  press (&document, "space");
  id = matoi_id_dup_text (&guess->id);
  gtk_widget_activate_action (document_get (&document, "cap_list"), "captured.confirm", "s", id);
  WAIT_UNTIL (is_told (document_get_incident (&document), "the deploy changed the pool"));
  read = rig_read_back (fixture, NULL);
  g_assert_true (is_told (read, "the deploy changed the pool"));
  g_assert_false (is_told (read, "roll back"));
  document_close (&document);
}

/* Many at once, by kind and by what is shown, in one step of undo. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  Document document = { NULL };
  guint told;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  told = g_list_model_get_n_items (get_list (&document, "tel_list"));
  gtk_widget_activate_action (document_get (&document, "cap_list"), "captured.leave-out", "s",
                              "system");
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "tel_list")) == 2);
  matoi_session_undo (document.session);
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "tel_list")) == told);
  gtk_editable_set_text (GTK_EDITABLE (document_get (&document, "cap_search")), "DB-PAY");
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "cap_list")) == 1);
  gtk_widget_activate_action (document_get (&document, "cap_list"), "captured.leave-out", "s",
                              "all");
  WAIT_UNTIL (!is_told (document_get_incident (&document), "db-pay-2 reached max_connections"));
  g_assert_cmpuint (g_list_model_get_n_items (get_list (&document, "tel_list")), ==, told - 1);
  document_close (&document);
}

/* F2, other words, where they come from, and back with Escape. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  Document document = { NULL };
  MatoiTellingItem *item;
  MatoiLine *line;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  item = find_item (&document, "tel_list", "roll back");
  go_to (&document, "tel_list", "roll back");
  press (&document, "F2");
  WAIT_UNTIL (item->open && document_is_typing (&document));
  g_signal_emit_by_name (gtk_window_get_focus (document.window), "move-cursor",
                         GTK_MOVEMENT_BUFFER_ENDS, 1, FALSE);
  document_type (&document, " to 2026.11.20-2");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (item->changed);
  g_assert_cmpstr (item->text, ==, "roll back to 2026.11.20-2");
  g_assert_cmpstr (item->captured, ==, "roll back");

  gtk_widget_grab_focus (document_get (&document, "tel_link"));
  document_type (&document, "javascript:alert(1)");
  document_enter (&document);
  WAIT_UNTIL (gtk_widget_get_mapped (document_get (&document, "tel_message")));
  g_assert_false (item->sourced);
  gtk_editable_set_text (GTK_EDITABLE (document_get (&document, "tel_link")),
                         "https://ci.example.com/1");
  document_enter (&document);
  WAIT_UNTIL (item->sourced);
  WAIT_UNTIL (*gtk_editable_get_text (GTK_EDITABLE (document_get (&document, "tel_link"))) == '\0');
  gtk_drop_down_set_selected (GTK_DROP_DOWN (document_get (&document, "tel_anchor")), 4);
  WAIT_UNTIL (g_strcmp0 (item->anchor, "key-action") == 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (document_get (&document, "tel_later")), TRUE);
  WAIT_UNTIL (item->learned_later);
  press (&document, "Escape");
  WAIT_UNTIL (!item->open);
  g_assert_null (rig_find_id (document.page, "tel_link"));

  read = rig_read_back (fixture, NULL);
  lines = matoi_postmortem_dup_timeline (read);
  line = find_line (lines, "roll back to 2026.11.20-2");
  g_assert_nonnull (line);
  g_assert_true (line->told && line->sourced && line->learned_later);
  g_assert_cmpstr (line->anchor, ==, "key-action");
  g_assert_cmpstr (line->entry->text, ==, "roll back");
  document_close (&document);
}

/* Something from days before, which nobody captured. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  Document document = { NULL };
  MatoiLine *line;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  gtk_widget_grab_focus (document_get (&document, "tel_add_row"));
  document_enter (&document);
  WAIT_UNTIL (document_has_keyboard (&document, "tel_add_time"));
  gtk_editable_set_text (GTK_EDITABLE (document_get (&document, "tel_add_time")),
                         "２０２６-０１-０２ ９：３０");
  document_enter (&document);
  g_assert_true (document_has_keyboard (&document, "tel_add_text"));
  document_type (&document, "the pool was set to 64");
  document_enter (&document);
  /* The next thing is to say where it is known from. */
  WAIT_UNTIL (document_has_keyboard (&document, "tel_link"));
  read = rig_read_back (fixture, NULL);
  lines = matoi_postmortem_dup_timeline (read);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpstr (line->text, ==, "the pool was set to 64");
  g_assert_null (line->entry);
  g_assert_cmpint (line->occurred_at, ==, 1767346200000);
  press (&document, "Escape");
  press (&document, "Delete");
  WAIT_UNTIL (!is_told (document_get_incident (&document), "the pool was set to 64"));
  /* It is still among what could be told. */
  g_assert_nonnull (find_item (&document, "cap_list", "the pool was set to 64"));
  document_close (&document);
}

/* Each reason that keeps a document from its review leads to where it is mended. */
static void
test_jump (Fixture *fixture, gconstpointer data)
{
  Document document = { NULL };
  MatoiDocumentPage *page;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  page = MATOI_DOCUMENT_PAGE (document.page);
  matoi_document_page_jump (page, "pm.evidence");
  WAIT_UNTIL (document_has_keyboard (&document, "tel_link"));
  g_assert_true (find_item (&document, "tel_list", "db-pay-2 reached max_connections")->open);
  press (&document, "Escape");
  matoi_document_page_jump (page, "pm.anchor.factor-began");
  WAIT_UNTIL (document_has_keyboard (&document, "tel_marks"));
  press (&document, "F6");
  WAIT_UNTIL (document_has_keyboard (&document, "cap_list"));
  press (&document, "F6");
  WAIT_UNTIL (document_has_keyboard (&document, "tel_list"));
  document_close (&document);
}

/* --- the impact */

static GtkWidget *
get_in_row (Document *document, const char *list, const char *name, const char *id)
{
  GtkWidget *row = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (document_get (document, list)); child;
       child = gtk_widget_get_next_sibling (child))
    if (strcmp (gtk_widget_get_name (child), name) == 0)
      row = child;
  g_assert_nonnull (row);
  return rig_find_id (row, id);
}

static const MatoiImpact *
find_impact (Document *document, const char *row)
{
  return matoi_postmortem_find_impact (document_get_incident (document)->postmortem, row);
}

static void
test_impact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  Document document = { NULL };

  open_page (fixture, &document, MATOI_TYPE_IMPACT_PAGE);
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.impact");
  document_type (&document, "３８");
  document_enter (&document);
  WAIT_UNTIL (find_impact (&document, "visible-minutes"));
  g_assert_cmpstr (find_impact (&document, "visible-minutes")->value, ==, "38");
  g_assert_false (gtk_widget_get_visible (
    get_in_row (&document, "imp_stated", "visible-minutes", "imp_missing")));

  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.impact");
  document_type (&document, "many");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (gtk_widget_get_mapped (get_in_row (&document, "imp_stated", "late", "imp_message")));
  gtk_editable_set_text (GTK_EDITABLE (get_in_row (&document, "imp_stated", "late", "imp_value")),
                         "0");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (find_impact (&document, "late"));

  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (get_in_row (&document, "imp_stated", "lost", "imp_unknown")), TRUE);
  document_type (&document, "the queue keeps no count");
  document_enter (&document);
  WAIT_UNTIL (find_impact (&document, "lost"));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (get_in_row (&document, "imp_stated", "late", "imp_link_button")), TRUE);
  document_type (&document, "https://bi.example.com/late");
  document_enter (&document);
  WAIT_UNTIL (find_impact (&document, "late")->url);
  read = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "late")->value, ==, "0");
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "late")->url, ==,
                   "https://bi.example.com/late");
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "lost")->unknown_reason, ==,
                   "the queue keeps no count");
  document_close (&document);
}

/* --- the responders */

static void
test_responders (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  Document document = { NULL };
  const char *reason;

  open_page (fixture, &document, MATOI_TYPE_RESPONDERS_PAGE);
  g_assert_cmpstr (gtk_label_get_text (
                     GTK_LABEL (get_in_row (&document, "res_named", "ic", "res_who"))),
                   ==, "Aiko Tanaka");
  g_assert_true (
    gtk_widget_get_mapped (get_in_row (&document, "res_named", "scribe", "res_missing")));
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.responders");
  document_type (&document, "Mei Lin");
  document_enter (&document);
  WAIT_UNTIL (
    !gtk_widget_get_mapped (get_in_row (&document, "res_named", "scribe", "res_missing")));

  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.recording");
  document_type (&document, "not a link");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (gtk_widget_get_mapped (rig_find_id (
    gtk_widget_get_parent (gtk_widget_get_parent (document_get (&document, "res_recording_group"))),
    "res_recording_group")));
  gtk_editable_set_text (GTK_EDITABLE (document_get (&document, "res_recording")),
                         "https://meet.example.com/1");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (document_get_incident (&document)->postmortem->recording);
  read = rig_read_back (fixture, NULL);
  g_assert_cmpstr (read->postmortem->recording, ==, "https://meet.example.com/1");
  g_assert_cmpstr (matoi_postmortem_find_responder (read, "scribe", &reason), ==, "Mei Lin");
  document_close (&document);
}

/* --- times as they are typed */

static void
test_moment (void)
{
  static const struct
  {
    const char *typed;
    gint64 at;
  } good[] = {
    { "13:58", 1763647080000 },
    { "9:05", 1763629500000 },
    { "１３：５８", 1763647080000 },
    { "13時58分", 1763647080000 },
    { "13:58:30", 1763647110000 },
    { "18 09:30", 1763458200000 },
    { "11-18 09:30", 1763458200000 },
    { "11/18 9:30", 1763458200000 },
    { "2025-11-18 09:30", 1763458200000 },
    { "2025年11月18日 9時30分", 1763458200000 },
    { " 2025/11/18 09:30 ", 1763458200000 },
  };
  static const char *const bad[] = { "", "soon", "25:00", "13:60", "13-58", "2025-02-30 10:00" };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 near = 1763640000000, at;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i].typed);
      g_assert_true (matoi_moment_parse (good[i].typed, near, utc, &at));
      g_assert_cmpint (at, ==, good[i].at);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (matoi_moment_parse (bad[i], near, utc, &at));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/pm-telling/tell", test_tell },
    { "/ui/pm-telling/many", test_many },
    { "/ui/pm-telling/edit", test_edit },
    { "/ui/pm-telling/add", test_add },
    { "/ui/pm-telling/jump", test_jump },
    { "/ui/pm-telling/impact", test_impact },
    { "/ui/pm-telling/responders", test_responders },
  };

  rig_init (&argc, &argv);
  /* GTK complains of a blinking caret in a window that no window manager has made active. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  g_test_add_func ("/ui/pm-telling/moment", test_moment);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
