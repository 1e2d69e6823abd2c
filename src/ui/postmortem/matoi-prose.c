/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-prose.h"

#include <string.h>

#include "matoi-prose-private.h"
#include "matoi-prose-spell.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiProse, matoi_prose, GTK_TYPE_WIDGET)

/* A small text grows with what is typed, up to so many times its least height. */
#define MOST 4

static int
measure_lines (MatoiProse *self, guint lines)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (self->pro_view), "M");
  GtkTextView *view = GTK_TEXT_VIEW (self->pro_view);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  height +=
    gtk_text_view_get_pixels_above_lines (view) + gtk_text_view_get_pixels_below_lines (view);
  return (int) lines * height + gtk_text_view_get_top_margin (view) +
         gtk_text_view_get_bottom_margin (view);
}

/* A field with nothing to scroll lets the wheel through to the page it stands in. */
static void
on_room (MatoiProse *self, GtkAdjustment *adjustment)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (self->pro_scroller));
  gboolean scrolls =
    gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) >= 1;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);
      GtkPropagationPhase phase = gtk_event_controller_get_propagation_phase (one);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (one) && phase != GTK_PHASE_CAPTURE)
        gtk_event_controller_set_propagation_phase (one,
                                                    scrolls ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
    }
}

/* The height of a page, or of a field in one. */
static void
set_lines (MatoiProse *self, guint lines)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->pro_view);

  gtk_widget_add_css_class (GTK_WIDGET (self), lines > 0 ? "prose-field" : "prose-page");
  gtk_widget_set_vexpand (GTK_WIDGET (self), lines == 0);
  if (lines == 0)
    return;
  gtk_text_view_set_left_margin (view, 10);
  gtk_text_view_set_right_margin (view, 10);
  gtk_text_view_set_top_margin (view, 7);
  gtk_text_view_set_bottom_margin (view, 7);
  gtk_widget_set_margin_start (GTK_WIDGET (self->pro_placeholder), 10);
  gtk_widget_set_margin_end (GTK_WIDGET (self->pro_placeholder), 10);
  gtk_widget_set_margin_top (GTK_WIDGET (self->pro_placeholder), 9);
  gtk_scrolled_window_set_propagate_natural_height (self->pro_scroller, TRUE);
  gtk_scrolled_window_set_min_content_height (self->pro_scroller, measure_lines (self, lines));
  gtk_scrolled_window_set_max_content_height (self->pro_scroller,
                                              measure_lines (self, lines * MOST));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->pro_scroller), "changed",
                           G_CALLBACK (on_room), self, G_CONNECT_SWAPPED);
}

/**
 * matoi_prose_new:
 * @accessible_label: what the text is, for those who do not see it
 * @lines: see the header
 */
GtkWidget *
matoi_prose_new (const char *accessible_label, guint lines)
{
  MatoiProse *self = g_object_new (MATOI_TYPE_PROSE, NULL);

  matoi_prose_set_label (self, accessible_label);
  set_lines (self, lines);
  return GTK_WIDGET (self);
}

void
matoi_prose_set_label (MatoiProse *self, const char *accessible_label)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pro_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_label, -1);
}

static void
show_placeholder (MatoiProse *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->pro_placeholder),
                          !self->composing && gtk_text_buffer_get_char_count (self->buffer) == 0);
}

void
matoi_prose_set_placeholder (MatoiProse *self, const char *text)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  gtk_label_set_text (self->pro_placeholder, text ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pro_view),
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, text ? text : "", -1);
}

char *
matoi_prose_dup_text (MatoiProse *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (MATOI_IS_PROSE (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

void
matoi_prose_set_editable (MatoiProse *self, gboolean editable)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->pro_view), editable);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->pro_view), editable);
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "prose-fixed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "prose-fixed");
}

