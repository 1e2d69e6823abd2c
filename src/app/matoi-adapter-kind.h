/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-link.h"
#include "matoi-desk.h"

G_BEGIN_DECLS

/* Internal to src/app: in what the services differ. */

#define MATOI_ADAPTER_MAX_TOKENS 2

typedef struct
{
  const char *id, *name;
  const char *main;       /* the setting (without "ID.") without which it is not set up */
  const char *place[3];   /* what names the place there: goes when it is disconnected */
  const char *watched[6]; /* what a connection was made with: another value, another connection */
  const char *secrets[MATOI_ADAPTER_MAX_TOKENS + 1]; /* only the first is needed */
  /* (transfer full); @tokens: as many as secrets, those after the first nullable */
  MatoiLink *(*make) (MatoiDesk *desk, const char *id, char *const *tokens);
} MatoiAdapterKind;

/* (nullable): there is no such service */
const MatoiAdapterKind *matoi_adapter_kind_find (const char *id);
const MatoiAdapterKind *matoi_adapter_kind_list (void); /* the last one has no id */

G_END_DECLS
