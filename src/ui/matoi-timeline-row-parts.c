/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-row-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"
#include "matoi-ui-text.h"

#define LEAST_CHARS 12

/* A widget with an id, as if it came from a template; @after: (nullable) none: the first one. */
gpointer
matoi_row_put (gpointer widget, const char *id, GtkWidget *parent, GtkWidget *after)
{
  GTK_BUILDABLE_GET_IFACE (widget)->set_id (GTK_BUILDABLE (widget), id);
  if (parent)
    gtk_widget_insert_after (widget, parent, after);
  return widget;
}

GtkLabel *
matoi_row_put_label (const char *id, GtkWidget *parent, GtkWidget *after, const char *class)
{
  GtkLabel *label = matoi_row_put (gtk_label_new (NULL), id, parent, after);

  gtk_label_set_xalign (label, 0);
  if (class)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

/* Has it take as many lines as it needs. A least width spares GTK, which asks for it with each
 * height, to break the text after every letter. */
void
matoi_row_set_wrap (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (label, LEAST_CHARS);
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
      *label = matoi_row_put_label (id, self->body, after, class);
      matoi_row_set_wrap (*label);
    }
  gtk_label_set_text (*label, text);
  gtk_widget_set_visible (GTK_WIDGET (*label), TRUE);
}

/* Activates @action of the timeline for this row. */
void
matoi_row_activate (MatoiTimelineRow *self, const char *action)
{
  g_autofree char *id = matoi_id_dup_text (matoi_timeline_item_get_id (self->item));

  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", id);
}

static void
on_toggle (MatoiTimelineRow *self)
{
  if (self->item)
    matoi_row_activate (self, "timeline.toggle");
}

/* The heading of the day; NULL: none. */
void
matoi_row_show_day (MatoiTimelineRow *self, const char *day)
{
  if (day && !self->day)
    {
      self->day = matoi_row_put_label ("row_day", GTK_WIDGET (self), NULL, "day-heading");
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
  self->evidence = matoi_row_put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_evidence",
                                  self->body, gtk_widget_get_last_child (self->body));
  gtk_widget_add_css_class (self->evidence, "evidence-list");
  self->more = matoi_row_put_label ("row_more", self->evidence, NULL, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "caption");
}

/* What the entry rests on; NULL: nothing. */
void
matoi_row_show_evidence (MatoiTimelineRow *self, const MatoiEntry *entry)
{
  guint length = entry && entry->evidence ? entry->evidence->len : 0;
  g_autofree char *more = NULL;

  if (length > 0 && !self->evidence)
    make_evidence (self);
  if (self->evidence)
    gtk_widget_set_visible (self->evidence, length > 0);
  if (length == 0)
    return;
  for (guint i = 0; i < MATOI_ROW_MAX_CHIPS; i++)
    {
      if (i < length && !self->chips[i])
        self->chips[i] = matoi_row_put (matoi_evidence_chip_new (), "row_evidence_chip",
                                        self->evidence, i > 0 ? self->chips[i - 1] : NULL);
      if (i < length)
        matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (self->chips[i]),
                                  g_ptr_array_index (entry->evidence, i));
      if (self->chips[i])
        gtk_widget_set_visible (self->chips[i], i < length);
    }
  if (length > MATOI_ROW_MAX_CHIPS)
    /* Translators: %u is how many more links an entry has than are shown. */
    more = g_strdup_printf (_ ("+%u"), length - MATOI_ROW_MAX_CHIPS);
  gtk_label_set_text (self->more, more ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
}

/* Where it came from; NULL: typed here. */
void
matoi_row_show_source (MatoiTimelineRow *self, const char *source)
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
      self->source =
        matoi_row_put (gtk_image_new (), "row_source", self->meta, GTK_WIDGET (self->author));
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

/* What became of it. */
void
matoi_row_show_verdict (MatoiTimelineRow *self, const MatoiRowText *text)
{
  if (!text->verdict)
    {
      hide (self->verdict);
      return;
    }
  if (!self->verdict)
    {
      self->verdict = matoi_row_put_label ("row_verdict", self->meta,
                                           gtk_widget_get_prev_sibling (self->menu), "chip");
      gtk_widget_set_valign (GTK_WIDGET (self->verdict), GTK_ALIGN_CENTER);
    }
  gtk_label_set_text (self->verdict, text->verdict);
  matoi_ui_set_style (GTK_WIDGET (self->verdict), "kind-", text->verdict_style);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict), TRUE);
}

/* That it was corrected, and from what. */
void
matoi_row_show_original (MatoiTimelineRow *self,
                         const MatoiIncident *incident,
                         const MatoiEntry *entry)
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
        matoi_row_put (gtk_button_new_with_label (_ ("Corrected")), "row_corrected", self->meta,
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

static void
make_fold (MatoiTimelineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->fold = matoi_row_put (gtk_button_new (), "row_fold", self->meta, GTK_WIDGET (self->time));
  self->arrow = matoi_row_put (gtk_image_new (), "row_arrow", box, NULL);
  self->folded = matoi_row_put_label ("row_folded", box, GTK_WIDGET (self->arrow), NULL);
  gtk_button_set_child (GTK_BUTTON (self->fold), box);
  gtk_widget_set_valign (self->fold, GTK_ALIGN_CENTER);
  /* The row itself is activated by the keyboard. */
  gtk_widget_set_focusable (self->fold, FALSE);
  gtk_widget_add_css_class (self->fold, "fold-button");
  g_signal_connect_swapped (self->fold, "clicked", G_CALLBACK (on_toggle), self);
}

/* The button of a fold, which says @label. */
void
matoi_row_show_fold_button (MatoiTimelineRow *self, const char *label)
{
  gboolean open = matoi_timeline_item_is_open (self->item);

  if (!self->fold)
    make_fold (self);
  gtk_label_set_text (self->folded, label);
  gtk_image_set_from_icon_name (self->arrow, open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
}

/* What is said below the text; NULL: nothing. */
void
matoi_row_show_note (MatoiTimelineRow *self, const char *note)
{
  show_below (self, &self->note, note, "row_note", GTK_WIDGET (self->text), "entry-note");
}

static void
make_change (MatoiTimelineRow *self)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "matoi-chat-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  self->change = matoi_row_put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "row_change",
                                self->body, GTK_WIDGET (self->text));
  gtk_widget_add_css_class (self->change, "entry-change");
  gtk_widget_insert_after (icon, self->change, NULL);
  self->change_text = matoi_row_put_label ("row_change_text", self->change, icon, NULL);
  gtk_label_set_ellipsize (self->change_text, PANGO_ELLIPSIZE_END);
}

/* What became of the message it was taken from; NULL: nothing. */
void
matoi_row_show_change (MatoiTimelineRow *self, const MatoiRowText *text)
{
  if (!text || !text->change)
    {
      hide (self->change);
      return;
    }
  if (!self->change)
    make_change (self);
  gtk_label_set_text (self->change_text, text->change);
  gtk_widget_set_tooltip_text (self->change, text->change_tip);
  gtk_widget_set_visible (self->change, TRUE);
}

/* A fold has none of what an entry may have. */
void
matoi_row_hide_parts (MatoiTimelineRow *self)
{
  hide (self->source);
  hide (self->verdict);
  hide (self->corrected);
  hide (self->note);
  hide (self->change);
  hide (self->original);
  hide (self->evidence);
}
