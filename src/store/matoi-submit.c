/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-attachments.h"
#include "matoi-decide.h"
#include "matoi-json.h"
#include "matoi-outbox-private.h"
#include "matoi-search.h"
#include "matoi-stage-private.h"
#include "matoi-submit-private.h"

/* Nothing done yet, for @store at @now. */
void
matoi_work_init (MatoiWork *work, MatoiStore *store, gint64 now)
{
  memset (work, 0, sizeof *work);
  work->store = store;
  work->now = now;
  work->events = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  matoi_touched_init (&work->touched);
}

void
matoi_work_clear (MatoiWork *work)
{
  g_clear_pointer (&work->events, g_ptr_array_unref);
  matoi_touched_clear (&work->touched);
}

static GPtrArray *
decide_declare (MatoiWork *work, const MatoiCommand *command, GError **error)
{
  g_autoptr (JsonObject) args = matoi_work_complete_args (work, command, error);
  MatoiCommand complete = *command;
  const char *hash;
  MatoiPolicy *policy;

  if (args == NULL)
    return NULL;
  hash = matoi_json_get_string (args, "policy");
  policy = hash ? matoi_store_get_policy (work->store, hash) : NULL;
  if (policy == NULL)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _("The process to follow is not known here. Nothing was declared. "
                             "Choose one of the processes and try again."));
      return NULL;
    }
  complete.args = args;
  return matoi_decide (work->fold, policy, &complete, work->now, error);
}

/* Confidential incidents have a stream of their own, so that what is withheld
 * from somebody never looks like a gap. */
static gboolean
choose_stream (MatoiWork *work, const MatoiEvent *event, gint64 *sid, GError **error)
{
  *sid = MATOI_STREAM_TEAM;
  if (!work->fold->security && strcmp (event->type, "security.enabled") != 0 &&
      !matoi_json_get_boolean (event->payload, "security", FALSE))
    return TRUE;
  return matoi_log_get_stream (work->store->db, "private", &event->incident, sid, error);
}

static gboolean
write_event (MatoiWork *work, const MatoiCommand *command, MatoiEvent *event, GError **error)
{
  gint64 sid;

  if (work->stage != NULL)
    return matoi_stage_append (work->stage, event, error);
  return choose_stream (work, event, &sid, error) &&
         matoi_log_append (work->store->db, &work->store->self, sid, event, error) &&
         matoi_attachments_add (work->store->db, event, command->attachment, error);
}

static gboolean
append_events (MatoiWork *work, const MatoiCommand *command, GPtrArray *events, GError **error)
{
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);

      matoi_id_next (&work->last_id, &work->last_id, work->now,
                     work->stage != NULL ? work->stage->number : work->store->self.number);
      event->id = work->last_id;
      if (matoi_id_is_null (&work->id))
        work->id = event->id;
      event->incident = work->id;
      /* What came in once is marked once: on the first event it led to. */
      g_free (event->source);
      g_free (event->external_id);
      event->source = g_strdup (command->source);
      event->external_id = i == 0 && command->source ? g_strdup (command->external_id) : NULL;
      if (!write_event (work, command, event, error))
        return FALSE;
      matoi_touched_add (&work->touched, event, matoi_incident_apply (work->fold, event));
      g_ptr_array_add (work->events, matoi_event_ref (event));
    }
  return TRUE;
}

static gboolean
need_incident (MatoiWork *work, const MatoiCommand *command, GError **error)
{
  gboolean declares = strcmp (command->name, "declare") == 0;

  if (work->fold != NULL)
    return TRUE;
  if (!matoi_id_is_null (&work->id))
    {
      work->fold = matoi_folds_get (work->store, &work->id, error);
      if (work->fold == NULL)
        return FALSE;
      return work->fold->declared || matoi_store_set_missing (&work->id, error);
    }
  if (declares)
    {
      work->fold = matoi_folds_new_incident (work->store, NULL);
      return TRUE;
    }
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _("No incident was named. Nothing was changed. Name one and try again."));
  return FALSE;
}

/* Whether it has come in before, and into which incident. */
static gboolean
find_earlier (MatoiWork *work,
              const MatoiCommand *command,
              MatoiId *where,
              gboolean *found,
              GError **error)
{
  *found = FALSE;
  if (command->source == NULL || command->external_id == NULL)
    return TRUE;
  if (!matoi_log_find_external (work->store->db, command->source, command->external_id, where,
                                found, error))
    return FALSE;
  return *found || work->stage == NULL ||
         matoi_stage_find_external (work->stage, command, where, found, error);
}

