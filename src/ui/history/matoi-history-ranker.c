/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-ranker.h"

#include "matoi-collation.h"

struct _MatoiHistoryRanker
{
  GObject parent_instance;
  MatoiCollation *titles, *services; /* the thread's while it is at work */
  gboolean busy;
  GPtrArray *next; /* (nullable) of MatoiHistoryItem: asked for meanwhile */
};

G_DEFINE_FINAL_TYPE (MatoiHistoryRanker, matoi_history_ranker, G_TYPE_OBJECT)

static guint ranked_signal;

/* The texts are copies: the lines get other rows whenever something is recorded. */
typedef struct
{
  GPtrArray *items;             /* of MatoiHistoryItem: not for the thread */
  GStringChunk *chunk;          /* holds … */
  GPtrArray *titles, *services; /* … of char * */
  GArray *title_ranks, *services_ranks;
} Work;

static void
work_free (Work *work)
{
  g_ptr_array_unref (work->items);
  g_string_chunk_free (work->chunk);
  g_ptr_array_unref (work->titles);
  g_ptr_array_unref (work->services);
  g_clear_pointer (&work->title_ranks, g_array_unref);
  g_clear_pointer (&work->services_ranks, g_array_unref);
  g_free (work);
}

static Work *
work_new (GPtrArray *items)
{
  Work *work = g_new0 (Work, 1);

  work->items = g_ptr_array_new_full (items->len, g_object_unref);
  work->chunk = g_string_chunk_new (64 * 1024);
  work->titles = g_ptr_array_sized_new (items->len);
  work->services = g_ptr_array_sized_new (items->len);
  for (guint i = 0; i < items->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (items, i);

      g_ptr_array_add (work->items, g_object_ref (item));
      g_ptr_array_add (work->titles, g_string_chunk_insert (work->chunk, item->row->title));
      g_ptr_array_add (work->services,
                       g_string_chunk_insert_const (work->chunk, item->row->services));
    }
  return work;
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  MatoiHistoryRanker *self = source;
  Work *work = task_data;

  work->title_ranks = matoi_collation_rank (self->titles, work->titles);
  work->services_ranks = matoi_collation_rank (self->services, work->services);
  g_task_return_boolean (task, TRUE);
}

static void
on_ranked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiHistoryRanker *self = MATOI_HISTORY_RANKER (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) next = g_steal_pointer (&self->next);

  for (guint i = 0; i < work->items->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (work->items, i);

      item->title_rank = g_array_index (work->title_ranks, guint, i);
      item->services_rank = g_array_index (work->services_ranks, guint, i);
    }
  self->busy = FALSE;
  if (next)
    matoi_history_ranker_ask (self, next);
  else
    g_signal_emit (self, ranked_signal, 0);
}

/** matoi_history_ranker_ask: see the header. */
void
matoi_history_ranker_ask (MatoiHistoryRanker *self, GPtrArray *items)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MATOI_IS_HISTORY_RANKER (self));

  if (self->busy)
    {
      g_clear_pointer (&self->next, g_ptr_array_unref);
      self->next = g_ptr_array_ref (items);
      return;
    }
  self->busy = TRUE;
  task = g_task_new (self, NULL, on_ranked, NULL);
  g_task_set_source_tag (task, matoi_history_ranker_ask);
  g_task_set_task_data (task, work_new (items), (GDestroyNotify) work_free);
  g_task_run_in_thread (task, run);
}

static void
matoi_history_ranker_finalize (GObject *object)
{
  MatoiHistoryRanker *self = MATOI_HISTORY_RANKER (object);

  matoi_collation_free (self->titles);
  matoi_collation_free (self->services);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_history_ranker_parent_class)->finalize (object);
}

static void
matoi_history_ranker_class_init (MatoiHistoryRankerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_history_ranker_finalize;
  ranked_signal = g_signal_new ("ranked", MATOI_TYPE_HISTORY_RANKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_history_ranker_init (MatoiHistoryRanker *self)
{
  self->titles = matoi_collation_new ();
  self->services = matoi_collation_new ();
}

MatoiHistoryRanker *
matoi_history_ranker_new (void)
{
  return g_object_new (MATOI_TYPE_HISTORY_RANKER, NULL);
}
