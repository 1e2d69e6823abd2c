/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-replay.h"

#include <glib/gi18n-lib.h>

#include "matoi-import.h"
#include "matoi-json.h"

typedef struct
{
  MatoiContext *context;
  GPtrArray *commands;
  char *policy_id;  /* (nullable) */
  char *old;        /* (nullable) id in the record of what is being submitted */
  GHashTable *made; /* id in the record -> id here, both as text */
  guint next;
  double speed;
  gint64 previous; /* when the last one happened in the record */
  MatoiId incident;
  MatoiReplayFunc func;
  gpointer user_data;
  GMainLoop *loop; /* (nullable) of a blocking run */
  GTask *task;     /* (nullable) of one in the background */
  guint source_id;
  gboolean finished;
  GError *error;
} Replay;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const MatoiCommand *const *x = a, *const *y = b;

  return ((*x)->occurred_at > (*y)->occurred_at) - ((*x)->occurred_at < (*y)->occurred_at);
}

/* The record's own times and ids stay behind: this is a new incident, now. */
static void
make_live (MatoiCommand *command, gint64 now)
{
  static const char *const times[] = { "started_at", "detected_at", "mitigated_at" };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      if (!json_object_has_member (command->args, times[i]))
        continue;
      if (g_str_equal (command->name, "declare"))
        json_object_remove_member (command->args, times[i]);
      else
        json_object_set_int_member (command->args, times[i], now);
    }
  command->occurred_at = now;
  g_clear_pointer (&command->external_id, g_free);
  g_free (command->source);
  command->source = g_strdup ("replay");
}

/* The ids a command refers to are those of the record; FALSE if one of them was not played. */
static gboolean
map_ids (Replay *replay, MatoiCommand *command)
{
  static const char *const members[] = { "entry", "ask", "todo", "poll", "update" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *old = matoi_json_get_string (command->args, members[i]);
      const char *made = old != NULL ? g_hash_table_lookup (replay->made, old) : NULL;

      if (old != NULL && made == NULL)
        return FALSE;
      if (made != NULL)
        matoi_command_set (command, members[i], made);
    }
  return TRUE;
}

static gboolean play_next (gpointer user_data);

static void
replay_clear (Replay *replay)
{
  g_clear_handle_id (&replay->source_id, g_source_remove);
  g_clear_pointer (&replay->commands, g_ptr_array_unref);
  g_clear_pointer (&replay->made, g_hash_table_unref);
  g_clear_pointer (&replay->policy_id, g_free);
  g_clear_pointer (&replay->old, g_free);
}

static void
replay_free (Replay *replay)
{
  replay_clear (replay);
  g_free (replay);
}

