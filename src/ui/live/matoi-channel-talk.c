/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-talk.h"

#include <string.h>

/* How many messages are shown at first, and how many more at a time. */
#define PAGE 200

struct _MatoiChannelTalk
{
  GObject parent_instance;

  MatoiSession *session; /* (nullable) */
  MatoiRoomTalk *talk;   /* (nullable) not read yet */
  GHashTable *looked;    /* MatoiId of an incident -> ts of the newest message that was seen */
  GCancellable *reading; /* (nullable) */
  guint limit;
  gboolean watched; /* somebody sees all of it */
  gboolean again;   /* something has changed while it was read */
};

G_DEFINE_FINAL_TYPE (MatoiChannelTalk, matoi_channel_talk, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void read_talk (MatoiChannelTalk *self);

/** matoi_channel_talk_new: (transfer full): of no incident yet. */
MatoiChannelTalk *
matoi_channel_talk_new (void)
{
  return g_object_new (MATOI_TYPE_CHANNEL_TALK, NULL);
}

static const char *
get_newest (MatoiChannelTalk *self)
{
  const MatoiRoomMessage *last =
    self->talk && self->talk->messages->len > 0
      ? g_ptr_array_index (self->talk->messages, self->talk->messages->len - 1)
      : NULL;

  return last ? last->ts : "";
}

static const MatoiId *
get_incident (MatoiChannelTalk *self)
{
  return &matoi_session_get_incident (self->session)->id;
}

static void
mark_looked (MatoiChannelTalk *self)
{
  g_hash_table_replace (self->looked, matoi_id_copy (get_incident (self)),
                        g_strdup (get_newest (self)));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiChannelTalk) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiRoomTalk *talk = matoi_context_list_talk_finish (MATOI_CONTEXT (source), result, &error);

  /* Of an incident that was left meanwhile. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      matoi_room_talk_free (talk);
      return;
    }
  g_clear_object (&self->reading);
  /* The context tells of a database that cannot be read; what is shown stays. */
  if (talk)
    {
      matoi_room_talk_free (self->talk);
      self->talk = talk;
      /* What was said before the incident was first opened here is no news. */
      if (self->watched || !g_hash_table_contains (self->looked, get_incident (self)))
        mark_looked (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->again)
    read_talk (self);
}

static void
read_talk (MatoiChannelTalk *self)
{
  if (!self->session)
    return;
  self->again = self->reading != NULL;
  if (self->reading)
    return;
  self->reading = g_cancellable_new ();
  matoi_context_list_talk_async (matoi_session_get_context (self->session), get_incident (self),
                                 self->limit, self->reading, on_read, g_object_ref (self));
}

/* Only what came from a service, or was erased, changes what is shown of the messages. */
static void
on_session_changed (MatoiChannelTalk *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerns = folded_again, todos = FALSE;

  for (guint i = 0; events && !concerns && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      concerns = event->source != NULL;
      todos = todos || g_str_has_prefix (event->type, "todo.");
    }
  if (concerns)
    read_talk (self);
  else if (todos)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Shows the rooms of the incident of @session (nullable). */
void
matoi_channel_talk_set_session (MatoiChannelTalk *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_CHANNEL_TALK (self));

  if (self->session == session)
    return;
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->talk, matoi_room_talk_free);
  self->limit = PAGE;
  g_set_object (&self->session, session);
  g_signal_emit (self, signals[CHANGED], 0);
  if (!session)
    return;
  g_signal_connect_object (matoi_session_get_context (session), "rooms-changed",
                           G_CALLBACK (read_talk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  read_talk (self);
}

/** matoi_channel_talk_get_session: (nullable) (transfer none) */
MatoiSession *
matoi_channel_talk_get_session (MatoiChannelTalk *self)
{
  return self->session;
}

/** matoi_channel_talk_get: (nullable): until the next "changed". */
const MatoiRoomTalk *
matoi_channel_talk_get (MatoiChannelTalk *self)
{
  return self->talk;
}

/** matoi_channel_talk_has_room: whether there is something to look at. */
gboolean
matoi_channel_talk_has_room (MatoiChannelTalk *self)
{
  return self->talk && self->talk->rooms->len > 0;
}

/** matoi_channel_talk_get_n_new: what others said since somebody looked. */
guint
matoi_channel_talk_get_n_new (MatoiChannelTalk *self)
{
  const char *looked =
    self->session ? g_hash_table_lookup (self->looked, get_incident (self)) : NULL;
  guint n = 0;

  for (guint i = self->talk ? self->talk->messages->len : 0; looked && i > 0; i--)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (self->talk->messages, i - 1);

      if (strcmp (message->ts, looked) <= 0)
        break;
      n += !message->ours && !message->deleted;
    }
  return n;
}

/** matoi_channel_talk_set_watched: whether what comes in is seen at once. */
void
matoi_channel_talk_set_watched (MatoiChannelTalk *self, gboolean watched)
{
  if (self->watched == watched)
    return;
  self->watched = watched;
  if (watched && self->talk)
    mark_looked (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
matoi_channel_talk_is_watched (MatoiChannelTalk *self)
{
  return self->watched;
}

/** matoi_channel_talk_load_more: earlier messages come, too. */
void
matoi_channel_talk_load_more (MatoiChannelTalk *self)
{
  self->limit += PAGE;
  read_talk (self);
}

static void
matoi_channel_talk_dispose (GObject *object)
{
  MatoiChannelTalk *self = MATOI_CHANNEL_TALK (object);

  matoi_channel_talk_set_session (self, NULL);
  G_OBJECT_CLASS (matoi_channel_talk_parent_class)->dispose (object);
}

static void
matoi_channel_talk_finalize (GObject *object)
{
  g_hash_table_unref (MATOI_CHANNEL_TALK (object)->looked);
  G_OBJECT_CLASS (matoi_channel_talk_parent_class)->finalize (object);
}

static void
matoi_channel_talk_class_init (MatoiChannelTalkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_channel_talk_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_channel_talk_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_channel_talk_init (MatoiChannelTalk *self)
{
  self->limit = PAGE;
  self->looked = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_free);
}
