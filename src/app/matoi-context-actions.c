/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-actions.h"

#include <glib/gi18n-lib.h>

#include "matoi-intents.h"
#include "matoi-json.h"
#include "matoi-worker-private.h"

/* Action items of all incidents, and their tickets. */

/* --- the morning meeting */

/* Those the identity may know of (HIS-07). */
static void
give_list (MatoiWorker *worker, MatoiJob *job, GPtrArray *actions)
{
  if (actions != NULL && matoi_store_hide_actions (worker->store, job->value, actions, &job->error))
    job->result = g_steal_pointer (&actions);
  g_clear_pointer (&actions, g_ptr_array_unref);
}

static void
run_list (MatoiWorker *worker, MatoiJob *job)
{
  give_list (worker, job, matoi_store_list_actions (worker->store, job->limit != 0, &job->error));
}

static void
run_list_first (MatoiWorker *worker, MatoiJob *job)
{
  give_list (worker, job, matoi_store_list_first_actions (worker->store, job->limit, &job->error));
}

/** matoi_context_list_follow_ups_async: see the header. */
void
matoi_context_list_follow_ups_async (MatoiContext *self,
                                     gboolean open,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, run_list, matoi_context_list_follow_ups_async,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->limit = open != FALSE;
  job->value = g_strdup (self->identity);
  matoi_job_push (self, job);
}

/** matoi_context_list_first_follow_ups_async: see the header. */
void
matoi_context_list_first_follow_ups_async (MatoiContext *self,
                                           guint limit,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, run_list_first, matoi_context_list_follow_ups_async,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
  job->limit = limit;
  job->value = g_strdup (self->identity);
  matoi_job_push (self, job);
}

/** matoi_context_list_follow_ups_finish: see the header. */
GPtrArray *
matoi_context_list_follow_ups_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_follow_ups_async),
                        NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_count (MatoiWorker *worker, MatoiJob *job)
{
  guint count = 0, hidden = 0;

  if (!matoi_store_count_overdue (worker->store, job->text, &count, &job->error) ||
      !matoi_store_count_hidden_overdue (worker->store, job->value, job->text, &hidden,
                                         &job->error))
    return;
  count -= MIN (hidden, count);
  job->result = g_memdup2 (&count, sizeof count);
}

/** matoi_context_count_overdue_async: see the header. */
void
matoi_context_count_overdue_async (MatoiContext *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, run_count, matoi_context_count_overdue_async, g_free, cancellable,
                       callback, user_data);
  job->text = matoi_time_to_local (matoi_context_get_now (self), "%Y-%m-%d", self->zone);
  job->value = g_strdup (self->identity);
  matoi_job_push (self, job);
}

/** matoi_context_count_overdue_finish: see the header. */
gboolean
matoi_context_count_overdue_finish (MatoiContext *self,
                                    GAsyncResult *result,
                                    guint *count,
                                    GError **error)
{
  g_autofree guint *counted = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_count_overdue_async),
                        FALSE);

  counted = g_task_propagate_pointer (G_TASK (result), error);
  if (counted != NULL)
    *count = *counted;
  return counted != NULL;
}

/** matoi_context_dup_nudge_room: see the header. */
char *
matoi_context_dup_nudge_room (MatoiContext *self, const MatoiIncident *incident, gboolean *ask)
{
  MatoiIntentSettings settings = { .values = self->settings,
                                   .lang = C_ ("language of the presets", "en"),
                                   .zone = self->zone,
                                   .now = matoi_context_get_now (self) };
  const char *mode = matoi_context_get_setting (self, "slack.post.nudge");
  gboolean own;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  if (mode == NULL)
    mode = matoi_intent_get_default ("nudge");
  *ask = g_str_equal (mode, "ask");
  if (matoi_context_get_setting (self, "slack.team") == NULL || g_str_equal (mode, "off"))
    return NULL;
  return matoi_intent_dup_room (incident, &settings, &own);
}

/** matoi_context_new_nudge: see the header. */
MatoiCommand *
matoi_context_new_nudge (MatoiContext *self, const char *text, const char *room)
{
  MatoiCommand *command;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  command = matoi_command_new ("nudge", matoi_context_get_identity (self));
  matoi_command_set (command, "text", text);
  matoi_command_set (command, "room", room);
  return command;
}

/* --- tickets */

/** matoi_context_has_tickets: see the header. */
gboolean
matoi_context_has_tickets (MatoiContext *self)
{
  const char *const *sites = matoi_ticket_list_sites ();

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);

  for (guint i = 0; sites[i] != NULL; i++)
    if (matoi_ticket_site_is_on (self->settings, sites[i]))
      return TRUE;
  return FALSE;
}

/** matoi_context_dup_site_name: see the header. */
char *
matoi_context_dup_site_name (MatoiContext *self, const char *site)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_ticket_dup_site_name (self->settings, site);
}

/* Tickets speak the language of the rooms. */
static const char *
get_language (MatoiContext *self)
{
  const char *chosen = matoi_context_get_setting (self, "slack.language");

  return chosen != NULL ? chosen : C_ ("language of the presets", "en");
}

/** matoi_context_draft_ticket: see the header. */
MatoiTicketDraft *
matoi_context_draft_ticket (MatoiContext *self,
                            const MatoiIncident *incident,
                            const MatoiAction *action)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_ticket_draft_new (incident, action, self->settings, self->zone, get_language (self));
}

