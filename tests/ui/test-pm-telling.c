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
#include "rig.h"

/* A window with one page of a document that is being written. */
typedef struct
{
  MatoiSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Document;

static void
submit (Fixture *fixture, MatoiCommand *command)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) read = rig_read_back (fixture, &other);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  receipt = matoi_context_submit (other, &read->id, command, &error);
  g_assert_no_error (error);
  matoi_command_free (command);
}

static void
note (Fixture *fixture, const char *kind, const char *text)
{
  MatoiCommand *command = matoi_command_new ("note", "Ben Okafor");

  matoi_command_set (command, "kind", kind);
  matoi_command_set (command, "text", text);
  submit (fixture, command);
}

static void
end (Fixture *fixture)
{
  MatoiCommand *role = matoi_command_new ("role-assign", "Aiko Tanaka");
  MatoiCommand *command = matoi_command_new ("end", "Aiko Tanaka");

  matoi_command_set (role, "role", "ic");
  matoi_command_set (role, "person", "Aiko Tanaka");
  submit (fixture, role);
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "1");
  matoi_command_set (command, "owner", "Aiko Tanaka");
  matoi_command_set (command, "override", "a test");
  submit (fixture, command);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MatoiIncident **) user_data =
    matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

/* An incident that is over, with its postmortem, and one of the pages in a window of its own. */
static void
open_page (Fixture *fixture, Document *document, GType type)
{
  MatoiIncident *incident = NULL;
  g_autoptr (MatoiIncident) read = NULL;

  rig_declare (fixture, "Checkout A & B <c>");
  note (fixture, "fact", "db-pay-2 reached max_connections");
  note (fixture, "hypothesis", "the deploy changed the pool");
  note (fixture, "decision", "roll back");
  end (fixture);
  read = rig_read_back (fixture, NULL);
  g_assert_nonnull (read->postmortem);
  matoi_context_load_async (fixture->context, &read->id, NULL, on_loaded, &incident);
  WAIT_UNTIL (incident != NULL);
  document->session = matoi_session_new (fixture->context, incident);
  document->page = g_object_new (type, NULL);
  document->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (document->window, 900, 800);
  adw_window_set_content (ADW_WINDOW (document->window), document->page);
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (document->page), document->session, "timeline");
  gtk_window_present (document->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (document->window));
}

static void
close_page (Document *document)
{
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document->page));
  gtk_window_destroy (document->window);
  g_clear_object (&document->session);
}

static const MatoiIncident *
get_incident (Document *document)
{
  return matoi_session_get_incident (document->session);
}

static GtkWidget *
get (Document *document, const char *id)
{
  GtkWidget *widget = rig_find_id (document->page, id);

  g_assert_nonnull (widget);
  return widget;
}

static gboolean
press_on (GtkWidget *widget, guint keyval, GdkModifierType modifiers, gboolean capture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller) ||
          (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE) != capture)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          /* The first of several keys for one thing. */
          if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
            trigger = gtk_alternative_trigger_get_first (GTK_ALTERNATIVE_TRIGGER (trigger));
          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                            gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

/* As GTK delivers it: first to who listens before the focus. */
static void
press (Document *document, const char *accelerator)
{
  GtkWidget *focus = gtk_window_get_focus (document->window);
  GdkModifierType modifiers;
  guint keyval;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &modifiers));
  for (int capture = 1; capture >= 0; capture--)
    for (GtkWidget *widget = focus ? focus : GTK_WIDGET (document->window); widget;
         widget = gtk_widget_get_parent (widget))
      if (press_on (widget, keyval, modifiers, capture))
        return;
  g_test_message ("nobody listens to %s", accelerator);
  g_test_fail ();
}

