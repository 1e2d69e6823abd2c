/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-gate-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-gate-words.h"
#include "matoi-side.h"

struct _MatoiGateRow
{
  GtkListBoxRow parent_instance;
  GtkImage *mark;
  GtkLabel *text, *fix;
  GtkWidget *button, *arrow;
  char *gate;
  guint rank;
};

G_DEFINE_FINAL_TYPE (MatoiGateRow, matoi_gate_row, GTK_TYPE_LIST_BOX_ROW)

static guint agree_signal;

const char *
matoi_gate_row_get_gate (MatoiGateRow *self)
{
  return self->gate;
}

guint
matoi_gate_row_get_rank (MatoiGateRow *self)
{
  return self->rank;
}

void
matoi_gate_row_set_rank (MatoiGateRow *self, guint rank)
{
  if (self->rank != rank)
    {
      self->rank = rank;
      gtk_list_box_row_changed (GTK_LIST_BOX_ROW (self));
    }
}

static void
set_mark (MatoiGateRow *self, gboolean met)
{
  const char *icon = met ? "matoi-fact-symbolic" : "matoi-step-open-symbolic";

  if (g_strcmp0 (gtk_image_get_icon_name (self->mark), icon) != 0)
    gtk_image_set_from_icon_name (self->mark, icon);
  if (met)
    gtk_widget_add_css_class (GTK_WIDGET (self), "met");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "met");
}

/* The words are those of @check as it is now. */
void
matoi_gate_row_show (MatoiGateRow *self, const MatoiIncident *incident, const MatoiCheck *check)
{
  g_autofree char *text = matoi_gate_dup_text (incident, check);
  g_autofree char *name = NULL;
  gboolean leads = matoi_gate_find_section (incident, check->id) != NULL;
  gboolean can_agree = !check->met && strcmp (check->id, "pm.agreed") == 0;

  g_return_if_fail (MATOI_IS_GATE_ROW (self));

  set_mark (self, check->met);
  matoi_side_set_label (self->text, text);
  matoi_side_set_label (self->fix, check->fix ? check->fix : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fix), !check->met && check->fix && *check->fix);
  gtk_widget_set_visible (self->button, can_agree);
  gtk_widget_set_visible (self->arrow, leads);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), leads);
  if (check->met)
    /* Translators: for screen readers; %s is a sentence such as "The meeting is over." */
    name = g_strdup_printf (_ ("Done: %s"), text);
  else
    /* Translators: for screen readers; %1$s is what is missing, %2$s what to do; both are
     * sentences. */
    name = g_strdup_printf (_ ("Missing: %1$s %2$s"), text, check->fix ? check->fix : "");
  matoi_side_set_name (GTK_WIDGET (self), name);
}

static void
on_agree (MatoiGateRow *self)
{
  g_signal_emit (self, agree_signal, 0);
}

/* A row for the reason @gate, without words yet. */
GtkWidget *
matoi_gate_row_new (const char *gate)
{
  MatoiGateRow *self = g_object_new (MATOI_TYPE_GATE_ROW, NULL);

  self->gate = g_strdup (gate);
  return GTK_WIDGET (self);
}

static void
matoi_gate_row_finalize (GObject *object)
{
  g_free (MATOI_GATE_ROW (object)->gate);
  G_OBJECT_CLASS (matoi_gate_row_parent_class)->finalize (object);
}

static void
matoi_gate_row_class_init (MatoiGateRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_gate_row_finalize;
  agree_signal = g_signal_new ("agree", MATOI_TYPE_GATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (label, 30);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static void
matoi_gate_row_init (MatoiGateRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->mark = GTK_IMAGE (gtk_image_new ());
  self->text = make_label ("gate-text");
  self->fix = make_label ("gate-fix");
  self->button = gtk_button_new_with_mnemonic (_ ("_Record Agreement"));
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "gate-mark");
  gtk_widget_set_valign (self->arrow, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->arrow, "gate-arrow");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->button, "gate-button");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->fix));
  gtk_box_append (GTK_BOX (words), self->button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->arrow);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "gate-row");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_agree), self);
}
