/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-error.h"

G_BEGIN_DECLS

/* Tokens live in the Secret Service and nowhere else; without one an
 * environment variable serves one run, or the memory of this one. Blocking,
 * with a time-out: for matoictl and worker threads. No message ever holds a token. */
const char *const *matoi_secrets_list_names (void);
gboolean matoi_secrets_set (const char *name, const char *token, GError **error);
char *matoi_secrets_dup (const char *name, GError **error); /* NULL without error: there is none */
gboolean matoi_secrets_has (const char *name, GError **error);
char *matoi_secrets_dup_variable (const char *name);

/* Where a token is, the one that counts first. */
typedef enum
{
  MATOI_SECRET_NONE,
  MATOI_SECRET_GIVEN,    /* in the environment */
  MATOI_SECRET_THIS_RUN, /* in memory, until the program ends */
  MATOI_SECRET_STORED,   /* in the Secret Service */
} MatoiSecretPlace;
MatoiSecretPlace matoi_secrets_find (const char *name, GError **error);
/* Whether it can be a token at all. */
gboolean matoi_secrets_check (const char *token, GError **error);
void matoi_secrets_keep (const char *name, const char *token); /* in memory; does not block */
/* From memory and from the Secret Service; with @error it may still be there. */
gboolean matoi_secrets_forget (const char *name, GError **error);

G_END_DECLS