/** matoi_prose_select: selects these bytes of the text, shows them, and puts the keyboard there. */
void
matoi_prose_select (MatoiProse *self, gsize offset, gsize length)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  gsize bytes;

  g_return_if_fail (MATOI_IS_PROSE (self));

  text = matoi_prose_dup_text (self);
  bytes = strlen (text);
  offset = MIN (offset, bytes);
  length = MIN (length, bytes - offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start,
                                      (int) g_utf8_strlen (text, (gssize) offset));
  end = start;
  gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (text + offset, (gssize) length));
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->pro_view));
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->pro_view),
                                gtk_text_buffer_get_insert (self->buffer), 0.1, FALSE, 0, 0);
}

gboolean
matoi_prose_is_waiting (MatoiProse *self)
{
  g_return_val_if_fail (MATOI_IS_PROSE (self), FALSE);

  return self->waiting != NULL;
}

gboolean
matoi_prose_is_composing (MatoiProse *self)
{
  g_return_val_if_fail (MATOI_IS_PROSE (self), FALSE);

  return self->composing;
}

/** matoi_prose_get_view: (transfer none): for what works on the text as a text. */
GtkTextView *
matoi_prose_get_view (MatoiProse *self)
{
  g_return_val_if_fail (MATOI_IS_PROSE (self), NULL);

  return GTK_TEXT_VIEW (self->pro_view);
}

void
matoi_prose_show_problem (MatoiProse *self, const char *text)
{
  g_return_if_fail (MATOI_IS_PROSE (self));

  if (!text && !gtk_widget_get_visible (GTK_WIDGET (self->pro_problem)))
    return;
  gtk_label_set_text (self->pro_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->pro_problem), text != NULL);
}

static void
on_changed (MatoiProse *self)
{
  show_placeholder (self);
  if (self->showing)
    return;
  matoi_prose_show_problem (self, NULL);
  matoi_prose_typed (self);
  g_signal_emit_by_name (self, "typed");
}

static void
on_preedit (MatoiProse *self, const char *preedit)
{
  matoi_prose_set_composing (self, preedit && *preedit);
  show_placeholder (self);
}

static void
on_action_began (MatoiProse *self)
{
  self->user_actions++;
}

static void
on_action_ended (MatoiProse *self)
{
  self->user_actions--;
}

/* While an answer is awaited the rest follows it. */
static void
on_left (MatoiProse *self)
{
  if (self->sent->len == 0 && !self->composing)
    matoi_prose_flush (self);
}

static gboolean
matoi_prose_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_PROSE (widget)->pro_view));
}

static void
matoi_prose_dispose (GObject *object)
{
  MatoiProse *self = MATOI_PROSE (object);

  if (self->sent)
    matoi_prose_clear_save (self);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  if (self->buffer)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      g_clear_pointer (&self->marks, g_ptr_array_unref);
      g_clear_object (&self->buffer);
    }
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_PROSE);
  G_OBJECT_CLASS (matoi_prose_parent_class)->dispose (object);
}

static void
matoi_prose_class_init (MatoiProseClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_prose_dispose;
  widget_class->grab_focus = matoi_prose_grab_focus;
  g_signal_new ("save", MATOI_TYPE_PROSE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("typed", MATOI_TYPE_PROSE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_css_name (widget_class, "prose");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/prose.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiProse, pro_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiProse, pro_view);
  gtk_widget_class_bind_template_child (widget_class, MatoiProse, pro_placeholder);
  gtk_widget_class_bind_template_child (widget_class, MatoiProse, pro_problem);
  gtk_widget_class_bind_template_callback (widget_class, on_preedit);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
}

static void
matoi_prose_init (MatoiProse *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->base = g_strdup ("");
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->pro_view)));
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  matoi_prose_set_up_hits (self);
  matoi_prose_set_up_look (self);
  matoi_prose_set_up_paste (self);
  matoi_prose_spell_attach (self->pro_view);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->buffer, "begin-user-action", G_CALLBACK (on_action_began), self);
  g_signal_connect_swapped (self->buffer, "end-user-action", G_CALLBACK (on_action_ended), self);
}
