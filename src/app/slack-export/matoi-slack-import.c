/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-time.h"

#define SOURCE "slack"

/* Where a message is known, if it is. */
typedef struct
{
  gboolean known;
  MatoiId incident;
} Place;

/** matoi_slack_dup_message_id: see the header. */
char *
matoi_slack_dup_message_id (const MatoiSlackMessage *message)
{
  return g_strconcat (message->channel->id, ":", message->ts, NULL);
}

/** matoi_slack_dup_todo_id: see the header. */
char *
matoi_slack_dup_todo_id (const MatoiSlackMessage *message, guint n)
{
  return g_strdup_printf ("%s:%s#todo-%u", message->channel->id, message->ts, n);
}

static gboolean
find_places (MatoiStore *store, GPtrArray *messages, Place *places, GError **error)
{
  for (guint i = 0; i < messages->len; i++)
    {
      g_autofree char *id = matoi_slack_dup_message_id (g_ptr_array_index (messages, i));

      if (!matoi_store_find_external (store, SOURCE, id, &places[i].incident, &places[i].known,
                                      error))
        return FALSE;
    }
  return TRUE;
}

/* Messages that are known go on where they are: a longer span of the same channel adds to the
 * incident, instead of making another one of what is left. */
static gboolean
choose_incident (Place *places, guint n, MatoiId *incident, gboolean *is_new, GError **error)
{
  *is_new = TRUE;
  for (guint i = 0; i < n; i++)
    {
      if (!places[i].known)
        continue;
      if (!*is_new && !matoi_id_equal (&places[i].incident, incident))
        {
          g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                               _ ("These messages are in more than one incident already. Nothing "
                                  "was imported; say with --into which one gets the others."));
          return FALSE;
        }
      *incident = places[i].incident;
      *is_new = FALSE;
    }
  return TRUE;
}

/* --- commands */

static MatoiCommand *
add_command (GPtrArray *commands, const char *name, const char *actor, gint64 at, char *external_id)
{
  MatoiCommand *command = matoi_command_new (name, actor);

  command->occurred_at = at;
  command->source = g_strdup (SOURCE);
  command->external_id = external_id;
  g_ptr_array_add (commands, command);
  return command;
}

/** matoi_slack_new_declare: (transfer full): of the incident that @first begins; or NULL. */
MatoiCommand *
matoi_slack_new_declare (MatoiContext *context,
                         const MatoiSlackMessage *first,
                         const MatoiSlackTarget *target,
                         GError **error)
{
  g_autofree char *id = matoi_slack_dup_message_id (first);
  g_autofree char *title = NULL;
  g_autoptr (MatoiCommand) command =
    matoi_command_new ("declare", matoi_context_get_identity (context));

  command->occurred_at = first->at;
  command->source = g_strdup (SOURCE);
  command->external_id = g_strconcat ("import:", id, NULL);
  if (target->title == NULL)
    /* Translators: the title of an incident that was made from messages in Slack; %s is a channel. */
    title = g_strdup_printf (_ ("Slack: %s"), first->channel->name);
  matoi_command_set (command, "title", target->title != NULL ? target->title : title);
  matoi_command_set (command, "severity", target->severity);
  return matoi_context_prepare_declare (context, command, target->policy, error)
           ? g_steal_pointer (&command)
           : NULL;
}

/* Where it can be read again; without the address of the workspace, at least where it was. */
static void
add_evidence (GTimeZone *zone, MatoiCommand *command, const MatoiSlackMessage *message)
{
  g_autofree char *reason = NULL;
  g_autofree char *time = NULL;

  if (message->permalink != NULL)
    matoi_command_add_evidence (command, message->permalink, NULL, NULL);
  for (guint i = 0; message->files != NULL && i < message->files->len; i++)
    matoi_command_add_evidence (command, g_ptr_array_index (message->files, i), NULL, NULL);
  if (message->permalink != NULL)
    return;
  if (message->thread_ts != NULL)
    {
      time =
        matoi_time_to_local (matoi_slack_message_get_thread_time (message), "%Y-%m-%d %H:%M", zone);
      /* Translators: why a message has no link; %1$s is a channel in Slack, %2$s a time. */
      reason = g_strdup_printf (_ ("From a Slack export: %1$s, in the thread that began at %2$s"),
                                   message->channel->name, time);
    }
  else
    /* Translators: why a message has no link; %s is a channel in Slack. */
    reason = g_strdup_printf (_ ("From a Slack export: %s"), message->channel->name);
  matoi_command_add_evidence (command, NULL, NULL, reason);
}

static gboolean
is_wanted (const MatoiSlackTarget *target, const char *todo_id)
{
  return target->chosen_todos != NULL ? g_hash_table_contains (target->chosen_todos, todo_id)
                                      : target->todos;
}

