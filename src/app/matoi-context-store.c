/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-private.h"
#include "matoi-json.h"

/* The version of the process goes in before the incident that begins with it; it may stay if the
 * command fails. */
gboolean
matoi_context_add_policies (MatoiStore *store,
                            MatoiPolicyBook *book,
                            GPtrArray *commands,
                            GError **error)
{
  for (guint i = 0; i < commands->len; i++)
    {
      const MatoiCommand *command = g_ptr_array_index (commands, i);
      MatoiPolicy *policy;

      if (!g_str_equal (command->name, "declare"))
        continue;
      policy = matoi_policy_book_lookup (matoi_json_get_string (command->args, "policy"), book);
      if (policy != NULL && !matoi_store_add_policy (store, policy, error))
        return FALSE;
    }
  return TRUE;
}

/* Submits on the thread that owns @store. */
MatoiReceipt *
matoi_context_submit_on (MatoiStore *store,
                         MatoiPolicyBook *book,
                         const MatoiId *incident,
                         GPtrArray *commands,
                         gint64 now,
                         GError **error)
{
  if (!matoi_context_add_policies (store, book, commands, error))
    return NULL;
  return matoi_store_submit (store, incident, commands, now, error);
}

/**
 * matoi_context_get_store:
 * @self: a context that was not started
 *
 * Returns: (transfer none): the store, for the thread that made the context
 */
MatoiStore *
matoi_context_get_store (MatoiContext *self)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  return self->store;
}

/**
 * matoi_context_submit_all:
 * @self: a context that was not started
 * @incident: (nullable): NULL: the first command is "declare"
 * @commands: (element-type MatoiCommand): decided one after the other
 * @error: MATOI_ERROR_RULE, _INPUT, _STORAGE or _NOT_FOUND
 *
 * Returns: (transfer full): what was recorded, durable; all or nothing
 */
MatoiReceipt *
matoi_context_submit_all (MatoiContext *self,
                          const MatoiId *incident,
                          GPtrArray *commands,
                          GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);
  g_return_val_if_fail (commands != NULL && commands->len > 0, NULL);

  matoi_context_complete (self, commands);
  return matoi_context_submit_on (self->store, &self->book, incident, commands,
                                  matoi_context_get_now (self), error);
}

/* Runs on the thread that owns @store: see matoi_store_record (). */
MatoiReceipt *
matoi_context_record_on (MatoiStore *store,
                         MatoiPolicyBook *book,
                         const MatoiId *incident,
                         GPtrArray *commands,
                         const MatoiRecording *recording,
                         GError **error)
{
  if (!matoi_context_add_policies (store, book, commands, error))
    return NULL;
  return matoi_store_record (store, incident, commands, recording->now, recording->progress,
                             recording->user_data, recording->cancellable, error);
}

/* As matoi_context_submit_all (), for what has happened elsewhere: nothing follows from it. */
MatoiReceipt *
matoi_context_record_all (MatoiContext *self,
                          const MatoiId *incident,
                          GPtrArray *commands,
                          GError **error)
{
  MatoiRecording recording = { .now = matoi_context_get_now (self) };

  g_return_val_if_fail (self->worker == NULL, NULL);

  return matoi_context_record_on (self->store, &self->book, incident, commands, &recording, error);
}

/**
 * matoi_context_submit:
 * @self: a context that was not started
 * @incident: (nullable): NULL for "declare"
 * @command: (transfer none): what should happen
 * @error: as matoi_context_submit_all ()
 *
 * Returns: (transfer full): free it with matoi_context_free_receipt ()
 */
MatoiReceipt *
matoi_context_submit (MatoiContext *self,
                      const MatoiId *incident,
                      MatoiCommand *command,
                      GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  g_return_val_if_fail (command != NULL, NULL);

  g_ptr_array_add (commands, command);
  return matoi_context_submit_all (self, incident, commands, error);
}

/**
 * matoi_context_list_postmortems:
 * @closed: also those that are closed or were waived
 *
 * Returns: (transfer full): of MatoiIncidentRow, the earliest deadline first
 */
