/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-playback.h"

/* What is filled in a day later or more was not written down then, but it was known. */
#define BACKFILL (24 * 60 * MATOI_MINUTE)

typedef struct
{
  gint64 at; /* ms UTC, when it became known */
  MatoiEvent *event;
} Moment;

struct _MatoiPlayback
{
  GObject parent_instance;
  MatoiPolicy *policy; /* (nullable) */
  MatoiId id;
  GArray *moments; /* of Moment, in the order they became known */
  MatoiIncident *incident;
  guint n_known; /* so many moments are in @incident */
  gint64 time;
};

G_DEFINE_FINAL_TYPE (MatoiPlayback, matoi_playback, G_TYPE_OBJECT)

static guint changed_signal;

static const Moment *
get_moment (MatoiPlayback *self, guint index)
{
  return &g_array_index (self->moments, Moment, index);
}

static MatoiPolicy *
look_up_policy (const char *hash, gpointer user_data)
{
  return ((MatoiPlayback *) user_data)->policy;
}

static void
begin_anew (MatoiPlayback *self)
{
  g_clear_pointer (&self->incident, matoi_incident_free);
  self->incident = matoi_incident_new (&self->id, look_up_policy, self);
  self->n_known = 0;
}

static void
moment_clear (gpointer data)
{
  matoi_event_unref (((Moment *) data)->event);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Moment *one = a, *other = b;

  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  return matoi_id_compare (&one->event->id, &other->event->id);
}

/* Whoever sees it must not be told of a thing before it was known, however early it happened. */
static gint64
get_known_at (const MatoiEvent *event)
{
  return event->recorded_at - event->occurred_at > BACKFILL
           ? event->occurred_at
           : MAX (event->recorded_at, event->occurred_at);
}

static void
collect (MatoiPlayback *self, const MatoiIncident *whole)
{
  gint64 end = MATOI_TIME_NONE, first = G_MAXINT64;
  guint declared = 0;

  for (guint i = 0; i < whole->events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (whole->events, i);
      Moment moment = { get_known_at (event), matoi_event_ref (event) };

      g_array_append_val (self->moments, moment);
      first = MIN (first, moment.at);
      if (g_strcmp0 (event->type, "incident.ended") == 0)
        end = MAX (end, moment.at);
      if (g_strcmp0 (event->type, "incident.declared") == 0)
        declared = i;
    }
  /* Nothing can be shown of it before it has a name: what was filled in may be older. */
  g_array_index (self->moments, Moment, declared).at = first;
  g_array_sort (self->moments, compare);
  /* What comes after the end is the postmortem's. */
  while (end != MATOI_TIME_NONE && self->moments->len > 0 &&
         get_moment (self, self->moments->len - 1)->at > end)
    g_array_set_size (self->moments, self->moments->len - 1);
}

static guint
count_until (MatoiPlayback *self, gint64 at)
{
  guint low = 0, high = self->moments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_moment (self, middle)->at <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
learn_until (MatoiPlayback *self, guint n)
{
  if (n < self->n_known)
    begin_anew (self);
  for (; self->n_known < n; self->n_known++)
    matoi_incident_apply (self->incident, get_moment (self, self->n_known)->event);
}

/** matoi_playback_set_time: as far as that is within it, from its start to its end. */
void
matoi_playback_set_time (MatoiPlayback *self, gint64 at)
{
  g_return_if_fail (MATOI_IS_PLAYBACK (self));

  at = CLAMP (at, matoi_playback_get_start (self), matoi_playback_get_end (self));
  if (at == self->time)
    return;
  self->time = at;
  learn_until (self, count_until (self, at));
  g_signal_emit (self, changed_signal, 0);
}

/** matoi_playback_step: see the header; what became known at once comes at once. */
gboolean
matoi_playback_step (MatoiPlayback *self, gboolean forward)
{
  guint n;

  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), FALSE);

  if (forward)
    {
      if (self->n_known == self->moments->len)
        return FALSE;
      matoi_playback_set_time (self, get_moment (self, self->n_known)->at);
      return TRUE;
    }
  n = self->n_known;
  while (n > 0 && get_moment (self, n - 1)->at >= self->time)
    n--;
  if (n == 0)
    return FALSE;
  matoi_playback_set_time (self, get_moment (self, n - 1)->at);
  return TRUE;
}

/** matoi_playback_get_incident: see the header. */
const MatoiIncident *
matoi_playback_get_incident (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), NULL);

  return self->incident;
}

/** matoi_playback_get_start: when the first thing became known. */
gint64
matoi_playback_get_start (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), 0);

  return get_moment (self, 0)->at;
}

/** matoi_playback_get_end: when it was over; of a live one, when the last thing became known. */
gint64
matoi_playback_get_end (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), 0);

  return get_moment (self, self->moments->len - 1)->at;
}

/** matoi_playback_get_time: the moment it is at. */
gint64
matoi_playback_get_time (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), 0);

  return self->time;
}

/** matoi_playback_get_event: see the header. */
const MatoiEvent *
matoi_playback_get_event (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), NULL);

  return get_moment (self, self->n_known - 1)->event;
}

/** matoi_playback_get_n_events: of the whole of it. */
guint
matoi_playback_get_n_events (MatoiPlayback *self)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), 0);

  return self->moments->len;
}

/** matoi_playback_get_event_time: see the header; @event (out) (nullable). */
gint64
matoi_playback_get_event_time (MatoiPlayback *self, guint index, const MatoiEvent **event)
{
  g_return_val_if_fail (MATOI_IS_PLAYBACK (self), 0);
  g_return_val_if_fail (index < self->moments->len, 0);

  if (event != NULL)
    *event = get_moment (self, index)->event;
  return get_moment (self, index)->at;
}

static void
matoi_playback_finalize (GObject *object)
{
  MatoiPlayback *self = MATOI_PLAYBACK (object);

  g_clear_pointer (&self->incident, matoi_incident_free);
  g_array_unref (self->moments);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  G_OBJECT_CLASS (matoi_playback_parent_class)->finalize (object);
}

static void
matoi_playback_class_init (MatoiPlaybackClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_playback_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_PLAYBACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
matoi_playback_init (MatoiPlayback *self)
{
  self->moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  g_array_set_clear_func (self->moments, moment_clear);
}

/** matoi_playback_new: (transfer full) (nullable): at its start; see the header. */
MatoiPlayback *
matoi_playback_new (const MatoiIncident *whole)
{
  g_autoptr (MatoiPlayback) self = NULL;

  g_return_val_if_fail (whole != NULL, NULL);

  if (!whole->declared)
    return NULL;
  self = g_object_new (MATOI_TYPE_PLAYBACK, NULL);
  self->policy = whole->policy != NULL ? matoi_policy_ref (whole->policy) : NULL;
  self->id = whole->id;
  collect (self, whole);
  begin_anew (self);
  self->time = matoi_playback_get_start (self);
  learn_until (self, count_until (self, self->time));
  return g_steal_pointer (&self);
}