static gboolean
is_typing (Document *document)
{
  GtkWidget *focus = gtk_window_get_focus (document->window);

  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Types at the cursor of whatever has the keyboard. */
static void
type (Document *document, const char *text)
{
  WAIT_UNTIL (is_typing (document));
  g_signal_emit_by_name (gtk_window_get_focus (document->window), "insert-at-cursor", text);
}

static void
enter (Document *document)
{
  g_signal_emit_by_name (gtk_window_get_focus (document->window), "activate");
}

static gboolean
has_keyboard (Document *document, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (document->window);
  GtkWidget *widget = rig_find_id (document->page, id);

  return focus && widget && (focus == widget || gtk_widget_is_ancestor (focus, widget));
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
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get (document, id))));
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
  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (get (document, list))),
                                   position, TRUE);
  gtk_widget_activate_action (get (document, list), "list.scroll-to-item", "u", position);
  gtk_widget_grab_focus (get (document, list));
  WAIT_UNTIL (has_keyboard (document, list));
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
  WAIT_UNTIL (!is_told (get_incident (&document), "roll back"));
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
  gtk_widget_activate_action (get (&document, "cap_list"), "captured.confirm", "s", id);
  WAIT_UNTIL (is_told (get_incident (&document), "the deploy changed the pool"));
  read = rig_read_back (fixture, NULL);
  g_assert_true (is_told (read, "the deploy changed the pool"));
  g_assert_false (is_told (read, "roll back"));
  close_page (&document);
}

/* Many at once, by kind and by what is shown, in one step of undo. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  Document document = { NULL };
  guint told;

  open_page (fixture, &document, MATOI_TYPE_TELLING_PAGE);
  told = g_list_model_get_n_items (get_list (&document, "tel_list"));
  gtk_widget_activate_action (get (&document, "cap_list"), "captured.leave-out", "s", "system");
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "tel_list")) == 2);
  matoi_session_undo (document.session);
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "tel_list")) == told);
  gtk_editable_set_text (GTK_EDITABLE (get (&document, "cap_search")), "DB-PAY");
  WAIT_UNTIL (g_list_model_get_n_items (get_list (&document, "cap_list")) == 1);
  gtk_widget_activate_action (get (&document, "cap_list"), "captured.leave-out", "s", "all");
  WAIT_UNTIL (!is_told (get_incident (&document), "db-pay-2 reached max_connections"));
  g_assert_cmpuint (g_list_model_get_n_items (get_list (&document, "tel_list")), ==, told - 1);
  close_page (&document);
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
  WAIT_UNTIL (item->open && is_typing (&document));
  g_signal_emit_by_name (gtk_window_get_focus (document.window), "move-cursor",
                         GTK_MOVEMENT_BUFFER_ENDS, 1, FALSE);
  type (&document, " to 2026.11.20-2");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (item->changed);
  g_assert_cmpstr (item->text, ==, "roll back to 2026.11.20-2");
  g_assert_cmpstr (item->captured, ==, "roll back");

  gtk_widget_grab_focus (get (&document, "tel_link"));
  type (&document, "javascript:alert(1)");
  enter (&document);
  WAIT_UNTIL (gtk_widget_get_mapped (get (&document, "tel_message")));
  g_assert_false (item->sourced);
  gtk_editable_set_text (GTK_EDITABLE (get (&document, "tel_link")), "https://ci.example.com/1");
  enter (&document);
  WAIT_UNTIL (item->sourced);
  WAIT_UNTIL (*gtk_editable_get_text (GTK_EDITABLE (get (&document, "tel_link"))) == '\0');
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get (&document, "tel_anchor")), 4);
  WAIT_UNTIL (g_strcmp0 (item->anchor, "key-action") == 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get (&document, "tel_later")), TRUE);
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
  close_page (&document);
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
  gtk_widget_grab_focus (get (&document, "tel_add_row"));
  enter (&document);
  WAIT_UNTIL (has_keyboard (&document, "tel_add_time"));
  gtk_editable_set_text (GTK_EDITABLE (get (&document, "tel_add_time")),
                         "２０２６-０１-０２ ９：３０");
  enter (&document);
  g_assert_true (has_keyboard (&document, "tel_add_text"));
  type (&document, "the pool was set to 64");
  enter (&document);
  /* The next thing is to say where it is known from. */
  WAIT_UNTIL (has_keyboard (&document, "tel_link"));
  read = rig_read_back (fixture, NULL);
  lines = matoi_postmortem_dup_timeline (read);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpstr (line->text, ==, "the pool was set to 64");
  g_assert_null (line->entry);
  g_assert_cmpint (line->occurred_at, ==, 1767346200000);
  press (&document, "Escape");
  press (&document, "Delete");
  WAIT_UNTIL (!is_told (get_incident (&document), "the pool was set to 64"));
  /* It is still among what could be told. */
  g_assert_nonnull (find_item (&document, "cap_list", "the pool was set to 64"));
  close_page (&document);
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
  WAIT_UNTIL (has_keyboard (&document, "tel_link"));
  g_assert_true (find_item (&document, "tel_list", "db-pay-2 reached max_connections")->open);
  press (&document, "Escape");
  matoi_document_page_jump (page, "pm.anchor.factor-began");
  WAIT_UNTIL (has_keyboard (&document, "tel_marks"));
  press (&document, "F6");
  WAIT_UNTIL (has_keyboard (&document, "cap_list"));
  press (&document, "F6");
  WAIT_UNTIL (has_keyboard (&document, "tel_list"));
  close_page (&document);
}

