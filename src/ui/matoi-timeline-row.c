/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-timeline-row-private.h"
#include "matoi-ui-text.h"

#define LEAST_WIDTH 240

G_DEFINE_FINAL_TYPE (MatoiTimelineRow, matoi_timeline_row, GTK_TYPE_WIDGET)

GtkWidget *
matoi_timeline_row_new (void)
{
  return g_object_new (MATOI_TYPE_TIMELINE_ROW, NULL);
}

/* What is shown, or NULL before the first time. */
MatoiTimelineItem *
matoi_timeline_row_get_item (MatoiTimelineRow *self)
{
  return self->item;
}

/* Where its menu opens. */
GtkWidget *
matoi_timeline_row_get_menu_button (MatoiTimelineRow *self)
{
  return self->menu;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Marks it as the one that was looked for. */
void
matoi_timeline_row_set_marked (MatoiTimelineRow *self, gboolean marked)
{
  set_class (self->body, "marked", marked);
}

static void
on_menu (MatoiTimelineRow *self)
{
  if (self->item)
    matoi_row_activate (self, "timeline.menu");
}

/* Both clocks, with the day: told only to who asks for it. */
static gboolean
on_query_tooltip (MatoiTimelineRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MatoiTimelineRecord record;
  g_autofree char *text = NULL;

  if (!self->item || !matoi_timeline_item_get_record (self->item, &record))
    return FALSE;
  text = matoi_row_text_dup_times (&record, self->zone);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* Reads the whole row out in one go: GTK leaves rows of a list without a name. */
static void
name_row (MatoiTimelineRow *self, const char *name)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row ? row : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_style (MatoiTimelineRow *self, const char *style)
{
  if (g_strcmp0 (self->style, style) == 0)
    return;
  self->style = style;
  matoi_ui_set_style (self->chip, "kind-", style);
  matoi_ui_set_style (self->body, "bar-", style);
}

static void
show_record (MatoiTimelineRow *self,
             const MatoiTimelineRecord *record,
             const MatoiIncident *incident)
{
  MatoiRowText *text = matoi_row_text_new (record, incident, self->zone);

  gtk_label_set_text (self->kind, text->kind);
  gtk_image_set_from_icon_name (self->icon, record->look->icon);
  matoi_row_show_source (self, record->event->source);
  gtk_label_set_text (self->author, text->author);
  matoi_row_show_verdict (self, text);
  gtk_label_set_text (self->text, text->text);
  matoi_row_show_note (self, text->note);
  matoi_row_show_change (self, text);
  set_class (self->body, "struck", text->struck);
  matoi_row_show_evidence (self, record->entry);
  matoi_row_show_original (self, incident, record->entry);
  name_row (self, text->name);
  matoi_row_text_free (text);
}

static void
show_fold (MatoiTimelineRow *self, const char *time)
{
  guint n = matoi_timeline_item_get_n_folded (self->item);
  g_autofree char *label = NULL, *name = NULL;

  label =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u system entry", "%u system entries", n), n);
  matoi_row_show_fold_button (self, label);
  matoi_row_hide_parts (self);
  /* Translators: read out for a row of the timeline: %1$s is a time, %2$s such as "5 system
   * entries". */
  name = g_strdup_printf (_ ("%1$s, %2$s"), time, label);
  name_row (self, name);
}

/* Shows @item as it stands now, times in @zone; @starts_day: with the date above it. */
void
matoi_timeline_row_show (MatoiTimelineRow *self,
                         MatoiTimelineItem *item,
                         gboolean starts_day,
                         GTimeZone *zone)
{
  const MatoiIncident *incident = matoi_timeline_item_get_incident (item);
  gboolean fold = matoi_timeline_item_get_n_folded (item) > 0;
  MatoiTimelineRecord record;
  g_autofree char *time = NULL, *day = NULL;

  g_return_if_fail (MATOI_IS_TIMELINE_ROW (self));

  g_set_object (&self->item, item);
  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  if (!matoi_timeline_item_get_record (item, &record))
    return;
  if (starts_day)
    /* Translators: the heading of a day in the timeline; see strftime (3). */
    day = matoi_time_to_local (record.at, _ ("%A, %-d %B %Y"), zone);
  matoi_row_show_day (self, day);
  time = matoi_time_to_local (record.at, "%H:%M:%S", zone);
  gtk_label_set_text (self->time, time);
  set_style (self, fold ? "system" : record.look->style);
  set_class (self->body, "fold", fold);
  set_class (self->body, "inside", matoi_timeline_item_is_inside (item));
  if (self->fold)
    gtk_widget_set_visible (self->fold, fold);
  gtk_widget_set_visible (self->chip, !fold);
  gtk_widget_set_visible (GTK_WIDGET (self->author), !fold);
  gtk_widget_set_visible (GTK_WIDGET (self->text), !fold);
  gtk_widget_set_visible (self->menu, !fold);
  if (fold)
    show_fold (self, time);
  else
    show_record (self, &record, incident);
}

/* --- the layout: the day above the rest. The width is not asked of the children, who all wrap or
 * shorten: that would lay out every text once more. */

static void
matoi_timeline_row_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  MatoiTimelineRow *self = MATOI_TIMELINE_ROW (widget);
  int day = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = LEAST_WIDTH;
      return;
    }
  if (self->day && gtk_widget_get_visible (GTK_WIDGET (self->day)))
    gtk_widget_measure (GTK_WIDGET (self->day), orientation, for_size, &day, NULL, NULL, NULL);
  gtk_widget_measure (self->body, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum += day;
  *natural += day;
}

static void
matoi_timeline_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiTimelineRow *self = MATOI_TIMELINE_ROW (widget);
  GtkAllocation place = { 0, 0, width, 0 };

  if (self->day && gtk_widget_get_visible (GTK_WIDGET (self->day)))
    {
      gtk_widget_measure (GTK_WIDGET (self->day), GTK_ORIENTATION_VERTICAL, width, &place.height,
                          NULL, NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (self->day), &place, -1);
      place.y = place.height;
    }
  place.height = height - place.y;
  gtk_widget_size_allocate (self->body, &place, -1);
}

