/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-slack-inbox-private.h"
#include "matoi-time.h"

/* Pictures of messages that were taken: the service forgets them some day, the record does not.
 * One after the other, and nothing waits for them. */

#define MAX_RAW   (4 * 1024 * 1024)
#define MAX_DEPTH 64
#define MAX_FILE  (10 * 1024 * 1024)

static MatoiSlackPictureFunc make_command;

/** matoi_slack_inbox_set_picture_func: see the header. */
void
matoi_slack_inbox_set_picture_func (MatoiSlackPictureFunc func)
{
  make_command = func;
}

void
matoi_slack_picture_free (MatoiSlackPicture *picture)
{
  g_free (picture->url);
  g_free (picture->external_id);
  g_free (picture->actor);
  g_free (picture);
}

/* --- finding, in the store's thread */

static gboolean
has_room (MatoiStore *store, const MatoiRoomRow *room, gboolean *has, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_store_load (store, &room->incident, error);

  *has = incident != NULL && incident->postmortem != NULL;
  return incident != NULL;
}

static gboolean
add_file (MatoiStore *store,
          const MatoiRoomRow *room,
          const MatoiRoomMessage *message,
          JsonObject *file,
          GPtrArray *pictures,
          GError **error)
{
  const char *type = matoi_json_get_string (file, "mimetype");
  const char *url = matoi_json_get_string (file, "url_private");
  const char *id = matoi_json_get_string (file, "id");
  g_autofree char *external_id = NULL;
  MatoiSlackPicture *picture;
  gboolean known;
  MatoiId incident;

  if (id == NULL || url == NULL || type == NULL || !g_str_has_prefix (type, "image/") ||
      matoi_json_get_int (file, "size", 0) > MAX_FILE)
    return TRUE;
  external_id = g_strdup_printf ("%s:%s:%s", message->channel, message->ts, id);
  if (!matoi_store_find_external (store, "slack", external_id, &incident, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  picture = g_new0 (MatoiSlackPicture, 1);
  picture->incident = room->incident;
  picture->url = g_strdup (url);
  picture->external_id = g_steal_pointer (&external_id);
  picture->actor = g_strdup (message->author);
  picture->at = message->at;
  g_ptr_array_add (pictures, picture);
  return TRUE;
}

/** matoi_slack_pictures_find: adds those of @message that are not kept yet to @pictures; none as
 * long as the incident has no postmortem, which is where pictures are kept. */
gboolean
matoi_slack_pictures_find (MatoiStore *store,
                           const MatoiRoomRow *room,
                           const MatoiRoomMessage *message,
                           GPtrArray *pictures,
                           GError **error)
{
  g_autoptr (JsonNode) node = matoi_json_parse (message->raw, -1, MAX_RAW, MAX_DEPTH, NULL);
  JsonArray *files = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                       ? matoi_json_get_array (json_node_get_object (node), "files")
                       : NULL;
  gboolean has;

  if (files == NULL || json_array_get_length (files) == 0)
    return TRUE;
  if (!has_room (store, room, &has, error))
    return FALSE;
  for (guint i = 0; has && i < json_array_get_length (files); i++)
    {
      JsonObject *file = matoi_json_array_get_object (files, i);

      if (file != NULL && !add_file (store, room, message, file, pictures, error))
        return FALSE;
    }
  return TRUE;
}

/* --- fetching, in the main context */

static void fetch_next (MatoiSlackInbox *self);

/* Whatever became of the last one. Takes @self. */
static void
go_on (MatoiSlackInbox *self)
{
  g_autoptr (MatoiSlackInbox) owned = self;

  self->fetching = FALSE;
  fetch_next (self);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt = matoi_desk_submit_finish (MATOI_DESK (source), result, &error);

  if (receipt == NULL)
    g_debug ("a picture was not kept: %s", error->message);
  go_on (user_data);
}

typedef struct
{
  MatoiSlackPicture *picture;
  GBytes *file;
} Making;

static void
making_free (Making *making)
{
  matoi_slack_picture_free (making->picture);
  g_bytes_unref (making->file);
  g_free (making);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Making *making = data;
  GError *error = NULL;
  MatoiCommand *command = make_command (making->picture->actor, making->file, &error);

  if (command == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, command, (GDestroyNotify) matoi_command_free);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiSlackInbox *self = MATOI_SLACK_INBOX (source);
  const Making *making = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GPtrArray) commands = NULL;

  if (command == NULL)
    {
      g_debug ("a picture was not kept: %s", error->message);
      go_on (g_object_ref (self));
      return;
    }
  command->source = g_strdup ("slack");
  command->external_id = g_strdup (making->picture->external_id);
  command->occurred_at = MIN (making->picture->at, matoi_desk_get_now (self->desk));
  commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_ptr_array_add (commands, command);
  matoi_desk_submit_async (self->desk, &making->picture->incident, commands, NULL, on_recorded,
                           g_object_ref (self));
}

typedef struct
{
  MatoiSlackInbox *self;
  MatoiSlackPicture *picture;
} Fetch;

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Fetch *fetch = user_data;
  g_autoptr (MatoiSlackInbox) self = fetch->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file =
    matoi_slack_client_fetch_finish (MATOI_SLACK_CLIENT (source), result, &error);
  g_autoptr (GTask) task = NULL;
  Making *making;

  if (file == NULL || g_bytes_get_size (file) > MAX_FILE)
    {
      g_debug ("a picture was not fetched: %s", error != NULL ? error->message : "too large");
      matoi_slack_picture_free (fetch->picture);
      go_on (g_steal_pointer (&self));
      return;
    }
  making = g_new0 (Making, 1);
  making->picture = fetch->picture;
  making->file = g_steal_pointer (&file);
  task = g_task_new (self, NULL, on_made, NULL);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  g_task_run_in_thread (task, make);
}

static void
fetch_next (MatoiSlackInbox *self)
{
  MatoiSlackPicture *picture =
    self->fetching || self->cancellable == NULL ? NULL : g_queue_pop_head (&self->pictures);
  Fetch *fetch;

  if (picture == NULL)
    return;
  self->fetching = TRUE;
  fetch = g_new0 (Fetch, 1);
  fetch->self = g_object_ref (self);
  fetch->picture = picture;
  matoi_slack_client_fetch_async (self->client, picture->url, self->cancellable, on_fetched, fetch);
}

/** matoi_slack_inbox_fetch_pictures: see the private header. */
void
matoi_slack_inbox_fetch_pictures (MatoiSlackInbox *self, GPtrArray *pictures)
{
  while (pictures->len > 0)
    {
      MatoiSlackPicture *picture = g_ptr_array_steal_index (pictures, 0);

      if (make_command != NULL && matoi_slack_client_may_fetch (self->client, picture->url))
        g_queue_push_tail (&self->pictures, picture);
      else
        matoi_slack_picture_free (picture);
    }
  fetch_next (self);
}
