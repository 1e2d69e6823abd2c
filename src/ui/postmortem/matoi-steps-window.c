/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-steps-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-ticket.h"
#include "matoi-context-actions.h"
#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-text.h"
#include "matoi-ui-text.h"

struct _MatoiStepsWindow
{
  AdwWindow parent_instance;
  AdwPreferencesGroup *stw_parent, *stw_steps;
  AdwEntryRow *stw_project;
  GtkWidget *stw_create;
  GtkLabel *stw_problems, *stw_message;

  MatoiSession *session;
  char *project; /* (nullable) that of the settings */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiStepsWindow, matoi_steps_window, ADW_TYPE_WINDOW)

/* --- showing */

static GtkWidget *
new_line (const char *title, const char *words)
{
  GtkWidget *line = adw_action_row_new ();
  g_autofree char *markup = g_markup_escape_text (words ? words : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (line), 0);
  return line;
}

static GtkWidget *
new_expander (const char *title, const char *due, const char *description)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *day = matoi_lessons_dup_long_day (due);
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle = g_markup_escape_text (day ? day : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_line (_ ("Description"), description));
  return row;
}

static void
show_draft (MatoiStepsWindow *self, const MatoiStepsDraft *draft)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  const MatoiTicketDraft *parent = draft->parent;
  g_autofree char *labels = parent->labels ? g_strjoinv (" ", parent->labels) : NULL;
  g_autofree char *site = matoi_context_dup_site_name (context, parent->site);
  g_autofree char *problems = matoi_action_ticket_dup_problems (parent, FALSE);

  matoi_lessons_show_message (self->stw_problems, problems);
  self->project = g_strdup (parent->project);
  gtk_editable_set_text (GTK_EDITABLE (self->stw_project), self->project ? self->project : "");
  adw_preferences_group_add (self->stw_parent, new_line (_ ("Site"), site));
  adw_preferences_group_add (self->stw_parent,
                             new_expander (parent->summary, parent->due, parent->description));
  if (labels)
    adw_preferences_group_add (self->stw_parent, new_line (_ ("Labels"), labels));
  for (guint i = 0; i < draft->steps->len; i++)
    {
      const MatoiStepDraft *step = g_ptr_array_index (draft->steps, i);

      adw_preferences_group_add (self->stw_steps,
                                 new_expander (step->summary, step->due, step->description));
    }
}

/* --- asking */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiStepsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  self->busy = FALSE;
  if (self->stw_create)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.create", TRUE);
      matoi_lessons_show_refusal (self->stw_message, receipt ? NULL : error);
      if (receipt)
        gtk_window_close (GTK_WINDOW (self));
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
create (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MatoiStepsWindow *self = MATOI_STEPS_WINDOW (widget);
  g_autofree char *project =
    matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->stw_project)));
  gboolean other = *project && g_strcmp0 (project, self->project) != 0;

  if (self->busy)
    return;
  matoi_lessons_show_message (self->stw_message, NULL);
  self->busy = TRUE;
  gtk_widget_action_set_enabled (widget, "steps.create", FALSE);
  matoi_session_submit_async (self->session,
                              matoi_context_new_steps_ticket (
                                matoi_session_get_context (self->session), other ? project : NULL),
                              on_submitted, g_object_ref (self));
}

void
matoi_steps_window_open (GtkWidget *asker, MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  g_autoptr (MatoiStepsDraft) draft = NULL;
  MatoiStepsWindow *self;

  if (!incident->postmortem)
    return;
  draft = matoi_context_draft_steps (matoi_session_get_context (session), incident);
  self = g_object_new (MATOI_TYPE_STEPS_WINDOW, NULL);
  self->session = g_object_ref (session);
  show_draft (self, draft);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (asker)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->project ? self->stw_create : GTK_WIDGET (self->stw_project));
}

/* --- the object */

static void
matoi_steps_window_dispose (GObject *object)
{
  MatoiStepsWindow *self = MATOI_STEPS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_STEPS_WINDOW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->project, g_free);
  G_OBJECT_CLASS (matoi_steps_window_parent_class)->dispose (object);
}

static void
matoi_steps_window_class_init (MatoiStepsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_steps_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/steps-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_parent);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_steps);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_project);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_create);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_problems);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepsWindow, stw_message);
  gtk_widget_class_install_action (widget_class, "steps.create", NULL, create);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "steps.create", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
matoi_steps_window_init (MatoiStepsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
