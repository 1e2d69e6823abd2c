/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-drafts.h"

#include "matoi-drafts-private.h"
#include "matoi-json.h"

G_DEFINE_FINAL_TYPE (MatoiDrafts, matoi_drafts, G_TYPE_OBJECT)

enum
{
  LOADED,
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is kept */

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

/* What @table keeps for @incident, of what @free_func frees; made when there is nothing yet. */
GPtrArray *
matoi_drafts_need (GHashTable *table, const char *incident, GDestroyNotify free_func)
{
  GPtrArray *drafts = g_hash_table_lookup (table, incident);

  if (!drafts)
    {
      drafts = g_ptr_array_new_with_free_func (free_func);
      g_hash_table_insert (table, g_strdup (incident), drafts);
    }
  return drafts;
}

/* --- the file */

/* (transfer full): the ids of what there is anything for */
static GHashTable *
list_incidents (MatoiDrafts *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *tables[] = { self->incidents, self->texts };
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_hash_table_iter_init (&iter, tables[i]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (ids, id);
    }
  return ids;
}

static char *
dump (MatoiDrafts *self)
{
  g_autoptr (JsonObject) root = json_object_new ();
  JsonObject *incidents = json_object_new ();
  g_autoptr (GHashTable) ids = list_incidents (self);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autoptr (JsonObject) incident = json_object_new ();

      matoi_drafts_dump_lines (self, id, incident);
      matoi_drafts_dump_texts (self, id, incident);
      if (json_object_get_size (incident) > 0)
        json_object_set_object_member (incidents, id, g_steal_pointer (&incident));
    }
  json_object_set_string_member (root, "schema", "matoi/drafts/1");
  json_object_set_object_member (root, "incidents", incidents);
  return matoi_json_to_text (root);
}

static void
take_file (MatoiDrafts *self, JsonNode *node)
{
  JsonObject *incidents = matoi_drafts_file_get_incidents (node);
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;
  MatoiId known;

  self->loaded = TRUE;
  if (!incidents)
    return;
  json_object_iter_init (&iter, incidents);
  while (json_object_iter_next (&iter, &id, &value))
    {
      JsonObject *incident = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

      if (!incident || !matoi_id_from_text (&known, id))
        continue;
      matoi_drafts_read_lines (self, id, incident);
      matoi_drafts_read_texts (self, id, incident);
    }
}

/* The object may be gone: the program is at its end. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (MatoiDrafts) self = g_weak_ref_get (ref);
  g_autoptr (JsonNode) node = matoi_drafts_file_read_finish (result);

  g_weak_ref_clear (ref);
  g_free (ref);
  if (!self || self->loaded)
    return;
  take_file (self, node);
  if (self->dirty)
    matoi_drafts_schedule_write (self, 0);
  g_signal_emit (self, signals[LOADED], 0);
}

static gboolean
write_now (gpointer user_data)
{
  MatoiDrafts *self = user_data;

  self->write_id = 0;
  self->dirty = FALSE;
  matoi_drafts_file_write_async (self->file, dump (self));
  return G_SOURCE_REMOVE;
}

/* Within @delay_ms; sooner, if something else is to be written sooner. */
void
matoi_drafts_schedule_write (MatoiDrafts *self, guint delay_ms)
{
  gint64 due = g_get_monotonic_time () + (gint64) delay_ms * 1000;

  self->dirty = self->file != NULL;
  if (!self->dirty || !self->loaded || (self->write_id != 0 && self->write_at <= due))
    return;
  g_clear_handle_id (&self->write_id, g_source_remove);
  self->write_at = due;
  self->write_id = g_timeout_add (delay_ms, write_now, self);
}

/**
 * matoi_drafts_flush:
 *
 * Writes what is not on the disk yet and waits for it: for the end of the program.
 */
void
matoi_drafts_flush (MatoiDrafts *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MATOI_IS_DRAFTS (self));

  g_clear_handle_id (&self->write_id, g_source_remove);
  if (!self->file || !(self->dirty || matoi_drafts_file_was_written (self->file)))
    return;
  if (!self->loaded)
    {
      g_autoptr (JsonNode) node = matoi_drafts_file_read (self->file);

      take_file (self, node);
    }
  /* Also when a thread is at it: this waits for it, or makes it needless. */
  text = dump (self);
  self->dirty = FALSE;
  matoi_drafts_file_write (self->file, text);
}

/** matoi_drafts_is_loaded: whether what the file held is there. */
gboolean
matoi_drafts_is_loaded (MatoiDrafts *self)
{
  g_return_val_if_fail (MATOI_IS_DRAFTS (self), FALSE);

  return self->loaded;
}

/* --- the object */

/** matoi_drafts_new: the drafts kept in the file @path; NULL: kept in memory alone. */
MatoiDrafts *
matoi_drafts_new (const char *path)
{
  MatoiDrafts *self = g_object_new (MATOI_TYPE_DRAFTS, NULL);
  GWeakRef *ref;

  self->loaded = !path;
  if (!path)
    return self;
  self->file = matoi_drafts_file_new (path);
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  matoi_drafts_file_read_async (self->file, on_read, ref);
  return self;
}

static void
matoi_drafts_dispose (GObject *object)
{
  MatoiDrafts *self = MATOI_DRAFTS (object);

  matoi_drafts_flush (self);
  G_OBJECT_CLASS (matoi_drafts_parent_class)->dispose (object);
}

static void
matoi_drafts_finalize (GObject *object)
{
  MatoiDrafts *self = MATOI_DRAFTS (object);

  g_clear_pointer (&self->file, matoi_drafts_file_unref);
  g_hash_table_unref (self->incidents);
  g_hash_table_unref (self->texts);
  G_OBJECT_CLASS (matoi_drafts_parent_class)->finalize (object);
}

static void
matoi_drafts_class_init (MatoiDraftsClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_drafts_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_drafts_finalize;
  signals[LOADED] =
    g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
matoi_drafts_init (MatoiDrafts *self)
{
  self->incidents = new_table ();
  self->texts = new_table ();
}