gboolean
matoi_work_do (MatoiWork *work, MatoiCommand *command, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;
  gboolean is_new, found;
  MatoiId where;

  if (!find_earlier (work, command, &where, &found, error))
    return FALSE;
  if (found)
    {
      if (matoi_id_is_null (&work->id))
        work->id = where;
      return TRUE;
    }
  if (!need_incident (work, command, error))
    return FALSE;
  is_new = matoi_id_is_null (&work->id);
  if (is_new)
    events = decide_declare (work, command, error);
  else
    events = matoi_decide (work->fold, work->fold->policy, command, work->now, error);
  if (events == NULL || !append_events (work, command, events, error))
    {
      if (is_new)
        g_clear_pointer (&work->fold, matoi_incident_free);
      return FALSE;
    }
  /* The stage is asked for no incident twice: its caller frees the fold. */
  if (is_new && events->len > 0 && work->stage == NULL)
    matoi_folds_take (work->store, work->fold);
  else if (is_new && events->len > 0)
    return TRUE;
  else if (is_new)
    g_clear_pointer (&work->fold, matoi_incident_free);
  return TRUE;
}

/* Inside a transaction: decides, appends and projects the commands of @user_data (MatoiWork). */
gboolean
matoi_work_submit (gpointer user_data, GError **error)
{
  MatoiWork *work = user_data;

  if (!matoi_folds_refresh (work->store, error) ||
      !matoi_log_get_last_id (work->store->db, &work->last_id, error))
    return FALSE;
  for (guint i = 0; i < work->commands->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (work->cancellable, error) ||
          !matoi_work_do (work, g_ptr_array_index (work->commands, i), error))
        return FALSE;
      if (work->progress != NULL)
        work->progress (i + 1, work->commands->len, work->progress_data);
    }
  if (work->events->len > 0)
    return matoi_project_write (work->store->db, work->fold, &work->touched, error);
  /* Everything was there before: the receipt still says where. */
  if (work->fold == NULL && !matoi_id_is_null (&work->id))
    work->fold = matoi_folds_get (work->store, &work->id, error);
  return work->fold != NULL || matoi_id_is_null (&work->id);
}

/* The same, and what follows from it at the services, which is news only here: what is imported
 * has happened, and others have told of it. */
static gboolean
submit_with_intents (gpointer user_data, GError **error)
{
  MatoiWork *work = user_data;

  return matoi_work_submit (work, error) &&
         (work->events->len == 0 ||
          matoi_outbox_add (work->store, work->fold, work->events, work->now, error));
}

/* The one transaction of @work, which is cleared. */
static MatoiReceipt *
submit_work (MatoiWork *work, MatoiTransaction func, GError **error)
{
  MatoiReceipt *receipt = NULL;

  if (matoi_database_transact (work->store->db, func, work, error))
    {
      receipt = g_new0 (MatoiReceipt, 1);
      receipt->incident = work->id;
      receipt->ref = g_strdup (work->fold ? work->fold->ref : NULL);
      receipt->events = g_ptr_array_ref (work->events);
    }
  else
    {
      matoi_folds_drop (work->store, matoi_id_is_null (&work->id) ? NULL : &work->id);
    }
  matoi_work_clear (work);
  return receipt;
}

static MatoiReceipt *
submit_once (MatoiStore *store,
             const MatoiId *incident,
             GPtrArray *commands,
             gint64 now,
             GError **error)
{
  MatoiWork work;

  matoi_work_init (&work, store, now);
  work.commands = commands;
  if (incident != NULL)
    work.id = *incident;
  return submit_work (&work, submit_with_intents, error);
}

/**
 * matoi_store_submit:
 * @incident: (nullable): NULL: the first command must be "declare"
 * @commands: of MatoiCommand; none of them is changed
 * @now: ms UTC
 *
 * The one door. A command whose (source, external id) has come in before is
 * passed over.
 *
 * Returns: (transfer full): what is durable now, or NULL with nothing changed
 */
MatoiReceipt *
matoi_store_submit (MatoiStore *store,
                    const MatoiId *incident,
                    GPtrArray *commands,
                    gint64 now,
                    GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiReceipt *receipt;

  store->db->index_damaged = FALSE;
  receipt = submit_once (store, incident, commands, now, &local_error);
  /* A damaged index is no reason to lose what somebody writes, or to let them wait: it is emptied,
   * and filled when it is asked. */
  if (receipt == NULL && store->db->index_damaged && matoi_store_begin_index (store, NULL))
    {
      g_clear_error (&local_error);
      receipt = submit_once (store, incident, commands, now, &local_error);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return receipt;
}

/** matoi_store_record: see the header. */
MatoiReceipt *
matoi_store_record (MatoiStore *store,
                    const MatoiId *incident,
                    GPtrArray *commands,
                    gint64 now,
                    MatoiProgress progress,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error)
{
  MatoiWork work;

  matoi_work_init (&work, store, now);
  work.commands = commands;
  work.progress = progress;
  work.progress_data = user_data;
  work.cancellable = cancellable;
  if (incident != NULL)
    work.id = *incident;
  return submit_work (&work, matoi_work_submit, error);
}
