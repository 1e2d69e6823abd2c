/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-ticket.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-lessons.h"
#include "matoi-preview.h"
#include "matoi-side.h"
#include "matoi-text.h"
#include "matoi-ticket-names.h"
#include "matoi-ui-text.h"

struct _MatoiActionTicket
{
  AdwWindow parent_instance;
  GtkWidget *tic_problems_box, *tic_preferences, *tic_create;
  GtkLabel *tic_problems, *tic_message;
  AdwActionRow *tic_site, *tic_rest;
  AdwEntryRow *tic_project, *tic_summary, *tic_due, *tic_labels;
  GtkToggleButton *tic_edit;
  GtkStack *tic_stack;
  MatoiPreview *tic_preview;
  GtkTextView *tic_text;

  GtkWidget *asker; /* (weak) (nullable) */
  MatoiSession *session;
  MatoiId action;
  MatoiTicketDraft *draft;   /* as it is now on the form */
  GCancellable *cancellable; /* of asking the site for the names of its things */
  gboolean filling, busy;
};

G_DEFINE_FINAL_TYPE (MatoiActionTicket, matoi_action_ticket, ADW_TYPE_WINDOW)

/* --- the form */

static char *
dup_text (MatoiActionTicket *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->tic_text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
take (char **field, AdwEntryRow *row)
{
  g_free (*field);
  *field = matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (row)));
  if (!**field)
    g_clear_pointer (field, g_free);
}

/* What is on the form is what is asked for. */
static gboolean
read_form (MatoiActionTicket *self)
{
  MatoiTicketDraft *draft = self->draft;
  g_autofree char *labels = NULL, *due = NULL;
  gboolean valid = TRUE;

  take (&draft->project, self->tic_project);
  take (&draft->summary, self->tic_summary);
  labels = matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->tic_labels)));
  g_strfreev (draft->labels);
  draft->labels = g_regex_split_simple ("[ ,\u3000]+", labels, 0, 0);
  if (!*labels)
    g_clear_pointer (&draft->labels[0], g_free);
  due = matoi_lessons_dup_day (gtk_editable_get_text (GTK_EDITABLE (self->tic_due)), &valid);
  g_free (draft->due);
  draft->due = g_steal_pointer (&due);
  g_free (draft->description);
  draft->description = dup_text (self);
  if (!valid)
    {
      matoi_lessons_show_message (self->tic_message,
                                  _ ("“Due” is not a day. Write it as 2026-12-06, or leave it "
                                     "empty."));
      gtk_widget_grab_focus (GTK_WIDGET (self->tic_due));
    }
  return valid;
}

static void
on_changed (MatoiActionTicket *self)
{
  if (!self->filling)
    matoi_lessons_show_message (self->tic_message, NULL);
}

static void
show_problems (MatoiActionTicket *self)
{
  g_autofree char *text = matoi_action_ticket_dup_problems (self->draft, FALSE);

  matoi_side_set_label (self->tic_problems, text ? text : "");
  gtk_widget_set_visible (self->tic_problems_box, text != NULL);
  gtk_widget_set_visible (self->tic_preferences, !matoi_ticket_draft_is_ready (self->draft));
}

/* (nullable) (transfer full): as the site calls it, once it has said so. */
static char *
dup_name (MatoiActionTicket *self, const char *list, const char *id)
{
  const char *name =
    matoi_ticket_names_get (matoi_session_get_context (self->session), self->draft->site, list, id);

  if (!id)
    return NULL;
  /* Translators: of a priority or a type of tickets, by which a site knows it. */
  return name ? g_strdup (name) : g_strdup_printf (_ ("number %s"), id);
}

