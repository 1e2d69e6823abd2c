/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-adapter-kind.h"
#include "matoi-secrets.h"

G_BEGIN_DECLS

/* The tokens of one service, read and kept in a thread of their own. */
typedef struct
{
  const MatoiAdapterKind *kind;
  char *tokens[MATOI_ADAPTER_MAX_TOKENS]; /* (nullable) */
  char *former[MATOI_ADAPTER_MAX_TOKENS]; /* (nullable) what was there when it was looked */
  MatoiSecretPlace places[MATOI_ADAPTER_MAX_TOKENS];
  char *problem; /* (nullable): why it is not known, or only kept for this run */
} MatoiSetupTokens;

/* @tokens (nullable): as many as the service has, or NULL-terminated; each is copied. */
MatoiSetupTokens *matoi_setup_tokens_new (const MatoiAdapterKind *kind, char *const *tokens);
void matoi_setup_tokens_free (MatoiSetupTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSetupTokens, matoi_setup_tokens_free)

typedef enum
{
  MATOI_SETUP_TOKENS_LOOK,   /* fills in what is NULL */
  MATOI_SETUP_TOKENS_KEEP,   /* keeps what is not NULL, in memory if there is no other way */
  MATOI_SETUP_TOKENS_FORGET, /* fills in what is NULL, then forgets all */
} MatoiSetupTokensTask;

/* Takes @tokens over. */
void matoi_setup_tokens_run_async (MatoiSetupTokens *tokens,
                                   MatoiSetupTokensTask what,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): @tokens, with what was found. */
MatoiSetupTokens *matoi_setup_tokens_run_finish (GAsyncResult *result);

G_END_DECLS
