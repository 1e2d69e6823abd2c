/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-item.h"

struct _MatoiFollowUpsItem
{
  GObject parent_instance;
  GPtrArray *rows;           /* (nullable) that own the row */
  const MatoiActionRow *row; /* NULL: a heading */
  char *title;               /* (nullable) of a heading */
  const char *waiting;       /* (nullable) interned */
  gboolean over;
  guint n;
};

G_DEFINE_FINAL_TYPE (MatoiFollowUpsItem, matoi_follow_ups_item, G_TYPE_OBJECT)

static guint changed_signal;

static gboolean
is_same (const MatoiActionRow *a, const MatoiActionRow *b)
{
  char *const texts_a[] = { a->title, a->text, a->priority, a->kind,     a->owner_team,
                            a->key,   a->url,  a->status,   a->category, a->due,
                            a->state, a->site, a->assignee };
  char *const texts_b[] = { b->title, b->text, b->priority, b->kind,     b->owner_team,
                            b->key,   b->url,  b->status,   b->category, b->due,
                            b->state, b->site, b->assignee };

  for (guint i = 0; i < G_N_ELEMENTS (texts_a); i++)
    if (g_strcmp0 (texts_a[i], texts_b[i]) != 0)
      return FALSE;
  return a->open == b->open && a->gone == b->gone && a->changed_at == b->changed_at;
}

void
matoi_follow_ups_item_set_row (MatoiFollowUpsItem *self, GPtrArray *rows, guint index)
{
  const MatoiActionRow *row = g_ptr_array_index (rows, index);
  gboolean same = self->row && !self->over && is_same (self->row, row);

  g_ptr_array_ref (rows);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->row = row;
  self->over = FALSE;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

void
matoi_follow_ups_item_set_over (MatoiFollowUpsItem *self)
{
  if (self->over)
    return;
  self->over = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

gboolean
matoi_follow_ups_item_is_over (MatoiFollowUpsItem *self)
{
  return self->over;
}

void
matoi_follow_ups_item_set_waiting (MatoiFollowUpsItem *self, const char *state)
{
  const char *waiting = g_intern_string (state);

  if (self->waiting == waiting)
    return;
  self->waiting = waiting;
  g_signal_emit (self, changed_signal, 0);
}

const char *
matoi_follow_ups_item_get_waiting (MatoiFollowUpsItem *self)
{
  return self->waiting;
}

void
matoi_follow_ups_item_set_heading (MatoiFollowUpsItem *self, const char *title, guint n)
{
  if (g_strcmp0 (self->title, title) == 0 && self->n == n)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  self->n = n;
  g_signal_emit (self, changed_signal, 0);
}

void
matoi_follow_ups_item_touch (MatoiFollowUpsItem *self)
{
  g_signal_emit (self, changed_signal, 0);
}

const MatoiActionRow *
matoi_follow_ups_item_get_row (MatoiFollowUpsItem *self)
{
  return self->row;
}

const char *
matoi_follow_ups_item_get_title (MatoiFollowUpsItem *self)
{
  return self->title;
}

guint
matoi_follow_ups_item_get_count (MatoiFollowUpsItem *self)
{
  return self->n;
}

MatoiFollowUpsItem *
matoi_follow_ups_item_new (GPtrArray *rows, guint index)
{
  MatoiFollowUpsItem *self = g_object_new (MATOI_TYPE_FOLLOW_UPS_ITEM, NULL);

  matoi_follow_ups_item_set_row (self, rows, index);
  return self;
}

MatoiFollowUpsItem *
matoi_follow_ups_item_new_heading (const char *title, guint n)
{
  MatoiFollowUpsItem *self = g_object_new (MATOI_TYPE_FOLLOW_UPS_ITEM, NULL);

  matoi_follow_ups_item_set_heading (self, title, n);
  return self;
}

static void
matoi_follow_ups_item_finalize (GObject *object)
{
  MatoiFollowUpsItem *self = MATOI_FOLLOW_UPS_ITEM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->title);
  G_OBJECT_CLASS (matoi_follow_ups_item_parent_class)->finalize (object);
}

static void
matoi_follow_ups_item_class_init (MatoiFollowUpsItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_follow_ups_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_follow_ups_item_init (MatoiFollowUpsItem *self)
{
}
