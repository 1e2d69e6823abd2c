/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-item.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (MatoiHistoryItem, matoi_history_item, G_TYPE_OBJECT)

const MatoiHistoryRow *
matoi_history_item_get_row (MatoiHistoryItem *self)
{
  return self->row;
}

/* How often what is looked for stands in it; 0: nothing is looked for, or it is not known yet. */
guint
matoi_history_item_get_hits (MatoiHistoryItem *self)
{
  return self->hits;
}

/* Whether what is looked for stands in it. */
gboolean
matoi_history_item_is_found (MatoiHistoryItem *self)
{
  return self->found;
}

static void
matoi_history_item_finalize (GObject *object)
{
  MatoiHistoryItem *self = MATOI_HISTORY_ITEM (object);

  matoi_finder_free_row (self->row);
  G_OBJECT_CLASS (matoi_history_item_parent_class)->finalize (object);
}

static void
matoi_history_item_class_init (MatoiHistoryItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_history_item_finalize;
  g_signal_new ("changed", MATOI_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
matoi_history_item_init (MatoiHistoryItem *self)
{
  /* What is new is last until its place is known. */
  self->title_rank = self->services_rank = G_MAXUINT;
}

static gboolean
is_same (const MatoiHistoryRow *a, const MatoiHistoryRow *b)
{
  return g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->state, b->state) == 0 &&
         g_strcmp0 (a->severity_label, b->severity_label) == 0 && a->rank == b->rank &&
         g_strcmp0 (a->services, b->services) == 0 && g_strcmp0 (a->ic, b->ic) == 0 &&
         a->started_at == b->started_at && a->ended_at == b->ended_at &&
         a->security == b->security && a->drill == b->drill &&
         g_strcmp0 (a->postmortem_state, b->postmortem_state) == 0 && a->actions == b->actions &&
         a->actions_open == b->actions_open;
}

/** matoi_history_item_take_row: see the header. */
void
matoi_history_item_take_row (MatoiHistoryItem *self, MatoiHistoryRow *row)
{
  gboolean same = self->row && is_same (self->row, row);

  matoi_finder_free_row (self->row);
  self->row = row;
  if (!same)
    g_signal_emit_by_name (self, "changed");
}

/* --- the order */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static guint
rank_postmortem (const char *state)
{
  static const char *const states[] = { "draft", "in-review", "reviewed", "closed", "waived" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i]) == 0)
      return i;
  return G_N_ELEMENTS (states);
}

static gint64
get_duration (const MatoiHistoryRow *row)
{
  return row->ended_at == MATOI_TIME_NONE ? G_MAXINT64 : row->ended_at - row->started_at;
}

static int
compare_refs (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b);

  /* INC-99 before INC-100 */
  return length_a != length_b ? COMPARE (length_a, length_b) : strcmp (a, b);
}

/** matoi_history_item_compare: see the header. */
int
matoi_history_item_compare (const MatoiHistoryItem *x,
                            const MatoiHistoryItem *y,
                            MatoiHistoryColumn column)
{
  const MatoiHistoryRow *a = x->row, *b = y->row;

  switch (column)
    {
    case MATOI_HISTORY_REF:
      return compare_refs (a->ref, b->ref);
    case MATOI_HISTORY_SEVERITY:
      return COMPARE (a->rank ? a->rank : G_MAXINT, b->rank ? b->rank : G_MAXINT);
    case MATOI_HISTORY_TITLE:
      return COMPARE (x->title_rank, y->title_rank);
    case MATOI_HISTORY_SERVICES:
      return COMPARE (x->services_rank, y->services_rank);
    case MATOI_HISTORY_STARTED:
      return COMPARE (a->started_at, b->started_at);
    case MATOI_HISTORY_DURATION:
      return COMPARE (get_duration (a), get_duration (b));
    case MATOI_HISTORY_POSTMORTEM:
      return COMPARE (rank_postmortem (a->postmortem_state), rank_postmortem (b->postmortem_state));
    case MATOI_HISTORY_ACTIONS:
      return COMPARE (a->actions_open, b->actions_open);
    default:
      return 0;
    }
}
