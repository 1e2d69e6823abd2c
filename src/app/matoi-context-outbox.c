/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-worker-private.h"

/* What waits to be said at a service: put in with the events, looked at and decided by people. */

static MatoiIntentPast
look_back (const MatoiId *incident,
           const char *lane,
           const char *op,
           const char *kind,
           gpointer store)
{
  return matoi_store_look_back (store, incident, lane, op, kind);
}

/* The settings that say what happens where. (nullable): none can be read */
static GHashTable *
read_values (MatoiStore *store)
{
  static const char *const parts[] = { "contact.", "slack.",     "jira.",
                                       "jira2.",   "pagerduty.", "statuspage." };
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GHashTable) some = matoi_store_list_settings_below (store, parts[i], NULL);
      GHashTableIter iter;
      gpointer key, value;

      if (some == NULL)
        {
          g_hash_table_unref (values);
          return NULL;
        }
      g_hash_table_iter_init (&iter, some);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          g_hash_table_iter_steal (&iter);
          g_hash_table_insert (values, key, value);
        }
    }
  return values;
}

/* Whether anything is connected: each service has one setting that says so. */
static gboolean
is_connected (MatoiStore *store)
{
  static const char *const keys[] = { "slack.team", "jira.base-url", "jira2.base-url",
                                      "pagerduty.from", "statuspage.page" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = matoi_store_get_setting (store, keys[i]);

      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Runs in the transaction that records @events, in the thread of @store. The settings are read
 * there too: what another program has just changed already holds. */
static GPtrArray *
find_intents (MatoiStore *store,
              const MatoiIncident *after,
              GPtrArray *events,
              gint64 now,
              gpointer user_data)
{
  g_autofree char *zone_name = NULL;
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  MatoiIntentSettings settings = { .now = now, .lookup = look_back, .user_data = store };

  /* The way of every line while nothing is connected. */
  if (!is_connected (store))
    return NULL;
  values = read_values (store);
  if (values == NULL)
    return NULL;
  zone_name = matoi_store_get_setting (store, "timezone");
  zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;
  if (zone == NULL)
    zone = g_time_zone_new_local ();
  settings.values = values;
  settings.zone = zone;
  settings.lang = C_ ("language of the presets", "en");
  return matoi_intents (after, events, &settings);
}

/** matoi_context_connect_outbox: from now on events of @store lead to what the settings want. */
void
matoi_context_connect_outbox (MatoiStore *store)
{
  matoi_store_set_intents (store, find_intents, NULL);
}

/* --- in the calling thread */

/** matoi_context_list_outbox: (transfer full): of MatoiOutboxRow; see matoi_store_list_outbox (). */
GPtrArray *
matoi_context_list_outbox (MatoiContext *self,
                           const MatoiId *incident,
                           gboolean all,
                           GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  return matoi_store_list_outbox (self->store, incident, all, error);
}

static gboolean
decide (MatoiStore *store,
        gint64 id,
        MatoiOutboxDecision decision,
        const char *text,
        gint64 now,
        GError **error)
{
  switch (decision)
    {
    case MATOI_OUTBOX_RETRY:
      return matoi_store_retry_outbox (store, id, now, error);
    case MATOI_OUTBOX_EDIT:
      return matoi_store_edit_outbox (store, id, text, now, error);
    case MATOI_OUTBOX_DISCARD:
      return matoi_store_discard_outbox (store, id, error);
    case MATOI_OUTBOX_SET_ASIDE:
      return matoi_store_set_aside_outbox (store, id, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * matoi_context_decide_outbox:
 * @self: a context that was not started
 * @id: of a row
 * @decision: what a person wants
 * @text: (nullable): the new words, for MATOI_OUTBOX_EDIT
 * @error: MATOI_ERROR_NOT_FOUND; _RULE: it is on its way, or was sent
 *
 * Returns: FALSE on error; then nothing was changed
 */
gboolean
matoi_context_decide_outbox (MatoiContext *self,
                             gint64 id,
                             MatoiOutboxDecision decision,
                             const char *text,
                             GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);
  g_return_val_if_fail (decision != MATOI_OUTBOX_EDIT || text != NULL, FALSE);

  return decide (self->store, id, decision, text, matoi_context_get_now (self), error);
}

/* Completes the JSON of "show", which the layer of documents cannot. */
void
matoi_context_count_outbox_in (MatoiContext *self, const MatoiId *incident, JsonNode *show)
{
  JsonObject *outbox = matoi_json_get_object (json_node_get_object (show), "outbox");
  gint64 waiting, held;

  /* While the worker has the store, the window asks for its own figures. */
  if (outbox == NULL || self->worker != NULL ||
      !matoi_store_count_outbox (self->store, incident, &waiting, &held, NULL))
    return;
  json_object_set_int_member (outbox, "waiting", waiting);
  json_object_set_int_member (outbox, "held", held);
}

/* --- on the worker */

static void
run_list (MatoiWorker *worker, MatoiJob *job)
{
  job->result =
    matoi_store_list_outbox (worker->store, job->has_id ? &job->id : NULL, job->limit, &job->error);
}

static void
run_list_sent (MatoiWorker *worker, MatoiJob *job)
{
  job->result = matoi_store_list_outbox_sent (worker->store, job->has_id ? &job->id : NULL,
                                              job->limit, &job->error);
}

static void
run_decide (MatoiWorker *worker, MatoiJob *job)
{
  if (!decide (worker->store, job->row, (MatoiOutboxDecision) job->limit, job->text, job->now,
               &job->error))
    return;
  job->result = GINT_TO_POINTER (TRUE);
  matoi_worker_tell_outbox (worker);
}

static void
list_async (MatoiContext *self,
            MatoiJobFunc run,
            const MatoiId *incident,
            guint limit,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  MatoiJob *job =
    matoi_job_new (self, run, matoi_context_list_outbox_async, (GDestroyNotify) g_ptr_array_unref,
                   cancellable, callback, user_data);

  job->has_id = incident != NULL;
  if (incident != NULL)
    job->id = *incident;
  job->limit = limit;
  matoi_job_push (self, job);
}

/** matoi_context_list_outbox_async: as matoi_context_list_outbox (). */
void
matoi_context_list_outbox_async (MatoiContext *self,
                                 const MatoiId *incident,
                                 gboolean all,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));

  list_async (self, run_list, incident, all != FALSE, cancellable, callback, user_data);
}

/** matoi_context_list_outbox_sent_async: see the header. */
void
matoi_context_list_outbox_sent_async (MatoiContext *self,
                                      const MatoiId *incident,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));

  list_async (self, run_list_sent, incident, limit, cancellable, callback, user_data);
}

/** matoi_context_list_outbox_finish: (transfer full) (element-type MatoiOutboxRow): oldest first. */
GPtrArray *
matoi_context_list_outbox_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_outbox_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_decide_outbox_async: as matoi_context_decide_outbox (); "outbox-changed" comes before the answer. */
void
matoi_context_decide_outbox_async (MatoiContext *self,
                                   gint64 id,
                                   MatoiOutboxDecision decision,
                                   const char *text,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (decision != MATOI_OUTBOX_EDIT || text != NULL);

  job = matoi_job_new (self, run_decide, matoi_context_decide_outbox_async, NULL, cancellable,
                       callback, user_data);
  job->row = id;
  job->limit = decision;
  job->text = g_strdup (text);
  job->now = matoi_context_get_now (self);
  matoi_job_push (self, job);
}

/** matoi_context_decide_outbox_finish: FALSE on error; then nothing was changed. */
gboolean
matoi_context_decide_outbox_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_decide_outbox_async),
                        FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