/** matoi_context_new_ticket: see the header. */
MatoiCommand *
matoi_context_new_ticket (MatoiContext *self, const MatoiId *action, const MatoiTicketDraft *draft)
{
  g_autofree char *id = matoi_id_dup_text (action);
  MatoiCommand *command;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  command = matoi_command_new ("action-ticket", matoi_context_get_identity (self));
  matoi_command_set (command, "action", id);
  if (draft == NULL)
    return command;
  if (*draft->site != '\0')
    matoi_command_set (command, "site", draft->site);
  matoi_command_set (command, "project", draft->project);
  matoi_command_set (command, "type", draft->type);
  matoi_command_set (command, "summary", draft->summary);
  matoi_command_set (command, "description", draft->description);
  matoi_command_set (command, "priority", draft->priority);
  matoi_command_set (command, "due", draft->due);
  matoi_command_set_strv (command, "labels", (const char *const *) draft->labels);
  return command;
}

/** matoi_context_draft_steps: see the header. */
MatoiStepsDraft *
matoi_context_draft_steps (MatoiContext *self, const MatoiIncident *incident)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_steps_draft_new (incident, NULL, self->settings, self->zone, get_language (self),
                                matoi_context_get_now (self));
}

/** matoi_context_new_steps_ticket: see the header. */
MatoiCommand *
matoi_context_new_steps_ticket (MatoiContext *self, const char *project)
{
  MatoiCommand *command;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  command = matoi_command_new ("pm-steps-ticket", matoi_context_get_identity (self));
  matoi_command_set (command, "project", project);
  return command;
}

/** matoi_context_dup_ticket_labels: see the header. */
GStrv
matoi_context_dup_ticket_labels (MatoiContext *self, const MatoiIncident *incident)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_ticket_dup_labels (incident, self->settings, "jira", self->zone);
}

/** matoi_context_dup_ticket_search: see the header. */
char *
matoi_context_dup_ticket_search (MatoiContext *self, const MatoiIncident *incident)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_ticket_dup_jql (incident, self->settings, "jira", self->zone);
}

/* What the rules of tickets read. Secrets are not among the settings. */
void
matoi_context_complete_ticket (MatoiContext *self, MatoiCommand *command)
{
  static const char *const names[] = { "base-url", "use",        "project", "type",
                                       "projects", "priorities", "labels",  "security" };
  const char *const *sites = matoi_ticket_list_sites ();
  JsonObject *settings;

  if (!g_str_equal (command->name, "action-ticket") &&
      !g_str_equal (command->name, "action-link") &&
      !g_str_equal (command->name, "pm-steps-ticket"))
    return;
  if (!json_object_has_member (command->args, "zone"))
    matoi_command_set (command, "zone", g_time_zone_get_identifier (self->zone));
  if (!json_object_has_member (command->args, "lang"))
    matoi_command_set (command, "lang", get_language (self));
  if (json_object_has_member (command->args, "settings"))
    return;
  settings = json_object_new ();
  for (guint i = 0; sites[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        g_autofree char *key = g_strconcat (sites[i], ".", names[k], NULL);
        const char *value = matoi_context_get_setting (self, key);

        if (value != NULL)
          json_object_set_string_member (settings, key, value);
      }
  json_object_set_object_member (command->args, "settings", settings);
}

/* --- DET-04 */

static MatoiCommand *
add (MatoiContext *self, GPtrArray *commands, const char *name, const char *source)
{
  MatoiCommand *command = matoi_command_new (name, matoi_context_get_identity (self));

  command->source = g_strdup (source);
  g_ptr_array_add (commands, command);
  return command;
}

/* Everything but the ticket is a record of a check that found nothing: nobody is told. */
static GPtrArray *
make_commands (MatoiContext *self, MatoiCommand *declare, const char *text, const char *team)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *first = add (self, commands, "declare", MATOI_SOURCE_TRIAGE), *command;
  g_autofree char *words = NULL;

  g_free (first->actor);
  first->actor = g_strdup (declare->actor);
  first->occurred_at = declare->occurred_at;
  json_object_unref (first->args);
  first->args = json_object_ref (declare->args);
  command = add (self, commands, "action-add", MATOI_SOURCE_TRIAGE);
  words = g_strjoin ("\n\n", matoi_json_get_string (declare->args, "title"), text, NULL);
  matoi_command_set (command, "text", words);
  matoi_command_set (command, "owner_team", team);
  command->occurred_at = declare->occurred_at;
  command = add (self, commands, "end", MATOI_SOURCE_TRIAGE);
  matoi_command_set (command, "outcome", "false-alarm");
  matoi_command_set (command, "override", _ ("It was no incident, as the first check showed."));
  command->occurred_at = declare->occurred_at;
  if (matoi_context_has_tickets (self))
    add (self, commands, "action-ticket", NULL);
  return commands;
}

/** matoi_context_file_ticket_async: see the header. */
void
matoi_context_file_ticket_async (MatoiContext *self,
                                 MatoiCommand *declare,
                                 const char *text,
                                 const char *team,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GPtrArray) commands = NULL;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  commands = make_commands (self, declare, text, team);
  matoi_context_submit_all_async (self, NULL, commands, cancellable, callback, user_data);
}

/** matoi_context_file_ticket: see the header. */
MatoiReceipt *
matoi_context_file_ticket (MatoiContext *self,
                           MatoiCommand *declare,
                           const char *text,
                           const char *team,
                           GError **error)
{
  g_autoptr (GPtrArray) commands = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  commands = make_commands (self, declare, text, team);
  return matoi_context_submit_all (self, NULL, commands, error);
}

/** matoi_context_is_ticket_only: see the header. */
gboolean
matoi_context_is_ticket_only (MatoiPolicy *policy, const char *severity)
{
  const MatoiSeverity *found =
    severity != NULL ? matoi_policy_match_severity (policy, severity) : NULL;

  return found != NULL && matoi_json_get_boolean (found->json, "ticket_only", FALSE);
}
