/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The messages that were chosen, in the order in which they were sent. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-archive.h"
#include "matoi-slack-export-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

#define MAX_MESSAGES 100000
#define MAX_BYTES    ((gsize) 256 * 1024 * 1024)
#define DAY          (24 * 60 * MATOI_MINUTE)

typedef struct
{
  MatoiSlackExport *self;
  const MatoiSlackChoice *choice;
  GPtrArray *messages; /* of MatoiSlackMessage */
  GHashTable *seen;    /* set of "folder ts" */
  GHashTable *changed; /* "folder ts" to char *, the last words; an empty text: it was deleted */
  MatoiProgress progress;
  gpointer user_data;
  guint n_done, n_all;
  gsize n_bytes;
} Reading;

static gboolean
is_chosen (Reading *reading, const char *inside)
{
  for (guint i = 0; i < reading->choice->channels->len; i++)
    {
      const MatoiSlackChannel *channel = g_ptr_array_index (reading->choice->channels, i);
      gsize length = strlen (channel->folder);

      if (strncmp (inside, channel->folder, length) == 0 && inside[length] == '/')
        return TRUE;
    }
  return FALSE;
}

/* Whether the day of @inside may hold something of the span. Days are cut at midnight of the
 * Pacific coast; a day to both sides is more than the distance. */