static void
show_rest (MatoiActionTicket *self)
{
  const MatoiTicketDraft *draft = self->draft;
  const MatoiAction *action =
    matoi_incident_find_action (matoi_session_get_incident (self->session), &self->action);
  g_autofree char *there = dup_name (self, "priorities", draft->priority);
  g_autofree char *type = dup_name (self, "types", draft->type);
  g_autofree char *priority = NULL, *text = NULL;

  priority = there
    /* Translators: %1$s is our priority such as P0, %2$s how the site calls it, such as High. */
    ? g_strdup_printf (_ ("%1$s (there: %2$s)"), action ? action->priority : "", there)
    : g_strdup (_ ("as the site sets it"));
  text = g_strdup_printf ("%s · %s", priority, type ? type : _ ("the project’s usual type"));
  adw_action_row_set_subtitle (self->tic_rest, text);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
show_draft (MatoiActionTicket *self)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  g_autofree char *labels = self->draft->labels ? g_strjoinv (" ", self->draft->labels) : NULL;
  g_autofree char *site = matoi_context_dup_site_name (context, self->draft->site);

  self->filling = TRUE;
  adw_action_row_set_subtitle (self->tic_site, site);
  set_text (self->tic_project, self->draft->project);
  set_text (self->tic_summary, self->draft->summary);
  set_text (self->tic_due, self->draft->due);
  set_text (self->tic_labels, labels);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->tic_text), self->draft->description,
                            -1);
  matoi_preview_set_text (self->tic_preview, self->draft->description);
  show_rest (self);
  show_problems (self);
  self->filling = FALSE;
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiActionTicket) self = user_data;

  if (matoi_ticket_names_ask_finish (MATOI_CONTEXT (source), result) && self->tic_rest &&
      self->session)
    show_rest (self);
}

static void
on_edit (MatoiActionTicket *self)
{
  gboolean edit = gtk_toggle_button_get_active (self->tic_edit);
  g_autofree char *text = dup_text (self);

  if (!edit)
    matoi_preview_set_text (self->tic_preview, text);
  gtk_stack_set_visible_child_name (self->tic_stack, edit ? "edit" : "preview");
  if (edit)
    gtk_widget_grab_focus (GTK_WIDGET (self->tic_text));
}

static void
on_preferences (MatoiActionTicket *self)
{
  if (self->asker)
    gtk_widget_activate_action (self->asker, "win.preferences-page", "s", "jira");
  gtk_window_close (GTK_WINDOW (self));
}

/* --- asking */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiActionTicket) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  self->busy = FALSE;
  if (self->tic_create)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "ticket.create", TRUE);
      matoi_lessons_show_refusal (self->tic_message, receipt ? NULL : error);
      if (receipt)
        gtk_window_close (GTK_WINDOW (self));
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
create (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiActionTicket *self = MATOI_ACTION_TICKET (widget);

  matoi_lessons_show_message (self->tic_message, NULL);
  if (self->busy || !read_form (self))
    return;
  self->busy = TRUE;
  gtk_widget_action_set_enabled (widget, "ticket.create", FALSE);
  matoi_session_submit_async (self->session,
                              matoi_context_new_ticket (matoi_session_get_context (self->session),
                                                        &self->action, self->draft),
                              on_submitted, g_object_ref (self));
}

void
matoi_action_ticket_open (GtkWidget *asker, MatoiSession *session, const MatoiId *id)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiAction *action = matoi_incident_find_action (incident, id);
  MatoiActionTicket *self;

  if (!action)
    return;
  self = g_object_new (MATOI_TYPE_ACTION_TICKET, NULL);
  g_set_weak_pointer (&self->asker, asker);
  self->session = g_object_ref (session);
  self->action = *id;
  self->draft = matoi_context_draft_ticket (matoi_session_get_context (session), incident, action);
  matoi_preview_set_session (self->tic_preview, session);
  show_draft (self);
  if (*self->draft->site)
    matoi_ticket_names_ask_async (matoi_session_get_context (session), self->draft->site,
                                  self->cancellable, on_named, g_object_ref (self));
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (asker)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->draft->project ? self->tic_create : GTK_WIDGET (self->tic_project));
}

/* --- the object */

static void
matoi_action_ticket_dispose (GObject *object)
{
  MatoiActionTicket *self = MATOI_ACTION_TICKET (object);

  g_clear_weak_pointer (&self->asker);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTION_TICKET);
  g_clear_object (&self->session);
  g_clear_pointer (&self->draft, matoi_ticket_draft_free);
  G_OBJECT_CLASS (matoi_action_ticket_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_problems_box);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_problems);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_preferences);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_create);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_message);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_site);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_rest);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_project);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_summary);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_due);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_labels);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_edit);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_stack);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_preview);
  gtk_widget_class_bind_template_child (class, MatoiActionTicket, tic_text);
  gtk_widget_class_bind_template_callback (class, on_changed);
  gtk_widget_class_bind_template_callback (class, on_edit);
  gtk_widget_class_bind_template_callback (class, on_preferences);
}

static void
matoi_action_ticket_class_init (MatoiActionTicketClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_ticket_dispose;
  g_type_ensure (MATOI_TYPE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/action-ticket.ui");
  bind (widget_class);
  gtk_widget_class_install_action (widget_class, "ticket.create", NULL, create);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "ticket.create", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
matoi_action_ticket_init (MatoiActionTicket *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
