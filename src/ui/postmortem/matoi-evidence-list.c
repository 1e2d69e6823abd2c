/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-evidence-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence.h"
#include "matoi-line-entry.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiEvidenceList
{
  GtkWidget parent_instance;
  GtkBox *evi_rows;
  MatoiLineEntry *evi_add;

  GPtrArray *shown;   /* of MatoiEvidence, owned copies */
  gboolean offered;   /* what stands in the line is being recorded */
  gboolean may_write; /* one may be added or taken away */
};

G_DEFINE_FINAL_TYPE (MatoiEvidenceList, matoi_evidence_list, GTK_TYPE_WIDGET)

enum
{
  WANTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_remove (MatoiEvidenceList *self, GtkButton *button)
{
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "matoi-at"));
  g_autoptr (GPtrArray) wanted = matoi_evidence_copy_list (self->shown);

  if (at >= wanted->len)
    return;
  g_ptr_array_remove_index (wanted, at);
  gtk_widget_grab_focus (GTK_WIDGET (self->evi_add));
  g_signal_emit (self, signals[WANTED], 0, wanted);
}

static GtkWidget *
make_row (MatoiEvidenceList *self, guint at)
{
  const MatoiEvidence *one = g_ptr_array_index (self->shown, at);
  g_autofree char *label = matoi_evidence_dup_label (one);
  /* Translators: a button; %s names a link or a query. */
  g_autofree char *name = g_strdup_printf (_ ("Remove “%s”"), label);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *chip = matoi_evidence_chip_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (chip), one);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "matoi-at", GUINT_TO_POINTER (at));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "lesson-remove");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_visible (button, self->may_write);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  matoi_side_set_name (button, name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), chip);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

/* Shows @evidence (of MatoiEvidence); @may_add: there is a line for one more. */
void
matoi_evidence_list_show (MatoiEvidenceList *self, GPtrArray *evidence, gboolean may_add)
{
  GtkWidget *row;

  g_return_if_fail (MATOI_IS_EVIDENCE_LIST (self));

  gtk_widget_set_visible (GTK_WIDGET (self->evi_add), may_add);
  if (matoi_evidence_is_same_list (self->shown, evidence) && self->may_write == may_add)
    return;
  self->may_write = may_add;
  g_ptr_array_unref (self->shown);
  self->shown = matoi_evidence_copy_list (evidence);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->evi_rows))))
    gtk_box_remove (self->evi_rows, row);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_box_append (self->evi_rows, make_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->evi_rows), self->shown->len > 0);
}

/* A link, or else the query with which it can be seen again (TML-04). */
static void
on_save (MatoiEvidenceList *self, const char *text)
{
  g_autoptr (GPtrArray) wanted = matoi_evidence_copy_list (self->shown);
  g_autofree char *scheme = g_uri_parse_scheme (text);
  gboolean is_link = g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;

  if (!*text)
    return;
  g_ptr_array_add (wanted, matoi_evidence_new (is_link ? text : NULL, is_link ? NULL : text, NULL));
  self->offered = TRUE;
  g_signal_emit (self, signals[WANTED], 0, wanted);
}

/* What was wanted is on the record, or was refused and stays in the line. */
void
matoi_evidence_list_settle (MatoiEvidenceList *self, gboolean recorded)
{
  if (!self->offered)
    return;
  self->offered = FALSE;
  if (recorded)
    matoi_line_entry_reset (self->evi_add, "");
  else
    matoi_line_entry_fail (self->evi_add);
}

void
matoi_evidence_list_flush (MatoiEvidenceList *self)
{
  matoi_line_entry_flush (self->evi_add);
}

static void
matoi_evidence_list_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_EVIDENCE_LIST);
  G_OBJECT_CLASS (matoi_evidence_list_parent_class)->dispose (object);
}

static void
matoi_evidence_list_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_EVIDENCE_LIST (object)->shown);
  G_OBJECT_CLASS (matoi_evidence_list_parent_class)->finalize (object);
}

static void
matoi_evidence_list_class_init (MatoiEvidenceListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_evidence_list_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_evidence_list_finalize;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  signals[WANTED] = g_signal_new ("wanted", MATOI_TYPE_EVIDENCE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/evidence-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEvidenceList, evi_rows);
  gtk_widget_class_bind_template_child (widget_class, MatoiEvidenceList, evi_add);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
matoi_evidence_list_init (MatoiEvidenceList *self)
{
  self->shown = matoi_evidence_new_list ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
