/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-wording-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiWordingRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *wor_words, *wor_where, *wor_advice;
  GtkButton *wor_keep;

  char *section, *rule, *words;
  gsize offset, length;
};

G_DEFINE_FINAL_TYPE (MatoiWordingRow, matoi_wording_row, GTK_TYPE_LIST_BOX_ROW)

static guint signal_keep;

GtkWidget *
matoi_wording_row_new (void)
{
  return g_object_new (MATOI_TYPE_WORDING_ROW, NULL);
}

/** matoi_wording_row_dup_key: (transfer full): see the header. */
char *
matoi_wording_row_dup_key (const MatoiHint *hint, guint occurrence)
{
  return g_strjoin ("\n", hint->section, hint->field ? hint->field : "",
                    hint->item ? hint->item : "", hint->hit.rule, hint->text,
                    (char[]){ (char) ('0' + occurrence % 75), '\0' }, NULL);
}

/* Where it stands, in short: the name of the section, and the line in it if there are lines. */
static char *
dup_where (const MatoiHint *hint, const char *section)
{
  if (hint->field)
    return g_strdup (section);
  /* Translators: where words stand: %s is the name of a section, %u the number of a line in it. */
  return g_strdup_printf (_ ("%s, line %u"), section, hint->line);
}

/** matoi_wording_row_show: sets only what differs. */
void
matoi_wording_row_show (MatoiWordingRow *self,
                        const MatoiHint *hint,
                        const char *section,
                        gboolean may_keep)
{
  /* Translators: words from a text, in quotation marks. */
  g_autofree char *words = g_strdup_printf (_ ("“%s”"), hint->text);
  g_autofree char *where = dup_where (hint, section);
  const char *hint_on_keep = g_strcmp0 (hint->hit.rule, "outage") == 0
    ? _ ("It was a full outage: such words are right in this document. Your name is noted.")
    : g_strcmp0 (hint->hit.rule, "acronym") == 0
    ? _ ("Every reader of this document knows it. Your name is noted.")
    : _ ("It is right as it stands. Your name is noted.");
  /* Translators: for screen readers: the words that were found, where, and what to write. */
  g_autofree char *name =
    g_strdup_printf (_ ("%s, %s: %s"), words, where, matoi_wording_hit_get_advice (&hint->hit));
  /* Translators: for screen readers: %s are words from a text. */
  g_autofree char *keep_name = g_strdup_printf (_ ("Keep “%s” as it is"), hint->text);

  g_free (self->section);
  g_free (self->rule);
  g_free (self->words);
  self->section = g_strdup (hint->section);
  self->rule = g_strdup (hint->hit.rule);
  self->words = g_strdup (hint->text);
  self->offset = hint->hit.offset;
  self->length = hint->hit.length;
  matoi_side_set_label (self->wor_words, words);
  matoi_side_set_label (self->wor_where, where);
  matoi_side_set_label (self->wor_advice, matoi_wording_hit_get_advice (&hint->hit));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->wor_keep), hint_on_keep);
  matoi_side_set_name (GTK_WIDGET (self), name);
  matoi_side_set_name (GTK_WIDGET (self->wor_keep), keep_name);
  gtk_widget_set_visible (GTK_WIDGET (self->wor_keep), may_keep);
}

const char *
matoi_wording_row_get_section (MatoiWordingRow *self)
{
  return self->section;
}

const char *
matoi_wording_row_get_rule (MatoiWordingRow *self)
{
  return self->rule;
}

const char *
matoi_wording_row_get_words (MatoiWordingRow *self)
{
  return self->words;
}

gsize
matoi_wording_row_get_offset (MatoiWordingRow *self)
{
  return self->offset;
}

gsize
matoi_wording_row_get_length (MatoiWordingRow *self)
{
  return self->length;
}

static void
on_keep (MatoiWordingRow *self)
{
  g_signal_emit (self, signal_keep, 0);
}

static void
matoi_wording_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_WORDING_ROW);
  G_OBJECT_CLASS (matoi_wording_row_parent_class)->dispose (object);
}

static void
matoi_wording_row_finalize (GObject *object)
{
  MatoiWordingRow *self = MATOI_WORDING_ROW (object);

  g_free (self->section);
  g_free (self->rule);
  g_free (self->words);
  G_OBJECT_CLASS (matoi_wording_row_parent_class)->finalize (object);
}

static void
matoi_wording_row_class_init (MatoiWordingRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_wording_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_wording_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/wording-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingRow, wor_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingRow, wor_where);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingRow, wor_advice);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingRow, wor_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  signal_keep = g_signal_new ("keep", MATOI_TYPE_WORDING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
matoi_wording_row_init (MatoiWordingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_explain_cut (self->wor_words);
  matoi_side_explain_cut (self->wor_where);
}