/* The end, good or bad. */
static void
finish (Replay *replay)
{
  g_autoptr (GTask) task = g_steal_pointer (&replay->task);

  replay->finished = TRUE;
  if (replay->loop != NULL)
    g_main_loop_quit (replay->loop);
  else if (replay->error != NULL)
    g_task_return_error (task, g_steal_pointer (&replay->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
wait_for_next (Replay *replay)
{
  const MatoiCommand *command;
  gint64 gap;

  if (replay->next >= replay->commands->len)
    {
      finish (replay);
      return;
    }
  command = g_ptr_array_index (replay->commands, replay->next);
  gap = MAX (command->occurred_at - replay->previous, 0);
  replay->previous = MAX (command->occurred_at, replay->previous);
  replay->source_id = g_timeout_add (MIN (gap / replay->speed, G_MAXINT), play_next, replay);
}

/* What was played is durable, or refused. */
static void
take_receipt (Replay *replay, MatoiReceipt *receipt)
{
  const MatoiCommand *command = g_ptr_array_index (replay->commands, replay->next - 1);
  const char *text = matoi_json_get_string (command->args, replay->next == 1 ? "title" : "text");

  if (receipt == NULL)
    {
      finish (replay);
      return;
    }
  replay->incident = receipt->incident;
  if (replay->old != NULL && receipt->events->len > 0)
    g_hash_table_insert (replay->made, g_steal_pointer (&replay->old),
                         matoi_id_dup_text (
                           &((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id));
  if (text != NULL && replay->func != NULL)
    replay->func (receipt->ref, command->occurred_at, text, replay->user_data);
  wait_for_next (replay);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Replay *replay = user_data;
  g_autoptr (GTask) task = g_object_ref (replay->task); /* it owns the replay */
  MatoiReceipt *receipt =
    matoi_context_submit_finish (MATOI_CONTEXT (source), result, &replay->error);

  if (!g_task_return_error_if_cancelled (task))
    take_receipt (replay, receipt);
  else
    g_clear_object (&replay->task);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
submit (Replay *replay, MatoiCommand *command, const MatoiId *incident)
{
  gint64 now = matoi_context_get_now (replay->context);

  g_free (replay->old);
  replay->old = g_strdup (command->external_id);
  if (!map_ids (replay, command))
    {
      wait_for_next (replay);
      return;
    }
  make_live (command, now);
  if (replay->task != NULL)
    matoi_context_submit_async (replay->context, incident, command, NULL, on_submitted, replay);
  else
    {
      g_autoptr (MatoiReceipt) receipt =
        matoi_context_submit (replay->context, incident, command, &replay->error);

      take_receipt (replay, receipt);
    }
}

static gboolean
play_next (gpointer user_data)
{
  Replay *replay = user_data;

  replay->source_id = 0;
  if (replay->task != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (replay->task)))
    {
      g_task_return_error_if_cancelled (replay->task);
      g_clear_object (&replay->task);
    }
  else
    submit (replay, g_ptr_array_index (replay->commands, replay->next++), &replay->incident);
  return G_SOURCE_REMOVE;
}

/* The declaration: of a drill, so that nobody takes it for the real thing later. */
static void
begin (Replay *replay)
{
  MatoiCommand *command = g_ptr_array_index (replay->commands, 0);

  replay->next = 1;
  replay->previous = command->occurred_at;
  matoi_command_set_flag (command, "drill", TRUE);
  if (matoi_context_prepare_declare (replay->context, command, replay->policy_id, &replay->error))
    submit (replay, command, NULL);
  else
    finish (replay);
}

/* Nobody here wrote those lines: they are the words of whoever published them. */
static void
sign (GPtrArray *commands, const char *organisation)
{
  for (guint i = 0; organisation != NULL && *organisation != '\0' && i < commands->len; i++)
    {
      MatoiCommand *command = g_ptr_array_index (commands, i);

      g_free (command->actor);
      command->actor = g_strdup (organisation);
    }
}

/* Facts in the order of their times; what Matoi recorded itself in the order it was recorded,
 * since later things refer to earlier ones. */
static gboolean
read_record (Replay *replay, JsonObject *record, GError **error)
{
  g_autoptr (GPtrArray) rest = NULL;

  if (g_strcmp0 (matoi_json_get_string (record, "schema"), "matoi/export/1") == 0)
    {
      replay->commands = matoi_replay_read_bundle (record, &replay->policy_id, error);
      return replay->commands != NULL;
    }
  replay->policy_id = g_strdup ("pagerduty");
  replay->commands = matoi_import_read_facts (replay->context, record, error);
  if (replay->commands == NULL)
    return FALSE;
  sign (replay->commands, matoi_json_get_string (record, "organisation"));
  /* The declaration stays first, whatever was noticed before it. */
  rest = g_ptr_array_new ();
  for (guint i = 1; i < replay->commands->len; i++)
    g_ptr_array_add (rest, g_ptr_array_index (replay->commands, i));
  g_ptr_array_sort (rest, compare_times);
  for (guint i = 0; i < rest->len; i++)
    replay->commands->pdata[i + 1] = rest->pdata[i];
  return TRUE;
}

static gboolean
prepare (Replay *replay,
         MatoiContext *context,
         JsonObject *record,
         double speed,
         MatoiReplayFunc func,
         gpointer user_data,
         GError **error)
{
  replay->context = context;
  replay->speed = speed;
  replay->func = func;
  replay->user_data = user_data;
  replay->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (speed > 0 && speed <= 1e9)
    return read_record (replay, record, error);
  g_set_error_literal (
    error, MATOI_ERROR, MATOI_ERROR_INPUT,
    _ ("The speed must be a number above 0. Nothing was written; 60 plays an hour in a "
                              "minute."));
  return FALSE;
}

/**
 * matoi_replay_run:
 * @context: a context that was not started
 * @record: a record of the schema matoi/incident-facts/1, or Matoi's own JSON
 * @speed: how many times faster than it was; more than 0
 * @func: (nullable): told what was written
 * @user_data: for @func
 * @error: as matoi_import_read_facts () and matoi_context_submit ()
 *
 * Plays a past incident into a new drill by the clock: for training and for
 * looking at a cockpit that is in use. Blocks, in a main loop of its own.
 *
 * Returns: FALSE on error; what was played until then stays
 */
gboolean
matoi_replay_run (MatoiContext *context,
                  JsonObject *record,
                  double speed,
                  MatoiReplayFunc func,
                  gpointer user_data,
                  GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Replay replay = { .loop = loop };

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), FALSE);

  if (prepare (&replay, context, record, speed, func, user_data, &replay.error))
    {
      begin (&replay);
      if (!replay.finished)
        g_main_loop_run (loop);
    }
  replay_clear (&replay);
  if (replay.error == NULL)
    return TRUE;
  g_propagate_error (error, replay.error);
  return FALSE;
}

/**
 * matoi_replay_async:
 * @context: a started context
 * @cancellable: (nullable): stops it before the next line
 *
 * The same beside a window: everything is submitted in the background.
 */
void
matoi_replay_async (MatoiContext *context,
                    JsonObject *record,
                    double speed,
                    MatoiReplayFunc func,
                    gpointer func_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  Replay *replay;
  GError *error = NULL;

  g_return_if_fail (MATOI_IS_CONTEXT (context));

  replay = g_new0 (Replay, 1);
  replay->task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (replay->task, matoi_replay_async);
  g_task_set_task_data (replay->task, replay, (GDestroyNotify) replay_free);
  if (prepare (replay, context, record, speed, func, func_data, &error))
    begin (replay);
  else
    {
      replay->error = error;
      finish (replay);
    }
}

/** matoi_replay_finish: FALSE on error; what was played until then stays. */
gboolean
matoi_replay_finish (MatoiContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_replay_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
