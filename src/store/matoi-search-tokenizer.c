/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-search-private.h"

#include "matoi-tokens.h"

/* Lets the index see text as matoi-tokens.h does. */

typedef struct
{
  void *context;
  int (*tell) (void *context, int flags, const char *token, int length, int start, int end);
  int result;
} Call;

static gboolean
tell (const char *token, gsize length, gsize start, gsize end, gboolean beside, gpointer user_data)
{
  Call *call = user_data;

  call->result = call->tell (call->context, beside ? FTS5_TOKEN_COLOCATED : 0, token, (int) length,
                             (int) start, (int) end);
  return call->result == SQLITE_OK;
}

static int
create (void *unused, const char **args, int n_args, Fts5Tokenizer **out)
{
  /* There is nothing to remember; but NULL would be no tokenizer. */
  static int nothing;

  *out = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          int (*func) (void *, int, const char *, int, int, int))
{
  Call call = { context, func, SQLITE_OK };

  if (text != NULL && length > 0)
    matoi_tokens_each (text, (gsize) length,
                       (flags & FTS5_TOKENIZE_QUERY) != 0 ? MATOI_TOKENS_QUERY : MATOI_TOKENS_INDEX,
                       tell, &call);
  return call.result;
}

/** matoi_search_register: makes the tokenizer "matoi" known to the connection. */
gboolean
matoi_search_register (MatoiDatabase *db, GError **error)
{
  static fts5_tokenizer tokenizer = { create, destroy, tokenize };
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (db->handle, "SELECT fts5(?1)", -1, &stmt, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);
  if (result == SQLITE_OK)
    result =
      api != NULL ? api->xCreateTokenizer (api, "matoi", NULL, &tokenizer, NULL) : SQLITE_ERROR;
  return result == SQLITE_OK || matoi_database_set_error (db->handle, result, db->path, error);
}
