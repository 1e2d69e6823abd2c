/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-inbox-private.h"

/* Which rooms there are, and when each is read: one after the other, the one that waits longest
 * first. What is read, and how, is in matoi-slack-repair.c. */

#define MAX_FAILURES 6
/* For names. Slack waits three seconds for the receipt of an event. */
#define PATIENCE_MS 2000

static void go_on (MatoiSlackInbox *self);

static gint64
get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

void
matoi_slack_watch_free (MatoiSlackWatch *watch)
{
  matoi_room_row_free (watch->row);
  g_free (watch);
}

/** matoi_slack_inbox_find_watch: (nullable) (transfer none) */
MatoiSlackWatch *
matoi_slack_inbox_find_watch (MatoiSlackInbox *self, const char *channel)
{
  for (guint i = 0; i < self->rooms->len; i++)
    {
      MatoiSlackWatch *watch = g_ptr_array_index (self->rooms, i);

      if (g_str_equal (watch->row->channel, channel))
        return watch;
    }
  return NULL;
}

/* --- reading the rooms that are due */

static gint64
get_interval (MatoiSlackInbox *self, const MatoiSlackWatch *watch)
{
  gint64 interval = watch->row->live && !self->live ? self->live_ms : self->quiet_ms;

  /* Where Slack is not reached it is not asked all the time. */
  return MIN (interval << watch->failures, MAX (interval, self->quiet_ms));
}

static gboolean
on_timer (gpointer user_data)
{
  MatoiSlackInbox *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  matoi_slack_inbox_list_rooms (self);
  return G_SOURCE_REMOVE;
}

void
matoi_slack_inbox_drop_timer (MatoiSlackInbox *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

/* New rooms are noticed as often as live ones are read. */
static void
set_timer (MatoiSlackInbox *self, gint64 due)
{
  matoi_slack_inbox_drop_timer (self);
  self->timer = g_timeout_source_new (
    (guint) CLAMP (due - get_clock (), 0, (gint64) MIN (self->live_ms, self->quiet_ms)));
  g_source_set_callback (self->timer, on_timer, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
tell_if_caught_up (MatoiSlackInbox *self)
{
  if (!self->catching_up || self->listing || !self->listed)
    return;
  for (guint i = 0; i < self->rooms->len; i++)
    {
      const MatoiSlackWatch *watch = g_ptr_array_index (self->rooms, i);

      if (watch->full && !watch->row->archived)
        return;
    }
  self->catching_up = FALSE;
  matoi_slack_inbox_tell_caught_up (self);
}

static void
on_repaired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *channel = user_data;
  MatoiSlackInbox *self = MATOI_SLACK_INBOX (source);
  gboolean good = matoi_slack_repair_finish (result);
  MatoiSlackWatch *watch = matoi_slack_inbox_find_watch (self, channel);

  self->repairing = FALSE;
  if (watch != NULL)
    {
      watch->failures = good ? 0 : MIN (watch->failures + 1, MAX_FAILURES);
      /* Unless it was asked for once more while it was being read. */
      if (watch->due == G_MAXINT64)
        {
          watch->full = watch->full && !good;
          watch->due = get_clock () + get_interval (self, watch);
        }
    }
  /* What the room is now is read again with the list. */
  if (self->cancellable != NULL)
    matoi_slack_inbox_list_rooms (self);
}

static void
read_room (MatoiSlackInbox *self, MatoiSlackWatch *watch)
{
  self->repairing = TRUE;
  watch->due = G_MAXINT64;
  matoi_slack_repair_async (self, watch, on_repaired, g_strdup (watch->row->channel));
}

static void
go_on (MatoiSlackInbox *self)
{
  MatoiSlackWatch *next = NULL;

  if (self->cancellable == NULL || self->repairing || self->listing)
    return;
  tell_if_caught_up (self);
  for (guint i = 0; i < self->rooms->len; i++)
    {
      MatoiSlackWatch *watch = g_ptr_array_index (self->rooms, i);

      if (!watch->row->archived && (next == NULL || watch->due < next->due))
        next = watch;
    }
  if (next != NULL && next->due <= get_clock ())
    read_room (self, next);
  else
    set_timer (self, next != NULL ? next->due : G_MAXINT64);
}

/* --- which rooms there are */

typedef struct
{
  GPtrArray *rooms; /* of MatoiRoomRow */
} Listing;

static void
listing_free (Listing *listing)
{
  g_clear_pointer (&listing->rooms, g_ptr_array_unref);
  g_free (listing);
}

static gboolean
look_up (MatoiStore *store, gpointer data, GError **error)
{
  Listing *listing = data;

  listing->rooms = matoi_store_list_rooms (store, FALSE, error);
  return listing->rooms != NULL;
}

/* What was known of a room that is there still, or of one that is new. */
static MatoiSlackWatch *
merge (MatoiSlackInbox *self, MatoiRoomRow *row)
{
  const MatoiSlackWatch *old = matoi_slack_inbox_find_watch (self, row->channel);
  MatoiSlackWatch *watch = g_new0 (MatoiSlackWatch, 1);

  if (old != NULL)
    *watch = *old;
  else
    watch->full = TRUE;
  /* At the end once more, thoroughly: that is when pictures find a place. */
  if (old != NULL && ((old->row->live && !row->live) || (old->row->archived && !row->archived) ||
                      !matoi_id_equal (&old->row->incident, &row->incident)))
    {
      watch->full = TRUE;
      watch->due = 0;
    }
  watch->row = row;
  return watch;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackInbox) self = user_data;
  g_autoptr (GError) error = NULL;
  Listing *listing = matoi_desk_run_finish (MATOI_DESK (source), result, &error);
  GPtrArray *rooms;

  self->listing = FALSE;
  if (listing == NULL)
    {
      g_debug ("rooms: %s", error->message);
      if (self->cancellable != NULL)
        set_timer (self, G_MAXINT64);
      return;
    }
  rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_watch_free);
  while (listing->rooms->len > 0)
    g_ptr_array_add (rooms, merge (self, g_ptr_array_steal_index (listing->rooms, 0)));
  g_ptr_array_unref (self->rooms);
  self->rooms = rooms;
  self->listed = self->ready;
  listing_free (listing);
  go_on (self);
}

