/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-view-private.h"

/* From one incident to another that is like it, both side by side, and out of the house. */

static MatoiHistoryItem *
find_item (MatoiHistoryView *self, const char *ref)
{
  GPtrArray *all = matoi_history_model_get_all (self->model);

  for (guint i = 0; i < all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (all, i);

      if (g_strcmp0 (matoi_history_item_get_row (item)->ref, ref) == 0)
        return item;
    }
  return NULL;
}

/* Where the words left it out, the words go. */
static void
on_similar_chosen (MatoiHistoryView *self, const char *ref)
{
  MatoiHistoryItem *item = find_item (self, ref);
  const MatoiId *id = item ? &matoi_history_item_get_row (item)->id : NULL;

  if (!id)
    return;
  if (!matoi_history_table_choose (self->hist_table, id))
    {
      matoi_history_view_set_words (self, "");
      matoi_history_table_choose (self->hist_table, id);
    }
  matoi_history_view_focus_list (self);
}

/* --- side by side */

static void
set_marked (MatoiHistoryView *self, MatoiHistoryItem *item)
{
  g_set_object (&self->marked, item);
  matoi_history_preview_set_marked (self->hist_preview,
                                    item ? matoi_history_item_get_row (item)->ref : NULL);
}

static void
compare_both (MatoiHistoryView *self, MatoiHistoryItem *one, MatoiHistoryItem *other)
{
  g_set_weak_pointer (&self->before, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_stack_set_visible_child_name (self->hist_pages, "compare");
  matoi_history_compare_begin (self->hist_compare, self->context,
                               &matoi_history_item_get_row (one)->id,
                               &matoi_history_item_get_row (other)->id);
  set_marked (self, NULL);
}

static void
on_similar_compared (MatoiHistoryView *self, const char *ref)
{
  MatoiHistoryItem *item = matoi_history_table_get_item (self->hist_table);
  MatoiHistoryItem *other = find_item (self, ref);

  if (item && other)
    compare_both (self, item, other);
}

/* The first of two is kept; the same one again is let go. */
static void
compare (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);
  MatoiHistoryItem *item = matoi_history_table_get_item (self->hist_table);
  g_autofree char *text = NULL;

  if (!item || !matoi_history_view_shows_table (self))
    return;
  if (self->marked && self->marked != item)
    {
      compare_both (self, self->marked, item);
      return;
    }
  set_marked (self, self->marked ? NULL : item);
  text = self->marked ? /* Translators: %s is the reference of an incident. */
    g_strdup_printf (_ ("%s is one of the two. Choose another incident and compare again."),
                        matoi_history_item_get_row (item)->ref)
                      : g_strdup (_ ("Nothing is chosen to be compared."));
  matoi_history_view_say (self, text, FALSE);
}

/* Back to where one was. */
static void
on_compare_closed (MatoiHistoryView *self)
{
  gtk_stack_set_visible_child_name (self->hist_pages, "table");
  if (!self->before || !gtk_widget_get_mapped (self->before) ||
      !gtk_widget_grab_focus (self->before))
    matoi_history_view_focus_list (self);
}

static void
on_compare_opened (MatoiHistoryView *self, const char *ref)
{
  g_signal_emit_by_name (self, "open", ref, NULL, NULL);
}

/* --- out of the house */

static void
write_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_history_view_shows_table (self))
    matoi_history_preview_export (self->hist_preview);
}

/* As everywhere: what is in front. */
static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_history_view_shows_table (self))
    matoi_history_preview_print (self->hist_preview);
  else
    gtk_widget_error_bell (widget);
}

/* From the list and what is beside it too, not only from the words. */
static void
open_saved (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_history_view_shows_table (self))
    matoi_history_saved_open (self->hist_saved, FALSE);
}

/* --- from pane to pane: F6 and Shift+F6 */

static gboolean
on_next_pane (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);
  GtkWidget *const panes[] = { GTK_WIDGET (self->hist_search), GTK_WIDGET (self->hist_table),
                               GTK_WIDGET (self->hist_preview) };
  int n = G_N_ELEMENTS (panes), by = g_variant_get_int32 (args), pane = 0;

  if (!matoi_history_view_shows_table (self))
    return FALSE;
  for (int i = 0; i < n; i++)
    if (gtk_widget_get_state_flags (panes[i]) & GTK_STATE_FLAG_FOCUS_WITHIN)
      pane = i;
  for (int i = 1; i < n; i++)
    {
      GtkWidget *next = panes[(pane + i * by + n * i) % n];

      if (gtk_widget_get_mapped (next) && (next == GTK_WIDGET (self->hist_table)
                                             ? matoi_history_table_focus (self->hist_table)
                                             : gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD)))
        break;
    }
  return TRUE;
}

/* --- */

/** matoi_history_view_get_words: see the header. */
const char *
matoi_history_view_get_words (MatoiHistoryView *self)
{
  return matoi_history_view_get_text (self);
}

void
matoi_history_view_end_pair (MatoiHistoryView *self)
{
  g_clear_object (&self->marked);
  g_clear_weak_pointer (&self->before);
}

void
matoi_history_view_install_pair (GtkWidgetClass *widget_class)
{
  g_type_ensure (MATOI_TYPE_HISTORY_COMPARE);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_compare);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_compared);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_compare_opened);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, compare);
  gtk_widget_class_install_action (widget_class, "history.export", NULL, write_out);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "history.compare",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "history.export",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "history.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "history.saved", NULL, open_saved);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "history.saved",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "history.print",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, on_next_pane, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, on_next_pane, "i", -1);
}
