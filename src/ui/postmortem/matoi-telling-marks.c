/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-marks.h"

#include <glib/gi18n-lib.h>

#include "matoi-moment.h"

#define MAX_PROPOSALS 6
#define MAX_MARKS     8

struct _MatoiTellingMarks
{
  GtkWidget parent_instance;
  GtkLabel *title;
  GtkFlowBox *flow;
  GtkWidget *buttons[MAX_MARKS]; /* one for each anchor */

  MatoiTellingModel *model; /* (nullable) */
  GTimeZone *zone;          /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiTellingMarks, matoi_telling_marks, GTK_TYPE_WIDGET)

enum
{
  MARKED,
  WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
get_anchor (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "matoi-anchor");
}

/* --- what may be it */

static void
on_proposal (GtkWidget *menu, GtkWidget *button)
{
  MatoiTellingMarks *self =
    MATOI_TELLING_MARKS (gtk_widget_get_ancestor (menu, MATOI_TYPE_TELLING_MARKS));
  g_autoptr (MatoiTellingItem) item = g_object_get_data (G_OBJECT (button), "matoi-item");

  if (item)
    g_object_ref (item);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  if (item)
    g_signal_emit (self, signals[MARKED], 0, item, get_anchor (menu));
  else
    g_signal_emit (self, signals[WANTED], 0, get_anchor (menu));
}

static GtkWidget *
add_choice (GtkWidget *menu, GtkWidget *box, const char *text, MatoiTellingItem *item)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_add_css_class (button, "flat");
  if (item)
    g_object_set_data_full (G_OBJECT (button), "matoi-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_proposal), menu, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
fill_popover (GtkMenuButton *menu, gpointer user_data)
{
  MatoiTellingMarks *self = user_data;
  const char *anchor = get_anchor (GTK_WIDGET (menu));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_ ("Which entry shows it?"));
  GtkWidget *popover = gtk_popover_new ();
  g_autoptr (GPtrArray) items = matoi_telling_model_propose (self->model, anchor, MAX_PROPOSALS);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "telling-caption");
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < items->len; i++)
    {
      MatoiTellingItem *item = g_ptr_array_index (items, i);
      g_autofree char *time = matoi_time_to_local (item->occurred_at, "%H:%M", self->zone);
      /* Translators: one of several entries to choose from: 1: a time, 2: the words. */
      g_autofree char *text = g_strdup_printf (_ ("%1$s  %2$s"), time, item->text);

      g_strdelimit (text, "\n", ' ');
      add_choice (GTK_WIDGET (menu), box, text, item);
    }
  add_choice (GTK_WIDGET (menu), box, _ ("None of Them: Add a Row…"), NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu, popover);
}

gboolean
matoi_telling_marks_open (MatoiTellingMarks *self, const char *anchor)
{
  for (guint i = 0; i < MAX_MARKS && self->buttons[i]; i++)
    if (g_strcmp0 (get_anchor (self->buttons[i]), anchor) == 0 &&
        gtk_widget_get_mapped (self->buttons[i]) && gtk_widget_is_sensitive (self->buttons[i]))
      {
        gtk_widget_grab_focus (self->buttons[i]);
        gtk_menu_button_popup (GTK_MENU_BUTTON (self->buttons[i]));
        return TRUE;
      }
  return FALSE;
}

/* --- what is missing */

static void
on_reloaded (MatoiTellingMarks *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < MAX_MARKS && self->buttons[i]; i++)
    {
      gboolean missing =
        matoi_telling_model_is_missing (self->model, get_anchor (self->buttons[i]));

      gtk_widget_set_visible (gtk_widget_get_parent (self->buttons[i]), missing);
      any |= missing;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

void
matoi_telling_marks_show (MatoiTellingMarks *self,
                          MatoiTellingModel *model,
                          GTimeZone *zone,
                          gboolean editable)
{
  g_return_if_fail (MATOI_IS_TELLING_MARKS (self));

  if (!self->model)
    g_signal_connect_object (model, "reloaded", G_CALLBACK (on_reloaded), self, G_CONNECT_SWAPPED);
  g_set_object (&self->model, model);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone ? g_time_zone_ref (zone) : NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->flow), editable);
  on_reloaded (self);
}

/* --- the object */

static void
add_mark (MatoiTellingMarks *self, guint i, const char *anchor)
{
  GtkWidget *button = gtk_menu_button_new ();

  g_object_set_data (G_OBJECT (button), "matoi-anchor", (gpointer) anchor);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), matoi_postmortem_anchor_name (anchor));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover, self, NULL);
  gtk_widget_set_name (button, anchor);
  gtk_widget_add_css_class (button, "telling-mark");
  gtk_flow_box_insert (self->flow, button, -1);
  /* The button has the keyboard, not what holds it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  self->buttons[i] = button;
}

static void
matoi_telling_marks_dispose (GObject *object)
{
  MatoiTellingMarks *self = MATOI_TELLING_MARKS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->model);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (matoi_telling_marks_parent_class)->dispose (object);
}

static void
matoi_telling_marks_class_init (MatoiTellingMarksClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_telling_marks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  signals[MARKED] = g_signal_new ("marked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, MATOI_TYPE_TELLING_ITEM, G_TYPE_STRING);
  signals[WANTED] = g_signal_new ("wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_telling_marks_init (MatoiTellingMarks *self)
{
  const char *const *anchors = matoi_postmortem_get_anchors ();

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "telling-marks");
  /* Translators: a heading: marks of the timeline that no row shows, such as “First page”. */
  self->title = GTK_LABEL (gtk_label_new (_ ("Not shown yet")));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "telling-caption");
  gtk_widget_set_parent (GTK_WIDGET (self->title), GTK_WIDGET (self));
  self->flow = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (self->flow, 1);
  gtk_flow_box_set_max_children_per_line (self->flow, MAX_MARKS);
  gtk_flow_box_set_column_spacing (self->flow, 6);
  gtk_flow_box_set_row_spacing (self->flow, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->flow), GTK_WIDGET (self));
  for (guint i = 0; i < MAX_MARKS && anchors[i]; i++)
    add_mark (self, i, anchors[i]);
}
