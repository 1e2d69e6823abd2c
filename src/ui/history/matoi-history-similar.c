/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-similar.h"

#include "matoi-history-similar-row.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

#define MAX_SIMILAR 5

struct _MatoiHistorySimilar
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFinder *finder;    /* of its own: nobody who types waits for what is similar */
  MatoiHistoryItem *item; /* (nullable) */
  gboolean asking, ask_again;
  GPtrArray *similar; /* (nullable) of MatoiSimilar */
  GStrv linked;

  GtkListBox *hs_list;
  GtkWidget *hs_heading, *hs_none;
};

G_DEFINE_FINAL_TYPE (MatoiHistorySimilar, matoi_history_similar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  COMPARE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is shown */

static void
show_linked (MatoiHistorySimilar *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->hs_list)); row;
       row = gtk_widget_get_next_sibling (row))
    matoi_history_similar_row_set_linked (
      MATOI_HISTORY_SIMILAR_ROW (row),
      self->linked &&
        g_strv_contains ((const char *const *) self->linked,
                         matoi_history_similar_row_get_ref (MATOI_HISTORY_SIMILAR_ROW (row))));
}

/* (nullable) (transfer full): of the row the keyboard is in. */
static char *
dup_focused (MatoiHistorySimilar *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->hs_list));

  return row && gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN
           ? g_strdup (matoi_history_similar_row_get_ref (MATOI_HISTORY_SIMILAR_ROW (row)))
           : NULL;
}

/* The keyboard stays with the incident it was at, or else in the list, or else beside it. */
static void
focus_again (MatoiHistorySimilar *self, const char *ref)
{
  GtkWidget *list = GTK_WIDGET (self->hs_list), *found = gtk_widget_get_first_child (list);

  for (GtkWidget *row = found; row; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (matoi_history_similar_row_get_ref (MATOI_HISTORY_SIMILAR_ROW (row)), ref) == 0)
      found = row;
  if (found)
    gtk_widget_grab_focus (found);
  else
    gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
}

static void
show_all (MatoiHistorySimilar *self)
{
  g_autofree char *focused = dup_focused (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hs_list))))
    gtk_list_box_remove (self->hs_list, child);
  for (guint i = 0; i < self->similar->len; i++)
    gtk_list_box_append (self->hs_list,
                         matoi_history_similar_row_new (g_ptr_array_index (self->similar, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->hs_list), self->similar->len > 0);
  gtk_widget_set_visible (self->hs_none, self->similar->len == 0);
  if (focused)
    focus_again (self, focused);
  show_linked (self);
}

/* What is shown is of another incident: not to be read, and in nobody's way. */
static void
set_stale (MatoiHistorySimilar *self, gboolean stale)
{
  gtk_widget_set_opacity (GTK_WIDGET (self), stale ? 0 : 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !stale);
}

/* --- asking */

static void ask (MatoiHistorySimilar *self);

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistorySimilar) self = user_data;
  g_autoptr (GPtrArray) similar = matoi_finder_list_finish (MATOI_FINDER (source), result, NULL);

  self->asking = FALSE;
  if (!self->item || !self->hs_list)
    return;
  if (self->ask_again)
    {
      ask (self);
      return;
    }
  /* What cannot be read is told by the table; here there is nothing to be said. */
  if (!similar)
    return;
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  self->similar = g_steal_pointer (&similar);
  show_all (self);
  set_stale (self, FALSE);
}

/* One question at a time; what was asked meanwhile is asked when that is answered. */
static void
ask (MatoiHistorySimilar *self)
{
  self->ask_again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  matoi_finder_list_similar_async (self->finder, &matoi_history_item_get_row (self->item)->id,
                                   MAX_SIMILAR, on_listed, g_object_ref (self));
}

/** matoi_history_similar_show: see the header. */
void
matoi_history_similar_show (MatoiHistorySimilar *self, MatoiHistoryItem *item)
{
  g_return_if_fail (MATOI_IS_HISTORY_SIMILAR (self));

  if (self->item != item)
    {
      set_stale (self, TRUE);
      g_clear_pointer (&self->linked, g_strfreev);
    }
  g_set_object (&self->item, item);
  if (item)
    ask (self);
}

/** matoi_history_similar_set_linked: see the header. */
void
matoi_history_similar_set_linked (MatoiHistorySimilar *self, GStrv refs)
{
  g_return_if_fail (MATOI_IS_HISTORY_SIMILAR (self));

  g_strfreev (self->linked);
  self->linked = g_strdupv (refs);
  show_linked (self);
}

/* --- what can be done */

static const MatoiSimilar *
find (MatoiHistorySimilar *self, const char *ref)
{
  for (guint i = 0; self->similar && i < self->similar->len; i++)
    {
      const MatoiSimilar *one = g_ptr_array_index (self->similar, i);

      if (g_strcmp0 (one->ref, ref) == 0)
        return one;
    }
  return NULL;
}

static void
on_row_activated (MatoiHistorySimilar *self, GtkListBoxRow *row)
{
  g_autofree char *ref =
    g_strdup (matoi_history_similar_row_get_ref (MATOI_HISTORY_SIMILAR_ROW (row)));

  g_signal_emit (self, signals[CHOSEN], 0, ref);
}

static void
compare (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[COMPARE], 0, g_variant_get_string (parameter, NULL));
}

/* What is linked already is no news that could be taken back. */
static void
link_both (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistorySimilar *self = MATOI_HISTORY_SIMILAR (widget);
  const MatoiSimilar *other = find (self, g_variant_get_string (parameter, NULL));

  g_autofree char *ours = NULL, *theirs = NULL;

  if (!self->item || !other || !self->linked ||
      g_strv_contains ((const char *const *) self->linked, other->ref))
    return;
  ours = matoi_id_dup_text (&matoi_history_item_get_row (self->item)->id);
  theirs = matoi_id_dup_text (&other->incident);
  gtk_widget_activate_action (widget, "history.link", "(ss)", ours, theirs);
}

/* --- the object */

/** matoi_history_similar_set_context: to be called once. */
void
matoi_history_similar_set_context (MatoiHistorySimilar *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_HISTORY_SIMILAR (self) && !self->context);

  self->context = g_object_ref (context);
  self->finder = matoi_finder_new (context);
}

static void
matoi_history_similar_dispose (GObject *object)
{
  MatoiHistorySimilar *self = MATOI_HISTORY_SIMILAR (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->linked, g_strfreev);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_SIMILAR);
  g_clear_object (&self->finder);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_similar_parent_class)->dispose (object);
}

static void
matoi_history_similar_class_init (MatoiHistorySimilarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_similar_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MATOI_TYPE_HISTORY_SIMILAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[COMPARE] = g_signal_new ("compare", MATOI_TYPE_HISTORY_SIMILAR, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-similar.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySimilar, hs_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySimilar, hs_heading);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySimilar, hs_none);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_install_action (widget_class, "similar.link", "s", link_both);
  gtk_widget_class_install_action (widget_class, "similar.compare", "s", compare);
}

static void
matoi_history_similar_init (MatoiHistorySimilar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
