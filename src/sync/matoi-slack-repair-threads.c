/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-repair-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/* Replies are not in the history of a room; each thread is asked for by itself. */

#define PAGE          "200"
#define MAX_WHOLE     200 /* replies that are read once more, for their edits */
#define YOUNG_MS      (24 * 60 * MATOI_MINUTE) /* threads that are looked at although nothing says so */
#define AT_ONCE       1                        /* of them in one round, unless after an absence */
#define BATCH_THREADS 10
#define BATCH_REPLIES 500
#define MAX_RAW       (4 * 1024 * 1024)
#define MAX_DEPTH     64

/* --- which, in the store's thread */

typedef struct
{
  char *channel;
  gint64 young, since; /* ms UTC */
  gboolean full;
  GPtrArray *threads; /* of MatoiSlackThread */
} Choice;

static void
choice_free (Choice *choice)
{
  g_free (choice->channel);
  g_ptr_array_unref (choice->threads);
  g_free (choice);
}

/* Whether Slack has told of a reply that is not here, and nobody has looked since. */
static gboolean
lacks_reply (const MatoiRoomMessage *parent)
{
  g_autoptr (JsonNode) node = matoi_json_parse (parent->raw, -1, MAX_RAW, MAX_DEPTH, NULL);
  const char *latest = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                         ? matoi_json_get_string (json_node_get_object (node), "latest_reply")
                         : NULL;

  if (parent->at == 0)
    return TRUE;
  return latest != NULL && matoi_slack_ts_to_time (latest) >= parent->at &&
         (parent->latest_reply == NULL ||
          matoi_slack_compare_ts (latest, parent->latest_reply) > 0);
}

static gboolean
choose (MatoiStore *store, gpointer data, GError **error)
{
  Choice *choice = data;
  g_autoptr (GPtrArray) parents =
    matoi_store_list_threads (store, choice->channel, choice->since, error);
  guint n_young = 0;

  /* The one that was not looked at for the longest time comes first. */
  for (guint i = 0; parents != NULL && i < parents->len; i++)
    {
      const MatoiRoomMessage *parent = g_ptr_array_index (parents, i);
      gboolean lacks = lacks_reply (parent);
      gboolean young = matoi_slack_ts_to_time (parent->ts) >= choice->young;
      MatoiSlackThread *thread;

      if (!lacks && (!young || (!choice->full && n_young >= AT_ONCE)))
        continue;
      n_young += !lacks;
      thread = g_new0 (MatoiSlackThread, 1);
      thread->ts = g_strdup (parent->ts);
      thread->known = g_strdup (parent->latest_reply);
      thread->whole = parent->latest_reply == NULL || parent->n_replies <= MAX_WHOLE;
      g_ptr_array_add (choice->threads, thread);
    }
  return parents != NULL;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackRepair *self = user_data;
  g_autoptr (GError) error = NULL;
  Choice *choice = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  if (choice == NULL)
    {
      g_debug ("threads: %s", error->message);
      matoi_slack_repair_end (self, FALSE);
      return;
    }
  self->threads = g_ptr_array_ref (choice->threads);
  choice_free (choice);
  matoi_slack_repair_read_thread (self);
}

/** matoi_slack_repair_threads: after the history, which tells of replies. */
void
matoi_slack_repair_threads (MatoiSlackRepair *self)
{
  Choice *choice = g_new0 (Choice, 1);
  gint64 high = self->high != NULL ? matoi_slack_ts_to_time (self->high) : 0;

  choice->channel = g_strdup (self->channel);
  choice->full = self->full;
  choice->young = matoi_slack_inbox_get_now (self->inbox) - YOUNG_MS;
  choice->since = MIN (choice->young, high);
  choice->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_thread_free);
  matoi_desk_run_async (self->inbox->desk, choose, choice, (GDestroyNotify) choice_free, NULL,
                        on_chosen, self);
}

/* --- reading one */

static void ask_replies (MatoiSlackRepair *self);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackRepair *self = user_data;
  g_autoptr (GError) error = NULL;

  if (matoi_slack_inbox_deliver_finish (self->inbox, result, &error) == NULL)
    {
      g_debug ("a thread was not kept: %s", error->message);
      matoi_slack_repair_end (self, FALSE);
      return;
    }
  matoi_slack_repair_read_thread (self);
}

/* The disk is not waited for with each of them. */
static gboolean
is_enough (const MatoiSlackRepair *self)
{
  return self->at >= self->threads->len || self->batch->threads->len >= BATCH_THREADS ||
         self->batch->messages->len >= BATCH_REPLIES;
}

static void
finish_thread (MatoiSlackRepair *self, gboolean gone)
{
  MatoiSlackThread *thread = g_ptr_array_index (self->threads, self->at++);

  if (thread->whole && !gone && self->newest != NULL)
    thread->to =
      g_strdup (thread->known != NULL && matoi_slack_compare_ts (thread->known, self->newest) > 0
                  ? thread->known
                  : self->newest);
  g_ptr_array_add (self->batch->threads, thread);
  if (!is_enough (self))
    {
      matoi_slack_repair_read_thread (self);
      return;
    }
  self->batch->seen = g_steal_pointer (&self->seen);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  matoi_slack_inbox_deliver_async (self->inbox, g_steal_pointer (&self->batch), on_kept, self);
}

/* @page: (nullable): there is no such thread any more. */
static void
on_replies (MatoiSlackRepair *self, JsonObject *page)
{
  MatoiSlackThread *thread = g_ptr_array_index (self->threads, self->at);
  JsonArray *messages = page != NULL ? matoi_json_get_array (page, "messages") : NULL;

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      JsonObject *object = matoi_json_array_get_object (messages, i);
      g_autofree char *ts =
        object != NULL ? matoi_slack_words_dup_ts (matoi_json_get_string (object, "ts")) : NULL;

      /* The parent comes first, on every page. */
      if (ts == NULL || g_str_equal (ts, thread->ts))
        continue;
      matoi_slack_delivery_add (self->batch, self->inbox, object);
      if (self->newest == NULL || matoi_slack_compare_ts (self->newest, ts) < 0)
        {
          g_free (self->newest);
          self->newest = g_strdup (ts);
        }
      g_hash_table_add (self->seen, g_steal_pointer (&ts));
    }
  g_free (self->cursor);
  self->cursor = page != NULL ? matoi_slack_repair_dup_cursor (page) : NULL;
  if (self->cursor != NULL)
    ask_replies (self);
  else
    finish_thread (self, page == NULL);
}

static void
ask_replies (MatoiSlackRepair *self)
{
  const MatoiSlackThread *thread = g_ptr_array_index (self->threads, self->at);
  const char *args[] = { "channel",
                         self->channel,
                         "ts",
                         thread->ts,
                         "limit",
                         PAGE,
                         "include_all_metadata",
                         "1",
                         "oldest",
                         thread->whole ? "0" : thread->known,
                         self->cursor != NULL ? "cursor" : NULL,
                         self->cursor,
                         NULL };

  matoi_slack_repair_ask (self, "conversations.replies", args, on_replies);
}

/** matoi_slack_repair_read_thread: the next one, from its beginning; after the last one the end. */
void
matoi_slack_repair_read_thread (MatoiSlackRepair *self)
{
  if (self->at >= self->threads->len)
    {
      matoi_slack_repair_end (self, TRUE);
      return;
    }
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->newest, g_free);
  if (self->batch == NULL)
    {
      g_hash_table_remove_all (self->seen);
      self->batch = matoi_slack_repair_new_batch (self);
      self->batch->threads = g_ptr_array_new ();
    }
  ask_replies (self);
}
