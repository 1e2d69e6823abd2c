/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-pagerduty-op.h"

/* Calls people (DEC-07, DEC-08): the primary and the backup at once, and who learns it. Whom
 * PagerDuty has called already because of this very errand is not called again: that is asked there
 * first, as no answer to a request says what a lost one has done. */

/* They tell whole seconds. */
#define ROUNDING 2000

static const char *
get (MatoiPagerdutyOp *op, const char *name)
{
  return matoi_json_get_string (op->errand->payload, name);
}

/* --- what is told of it */

static void
tell (MatoiPagerdutyOp *op, const char *person, const char *result, const char *text)
{
  MatoiCommand *command = matoi_command_new ("page-result", "PagerDuty");

  command->source = g_strdup ("pagerduty");
  matoi_command_set (command, "page", get (op, "page"));
  if (person != NULL)
    matoi_command_set (command, "person", person);
  matoi_command_set (command, "result", result);
  if (text != NULL)
    matoi_command_set (command, "text", text);
  if (op->incident != NULL && op->incident->url != NULL && strcmp (result, "notified") == 0)
    matoi_command_set (command, "url", op->incident->url);
  g_ptr_array_add (op->errand->commands, command);
}

/* Whether @person was called because of this errand, and not by an earlier one. */
static gboolean
is_called (MatoiPagerdutyOp *op, const MatoiPagerdutyPerson *person)
{
  const MatoiPagerdutyResponder *responder =
    op->incident != NULL ? matoi_pagerduty_incident_find (op->incident, person->id) : NULL;

  return responder != NULL &&
         (op->opened || responder->called_at == MATOI_TIME_NONE ||
          responder->called_at - op->skew >= op->errand->row->created_at - ROUNDING);
}

static guint
tell_called (MatoiPagerdutyOp *op)
{
  guint n = 0;

  for (guint i = 0; i < op->people->len; i++)
    {
      const MatoiPagerdutyPerson *person = g_ptr_array_index (op->people, i);

      if (!is_called (op, person))
        continue;
      tell (op, person->name, "notified", NULL);
      n++;
    }
  return n;
}

/* @answer says why those who were not called were not. */
static void
end_refused (MatoiPagerdutyOp *op, const MatoiPagerdutyAnswer *answer)
{
  gboolean over = answer->outcome != MATOI_PAGERDUTY_WAIT &&
                  answer->outcome != MATOI_PAGERDUTY_NOT_DONE &&
                  answer->outcome != MATOI_PAGERDUTY_UNKNOWN;
  /* Of an earlier page nobody counts as called by this one. */
  guint n_called = op->opened || op->errand->looking ? tell_called (op) : 0;

  for (guint i = 0; over && !op->errand->looking && i < op->people->len; i++)
    {
      const MatoiPagerdutyPerson *person = g_ptr_array_index (op->people, i);

      if (n_called == 0 || !is_called (op, person))
        tell (op, person->name, "failed", answer->text);
    }
  if (over && !op->errand->looking && op->people->len == 0)
    tell (op, NULL, "failed", answer->text);
  if (over && n_called > 0 && answer->outcome != MATOI_PAGERDUTY_AUTH)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, op->incident->id);
  else
    matoi_pagerduty_op_give_up (op, answer);
}

static void
end_failed (MatoiPagerdutyOp *op, const char *reason)
{
  g_autofree char *text = matoi_pagerduty_dup_reason_text (reason);

  tell (op, NULL, "failed", text);
  matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_FAIL, reason);
}

/* --- calling them */

static void
on_requested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);

  if (answer == NULL)
    return;
  if (answer->outcome != MATOI_PAGERDUTY_OK)
    {
      end_refused (op, answer);
      return;
    }
  for (guint i = 0; i < op->people->len; i++)
    tell (op, ((MatoiPagerdutyPerson *) g_ptr_array_index (op->people, i))->name, "notified", NULL);
  matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, op->incident->id);
}

/* Somebody who pages again on purpose wants the telephones to ring again; what goes on after it was
 * interrupted does not. */
static gboolean
goes_on (MatoiPagerdutyOp *op)
{
  return op->opened || op->sought || op->errand->row->attempts > 1 ||
         op->errand->row->confirmed_at != MATOI_TIME_NONE;
}

static void
request (MatoiPagerdutyOp *op)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < op->people->len; i++)
    {
      const MatoiPagerdutyPerson *person = g_ptr_array_index (op->people, i);

      if (!goes_on (op) || !is_called (op, person))
        g_ptr_array_add (ids, person->id);
    }
  if (ids->len == 0)
    {
      tell_called (op);
      matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, op->incident->id);
      return;
    }
  g_ptr_array_add (ids, NULL);
  matoi_pagerduty_request (op->client, op->incident->id, op->requester,
                           (const char *const *) ids->pdata, get (op, "text"), op->cancellable,
                           on_requested, op);
}

