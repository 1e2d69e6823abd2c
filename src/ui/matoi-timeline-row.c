/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"
#include "matoi-row-text.h"
#include "matoi-ui-text.h"

#define MAX_EVIDENCE_CHIPS 3
#define LEAST_WIDTH        240

/* Rows are made by the hundred when the list is narrowed down: what few of them show is made when
 * it is needed, and nothing is read from a template. */
struct _MatoiTimelineRow
{
  GtkWidget parent_instance;
  GtkWidget *body, *meta, *chip, *menu;
  GtkLabel *time, *kind, *author, *text;
  GtkImage *icon;
  /* each (nullable) until the first time */
  GtkLabel *day, *verdict, *note, *original, *folded, *more;
  GtkImage *source, *arrow;
  GtkWidget *fold, *corrected, *evidence;
  GtkWidget *chips[MAX_EVIDENCE_CHIPS];

  MatoiTimelineItem *item; /* (nullable) */
  GTimeZone *zone;         /* (nullable) of the item's times */
  const char *style;       /* (nullable) as it looks now */
};

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

/* --- making it */

/* A widget with an id, as if it came from a template; @after: (nullable) none: the first one. */
static gpointer
put (gpointer widget, const char *id, GtkWidget *parent, GtkWidget *after)
{
  GTK_BUILDABLE_GET_IFACE (widget)->set_id (GTK_BUILDABLE (widget), id);
  if (parent)
    gtk_widget_insert_after (widget, parent, after);
  return widget;
}

