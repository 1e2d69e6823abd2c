/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-event.h"

/**
 * matoi_event_new:
 * @payload: (transfer full) (nullable): what happened; NULL when redacted
 *
 * Makes an event that has not been stored yet: its id, incident and seq are
 * given by the store. Times are ms UTC.
 */
MatoiEvent *
matoi_event_new (const char *type,
                 const char *actor,
                 gint64 occurred_at,
                 gint64 recorded_at,
                 JsonObject *payload)
{
  MatoiEvent *event = g_new0 (MatoiEvent, 1);

  g_atomic_ref_count_init (&event->ref_count);
  event->type = g_strdup (type);
  event->version = 1;
  event->actor = g_strdup (actor ? actor : "");
  event->occurred_at = occurred_at;
  event->recorded_at = recorded_at;
  event->payload = payload;
  return event;
}

/** matoi_event_ref: takes a reference, from any thread. */
MatoiEvent *
matoi_event_ref (MatoiEvent *event)
{
  g_atomic_ref_count_inc (&event->ref_count);
  return event;
}

/** matoi_event_unref: drops a reference, from any thread. */
void
matoi_event_unref (MatoiEvent *event)
{
  if (event == NULL || !g_atomic_ref_count_dec (&event->ref_count))
    return;
  g_free (event->type);
  g_free (event->actor);
  g_free (event->source);
  g_free (event->external_id);
  g_clear_pointer (&event->payload, json_object_unref);
  g_free (event);
}

/** matoi_event_compare: orders `MatoiEvent *` pointers by id, the total order of the log. */
int
matoi_event_compare (gconstpointer a, gconstpointer b)
{
  const MatoiEvent *const *x = a;
  const MatoiEvent *const *y = b;

  return matoi_id_compare (&(*x)->id, &(*y)->id);
}
