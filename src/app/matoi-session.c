/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-session.h"

#include "matoi-undo.h"

/* From here on it is cheaper to sort a batch of events once. */
#define BATCH 64
/* More than anybody takes back on a call. */
#define UNDO_DEPTH 50

struct _MatoiSession
{
  GObject parent_instance;
  MatoiContext *context;
  MatoiIncident *incident;
  GTimeZone *zone;
  GPtrArray *clocks; /* of MatoiClock, as of clocks_at */
  gint64 clocks_at;
  GQueue undo; /* of GPtrArray of MatoiEvent, the newest first */
  gulong events_id;
};

G_DEFINE_FINAL_TYPE (MatoiSession, matoi_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  TICKED,
  ZONE_CHANGED,
  REFUSED,
  RECORDED,
  TAKEN_BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
take_clocks (MatoiSession *self)
{
  g_clear_pointer (&self->clocks, g_ptr_array_unref);
  self->clocks_at = matoi_session_get_now (self);
  self->clocks = matoi_incident_clocks (self->incident, self->clocks_at);
}

/* Folds in those of @events (of MatoiEvent, durable) which are of this incident and new to it. */
void
matoi_session_apply (MatoiSession *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) ours = g_ptr_array_new ();
  gboolean folded_again = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      if (matoi_id_equal (&event->incident, &self->incident->id) &&
          !g_hash_table_contains (self->incident->event_ids, &event->id))
        g_ptr_array_add (ours, event);
    }
  if (ours->len == 0)
    return;
  if (ours->len > BATCH)
    {
      matoi_incident_apply_all (self->incident, ours);
      folded_again = TRUE;
    }
  else
    for (guint i = 0; i < ours->len; i++)
      folded_again |= matoi_incident_apply (self->incident, g_ptr_array_index (ours, i));
  take_clocks (self);
  g_signal_emit (self, signals[CHANGED], 0, ours, folded_again);
}

/* Opens @incident (transfer full), read by @context; folds what is recorded from now on. */
MatoiSession *
matoi_session_new (MatoiContext *context, MatoiIncident *incident)
{
  MatoiSession *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (incident != NULL, NULL);

  self = g_object_new (MATOI_TYPE_SESSION, NULL);
  self->context = g_object_ref (context);
  self->incident = incident;
  self->zone = g_time_zone_ref (matoi_context_get_zone (context));
  self->events_id =
    g_signal_connect_swapped (context, "events-recorded", G_CALLBACK (matoi_session_apply), self);
  take_clocks (self);
  return self;
}

MatoiContext *
matoi_session_get_context (MatoiSession *self)
{
  return self->context;
}

/* Never NULL; what it points at is gone after the next "changed". */
const MatoiIncident *
matoi_session_get_incident (MatoiSession *self)
{
  return self->incident;
}

/* ms UTC; in a replay the time of the incident. */
gint64
matoi_session_get_now (MatoiSession *self)
{
  return matoi_context_get_now (self->context);
}

gboolean
matoi_session_is_live (MatoiSession *self)
{
  return g_strcmp0 (self->incident->state, "live") == 0;
}

/* Who sits in front of the screen; never NULL, may be "". */
const char *
matoi_session_get_identity (MatoiSession *self)
{
  const char *identity = matoi_context_get_identity (self->context);

  return identity ? identity : "";
}

gboolean
matoi_session_is_me (MatoiSession *self, const char *person)
{
  return person && *person && g_strcmp0 (person, matoi_session_get_identity (self)) == 0;
}

GTimeZone *
matoi_session_get_zone (MatoiSession *self)
{
  return self->zone;
}

/* Shows times in @zone from now on. */
void
matoi_session_set_zone (MatoiSession *self, GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_SESSION (self) && zone != NULL);

  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
  g_signal_emit (self, signals[ZONE_CHANGED], 0);
}

/* Of MatoiClock, as of the last tick or change; borrowed until the next one. */
GPtrArray *
matoi_session_get_clocks (MatoiSession *self)
{
  return self->clocks;
}

/* Moves the clocks on to now; the window calls it once a second while the incident is live. */
void
matoi_session_tick (MatoiSession *self)
{
  g_return_if_fail (MATOI_IS_SESSION (self));

  take_clocks (self);
  g_signal_emit (self, signals[TICKED], 0, self->clocks_at);
}

/* --- adding to the incident */

/* A command of the person in front of the screen. (transfer full) */
MatoiCommand *
matoi_session_new_command (MatoiSession *self, const char *name)
{
  return matoi_command_new (name, matoi_session_get_identity (self));
}

static gboolean
can_undo (MatoiSession *self, GPtrArray *events)
{
  g_autoptr (GPtrArray) commands =
    matoi_undo (self->incident, events, matoi_session_get_identity (self));

  return commands->len > 0;
}

