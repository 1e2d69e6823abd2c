/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-repair-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/* Reads one room to its end: what came since it was read last, together; then what is known
 * already once more, for what was edited, deleted or marked; then the threads.
 *
 * Everything is measured by the times of the messages themselves, never by a clock. */

#define PAGE         "200"
#define MAX_BUFFER   2000          /* messages: more are taken over from the newest backwards */
#define WINDOW       (2 * 60 * 60) /* seconds that are read once more */
#define PAGES_BELOW  1             /* of what is known, each time */
#define PAGES_ABSENT 3             /* after an absence */
#define MARGIN       5             /* seconds by which clocks always differ */
#define CAPPED_PAGE  15            /* objects: what Slack gives an app that is not the team's own */

static void ask_page (MatoiSlackRepair *self);

/* --- small things */

static char *
dup_ts_before (const char *ts, gint64 seconds)
{
  const char *point = strchr (ts, '.');

  return g_strdup_printf ("%" G_GINT64_FORMAT "%s",
                          MAX (g_ascii_strtoll (ts, NULL, 10) - seconds, 0),
                          point != NULL ? point : ".000000");
}

static void
take_earlier (char **where, const char *ts)
{
  if (*where != NULL && matoi_slack_compare_ts (*where, ts) <= 0)
    return;
  g_free (*where);
  *where = g_strdup (ts);
}

static void
take_later (char **where, const char *ts)
{
  if (*where != NULL && matoi_slack_compare_ts (*where, ts) >= 0)
    return;
  g_free (*where);
  *where = g_strdup (ts);
}

/** matoi_slack_repair_dup_cursor: see the header; a short or empty page is not the last one. */
char *
matoi_slack_repair_dup_cursor (JsonObject *page)
{
  JsonObject *metadata = matoi_json_get_object (page, "response_metadata");
  const char *cursor = metadata != NULL ? matoi_json_get_string (metadata, "next_cursor") : NULL;

  return cursor != NULL && *cursor != '\0' ? g_strdup (cursor) : NULL;
}

/** matoi_slack_repair_new_batch: see the header. */
MatoiSlackDelivery *
matoi_slack_repair_new_batch (MatoiSlackRepair *self)
{
  MatoiSlackDelivery *batch = matoi_slack_delivery_new (self->inbox, self->channel);

  batch->again = self->full;
  batch->asked_at = self->asked_at;
  return batch;
}

/* --- kept, then on */

/* FALSE: it is over. */
static gboolean
take_kept (MatoiSlackRepair *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;

  if (matoi_slack_inbox_deliver_finish (self->inbox, result, &error) != NULL)
    return TRUE;
  g_debug ("what was read was not kept: %s", error->message);
  matoi_slack_repair_end (self, FALSE);
  return FALSE;
}

static void
on_last_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackRepair *self = user_data;

  if (!take_kept (self, result))
    return;
  matoi_slack_inbox_set_gap (self->inbox, self->channel, FALSE);
  matoi_slack_repair_threads (self);
}

static void
on_part_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackRepair *self = user_data;

  if (!take_kept (self, result))
    return;
  ask_page (self);
}

/* The end of the history: only now everything up to the newest is there, without a gap. */
static void
keep_last (MatoiSlackRepair *self)
{
  MatoiSlackDelivery *batch = g_steal_pointer (&self->batch);

  if (batch == NULL)
    batch = matoi_slack_repair_new_batch (self);
  batch->high_ts = g_strdup (self->newest);
  batch->sweep = self->sweep;
  if (self->high != NULL)
    {
      /* With a cursor left, nobody has looked at what lies further back. */
      const char *from = self->cursor != NULL ? self->deepest : self->oldest;

      batch->from = g_strdup (from);
      batch->to = g_strdup (self->high);
      take_later (&batch->to, self->newest != NULL ? self->newest : self->high);
      batch->seen = g_hash_table_ref (self->seen);
    }
  matoi_slack_inbox_deliver_async (self->inbox, batch, on_last_kept, self);
}

/* --- the history */

/* A page of exactly that many, and more to come, where 200 were asked for. */
static void
judge_cap (MatoiSlackRepair *self, JsonObject *page, guint n)
{
  if (n == CAPPED_PAGE && matoi_json_get_boolean (page, "has_more", FALSE))
    matoi_slack_inbox_set_capped (self->inbox, TRUE);
  else if (n > CAPPED_PAGE)
    matoi_slack_inbox_set_capped (self->inbox, FALSE);
}

