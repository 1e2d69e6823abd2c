/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-compare.h"

#include <glib/gi18n-lib.h>

#include "matoi-compare-grid.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiHistoryCompare
{
  GtkWidget parent_instance;
  MatoiContext *context;
  GCancellable *cancellable; /* of what is being read */
  MatoiId ids[2];
  MatoiBrief *briefs[2]; /* (nullable) each */

  GtkLabel *hc_problem;
  GtkScrolledWindow *hc_scroller;
  GtkGrid *hc_grid;
  GtkWidget *hc_back, *hc_link, *hc_linked;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryCompare, matoi_history_compare, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  OPEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- reading both */

static void
show_problem (MatoiHistoryCompare *self, const char *text)
{
  matoi_side_set_label (self->hc_problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hc_problem), text != NULL);
}

static void
show_both (MatoiHistoryCompare *self)
{
  gboolean linked =
    g_strv_contains ((const char *const *) self->briefs[0]->seen_before, self->briefs[1]->ref);

  matoi_compare_grid_show (self->hc_grid, self->briefs[0], self->briefs[1],
                           matoi_context_get_zone (self->context));
  gtk_widget_set_visible (GTK_WIDGET (self->hc_scroller), TRUE);
  matoi_history_compare_set_linked (self, linked);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryCompare) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiBrief *brief = matoi_context_read_brief_finish (MATOI_CONTEXT (source), result, &error);

  if (!brief)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->hc_problem)
        show_problem (self, text);
      return;
    }
  for (guint i = 0; i < 2; i++)
    if (matoi_id_equal (&self->ids[i], &brief->id))
      {
        g_clear_pointer (&self->briefs[i], matoi_brief_free);
        self->briefs[i] = g_steal_pointer (&brief);
        break;
      }
  g_clear_pointer (&brief, matoi_brief_free);
  if (self->hc_grid && self->briefs[0] && self->briefs[1])
    show_both (self);
}

static void
read_both (MatoiHistoryCompare *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_problem (self, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->briefs[i], matoi_brief_free);
      matoi_context_read_brief_async (self->context, &self->ids[i], self->cancellable, on_read,
                                      g_object_ref (self));
    }
}

/** matoi_history_compare_begin: see the header. */
void
matoi_history_compare_begin (MatoiHistoryCompare *self,
                             MatoiContext *context,
                             const MatoiId *one,
                             const MatoiId *other)
{
  g_return_if_fail (MATOI_IS_HISTORY_COMPARE (self));

  g_set_object (&self->context, context);
  self->ids[0] = *one;
  self->ids[1] = *other;
  gtk_widget_set_visible (GTK_WIDGET (self->hc_scroller), FALSE);
  gtk_widget_set_visible (self->hc_link, FALSE);
  gtk_widget_set_visible (self->hc_linked, FALSE);
  read_both (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->hc_scroller), 0);
  gtk_widget_grab_focus (self->hc_back);
}

/* --- what can be done */

static void
close_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_cancellable_cancel (MATOI_HISTORY_COMPARE (widget)->cancellable);
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
open_one (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPEN], 0, g_variant_get_string (parameter, NULL));
}

/** matoi_history_compare_set_linked: see the header. */
void
matoi_history_compare_set_linked (MatoiHistoryCompare *self, gboolean linked)
{
  g_return_if_fail (MATOI_IS_HISTORY_COMPARE (self));

  gtk_widget_set_visible (self->hc_linked, linked);
  if (linked && gtk_widget_has_focus (self->hc_link))
    gtk_widget_grab_focus (self->hc_back);
  gtk_widget_set_visible (self->hc_link, !linked);
}

static void
link_both (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryCompare *self = MATOI_HISTORY_COMPARE (widget);

  g_autofree char *one = matoi_id_dup_text (&self->ids[0]);
  g_autofree char *other = matoi_id_dup_text (&self->ids[1]);

  if (self->briefs[0] && self->briefs[1] && gtk_widget_get_visible (self->hc_link))
    gtk_widget_activate_action (widget, "history.link", "(ss)", one, other);
}

/* The page has nothing to choose in: the keys move all of it. */
static gboolean
on_scroll_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryCompare *self = MATOI_HISTORY_COMPARE (widget);
  int type = g_variant_get_int32 (args);
  gboolean handled = FALSE;

  g_signal_emit_by_name (self->hc_scroller, "scroll-child", (GtkScrollType) type, FALSE, &handled);
  return TRUE;
}

/* --- the object */

static void
matoi_history_compare_dispose (GObject *object)
{
  MatoiHistoryCompare *self = MATOI_HISTORY_COMPARE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_COMPARE);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->briefs[i], matoi_brief_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_compare_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GtkScrollType type;
  } keys[] = {
    { GDK_KEY_Up, GTK_SCROLL_STEP_UP },      { GDK_KEY_Down, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_Page_Up, GTK_SCROLL_PAGE_UP }, { GDK_KEY_Page_Down, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_Home, GTK_SCROLL_START },      { GDK_KEY_End, GTK_SCROLL_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, on_scroll_key, "i", keys[i].type);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "compare.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "compare.link", NULL);
}

static void
matoi_history_compare_class_init (MatoiHistoryCompareClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_compare_dispose;
  signals[CLOSED] = g_signal_new ("closed", MATOI_TYPE_HISTORY_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", MATOI_TYPE_HISTORY_COMPARE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_grid);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_back);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryCompare, hc_linked);
  gtk_widget_class_install_action (widget_class, "compare.close", NULL, close_page);
  gtk_widget_class_install_action (widget_class, "compare.open", "s", open_one);
  gtk_widget_class_install_action (widget_class, "compare.link", NULL, link_both);
  add_keys (widget_class);
}

static void
matoi_history_compare_init (MatoiHistoryCompare *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