static void
add_message (const MatoiSlackPlan *plan,
             GPtrArray *commands,
             const MatoiSlackMessage *message,
             MatoiSlackTally *tally)
{
  MatoiCommand *command = add_command (commands, "note", message->author, message->at,
                                       matoi_slack_dup_message_id (message));
  g_autoptr (GPtrArray) tasks = matoi_slack_message_list_todos (message);

  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", message->text);
  add_evidence (plan->zone, command, message);
  tally->n_todos += tasks->len;
  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *id = matoi_slack_dup_todo_id (message, i);

      if (!is_wanted (plan->target, id))
        continue;
      command = add_command (commands, "todo", message->author, message->at, g_steal_pointer (&id));
      matoi_command_set (command, "text", g_ptr_array_index (tasks, i));
    }
}

/** matoi_slack_take_receipt: what @receipt says was done, added to @result. */
void
matoi_slack_take_receipt (MatoiReceipt *receipt, MatoiImportResult *result)
{
  if (result->created == NULL)
    result->created = g_ptr_array_new_with_free_func (g_free);
  if (result->unchanged == NULL)
    result->unchanged = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (receipt->events, i);

      result->entries += g_str_equal (event->type, "entry.added");
    }
  g_ptr_array_add (receipt->events->len > 0 ? result->created : result->unchanged,
                   g_strdup (receipt->ref));
}

/**
 * matoi_slack_plan_commands:
 * @store: where messages may be known already; in the thread that owns it
 * @error: MATOI_ERROR_INPUT or _STORAGE
 *
 * Returns: (transfer full) (element-type MatoiCommand): what is to be recorded, in order; or NULL
 */
GPtrArray *
matoi_slack_plan_commands (MatoiStore *store,
                           MatoiSlackPlan *plan,
                           MatoiId *incident,
                           gboolean *is_new,
                           MatoiSlackTally *tally,
                           GError **error)
{
  GPtrArray *messages = plan->messages;
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autofree Place *places = g_new0 (Place, MAX (messages->len, 1));

  *is_new = FALSE;
  if (messages->len == 0)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _ ("There is no message in what was chosen. Nothing was imported; choose "
                              "another channel or a longer span."));
      return NULL;
    }
  if (!find_places (store, messages, places, error))
    return NULL;
  if (plan->target->into != NULL)
    *incident = *plan->target->into;
  else if (!choose_incident (places, messages->len, incident, is_new, error))
    return NULL;
  if (*is_new)
    g_ptr_array_add (commands, g_steal_pointer (&plan->declare));
  for (guint i = 0; i < messages->len; i++)
    {
      if (places[i].known && !matoi_id_equal (&places[i].incident, incident))
        tally->n_elsewhere++;
      else
        add_message (plan, commands, g_ptr_array_index (messages, i), tally);
    }
  if (commands->len > 0)
    return g_steal_pointer (&commands);
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _ ("All these messages are in another incident already, and a message "
                          "is in one only. Nothing was imported."));
  return NULL;
}

/**
 * matoi_slack_import:
 * @context: a context that was not started
 * @messages: of MatoiSlackMessage, the oldest first
 * @result: (out): what happened; adds to lists that are there already
 * @tally: (out): what else there is to say
 * @error: MATOI_ERROR_INPUT, _RULE, _STORAGE or _NOT_FOUND
 *
 * Every message becomes an entry, by the person who wrote it and with its time. All of it is
 * written in one transaction; a message that is known, from an earlier import or from the channel
 * itself, is passed over.
 *
 * Returns: FALSE on error, with nothing changed
 */
gboolean
matoi_slack_import (MatoiContext *context,
                    GPtrArray *messages,
                    const MatoiSlackTarget *target,
                    MatoiImportResult *result,
                    MatoiSlackTally *tally,
                    GError **error)
{
  MatoiSlackPlan plan = { messages, target, NULL, matoi_context_get_zone (context) };
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (MatoiReceipt) receipt = NULL;
  gboolean is_new;
  MatoiId incident;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), FALSE);

  if (target->into == NULL && messages->len > 0)
    {
      plan.declare =
        matoi_slack_new_declare (context, g_ptr_array_index (messages, 0), target, error);
      if (plan.declare == NULL)
        return FALSE;
    }
  commands = matoi_slack_plan_commands (matoi_context_get_store (context), &plan, &incident,
                                        &is_new, tally, error);
  g_clear_pointer (&plan.declare, matoi_command_free);
  if (commands == NULL)
    return FALSE;
  receipt = matoi_context_record_all (context, is_new ? NULL : &incident, commands, error);
  if (receipt == NULL)
    return FALSE;
  matoi_slack_take_receipt (receipt, result);
  return TRUE;
}
