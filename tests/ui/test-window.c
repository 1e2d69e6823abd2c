/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The real window on a real database in a temporary folder. */

#include "config.h"

#include <locale.h>

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "matoi-application.h"
#include "matoi-entry-bar.h"
#include "matoi-timeline-row.h"
#include "matoi-window.h"

typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  MatoiWindow *window;
} Fixture;

static GtkApplication *application;

static gboolean
on_deadline (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define WAIT_UNTIL(condition)                                    \
  G_STMT_START                                                   \
  {                                                              \
    gboolean late_ = FALSE;                                      \
    guint id_ = g_timeout_add_seconds (10, on_deadline, &late_); \
    while (!(condition) && !late_)                               \
      g_main_context_iteration (NULL, TRUE);                     \
    if (!late_)                                                  \
      g_source_remove (id_);                                     \
    g_assert_true (condition);                                   \
  }                                                              \
  G_STMT_END

/* --- finding and pressing, as a person would */

static GtkWidget *
find_id (GtkWidget *widget, const char *id)
{
  const char *name =
    GTK_IS_BUILDABLE (widget) ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)) : NULL;

  if (g_strcmp0 (name, id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_id (child, id);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
get (Fixture *fixture, const char *id)
{
  GtkWidget *widget = find_id (GTK_WIDGET (fixture->window), id);

  g_assert_nonnull (widget);
  return widget;
}

static const char *
get_label (Fixture *fixture, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (get (fixture, id)));
}

static guint
count_rows (GtkWidget *widget, const char *text)
{
  guint n = 0;

  if (MATOI_IS_TIMELINE_ROW (widget) && gtk_widget_get_mapped (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (find_id (widget, "row_text"))), text) == 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, text);
  return n;
}

static guint
rows_with (Fixture *fixture, const char *text)
{
  return count_rows (get (fixture, "inc_timeline"), text);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get (fixture, "win_stack")));
}

static gboolean
press_on (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

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

/* GTK 4 cannot send keys to itself: looks for who would get @accelerator, from the focus up. */
static void
press (Fixture *fixture, const char *accelerator)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  guint keyval;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &modifiers));
  for (GtkWidget *widget = focus ? focus : GTK_WIDGET (fixture->window); widget;
       widget = gtk_widget_get_parent (widget))
    if (press_on (widget, keyval, modifiers))
      return;
  g_test_message ("nobody listens to %s", accelerator);
  g_test_fail ();
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_true (GTK_IS_TEXT (focus));
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      char letter[8] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (p), letter);
      g_signal_emit_by_name (focus, "insert-at-cursor", letter);
    }
}

static void
enter (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "activate");
}

/* --- the fixture */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-ui-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Aiko Tanaka");
  matoi_context_start (fixture->context);
  fixture->window = matoi_window_new (application, fixture->context, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
close_window (Fixture *fixture)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_UNTIL (window == NULL);
  fixture->window = NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *name;
  g_autoptr (GDir) dir = NULL;

  if (fixture->window)
    close_window (fixture);
  g_clear_object (&fixture->context);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->db);
  g_free (fixture->folder);
}

static void
declare_by_keyboard (Fixture *fixture, const char *title)
{
  WAIT_UNTIL (g_strcmp0 (get_page (fixture), "loading") != 0);
  press (fixture, "<Control>n");
  g_assert_cmpstr (get_page (fixture), ==, "declare");
  type (fixture, title);
  press (fixture, "<Alt>2");
  enter (fixture);
  WAIT_UNTIL (g_strcmp0 (get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (get_label (fixture, "inc_title"), title) == 0);
}

/* What a second program finds on the disk. */
static MatoiIncident *
read_back (Fixture *fixture, MatoiContext **context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  MatoiIncident *incident;
  MatoiContext *other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  rows = matoi_store_list (matoi_context_get_store (other), NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  incident = matoi_store_load (matoi_context_get_store (other),
                               &((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id, &error);
  g_assert_no_error (error);
  if (context)
    *context = other;
  else
    g_object_unref (other);
  return incident;
}

static guint
count_entries (const MatoiIncident *incident, const char *kind, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      n += g_strcmp0 (entry->kind, kind) == 0 && g_strcmp0 (entry->text, text) == 0;
    }
  return n;
}

/* --- the tests */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (g_strcmp0 (get_page (fixture), "empty") == 0);
  press (fixture, "<Control>n");
  g_assert_cmpstr (get_page (fixture), ==, "declare");
  enter (fixture); /* without a title */
  g_assert_true (gtk_widget_get_visible (get (fixture, "dec_message")));
  g_assert_cmpstr (get_label (fixture, "dec_message"), !=, "");
  press (fixture, "Escape");
  g_assert_cmpstr (get_page (fixture), ==, "empty");
}

static void
test_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  declare_by_keyboard (fixture, "Checkout 5xx spike");
  g_assert_cmpstr (get_label (fixture, "inc_severity"), ==, "SEV-2");
  press (fixture, "<Control>l");
  type (fixture, "? Deploy 決済 2026.11 changed pool sizing");
  g_assert_cmpstr (get_label (fixture, "bar_kind"), ==, "Hypothesis");
  enter (fixture);
  WAIT_UNTIL (rows_with (fixture, "Deploy 決済 2026.11 changed pool sizing") == 1);
  WAIT_UNTIL (*matoi_entry_bar_get_text (MATOI_ENTRY_BAR (get (fixture, "inc_entry_bar"))) == '\0');

  incident = read_back (fixture, NULL);
  g_assert_cmpstr (incident->title, ==, "Checkout 5xx spike");
  g_assert_cmpuint (
    count_entries (incident, "hypothesis", "Deploy 決済 2026.11 changed pool sizing"), ==, 1);
}

/* Enter is pressed for a second line before the first one is on disk. */
static void
test_fast_typist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiEntryBar *bar;

  declare_by_keyboard (fixture, "Two lines at once");
  press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (get (fixture, "inc_entry_bar"));
  type (fixture, "first");
  enter (fixture);
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "first");
  type (fixture, "! second");
  enter (fixture);
  type (fixture, "third, not entered");
  WAIT_UNTIL (rows_with (fixture, "second") == 1);
  WAIT_UNTIL (g_strcmp0 (matoi_entry_bar_get_text (bar), "third, not entered") == 0);

  incident = read_back (fixture, NULL);
  g_assert_cmpuint (count_entries (incident, "fact", "first"), ==, 1);
  g_assert_cmpuint (count_entries (incident, "decision", "second"), ==, 1);
}

