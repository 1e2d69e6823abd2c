/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-copy.h"

/* A copy of a room before it goes (AFT-04): all that was said, with every thread. */

#define MAX_TRIES 5

typedef struct
{
  MatoiSlackCopy *copy;
  GHashTable *seen;    /* set of ts */
  GPtrArray *threads;  /* of char * ts, still to be read */
  gboolean in_threads; /* the history is whole */
  char *cursor;        /* (nullable) */
  guint n_tries;
  char *path; /* (nullable) once it is written */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  matoi_slack_copy_free (export->copy);
  g_hash_table_unref (export->seen);
  g_ptr_array_unref (export->threads);
  g_free (export->cursor);
  g_free (export->path);
  g_free (export);
}

static void read_on (MatoiSlackOp *op);

/* --- writing */

static gboolean
write_copy (MatoiStore *store, gpointer data, GError **error)
{
  Export *export = data;
  g_autofree char *beside = g_path_get_dirname (matoi_store_get_path (store));
  g_autofree char *folder = g_build_filename (beside, "slack-exports", NULL);

  export->path = matoi_slack_copy_write (export->copy, folder, error);
  return export->path != NULL;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackOp *op = user_data;
  g_autoptr (GError) error = NULL;
  Export *export = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  op->data = export;
  if (g_cancellable_is_cancelled (op->cancellable))
    matoi_slack_op_free (op);
  else if (export != NULL)
    matoi_slack_op_end (op, MATOI_OUTBOX_SENT, export->path);
  else
    matoi_slack_op_end (op, MATOI_OUTBOX_HOLD, error->message);
}

static void
write_out (MatoiSlackOp *op)
{
  gpointer export = g_steal_pointer (&op->data);

  matoi_desk_run_async (op->desk, write_copy, export, export_free, NULL, on_written, op);
}

/* --- reading */

/* Names of those who speak and are spoken of. */
static void
take_names (MatoiSlackOp *op, JsonObject *message)
{
  Export *export = op->data;
  const char *user = matoi_json_get_string (message, "user");
  const char *text = matoi_json_get_string (message, "text");
  const char *name = user != NULL ? matoi_slack_book_get_name ('@', user, op->book) : NULL;

  if (name != NULL)
    g_hash_table_insert (export->copy->names, g_strdup (user), g_strdup (name));
  for (const char *p = text != NULL ? strchr (text, '<') : NULL; p != NULL; p = strchr (p + 1, '<'))
    {
      gboolean is_group = g_str_has_prefix (p, "<!subteam^");
      const char *begin = is_group ? p + strlen ("<!subteam^") : p + 2;
      g_autofree char *id = NULL;

      if (!is_group && p[1] != '@' && p[1] != '#')
        continue;
      id = g_strndup (begin, strcspn (begin, "|>"));
      name = matoi_slack_book_get_name (is_group ? 'S' : p[1], id, op->book);
      if (name != NULL)
        g_hash_table_insert (export->copy->names, g_strdup (id), g_strdup (name));
    }
}

static void
take_message (MatoiSlackOp *op, JsonObject *message, gboolean in_thread)
{
  Export *export = op->data;
  const char *ts = matoi_json_get_string (message, "ts");

  if (ts == NULL || !g_hash_table_add (export->seen, g_strdup (ts)))
    return;
  g_ptr_array_add (export->copy->messages, json_object_ref (message));
  take_names (op, message);
  if (!in_thread && matoi_json_get_int (message, "reply_count", 0) > 0)
    g_ptr_array_add (export->threads, g_strdup (ts));
}

static void
on_read (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Export *export = op->data;
  gboolean in_thread = export->in_threads;
  JsonArray *messages;
  JsonObject *metadata;
  const char *next;

  if (g_strcmp0 (answer->code, "invalid_cursor") == 0 && ++export->n_tries < MAX_TRIES)
    {
      g_clear_pointer (&export->cursor, g_free);
      read_on (op);
      return;
    }
  /* A thread may have been deleted in the meantime. */
  if (answer->outcome != MATOI_SLACK_OK &&
      !(in_thread && g_strcmp0 (answer->code, "thread_not_found") == 0))
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  messages = matoi_json_get_array (answer->json, "messages");
  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    if (matoi_json_array_get_object (messages, i) != NULL)
      take_message (op, matoi_json_array_get_object (messages, i), in_thread);
  metadata = matoi_json_get_object (answer->json, "response_metadata");
  next = metadata != NULL ? matoi_json_get_string (metadata, "next_cursor") : NULL;
  g_free (export->cursor);
  export->cursor = next != NULL && *next != '\0' ? g_strdup (next) : NULL;
  if (export->cursor == NULL && in_thread)
    g_ptr_array_set_size (export->threads, (gint) export->threads->len - 1);
  export->in_threads = in_thread || export->cursor == NULL;
  if (export->cursor != NULL || export->threads->len > 0)
    read_on (op);
  else
    write_out (op);
}

/* The history first, then one thread after the other. */
static void
read_on (MatoiSlackOp *op)
{
  const Export *export = op->data;
  const char *args[12] = { "channel", op->channel, "limit", "200", "include_all_metadata", "true" };
  guint n = 6;

  if (export->in_threads)
    {
      args[n++] = "ts";
      args[n++] = g_ptr_array_index (export->threads, export->threads->len - 1);
    }
  if (export->cursor != NULL)
    {
      args[n++] = "cursor";
      args[n++] = export->cursor;
    }
  matoi_slack_op_call (op, export->in_threads ? "conversations.replies" : "conversations.history",
                       args, on_read);
}

/* A file of another name would be made for "..", which no channel is called. */
static void
set_name (MatoiSlackCopy *copy, const char *name)
{
  if (name == NULL || strchr (name, '/') != NULL || *name == '.' || *name == '\0')
    return;
  g_free (copy->name);
  copy->name = g_strdup (name);
}

static void
on_info (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Export *export = op->data;
  JsonObject *channel =
    answer->json != NULL ? matoi_json_get_object (answer->json, "channel") : NULL;

  if (answer->outcome == MATOI_SLACK_OK && channel != NULL)
    {
      export->copy->info = json_object_ref (channel);
      set_name (export->copy, matoi_json_get_string (channel, "name"));
    }
  else if (answer->outcome != MATOI_SLACK_SCOPE)
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  read_on (op);
}

/* A MatoiSlackOpStep. */
void
matoi_slack_op_export (MatoiSlackOp *op)
{
  Export *export = g_new0 (Export, 1);

  export->copy = matoi_slack_copy_new (op->channel, matoi_desk_get_zone (op->desk));
  set_name (export->copy, matoi_slack_book_get_name ('#', op->channel, op->book));
  export->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  export->threads = g_ptr_array_new_with_free_func (g_free);
  op->data = export;
  op->data_free = export_free;
  matoi_slack_op_call (op, "conversations.info", (const char *[]){ "channel", op->channel, NULL },
                       on_info);
}
