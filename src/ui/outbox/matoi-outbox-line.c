/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-line-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

G_DEFINE_FINAL_TYPE (MatoiOutboxLine, matoi_outbox_line, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SEND,
  EDIT,
  DISCARD,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is shown */

void
matoi_outbox_line_show (MatoiOutboxLine *self,
                        GPtrArray *rows,
                        const MatoiOutboxRow *row,
                        gboolean discreet,
                        MatoiContext *context)
{
  GPtrArray *old = self->rows;

  g_return_if_fail (MATOI_IS_OUTBOX_LINE (self) && row->id == self->id);

  self->rows = g_ptr_array_ref (rows);
  self->row = row;
  self->discreet = discreet;
  g_set_object (&self->context, context);
  g_clear_pointer (&old, g_ptr_array_unref);
  matoi_outbox_line_refresh (self);
}

void
matoi_outbox_line_show_problem (MatoiOutboxLine *self, const char *text)
{
  g_return_if_fail (MATOI_IS_OUTBOX_LINE (self));

  matoi_side_set_label (self->ol_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ol_problem), text != NULL);
}

/* --- what a person does */

/* Back to the buttons; the keyboard stays with the line. */
static void
fold (MatoiOutboxLine *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  gtk_widget_set_visible (self->ol_editor, FALSE);
  gtk_widget_set_visible (self->ol_confirm, FALSE);
  matoi_outbox_line_show_problem (self, NULL);
  matoi_outbox_line_refresh (self);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

gboolean
matoi_outbox_line_is_edited (MatoiOutboxLine *self)
{
  return gtk_widget_get_visible (self->ol_editor);
}

void
matoi_outbox_line_end_edit (MatoiOutboxLine *self)
{
  fold (self);
}

/* The one thing that is asked twice: it would interrupt people late, or a second time. */
static void
ask_or_send (MatoiOutboxLine *self)
{
  g_autofree char *asks =
    matoi_outbox_dup_consequence (self->row, matoi_context_get_now (self->context),
                                  matoi_context_get_zone (self->context));

  matoi_outbox_line_show_problem (self, NULL);
  if (!asks)
    {
      g_signal_emit (self, signals[SEND], 0);
      return;
    }
  gtk_label_set_text (self->ol_consequence, asks);
  gtk_button_set_label (self->ol_send_all_the_same,
                        self->row->pings ? _ ("_Alert People Now")
                                         : _ ("_Send Again, Perhaps Twice"));
  gtk_widget_set_visible (self->ol_confirm, TRUE);
  matoi_outbox_line_show_buttons (self);
  gtk_widget_grab_focus (self->ol_leave);
}

static void
send_all_the_same (MatoiOutboxLine *self)
{
  fold (self);
  g_signal_emit (self, signals[SEND], 0);
}

static void
begin_edit (MatoiOutboxLine *self)
{
  g_autofree char *words = matoi_outbox_dup_words (self->row);

  matoi_outbox_line_show_problem (self, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->ol_text), words ? words : "", -1);
  gtk_widget_set_visible (self->ol_confirm, FALSE);
  gtk_widget_set_visible (self->ol_editor, TRUE);
  matoi_outbox_line_refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->ol_text));
}

static void
save (MatoiOutboxLine *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->ol_text);
  g_autofree char *words = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  g_signal_emit (self, signals[EDIT], 0, words);
}

static void
discard (MatoiOutboxLine *self)
{
  g_signal_emit (self, signals[DISCARD], 0);
}

/* --- keys */

static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiOutboxLine *self = MATOI_OUTBOX_LINE (widget);
  gboolean edited = matoi_outbox_line_is_edited (self);

  switch (g_variant_get_int32 (args))
    {
    case GDK_KEY_Escape:
      if (!edited && !gtk_widget_get_visible (self->ol_confirm))
        return GDK_EVENT_PROPAGATE;
      fold (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
      if (edited)
        save (self);
      return edited;
    case GDK_KEY_F2:
      if (edited || !gtk_widget_get_visible (GTK_WIDGET (self->ol_edit)))
        return GDK_EVENT_PROPAGATE;
      begin_edit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    default:
      if (edited || !matoi_outbox_can (self->row, MATOI_OUTBOX_DISCARD))
        return GDK_EVENT_PROPAGATE;
      discard (self);
      return GDK_EVENT_STOP;
    }
}

static void
add_key (GtkWidgetClass *class, guint keyval, GdkModifierType modifiers, int meaning)
{
  gtk_widget_class_add_binding (class, keyval, modifiers, on_key, "i", meaning);
}

/* --- the object */

GtkWidget *
matoi_outbox_line_new (gint64 id)
{
  MatoiOutboxLine *self = g_object_new (MATOI_TYPE_OUTBOX_LINE, NULL);

  self->id = id;
  return GTK_WIDGET (self);
}

const gint64 *
matoi_outbox_line_get_id (MatoiOutboxLine *self)
{
  return &self->id;
}

const MatoiOutboxRow *
matoi_outbox_line_get_row (MatoiOutboxLine *self)
{
  return self->row;
}

static void
matoi_outbox_line_dispose (GObject *object)
{
  MatoiOutboxLine *self = MATOI_OUTBOX_LINE (object);

  /* The row lets go of its child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_OUTBOX_LINE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);
  self->row = NULL;
  G_OBJECT_CLASS (matoi_outbox_line_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_since);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_consequence);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_editor);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_confirm);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_buttons);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_leave);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_incident);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_send);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_send_all_the_same);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_edit);
  gtk_widget_class_bind_template_child (widget_class, MatoiOutboxLine, ol_discard);
  gtk_widget_class_bind_template_callback (widget_class, ask_or_send);
  gtk_widget_class_bind_template_callback (widget_class, send_all_the_same);
  gtk_widget_class_bind_template_callback (widget_class, begin_edit);
  gtk_widget_class_bind_template_callback (widget_class, save);
  gtk_widget_class_bind_template_callback (widget_class, fold);
  gtk_widget_class_bind_template_callback (widget_class, discard);
}

static void
matoi_outbox_line_class_init (MatoiOutboxLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outbox_line_dispose;
  signals[SEND] =
    g_signal_new ("send", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[DISCARD] =
    g_signal_new ("discard", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/outbox/outbox-line.ui");
  bind_children (widget_class);
  add_key (widget_class, GDK_KEY_Escape, 0, GDK_KEY_Escape);
  add_key (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, GDK_KEY_Return);
  add_key (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, GDK_KEY_Return);
  add_key (widget_class, GDK_KEY_F2, 0, GDK_KEY_F2);
  add_key (widget_class, GDK_KEY_Delete, 0, GDK_KEY_Delete);
}

static void
matoi_outbox_line_init (MatoiOutboxLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