static gboolean
is_in_span (Reading *reading, const char *inside)
{
  const MatoiSlackChoice *choice = reading->choice;
  g_autoptr (GDateTime) start = NULL;
  int year, month, day;
  gint64 at;

  if (sscanf (strchr (inside, '/') + 1, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return FALSE;
  start = g_date_time_new_utc (year, month, day, 0, 0, 0);
  if (start == NULL)
    return TRUE;
  at = g_date_time_to_unix (start) * 1000;
  return (choice->from == MATOI_TIME_NONE || at + 2 * DAY > choice->from) &&
         (choice->to == MATOI_TIME_NONE || at - DAY < choice->to);
}

static gboolean
want_days (const char *name, gpointer user_data)
{
  Reading *reading = user_data;
  const char *inside = matoi_slack_export_get_inside (reading->self, name);

  return inside != NULL && matoi_slack_export_is_day (inside) && is_chosen (reading, inside) &&
         is_in_span (reading, inside);
}

static gboolean
is_wanted (Reading *reading, JsonObject *object)
{
  const MatoiSlackChoice *choice = reading->choice;
  gint64 at = matoi_slack_ts_to_time (matoi_json_get_string (object, "ts"));

  if (!matoi_slack_words_is_some (object))
    return FALSE;
  return (choice->from == MATOI_TIME_NONE || at >= choice->from) &&
         (choice->to == MATOI_TIME_NONE || at < choice->to) &&
         (choice->reaction == NULL || matoi_slack_words_has_reaction (object, choice->reaction));
}

static gboolean
refuse_size (Reading *reading, GError **error)
{
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %s is the name of a file. */
               _ ("%s: these are more than 100,000 messages, or 256 MB of them. Nothing was "
                  "imported; choose a shorter span."),
                  reading->self->path);
  return FALSE;
}

/* Large organisations get each change of a message as a record of its own. */
static gboolean
take_change (Reading *reading, const MatoiSlackChannel *channel, JsonObject *object)
{
  const char *subtype = matoi_json_get_string (object, "subtype");
  JsonObject *inner = matoi_json_get_object (object, "message");
  g_autoptr (MatoiSlackMessage) now = NULL;
  const char *ts = NULL;

  if (g_strcmp0 (subtype, "message_deleted") == 0)
    ts = matoi_json_get_string (object, "deleted_ts");
  else if (g_strcmp0 (subtype, "message_changed") == 0 && inner != NULL)
    ts = matoi_json_get_string (inner, "ts");
  else
    return FALSE;
  if (inner != NULL && ts != NULL)
    now = matoi_slack_message_new (reading->self, channel, inner);
  if (ts != NULL)
    g_hash_table_replace (reading->changed, g_strdup_printf ("%s %s", channel->folder, ts),
                          g_strdup (now != NULL ? now->text : ""));
  return TRUE;
}

static gboolean
take_message (Reading *reading,
              const MatoiSlackChannel *channel,
              JsonObject *object,
              GError **error)
{
  g_autoptr (MatoiSlackMessage) message = NULL;
  g_autofree char *key = NULL;

  if (take_change (reading, channel, object) || !is_wanted (reading, object))
    return TRUE;
  message = matoi_slack_message_new (reading->self, channel, object);
  if (message == NULL)
    return TRUE;
  key = g_strdup_printf ("%s %s", channel->folder, message->ts);
  if (!g_hash_table_add (reading->seen, g_steal_pointer (&key)))
    return TRUE;
  reading->n_bytes += strlen (message->text);
  if (reading->messages->len >= MAX_MESSAGES || reading->n_bytes > MAX_BYTES)
    return refuse_size (reading, error);
  g_ptr_array_add (reading->messages, g_steal_pointer (&message));
  return TRUE;
}

static gboolean
take_day (const char *name,
          const char *bytes,
          gsize length,
          const char *problem,
          gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;
  const char *inside = matoi_slack_export_get_inside (reading->self, name);
  g_autofree char *folder = g_strndup (inside, strcspn (inside, "/"));
  const MatoiSlackChannel *channel = g_hash_table_lookup (reading->self->by_folder, folder);
  g_autofree char *why = NULL;
  g_autoptr (JsonNode) node = matoi_slack_export_parse (bytes, length, problem, &why);
  JsonArray *array;

  if (reading->progress != NULL)
    reading->progress (MIN (++reading->n_done, reading->n_all), reading->n_all, reading->user_data);
  if (node == NULL)
    {
      g_set_error (
        error, MATOI_ERROR, MATOI_ERROR_INPUT,
        /* Translators: %1$s is a file in the archive %2$s, %3$s a whole sentence that says why. */
        _ ("“%1$s” in %2$s cannot be used: %3$s Nothing was imported; choose a span "
                      "without that day, or export the channel again."),
           name, reading->self->path, why);
      return FALSE;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = matoi_json_array_get_object (array, i);

      if (object != NULL && !take_message (reading, channel, object, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const MatoiSlackMessage *first = *(MatoiSlackMessage *const *) a;
  const MatoiSlackMessage *second = *(MatoiSlackMessage *const *) b;
  int order = matoi_slack_compare_ts (first->ts, second->ts);

  return order != 0 ? order : strcmp (first->channel->folder, second->channel->folder);
}

/* What was changed later has its last words, what was deleted is gone. */
static void
apply_changes (Reading *reading)
{
  for (guint i = reading->messages->len; i-- > 0 && g_hash_table_size (reading->changed) > 0;)
    {
      MatoiSlackMessage *message = g_ptr_array_index (reading->messages, i);
      g_autofree char *key = g_strdup_printf ("%s %s", message->channel->folder, message->ts);
      const char *text = g_hash_table_lookup (reading->changed, key);

      if (text != NULL && *text == '\0')
        g_ptr_array_remove_index (reading->messages, i);
      else if (text != NULL)
        {
          g_free (message->text);
          message->text = g_strdup (text);
        }
    }
}

/**
 * matoi_slack_export_read:
 * @choice: what to take; its channels are those of @self
 * @progress: (nullable): told of files
 * @error: MATOI_ERROR_INPUT names a file that is broken and may hold chosen messages; what was
 *   chosen has more than 100,000 messages; G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): of MatoiSlackMessage, the oldest first, each once; they live as long
 *   as @self
 */
GPtrArray *
matoi_slack_export_read (MatoiSlackExport *self,
                         const MatoiSlackChoice *choice,
                         MatoiProgress progress,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_message_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reading reading = { .self = self,
                      .choice = choice,
                      .messages = messages,
                      .seen = seen,
                      .changed = changed,
                      .progress = progress,
                      .user_data = user_data,
                      .n_all = self->n_days };

  g_return_val_if_fail (choice->channels != NULL, NULL);

  if (!matoi_slack_archive_walk (self->path, want_days, take_day, &reading, cancellable, error))
    return NULL;
  apply_changes (&reading);
  g_ptr_array_sort (messages, compare_messages);
  return g_steal_pointer (&messages);
}

/* --- choosing a channel */

static gboolean
is_called (const MatoiSlackChannel *channel, const char *text)
{
  g_autofree char *name = g_utf8_casefold (channel->name, -1);
  g_autofree char *wanted = g_utf8_casefold (text + (*text == '#'), -1);

  return strcmp (name, wanted) == 0 || strcmp (channel->folder, text + (*text == '#')) == 0 ||
         strcmp (channel->id, text) == 0;
}

/**
 * matoi_slack_export_find:
 * @text: the name of a channel, with or without "#", or its id
 * @error: MATOI_ERROR_NOT_FOUND or _INPUT
 *
 * Returns: (transfer none): or NULL
 */
MatoiSlackChannel *
matoi_slack_export_find (MatoiSlackExport *self, const char *text, GError **error)
{
  MatoiSlackChannel *found = NULL;

  for (guint i = 0; i < self->channels->len; i++)
    {
      MatoiSlackChannel *channel = g_ptr_array_index (self->channels, i);

      if (!is_called (channel, text))
        continue;
      if (found != NULL)
        {
          g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       /* Translators: %s is the name of a channel in Slack. */
                       _ ("More than one channel of the export is called “%s”. Nothing was "
                          "imported; name it by its id."),
                          text);
          return NULL;
        }
      found = channel;
    }
  if (found == NULL)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                 /* Translators: %s is the name of a channel in Slack. */
                 _ ("The export has no channel “%s”. Nothing was imported; without --channel, its "
                    "channels are listed."),
                    text);
  return found;
}

/**
 * matoi_slack_export_describe:
 * @zone: for the days
 *
 * Returns: (transfer full): a line for each channel with messages: how many, from when to when
 */
char *
matoi_slack_export_describe (MatoiSlackExport *self, GTimeZone *zone)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->channels->len; i++)
    {
      const MatoiSlackChannel *channel = g_ptr_array_index (self->channels, i);
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      if (channel->n_messages == 0)
        continue;
      first = matoi_time_to_local (channel->first, "%Y-%m-%d", zone);
      last = matoi_time_to_local (channel->last, "%Y-%m-%d", zone);
      g_string_append_printf (
        out,
        /* Translators: %1$s is a channel, %2$u a number, %3$s and %4$s are the first and the last day. */
        g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u message, %3$s to %4$s",
                     "%1$s: %2$u messages, %3$s to %4$s", channel->n_messages),
        channel->name, channel->n_messages, first, last);
      g_string_append_c (out, '\n');
    }
  if (out->len > 0)
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}
