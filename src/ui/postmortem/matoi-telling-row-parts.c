/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-row-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"

/* What few rows show, made when it is needed. */

void
matoi_telling_row_ask_to_edit (MatoiTellingRow *self, const char *part)
{
  g_autofree char *id = self->item ? matoi_id_dup_text (&self->item->id) : NULL;

  if (id)
    gtk_widget_activate_action (GTK_WIDGET (self), "told.edit", "(ss)", id, part);
}

static void
on_missing (MatoiTellingRow *self)
{
  matoi_telling_row_ask_to_edit (self, "evidence");
}

GtkLabel *
matoi_telling_row_new_label (const char *class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  if (class)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

GtkLabel *
matoi_telling_row_new_wrapped (const char *class)
{
  GtkLabel *label = matoi_telling_row_new_label (class);

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
show_in (GtkLabel *label, const char *text)
{
  if (!label)
    return;
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* A word among those beside the kind; @text NULL hides it. */
void
matoi_telling_row_show_word (MatoiTellingRow *self,
                             GtkLabel **word,
                             const char *class,
                             const char *text)
{
  if (!*word && text)
    {
      *word = matoi_telling_row_new_label ("chip");
      gtk_widget_set_valign (GTK_WIDGET (*word), GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (GTK_WIDGET (*word), class);
      gtk_box_insert_child_after (GTK_BOX (self->meta), GTK_WIDGET (*word),
                                  gtk_widget_get_prev_sibling (self->edit));
    }
  show_in (*word, text);
}

void
matoi_telling_row_show_day (MatoiTellingRow *self)
{
  g_autofree char *day = NULL;

  if (self->item->starts_day)
    /* Translators: the heading of a day in the timeline; see strftime (3). */
    day = matoi_time_to_local (self->item->occurred_at, _ ("%A, %-d %B %Y"),
                                                           matoi_session_get_zone (self->session));
  if (!self->day && day)
    {
      self->day = matoi_telling_row_new_label ("telling-day");
      gtk_box_prepend (GTK_BOX (self->whole), GTK_WIDGET (self->day));
    }
  show_in (self->day, day);
}

void
matoi_telling_row_show_captured (MatoiTellingRow *self)
{
  MatoiTellingItem *item = self->item;
  g_autofree char *text = NULL;

  if (item->reworded && item->captured)
    /* Translators: %s are the words written down during the incident. */
    text = g_strdup_printf (_ ("Captured: %s"), item->captured);
  if (!self->captured && text)
    {
      self->captured = matoi_telling_row_new_wrapped ("telling-captured");
      gtk_box_insert_child_after (GTK_BOX (self->content), GTK_WIDGET (self->captured),
                                  GTK_WIDGET (self->text));
    }
  show_in (self->captured, text);
}

static void
ensure_evidence (MatoiTellingRow *self)
{
  if (self->evidence)
    return;
  self->evidence = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->none = matoi_telling_row_new_label ("telling-note");
  self->more = matoi_telling_row_new_label ("telling-note");
  gtk_box_append (GTK_BOX (self->evidence), GTK_WIDGET (self->none));
  gtk_box_append (GTK_BOX (self->evidence), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (self->content), self->evidence);
}

static void
show_chip (MatoiTellingRow *self, guint i, const MatoiEvidence *evidence)
{
  if (!self->chips[i] && evidence)
    {
      self->chips[i] = matoi_evidence_chip_new ();
      gtk_box_insert_child_after (GTK_BOX (self->evidence), self->chips[i],
                                  i > 0 ? self->chips[i - 1] : NULL);
    }
  if (!self->chips[i])
    return;
  if (evidence)
    matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (self->chips[i]), evidence);
  gtk_widget_set_visible (self->chips[i], evidence != NULL);
}

static const MatoiEvidence *
get_evidence (MatoiTellingItem *item, guint i)
{
  if (i < item->evidence->len)
    return g_ptr_array_index (item->evidence, i);
  i -= item->evidence->len;
  return i < item->own_evidence->len ? g_ptr_array_index (item->own_evidence, i) : NULL;
}

void
matoi_telling_row_show_evidence (MatoiTellingRow *self)
{
  MatoiTellingItem *item = self->item;
  guint n = item->evidence->len + item->own_evidence->len;
  g_autofree char *more = NULL, *none = NULL;

  if (n > 0 || item->none_reason)
    ensure_evidence (self);
  if (!self->evidence)
    return;
  gtk_widget_set_visible (self->evidence, !item->open && (n > 0 || item->none_reason));
  for (guint i = 0; i < MATOI_TELLING_ROW_CHIPS; i++)
    show_chip (self, i, get_evidence (item, i));
  if (n > MATOI_TELLING_ROW_CHIPS)
    /* Translators: so many more links than there is room for. */
    more = g_strdup_printf (_ ("and %u more"), n - MATOI_TELLING_ROW_CHIPS);
  if (item->none_reason)
    none = g_strdup_printf (_ ("No source: %s"), item->none_reason);
  show_in (self->none, none);
  show_in (self->more, more);
}

/* TML-03: a row that does not say where it comes from is not complete. */
void
matoi_telling_row_show_missing (MatoiTellingRow *self)
{
  gboolean missing = !self->item->sourced && !self->item->open;

  if (!self->missing && missing)
    {
      self->missing = gtk_button_new_with_label (_ ("No Evidence Yet"));
      gtk_widget_set_halign (self->missing, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (self->missing, _ ("Add a link, a query, or why there is none"));
      gtk_widget_add_css_class (self->missing, "telling-missing");
      g_signal_connect_swapped (self->missing, "clicked", G_CALLBACK (on_missing), self);
      gtk_box_append (GTK_BOX (self->content), self->missing);
    }
  if (!self->missing)
    return;
  gtk_widget_set_visible (self->missing, missing);
  gtk_widget_set_sensitive (self->missing, self->editable);
}