static GtkLabel *
put_label (const char *id, GtkWidget *parent, GtkWidget *after, const char *class)
{
  GtkLabel *label = put (gtk_label_new (NULL), id, parent, after);

  gtk_label_set_xalign (label, 0);
  if (class)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

static void
set_wrap (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static void
hide (gpointer widget_or_null)
{
  if (widget_or_null)
    gtk_widget_set_visible (widget_or_null, FALSE);
}

/* Shows @text in *@label, which is made under the meta line if need be; NULL: hides it. */
static void
show_below (MatoiTimelineRow *self,
            GtkLabel **label,
            const char *text,
            const char *id,
            GtkWidget *after,
            const char *class)
{
  if (!text)
    {
      hide (*label);
      return;
    }
  if (!*label)
    {
      *label = put_label (id, self->body, after, class);
      set_wrap (*label);
    }
  gtk_label_set_text (*label, text);
  gtk_widget_set_visible (GTK_WIDGET (*label), TRUE);
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
activate (MatoiTimelineRow *self, const char *action)
{
  g_autofree char *id = matoi_id_dup_text (matoi_timeline_item_get_id (self->item));

  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", id);
}

static void
on_toggle (MatoiTimelineRow *self)
{
  if (self->item)
    activate (self, "timeline.toggle");
}

static void
on_menu (MatoiTimelineRow *self)
{
  if (self->item)
    activate (self, "timeline.menu");
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

/* --- showing an entry */

static void
show_day (MatoiTimelineRow *self, const char *day)
{
  if (day && !self->day)
    {
      self->day = put_label ("row_day", GTK_WIDGET (self), NULL, "day-heading");
      gtk_widget_add_css_class (GTK_WIDGET (self->day), "heading");
    }
  if (day)
    gtk_label_set_text (self->day, day);
  if (self->day)
    gtk_widget_set_visible (GTK_WIDGET (self->day), day != NULL);
}

static void
make_evidence (MatoiTimelineRow *self)
{
  self->evidence = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_evidence", self->body,
                        gtk_widget_get_last_child (self->body));
  gtk_widget_add_css_class (self->evidence, "evidence-list");
  self->more = put_label ("row_more", self->evidence, NULL, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "caption");
}

static void
show_evidence (MatoiTimelineRow *self, const MatoiEntry *entry)
{
  guint length = entry && entry->evidence ? entry->evidence->len : 0;
  g_autofree char *more = NULL;

  if (length > 0 && !self->evidence)
    make_evidence (self);
  if (self->evidence)
    gtk_widget_set_visible (self->evidence, length > 0);
  if (length == 0)
    return;
  for (guint i = 0; i < MAX_EVIDENCE_CHIPS; i++)
    {
      if (i < length && !self->chips[i])
        self->chips[i] = put (matoi_evidence_chip_new (), "row_evidence_chip", self->evidence,
                              i > 0 ? self->chips[i - 1] : NULL);
      if (i < length)
        matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (self->chips[i]),
                                  g_ptr_array_index (entry->evidence, i));
      if (self->chips[i])
        gtk_widget_set_visible (self->chips[i], i < length);
    }
  if (length > MAX_EVIDENCE_CHIPS)
    /* Translators: %u is how many more links an entry has than are shown. */
    more = g_strdup_printf (_ ("+%u"), length - MAX_EVIDENCE_CHIPS);
  gtk_label_set_text (self->more, more ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
}

static void
show_source (MatoiTimelineRow *self, const char *source)
{
  const char *icon = matoi_row_text_get_source_icon (source);
  g_autofree char *text = NULL;

  if (!icon)
    {
      hide (self->source);
      return;
    }
  if (!self->source)
    {
      self->source = put (gtk_image_new (), "row_source", self->meta, GTK_WIDGET (self->author));
      gtk_widget_set_valign (GTK_WIDGET (self->source), GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (GTK_WIDGET (self->source), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->source), "entry-source");
    }
  text = matoi_row_text_dup_source (source);
  gtk_image_set_from_icon_name (self->source, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->source), text);
  gtk_widget_set_visible (GTK_WIDGET (self->source), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->source), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
show_verdict (MatoiTimelineRow *self, const MatoiRowText *text)
{
  if (!text->verdict)
    {
      hide (self->verdict);
      return;
    }
  if (!self->verdict)
    {
      self->verdict =
        put_label ("row_verdict", self->meta, gtk_widget_get_prev_sibling (self->menu), "chip");
      gtk_widget_set_valign (GTK_WIDGET (self->verdict), GTK_ALIGN_CENTER);
    }
  gtk_label_set_text (self->verdict, text->verdict);
  matoi_ui_set_style (GTK_WIDGET (self->verdict), "kind-", text->verdict_style);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), TRUE);
}

static void
show_original (MatoiTimelineRow *self, const MatoiIncident *incident, const MatoiEntry *entry)
{
  const MatoiEntry *original = entry ? matoi_timeline_find_original (incident, entry) : NULL;
  gboolean open = original && matoi_timeline_item_is_open (self->item);
  g_autofree char *text =
    open ? matoi_row_text_dup_original (incident, original, self->zone) : NULL;

  show_below (self, &self->original, text, "row_original",
              self->note ? GTK_WIDGET (self->note) : GTK_WIDGET (self->text), "original");
  if (!original)
    {
      hide (self->corrected);
      return;
    }
  if (!self->corrected)
    {
      self->corrected =
        put (gtk_button_new_with_label (_ ("Corrected")), "row_corrected", self->meta,
                                        gtk_widget_get_prev_sibling (self->menu));
      gtk_widget_set_valign (self->corrected, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (self->corrected, _ ("Show or hide what it said before"));
      gtk_widget_add_css_class (self->corrected, "corrected");
      g_signal_connect_swapped (self->corrected, "clicked", G_CALLBACK (on_toggle), self);
    }
  gtk_widget_set_visible (self->corrected, TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->corrected), GTK_ACCESSIBLE_STATE_EXPANDED,
                               open, -1);
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
  show_source (self, record->event->source);
  gtk_label_set_text (self->author, text->author);
  show_verdict (self, text);
  gtk_label_set_text (self->text, text->text);
  show_below (self, &self->note, text->note, "row_note", GTK_WIDGET (self->text), "entry-note");
  set_class (self->body, "struck", text->struck);
  show_evidence (self, record->entry);
  show_original (self, incident, record->entry);
  name_row (self, text->name);
  matoi_row_text_free (text);
}

static void
make_fold (MatoiTimelineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->fold = put (gtk_button_new (), "row_fold", self->meta, GTK_WIDGET (self->time));
  self->arrow = put (gtk_image_new (), "row_arrow", box, NULL);
  self->folded = put_label ("row_folded", box, GTK_WIDGET (self->arrow), NULL);
  gtk_button_set_child (GTK_BUTTON (self->fold), box);
  gtk_widget_set_valign (self->fold, GTK_ALIGN_CENTER);
  /* The row itself is activated by the keyboard. */
  gtk_widget_set_focusable (self->fold, FALSE);
  gtk_widget_add_css_class (self->fold, "fold-button");
  g_signal_connect_swapped (self->fold, "clicked", G_CALLBACK (on_toggle), self);
}

static void
show_fold (MatoiTimelineRow *self, const char *time)
{
  gboolean open = matoi_timeline_item_is_open (self->item);
  guint n = matoi_timeline_item_get_n_folded (self->item);
  g_autofree char *label = NULL, *name = NULL;

  if (!self->fold)
    make_fold (self);
  label =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u system entry", "%u system entries", n), n);
  gtk_label_set_text (self->folded, label);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  /* Translators: read out for a row of the timeline: %1$s is a time, %2$s such as "5 system
   * entries". */
  name = g_strdup_printf (_ ("%1$s, %2$s"), time, label);
  name_row (self, name);
  hide (self->source);
  hide (self->verdict);
  hide (self->corrected);
  hide (self->note);
  hide (self->original);
  hide (self->evidence);
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
  show_day (self, day);
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
  self->chip = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_chip", self->meta,
                    GTK_WIDGET (self->time));
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->chip, "chip");
  self->icon =
    put (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL),
         "row_icon", self->chip, NULL);
  self->kind = put_label ("row_kind", self->chip, GTK_WIDGET (self->icon), NULL);
}

static void
make_menu (MatoiTimelineRow *self)
{
  self->menu = put (gtk_button_new_from_icon_name ("view-more-symbolic"), "row_menu", self->meta,
                    GTK_WIDGET (self->author));
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
  self->body = put (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), "row_body", GTK_WIDGET (self), NULL);
  gtk_widget_add_css_class (self->body, "timeline-entry");
  self->meta = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_meta", self->body, NULL);
  gtk_widget_add_css_class (self->meta, "timeline-meta");
  self->time = put_label ("row_time", self->meta, NULL, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "dim-label");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->time), TRUE);
  g_signal_connect_swapped (self->time, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
  make_chip (self);
  self->author = put_label ("row_author", self->meta, self->chip, "dim-label");
  gtk_label_set_ellipsize (self->author, PANGO_ELLIPSIZE_END);
  make_menu (self);
  self->text = put_label ("row_text", self->body, self->meta, "entry-text");
  set_wrap (self->text);
}
