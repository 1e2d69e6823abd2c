/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-inbox-private.h"

#include "matoi-json.h"
#include "matoi-time.h"

/* The conductor: when it begins and ends, how fast, and what it tells; see
 * matoi-slack-inbox-rooms.c for which rooms are read when. */

#define LIVE_MS       (10 * 1000)
#define QUIET_MS      (60 * 1000)
#define CALLS         50 /* a minute, of all Matois on one app */
#define SHARED_BY     2
#define MAX_SHARED_BY 20
#define MINUTE_MS     (60 * 1000)

G_DEFINE_FINAL_TYPE (MatoiSlackInbox, matoi_slack_inbox, G_TYPE_OBJECT)

enum
{
  SAID,
  CHANGED,
  TROUBLE,
  CAUGHT_UP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

enum
{
  PROP_CAPPED = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* --- for the other parts */

const char *
matoi_slack_inbox_get_setting (MatoiSlackInbox *self, const char *key)
{
  const char *value = matoi_desk_get_setting (self->desk, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* ms UTC, by Slack's clock as far as it is known. */
gint64
matoi_slack_inbox_get_now (MatoiSlackInbox *self)
{
  return matoi_desk_get_now (self->desk) - self->skew;
}

void
matoi_slack_inbox_learn_clock (MatoiSlackInbox *self, const MatoiSlackAnswer *answer)
{
  if (answer->server_time != MATOI_TIME_NONE)
    self->skew = matoi_desk_get_now (self->desk) - answer->server_time;
}

void
matoi_slack_inbox_tell_trouble (MatoiSlackInbox *self, MatoiSlackAnswer *answer)
{
  g_signal_emit (self, signals[TROUBLE], 0, answer);
}

void
matoi_slack_inbox_tell_changed (MatoiSlackInbox *self, const char *channel)
{
  g_signal_emit (self, signals[CHANGED], 0, channel);
}

void
matoi_slack_inbox_tell_caught_up (MatoiSlackInbox *self)
{
  g_signal_emit (self, signals[CAUGHT_UP], 0);
}

void
matoi_slack_inbox_tell_said (MatoiSlackInbox *self, MatoiRoomRow *room, MatoiRoomMessage *message)
{
  g_signal_emit (self, signals[SAID], 0, room, message);
}

void
matoi_slack_inbox_set_gap (MatoiSlackInbox *self, const char *channel, gboolean gap)
{
  MatoiSlackWatch *watch = matoi_slack_inbox_find_watch (self, channel);

  if (watch == NULL || watch->gap == gap)
    return;
  watch->gap = gap;
  matoi_slack_inbox_tell_changed (self, channel);
}

/* --- the budget */

static guint
get_allowed (MatoiSlackInbox *self)
{
  const char *text = matoi_slack_inbox_get_setting (self, "slack.shared-by");
  gint64 shared = text != NULL ? g_ascii_strtoll (text, NULL, 10) : SHARED_BY;

  if (self->budget_calls > 0)
    return self->capped ? 1 : self->budget_calls;
  return self->capped ? 1 : (guint) (CALLS / CLAMP (shared, 1, MAX_SHARED_BY));
}

/* As many calls as are ours now. */
void
matoi_slack_inbox_apply_budget (MatoiSlackInbox *self)
{
  matoi_slack_client_set_reading (self->client, get_allowed (self),
                                  self->budget_calls > 0 ? self->budget_ms : MINUTE_MS);
}

void
matoi_slack_inbox_set_capped (MatoiSlackInbox *self, gboolean capped)
{
  if (self->capped == capped)
    return;
  self->capped = capped;
  matoi_slack_inbox_apply_budget (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAPPED]);
}

/* --- for everybody */

/**
 * matoi_slack_inbox_start:
 *
 * Reads the rooms and takes events from now on. Names are asked for first, but nobody waits long for
 * them: what was said by somebody unknown gets the name later.
 */
void
matoi_slack_inbox_start (MatoiSlackInbox *self)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  matoi_slack_inbox_await_names (self);
  matoi_slack_inbox_catch_up (self);
}

/** matoi_slack_inbox_stop: what is on its way is given up, and asked for again later. */
void
matoi_slack_inbox_stop (MatoiSlackInbox *self)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  matoi_slack_inbox_drop_timer (self);
  matoi_slack_inbox_drop_patience (self);
  matoi_slack_inbox_drop_early (self);
  self->ready = self->listed = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->pictures, (GDestroyNotify) matoi_slack_picture_free);
}

