/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-completion.h"

#include "matoi-completion-row.h"
#include "matoi-ui-text.h"

#define MAX_WIDTH 660
/* Around the rows, on both sides; see entry.css. */
#define PADDING 10

struct _MatoiCompletion
{
  GtkPopover parent_instance;
  GtkScrolledWindow *compl_scroller;
  GtkListBox *compl_list;

  GtkWidget *field; /* (not owned): what is typed in */
  MatoiCandidateList *list;
  GPtrArray *rows; /* of MatoiCompletionRow (not owned), more than are shown perhaps */
};

G_DEFINE_FINAL_TYPE (MatoiCompletion, matoi_completion, GTK_TYPE_POPOVER)

enum
{
  ACCEPTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
get_chosen (MatoiCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->compl_list);

  return row ? gtk_list_box_row_get_index (row) : -1;
}

/* The row that is chosen is seen, though it never has the focus. */
static void
scroll_to (MatoiCompletion *self, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->compl_scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->compl_list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
choose (MatoiCompletion *self, int index)
{
  GtkWidget *row = index < 0 ? NULL : g_ptr_array_index (self->rows, (guint) index);

  gtk_list_box_select_row (self->compl_list, row ? GTK_LIST_BOX_ROW (row) : NULL);
  if (!row)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->field),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  scroll_to (self, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->field),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static void
show_rows (MatoiCompletion *self)
{
  GPtrArray *items = self->list->items;

  while (self->rows->len < items->len)
    {
      GtkWidget *row = matoi_completion_row_new ();

      gtk_list_box_append (self->compl_list, row);
      g_ptr_array_add (self->rows, row);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      gtk_widget_set_visible (row, i < items->len);
      if (i < items->len)
        matoi_completion_row_show (MATOI_COMPLETION_ROW (row), g_ptr_array_index (items, i));
    }
}

static void
place (MatoiCompletion *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  /* As wide as what is around the field, chip and all. */
  if (!gtk_widget_compute_bounds (gtk_widget_get_parent (self->field), parent, &bounds))
    return;
  rectangle = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                              (int) bounds.size.height };
  /* First its size: pointing brings it to its place, and it is that high from then on. */
  gtk_widget_set_size_request (GTK_WIDGET (self->compl_scroller),
                               CLAMP (rectangle.width - PADDING, 240, MAX_WIDTH), -1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &rectangle);
}

/* No monitor reaches that far, wherever the window begins. */
static gboolean
is_off_screen (GdkSurface *surface, int x, int y)
{
  GListModel *monitors = gdk_display_get_monitors (gdk_surface_get_display (surface));
  GdkRectangle screen = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle part;

      gdk_monitor_get_geometry (monitor, &part);
      gdk_rectangle_union (&screen, &part, &screen);
    }
  return x >= screen.width || y >= screen.height;
}

/* A window may be larger than the screen, or too small for the field: GDK asks for the monitor
 * of the place that a popover points to, and there is none. */
static gboolean
has_place (MatoiCompletion *self)
{
  GtkNative *native = gtk_widget_get_native (self->field);
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;
  graphene_rect_t bounds;
  double x, y;

  if (!surface || !gtk_widget_compute_bounds (self->field, GTK_WIDGET (native), &bounds))
    return FALSE;
  gtk_native_get_surface_transform (native, &x, &y);
  x += bounds.origin.x;
  y += bounds.origin.y;
  return x + bounds.size.width > 0 && y + bounds.size.height > 0 &&
         x < gdk_surface_get_width (surface) && y < gdk_surface_get_height (surface) &&
         !is_off_screen (surface, (int) x, (int) y);
}

/**
 * matoi_completion_take_list:
 * @list: (transfer full) (nullable): what to offer; nothing is chosen yet
 */
void
matoi_completion_take_list (MatoiCompletion *self, MatoiCandidateList *list)
{
  g_return_if_fail (MATOI_IS_COMPLETION (self));

  g_clear_pointer (&self->list, matoi_candidate_list_free);
  self->list = list;
  if (!list || list->items->len == 0 || !has_place (self))
    {
      matoi_completion_close (self);
      return;
    }
  choose (self, -1);
  show_rows (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->compl_scroller), 0);
  place (self);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_popover_popup (GTK_POPOVER (self));
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_EXPANDED,
                                   TRUE, -1);
    }
}

void
matoi_completion_close (MatoiCompletion *self)
{
  g_return_if_fail (MATOI_IS_COMPLETION (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  choose (self, -1);
  /* At once: the next key must not find it half closed. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE,
                               -1);
}

gboolean
matoi_completion_is_open (MatoiCompletion *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/* Whether a row is chosen, that Enter would accept. */
gboolean
matoi_completion_has_choice (MatoiCompletion *self)
{
  return matoi_completion_is_open (self) && get_chosen (self) >= 0;
}

/* Chooses the next row (@by 1) or the one before (-1), around the ends. */
void
matoi_completion_move (MatoiCompletion *self, int by)
{
  int chosen, n;

  g_return_if_fail (MATOI_IS_COMPLETION (self));

  if (!matoi_completion_is_open (self))
    return;
  n = (int) self->list->items->len;
  chosen = get_chosen (self);
  if (chosen < 0)
    choose (self, by > 0 ? 0 : n - 1);
  else
    choose (self, (chosen + by + n) % n);
}

static void
accept (MatoiCompletion *self, guint index)
{
  const MatoiCandidate *candidate = g_ptr_array_index (self->list->items, index);
  g_autofree char *insert = g_strconcat (candidate->insert, candidate->more ? " " : "", NULL);
  guint start = self->list->start, end = self->list->end;

  matoi_completion_close (self);
  g_signal_emit (self, signals[ACCEPTED], 0, insert, start, end);
}

/* Accepts the row that is chosen, or else the first. FALSE: the list is not open. */
gboolean
matoi_completion_accept (MatoiCompletion *self)
{
  g_return_val_if_fail (MATOI_IS_COMPLETION (self), FALSE);

  if (!matoi_completion_is_open (self))
    return FALSE;
  accept (self, (guint) MAX (get_chosen (self), 0));
  return TRUE;
}

static void
on_row_activated (MatoiCompletion *self, GtkListBoxRow *row)
{
  accept (self, (guint) gtk_list_box_row_get_index (row));
}

/* The list of @field, a child of @parent. */
GtkWidget *
matoi_completion_new (GtkWidget *parent, GtkWidget *field)
{
  MatoiCompletion *self = g_object_new (MATOI_TYPE_COMPLETION, NULL);

  self->field = field;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return GTK_WIDGET (self);
}

static void
matoi_completion_finalize (GObject *object)
{
  MatoiCompletion *self = MATOI_COMPLETION (object);

  g_clear_pointer (&self->list, matoi_candidate_list_free);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (matoi_completion_parent_class)->finalize (object);
}

static void
matoi_completion_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_COMPLETION);
  G_OBJECT_CLASS (matoi_completion_parent_class)->dispose (object);
}

static void
matoi_completion_class_init (MatoiCompletionClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_completion_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_completion_finalize;
  signals[ACCEPTED] =
    g_signal_new ("accepted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/completion.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletion, compl_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletion, compl_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
matoi_completion_init (MatoiCompletion *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
