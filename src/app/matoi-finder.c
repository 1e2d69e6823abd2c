/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-finder-private.h"

G_DEFINE_FINAL_TYPE (MatoiFinder, matoi_finder, G_TYPE_OBJECT)

static void
question_free (MatoiQuestion *question)
{
  g_free (question->path);
  g_free (question->person);
  g_free (question->text);
  g_time_zone_unref (question->zone);
  g_free (question);
}

/** matoi_found_free: frees @found. */
void
matoi_found_free (MatoiFound *found)
{
  g_clear_pointer (&found->hits, g_ptr_array_unref);
  g_clear_pointer (&found->counts, g_array_unref);
  g_clear_pointer (&found->query, matoi_query_free);
  g_free (found);
}

/** matoi_finder_free_row: see the header; (nullable) */
void
matoi_finder_free_row (MatoiHistoryRow *row)
{
  matoi_history_row_free (row);
}

/* --- in the thread, and back */

/* Whoever breaks it off may be sure that it is the search it means. */
static void
set_searching (MatoiFinder *self, gboolean searching)
{
  g_mutex_lock (&self->mutex);
  self->searching = searching;
  g_mutex_unlock (&self->mutex);
}

/* In the main thread. */
static gboolean
drop_task (gpointer data)
{
  g_autoptr (GTask) task = data;
  MatoiFinder *self = g_task_get_source_object (task);

  matoi_finder_mend (self, g_task_get_task_data (task));
  return G_SOURCE_REMOVE;
}

/* The finder may go with its last task, and must not go here: it waits for this thread. */
static void
let_go (GTask *task)
{
  g_idle_add (drop_task, task);
}

static void
answer (gpointer data, gpointer user_data)
{
  GTask *task = data;
  MatoiFinder *self = user_data;
  MatoiQuestion *question = g_task_get_task_data (task);
  gboolean searches = matoi_question_is_search (question);
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (task))
    {
      let_go (task);
      return;
    }
  set_searching (self, searches);
  result = matoi_finder_answer (self, question, &error);
  set_searching (self, FALSE);
  if (result != NULL)
    g_task_return_pointer (task, result,
                           searches ? (GDestroyNotify) matoi_found_free
                                    : (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, matoi_finder_say_damaged (self, question, error));
  let_go (task);
}

/* --- in the main thread */

static void
break_off (MatoiFinder *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_mutex_lock (&self->mutex);
  if (self->searching && self->store != NULL)
    matoi_store_interrupt (self->store);
  g_mutex_unlock (&self->mutex);
}

static MatoiQuestion *
new_question (MatoiFinder *self, const char *text)
{
  MatoiQuestion *question = g_new0 (MatoiQuestion, 1);

  question->path = g_strdup (matoi_context_get_path (self->context));
  question->person = g_strdup (matoi_context_get_identity (self->context));
  question->text = g_strdup (text);
  question->zone = g_time_zone_ref (matoi_context_get_zone (self->context));
  question->asked_at = self->asked_at;
  question->mended = self->mended;
  return question;
}

static void
ask (MatoiFinder *self,
     MatoiQuestion *question,
     GCancellable *cancellable,
     gpointer tag,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_thread_pool_push (self->thread, task, NULL);
}

/** matoi_finder_search_async: see the header. */
void
matoi_finder_search_async (MatoiFinder *self,
                           const char *text,
                           gboolean typing,
                           guint limit,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  MatoiQuestion *question;

  g_return_if_fail (MATOI_IS_FINDER (self));
  g_return_if_fail (text != NULL);

  break_off (self);
  self->cancellable = g_cancellable_new ();
  self->asked_at = g_get_monotonic_time ();
  question = new_question (self, text);
  question->typing = typing;
  question->limit = limit;
  ask (self, question, self->cancellable, matoi_finder_search_async, callback, user_data);
}

/** matoi_finder_count_async: see the header. */
void
matoi_finder_count_async (MatoiFinder *self,
                          const char *text,
                          gboolean typing,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  MatoiQuestion *question;

  g_return_if_fail (MATOI_IS_FINDER (self));
  g_return_if_fail (text != NULL);

  question = new_question (self, text);
  question->typing = typing;
  question->count = TRUE;
  ask (self, question, self->cancellable, matoi_finder_count_async, callback, user_data);
}

/** matoi_finder_search_finish: see the header; @place (out) (nullable). */
MatoiFound *
matoi_finder_search_finish (MatoiFinder *self,
                            GAsyncResult *result,
                            MatoiQueryPlace *place,
                            GError **error)
{
  MatoiFound *found;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (place != NULL)
    *place = ((MatoiQuestion *) g_task_get_task_data (G_TASK (result)))->place;
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL)
    self->mended = FALSE;
  return found;
}

/** matoi_finder_look_within_async: see the header. */
void
matoi_finder_look_within_async (MatoiFinder *self,
                                const char *text,
                                const MatoiId *incident,
                                guint limit,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  MatoiQuestion *question;

  g_return_if_fail (MATOI_IS_FINDER (self));
  g_return_if_fail (text != NULL);

  question = new_question (self, text);
  question->within = TRUE;
  question->incident = *incident;
  question->limit = limit;
  ask (self, question, NULL, matoi_finder_look_within_async, callback, user_data);
}

/** matoi_finder_list_similar_async: see the header. */
void
matoi_finder_list_similar_async (MatoiFinder *self,
                                 const MatoiId *incident,
                                 guint limit,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  MatoiQuestion *question;

  g_return_if_fail (MATOI_IS_FINDER (self));
  g_return_if_fail (incident != NULL);

  question = new_question (self, NULL);
  question->similar = TRUE;
  question->incident = *incident;
  question->limit = limit;
  ask (self, question, NULL, matoi_finder_list_similar_async, callback, user_data);
}

/** matoi_finder_list_async: see the header. */
void
matoi_finder_list_async (MatoiFinder *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (MATOI_IS_FINDER (self));

  ask (self, new_question (self, NULL), NULL, matoi_finder_list_async, callback, user_data);
}

/** matoi_finder_list_finish: see the header. */
GPtrArray *
matoi_finder_list_finish (MatoiFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
matoi_finder_dispose (GObject *object)
{
  MatoiFinder *self = MATOI_FINDER (object);

  break_off (self);
  /* Every task has the finder: nothing is under way any more. */
  if (self->thread != NULL)
    g_thread_pool_free (g_steal_pointer (&self->thread), FALSE, TRUE);
  g_clear_pointer (&self->store, matoi_store_close);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_finder_parent_class)->dispose (object);
}

static void
matoi_finder_finalize (GObject *object)
{
  MatoiFinder *self = MATOI_FINDER (object);

  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (matoi_finder_parent_class)->finalize (object);
}

static void
matoi_finder_class_init (MatoiFinderClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_finder_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_finder_finalize;
  g_signal_new ("index-built", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
matoi_finder_init (MatoiFinder *self)
{
  g_mutex_init (&self->mutex);
  self->thread = g_thread_pool_new (answer, self, 1, FALSE, NULL);
}

/** matoi_finder_new: (transfer full): opens the database when it is asked first. */
MatoiFinder *
matoi_finder_new (MatoiContext *context)
{
  MatoiFinder *self = g_object_new (MATOI_TYPE_FINDER, NULL);

  self->context = g_object_ref (context);
  return self;
}