/** matoi_slack_inbox_catch_up: see the header. */
void
matoi_slack_inbox_catch_up (MatoiSlackInbox *self)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  self->catching_up = TRUE;
  for (guint i = 0; i < self->rooms->len; i++)
    {
      MatoiSlackWatch *watch = g_ptr_array_index (self->rooms, i);

      watch->full = TRUE;
      watch->due = 0;
      watch->failures = 0;
    }
  matoi_slack_inbox_list_rooms (self);
}

/** matoi_slack_inbox_set_live: see the header. */
void
matoi_slack_inbox_set_live (MatoiSlackInbox *self, gboolean live)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  if (self->live == live)
    return;
  self->live = live;
  matoi_slack_inbox_reschedule (self);
}

void
matoi_slack_inbox_set_pace (MatoiSlackInbox *self, guint live_ms, guint quiet_ms)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  self->live_ms = live_ms;
  self->quiet_ms = quiet_ms;
}

void
matoi_slack_inbox_set_budget (MatoiSlackInbox *self, guint calls, guint window_ms)
{
  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  self->budget_calls = calls;
  self->budget_ms = window_ms;
  matoi_slack_inbox_apply_budget (self);
}

guint
matoi_slack_inbox_get_calls (MatoiSlackInbox *self, guint *allowed)
{
  g_return_val_if_fail (MATOI_IS_SLACK_INBOX (self), 0);

  if (allowed != NULL)
    *allowed = get_allowed (self);
  return matoi_slack_client_get_reading (self->client);
}

gboolean
matoi_slack_inbox_is_capped (MatoiSlackInbox *self)
{
  return self->capped;
}

gboolean
matoi_slack_inbox_has_gap (MatoiSlackInbox *self, const char *channel)
{
  const MatoiSlackWatch *watch = matoi_slack_inbox_find_watch (self, channel);

  return watch != NULL && watch->gap;
}

/* --- the object */

static void
matoi_slack_inbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_CAPPED)
    g_value_set_boolean (value, MATOI_SLACK_INBOX (object)->capped);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
matoi_slack_inbox_dispose (GObject *object)
{
  MatoiSlackInbox *self = MATOI_SLACK_INBOX (object);

  matoi_slack_inbox_stop (self);
  g_clear_object (&self->desk);
  g_clear_object (&self->client);
  g_clear_object (&self->book);
  G_OBJECT_CLASS (matoi_slack_inbox_parent_class)->dispose (object);
}

static void
matoi_slack_inbox_finalize (GObject *object)
{
  MatoiSlackInbox *self = MATOI_SLACK_INBOX (object);

  g_ptr_array_unref (self->rooms);
  matoi_slack_emoji_free (self->emoji);
  matoi_slack_self_free (self->us);
  G_OBJECT_CLASS (matoi_slack_inbox_parent_class)->finalize (object);
}

static void
matoi_slack_inbox_class_init (MatoiSlackInboxClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);

  object->get_property = matoi_slack_inbox_get_property;
  object->dispose = matoi_slack_inbox_dispose;
  object->finalize = matoi_slack_inbox_finalize;
  props[PROP_CAPPED] =
    g_param_spec_boolean ("capped", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, props);
  signals[SAID] = g_signal_new ("said", MATOI_TYPE_SLACK_INBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", MATOI_TYPE_SLACK_INBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TROUBLE] = g_signal_new ("trouble", MATOI_TYPE_SLACK_INBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CAUGHT_UP] = g_signal_new ("caught-up", MATOI_TYPE_SLACK_INBOX, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_slack_inbox_init (MatoiSlackInbox *self)
{
  self->live_ms = LIVE_MS;
  self->quiet_ms = QUIET_MS;
  self->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_watch_free);
  g_queue_init (&self->early);
  g_queue_init (&self->pictures);
}

/**
 * matoi_slack_inbox_new:
 * @us: who speaks for Matoi there; copied
 *
 * Returns: (transfer full)
 */
MatoiSlackInbox *
matoi_slack_inbox_new (MatoiDesk *desk,
                       MatoiSlackClient *client,
                       MatoiSlackBook *book,
                       const MatoiSlackSelf *us)
{
  MatoiSlackInbox *self = g_object_new (MATOI_TYPE_SLACK_INBOX, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->book = g_object_ref (book);
  self->us = matoi_slack_self_copy (us);
  self->emoji = matoi_slack_inbox_load_emoji ();
  return self;
}
