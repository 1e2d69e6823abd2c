/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"

/* Asking Slack who is who: whole lists, and single ids. */

/* A list is begun anew so often when its place was forgotten, or Slack asked for a pause. */
#define MAX_TRIES 5
#define MAX_PAGES 2000

typedef struct
{
  MatoiSlackBook *book;
  char *method, *member;
  GStrv args;
  char *cursor; /* (nullable) */
  guint n_pages, n_tries;
  MatoiSlackPageFunc page;
  MatoiSlackListFunc done;
  gpointer user_data;
} List;

static void
list_free (List *list)
{
  g_object_unref (list->book);
  g_free (list->method);
  g_free (list->member);
  g_strfreev (list->args);
  g_free (list->cursor);
  g_free (list);
}

static void read_page (List *list);

static void
take_items (List *list, JsonObject *json)
{
  JsonArray *items = matoi_json_get_array (json, list->member);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    if (matoi_json_array_get_object (items, i) != NULL)
      list->page (list->book, matoi_json_array_get_object (items, i));
}

/* A page may be short or empty in the middle: only the cursor says where the end is. */
static const char *
find_cursor (JsonObject *json)
{
  JsonObject *metadata = matoi_json_get_object (json, "response_metadata");
  const char *cursor = metadata != NULL ? matoi_json_get_string (metadata, "next_cursor") : NULL;

  return cursor != NULL && *cursor != '\0' ? cursor : NULL;
}

static gboolean
goes_on (List *list, MatoiSlackAnswer *answer)
{
  const char *next;

  if (answer->outcome == MATOI_SLACK_OK)
    {
      next = find_cursor (answer->json);
      take_items (list, answer->json);
      g_free (list->cursor);
      list->cursor = g_strdup (next);
      return next != NULL && ++list->n_pages < MAX_PAGES;
    }
  if (++list->n_tries >= MAX_TRIES)
    return FALSE;
  if (g_strcmp0 (answer->code, "invalid_cursor") == 0)
    {
      g_clear_pointer (&list->cursor, g_free);
      return TRUE;
    }
  /* The client waits as long as it was asked to. */
  return answer->outcome == MATOI_SLACK_WAIT;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  List *list = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  if (answer != NULL && goes_on (list, answer))
    {
      read_page (list);
      return;
    }
  list->done (list->book, answer != NULL && answer->outcome != MATOI_SLACK_OK ? answer : NULL,
              list->user_data);
  list_free (list);
}

static void
read_page (List *list)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();

  for (guint i = 0; list->args[i] != NULL; i++)
    g_ptr_array_add (args, list->args[i]);
  if (list->cursor != NULL)
    {
      g_ptr_array_add (args, (gpointer) "cursor");
      g_ptr_array_add (args, list->cursor);
    }
  g_ptr_array_add (args, NULL);
  matoi_slack_client_call_async (list->book->client, list->method,
                                 (const char *const *) args->pdata, list->book->cancellable,
                                 on_page, list);
}

/* Calls @page for each item and @done at the end. */
void
matoi_slack_book_read_list (MatoiSlackBook *self,
                            const char *method,
                            const char *member,
                            const char *const *args,
                            MatoiSlackPageFunc page,
                            MatoiSlackListFunc done,
                            gpointer user_data)
{
  List *list = g_new0 (List, 1);

  list->book = g_object_ref (self);
  list->method = g_strdup (method);
  list->member = g_strdup (member);
  list->args = g_strdupv ((GStrv) args);
  list->page = page;
  list->done = done;
  list->user_data = user_data;
  read_page (list);
}

/* --- everybody */

static void
take_group (MatoiSlackBook *self, JsonObject *group)
{
  if (matoi_slack_book_learn_group (self, group))
    matoi_slack_book_tell (self);
}

static void
read_groups (MatoiSlackBook *self, MatoiSlackListFunc done)
{
  static const char *const args[] = { NULL };

  self->groups_read_at = matoi_slack_book_get_clock ();
  matoi_slack_book_read_list (self, "usergroups.list", "usergroups", args, take_group, done, NULL);
}

static void
end_refresh (MatoiSlackBook *self, MatoiSlackAnswer *answer)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->refreshing);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (answer == NULL)
      g_task_return_boolean (g_ptr_array_index (tasks, i), TRUE);
    else
      g_task_return_new_error (g_ptr_array_index (tasks, i), MATOI_ERROR, MATOI_ERROR_SERVICE, "%s",
                               answer->text);
}

/* What may not be asked stays unknown; that is no failure. */
static gboolean
is_failure (const MatoiSlackAnswer *answer)
{
  return answer != NULL && answer->outcome != MATOI_SLACK_SCOPE;
}

static void
on_groups (MatoiSlackBook *self, MatoiSlackAnswer *answer, gpointer user_data)
{
  if (!is_failure (answer) && !self->unreadable)
    self->read_at = matoi_slack_book_get_clock ();
  end_refresh (self, is_failure (answer) ? answer : NULL);
}

static void
on_people (MatoiSlackBook *self, MatoiSlackAnswer *answer, gpointer user_data)
{
  /* The permission may come any time: whoever needs a name asks again. */
  self->unreadable = answer != NULL;
  if (is_failure (answer))
    end_refresh (self, answer);
  else
    read_groups (self, on_groups);
}

/** matoi_slack_book_refresh_async: see the header; several who ask at once are answered by one
 * reading. */
void
matoi_slack_book_refresh_async (MatoiSlackBook *self,
                                gboolean always,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const char *const args[] = { "limit", "200", NULL };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, matoi_slack_book_refresh_async);
  if (self->refreshing != NULL)
    {
      g_ptr_array_add (self->refreshing, g_steal_pointer (&task));
      return;
    }
  if (!always && self->read_at != G_MININT64 &&
      matoi_slack_book_get_clock () - self->read_at < self->fresh_ms)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->refreshing = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->refreshing, g_steal_pointer (&task));
  matoi_slack_book_read_list (self, "users.list", "members", args, matoi_slack_book_learn_person,
                              on_people, NULL);
}

/** matoi_slack_book_refresh_finish: FALSE with @error (MATOI_ERROR_SERVICE): what was known stays. */
gboolean
matoi_slack_book_refresh_finish (MatoiSlackBook *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- one by one */

static void
on_one (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackBook) self = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);
  JsonObject *user, *channel;

  if (answer == NULL || answer->outcome != MATOI_SLACK_OK)
    return;
  user = matoi_json_get_object (answer->json, "user");
  channel = matoi_json_get_object (answer->json, "channel");
  if (user != NULL)
    matoi_slack_book_learn_person (self, user);
  if (channel != NULL)
    matoi_slack_book_learn_channel (self, channel);
}

static void
ignore_end (MatoiSlackBook *self, MatoiSlackAnswer *answer, gpointer user_data)
{
}

/* Asks who @id is, unless that was done a short while ago. */
void
matoi_slack_book_ask (MatoiSlackBook *self, char kind, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%c%s", kind, kind == 'S' ? "" : id);
  const char *args[] = { kind == '#' ? "channel" : "user", id, NULL };

  if (self->client == NULL || *id == '\0' || !matoi_slack_book_may_ask (self, key))
    return;
  if (kind == 'S')
    read_groups (self, ignore_end);
  else
    matoi_slack_client_call_async (self->client, kind == '#' ? "conversations.info" : "users.info",
                                   args, self->cancellable, on_one, g_object_ref (self));
}
