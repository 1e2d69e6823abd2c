/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-error.h"

G_BEGIN_DECLS

/* Tokens live in the Secret Service and nowhere else; without one an
 * environment variable serves one run. Blocking, with a time-out: for
 * matoictl and worker threads. No message ever holds a token. */
const char *const *matoi_secrets_list_names (void);
gboolean matoi_secrets_set (const char *name, const char *token, GError **error);
char *matoi_secrets_dup (const char *name, GError **error); /* NULL without error: there is none */
gboolean matoi_secrets_has (const char *name, GError **error);
char *matoi_secrets_dup_variable (const char *name);

G_END_DECLS
