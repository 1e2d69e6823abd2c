/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-commands-private.h"

/* Carries a command out, for whoever has claimed it, and answers. */

void
matoi_slack_ask_run (MatoiSlackAsk *ask,
                     MatoiDeskFunc func,
                     MatoiSlackJob *job,
                     GAsyncReadyCallback callback)
{
  matoi_desk_run_async (ask->self->desk, func, job, (GDestroyNotify) matoi_slack_job_free,
                        ask->cancellable, callback, ask);
}

MatoiSlackJob *
matoi_slack_ask_run_finish (MatoiSlackAsk *ask, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  MatoiSlackJob *job = matoi_desk_run_finish (ask->self->desk, result, &error);

  if (job == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("A command in a room could not be answered: %s", error->message);
  return job;
}

/* --- the answer */

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackAsk) ask = user_data;
  g_autoptr (MatoiSlackJob) job = matoi_slack_ask_run_finish (ask, result);

  if (job != NULL && job->go && !g_cancellable_is_cancelled (ask->cancellable))
    matoi_slack_commands_stalk (ask->self, ask->channel, ask->name, ask->ts, &ask->incident);
}

/* Takes @ask. */
void
matoi_slack_ask_answer (MatoiSlackAsk *ask)
{
  matoi_slack_ask_run (ask, matoi_slack_job_answer, matoi_slack_job_new (ask->self, ask),
                       on_answered);
}

/* The way out of a refusal is often one of the window; here the reason has to do. */
static void
refuse (MatoiSlackAsk *ask, const GError *error)
{
  MatoiSlackJob *job = matoi_slack_job_new (ask->self, ask);
  GPtrArray *reasons = error->domain == MATOI_ERROR ? matoi_error_get_reasons (error) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((MatoiReason *) g_ptr_array_index (reasons, i))->text);
  job->refused = TRUE;
  job->reason = g_strdup (text->len > 0 ? text->str : error->message);
  matoi_slack_ask_run (ask, matoi_slack_job_answer, job, on_answered);
}

/* --- what goes into the record */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackAsk) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt = matoi_desk_submit_finish (ask->self->desk, result, &error);

  if (receipt != NULL)
    matoi_slack_ask_answer (g_steal_pointer (&ask));
  else if (error->domain == MATOI_ERROR && error->code != MATOI_ERROR_STORAGE)
    refuse (g_steal_pointer (&ask), error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("What was said in a room could not be recorded: %s", error->message);
}

static MatoiCommand *
make_command (const MatoiSlackAsk *ask, const char *permalink)
{
  MatoiRoomCommandKind kind = ask->command.kind;
  const char *name = kind == MATOI_ROOM_COMMAND_TODO   ? "todo"
                     : kind == MATOI_ROOM_COMMAND_SEV  ? "severity"
                     : kind == MATOI_ROOM_COMMAND_PAGE ? "page"
                                                       : "note";
  MatoiCommand *command = matoi_command_new (name, ask->author);

  command->source = g_strdup ("slack");
  command->external_id = g_strdup (ask->key);
  command->occurred_at = ask->at;
  if (kind == MATOI_ROOM_COMMAND_PAGE)
    matoi_command_set (command, "whom", ask->command.text != NULL ? ask->command.text : "ic");
  else
    matoi_command_set (command, kind == MATOI_ROOM_COMMAND_SEV ? "to" : "text", ask->command.text);
  if (kind == MATOI_ROOM_COMMAND_SEV)
    matoi_command_set (command, "reason", ask->command.reason);
  if (strcmp (name, "note") != 0)
    return command;
  matoi_command_set (command, "kind", kind == MATOI_ROOM_COMMAND_FACT ? "fact" : "hypothesis");
  if (permalink != NULL)
    matoi_command_add_evidence (command, permalink, NULL, NULL);
  return command;
}

static void
submit (MatoiSlackAsk *ask, const char *permalink)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  g_ptr_array_add (commands, make_command (ask, permalink));
  matoi_desk_submit_async (ask->self->desk, &ask->incident, commands, ask->cancellable,
                           on_submitted, ask);
}

/* Without an address the entry rests on nothing, but it is there. */
static void
on_permalink (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackAsk) ask = user_data;
  g_autoptr (MatoiSlackAnswer) reply =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);
  const char *permalink = reply != NULL && reply->outcome == MATOI_SLACK_OK
                            ? matoi_json_get_string (reply->json, "permalink")
                            : NULL;

  if (!g_cancellable_is_cancelled (ask->cancellable))
    submit (g_steal_pointer (&ask), permalink);
}

/* Takes @ask. */
void
matoi_slack_ask_record (MatoiSlackAsk *ask)
{
  const char *args[] = { "channel", ask->channel, "message_ts", ask->ts, NULL };

  if (ask->command.kind == MATOI_ROOM_COMMAND_FACT || ask->command.kind == MATOI_ROOM_COMMAND_GUESS)
    matoi_slack_client_call_async (ask->self->client, "chat.getPermalink", args, ask->cancellable,
                                   on_permalink, ask);
  else
    submit (ask, NULL);
}