/* Asks which rooms there are, then reads what is due. */
void
matoi_slack_inbox_list_rooms (MatoiSlackInbox *self)
{
  if (self->listing || !self->ready || self->cancellable == NULL)
    return;
  matoi_slack_inbox_drop_timer (self);
  matoi_slack_inbox_apply_budget (self);
  self->listing = TRUE;
  matoi_desk_run_async (self->desk, look_up, g_new0 (Listing, 1), (GDestroyNotify) listing_free,
                        NULL, on_listed, g_object_ref (self));
}

/* @channel: (nullable): only which rooms there are. */
void
matoi_slack_inbox_look_soon (MatoiSlackInbox *self, const char *channel)
{
  MatoiSlackWatch *watch = channel != NULL ? matoi_slack_inbox_find_watch (self, channel) : NULL;

  if (watch != NULL)
    watch->due = 0;
  matoi_slack_inbox_list_rooms (self);
}

/* The socket came or went: what waits longer than it should now does not. */
void
matoi_slack_inbox_reschedule (MatoiSlackInbox *self)
{
  gint64 now = get_clock ();

  for (guint i = 0; i < self->rooms->len; i++)
    {
      MatoiSlackWatch *watch = g_ptr_array_index (self->rooms, i);

      if (watch->due != G_MAXINT64)
        watch->due = MIN (watch->due, now + get_interval (self, watch));
    }
  go_on (self);
}

/* --- names */

void
matoi_slack_inbox_drop_patience (MatoiSlackInbox *self)
{
  if (self->patience != NULL)
    g_source_destroy (self->patience);
  g_clear_pointer (&self->patience, g_source_unref);
}

static void
be_ready (MatoiSlackInbox *self)
{
  matoi_slack_inbox_drop_patience (self);
  self->ready = TRUE;
  matoi_slack_inbox_take_early (self);
  matoi_slack_inbox_list_rooms (self);
}

static void
on_book (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackInbox) self = user_data;

  matoi_slack_book_refresh_finish (MATOI_SLACK_BOOK (source), result, NULL);
  if (self->cancellable != NULL && !self->ready)
    be_ready (self);
}

static gboolean
on_patience_over (gpointer user_data)
{
  be_ready (user_data);
  return G_SOURCE_REMOVE;
}

/* Asks for names before the rooms are read, for a moment. */
void
matoi_slack_inbox_await_names (MatoiSlackInbox *self)
{
  self->patience = g_timeout_source_new (PATIENCE_MS);
  g_source_set_callback (self->patience, on_patience_over, self, NULL);
  g_source_attach (self->patience, g_main_context_get_thread_default ());
  matoi_slack_book_refresh_async (self->book, FALSE, self->cancellable, on_book,
                                  g_object_ref (self));
}
