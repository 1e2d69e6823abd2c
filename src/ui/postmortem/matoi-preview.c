/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-preview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-preview-private.h"

#define READING_WIDTH 860
/* Longer texts are read on another thread. */
#define MAX_DIRECT (512 * 1024)
/* What is built before the first frame, then in each one, in letters to lay out. */
#define FIRST_WEIGHT 5000
#define SLICE_WEIGHT 2000
/* So much is built without anybody scrolling there. */
#define UNASKED_PIECES 200
/* When less than that many pages lie below what is seen, more is built. */
#define PAGES_AHEAD 3
/* A change in the middle that is larger is built anew, bit by bit. */
#define MAX_MIDDLE 100

G_DEFINE_FINAL_TYPE (MatoiPreview, matoi_preview, GTK_TYPE_WIDGET)

/* --- building */

static void
build_next (MatoiPreview *self, gsize weight)
{
  for (gsize done = 0; done < weight && self->built->len < self->pieces->len;)
    {
      const MatoiPreviewPiece *piece = g_ptr_array_index (self->pieces, self->built->len);
      GtkWidget *widget = matoi_preview_build (piece);

      gtk_box_append (self->body, widget);
      g_ptr_array_add (self->built, widget);
      if (piece->picture)
        matoi_preview_ask (self, widget, piece->picture);
      done += piece->weight;
    }
}

static gboolean
is_more_wanted (MatoiPreview *self)
{
  double below =
    gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_value (self->adjustment);

  return self->built->len < self->pieces->len &&
         (self->built->len < UNASKED_PIECES ||
          below < (PAGES_AHEAD + 1) * gtk_adjustment_get_page_size (self->adjustment));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  MatoiPreview *self = MATOI_PREVIEW (widget);

  if (!is_more_wanted (self))
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  build_next (self, SLICE_WEIGHT);
  return G_SOURCE_CONTINUE;
}

/* A little in every frame: what is built is laid out before the next one. */
static void
want_more (MatoiPreview *self)
{
  if (self->tick == 0 && is_more_wanted (self))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

static gboolean
is_same (GPtrArray *a, guint i, GPtrArray *b, guint j)
{
  return ((const MatoiPreviewPiece *) g_ptr_array_index (a, i))->digest ==
         ((const MatoiPreviewPiece *) g_ptr_array_index (b, j))->digest;
}

static void
remove_built (MatoiPreview *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    gtk_box_remove (self->body, g_ptr_array_index (self->built, i));
  if (to > from)
    g_ptr_array_remove_range (self->built, from, to - from);
}

/* The widgets of pieces from..to are missing between those before and those after. */
static void
insert_built (MatoiPreview *self, guint from, guint to)
{
  GtkWidget *after = from > 0 ? g_ptr_array_index (self->built, from - 1) : NULL;

  for (guint i = from; i < to; i++)
    {
      const MatoiPreviewPiece *piece = g_ptr_array_index (self->pieces, i);
      GtkWidget *widget = matoi_preview_build (piece);

      gtk_box_insert_child_after (self->body, widget, after);
      g_ptr_array_insert (self->built, (int) i, widget);
      if (piece->picture)
        matoi_preview_ask (self, widget, piece->picture);
      after = widget;
    }
}

/* Shows @pieces; what looks the same stays, and with it the place of the reader. */
static void
show_pieces (MatoiPreview *self, GPtrArray *pieces)
{
  GPtrArray *old = self->pieces;
  guint shorter = MIN (old->len, pieces->len), same = 0, tail = 0, middle, kept;

  while (same < shorter && is_same (old, same, pieces, same))
    same++;
  while (tail < shorter - same &&
         is_same (old, old->len - 1 - tail, pieces, pieces->len - 1 - tail))
    tail++;
  middle = pieces->len - tail - same;
  kept = middle <= MAX_MIDDLE && self->built->len > old->len - tail
           ? self->built->len - (old->len - tail)
           : 0;
  remove_built (self, MIN (same, self->built->len), self->built->len - kept);
  self->pieces = pieces;
  if (kept > 0)
    insert_built (self, same, same + middle);
  else if (self->built->len == same)
    build_next (self, FIRST_WEIGHT);
  g_ptr_array_unref (old);
  gtk_widget_set_visible (self->empty, pieces->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->body), pieces->len > 0);
  want_more (self);
}

/* --- reading */

static void
read_text (GTask *task, gpointer source, gpointer text, GCancellable *cancellable)
{
  g_task_return_pointer (task, matoi_preview_dup_pieces (text), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPreview) self = user_data;
  GPtrArray *pieces = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!pieces) /* another text came since */
    return;
  g_clear_object (&self->reading);
  show_pieces (self, pieces);
}

/** matoi_preview_set_text: shows @markdown; of any size, from anybody. */
void
matoi_preview_set_text (MatoiPreview *self, const char *markdown)
{
  g_return_if_fail (MATOI_IS_PREVIEW (self));
  g_return_if_fail (markdown != NULL);

  if (g_strcmp0 (self->text, markdown) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (markdown);
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (strlen (markdown) <= MAX_DIRECT)
    show_pieces (self, matoi_preview_dup_pieces (markdown));
  else
    {
      g_autoptr (GTask) task = NULL;

      self->reading = g_cancellable_new ();
      task = g_task_new (NULL, self->reading, on_read, g_object_ref (self));
      g_task_set_task_data (task, g_strdup (markdown), g_free);
      g_task_run_in_thread (task, read_text);
    }
}

/* --- the widget */

GtkWidget *
matoi_preview_new (void)
{
  return g_object_new (MATOI_TYPE_PREVIEW, NULL);
}

static void
matoi_preview_dispose (GObject *object)
{
  MatoiPreview *self = MATOI_PREVIEW (object);

  if (self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->fetching)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_object (&self->session);
  if (self->loader_destroy)
    self->loader_destroy (self->loader_data);
  self->loader = NULL;
  self->loader_destroy = NULL;
  g_ptr_array_set_size (self->built, 0);
  if (self->adjustment)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  self->adjustment = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_preview_parent_class)->dispose (object);
}

static void
matoi_preview_finalize (GObject *object)
{
  MatoiPreview *self = MATOI_PREVIEW (object);

  g_free (self->text);
  g_ptr_array_unref (self->built);
  g_ptr_array_unref (self->pieces);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->broken);
  G_OBJECT_CLASS (matoi_preview_parent_class)->finalize (object);
}

static void
matoi_preview_class_init (MatoiPreviewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_preview_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_preview_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
unref_texture (gpointer texture)
{
  if (texture)
    g_object_unref (texture);
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *label = gtk_label_new (_ ("Nothing is written yet."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static void
matoi_preview_init (MatoiPreview *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pieces = g_ptr_array_new_with_free_func (NULL);
  self->built = g_ptr_array_new ();
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_texture);
  self->broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->empty = new_empty ();
  gtk_box_append (GTK_BOX (column), self->empty);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->body));
  gtk_widget_add_css_class (column, "page");
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), READING_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), READING_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  /* one stop for Tab, from which the keys scroll */
  gtk_widget_set_focusable (self->scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview"), -1);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (want_more), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (want_more), self);
}
