/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-editor-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"
#include "matoi-moment.h"

/* What the editor of a row shows. */

/* What the typed time means, before it is recorded. */
void
matoi_telling_editor_on_time_typed (MatoiTellingEditor *self)
{
  g_autofree char *typed = matoi_telling_editor_dup_typed (self->tel_time);
  GTimeZone *zone = matoi_session_get_zone (self->session);
  gint64 at;
  gboolean good = matoi_moment_parse (typed, self->item->occurred_at, zone, &at);
  g_autofree char *text = good ? matoi_moment_dup_text (at, zone) : NULL;

  gtk_label_set_text (self->tel_moment,
                      good ? text : _ ("Type a time such as 13:58, or 2026-11-18 09:30."));
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->tel_time), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->tel_time), "error");
}

static void
on_drop (MatoiTellingEditor *self, GtkWidget *button)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "matoi-index"));

  if (i >= self->item->own_evidence->len)
    return;
  self->drop = g_ptr_array_index (self->item->own_evidence, i);
  matoi_telling_editor_save (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->tel_link));
}

static void
add_chip (MatoiTellingEditor *self, const MatoiEvidence *evidence, int own)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *chip = matoi_evidence_chip_new (), *button;

  matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (chip), evidence);
  gtk_box_append (GTK_BOX (box), chip);
  if (own >= 0)
    {
      g_autofree char *label = matoi_evidence_dup_label (evidence);
      /* Translators: %s names a piece of evidence. */
      g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), label);

      button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "telling-edit");
      gtk_widget_set_tooltip_text (button, _ ("Remove"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "matoi-index", GUINT_TO_POINTER ((guint) own));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_drop), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_box_append (self->tel_evidence, box);
}

static void
show_evidence (MatoiTellingEditor *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tel_evidence))))
    gtk_box_remove (self->tel_evidence, child);
  for (guint i = 0; i < self->item->evidence->len; i++)
    add_chip (self, g_ptr_array_index (self->item->evidence, i), -1);
  for (guint i = 0; i < self->item->own_evidence->len; i++)
    add_chip (self, g_ptr_array_index (self->item->own_evidence, i), (int) i);
}

static void
show_anchor (MatoiTellingEditor *self)
{
  const char *anchor = self->item->anchor;
  const char *const *anchors = matoi_postmortem_get_anchors ();
  g_autofree char *plain = NULL;
  guint selected = 0;

  if (anchor && !self->item->anchor_set)
    /* Translators: the mark Matoi gave the row by itself, such as “First page”. */
    plain = g_strdup_printf (_ ("%s (recognised)"), matoi_postmortem_anchor_name (anchor));
  else
    plain = g_strdup (_ ("No mark"));
  if (g_strcmp0 (gtk_string_list_get_string (self->tel_anchors, 0), plain) != 0)
    {
      const char *first[] = { plain, NULL };

      gtk_string_list_splice (self->tel_anchors, 0, 1, first);
    }
  for (guint i = 0; self->item->anchor_set && anchors[i]; i++)
    if (g_strcmp0 (anchors[i], anchor) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (self->tel_anchor, selected);
}

static gboolean
has_focus (GtkEntry *entry)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

/* What is being typed stays. */
void
matoi_telling_editor_show_item (MatoiTellingEditor *self)
{
  MatoiTellingItem *item = self->item;
  g_autofree char *time =
    matoi_moment_dup_typed (item->occurred_at, matoi_session_get_zone (self->session));
  g_autofree char *sent = self->sent_text ? g_strstrip (g_strdup (self->sent_text)) : NULL;

  self->showing = TRUE;
  matoi_prose_set_text (self->prose,
                        g_strcmp0 (sent, item->text) == 0 ? self->sent_text : item->text);
  if (!has_focus (self->tel_time))
    gtk_editable_set_text (GTK_EDITABLE (self->tel_time), time);
  if (!has_focus (self->tel_none))
    gtk_editable_set_text (GTK_EDITABLE (self->tel_none),
                           item->none_reason ? item->none_reason : "");
  gtk_check_button_set_active (self->tel_later, item->learned_later);
  gtk_widget_set_visible (self->tel_restore, item->reworded);
  show_anchor (self);
  show_evidence (self);
  matoi_telling_editor_on_time_typed (self);
  self->showing = FALSE;
}
