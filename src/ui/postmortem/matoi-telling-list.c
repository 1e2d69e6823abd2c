/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-list.h"

#include "matoi-captured-row.h"
#include "matoi-telling-row.h"

#define FIRST_ROWS 20
#define STEP_ROWS  6
#define MOST_ROWS  210
/* Left around what has the keyboard. */
#define MARGIN 12

void
matoi_telling_list_add_shortcut (GtkListView *list,
                                 const char *keys,
                                 GtkShortcutFunc callback,
                                 gpointer user_data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  g_auto (GStrv) names = g_strsplit (keys, "|", -1);

  /* Rows have a meaning of their own for Space. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; names[i]; i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (names[i]),
                        gtk_callback_action_new (callback, user_data, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (list), controller);
}

GtkWidget *
matoi_telling_list_find_row (GtkListView *list, MatoiTellingItem *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (!gtk_widget_get_child_visible (child))
        continue;
      if (MATOI_IS_CAPTURED_ROW (row) &&
          matoi_captured_row_get_item (MATOI_CAPTURED_ROW (row)) == item)
        return row;
      if (MATOI_IS_TELLING_ROW (row) &&
          matoi_telling_row_get_item (MATOI_TELLING_ROW (row)) == item)
        return row;
    }
  return NULL;
}

static gboolean
focus_row (GtkListView *list, guint position)
{
  g_autoptr (MatoiTellingItem) item =
    g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  GtkWidget *row = item ? matoi_telling_list_find_row (list, item) : NULL;

  return row && gtk_widget_grab_focus (gtk_widget_get_parent (row));
}

static gboolean
on_laid_out (gpointer user_data)
{
  GtkListView *list = user_data;
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), "matoi-focus"));

  if (gtk_widget_get_root (GTK_WIDGET (list)) && gtk_list_view_get_model (list))
    focus_row (list, position);
  return G_SOURCE_REMOVE;
}

/* --- growing from frame to frame */

static GtkSliceListModel *
get_slice (GtkListView *list)
{
  return g_object_get_data (G_OBJECT (list), "matoi-slice");
}

static gboolean
on_tick (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GtkSliceListModel *slice = get_slice (GTK_LIST_VIEW (list));
  guint size = gtk_slice_list_model_get_size (slice);

  /* The first frame is to show the beginning, not to wait for more. */
  if (!g_object_get_data (G_OBJECT (list), "matoi-painted"))
    {
      g_object_set_data (G_OBJECT (list), "matoi-painted", list);
      return G_SOURCE_CONTINUE;
    }
  if (size == G_MAXUINT)
    return G_SOURCE_REMOVE;
  /* GTK makes no more rows than that however long the list is. */
  gtk_slice_list_model_set_size (slice, size < MOST_ROWS ? size + STEP_ROWS : G_MAXUINT);
  return G_SOURCE_CONTINUE;
}

GListModel *
matoi_telling_list_new_model (GtkListView *list, GListModel *model)
{
  GtkSliceListModel *slice = gtk_slice_list_model_new (model, 0, FIRST_ROWS);

  g_object_set_data_full (G_OBJECT (list), "matoi-slice", g_object_ref (slice), g_object_unref);
  return G_LIST_MODEL (slice);
}

void
matoi_telling_list_begin (GtkListView *list)
{
  gtk_slice_list_model_set_size (get_slice (list), FIRST_ROWS);
  g_object_set_data (G_OBJECT (list), "matoi-painted", NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (list), on_tick, NULL, NULL);
}

void
matoi_telling_list_complete (GtkListView *list)
{
  if (get_slice (list))
    gtk_slice_list_model_set_size (get_slice (list), G_MAXUINT);
}

void
matoi_telling_list_focus (GtkListView *list, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", position);
  if (focus_row (list, position))
    return;
  /* It has no row before it is laid out. */
  gtk_widget_grab_focus (GTK_WIDGET (list));
  g_object_set_data (G_OBJECT (list), "matoi-focus", GUINT_TO_POINTER (position));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_laid_out, g_object_ref (list), g_object_unref);
}

/* --- keeping in view what has the keyboard: the list does so for whole rows only */

void
matoi_telling_list_bring_into_view (GtkListView *list, GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  graphene_rect_t place;
  double top, bottom;

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (list), &place))
    return;
  top = place.origin.y - MARGIN;
  bottom = place.origin.y + place.size.height + MARGIN;
  if (bottom > page)
    gtk_adjustment_set_value (adjustment, value + MIN (bottom - page, top));
  else if (top < 0)
    gtk_adjustment_set_value (adjustment, value + top);
}

/* --- what the rows have in common */

static GtkSizeRequestMode
get_request_mode (GtkWidget *row)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The width is not asked of the content, which wraps or shortens: that would lay out every text
 * once more. */
static void
measure (GtkWidget *row,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (gtk_widget_get_first_child (row), orientation, for_size, minimum, natural,
                        NULL, NULL);
}

static void
size_allocate (GtkWidget *row, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (row), width, height, -1, NULL);
}

void
matoi_telling_list_lay_out_row (GtkWidget *row, GtkWidget *content, int width)
{
  gtk_widget_set_layout_manager (row,
                                 gtk_custom_layout_new (get_request_mode, measure, size_allocate));
  gtk_widget_set_size_request (row, width, -1);
  gtk_widget_set_parent (content, row);
}

GtkWidget *
matoi_telling_list_new_chip (void)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *kind = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (kind), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (chip), gtk_image_new ());
  gtk_box_append (GTK_BOX (chip), kind);
  return chip;
}

void
matoi_telling_list_show_chip (GtkWidget *chip, MatoiTellingItem *item)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (chip)),
                                item->look ? item->look->icon : "list-add-symbolic");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (chip)),
                      matoi_telling_item_get_kind_name (item));
  matoi_ui_set_style (chip, "kind-", item->look ? item->look->style : "todo");
}
