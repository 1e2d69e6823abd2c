/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-json.h"

#define DEFAULT_POLICY   "pagerduty"
#define MAX_PRESET_BYTES (4 * 1024 * 1024)

void
matoi_policy_book_init (MatoiPolicyBook *book, MatoiStore *store)
{
  g_mutex_init (&book->mutex);
  book->by_hash =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) matoi_policy_unref);
  book->store = store;
  book->owner = g_thread_self ();
}

void
matoi_policy_book_clear (MatoiPolicyBook *book)
{
  g_hash_table_unref (book->by_hash);
  g_mutex_clear (&book->mutex);
}

/* Keeps a reference of @policy, or of the same one that is there already.
 * Returns: (transfer none): the one in the book. */
MatoiPolicy *
matoi_policy_book_add (MatoiPolicyBook *book, MatoiPolicy *policy)
{
  const char *hash = matoi_policy_get_hash (policy);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&book->mutex);
  MatoiPolicy *known = g_hash_table_lookup (book->by_hash, hash);

  if (known != NULL)
    return known;
  g_hash_table_insert (book->by_hash, g_strdup (hash), matoi_policy_ref (policy));
  return policy;
}

/* A MatoiPolicyLookup; (nullable). */
MatoiPolicy *
matoi_policy_book_lookup (const char *hash, gpointer user_data)
{
  MatoiPolicyBook *book = user_data;
  MatoiPolicy *policy;

  if (hash == NULL)
    return NULL;
  g_mutex_lock (&book->mutex);
  policy = g_hash_table_lookup (book->by_hash, hash);
  g_mutex_unlock (&book->mutex);
  if (policy == NULL && book->owner == g_thread_self ())
    {
      policy = matoi_store_get_policy (book->store, hash);
      if (policy != NULL)
        policy = matoi_policy_book_add (book, policy);
    }
  return policy;
}

static gboolean
is_preset_id (const char *id)
{
  return *id != '\0' && strlen (id) <= 64 &&
         strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id);
}

/** matoi_context_dup_data_path: see the private header; MATOI_DATADIR serves uninstalled runs. */
char *
matoi_context_dup_data_path (const char *folder, const char *name)
{
  const char *datadir = g_getenv ("MATOI_DATADIR");

  return g_build_filename (datadir != NULL && *datadir != '\0' ? datadir : PKGDATADIR, folder, name,
                           NULL);
}

/* A MatoiPresetLoader: the text of a built-in preset. */
static char *
load_preset (const char *id, gpointer user_data)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = matoi_context_dup_data_path ("presets", name);
  char *text = NULL;

  if (!is_preset_id (id) || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  return text;
}

static MatoiPolicy *
get_built_in (MatoiContext *self, const char *id, GError **error)
{
  MatoiPolicy *known = g_hash_table_lookup (self->built_in, id);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autoptr (MatoiPolicy) policy = NULL;

  if (known != NULL)
    return known;
  text = load_preset (id, NULL);
  if (text == NULL && g_str_equal (id, DEFAULT_POLICY))
    {
      g_set_error_literal (
        error, MATOI_ERROR, MATOI_ERROR_STORAGE,
        _ ("The process presets of Matoi are missing. Nothing was written; install Matoi anew, or "
                              "set MATOI_DATADIR to the folder that holds “presets”."));
      return NULL;
    }
  if (text == NULL)
    {
      g_set_error (
        error, MATOI_ERROR, MATOI_ERROR_INPUT,
        /* Translators: %s is what was typed. */
        _ ("There is no process “%s”. Choose pagerduty, small-team, light or the file of your team."),
          id);
      return NULL;
    }
  name = g_strconcat (id, ".json", NULL);
  policy = matoi_policy_parse (text, -1, name, load_preset, NULL, error);
  if (policy == NULL)
    return NULL;
  known = matoi_policy_book_add (&self->book, policy);
  g_hash_table_insert (self->built_in, g_strdup (id), known);
  return known;
}