/* Enter that ends an input method's conversion records nothing. */
static void
test_composing (Fixture *fixture, gconstpointer data)
{
  MatoiEntryBar *bar;
  GtkWidget *text;

  declare_by_keyboard (fixture, "Composing");
  press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (get (fixture, "inc_entry_bar"));
  text = get (fixture, "bar_text");
  type (fixture, "決済");
  g_signal_emit_by_name (text, "preedit-changed", "かいふく");
  enter (fixture);
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "決済");
  g_signal_emit_by_name (text, "preedit-changed", "");
  type (fixture, "回復");
  enter (fixture);
  WAIT_UNTIL (rows_with (fixture, "決済回復") == 1);
  g_assert_cmpuint (rows_with (fixture, "決済"), ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  MatoiEntryBar *bar;

  declare_by_keyboard (fixture, "Refused lines");
  press (fixture, "<Control>l");
  bar = MATOI_ENTRY_BAR (get (fixture, "inc_entry_bar"));

  /* the process says no */
  type (fixture, "/phase no-such-phase");
  enter (fixture);
  WAIT_UNTIL (*matoi_entry_bar_get_message (bar) != '\0');
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "/phase no-such-phase");
  g_test_message ("refused with: %s", matoi_entry_bar_get_message (bar));

  /* typing on takes the message away */
  type (fixture, "x");
  g_assert_cmpstr (matoi_entry_bar_get_message (bar), ==, "");

  /* what is done elsewhere says where */
  matoi_entry_bar_reset (bar, "");
  type (fixture, "/end");
  enter (fixture);
  g_assert_nonnull (strstr (matoi_entry_bar_get_message (bar), "matoictl end "));
  g_assert_cmpstr (matoi_entry_bar_get_text (bar), ==, "/end");
}

/* matoictl in a terminal writes into the same incident. */
static void
test_other_writer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  declare_by_keyboard (fixture, "Two writers");
  incident = read_back (fixture, &other);
  command = matoi_command_new ("note", "Kenji Sato");
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", "From another program");
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
  begin = g_get_monotonic_time ();
  WAIT_UNTIL (rows_with (fixture, "From another program") == 1);
  g_test_message ("seen after %.0f ms", (double) (g_get_monotonic_time () - begin) / 1000);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  declare_by_keyboard (fixture, "Names");
  gtk_test_accessible_assert_property (get (fixture, "win_menu_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Main Menu");
  gtk_test_accessible_assert_property (get (fixture, "bar_text"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "New timeline entry");
  gtk_test_accessible_assert_role (get (fixture, "inc_elapsed"), GTK_ACCESSIBLE_ROLE_TIMER);
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  declare_by_keyboard (fixture, "Closing");
  press (fixture, "<Control>l");
  type (fixture, "on its way");
  enter (fixture);
  /* A line is on its way: it is recorded, and the window goes all the same. */
  close_window (fixture);
}

static void
test_problem (void)
{
  g_autoptr (GError) error =
    g_error_new_literal (MATOI_ERROR, MATOI_ERROR_STORAGE,
                         "The disk is full. Nothing is lost. Free some space.");
  Fixture fixture = { NULL };

  fixture.window = matoi_window_new (application, NULL, error);
  gtk_window_present (GTK_WINDOW (fixture.window));
  g_assert_cmpstr (get_page (&fixture), ==, "error");
  close_window (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MATOI_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Test", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add ("/ui/window/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/ui/window/line", Fixture, NULL, set_up, test_line, tear_down);
  g_test_add ("/ui/window/fast-typist", Fixture, NULL, set_up, test_fast_typist, tear_down);
  g_test_add ("/ui/window/composing", Fixture, NULL, set_up, test_composing, tear_down);
  g_test_add ("/ui/window/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/ui/window/other-writer", Fixture, NULL, set_up, test_other_writer, tear_down);
  g_test_add ("/ui/window/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/ui/window/finalize", Fixture, NULL, set_up, test_finalize, tear_down);
  g_test_add_func ("/ui/window/problem", test_problem);
  return g_test_run ();
}
