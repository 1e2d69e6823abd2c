/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-book-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"

/* The place behind "#name" or "@Name". */

typedef struct
{
  char *room;
  char *person;             /* (nullable) its id */
  MatoiSlackAnswer *answer; /* (nullable) what Slack said, if that is why there is none */
} Search;

static void
search_free (Search *search)
{
  g_free (search->room);
  g_free (search->person);
  g_clear_pointer (&search->answer, matoi_slack_answer_free);
  g_free (search);
}

static void
fail (GTask *task, const MatoiSlackAnswer *answer)
{
  Search *search = g_task_get_task_data (task);

  search->answer = matoi_slack_answer_copy (answer);
  g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_SERVICE, "%s", answer->text);
}

static void
fail_unknown (GTask *task)
{
  const Search *search = g_task_get_task_data (task);

  g_task_return_new_error (
    task, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
    /* Translators: %s is "#name" of a channel or "@Name" of a person. */
    _ ("Slack has nothing called “%s” that Matoi may see. Nothing was sent; look up the name, or "
       "invite Matoi there."),
       search->room);
}

/* --- a person */

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackBook *self = g_task_get_source_object (task);
  const Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, &error);
  JsonObject *channel;
  const char *id;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Whoever may not open a conversation may still write to the person. */
  if (answer->outcome == MATOI_SLACK_SCOPE)
    {
      g_task_return_pointer (task, g_strdup (search->person), g_free);
      return;
    }
  channel = answer->json != NULL ? matoi_json_get_object (answer->json, "channel") : NULL;
  id = channel != NULL ? matoi_json_get_string (channel, "id") : NULL;
  if (answer->outcome != MATOI_SLACK_OK || id == NULL)
    {
      fail (task, answer);
      return;
    }
  g_hash_table_insert (self->conversations, g_strdup (search->person), g_strdup (id));
  g_task_return_pointer (task, g_strdup (id), g_free);
}

/* FALSE: nobody of that name is known. Takes @task if TRUE. */
static gboolean
open_conversation (GTask *task)
{
  MatoiSlackBook *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  const char *person = matoi_slack_book_find_person (self, search->room + 1);
  const char *known;

  if (person == NULL && matoi_slack_book_is_id (search->room + 1, "UW"))
    person = search->room + 1;
  if (person == NULL)
    return FALSE;
  known = g_hash_table_lookup (self->conversations, person);
  if (known != NULL)
    {
      g_task_return_pointer (task, g_strdup (known), g_free);
      g_object_unref (task);
      return TRUE;
    }
  search->person = g_strdup (person);
  matoi_slack_client_call_async (self->client, "conversations.open",
                                 (const char *[]){ "users", person, NULL },
                                 g_task_get_cancellable (task), on_opened, task);
  return TRUE;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  if (matoi_slack_book_refresh_finish (MATOI_SLACK_BOOK (source), result, &error) &&
      open_conversation (task))
    return;
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    fail_unknown (task);
  g_object_unref (task);
}

/* --- a channel */

static const char *
get_wanted (GTask *task)
{
  const Search *search = g_task_get_task_data (task);

  return search->room + (*search->room == '#');
}

static void
end_listing (MatoiSlackBook *self, MatoiSlackAnswer *answer)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->listing);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);
      const char *id = matoi_slack_book_find_channel (self, get_wanted (task));

      if (id != NULL)
        g_task_return_pointer (task, g_strdup (id), g_free);
      else if (answer != NULL)
        fail (task, answer);
      else
        fail_unknown (task);
    }
}

static const char *const kinds[] = { "public_channel,private_channel", "public_channel",
                                     "private_channel" };

static void list_channels (MatoiSlackBook *self, guint kind);

/* Without the permission for one kind of channel the other may still be read. */
static void
on_listed (MatoiSlackBook *self, MatoiSlackAnswer *answer, gpointer user_data)
{
  guint kind = GPOINTER_TO_UINT (user_data);

  if (answer != NULL && answer->outcome == MATOI_SLACK_SCOPE && kind + 1 < G_N_ELEMENTS (kinds))
    list_channels (self, kind + 1);
  else
    end_listing (self, answer);
}

static void
list_channels (MatoiSlackBook *self, guint kind)
{
  const char *args[] = { "types", kinds[kind], "exclude_archived", "true", "limit", "200", NULL };

  matoi_slack_book_read_list (self, "conversations.list", "channels", args,
                              matoi_slack_book_learn_channel, on_listed, GUINT_TO_POINTER (kind));
}

/** matoi_slack_book_find_room_async: see the header. */
void
matoi_slack_book_find_room_async (MatoiSlackBook *self,
                                  const char *room,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;
  const char *known;

  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));
  g_return_if_fail (room != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  search->room = g_strdup (room);
  g_task_set_source_tag (task, matoi_slack_book_find_room_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  if (*room == '@')
    {
      GTask *own = g_object_ref (task);

      if (!open_conversation (own))
        /* Somebody may have joined since the list was read. */
        matoi_slack_book_refresh_async (self, matoi_slack_book_may_ask (self, "everybody"),
                                        cancellable, on_refreshed, own);
      return;
    }
  known = matoi_slack_book_is_id (room, "CGD")
            ? room
            : matoi_slack_book_find_channel (self, get_wanted (task));
  if (known != NULL)
    g_task_return_pointer (task, g_strdup (known), g_free);
  else if (self->listing != NULL)
    g_ptr_array_add (self->listing, g_steal_pointer (&task));
  else
    {
      self->listing = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (self->listing, g_steal_pointer (&task));
      list_channels (self, 0);
    }
}

/** matoi_slack_book_find_room_finish: see the header. */
char *
matoi_slack_book_find_room_finish (MatoiSlackBook *self,
                                   GAsyncResult *result,
                                   MatoiSlackAnswer **answer,
                                   GError **error)
{
  Search *search;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  search = g_task_get_task_data (G_TASK (result));
  if (answer != NULL)
    *answer = g_steal_pointer (&search->answer);
  return g_task_propagate_pointer (G_TASK (result), error);
}
