/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-copy.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/* A copy in the layout of Slack's own exports, so that whatever reads those reads it; and the same
 * as Markdown for people. Only the owner may read it. */

/** matoi_slack_copy_new: (transfer full): of nothing yet. */
MatoiSlackCopy *
matoi_slack_copy_new (const char *channel, GTimeZone *zone)
{
  MatoiSlackCopy *copy = g_new0 (MatoiSlackCopy, 1);

  copy->channel = g_strdup (channel);
  copy->name = g_strdup (channel);
  copy->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  copy->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy->zone = g_time_zone_ref (zone);
  return copy;
}

void
matoi_slack_copy_free (MatoiSlackCopy *copy)
{
  g_free (copy->channel);
  g_free (copy->name);
  g_clear_pointer (&copy->info, json_object_unref);
  g_ptr_array_unref (copy->messages);
  g_hash_table_unref (copy->names);
  g_time_zone_unref (copy->zone);
  g_free (copy);
}

static const char *
get_ts (JsonObject *message)
{
  const char *ts = matoi_json_get_string (message, "ts");

  return ts != NULL ? ts : "0";
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  return matoi_slack_compare_ts (get_ts (*(JsonObject *const *) a),
                                 get_ts (*(JsonObject *const *) b));
}

static gboolean
write_text (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* Takes @array. */
static gboolean
write_array (const char *folder, const char *name, JsonArray *array, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_take_array (node, array);
  text = json_to_string (node, TRUE);
  return write_text (folder, name, text, error);
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
               /* Translators: %1$s is a folder, %2$s the system's reason. */
               _ ("The folder “%1$s” cannot be made: %2$s. Nothing was archived; make room or mend "
                  "its permissions, then try again."),
                  path, g_strerror (errno));
  return FALSE;
}

/* --- the lists */

static JsonArray *
new_channels (const MatoiSlackCopy *copy)
{
  JsonArray *list = json_array_new ();
  JsonObject *channel = copy->info != NULL ? json_object_ref (copy->info) : json_object_new ();

  json_object_set_string_member (channel, "id", copy->channel);
  json_object_set_string_member (channel, "name", copy->name);
  json_array_add_object_element (list, channel);
  return list;
}

static JsonArray *
new_users (const MatoiSlackCopy *copy)
{
  JsonArray *list = json_array_new ();
  GHashTableIter iter;
  gpointer id, name;

  g_hash_table_iter_init (&iter, copy->names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    {
      JsonObject *user = json_object_new (), *profile = json_object_new ();

      if (*(const char *) id != 'U' && *(const char *) id != 'W')
        {
          json_object_unref (user);
          json_object_unref (profile);
          continue;
        }
      json_object_set_string_member (user, "id", id);
      json_object_set_string_member (user, "name", name);
      json_object_set_string_member (user, "real_name", name);
      json_object_set_string_member (profile, "display_name", name);
      json_object_set_string_member (profile, "real_name", name);
      json_object_set_object_member (user, "profile", profile);
      json_array_add_object_element (list, user);
    }
  return list;
}

/* --- the days */

/* Slack cuts the days of an export at midnight of the Pacific coast. */
static char *
dup_day (const char *ts, GTimeZone *pacific)
{
  return matoi_time_to_local (MAX (matoi_slack_ts_to_time (ts), 0), "%Y-%m-%d.json", pacific);
}

static gboolean
write_days (const MatoiSlackCopy *copy, const char *folder, GError **error)
{
  g_autoptr (GTimeZone) pacific = g_time_zone_new_identifier ("America/Los_Angeles");
  guint i = 0;

  if (pacific == NULL)
    pacific = g_time_zone_new_utc ();
  while (i < copy->messages->len)
    {
      g_autofree char *day = dup_day (get_ts (g_ptr_array_index (copy->messages, i)), pacific);
      g_autofree char *next = NULL;
      JsonArray *list = json_array_new ();

      do
        {
          json_array_add_object_element (list,
                                         json_object_ref (g_ptr_array_index (copy->messages, i)));
          i++;
          g_free (next);
          next = i < copy->messages->len
                   ? dup_day (get_ts (g_ptr_array_index (copy->messages, i)), pacific)
                   : NULL;
        }
      while (g_strcmp0 (day, next) == 0);
      if (!write_array (folder, day, list, error))
        return FALSE;
    }
  return TRUE;
}

/* --- for people */

static const char *
find_name (char kind, const char *id, gpointer names)
{
  return g_hash_table_lookup (names, id);
}

static void
append_message (const MatoiSlackCopy *copy, GString *out, JsonObject *message)
{
  const char *ts = get_ts (message), *thread = matoi_json_get_string (message, "thread_ts");
  g_autofree char *time =
    matoi_time_to_local (MAX (matoi_slack_ts_to_time (ts), 0), "%Y-%m-%d %H:%M:%S", copy->zone);
  g_autofree char *text = matoi_slack_words_dup_text (message, NULL, find_name, copy->names);
  g_autofree char *author = matoi_slack_words_dup_author (message, find_name, copy->names);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  gboolean in_thread = thread != NULL && strcmp (thread, ts) != 0;
  const char *margin = in_thread ? "  " : "";

  g_string_append_printf (out, "%s- %s **%s**: ", margin, time, author != NULL ? author : "?");
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (out, "%s%s%s\n", i > 0 ? "  " : "", i > 0 ? margin : "", lines[i]);
  if (lines[0] == NULL)
    g_string_append_c (out, '\n');
}

static gboolean
write_markdown (const MatoiSlackCopy *copy, const char *folder, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *file = g_strconcat (copy->name, ".md", NULL);

  g_string_append_printf (text, "# #%s\n\n", copy->name);
  for (guint i = 0; i < copy->messages->len; i++)
    append_message (copy, text, g_ptr_array_index (copy->messages, i));
  return write_text (folder, file, text->str, error);
}

/**
 * matoi_slack_copy_write:
 * @folder: where copies are kept
 * @error: MATOI_ERROR_STORAGE
 *
 * Writing it again replaces what was written before. Any thread.
 *
 * Returns: (transfer full): where it is, or NULL
 */
char *
matoi_slack_copy_write (MatoiSlackCopy *copy, const char *folder, GError **error)
{
  g_autofree char *leaf = g_strdup_printf ("%s-%s", copy->name, copy->channel);
  g_autofree char *path = g_build_filename (folder, leaf, NULL);
  g_autofree char *days = g_build_filename (path, copy->name, NULL);
  g_autoptr (GError) local_error = NULL;

  if (!make_folder (days, error))
    return NULL;
  g_ptr_array_sort (copy->messages, compare_messages);
  if (write_array (path, "channels.json", new_channels (copy), &local_error) &&
      write_array (path, "users.json", new_users (copy), &local_error) &&
      write_days (copy, days, &local_error) && write_markdown (copy, path, &local_error))
    return g_steal_pointer (&path);
  g_set_error (
    error, MATOI_ERROR, MATOI_ERROR_STORAGE,
    /* Translators: %1$s is a folder, %2$s the system's reason. */
    _ ("The copy of the channel cannot be kept in “%1$s”: %2$s. Nothing was archived; make room, "
       "then try again."),
       path, local_error->message);
  return NULL;
}