/* --- the impact */

static GtkWidget *
get_in_row (Document *document, const char *list, const char *name, const char *id)
{
  GtkWidget *row = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (get (document, list)); child;
       child = gtk_widget_get_next_sibling (child))
    if (strcmp (gtk_widget_get_name (child), name) == 0)
      row = child;
  g_assert_nonnull (row);
  return rig_find_id (row, id);
}

static const MatoiImpact *
find_impact (Document *document, const char *row)
{
  return matoi_postmortem_find_impact (get_incident (document)->postmortem, row);
}

static void
test_impact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) read = NULL;
  Document document = { NULL };

  open_page (fixture, &document, MATOI_TYPE_IMPACT_PAGE);
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.impact");
  type (&document, "３８");
  enter (&document);
  WAIT_UNTIL (find_impact (&document, "visible-minutes"));
  g_assert_cmpstr (find_impact (&document, "visible-minutes")->value, ==, "38");
  g_assert_false (gtk_widget_get_visible (
    get_in_row (&document, "imp_stated", "visible-minutes", "imp_missing")));

  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.section.impact");
  type (&document, "many");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (gtk_widget_get_mapped (get_in_row (&document, "imp_stated", "late", "imp_message")));
  gtk_editable_set_text (GTK_EDITABLE (get_in_row (&document, "imp_stated", "late", "imp_value")),
                         "0");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (find_impact (&document, "late"));

  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (get_in_row (&document, "imp_stated", "lost", "imp_unknown")), TRUE);
  type (&document, "the queue keeps no count");
  enter (&document);
  WAIT_UNTIL (find_impact (&document, "lost"));
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (get_in_row (&document, "imp_stated", "late", "imp_link_button")), TRUE);
  type (&document, "https://bi.example.com/late");
  enter (&document);
  WAIT_UNTIL (find_impact (&document, "late")->url);
  read = rig_read_back (fixture, NULL);
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "late")->value, ==, "0");
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "late")->url, ==,
                   "https://bi.example.com/late");
  g_assert_cmpstr (matoi_postmortem_find_impact (read->postmortem, "lost")->unknown_reason, ==,
                   "the queue keeps no count");
  close_page (&document);
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
  type (&document, "Mei Lin");
  enter (&document);
  WAIT_UNTIL (
    !gtk_widget_get_mapped (get_in_row (&document, "res_named", "scribe", "res_missing")));

  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.recording");
  type (&document, "not a link");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (gtk_widget_get_mapped (rig_find_id (
    gtk_widget_get_parent (gtk_widget_get_parent (get (&document, "res_recording_group"))),
    "res_recording_group")));
  gtk_editable_set_text (GTK_EDITABLE (get (&document, "res_recording")),
                         "https://meet.example.com/1");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (get_incident (&document)->postmortem->recording);
  read = rig_read_back (fixture, NULL);
  g_assert_cmpstr (read->postmortem->recording, ==, "https://meet.example.com/1");
  g_assert_cmpstr (matoi_postmortem_find_responder (read, "scribe", &reason), ==, "Mei Lin");
  close_page (&document);
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