static GtkSizeRequestMode
matoi_timeline_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* --- the object */

static void
matoi_timeline_row_dispose (GObject *object)
{
  MatoiTimelineRow *self = MATOI_TIMELINE_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->item);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_timeline_row_parent_class)->dispose (object);
}

static void
matoi_timeline_row_class_init (MatoiTimelineRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_timeline_row_dispose;
  widget_class->measure = matoi_timeline_row_measure;
  widget_class->size_allocate = matoi_timeline_row_size_allocate;
  widget_class->get_request_mode = matoi_timeline_row_get_request_mode;
}

static void
make_chip (MatoiTimelineRow *self)
{
  self->chip = matoi_row_put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_chip", self->meta,
                              GTK_WIDGET (self->time));
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->chip, "chip");
  self->icon = matoi_row_put (g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                            GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL),
                              "row_icon", self->chip, NULL);
  self->kind = matoi_row_put_label ("row_kind", self->chip, GTK_WIDGET (self->icon), NULL);
}

static void
make_menu (MatoiTimelineRow *self)
{
  self->menu = matoi_row_put (gtk_button_new_from_icon_name ("view-more-symbolic"), "row_menu",
                              self->meta, GTK_WIDGET (self->author));
  gtk_widget_set_hexpand (self->menu, TRUE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_END);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  /* The keyboard has a key for it. */
  gtk_widget_set_focusable (self->menu, FALSE);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_add_css_class (self->menu, "row-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Entry Menu"), -1);
  g_signal_connect_swapped (self->menu, "clicked", G_CALLBACK (on_menu), self);
}

static void
matoi_timeline_row_init (MatoiTimelineRow *self)
{
  self->body =
    matoi_row_put (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "row_body", GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (self->body, "timeline-entry");
  self->meta =
    matoi_row_put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_meta", self->body, NULL);
  gtk_widget_add_css_class (self->meta, "timeline-meta");
  self->time = matoi_row_put_label ("row_time", self->meta, NULL, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "dim-label");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->time), TRUE);
  g_signal_connect_swapped (self->time, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
  make_chip (self);
  self->author = matoi_row_put_label ("row_author", self->meta, self->chip, "dim-label");
  gtk_label_set_ellipsize (self->author, PANGO_ELLIPSIZE_END);
  make_menu (self);
  self->text = matoi_row_put_label ("row_text", self->body, self->meta, "entry-text");
  matoi_row_set_wrap (self->text);
}
