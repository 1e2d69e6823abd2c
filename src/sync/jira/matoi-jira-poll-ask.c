/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-poll-private.h"

/* Hundred by hundred: the loop and the disk have time for others in between. */

#define PART 100

/* --- what is different is recorded */

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraPoll) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_desk_submit_finish (MATOI_DESK (source), result, &error);

  g_clear_pointer (&receipt, matoi_receipt_free);
  /* It is still different next time. */
  if (error != NULL)
    g_message ("how tickets stand cannot be recorded now: %s", error->message);
  if (!matoi_jira_poll_is_over (self))
    matoi_jira_poll_next_part (self);
}

static void
record (MatoiJiraPoll *self)
{
  g_autoptr (GPtrArray) commands = NULL;
  MatoiJiraNews *news = g_ptr_array_index (self->news, 0);
  MatoiId incident = news->incident;

  commands = g_ptr_array_ref (news->commands);
  g_ptr_array_remove_index (self->news, 0);
  matoi_desk_submit_async (self->desk, &incident, commands, NULL, on_recorded, g_object_ref (self));
}

/* --- asking */

/* FALSE: that was all for this time. */
static gboolean
check (MatoiJiraPoll *self, MatoiJiraList *list)
{
  if (list == NULL || matoi_jira_poll_is_over (self))
    return FALSE;
  if (list->answer->outcome == MATOI_JIRA_OK)
    return TRUE;
  matoi_jira_poll_tell (self, list->answer);
  return FALSE;
}

static void
part_done (MatoiJiraPoll *self)
{
  self->at += self->n_part;
  self->n_part = 0;
  matoi_jira_poll_next_part (self);
}

/* Of a list with gaps nobody can say what is gone. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraPoll) self = user_data;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();

  if (!check (self, list))
    return;
  matoi_jira_poll_compare (self, list->items, list->whole ? NULL : ignored);
  part_done (self);
}

/* A single one that was asked for by its key: it may have another one now. */
typedef struct
{
  MatoiJiraPoll *self;
  GPtrArray *issues; /* of MatoiJiraIssue: found so far */
  GPtrArray *names;  /* of char * */
  guint at;
} Rest;

static void read_rest (Rest *rest);

static void
rest_free (Rest *rest)
{
  g_object_unref (rest->self);
  g_ptr_array_unref (rest->issues);
  g_ptr_array_unref (rest->names);
  g_free (rest);
}

static void
on_rest (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Rest *rest = user_data;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);
  gboolean gone = list != NULL && list->answer->outcome == MATOI_JIRA_PLACE &&
                  list->answer->status == 404 && list->answer->json != NULL;

  if (!gone && !check (rest->self, list))
    {
      rest_free (rest);
      return;
    }
  while (!gone && list->items->len > 0)
    g_ptr_array_add (rest->issues, g_ptr_array_steal_index (list->items, 0));
  rest->at++;
  read_rest (rest);
}

static void
read_rest (Rest *rest)
{
  MatoiJiraPoll *self = rest->self;

  if (matoi_jira_poll_is_over (self))
    rest_free (rest);
  else if (rest->at < rest->names->len)
    matoi_jira_read (self->client, g_ptr_array_index (rest->names, rest->at), self->cancellable,
                     on_rest, rest);
  else
    {
      matoi_jira_poll_compare (self, rest->issues, NULL);
      part_done (self);
      rest_free (rest);
    }
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraPoll) self = user_data;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  Rest *rest;

  if (!check (self, list))
    return;
  matoi_jira_poll_compare (self, list->items, missing);
  if (missing->len == 0)
    {
      part_done (self);
      return;
    }
  /* Those that were found are compared with the others, once. */
  g_ptr_array_set_size (self->news, 0);
  rest = g_new0 (Rest, 1);
  rest->self = g_object_ref (self);
  rest->issues = g_ptr_array_ref (list->items);
  rest->names = g_steal_pointer (&missing);
  read_rest (rest);
}

static void
ask (MatoiJiraPoll *self)
{
  gboolean cloud = matoi_jira_client_get_flavour (self->client) == MATOI_JIRA_CLOUD, known = TRUE;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  self->n_part = MIN (PART, self->rows->len - self->at);
  for (guint i = self->at; i < self->at + self->n_part; i++)
    {
      const MatoiTicketRow *row = g_ptr_array_index (self->rows, i);

      known = known && row->remote_id != NULL;
      g_ptr_array_add (names, row->remote_id != NULL ? row->remote_id : row->key);
    }
  g_ptr_array_add (names, NULL);
  if (cloud)
    matoi_jira_read_many (self->client, (const char *const *) names->pdata, self->cancellable,
                          known ? on_read : on_searched, g_object_ref (self));
  else
    matoi_jira_search_many (self->client, (const char *const *) names->pdata, self->cancellable,
                            on_searched, g_object_ref (self));
}

void
matoi_jira_poll_next_part (MatoiJiraPoll *self)
{
  if (self->news->len > 0)
    record (self);
  else if (self->at < self->rows->len)
    ask (self);
  else
    matoi_jira_poll_tell (self, NULL);
}
