/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-export.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-json.h"
#include "matoi-slack-archive.h"
#include "matoi-slack-export-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

#define MAX_DEPTH 64

/** matoi_slack_export_free: (nullable) */
void
matoi_slack_export_free (MatoiSlackExport *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->prefix);
  g_free (self->host);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->by_folder);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->hosts);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->problems);
  matoi_slack_emoji_free (self->emoji);
  g_free (self);
}

/* Without the table names of emoji stay names. */
static MatoiSlackEmoji *
load_emoji (void)
{
  g_autofree char *path = matoi_context_dup_data_path ("slack", "emoji.json");
  g_autoptr (GError) error = NULL;
  MatoiSlackEmoji *emoji = matoi_slack_emoji_load (path, &error);

  if (emoji == NULL)
    g_debug ("no emoji: %s", error->message);
  return emoji;
}

/** matoi_slack_export_is_one: whether @path is something to try: a folder or a ZIP archive. */
gboolean
matoi_slack_export_is_one (const char *path)
{
  char head[4] = "";
  gboolean is_zip;
  FILE *file;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  file = fopen (path, "rbe");
  if (file == NULL)
    return FALSE;
  /* The second is an archive without files. */
  is_zip = fread (head, 1, 4, file) == 4 &&
           (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "PK\5\6", 4) == 0);
  fclose (file);
  return is_zip;
}

static gboolean
is_list (const char *base)
{
  static const char *const lists[] = { "users.json",  "org_users.json", "channels.json",
                                       "groups.json", "dms.json",       "mpims.json",
                                       NULL };

  return g_strv_contains (lists, base);
}

/* What stands behind the folder that everything lies in; NULL: it lies elsewhere. */
const char *
matoi_slack_export_get_inside (MatoiSlackExport *self, const char *name)
{
  return g_str_has_prefix (name, self->prefix) ? name + strlen (self->prefix) : NULL;
}

/* "incident/2026-11-20.json"; the day is that of the Pacific coast of America. */
gboolean
matoi_slack_export_is_day (const char *inside)
{
  const char *slash = strchr (inside, '/');
  int year, month, day, end = 0;

  return slash != NULL && slash > inside && strlen (slash + 1) == strlen ("2026-11-20.json") &&
         sscanf (slash + 1, "%4d-%2d-%2d.json%n", &year, &month, &day, &end) == 3 && end == 15;
}

/**
 * matoi_slack_export_parse:
 * @problem: (nullable): why there are no @bytes
 * @why: (out): a sentence, if there is no list
 *
 * Returns: (transfer full): the list that a file holds, or NULL
 */
JsonNode *
matoi_slack_export_parse (const char *bytes, gsize length, const char *problem, char **why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (problem == NULL)
    node = matoi_json_parse (bytes != NULL ? bytes : "", (gssize) length, MATOI_SLACK_MAX_FILE,
                             MAX_DEPTH, &error);
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return g_steal_pointer (&node);
  *why = g_strdup (problem != NULL ? problem
                   : error != NULL ? error->message
                                   : _ ("It is not a list."));
  return NULL;
}

static void
add_problem (MatoiSlackExport *self, const char *name, const char *reason)
{
  /* Translators: %1$s is a file in an archive, %2$s a whole sentence that says why. */
  g_ptr_array_add (self->problems,
                   g_strdup_printf (_ ("“%1$s” in the export cannot be used: %2$s"), name, reason));
}

/* --- first: where everything lies */

static gboolean
look_at_name (const char *name, gpointer user_data)
{
  MatoiSlackExport *self = user_data;
  g_autofree char *base = g_path_get_basename (name);
  gsize length = strlen (name) - strlen (base);

  if (is_list (base) && strchr (name, '/') == strrchr (name, '/') &&
      (self->prefix == NULL || length < strlen (self->prefix)))
    {
      g_free (self->prefix);
      self->prefix = g_strndup (name, length);
    }
  self->n_days += g_str_has_suffix (base, ".json");
  return FALSE;
}

