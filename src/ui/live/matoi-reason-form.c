/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-reason-form.h"

#include <glib/gi18n-lib.h>

#include "matoi-text.h"
#include "matoi-ui-text.h"

struct _MatoiReasonForm
{
  GtkWidget parent_instance;
  GtkLabel *rea_title, *rea_message;
  GtkEntry *rea_text;
  GtkWidget *rea_minutes_box;
  GtkSpinButton *rea_minutes;
  GtkButton *rea_submit;

  MatoiSession *session; /* (nullable) */
  char *name, *arg, *value;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiReasonForm, matoi_reason_form, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CANCELLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

GtkWidget *
matoi_reason_form_new (void)
{
  return g_object_new (MATOI_TYPE_REASON_FORM, NULL);
}

static void
show_message (MatoiReasonForm *self, const char *text)
{
  gtk_label_set_text (self->rea_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rea_message), text != NULL);
}

/* Asks for the reason of @task; what was typed for the same one and not recorded is still
 * there. */
void
matoi_reason_form_begin (MatoiReasonForm *self, MatoiSession *session, const MatoiReasonTask *task)
{
  g_return_if_fail (MATOI_IS_REASON_FORM (self) && MATOI_IS_SESSION (session));

  if (self->session != session || g_strcmp0 (self->name, task->name) != 0 ||
      g_strcmp0 (self->value, task->value) != 0)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->rea_text), "");
      gtk_spin_button_set_value (self->rea_minutes, MAX (task->minutes, 1));
    }
  g_set_object (&self->session, session);
  g_free (self->name);
  self->name = g_strdup (task->name);
  g_free (self->arg);
  self->arg = g_strdup (task->arg);
  g_free (self->value);
  self->value = g_strdup (task->value);
  gtk_label_set_text (self->rea_title, task->title);
  gtk_button_set_label (self->rea_submit, task->button);
  gtk_widget_set_visible (self->rea_minutes_box, task->minutes > 0);
  show_message (self, NULL);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiReasonForm *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  self->busy = FALSE;
  if (self->rea_text) /* else the window is gone */
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->rea_submit), TRUE);
      if (receipt)
        {
          gtk_editable_set_text (GTK_EDITABLE (self->rea_text), "");
          g_signal_emit (self, signals[DONE], 0);
        }
      else
        {
          g_autofree char *text = matoi_ui_dup_error (error);

          show_message (self, text);
        }
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (self);
}

static void
submit (MatoiReasonForm *self)
{
  g_autofree char *reason =
    matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->rea_text)));
  MatoiCommand *command;

  if (self->busy || !self->session)
    return;
  if (!*reason)
    {
      show_message (self, _("Say why in a few words; it goes on the timeline."));
      gtk_widget_grab_focus (GTK_WIDGET (self->rea_text));
      return;
    }
  command = matoi_session_new_command (self->session, self->name);
  matoi_command_set (command, "reason", reason);
  if (self->arg)
    matoi_command_set (command, self->arg, self->value);
  if (gtk_widget_get_visible (self->rea_minutes_box))
    {
      gtk_spin_button_update (self->rea_minutes);
      matoi_command_set_int (command, "minutes",
                             gtk_spin_button_get_value_as_int (self->rea_minutes));
    }
  self->busy = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->rea_submit), FALSE);
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
cancel (MatoiReasonForm *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* A popover with a form in it; @form: (out) (transfer none). */
GtkWidget *
matoi_reason_popover_new (MatoiReasonForm **form)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *child = matoi_reason_form_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), child);
  g_signal_connect_object (child, "done", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (child, "cancelled", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  *form = MATOI_REASON_FORM (child);
  return popover;
}

static gboolean
matoi_reason_form_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_REASON_FORM (widget)->rea_text));
}

static void
matoi_reason_form_dispose (GObject *object)
{
  MatoiReasonForm *self = MATOI_REASON_FORM (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_REASON_FORM);
  G_OBJECT_CLASS (matoi_reason_form_parent_class)->dispose (object);
}

static void
matoi_reason_form_finalize (GObject *object)
{
  MatoiReasonForm *self = MATOI_REASON_FORM (object);

  g_free (self->name);
  g_free (self->arg);
  g_free (self->value);
  G_OBJECT_CLASS (matoi_reason_form_parent_class)->finalize (object);
}

static void
matoi_reason_form_class_init (MatoiReasonFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_reason_form_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_reason_form_finalize;
  widget_class->grab_focus = matoi_reason_form_grab_focus;
  widget_class->focus = matoi_ui_walk;
  signals[DONE] =
    g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] =
    g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/reason-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_minutes_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_minutes);
  gtk_widget_class_bind_template_child (widget_class, MatoiReasonForm, rea_submit);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
}

static void
matoi_reason_form_init (MatoiReasonForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