GPtrArray *
matoi_context_list_postmortems (MatoiContext *self, gboolean closed, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  rows = matoi_store_list_postmortems (self->store, closed, error);
  return rows != NULL && matoi_store_hide_incidents (self->store, self->identity, rows, error)
           ? g_steal_pointer (&rows)
           : NULL;
}

/** matoi_context_list_actions: (transfer full): of MatoiActionRow, that the identity may know of;
 * @open: what is still to do. */
GPtrArray *
matoi_context_list_actions (MatoiContext *self, gboolean open, GError **error)
{
  g_autoptr (GPtrArray) actions = NULL;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  actions = matoi_store_list_actions (self->store, open, error);
  return actions != NULL && matoi_store_hide_actions (self->store, self->identity, actions, error)
           ? g_steal_pointer (&actions)
           : NULL;
}

/** matoi_context_free_receipt: frees what a submit returned; NULL is fine. */
void
matoi_context_free_receipt (MatoiReceipt *receipt)
{
  if (receipt != NULL)
    matoi_receipt_free (receipt);
}

/** matoi_context_list: rows of the list of incidents, newest first (transfer full). @state: live, ended or NULL.
 * Confidential ones that are over are there for those who were a part of them (SEC-03). */
GPtrArray *
matoi_context_list (MatoiContext *self, const char *state, guint limit, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  return matoi_store_list_known (self->store, self->identity, state, limit, error);
}

/** matoi_context_resolve: finds the incident a person means; MATOI_ERROR_INPUT lists several, _NOT_FOUND: none. */
gboolean
matoi_context_resolve (MatoiContext *self, const char *text, MatoiId *id, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  return matoi_store_resolve (self->store, text, id, error);
}

/** matoi_context_load: (transfer full) the incident, folded from the log; it must not outlive the context. */
MatoiIncident *
matoi_context_load (MatoiContext *self, const MatoiId *id, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  return matoi_store_load (self->store, id, error);
}

/** matoi_context_verify: hash chains and projections; FALSE only if it could not be checked at all. */
gboolean
matoi_context_verify (MatoiContext *self, MatoiVerification *out, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  return matoi_store_verify (self->store, out, error);
}

/** matoi_context_clear_verification: frees what a verification holds. */
void
matoi_context_clear_verification (MatoiVerification *verification)
{
  matoi_verification_clear (verification);
}

/** matoi_context_rebuild: writes every projection anew from the log. */
gboolean
matoi_context_rebuild (MatoiContext *self,
                       MatoiProgress progress,
                       gpointer user_data,
                       GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  return matoi_store_rebuild (self->store, progress, user_data, error);
}

/** matoi_context_backup: writes a copy to @path while others may go on writing. */
gboolean
matoi_context_backup (MatoiContext *self, const char *path, GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  return matoi_store_backup (self->store, path, error);
}

/** matoi_context_is_newer: whether a later Matoi wrote the file @path; FALSE if there is none. */
gboolean
matoi_context_is_newer (const char *path)
{
  return matoi_store_is_newer (path);
}

/** matoi_context_restore: puts the backup @from in the place of the database, which is not opened and is kept. */
gboolean
matoi_context_restore (const char *db_path_or_null, const char *from, GError **error)
{
  g_autofree char *path =
    db_path_or_null != NULL ? g_strdup (db_path_or_null) : matoi_context_dup_default_path (error);

  g_return_val_if_fail (from != NULL, FALSE);

  return path != NULL && matoi_store_restore (path, from, error);
}

/**
 * matoi_context_set_setting:
 * @self: a context that was not started
 * @key: a known key
 * @value_or_null: NULL takes the setting away
 * @error: MATOI_ERROR_INPUT for an unknown key or a bad value, _STORAGE
 *
 * Returns: FALSE on error; then nothing was written
 */
gboolean
matoi_context_set_setting (MatoiContext *self,
                           const char *key,
                           const char *value_or_null,
                           GError **error)
{
  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (self->worker == NULL, FALSE);

  return matoi_context_check_setting (self, key, value_or_null, error) &&
         matoi_store_set_setting (self->store, key, value_or_null, error) &&
         matoi_context_reload_settings (self, error);
}