static void
take_page (MatoiSlackRepair *self, JsonArray *messages)
{
  guint n = messages != NULL ? json_array_get_length (messages) : 0;
  gboolean below = self->high != NULL && n > 0;

  if (self->batch == NULL)
    self->batch = matoi_slack_repair_new_batch (self);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = matoi_json_array_get_object (messages, i);
      g_autofree char *ts =
        object != NULL ? matoi_slack_words_dup_ts (matoi_json_get_string (object, "ts")) : NULL;

      if (ts == NULL)
        continue;
      take_later (&self->newest, ts);
      take_earlier (&self->deepest, ts);
      below = below && matoi_slack_compare_ts (ts, self->high) <= 0;
      if (!matoi_slack_delivery_add (self->batch, self->inbox, object) &&
          (self->high == NULL || matoi_slack_compare_ts (ts, self->high) > 0))
        matoi_slack_delivery_add_housekeeping (self->batch, object);
      g_hash_table_add (self->seen, g_steal_pointer (&ts));
    }
  self->n_below += below;
}

static void
on_page (MatoiSlackRepair *self, JsonObject *page)
{
  JsonArray *messages = matoi_json_get_array (page, "messages");

  judge_cap (self, page, messages != NULL ? json_array_get_length (messages) : 0);
  take_page (self, messages);
  g_free (self->cursor);
  self->cursor = matoi_slack_repair_dup_cursor (page);
  if (self->cursor == NULL || self->n_below >= (guint) (self->full ? PAGES_ABSENT : PAGES_BELOW))
    {
      keep_last (self);
      return;
    }
  if (self->batch->messages->len >= MAX_BUFFER || self->inbox->capped)
    self->backwards = TRUE;
  if (self->backwards && self->n_below == 0)
    {
      /* Who responds needs the newest now; what lies between comes after it. */
      matoi_slack_inbox_set_gap (self->inbox, self->channel, TRUE);
      matoi_slack_inbox_deliver_async (self->inbox, g_steal_pointer (&self->batch), on_part_kept,
                                       self);
      return;
    }
  ask_page (self);
}

static void
ask_page (MatoiSlackRepair *self)
{
  const char *args[] = { "channel",
                         self->channel,
                         "limit",
                         PAGE,
                         "oldest",
                         self->oldest,
                         "inclusive",
                         "1",
                         "include_all_metadata",
                         "1",
                         self->cursor != NULL ? "cursor" : NULL,
                         self->cursor,
                         NULL };

  matoi_slack_repair_ask (self, "conversations.history", args, on_page);
}

/** matoi_slack_repair_begin: from the beginning, once more. */
void
matoi_slack_repair_begin (MatoiSlackRepair *self)
{
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->newest, g_free);
  g_clear_pointer (&self->deepest, g_free);
  g_clear_pointer (&self->batch, matoi_slack_delivery_free);
  g_hash_table_remove_all (self->seen);
  self->n_below = 0;
  ask_page (self);
}

/* --- beginning and end */

static void
repair_free (MatoiSlackRepair *self)
{
  g_free (self->channel);
  g_free (self->high);
  g_free (self->oldest);
  g_free (self->cursor);
  g_free (self->newest);
  g_free (self->deepest);
  g_clear_pointer (&self->batch, matoi_slack_delivery_free);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->threads, g_ptr_array_unref);
  g_object_unref (self->inbox);
  g_free (self);
}

/** matoi_slack_repair_end: see the header. */
void
matoi_slack_repair_end (MatoiSlackRepair *self, gboolean good)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  repair_free (self);
  g_task_return_boolean (task, good);
}

/**
 * matoi_slack_repair_async:
 * @watch: borrowed for the call
 *
 * A room that was made for its incident is read from its beginning, any other one from when the
 * incident began by this machine's clock, which may differ from Slack's.
 */
void
matoi_slack_repair_async (MatoiSlackInbox *inbox,
                          const MatoiSlackWatch *watch,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  MatoiSlackRepair *self = g_new0 (MatoiSlackRepair, 1);
  const MatoiRoomRow *row = watch->row;
  g_autofree char *since =
    g_strdup_printf ("%" G_GINT64_FORMAT ".000000",
                     row->own ? 0 : MAX ((row->since - inbox->skew) / 1000 - MARGIN, 0));

  self->inbox = g_object_ref (inbox);
  self->task = g_task_new (inbox, NULL, callback, user_data);
  self->channel = g_strdup (row->channel);
  self->high = g_strdup (row->high_ts);
  self->full = watch->full;
  self->sweep = watch->full && !row->live;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (row->high_ts != NULL)
    self->oldest = dup_ts_before (row->high_ts, WINDOW);
  if (self->oldest == NULL || matoi_slack_compare_ts (self->oldest, since) < 0)
    {
      g_free (self->oldest);
      self->oldest = g_steal_pointer (&since);
    }
  matoi_slack_repair_begin (self);
}

gboolean
matoi_slack_repair_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