/* --- opening the incident */

static void
on_sought (MatoiPagerdutyOp *op)
{
  if (op->incident != NULL)
    request (op);
  else
    end_failed (op, MATOI_PAGERDUTY_NO_INCIDENT);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_PAGERDUTY_OK)
    op->incident = matoi_pagerduty_incident_new (matoi_pagerduty_answer_get (answer, "incident"));
  if (op->incident != NULL)
    {
      op->opened = TRUE;
      request (op);
    }
  else if (answer->outcome == MATOI_PAGERDUTY_OK)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_UNSURE, "no_answer");
  /* It was opened after we looked: by an earlier try of ours. */
  else if (answer->outcome == MATOI_PAGERDUTY_CONTENT && answer->said != NULL &&
           strstr (answer->said, "already exists") != NULL)
    {
      op->sought = TRUE;
      matoi_pagerduty_op_find (op, on_sought);
    }
  else
    end_refused (op, answer);
}

static void
create (MatoiPagerdutyOp *op)
{
  const char *person = get (op, "person");
  const MatoiPagerdutyPerson *first = g_ptr_array_index (op->people, 0);
  const char *assignees[] = { first->id, NULL };
  const MatoiPagerdutyDraft draft = {
    .title = get (op, "title"),
    .service = get (op, "service"),
    .key = get (op, "key"),
    .details = get (op, "text"),
    .policy = get (op, "policy"),
    .assignees = person != NULL ? assignees : NULL,
  };

  if (draft.service == NULL)
    end_failed (op, MATOI_PAGERDUTY_NO_SERVICE);
  else
    matoi_pagerduty_create (op->client, &draft, op->cancellable, on_created, op);
}

/* --- who asks, and who is to be called */

static void
on_requester (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);
  JsonArray *users;

  if (answer == NULL)
    return;
  users = matoi_pagerduty_answer_get_list (answer, "users");
  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    {
      JsonObject *user = matoi_json_array_get_object (users, i);
      const char *mail = user != NULL ? matoi_json_get_string (user, "email") : NULL;

      if (mail != NULL &&
          g_ascii_strcasecmp (mail, matoi_pagerduty_client_get_from (op->client)) == 0)
        op->requester = g_strdup (matoi_json_get_string (user, "id"));
    }
  if (answer->outcome == MATOI_PAGERDUTY_OK && op->requester == NULL)
    end_failed (op, "sender/1008/");
  else if (answer->outcome != MATOI_PAGERDUTY_OK)
    end_refused (op, answer);
  else if (op->incident != NULL)
    request (op);
  else
    create (op);
}

static void
ask_requester (MatoiPagerdutyOp *op)
{
  const char *query[] = { "query", matoi_pagerduty_client_get_from (op->client), "limit", "100",
                          NULL };
  const MatoiRestCall call = { .method = "GET", .path = "users", .query = query };

  matoi_pagerduty_client_call_async (op->client, &call, op->cancellable, on_requester, op);
}

/* After a lost answer: who was called? */
static void
compare (MatoiPagerdutyOp *op)
{
  guint n_called = tell_called (op);

  if (n_called > 0 && n_called == op->people->len)
    {
      matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, op->incident->id);
      return;
    }
  op->errand->absent = TRUE;
  matoi_pagerduty_op_end (op);
}

static void
on_people (MatoiPagerdutyOp *op)
{
  if (op->errand->looking)
    compare (op);
  else if (op->people->len == 0)
    end_failed (op, MATOI_PAGERDUTY_NOBODY);
  else
    ask_requester (op);
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  GError *error = NULL;
  g_autoptr (MatoiPagerdutyList) list = matoi_pagerduty_list_finish (result, &error);

  if (list == NULL)
    {
      matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_UNSURE, error->message);
      g_error_free (error);
      return;
    }
  if (list->answer->outcome != MATOI_PAGERDUTY_OK)
    {
      end_refused (op, list->answer);
      return;
    }
  if (get (op, "person") != NULL)
    matoi_pagerduty_op_take_user (op, list->items);
  else
    matoi_pagerduty_op_take_oncalls (op, list->items);
  on_people (op);
}

void
matoi_pagerduty_op_page (MatoiPagerdutyOp *op)
{
  const char *policy = get (op, "policy"), *person = get (op, "person");
  const char *trainees = get (op, "trainees");
  const char *users[] = { "query", person, NULL };
  const char *oncalls[] = { "escalation_policy_ids[]", policy, "escalation_policy_ids[]",
                            trainees != NULL ? trainees : policy, NULL };

  if (person == NULL && policy == NULL)
    end_failed (op, MATOI_PAGERDUTY_NOBODY);
  else
    matoi_pagerduty_list_async (op->client, person != NULL ? "users" : "oncalls",
                                person != NULL ? users : oncalls, op->cancellable, on_list, op);
}
