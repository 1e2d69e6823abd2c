/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-op.h"

#include <string.h>

#include "matoi-json.h"

/* --- the end */

static void
op_free (MatoiPagerdutyOp *op)
{
  g_object_unref (op->client);
  g_object_unref (op->desk);
  g_clear_object (&op->cancellable);
  g_object_unref (op->task);
  g_clear_pointer (&op->incident, matoi_pagerduty_incident_free);
  g_ptr_array_unref (op->people);
  g_free (op->requester);
  g_free (op);
}

void
matoi_pagerduty_op_end (MatoiPagerdutyOp *op)
{
  g_task_return_boolean (op->task, TRUE);
  op_free (op);
}

void
matoi_pagerduty_op_end_with (MatoiPagerdutyOp *op, MatoiOutboxOutcome outcome, const char *detail)
{
  op->errand->outcome = outcome;
  g_free (op->errand->detail);
  op->errand->detail = g_strdup (detail);
  matoi_pagerduty_op_end (op);
}

void
matoi_pagerduty_op_give_up (MatoiPagerdutyOp *op, const MatoiPagerdutyAnswer *answer)
{
  g_autofree char *reason =
    answer->unreached ? g_strdup ("no_answer") : matoi_pagerduty_answer_dup_reason (answer);
  MatoiOutboxOutcome outcome = MATOI_OUTBOX_FAIL;

  op->errand->retry_after = answer->retry_after;
  op->errand->unreached = answer->unreached;
  if (answer->outcome == MATOI_PAGERDUTY_AUTH)
    op->errand->dead = g_strdup (answer->text);
  if (answer->outcome == MATOI_PAGERDUTY_AUTH || answer->outcome == MATOI_PAGERDUTY_WAIT ||
      answer->outcome == MATOI_PAGERDUTY_NOT_DONE)
    outcome = MATOI_OUTBOX_AGAIN;
  /* While it is looked for, not to have found out is not to know. */
  if (answer->outcome == MATOI_PAGERDUTY_UNKNOWN || op->errand->looking)
    outcome = MATOI_OUTBOX_UNSURE;
  matoi_pagerduty_op_end_with (op, outcome, reason);
}

MatoiPagerdutyAnswer *
matoi_pagerduty_op_finish_call (MatoiPagerdutyOp *op, GObject *source, GAsyncResult *result)
{
  GError *error = NULL;
  MatoiPagerdutyAnswer *answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, &error);

  if (answer != NULL && answer->server_time != MATOI_TIME_NONE)
    op->skew = answer->server_time - matoi_desk_get_now (op->desk);
  if (answer != NULL)
    return answer;
  g_task_return_error (op->task, error);
  op_free (op);
  return NULL;
}

/* --- which incident */

static void look_at_next (MatoiPagerdutyOp *op);

static gboolean
take_incident (MatoiPagerdutyOp *op, JsonObject *object)
{
  g_autoptr (MatoiPagerdutyIncident) incident = matoi_pagerduty_incident_new (object);

  if (incident == NULL || !matoi_pagerduty_incident_is_open (incident))
    return FALSE;
  op->incident = g_steal_pointer (&incident);
  return TRUE;
}

static void
on_key (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);
  JsonArray *found;

  if (answer == NULL)
    return;
  if (answer->outcome != MATOI_PAGERDUTY_OK)
    {
      matoi_pagerduty_op_give_up (op, answer);
      return;
    }
  found = matoi_pagerduty_answer_get_list (answer, "incidents");
  for (guint i = 0; found != NULL && i < json_array_get_length (found); i++)
    {
      JsonObject *one = matoi_json_array_get_object (found, i);

      if (g_strcmp0 (matoi_json_get_string (one, "incident_key"),
                     matoi_json_get_string (op->errand->payload, "key")) == 0 &&
          take_incident (op, one))
        break;
    }
  op->found (op);
}

/* One that is not there any more, or was merged or resolved, is not the one. */
static void
on_linked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);

  if (answer == NULL)
    return;
  if (answer->outcome != MATOI_PAGERDUTY_OK && answer->outcome != MATOI_PAGERDUTY_PLACE)
    matoi_pagerduty_op_give_up (op, answer);
  else if (answer->outcome == MATOI_PAGERDUTY_OK &&
           take_incident (op, matoi_pagerduty_answer_get (answer, "incident")))
    op->found (op);
  else
    look_at_next (op);
}

