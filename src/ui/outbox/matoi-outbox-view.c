/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-view-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

#define MAX_SENT 50

G_DEFINE_FINAL_TYPE (MatoiOutboxView, matoi_outbox_view, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  SAID,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- reading */

static void read_rows (MatoiOutboxView *self);

/* What needs a person is what one comes for. */
static void
choose_shelf (MatoiOutboxView *self)
{
  if (self->chosen)
    return;
  self->chosen = TRUE;
  if (matoi_outbox_view_count (self, MATOI_OUTBOX_PERSON) == 0)
    return;
  gtk_toggle_button_set_active (self->out_person, TRUE);
  if (gtk_widget_has_focus (GTK_WIDGET (self->out_goes)))
    gtk_widget_grab_focus (GTK_WIDGET (self->out_person));
}

static void
take_rows (MatoiOutboxView *self, GPtrArray **place, GPtrArray *rows)
{
  GPtrArray *old = *place;

  *place = rows;
  choose_shelf (self);
  matoi_outbox_view_show (self, FALSE);
  g_clear_pointer (&old, g_ptr_array_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiOutboxView) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, &error);
  g_autofree char *text = NULL;

  self->reading = FALSE;
  if (rows && self->context)
    take_rows (self, &self->open, rows);
  else if (rows)
    g_ptr_array_unref (rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = matoi_ui_dup_error (error);
      g_signal_emit (self, signals[SAID], 0, text, FALSE);
    }
  if (self->read_again && self->context)
    read_rows (self);
}

static void
on_sent_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiOutboxView) self = user_data;
  GPtrArray *rows = matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);

  if (rows && self->context)
    take_rows (self, &self->sent, rows);
  else
    g_clear_pointer (&rows, g_ptr_array_unref);
}

static void
read_rows (MatoiOutboxView *self)
{
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  matoi_context_list_outbox_async (self->context, NULL, FALSE, self->cancellable, on_read,
                                   g_object_ref (self));
  if (matoi_outbox_view_get_shelf (self) == MATOI_OUTBOX_OVER)
    matoi_context_list_outbox_sent_async (self->context, matoi_outbox_view_get_only (self),
                                          MAX_SENT, self->cancellable, on_sent_read,
                                          g_object_ref (self));
}

/* While nobody looks, nothing is read. */
static void
on_outbox_changed (MatoiOutboxView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_rows (self);
}

static void
on_shelf (MatoiOutboxView *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button) || !self->context)
    return;
  self->chosen = TRUE;
  matoi_outbox_view_show (self, TRUE);
  if (matoi_outbox_view_get_shelf (self) == MATOI_OUTBOX_OVER)
    read_rows (self);
}

static void
on_own (MatoiOutboxView *self)
{
  if (!self->context)
    return;
  matoi_outbox_view_show (self, TRUE);
  if (matoi_outbox_view_get_shelf (self) == MATOI_OUTBOX_OVER)
    read_rows (self);
}

/* --- from outside */

void
matoi_outbox_view_begin (MatoiOutboxView *self, const MatoiIncident *incident)
{
  g_autofree char *label = NULL;

  g_return_if_fail (MATOI_IS_OUTBOX_VIEW (self) && self->context);

  self->has_incident = incident != NULL;
  self->chosen = FALSE;
  if (incident)
    {
      self->incident = incident->id;
      /* Translators: %s is the reference of an incident. */
      label = g_strdup_printf (_ ("Only %s"), incident->ref);
      gtk_check_button_set_label (self->out_own, label);
    }
  gtk_check_button_set_active (self->out_own, incident != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->out_own), incident != NULL);
  gtk_toggle_button_set_active (self->out_goes, TRUE);
  self->chosen = FALSE;
  matoi_outbox_view_show_connection (self);
  read_rows (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->out_goes));
}

gboolean
matoi_outbox_view_undo (MatoiOutboxView *self)
{
  g_return_val_if_fail (MATOI_IS_OUTBOX_VIEW (self), FALSE);

  return matoi_outbox_list_undo (self->out_list);
}

void
matoi_outbox_view_settle (MatoiOutboxView *self)
{
  g_return_if_fail (MATOI_IS_OUTBOX_VIEW (self));

  matoi_outbox_list_settle (self->out_list);
}

static void
say (MatoiOutboxView *self, const char *text, gboolean can_undo)
{
  g_signal_emit (self, signals[SAID], 0, text, can_undo);
}

static void
on_list_changed (MatoiOutboxView *self)
{
  matoi_outbox_view_show (self, FALSE);
}

/* To be called once, before it is shown. */
void
matoi_outbox_view_set_context (MatoiOutboxView *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_OUTBOX_VIEW (self) && !self->context);

  self->context = g_object_ref (context);
  self->connections = matoi_connections_new (context);
  matoi_outbox_list_set_context (self->out_list, context);
  g_signal_connect_object (context, "outbox-changed", G_CALLBACK (on_outbox_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connections, "changed",
                           G_CALLBACK (matoi_outbox_view_show_connection), self, G_CONNECT_SWAPPED);
}

/* --- the object */

static void
on_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
matoi_outbox_view_dispose (GObject *object)
{
  MatoiOutboxView *self = MATOI_OUTBOX_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->connections)
    g_signal_handlers_disconnect_by_data (self->connections, self);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->connections);
  g_clear_object (&self->context);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_OUTBOX_VIEW);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_outbox_view_parent_class)->dispose (object);
}

static void
matoi_outbox_view_class_init (MatoiOutboxViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outbox_view_dispose;
  g_type_ensure (MATOI_TYPE_OUTBOX_LIST);
  signals[CLOSED] =
    g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/outbox/outbox-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_connection);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_goes);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_person);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_sent);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_own);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxView, out_settings);
  gtk_widget_class_bind_template_callback (widget_class, on_shelf);
  gtk_widget_class_bind_template_callback (widget_class, on_own);
  gtk_widget_class_bind_template_callback (widget_class, on_list_changed);
  gtk_widget_class_bind_template_callback (widget_class, say);
  gtk_widget_class_install_action (widget_class, "outbox.close", NULL, on_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "outbox.close", NULL);
}

static void
matoi_outbox_view_init (MatoiOutboxView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
