/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-live.h"

struct _MatoiLive
{
  GObject parent_instance;
  MatoiContext *context;
  GTimeZone *zone;      /* (nullable) until a window says */
  GHashTable *sessions; /* MatoiId -> MatoiSession */
  GPtrArray *early;     /* of MatoiEvent: came while an incident was being read */
  guint n_loading;
  gboolean watching;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiLive, matoi_live, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- opening one */

/* The session of the incident with that @id if it is open. (nullable) (transfer none) */
MatoiSession *
matoi_live_find (MatoiLive *self, const MatoiId *id)
{
  return g_hash_table_lookup (self->sessions, id);
}

static void
on_session_changed (MatoiLive *self,
                    GPtrArray *events,
                    gboolean folded_again,
                    MatoiSession *session)
{
  for (guint i = 0; i < events->len; i++)
    if (g_str_has_prefix (((MatoiEvent *) g_ptr_array_index (events, i))->type, "incident."))
      {
        g_signal_emit (self, signals[CHANGED], 0);
        return;
      }
}

static MatoiSession *
take_incident (MatoiLive *self, MatoiIncident *incident)
{
  MatoiSession *session = matoi_live_find (self, &incident->id);

  if (session)
    {
      /* Two asked for it at the same time. */
      matoi_incident_free (incident);
      return session;
    }
  session = matoi_session_new (self->context, incident);
  matoi_session_apply (session, self->early);
  if (self->zone)
    matoi_session_set_zone (session, self->zone);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_insert (self->sessions, matoi_id_copy (&incident->id), session);
  g_signal_emit (self, signals[CHANGED], 0);
  return session;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiLive *self = g_task_get_source_object (task);
  GError *error = NULL;
  MatoiIncident *incident = matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);

  self->n_loading--;
  if (incident)
    g_task_return_pointer (task, g_object_ref (take_incident (self, incident)), g_object_unref);
  else
    g_task_return_error (task, error);
  if (self->n_loading == 0)
    g_ptr_array_set_size (self->early, 0);
}

/* Opens the incident with that @id; at once when it is open already. */
void
matoi_live_open_async (MatoiLive *self,
                       const MatoiId *id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  MatoiSession *session;

  g_return_if_fail (MATOI_IS_LIVE (self) && id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, matoi_live_open_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  session = matoi_live_find (self, id);
  if (session)
    {
      g_task_return_pointer (task, g_object_ref (session), g_object_unref);
      return;
    }
  self->n_loading++;
  matoi_context_load_async (self->context, id, self->cancellable, on_loaded,
                            g_steal_pointer (&task));
}

/* (transfer full) */
MatoiSession *
matoi_live_open_finish (MatoiLive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_live_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- all live ones */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  /* The window that shows it will say so; without one there is nothing to remind of. */
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("a live incident cannot be read");
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiLive) self = user_data;
  g_autoptr (GPtrArray) rows = matoi_context_list_finish (MATOI_CONTEXT (source), result, NULL);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);

      if (!matoi_live_find (self, &row->id))
        matoi_live_open_async (self, &row->id, self->cancellable, on_opened, NULL);
    }
}

static void
read_list (MatoiLive *self)
{
  matoi_context_list_async (self->context, "live", MATOI_LIVE_MAX, self->cancellable, on_listed,
                            g_object_ref (self));
}

static void
on_events_recorded (MatoiLive *self, GPtrArray *events)
{
  gboolean declared = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      declared |= g_str_equal (event->type, "incident.declared") ||
                  g_str_equal (event->type, "incident.reopened");
      if (self->n_loading > 0)
        g_ptr_array_add (self->early, matoi_event_ref (event));
    }
  if (declared && self->watching)
    read_list (self);
}

/* Opens every live incident, now and whenever one is declared. */
void
matoi_live_watch (MatoiLive *self)
{
  g_return_if_fail (MATOI_IS_LIVE (self));

  if (self->watching)
    return;
  self->watching = TRUE;
  read_list (self);
}

/* (transfer full) of MatoiSession: the ones that are live. */
GPtrArray *
matoi_live_dup_sessions (MatoiLive *self)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    if (matoi_session_is_live (session))
      g_ptr_array_add (sessions, g_object_ref (session));
  return sessions;
}

/* Once a second: moves the clocks of every live incident on. */
void
matoi_live_tick (MatoiLive *self)
{
  g_autoptr (GPtrArray) sessions = matoi_live_dup_sessions (self);

  for (guint i = 0; i < sessions->len; i++)
    matoi_session_tick (g_ptr_array_index (sessions, i));
}

/* Shows the times of every incident in @zone. */
void
matoi_live_set_zone (MatoiLive *self, GTimeZone *zone)
{
  GHashTableIter iter;
  gpointer session;

  g_return_if_fail (MATOI_IS_LIVE (self) && zone != NULL);

  g_time_zone_ref (zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = zone;
  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    matoi_session_set_zone (session, zone);
}

MatoiContext *
matoi_live_get_context (MatoiLive *self)
{
  return self->context;
}

/* --- the object */

/* @context: started. */
MatoiLive *
matoi_live_new (MatoiContext *context)
{
  MatoiLive *self = g_object_new (MATOI_TYPE_LIVE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
matoi_live_dispose (GObject *object)
{
  MatoiLive *self = MATOI_LIVE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_hash_table_remove_all (self->sessions);
  G_OBJECT_CLASS (matoi_live_parent_class)->dispose (object);
}

static void
matoi_live_finalize (GObject *object)
{
  MatoiLive *self = MATOI_LIVE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->sessions, g_hash_table_unref);
  g_clear_pointer (&self->early, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_live_parent_class)->finalize (object);
}

static void
matoi_live_class_init (MatoiLiveClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_live_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_live_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_live_init (MatoiLive *self)
{
  self->sessions = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_object_unref);
  self->early = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  self->cancellable = g_cancellable_new ();
}
