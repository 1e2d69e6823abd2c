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
  guint next;
  double speed;
  gint64 previous; /* when the last one happened in the record */
  MatoiId incident;
  MatoiReplayFunc func;
  gpointer user_data;
  GMainLoop *loop;
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

static gboolean play_next (gpointer user_data);

static void
wait_for_next (Replay *replay)
{
  const MatoiCommand *command;
  gint64 gap;

  if (replay->next >= replay->commands->len)
    {
      g_main_loop_quit (replay->loop);
      return;
    }
  command = g_ptr_array_index (replay->commands, replay->next);
  gap = MAX (command->occurred_at - replay->previous, 0);
  replay->previous = MAX (command->occurred_at, replay->previous);
  g_timeout_add (MIN (gap / replay->speed, G_MAXINT), play_next, replay);
}

static gboolean
submit (Replay *replay, MatoiCommand *command, const MatoiId *incident)
{
  g_autoptr (MatoiReceipt) receipt = NULL;
  const char *text = matoi_json_get_string (command->args, incident == NULL ? "title" : "text");
  gint64 now = matoi_context_get_now (replay->context);

  receipt = matoi_context_submit (replay->context, incident, command, &replay->error);
  if (receipt == NULL)
    {
      g_main_loop_quit (replay->loop);
      return FALSE;
    }
  replay->incident = receipt->incident;
  if (text != NULL && replay->func != NULL)
    replay->func (receipt->ref, now, text, replay->user_data);
  return TRUE;
}

static gboolean
play_next (gpointer user_data)
{
  Replay *replay = user_data;
  MatoiCommand *command = g_ptr_array_index (replay->commands, replay->next++);

  make_live (command, matoi_context_get_now (replay->context));
  if (submit (replay, command, &replay->incident))
    wait_for_next (replay);
  return G_SOURCE_REMOVE;
}

static gboolean
declare (Replay *replay)
{
  MatoiCommand *command = g_ptr_array_index (replay->commands, 0);

  make_live (command, matoi_context_get_now (replay->context));
  matoi_command_set_flag (command, "drill", TRUE);
  return matoi_context_prepare_declare (replay->context, command, "pagerduty", &replay->error) &&
         submit (replay, command, NULL);
}

/**
 * matoi_replay_run:
 * @context: a context that was not started
 * @facts: a record of the schema matoi/incident-facts/1
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
                  JsonObject *facts,
                  double speed,
                  MatoiReplayFunc func,
                  gpointer user_data,
                  GError **error)
{
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Replay replay = {
    .context = context, .speed = speed, .next = 1, .func = func, .user_data = user_data
  };

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), FALSE);

  if (!(speed > 0 && speed <= 1e9))
    {
      g_set_error_literal (
        error, MATOI_ERROR, MATOI_ERROR_INPUT,
        _ ("The speed must be a number above 0. Nothing was written; 60 plays an hour in a "
                              "minute."));
      return FALSE;
    }
  commands = matoi_import_read_facts (context, facts, error);
  if (commands == NULL)
    return FALSE;
  /* The declaration stays first, whatever was noticed before it. */
  replay.previous = ((MatoiCommand *) g_ptr_array_index (commands, 0))->occurred_at;
  for (guint i = 1; i < commands->len; i++)
    g_ptr_array_add (rest, g_ptr_array_index (commands, i));
  g_ptr_array_sort (rest, compare_times);
  for (guint i = 0; i < rest->len; i++)
    commands->pdata[i + 1] = rest->pdata[i];
  replay.commands = commands;
  replay.loop = loop;
  if (declare (&replay))
    {
      wait_for_next (&replay);
      if (replay.next < commands->len)
        g_main_loop_run (loop);
    }
  if (replay.error == NULL)
    return TRUE;
  g_propagate_error (error, replay.error);
  return FALSE;
}