static void
look_at_next (MatoiPagerdutyOp *op)
{
  JsonArray *linked = matoi_json_get_array (op->errand->payload, "linked");
  const char *key = matoi_json_get_string (op->errand->payload, "key");

  if (linked != NULL && op->n_linked < json_array_get_length (linked))
    {
      const char *id = matoi_json_array_get_string (linked, op->n_linked++);

      matoi_pagerduty_get_incident (op->client, id != NULL ? id : "", op->cancellable, on_linked,
                                    op);
    }
  else
    {
      matoi_pagerduty_find_incident (op->client, key, op->cancellable, on_key, op);
    }
}

void
matoi_pagerduty_op_find (MatoiPagerdutyOp *op, MatoiPagerdutyStep found)
{
  op->found = found;
  op->n_linked = 0;
  g_clear_pointer (&op->incident, matoi_pagerduty_incident_free);
  look_at_next (op);
}

/* --- those who are told, and the end */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiPagerdutyOp *op = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer = matoi_pagerduty_op_finish_call (op, source, result);

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_PAGERDUTY_OK)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, op->incident->id);
  else
    matoi_pagerduty_op_give_up (op, answer);
}

/* To subscribe somebody again changes nothing, so a lost answer is simply asked for again. */
static void
subscribe (MatoiPagerdutyOp *op)
{
  JsonArray *subscribers = matoi_json_get_array (op->errand->payload, "subscribers");

  if (op->incident == NULL || subscribers == NULL)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_FAIL, MATOI_PAGERDUTY_NO_INCIDENT);
  else
    matoi_pagerduty_subscribe (op->client, op->incident->id, subscribers, op->cancellable, on_done,
                               op);
}

/* What was told cannot be looked up there. */
static void
post_status (MatoiPagerdutyOp *op)
{
  const char *text = matoi_json_get_string (op->errand->payload, "text");

  if (op->errand->looking)
    {
      op->errand->absent = TRUE;
      matoi_pagerduty_op_end (op);
    }
  else if (op->incident == NULL || text == NULL)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_FAIL, MATOI_PAGERDUTY_NO_INCIDENT);
  else
    matoi_pagerduty_post_status (op->client, op->incident->id, text, op->cancellable, on_done, op);
}

/* Somebody there may have been faster. */
static void
resolve (MatoiPagerdutyOp *op)
{
  if (op->incident == NULL)
    matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_SENT, NULL);
  else
    matoi_pagerduty_set_status (op->client, op->incident->id, "resolved", op->cancellable, on_done,
                                op);
}

/* --- from outside */

/** matoi_pagerduty_op_run_async: carries out the first of @errands. */
void
matoi_pagerduty_op_run_async (gpointer user,
                              GPtrArray *errands,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const struct
  {
    const char *op;
    MatoiPagerdutyStep step;
  } steps[] = {
    { "page.send", matoi_pagerduty_op_page },
    { "stakeholders.add", subscribe },
    { "status.post", post_status },
    { "incident.resolve", resolve },
  };
  const MatoiPagerdutyTools *tools = user;
  MatoiPagerdutyOp *op = g_new0 (MatoiPagerdutyOp, 1);

  op->client = g_object_ref (tools->client);
  op->desk = g_object_ref (tools->desk);
  op->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  op->task = g_task_new (tools->client, cancellable, callback, user_data);
  g_task_set_check_cancellable (op->task, FALSE);
  op->errand = g_ptr_array_index (errands, 0);
  op->people = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_pagerduty_person_free);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].op, op->errand->row->op) == 0 &&
        matoi_json_get_string (op->errand->payload, "key") != NULL)
      {
        matoi_pagerduty_op_find (op, steps[i].step);
        return;
      }
  /* Of a newer Matoi, or erased. */
  matoi_pagerduty_op_end_with (op, MATOI_OUTBOX_FAIL, "unknown_op");
}

/** matoi_pagerduty_op_run_finish: FALSE with @error: it was given up. */
gboolean
matoi_pagerduty_op_run_finish (gpointer tools, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
