/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "pm-rig.h"

#include <string.h>

void
pm_end (Fixture *fixture, const char *outcome)
{
  /* Who ends it commands it. */
  rig_submit (fixture, "Aiko Tanaka", "role-assign", "role", "ic", "person", "Aiko Tanaka", NULL);
  rig_submit (fixture, "Aiko Tanaka", "end", "outcome", outcome, "final_severity", "1", "owner",
              "Aiko Tanaka", "override", "a test", NULL);
}

/* --- all of it */

static MatoiPostmortemView *
find_view (GtkWidget *widget)
{
  MatoiPostmortemView *found = NULL;

  if (MATOI_IS_POSTMORTEM_VIEW (widget))
    return MATOI_POSTMORTEM_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

MatoiPostmortemView *
pm_get_view (Fixture *fixture)
{
  return find_view (GTK_WIDGET (fixture->window));
}

const MatoiIncident *
pm_get_incident (Fixture *fixture)
{
  MatoiPostmortemView *view = pm_get_view (fixture);
  MatoiSession *session = view ? matoi_postmortem_view_get_session (view) : NULL;

  return session ? matoi_session_get_incident (session) : NULL;
}

gboolean
pm_is_open (Fixture *fixture)
{
  return pm_get_incident (fixture) && gtk_widget_get_mapped (GTK_WIDGET (pm_get_view (fixture)));
}

const MatoiPostmortem *
pm_get_postmortem (Fixture *fixture)
{
  return pm_get_incident (fixture)->postmortem;
}

gboolean
pm_is_in (Fixture *fixture, const char *state)
{
  return g_strcmp0 (pm_get_postmortem (fixture)->state, state) == 0;
}

void
pm_assert_on_disk (Fixture *fixture, const char *state)
{
  g_autoptr (MatoiIncident) read = rig_read_back (fixture, NULL);

  g_assert_cmpstr (read->postmortem->state, ==, state);
}

/* --- one page */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MatoiIncident **) user_data =
    matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

void
document_open (Fixture *fixture, Document *document, GtkWidget *page, const char *section)
{
  g_autoptr (MatoiIncident) read = rig_read_back (fixture, NULL);
  MatoiIncident *incident = NULL;

  g_assert_nonnull (read->postmortem);
  matoi_context_load_async (fixture->context, &read->id, NULL, on_loaded, &incident);
  WAIT_UNTIL (incident);
  document->session = matoi_session_new (fixture->context, incident);
  document->page = page;
  document->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (document->window, 1280, 800);
  adw_window_set_content (ADW_WINDOW (document->window), page);
  if (section)
    matoi_document_page_show (MATOI_DOCUMENT_PAGE (page), document->session, section);
  gtk_window_present (document->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (document->window));
}

void
document_close (Document *document)
{
  if (MATOI_IS_DOCUMENT_PAGE (document->page))
    matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document->page));
  gtk_window_destroy (document->window);
  g_clear_object (&document->session);
}

const MatoiIncident *
document_get_incident (Document *document)
{
  return matoi_session_get_incident (document->session);
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);
  return found;
}

static GtkWidget *
find (Document *document, const char *id)
{
  GtkWidget *widget = rig_find_id (document->page, id);

  return widget ? widget : find_named (document->page, id);
}

GtkWidget *
document_get (Document *document, const char *id)
{
  GtkWidget *widget = find (document, id);

  g_assert_nonnull (widget);
  return widget;
}

const char *
document_get_label (Document *document, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (document_get (document, id)));
}

gboolean
document_says (Document *document, const char *id, const char *text)
{
  return strstr (document_get_label (document, id), text) != NULL;
}

gboolean
document_is_shown (Document *document, const char *id)
{
  GtkWidget *widget = find (document, id);

  return widget && gtk_widget_get_mapped (widget);
}

gboolean
document_has_keyboard (Document *document, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (document->window);
  GtkWidget *widget = find (document, id);

  return focus && widget && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

gboolean
document_is_typing (Document *document)
{
  GtkWidget *focus = gtk_window_get_focus (document->window);

  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
}

void
document_type (Document *document, const char *text)
{
  /* A widget that has just come gets the keyboard with the next frame. */
  WAIT_UNTIL (document_is_typing (document));
  g_signal_emit_by_name (gtk_window_get_focus (document->window), "insert-at-cursor", text);
}

/* The keyboard is at @widget now; what has just come may have taken it meanwhile. */
static gboolean
is_taken_by (Document *document, GtkWidget *widget)
{
  GtkWidget *focus;

  gtk_widget_grab_focus (widget);
  focus = gtk_window_get_focus (document->window);
  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

void
document_focus (Document *document, GtkWidget *widget)
{
  WAIT_UNTIL (is_taken_by (document, widget));
}

void
document_type_into (Document *document, const char *id, const char *text)
{
  document_focus (document, document_get (document, id));
  document_type (document, text);
}

void
document_enter (Document *document)
{
  g_signal_emit_by_name (gtk_window_get_focus (document->window), "activate");
}

void
document_push (Document *document, const char *id)
{
  GtkWidget *widget = document_get (document, id);

  g_assert_true (gtk_widget_get_mapped (widget));
  gtk_widget_grab_focus (widget);
  g_assert_true (gtk_widget_activate (widget));
}