static void
keep_for_undo (MatoiSession *self, MatoiReceipt *receipt)
{
  if (receipt->events->len == 0)
    return;
  g_queue_push_head (&self->undo, g_ptr_array_ref (receipt->events));
  if (self->undo.length > UNDO_DEPTH)
    g_ptr_array_unref (g_queue_pop_tail (&self->undo));
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSession *self = g_task_get_source_object (task);
  GError *error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);
  GPtrArray *taken_back;

  if (!receipt)
    {
      g_task_return_error (task, error);
      return;
    }
  taken_back = g_task_get_task_data (task);
  if (taken_back)
    g_signal_emit (self, signals[TAKEN_BACK], 0, taken_back);
  else
    {
      keep_for_undo (self, receipt);
      g_signal_emit (self, signals[RECORDED], 0, receipt->events, can_undo (self, receipt->events));
    }
  g_task_return_pointer (task, receipt, (GDestroyNotify) matoi_context_free_receipt);
}

static void
submit (MatoiSession *self,
        GPtrArray *commands,
        GPtrArray *undone,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, matoi_session_submit_async);
  /* The answer must not wait for an idle moment: what follows a key press is painted with it. */
  g_task_set_priority (task, G_PRIORITY_DEFAULT);
  if (undone)
    g_task_set_task_data (task, g_ptr_array_ref (undone), (GDestroyNotify) g_ptr_array_unref);
  matoi_context_submit_all_async (self->context, &self->incident->id, commands, NULL, on_submitted,
                                  task);
}

/**
 * matoi_session_submit_async:
 * @command: (transfer full)
 * @callback: called after "changed" and "recorded"; it is not cancelled when the window closes:
 *   what was entered is recorded
 */
void
matoi_session_submit_async (MatoiSession *self,
                            MatoiCommand *command,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  g_return_if_fail (MATOI_IS_SESSION (self) && command != NULL);

  g_ptr_array_add (commands, command);
  submit (self, commands, NULL, callback, user_data);
}

/* (transfer full): free it with matoi_context_free_receipt (). */
MatoiReceipt *
matoi_session_submit_finish (MatoiSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSession *self = MATOI_SESSION (source);
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (self, result, &error);

  if (!receipt)
    g_signal_emit (self, signals[REFUSED], 0, error);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

/* For buttons and menus: sends @command (transfer full); a refusal comes as "refused". */
void
matoi_session_send (MatoiSession *self, MatoiCommand *command)
{
  matoi_session_submit_async (self, command, on_sent, NULL);
}

/* The same for several, all or nothing. @commands (transfer none) of MatoiCommand. */
void
matoi_session_send_all (MatoiSession *self, GPtrArray *commands)
{
  g_return_if_fail (MATOI_IS_SESSION (self));

  submit (self, commands, NULL, on_sent, NULL);
}

/* --- taking back */

gboolean
matoi_session_can_undo (MatoiSession *self)
{
  return self->undo.length > 0;
}

/* Takes back what was recorded here last and can be taken back, by events of its own. */
void
matoi_session_undo (MatoiSession *self)
{
  g_return_if_fail (MATOI_IS_SESSION (self));

  while (self->undo.length > 0)
    {
      g_autoptr (GPtrArray) events = g_queue_pop_head (&self->undo);
      g_autoptr (GPtrArray) commands =
        matoi_undo (self->incident, events, matoi_session_get_identity (self));

      if (commands->len > 0)
        {
          submit (self, commands, events, on_sent, NULL);
          return;
        }
    }
}

/* --- the object */

static void
matoi_session_dispose (GObject *object)
{
  MatoiSession *self = MATOI_SESSION (object);

  if (self->context)
    g_clear_signal_handler (&self->events_id, self->context);
  G_OBJECT_CLASS (matoi_session_parent_class)->dispose (object);
}

static void
matoi_session_finalize (GObject *object)
{
  MatoiSession *self = MATOI_SESSION (object);

  g_clear_pointer (&self->clocks, g_ptr_array_unref);
  g_queue_clear_full (&self->undo, (GDestroyNotify) g_ptr_array_unref);
  g_clear_pointer (&self->incident, matoi_incident_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_session_parent_class)->finalize (object);
}

static void
matoi_session_class_init (MatoiSessionClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_session_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  signals[TICKED] = g_signal_new ("ticked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ZONE_CHANGED] =
    g_signal_new ("zone-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[RECORDED] = g_signal_new ("recorded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
  signals[TAKEN_BACK] = g_signal_new ("taken-back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
matoi_session_init (MatoiSession *self)
{
  g_queue_init (&self->undo);
}