/* --- then: the lists, and how much there is */

typedef struct
{
  MatoiSlackExport *self;
  MatoiProgress progress;
  gpointer user_data;
  guint n_done;
} Reading;

static void
tell (Reading *reading)
{
  reading->n_done++;
  if (reading->progress != NULL)
    reading->progress (MIN (reading->n_done, reading->self->n_days), reading->self->n_days,
                       reading->user_data);
}

static gboolean
want_everything (const char *name, gpointer user_data)
{
  Reading *reading = user_data;
  const char *inside = matoi_slack_export_get_inside (reading->self, name);

  return inside != NULL && (is_list (inside) || matoi_slack_export_is_day (inside));
}

static void
count_message (MatoiSlackExport *self, MatoiSlackChannel *channel, JsonObject *message)
{
  gint64 at;

  matoi_slack_message_count_hosts (self, message);
  if (!matoi_slack_words_is_some (message))
    return;
  at = matoi_slack_ts_to_time (matoi_json_get_string (message, "ts"));
  channel->n_messages++;
  channel->first = channel->first == MATOI_TIME_NONE ? at : MIN (channel->first, at);
  channel->last = MAX (channel->last, at);
}

static gboolean
count_file (const char *name,
            const char *bytes,
            gsize length,
            const char *problem,
            gpointer user_data,
            GError **error)
{
  Reading *reading = user_data;
  MatoiSlackExport *self = reading->self;
  const char *inside = matoi_slack_export_get_inside (self, name);
  g_autofree char *why = NULL;
  g_autoptr (JsonNode) node = matoi_slack_export_parse (bytes, length, problem, &why);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  tell (reading);
  if (array == NULL)
    add_problem (self, name, why);
  else if (is_list (inside))
    matoi_slack_lists_take (self, inside, array);
  if (!is_list (inside))
    {
      g_autofree char *folder = g_strndup (inside, strcspn (inside, "/"));
      MatoiSlackChannel *channel = matoi_slack_lists_need_channel (self, folder);

      for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
        if (matoi_json_array_get_object (array, i) != NULL)
          count_message (self, channel, matoi_json_array_get_object (array, i));
    }
  return TRUE;
}

/**
 * matoi_slack_export_open:
 * @path: a ZIP archive, or the folder it was unpacked to
 * @progress: (nullable): told of files
 * @error: MATOI_ERROR_INPUT, _NOT_FOUND or G_IO_ERROR_CANCELLED
 *
 * Reads the lists and counts the messages. A file that is broken is told by
 * matoi_slack_export_get_problems (); the others count.
 *
 * Returns: (transfer full): or NULL
 */
MatoiSlackExport *
matoi_slack_export_open (const char *path,
                         MatoiProgress progress,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (MatoiSlackExport) self = g_new0 (MatoiSlackExport, 1);
  Reading reading = { .self = self, .progress = progress, .user_data = user_data };

  self->path = g_strdup (path);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->by_folder = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->channels = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_channel_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  if (!matoi_slack_archive_walk (path, look_at_name, NULL, self, cancellable, error))
    return NULL;
  if (self->prefix == NULL)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %s is a file or folder. */
                   _ ("“%s” is not an export of a Slack workspace: it holds no list of channels or "
                      "people. Nothing was imported."),
                      path);
      return NULL;
    }
  if (!matoi_slack_archive_walk (path, want_everything, count_file, &reading, cancellable, error))
    return NULL;
  matoi_slack_lists_complete (self);
  self->emoji = load_emoji ();
  return g_steal_pointer (&self);
}

/** matoi_slack_export_get_channels: (transfer none): of MatoiSlackChannel, by name. */
GPtrArray *
matoi_slack_export_get_channels (MatoiSlackExport *self)
{
  return self->channels;
}

/** matoi_slack_export_get_problems: (transfer none): of char *: sentences about broken files. */
GPtrArray *
matoi_slack_export_get_problems (MatoiSlackExport *self)
{
  return self->problems;
}
