/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-finder-private.h"

static MatoiStore *
need_store (MatoiFinder *self, const MatoiQuestion *question, GError **error)
{
  MatoiStore *store;

  if (self->store != NULL)
    return self->store;
  store = matoi_store_open (question->path, MATOI_STORE_READ_ONLY, error);
  g_mutex_lock (&self->mutex);
  self->store = store;
  g_mutex_unlock (&self->mutex);
  return store;
}

/* What the hits alone tell: as they come, the newest first. */
static GArray *
count_each (GPtrArray *hits)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (MatoiHistoryCount));

  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiSearchHit *hit = g_ptr_array_index (hits, i);
      MatoiHistoryCount count = { hit->incident, 1 };
      guint at = 0;

      while (
        at < counts->len &&
        !matoi_id_equal (&g_array_index (counts, MatoiHistoryCount, at).incident, &hit->incident))
        at++;
      if (at < counts->len)
        g_array_index (counts, MatoiHistoryCount, at).n++;
      else
        g_array_append_val (counts, count);
    }
  return counts;
}

static gboolean
look (MatoiStore *store, MatoiQuestion *question, MatoiFound *found, GError **error)
{
  if (!question->count)
    {
      found->hits =
        matoi_store_search (store, found->query, question->person, question->limit, NULL, error);
      if (found->hits == NULL)
        return FALSE;
      found->complete = found->hits->len < question->limit;
      found->counts = count_each (found->hits);
    }
  else
    {
      found->complete = TRUE;
      found->counts = matoi_store_count_hits (store, found->query, question->person, error);
    }
  return found->counts != NULL;
}

static MatoiFound *
search (MatoiFinder *self, MatoiQuestion *question, GError **error)
{
  g_autoptr (MatoiFound) found = g_new0 (MatoiFound, 1);
  MatoiStore *store = need_store (self, question, error);

  if (store == NULL)
    return NULL;
  found->query =
    matoi_query_parse (question->text, question->typing, question->zone, &question->place, error);
  if (found->query == NULL ||
      !matoi_store_know_query (store, found->query, &question->place, error) ||
      !look (store, question, found, error))
    return NULL;
  for (guint i = 0; i < found->counts->len; i++)
    found->total += g_array_index (found->counts, MatoiHistoryCount, i).n;
  found->ms = (g_get_monotonic_time () - question->asked_at) / 1000;
  return g_steal_pointer (&found);
}

static GPtrArray *
list (MatoiFinder *self, MatoiQuestion *question, GError **error)
{
  MatoiStore *store = need_store (self, question, error);
  g_autoptr (MatoiQuery) query = NULL;

  if (store == NULL)
    return NULL;
  if (question->similar)
    return matoi_store_list_similar (store, &question->incident, question->person, question->limit,
                                     error);
  if (!question->within)
    return matoi_store_list_history (store, question->person, error);
  query = matoi_query_parse (question->text, TRUE, question->zone, &question->place, error);
  if (query == NULL || !matoi_store_know_query (store, query, &question->place, error))
    return NULL;
  return matoi_store_search_within (store, query, question->person, &question->incident,
                                    question->limit, error);
}

/** matoi_question_is_search: whether the next one breaks it off. */
gboolean
matoi_question_is_search (const MatoiQuestion *question)
{
  return question->text != NULL && !question->within;
}

/** matoi_finder_answer: see the header. */
gpointer
matoi_finder_answer (MatoiFinder *self, MatoiQuestion *question, GError **error)
{
  return matoi_question_is_search (question) ? (gpointer) search (self, question, error)
                                             : (gpointer) list (self, question, error);
}
