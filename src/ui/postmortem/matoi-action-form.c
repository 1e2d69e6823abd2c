/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-form.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-fields.h"
#include "matoi-lessons.h"
#include "matoi-ui-text.h"

struct _MatoiActionForm
{
  GtkWidget parent_instance;
  MatoiActionFields *act_fields;
  GtkWidget *act_add, *act_cancel;
  GtkLabel *act_message;

  MatoiSession *session; /* (nullable) */
  MatoiId from;          /* the TODO or the lesson it comes from */
  gboolean has_from, busy;
};

G_DEFINE_FINAL_TYPE (MatoiActionForm, matoi_action_form, GTK_TYPE_WIDGET)

enum
{
  ADDED,
  CANCELLED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

GtkWidget *
matoi_action_form_new (gboolean can_cancel)
{
  MatoiActionForm *self = g_object_new (MATOI_TYPE_ACTION_FORM, NULL);

  gtk_widget_set_visible (self->act_cancel, can_cancel);
  return GTK_WIDGET (self);
}

/* One that is on its way to the disk; the form may show another postmortem by then. */
typedef struct
{
  MatoiActionForm *form;
  MatoiSession *session;
  gboolean ticks[MATOI_ACTION_TESTS], has_from;
  MatoiId from;
} Order;

/* What goes with it: the ticks, and the lesson that waits for it. */
static void
record_rest (const Order *order, const MatoiId *action)
{
  for (guint i = 0; i < MATOI_ACTION_TESTS; i++)
    {
      g_autofree char *tick = matoi_action_dup_tick (action, i);
      MatoiCommand *command;

      if (!order->ticks[i])
        continue;
      command = matoi_session_new_command (order->session, "pm-tick");
      matoi_command_set (command, "list", MATOI_ACTION_TICKS);
      matoi_command_set (command, "item", tick);
      matoi_command_set_flag (command, "on", TRUE);
      matoi_lessons_submit (order->form, order->session, command, NULL);
    }
  if (order->has_from)
    matoi_lessons_follow_up (order->form, order->session, &order->from, action);
}

static void
show_result (MatoiActionForm *self, const GError *error)
{
  self->busy = FALSE;
  gtk_widget_set_sensitive (self->act_add, TRUE);
  matoi_lessons_show_refusal (self->act_message, error);
  if (error)
    {
      matoi_action_fields_fail (self->act_fields);
      return;
    }
  matoi_action_form_begin (self, "", "prevent", NULL);
  g_signal_emit (self, signals[ADDED], 0);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (order->session, result, &error);
  MatoiId action;

  if (receipt && matoi_lessons_find_new (receipt, "action.added", &action))
    record_rest (order, &action);
  if (order->form->session == order->session && gtk_widget_get_parent (GTK_WIDGET (order->form)))
    show_result (order->form, error);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (order->session);
  g_object_unref (order->form);
  g_free (order);
}

static void
submit (MatoiActionForm *self)
{
  MatoiCommand *command;
  const char *problem;
  Order *order;

  if (self->busy || !self->session)
    return;
  problem = matoi_action_fields_get_problem (self->act_fields);
  matoi_lessons_show_message (self->act_message, problem);
  if (problem)
    return;
  command = matoi_session_new_command (self->session, "action-add");
  matoi_action_fields_fill (self->act_fields, command, NULL);
  if (self->has_from)
    matoi_lessons_set_id (command, "from", &self->from);
  self->busy = TRUE;
  gtk_widget_set_sensitive (self->act_add, FALSE);
  order = g_new0 (Order, 1);
  order->form = g_object_ref (self);
  order->session = g_object_ref (self->session);
  order->has_from = self->has_from;
  order->from = self->from;
  for (guint i = 0; i < MATOI_ACTION_TESTS; i++)
    order->ticks[i] = matoi_action_fields_is_ticked (self->act_fields, i);
  matoi_session_submit_async (self->session, command, on_recorded, order);
}

static void
cancel (MatoiActionForm *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiActionForm *self = MATOI_ACTION_FORM (widget);

  if (!gtk_widget_get_visible (self->act_cancel))
    return FALSE;
  cancel (self);
  return TRUE;
}

void
matoi_action_form_set_session (MatoiActionForm *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_ACTION_FORM (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  self->busy = FALSE;
  gtk_widget_set_sensitive (self->act_add, TRUE);
  if (session)
    matoi_action_form_begin (self, "", "prevent", NULL);
}

/* A new one, with @text to begin with, that comes from the TODO or the lesson @from. */
void
matoi_action_form_begin (MatoiActionForm *self,
                         const char *text,
                         const char *kind,
                         const MatoiId *from)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r", ' ');

  self->has_from = from != NULL;
  if (from)
    self->from = *from;
  matoi_lessons_show_message (self->act_message, NULL);
  matoi_action_fields_begin (self->act_fields, self->session, line, kind);
}

void
matoi_action_form_focus (MatoiActionForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->act_fields));
}

/* Records what the person began to write, if it is whole; otherwise it stays here. */
void
matoi_action_form_flush (MatoiActionForm *self)
{
  if (self->session && matoi_action_fields_is_touched (self->act_fields) &&
      !matoi_action_fields_get_problem (self->act_fields))
    submit (self);
}

static void
matoi_action_form_dispose (GObject *object)
{
  MatoiActionForm *self = MATOI_ACTION_FORM (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTION_FORM);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_action_form_parent_class)->dispose (object);
}

static void
matoi_action_form_class_init (MatoiActionFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_form_dispose;
  g_type_ensure (MATOI_TYPE_ACTION_FIELDS);
  signals[ADDED] =
    g_signal_new ("added", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] =
    g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/action-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionForm, act_fields);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionForm, act_add);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionForm, act_cancel);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionForm, act_message);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
}

static void
matoi_action_form_init (MatoiActionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
