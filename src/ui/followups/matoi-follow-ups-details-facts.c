/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is known of the follow-up that is chosen, name by name. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-details-private.h"
#include "matoi-follow-ups-text.h"
#include "matoi-lessons.h"

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static void
add_fact (MatoiFollowUpsDetails *self, int *line, const char *name, const char *value)
{
  GtkWidget *left = gtk_label_new (name), *right = gtk_label_new (value);

  if (!value || !*value)
    {
      g_object_ref_sink (left);
      g_object_ref_sink (right);
      g_object_unref (left);
      g_object_unref (right);
      return;
    }
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (self->det_facts, left, 0, *line, 1, 1);
  gtk_grid_attach (self->det_facts, right, 1, (*line)++, 1, 1);
}

static void
add_ticket (MatoiFollowUpsDetails *self, int *line, const MatoiActionRow *row)
{
  GtkWidget *left = gtk_label_new (_ ("Ticket")), *chip = matoi_evidence_chip_new ();
  MatoiEvidence link = { row->url, row->key, NULL };

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (chip), &link);
  gtk_grid_attach (self->det_facts, left, 0, *line, 1, 1);
  gtk_grid_attach (self->det_facts, chip, 1, (*line)++, 1, 1);
}

void
matoi_follow_ups_details_show_facts (MatoiFollowUpsDetails *self, const MatoiActionRow *row)
{
  gint64 now = matoi_context_get_now (self->context);
  GTimeZone *zone = matoi_context_get_zone (self->context);
  g_autofree char *day = matoi_lessons_dup_long_day (row->due);
  g_autofree char *ours = matoi_lessons_dup_long_day (row->due_on);
  g_autofree char *age = matoi_follow_ups_dup_age (row->created_at, now, zone);
  g_autofree char *site = row->site ? matoi_context_dup_site_name (self->context, row->site) : NULL;
  g_autofree char *both = NULL;
  int line = 0;

  clear_grid (self->det_facts);
  if (row->key)
    add_ticket (self, &line, row);
  add_fact (self, &line, _ ("Site"), site);
  if (row->key)
    add_fact (self, &line, _ ("Assigned to"), row->assignee ? row->assignee : _ ("nobody yet"));
  add_fact (self, &line,
            _ ("Team"), row->owner_team && *row->owner_team ? row->owner_team : _ ("no team yet"));
  add_fact (self, &line, _ ("Kind"), matoi_action_kind_name (row->kind));
  if (*ours && g_strcmp0 (row->due, row->due_on) != 0)
    /* Translators: %1$s is the day at the ticket, %2$s the one that was agreed. */
    both = g_strdup_printf (_ ("%1$s; agreed was %2$s"), day, ours);
  add_fact (self, &line, _ ("Due"), both ? both : day);
  add_fact (self, &line, _ ("Age"), age);
}
