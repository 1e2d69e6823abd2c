/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lists of an export: who there is, and which channels. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-export-private.h"
#include "matoi-text.h"
#include "matoi-time.h"

#define MAX_NAMES 9 /* of a conversation of few */

/** matoi_slack_channel_free: (nullable) */
void
matoi_slack_channel_free (MatoiSlackChannel *channel)
{
  if (channel == NULL)
    return;
  g_free (channel->id);
  g_free (channel->name);
  g_free (channel->folder);
  g_free (channel);
}

static const char *
first_of (const char *a, const char *b, const char *c, const char *d)
{
  const char *all[] = { a, b, c, d };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL && *all[i] != '\0')
      return all[i];
  return NULL;
}

static void
take_person (MatoiSlackExport *self, JsonObject *person)
{
  JsonObject *profile = matoi_json_get_object (person, "profile");
  const char *id = matoi_json_get_string (person, "id");
  const char *name =
    first_of (profile != NULL ? matoi_json_get_string (profile, "display_name") : NULL,
              matoi_json_get_string (person, "real_name"),
              profile != NULL ? matoi_json_get_string (profile, "real_name") : NULL,
              matoi_json_get_string (person, "name"));
  g_autofree char *line = name != NULL ? matoi_text_dup_line (name) : NULL;

  if (id != NULL && line != NULL && *line != '\0')
    g_hash_table_replace (self->people, g_strdup (id), g_steal_pointer (&line));
}

static MatoiSlackChannel *
add_channel (MatoiSlackExport *self, const char *folder)
{
  MatoiSlackChannel *channel = g_new0 (MatoiSlackChannel, 1);

  channel->folder = g_strdup (folder);
  channel->id = g_strdup (folder);
  channel->name = matoi_text_dup_line (folder);
  channel->first = channel->last = MATOI_TIME_NONE;
  g_ptr_array_add (self->channels, channel);
  g_hash_table_insert (self->by_folder, channel->folder, channel);
  return channel;
}

/** matoi_slack_lists_need_channel: (transfer none): the one whose days lie in @folder. */
MatoiSlackChannel *
matoi_slack_lists_need_channel (MatoiSlackExport *self, const char *folder)
{
  MatoiSlackChannel *channel = g_hash_table_lookup (self->by_folder, folder);

  return channel != NULL ? channel : add_channel (self, folder);
}

/* The names come later: the people may stand in a list that is still to be read. */
static char *
join_members (JsonObject *object)
{
  JsonArray *members = matoi_json_get_array (object, "members");
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; members != NULL && i < MIN (json_array_get_length (members), MAX_NAMES); i++)
    {
      const char *id = matoi_json_array_get_string (members, i);

      if (id != NULL && strchr (id, ' ') == NULL)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
take_channel (MatoiSlackExport *self, JsonObject *object, gboolean direct)
{
  const char *id = matoi_json_get_string (object, "id");
  const char *name = matoi_json_get_string (object, "name");
  const char *folder = first_of (name, id, NULL, NULL);
  g_autofree char *members = NULL;
  MatoiSlackChannel *channel;

  if (folder == NULL || strchr (folder, '/') != NULL)
    return;
  channel = matoi_slack_lists_need_channel (self, folder);
  if (id != NULL && *id != '\0')
    {
      g_free (channel->id);
      channel->id = g_strdup (id);
      g_hash_table_replace (self->by_id, g_strdup (id), channel);
    }
  members = direct ? join_members (object) : NULL;
  channel->direct = members != NULL && *members != '\0';
  if (channel->direct)
    {
      g_free (channel->name);
      channel->name = g_steal_pointer (&members);
    }
}

/** matoi_slack_lists_take: people or channels; @base: such as "users.json". */
void
matoi_slack_lists_take (MatoiSlackExport *self, const char *base, JsonArray *list)
{
  gboolean people = g_str_equal (base, "users.json") || g_str_equal (base, "org_users.json");
  gboolean direct = g_str_equal (base, "dms.json") || g_str_equal (base, "mpims.json");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = matoi_json_array_get_object (list, i);

      if (object != NULL && people)
        take_person (self, object);
      else if (object != NULL)
        take_channel (self, object, direct);
    }
}

/* The people in a conversation, by name. */
static char *
name_members (MatoiSlackExport *self, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *name = g_hash_table_lookup (self->people, list[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "…");
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static int
compare_channels (gconstpointer a, gconstpointer b)
{
  const MatoiSlackChannel *first = *(MatoiSlackChannel *const *) a;
  const MatoiSlackChannel *second = *(MatoiSlackChannel *const *) b;

  if (first->direct != second->direct)
    return first->direct ? 1 : -1;
  return g_utf8_collate (first->name, second->name);
}

/** matoi_slack_lists_complete: after everything was read: names, order, and the workspace. */
void
matoi_slack_lists_complete (MatoiSlackExport *self)
{
  GHashTableIter iter;
  gpointer host, count;
  guint most = 0;

  for (guint i = 0; i < self->channels->len; i++)
    {
      MatoiSlackChannel *channel = g_ptr_array_index (self->channels, i);
      char *name = channel->direct ? name_members (self, channel->name) : NULL;

      if (name == NULL)
        continue;
      g_free (channel->name);
      channel->name = name;
    }
  g_ptr_array_sort (self->channels, compare_channels);
  g_hash_table_iter_init (&iter, self->hosts);
  while (g_hash_table_iter_next (&iter, &host, &count))
    if (GPOINTER_TO_UINT (count) > most ||
        (GPOINTER_TO_UINT (count) == most && g_strcmp0 (host, self->host) < 0))
      {
        most = GPOINTER_TO_UINT (count);
        g_free (self->host);
        self->host = g_strdup (host);
      }
}
