/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-private.h"
#include "matoi-error.h"
#include "matoi-hints.h"
#include "matoi-json.h"

/* --- the files */

static char *
load_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

/* One of @folder, else the one that comes with Matoi. */
static char *
load (const char *folder, const char *name, guint *own, GError **error)
{
  g_autofree char *ours = matoi_context_dup_data_path ("wording", NULL);
  char *text = folder != NULL ? load_file (folder, name) : NULL;

  if (text != NULL)
    {
      (*own)++;
      return text;
    }
  text = load_file (ours, name);
  if (text == NULL)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                 /* Translators: %s is the name of a file. */
                 _ ("The dictionary of words “%s” is missing, so no wording is checked. Install "
                    "Matoi anew, or set MATOI_DATADIR to the folder that holds “wording”."),
                    name);
  return text;
}

static MatoiWording *
load_both (const char *folder, GError **error)
{
  guint own = 0;
  g_autofree char *en = load (folder, "en.json", &own, error);
  g_autofree char *ja = en != NULL ? load (folder, "ja.json", &own, error) : NULL;

  if (ja == NULL)
    return NULL;
  if (folder == NULL || own > 0)
    return matoi_wording_parse (en, ja, error);
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %s is the path of a folder. */
               _ ("There is neither en.json nor ja.json in “%s”, so no wording is checked. Put "
                  "one there, or take the setting “wording” away."),
                  folder);
  return NULL;
}

/**
 * matoi_context_load_wording:
 * @error: MATOI_ERROR_STORAGE if a file is missing, _INPUT if somebody broke one
 *
 * Returns: (transfer full): the rules of wording, from the files of Matoi, or NULL
 */
MatoiWording *
matoi_context_load_wording (GError **error)
{
  return load_both (NULL, error);
}

/**
 * matoi_context_load_wording_from:
 * @folder: with en.json, ja.json or both; the one that is not there is the one of Matoi
 * @error: MATOI_ERROR_INPUT with file and line
 *
 * Returns: (transfer full): the rules, or NULL
 */
MatoiWording *
matoi_context_load_wording_from (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return load_both (folder, error);
}

/* --- read once */

/* What was read before another folder was set stays: hints borrow from it. */
typedef struct
{
  GMutex mutex;
  char *folder;        /* (nullable) of the newest one */
  GPtrArray *wordings; /* of MatoiWording, the newest last */
} Shelf;

static void
shelf_free (Shelf *shelf)
{
  g_mutex_clear (&shelf->mutex);
  g_free (shelf->folder);
  g_ptr_array_unref (shelf->wordings);
  g_free (shelf);
}

static Shelf *
get_shelf (MatoiContext *self)
{
  static GMutex mutex;
  Shelf *shelf;

  g_mutex_lock (&mutex);
  shelf = g_object_get_data (G_OBJECT (self), "matoi-wording");
  if (shelf == NULL)
    {
      shelf = g_new0 (Shelf, 1);
      g_mutex_init (&shelf->mutex);
      shelf->wordings = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_wording_free);
      g_object_set_data_full (G_OBJECT (self), "matoi-wording", shelf, (GDestroyNotify) shelf_free);
    }
  g_mutex_unlock (&mutex);
  return shelf;
}

/** matoi_context_get_wording_of: see the private header. */
MatoiWording *
matoi_context_get_wording_of (MatoiContext *self, const char *folder, GError **error)
{
  Shelf *shelf = get_shelf (self);
  MatoiWording *wording = NULL;

  g_mutex_lock (&shelf->mutex);
  if (shelf->wordings->len > 0 && g_strcmp0 (shelf->folder, folder) == 0)
    wording = g_ptr_array_index (shelf->wordings, shelf->wordings->len - 1);
  else if ((wording = load_both (folder, error)) != NULL)
    {
      g_ptr_array_add (shelf->wordings, wording);
      g_free (shelf->folder);
      shelf->folder = g_strdup (folder);
    }
  g_mutex_unlock (&shelf->mutex);
  return wording;
}

/**
 * matoi_context_get_wording:
 * @error: MATOI_ERROR_STORAGE if a file is missing, _INPUT if somebody broke one
 *
 * Returns: (transfer none): the rules the organisation uses, read when they are first asked for;
 *   or NULL
 */
MatoiWording *
matoi_context_get_wording (MatoiContext *self, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_context_get_wording_of (self, matoi_context_get_setting (self, "wording"), error);
}

/* --- for matoictl */

static JsonObject *
export_hint (const MatoiHint *hint)
{
  JsonObject *object = json_object_new ();

  matoi_json_set_string (object, "section", hint->section);
  if (hint->field != NULL)
    matoi_json_set_string (object, "field", hint->field);
  json_object_set_int_member (object, "line", hint->line);
  matoi_json_set_string (object, "rule", hint->hit.rule);
  json_object_set_int_member (object, "offset", (gint64) hint->hit.offset);
  json_object_set_int_member (object, "length", (gint64) hint->hit.length);
  matoi_json_set_string (object, "text", hint->text);
  matoi_json_set_string (object, "advice", matoi_wording_hit_get_advice (&hint->hit));
  return object;
}

/**
 * matoi_context_check_wording:
 *
 * Returns: (transfer full): the hints on every section that nobody put aside,
 *   offsets and lengths in bytes of the text they are in
 */
JsonArray *
matoi_context_check_wording (MatoiContext *self, const MatoiIncident *incident, GError **error)
{
  MatoiWording *wording = matoi_context_get_wording (self, error);
  g_autoptr (GPtrArray) texts = NULL, timeline = NULL, hints = NULL;
  g_auto (GStrv) names = NULL;
  JsonArray *exported;

  if (wording == NULL)
    return NULL;
  texts = matoi_hints_collect (incident, FALSE);
  timeline = matoi_hints_collect (incident, TRUE);
  names = matoi_hints_dup_names (incident);
  hints = matoi_hints_find (wording, texts, timeline, (const char *const *) names);
  matoi_hints_mark_dismissed (hints, incident);
  exported = json_array_new ();
  for (guint i = 0; i < hints->len; i++)
    if (!((const MatoiHint *) g_ptr_array_index (hints, i))->dismissed)
      json_array_add_object_element (exported, export_hint (g_ptr_array_index (hints, i)));
  return exported;
}