/* Reads and checks a team's own preset. Returns: (transfer none): from the book, or NULL. */
MatoiPolicy *
matoi_context_parse_policy_file (MatoiContext *self, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (MatoiPolicy) policy = NULL;
  g_autoptr (GError) local = NULL;

  file = g_mapped_file_new (path, FALSE, &local);
  if (file == NULL || g_mapped_file_get_length (file) > MAX_PRESET_BYTES ||
      g_mapped_file_get_length (file) == 0)
    {
      /* The line is 1: there is nothing to point at in a file that cannot be read. */
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT, "%s:1: %s", path,
                   local != NULL ? local->message
                                 : _ ("The file is empty or too large for a preset."));
      return NULL;
    }
  policy = matoi_policy_parse (g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                               path, load_preset, NULL, error);
  return policy != NULL ? matoi_policy_book_add (&self->book, policy) : NULL;
}

/**
 * matoi_context_get_policy:
 * @self: a context
 * @id_or_null: the id of a preset or an absolute path; NULL: the setting "policy"
 * @error: MATOI_ERROR_INPUT
 *
 * A wrong file in the setting never stops a response: the built-in process is
 * used and matoi_context_dup_policy_problem () says why.
 *
 * Returns: (transfer none): the process new incidents begin with, or NULL
 */
MatoiPolicy *
matoi_context_get_policy (MatoiContext *self, const char *id_or_null, GError **error)
{
  const char *setting;
  MatoiPolicy *own = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  if (id_or_null != NULL && g_path_is_absolute (id_or_null))
    return matoi_context_parse_policy_file (self, id_or_null, error);
  setting = matoi_context_get_setting (self, "policy");
  g_clear_pointer (&self->policy_problem, g_free);
  if (setting != NULL && g_path_is_absolute (setting))
    {
      own = matoi_context_parse_policy_file (self, setting, &problem);
      if (own == NULL)
        self->policy_problem = g_strdup (problem->message);
      else if (id_or_null == NULL || g_str_equal (id_or_null, matoi_policy_get_id (own)))
        return own;
    }
  else if (setting != NULL && id_or_null == NULL)
    {
      own = get_built_in (self, setting, &problem);
      if (own != NULL)
        return own;
      self->policy_problem = g_strdup (problem->message);
    }
  return get_built_in (self, id_or_null != NULL ? id_or_null : DEFAULT_POLICY, error);
}

/**
 * matoi_context_dup_policy_problem:
 * @self: a context
 *
 * Returns: (transfer full) (nullable): "FILE:LINE: reason" when the preset of
 *   the setting "policy" cannot be used
 */
char *
matoi_context_dup_policy_problem (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  matoi_context_get_policy (self, NULL, NULL);
  return g_strdup (self->policy_problem);
}

/**
 * matoi_context_prepare_declare:
 * @self: a context
 * @command: a "declare"
 * @policy_id: (nullable): see matoi_context_get_policy ()
 * @error: MATOI_ERROR_INPUT
 *
 * Gives the command what it needs from outside the domain: a reference, the
 * version of the process and who acts. Reads no database.
 *
 * Returns: FALSE on error
 */
gboolean
matoi_context_prepare_declare (MatoiContext *self,
                               MatoiCommand *command,
                               const char *policy_id,
                               GError **error)
{
  MatoiPolicy *policy;
  guint64 seed = ((guint64) g_random_int () << 32) | g_random_int ();

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (command != NULL && g_str_equal (command->name, "declare"), FALSE);

  policy = matoi_context_get_policy (self, policy_id, error);
  if (policy == NULL)
    return FALSE;
  /* The store makes the reference: it alone knows which are taken. */
  if (!json_object_has_member (command->args, "ref_seed"))
    matoi_command_set_int (command, "ref_seed", (gint64) (seed >> 1));
  matoi_command_set (command, "policy", matoi_policy_get_hash (policy));
  if (command->actor == NULL || *command->actor == '\0')
    {
      g_free (command->actor);
      command->actor = g_strdup (self->identity);
    }
  return TRUE;
}
