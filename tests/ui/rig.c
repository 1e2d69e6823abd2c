/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rig.h"

#include <glib/gi18n.h>
#include <locale.h>
#ifdef HAVE_X11
#include <X11/Xlib.h>
#endif

#include "matoi-application.h"
#include "matoi-timeline-row.h"
#include "tour.h"

GtkApplication *rig_application;

/* --- finding and pressing, as a person would */

GtkWidget *
rig_find_id (GtkWidget *widget, const char *id)
{
  const char *name =
    GTK_IS_BUILDABLE (widget) ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)) : NULL;

  if (g_strcmp0 (name, id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = rig_find_id (child, id);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
rig_get (Fixture *fixture, const char *id)
{
  GtkWidget *widget = rig_find_id (GTK_WIDGET (fixture->window), id);

  g_assert_nonnull (widget);
  return widget;
}

const char *
rig_get_label (Fixture *fixture, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (rig_get (fixture, id)));
}

static guint
count_rows (GtkWidget *widget, const char *text)
{
  guint n = 0;

  if (MATOI_IS_TIMELINE_ROW (widget) && gtk_widget_get_mapped (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (rig_find_id (widget, "row_text"))), text) == 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, text);
  return n;
}

guint
rig_rows_with (Fixture *fixture, const char *text)
{
  return count_rows (rig_get (fixture, "inc_timeline"), text);
}

const char *
rig_get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (fixture, "win_stack")));
}

static gboolean
is_triggered (GtkShortcutTrigger *trigger, guint keyval, GdkModifierType modifiers)
{
  if (GTK_IS_ALTERNATIVE_TRIGGER (trigger))
    {
      GtkAlternativeTrigger *either = GTK_ALTERNATIVE_TRIGGER (trigger);

      return is_triggered (gtk_alternative_trigger_get_first (either), keyval, modifiers) ||
             is_triggered (gtk_alternative_trigger_get_second (either), keyval, modifiers);
    }
  return GTK_IS_KEYVAL_TRIGGER (trigger) &&
         gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
         gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers;
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

          if (is_triggered (gtk_shortcut_get_trigger (shortcut), keyval, modifiers) &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                            gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_pressed (GtkWindow *window, guint keyval, GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  g_autoptr (GPtrArray) way = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *widget = focus ? focus : GTK_WIDGET (window); widget;
       widget = gtk_widget_get_parent (widget))
    g_ptr_array_add (way, g_object_ref (widget));
  for (guint i = way->len; i > 0; i--)
    if (press_on (g_ptr_array_index (way, i - 1), keyval, modifiers, TRUE))
      return TRUE;
  for (guint i = 0; i < way->len; i++)
    if (press_on (g_ptr_array_index (way, i), keyval, modifiers, FALSE))
      return TRUE;
  return FALSE;
}

/* GTK 4 cannot send keys to itself: looks for who would get @accelerator, as GTK delivers it, first
 * who listens before the focus. */
void
rig_press_in (GtkWindow *window, const char *accelerator)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  g_autofree char *path = focus ? tour_dup_path (focus) : g_strdup ("nothing");
  guint keyval;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &modifiers));
  if (is_pressed (window, keyval, modifiers))
    return;
  if (keyval == GDK_KEY_Tab)
    {
      g_signal_emit_by_name (window, "move-focus",
                             modifiers & GDK_SHIFT_MASK ? GTK_DIR_TAB_BACKWARD
                                                        : GTK_DIR_TAB_FORWARD);
      return;
    }
  g_test_message ("nobody listens to %s; the keyboard is at %s", accelerator, path);
  g_test_fail ();
}

void
rig_press (Fixture *fixture, const char *accelerator)
{
  rig_press_in (GTK_WINDOW (fixture->window), accelerator);
}

void
rig_type (Fixture *fixture, const char *text)
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

void
rig_enter (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (fixture->window)), "activate");
}

/* --- the fixture */

void
rig_set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *drafts = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-ui-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Aiko Tanaka");
  matoi_context_start (fixture->context);
  fixture->live = matoi_live_new (fixture->context);
  drafts = g_build_filename (fixture->folder, "drafts", NULL);
  fixture->drafts = matoi_drafts_new (drafts);
  fixture->window = matoi_window_new (rig_application, fixture->live, fixture->drafts, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

void
rig_close_window (Fixture *fixture)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  gtk_window_destroy (GTK_WINDOW (window));
  WAIT_UNTIL (window == NULL);
  fixture->window = NULL;
}

void
rig_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window)
    rig_close_window (fixture);
  g_clear_object (&fixture->drafts);
  g_clear_object (&fixture->live);
  g_clear_object (&fixture->context);
  test_common_remove (fixture->folder);
  g_free (fixture->db);
  g_free (fixture->folder);
}

void
rig_declare (Fixture *fixture, const char *title)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  rig_press (fixture, "<Control>n");
  g_assert_cmpstr (rig_get_page (fixture), ==, "declare");
  rig_type (fixture, title);
  rig_press (fixture, "<Alt>2");
  rig_enter (fixture);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_title"), title) == 0);
}

/* What a second program finds on the disk. */
MatoiIncident *
rig_read_back (Fixture *fixture, MatoiContext **context)
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

/* Another program, on the one incident there is. */
void
rig_submit (Fixture *fixture, const char *actor, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, actor);
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
}

guint
rig_count_entries (const MatoiIncident *incident, const char *kind, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      n += g_strcmp0 (entry->kind, kind) == 0 && g_strcmp0 (entry->text, text) == 0;
    }
  return n;
}

/* The pointer is in the middle of the screen at first, and so above the window. A tooltip that was
 * about to open when the window is closed is a critical of GTK 4.8: it belongs out of the way. */
static void
put_pointer_away (void)
{
#ifdef HAVE_X11
  Display *display = XOpenDisplay (NULL);

  if (!display)
    return;
  XWarpPointer (display, None, DefaultRootWindow (display), 0, 0, 0, 0,
                DisplayWidth (display, DefaultScreen (display)) - 1,
                DisplayHeight (display, DefaultScreen (display)) - 1);
  XCloseDisplay (display);
#endif
}

void
rig_init (int *argc, char ***argv)
{
  g_autoptr (GSettings) settings = NULL;

  gtk_test_init (argc, argv, NULL);
  put_pointer_away ();
  /* It has chosen English, whatever the test is to be run in. */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MATOI_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  rig_application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Test", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  g_assert_true (g_application_register (G_APPLICATION (rig_application), NULL, NULL));
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
}
