/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-book-private.h"

/* Who is called into a room: names, groups and ids. Those who are not known do not keep the others
 * out; they stand in the outbox. */

#define AT_ONCE 100

typedef struct
{
  GPtrArray *groups;  /* of char *, whose members are still to be asked for */
  GPtrArray *people;  /* of char * ids, each once */
  GPtrArray *unknown; /* of char * */
  guint next;         /* of @people */
} Invitation;

static void
invitation_free (gpointer data)
{
  Invitation *invitation = data;

  g_ptr_array_unref (invitation->groups);
  g_ptr_array_unref (invitation->people);
  g_ptr_array_unref (invitation->unknown);
  g_free (invitation);
}

static void invite_next (MatoiSlackOp *op);
static void ask_group (MatoiSlackOp *op);

static void
add_once (GPtrArray *list, const char *text)
{
  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (text));
}

/* "not found: A, B" (transfer full) (nullable) */
static char *
dup_remark (const Invitation *invitation)
{
  g_autoptr (GString) text = g_string_new ("users_not_found: ");

  if (invitation->unknown->len == 0)
    return NULL;
  for (guint i = 0; i < invitation->unknown->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (invitation->unknown, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
finish (MatoiSlackOp *op)
{
  const Invitation *invitation = op->data;
  g_autofree char *remark = dup_remark (invitation);

  if (invitation->people->len == 0 && remark != NULL)
    matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, remark);
  else
    matoi_slack_op_end (op, MATOI_OUTBOX_SENT, remark);
}

/* With "force", those who cannot come do not keep the others out; but they are told. */
static void
take_errors (MatoiSlackOp *op, JsonObject *json)
{
  Invitation *invitation = op->data;
  JsonArray *errors = matoi_json_get_array (json, "errors");

  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      JsonObject *error = matoi_json_array_get_object (errors, i);
      const char *code = error != NULL ? matoi_json_get_string (error, "error") : NULL;
      const char *user = error != NULL ? matoi_json_get_string (error, "user") : NULL;
      const char *name;

      if (code == NULL || user == NULL || matoi_slack_outcome_of_code (code) == MATOI_SLACK_DONE)
        continue;
      name = matoi_slack_book_get_name ('@', user, op->book);
      add_once (invitation->unknown, name != NULL ? name : user);
    }
}

static void
on_invited (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Invitation *invitation = op->data;

  if (!matoi_slack_is_done (answer) &&
      !(answer->json != NULL && matoi_json_get_array (answer->json, "errors") != NULL))
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  if (answer->json != NULL)
    take_errors (op, answer->json);
  invitation->next += AT_ONCE;
  invite_next (op);
}

static void
invite_next (MatoiSlackOp *op)
{
  const Invitation *invitation = op->data;
  g_autoptr (GString) users = g_string_new (NULL);

  for (guint i = invitation->next; i < invitation->people->len && i < invitation->next + AT_ONCE;
       i++)
    g_string_append_printf (users, "%s%s", users->len > 0 ? "," : "",
                            (char *) g_ptr_array_index (invitation->people, i));
  if (users->len == 0)
    finish (op);
  else
    matoi_slack_op_call (op, "conversations.invite",
                         (const char *[]){ "channel", op->channel, "users", users->str, "force",
                                           "true", NULL },
                         on_invited);
}

/* --- who that is */

static void
on_group (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Invitation *invitation = op->data;
  const char *group = g_ptr_array_index (invitation->groups, invitation->groups->len - 1);
  JsonArray *users;

  if (answer->outcome == MATOI_SLACK_AUTH || answer->outcome == MATOI_SLACK_WAIT ||
      answer->outcome == MATOI_SLACK_NOT_DONE || g_strcmp0 (answer->code, "no_answer") == 0)
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  users = answer->json != NULL ? matoi_json_get_array (answer->json, "users") : NULL;
  if (answer->outcome != MATOI_SLACK_OK)
    {
      const char *name = matoi_slack_book_get_name ('S', group, op->book);

      add_once (invitation->unknown, name != NULL ? name : group);
    }
  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    if (matoi_json_array_get_string (users, i) != NULL)
      add_once (invitation->people, matoi_json_array_get_string (users, i));
  g_ptr_array_set_size (invitation->groups, (gint) invitation->groups->len - 1);
  ask_group (op);
}

static void
ask_group (MatoiSlackOp *op)
{
  const Invitation *invitation = op->data;

  if (invitation->groups->len == 0)
    invite_next (op);
  else
    matoi_slack_op_call (
      op, "usergroups.users.list",
      (const char *[]){ "usergroup",
                        g_ptr_array_index (invitation->groups, invitation->groups->len - 1), NULL },
      on_group);
}

static void
resolve (MatoiSlackOp *op, const char *name)
{
  Invitation *invitation = op->data;
  const char *person = matoi_slack_book_find_person (op->book, name);
  const char *group;

  if (person != NULL || matoi_slack_book_is_id (name, "UW"))
    add_once (invitation->people, person != NULL ? person : name);
  else if ((group = matoi_slack_book_find_group (op->book, name)) != NULL)
    add_once (invitation->groups, group);
  else if (matoi_slack_book_is_id (name, "S"))
    add_once (invitation->groups, name);
  else
    add_once (invitation->unknown, name);
}

static void
resolve_all (MatoiSlackOp *op)
{
  JsonArray *who = matoi_json_get_array (op->payload, "who");

  for (guint i = 0; who != NULL && i < json_array_get_length (who); i++)
    if (matoi_json_array_get_string (who, i) != NULL)
      resolve (op, matoi_json_array_get_string (who, i));
  ask_group (op);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackOp *op = user_data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (op->cancellable))
    matoi_slack_op_free (op);
  else if (matoi_slack_book_refresh_finish (MATOI_SLACK_BOOK (source), result, &error))
    resolve_all (op);
  else
    matoi_slack_op_ask_why (op);
}

/* A MatoiSlackOpStep. */
void
matoi_slack_op_invite (MatoiSlackOp *op)
{
  Invitation *invitation = g_new0 (Invitation, 1);

  invitation->groups = g_ptr_array_new_with_free_func (g_free);
  invitation->people = g_ptr_array_new_with_free_func (g_free);
  invitation->unknown = g_ptr_array_new_with_free_func (g_free);
  op->data = invitation;
  op->data_free = invitation_free;
  matoi_slack_book_refresh_async (op->book, FALSE, op->cancellable, on_refreshed, op);
}
