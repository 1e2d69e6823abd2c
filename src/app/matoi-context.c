/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "matoi-context-desk.h"
#include "matoi-context-outbox.h"
#include "matoi-context-private.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiContext,
                               matoi_context,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DESK, matoi_context_desk_init))

static void
matoi_context_dispose (GObject *object)
{
  matoi_context_stop (MATOI_CONTEXT (object));

  G_OBJECT_CLASS (matoi_context_parent_class)->dispose (object);
}

static void
matoi_context_finalize (GObject *object)
{
  MatoiContext *self = MATOI_CONTEXT (object);

  g_clear_pointer (&self->built_in, g_hash_table_unref);
  matoi_policy_book_clear (&self->book);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->identity, g_free);
  g_clear_pointer (&self->policy_problem, g_free);
  g_clear_pointer (&self->store, matoi_store_close);

  G_OBJECT_CLASS (matoi_context_parent_class)->finalize (object);
}

static void
matoi_context_class_init (MatoiContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = matoi_context_dispose;
  object_class->finalize = matoi_context_finalize;

  g_signal_new ("events-recorded", MATOI_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  g_signal_new ("settings-changed", MATOI_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("outbox-changed", MATOI_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("rooms-changed", MATOI_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("failed", MATOI_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_ERROR);
}

static void
matoi_context_init (MatoiContext *self)
{
  self->now = MATOI_TIME_NONE;
  self->built_in = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  matoi_policy_book_init (&self->book, NULL);
}

/**
 * matoi_context_dup_default_path:
 * @error: MATOI_ERROR_STORAGE when there is no place for it
 *
 * Where the database is: MATOI_DB, else matoi/matoi.db in the user's data
 * folder. Creates nothing.
 *
 * Returns: (transfer full): a path, or NULL
 */
char *
matoi_context_dup_default_path (GError **error)
{
  const char *given = g_getenv ("MATOI_DB");
  const char *folder = g_getenv ("XDG_DATA_HOME");
  const char *home = g_get_home_dir ();

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  if (folder != NULL && g_path_is_absolute (folder))
    return g_build_filename (folder, "matoi", "matoi.db", NULL);
  if (home == NULL || !g_path_is_absolute (home) || !g_file_test (home, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (
        error, MATOI_ERROR, MATOI_ERROR_STORAGE,
        _ ("There is no home directory to keep the database in. Nothing was written; "
                              "name a file with --db or in the environment variable MATOI_DB."));
      return NULL;
    }
  return g_build_filename (home, ".local", "share", "matoi", "matoi.db", NULL);
}

static MatoiStore *
open_default (MatoiStoreFlags flags, GError **error)
{
  g_autofree char *path = matoi_context_dup_default_path (error);
  g_autofree char *folder = NULL;

  if (path == NULL)
    return NULL;
  folder = g_path_get_dirname (path);
  /* 0700: what is said in an incident is nobody else's business. */
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved = errno;

      g_set_error (
        error, MATOI_ERROR, MATOI_ERROR_STORAGE,
        /* Translators: %1$s is a folder, %2$s the reason from the system. */
        _ ("The folder “%1$s” cannot be made: %2$s. Nothing was written; check its owner and the free "
                      "space, or name another file with --db."),
          folder, g_strerror (saved));
      return NULL;
    }
  return matoi_store_open (path, flags, error);
}

/**
 * matoi_context_new:
 * @db_path_or_null: the database; NULL: the default one
 * @flags: how to open it
 * @error: MATOI_ERROR_STORAGE
 *
 * Returns: (transfer full): a context whose store belongs to this thread, or NULL
 */
MatoiContext *
matoi_context_new (const char *db_path_or_null, MatoiStoreFlags flags, GError **error)
{
  g_autoptr (MatoiContext) self = g_object_new (MATOI_TYPE_CONTEXT, NULL);

  self->store = db_path_or_null != NULL ? matoi_store_open (db_path_or_null, flags, error)
                                        : open_default (flags, error);
  if (self->store == NULL)
    return NULL;
  self->book.store = self->store;
  matoi_context_connect_outbox (self->store);
  if (!matoi_context_reload_settings (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static char *
dup_system_identity (void)
{
  const char *real = g_get_real_name ();
  const char *user = g_get_user_name ();
  const char *name = real != NULL && *real != '\0' && !g_str_equal (real, "Unknown") ? real : user;

  /* The names come from the system in any encoding. */
  return g_utf8_make_valid (name != NULL && *name != '\0' ? name : "?", -1);
}

/* Adopts what was read from the database; main thread. */
void
matoi_context_take_settings (MatoiContext *self, GHashTable *settings)
{
  const char *identity, *zone;

  g_assert (settings != NULL);

  g_clear_pointer (&self->settings, g_hash_table_unref);
  self->settings = settings;
  identity = g_hash_table_lookup (settings, "identity");
  if (!self->identity_given)
    {
      g_free (self->identity);
      self->identity =
        identity != NULL && *identity != '\0' ? g_strdup (identity) : dup_system_identity ();
    }
  g_clear_pointer (&self->zone, g_time_zone_unref);
  zone = g_hash_table_lookup (settings, "timezone");
  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
}

gboolean
matoi_context_reload_settings (MatoiContext *self, GError **error)
{
  GHashTable *settings = matoi_store_list_settings (self->store, error);

  if (settings == NULL)
    return FALSE;
  matoi_context_take_settings (self, settings);
  return TRUE;
}

/**
 * matoi_context_get_path:
 * @self: a context
 *
 * Returns: (transfer none): the file of the database
 */
const char *
matoi_context_get_path (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_store_get_path (self->store);
}

/**
 * matoi_context_get_identity:
 * @self: a context
 *
 * Returns: (transfer none): who acts: --as, the setting, else the name of the account
 */
const char *
matoi_context_get_identity (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return self->identity;
}

/**
 * matoi_context_set_identity:
 * @self: a context
 * @person: who acts during this run; nothing is stored
 */
void
matoi_context_set_identity (MatoiContext *self, const char *person)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (person != NULL);

  g_free (self->identity);
  self->identity = g_strdup (person);
  self->identity_given = TRUE;
}

/**
 * matoi_context_get_zone:
 * @self: a context
 *
 * Returns: (transfer none): the organisation's zone, else the machine's
 */
GTimeZone *
matoi_context_get_zone (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return self->zone;
}

/**
 * matoi_context_set_now:
 * @self: a context
 * @ms_or_none: the time every command is decided at; MATOI_TIME_NONE: the clock's
 */
void
matoi_context_set_now (MatoiContext *self, gint64 ms_or_none)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self));

  self->now = ms_or_none;
}

/**
 * matoi_context_get_now:
 * @self: a context
 *
 * Returns: ms UTC
 */
gint64
matoi_context_get_now (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), 0);

  return self->now != MATOI_TIME_NONE ? self->now : matoi_time_now ();
}

/**
 * matoi_context_get_setting:
 * @self: a context
 * @key: one of matoi_context_list_setting_keys ()
 *
 * Returns: (transfer none) (nullable): its value as last read
 */
const char *
matoi_context_get_setting (MatoiContext *self, const char *key)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->settings, key);
}
