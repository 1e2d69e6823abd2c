/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-saved-searches.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-query.h"
#include "matoi-worker-private.h"

/* A row of the settings for each, so that two windows do not overwrite each other's. */
#define PREFIX       "search.saved/"
#define MAX_NAME     80 /* characters */
#define MAX_SEARCHES 200

static void
saved_search_free (gpointer data)
{
  MatoiSavedSearch *search = data;

  g_free (search->name);
  g_free (search->query);
  g_free (search);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const MatoiSavedSearch *x = *(const MatoiSavedSearch *const *) a;
  const MatoiSavedSearch *y = *(const MatoiSavedSearch *const *) b;

  return g_utf8_collate (x->name, y->name);
}

/** matoi_saved_searches_list: see the header. */
GPtrArray *
matoi_saved_searches_list (MatoiContext *context)
{
  GPtrArray *searches = g_ptr_array_new_with_free_func (saved_search_free);
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), searches);

  g_hash_table_iter_init (&iter, context->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_prefix (key, PREFIX))
      {
        MatoiSavedSearch *search = g_new0 (MatoiSavedSearch, 1);

        search->name = g_strdup ((char *) key + strlen (PREFIX));
        search->query = g_strdup (value);
        g_ptr_array_add (searches, search);
      }
  g_ptr_array_sort (searches, compare_names);
  return searches;
}

static gboolean
check (MatoiContext *context, const char *name, const char *query, GError **error)
{
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (context);
  g_autofree char *words = g_strstrip (g_strdup (query)), *key = g_strconcat (PREFIX, name, NULL);

  if (*name == '\0' || !g_utf8_validate (name, -1, NULL) || strchr (name, '\n') != NULL ||
      g_utf8_strlen (name, -1) > MAX_NAME)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %d is a number of characters. */
                 _ ("Give the search a name of one line, of at most %d characters. Nothing was "
                    "saved."),
                    MAX_NAME);
  else if (*words == '\0' || strlen (query) > MATOI_QUERY_MAX_BYTES ||
           !g_utf8_validate (query, -1, NULL))
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                         _ ("There is nothing to look for, or it is too long. Nothing was saved; "
                            "type a shorter search first."));
  else if (all->len >= MAX_SEARCHES && !g_hash_table_contains (context->settings, key))
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %d is a number, always much more than one. */
                 _ ("There are %d saved searches already. Nothing was saved; delete one that is not "
                    "needed any more."),
                   MAX_SEARCHES);
  else
    return TRUE;
  return FALSE;
}

static void
set (MatoiContext *context,
     const char *name,
     const char *query,
     GError *error,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  MatoiJob *job = matoi_job_new (context, matoi_job_run_setting, matoi_context_set_setting_async,
                                 NULL, NULL, callback, user_data);

  if (error != NULL)
    {
      g_task_return_error (job->task, error);
      matoi_job_free (job);
      return;
    }
  job->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (job->settings, g_strconcat (PREFIX, name, NULL), g_strdup (query));
  matoi_job_push (context, job);
}

/** matoi_saved_searches_save_async: see the header. */
void
matoi_saved_searches_save_async (MatoiContext *context,
                                 const char *name,
                                 const char *query,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *bare = NULL;
  GError *error = NULL;

  g_return_if_fail (MATOI_IS_CONTEXT (context));
  g_return_if_fail (name != NULL && query != NULL);

  bare = g_strstrip (g_strdup (name));
  check (context, bare, query, &error);
  set (context, bare, query, error, callback, user_data);
}

/** matoi_saved_searches_delete_async: see the header. */
void
matoi_saved_searches_delete_async (MatoiContext *context,
                                   const char *name,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (context));
  g_return_if_fail (name != NULL);

  set (context, name, NULL, NULL, callback, user_data);
}
