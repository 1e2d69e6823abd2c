/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-outstanding.h"

struct _MatoiPostmortemItem
{
  GObject parent_instance;
  MatoiShelf shelf;
  GPtrArray *rows;             /* (nullable) that own the row */
  const MatoiIncidentRow *row; /* NULL: a heading */
  guint n;                     /* of a heading: how many are below */
  char *searched;              /* (nullable) made when it is first looked for */
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemItem, matoi_postmortem_item, G_TYPE_OBJECT)

static guint changed_signal;

/* The heading above a shelf, translated. */
const char *
matoi_shelf_get_name (MatoiShelf shelf)
{
  static const char *const names[] = {
    /* Translators: headings of the list of postmortems. */
    N_ ("Mine"),     N_ ("Overdue"), N_ ("No Postmortem Yet"), N_ ("Draft"), N_ ("In Review"),
    N_ ("Reviewed"), N_ ("Closed"),
  };

  return shelf < MATOI_N_SHELVES ? _ (names[shelf]) : _ ("Show Closed Postmortems");
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

GStrv
matoi_postmortem_item_dup_words (const char *text)
{
  g_autofree char *folded = fold (text);
  GStrv words = g_strsplit_set (folded, " \t", -1);
  guint n = 0;

  for (guint i = 0; words[i]; i++)
    if (*words[i])
      words[n++] = words[i];
    else
      g_free (words[i]);
  words[n] = NULL;
  return words;
}

/* Whether all of @words are in its title, reference, services or owner. */
gboolean
matoi_postmortem_item_matches (MatoiPostmortemItem *self, const char *const *words)
{
  if (!*words)
    return TRUE;
  if (!self->searched)
    {
      g_autofree char *text =
        g_strjoin ("\n", matoi_outstanding_get_title (self->row), self->row->ref,
                   /* What it is about stays inside a confidential one (SEC-04). */
                   self->row->services && !self->row->security ? self->row->services : "",
                   self->row->postmortem_owner ? self->row->postmortem_owner : "", NULL);

      self->searched = fold (text);
    }
  for (guint i = 0; words[i]; i++)
    if (!strstr (self->searched, words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_same (const MatoiIncidentRow *a, const MatoiIncidentRow *b)
{
  return a && a->postmortem_due == b->postmortem_due && a->actions_open == b->actions_open &&
         a->security == b->security && g_strcmp0 (a->title, b->title) == 0 &&
         g_strcmp0 (a->codename, b->codename) == 0 &&
         g_strcmp0 (a->postmortem_state, b->postmortem_state) == 0 &&
         g_strcmp0 (a->postmortem_owner, b->postmortem_owner) == 0 &&
         g_strcmp0 (a->services, b->services) == 0 &&
         g_strcmp0 (a->severity_label, b->severity_label) == 0;
}

/* Shows the row @index of @rows from now on. */
void
matoi_postmortem_item_set_row (MatoiPostmortemItem *self,
                               GPtrArray *rows,
                               guint index,
                               MatoiShelf shelf)
{
  const MatoiIncidentRow *row = g_ptr_array_index (rows, index);
  gboolean same = self->shelf == shelf && is_same (self->row, row);

  g_ptr_array_ref (rows);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->row = row;
  self->shelf = shelf;
  if (same)
    return;
  g_clear_pointer (&self->searched, g_free);
  g_signal_emit (self, changed_signal, 0);
}

/* Of a heading. */
void
matoi_postmortem_item_set_count (MatoiPostmortemItem *self, guint n)
{
  if (self->n == n)
    return;
  self->n = n;
  g_signal_emit (self, changed_signal, 0);
}

gboolean
matoi_postmortem_item_is_heading (MatoiPostmortemItem *self)
{
  return self->row == NULL;
}

guint
matoi_postmortem_item_get_count (MatoiPostmortemItem *self)
{
  return self->n;
}

MatoiShelf
matoi_postmortem_item_get_shelf (MatoiPostmortemItem *self)
{
  return self->shelf;
}

/* (nullable): of a heading */
const MatoiIncidentRow *
matoi_postmortem_item_get_row (MatoiPostmortemItem *self)
{
  return self->row;
}

MatoiPostmortemItem *
matoi_postmortem_item_new (void)
{
  return g_object_new (MATOI_TYPE_POSTMORTEM_ITEM, NULL);
}

MatoiPostmortemItem *
matoi_postmortem_item_new_heading (MatoiShelf shelf)
{
  MatoiPostmortemItem *self = matoi_postmortem_item_new ();

  self->shelf = shelf;
  return self;
}

static void
matoi_postmortem_item_finalize (GObject *object)
{
  MatoiPostmortemItem *self = MATOI_POSTMORTEM_ITEM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->searched);
  G_OBJECT_CLASS (matoi_postmortem_item_parent_class)->finalize (object);
}

static void
matoi_postmortem_item_class_init (MatoiPostmortemItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_postmortem_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_postmortem_item_init (MatoiPostmortemItem *self)
{
}
