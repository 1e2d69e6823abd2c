/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-adapter.h"
#include "matoi-cli-private.h"

G_BEGIN_DECLS

/* "matoictl sync" and "bridge". */

/* One service that is used. */
typedef struct
{
  MatoiAdapter *adapter;
  char *said; /* (nullable) what was told last */
  guint n_quiet;
} MatoiCliSyncService;

typedef struct
{
  MatoiCli *cli;
  GArray *services; /* of MatoiCliSyncService */
  GMainLoop *loop;
  gint64 until; /* monotonic, µs */
  gboolean once;
} MatoiCliSync;

/* matoi-cli-sync-print.c: what became of it. */
MatoiCliSyncService *matoi_cli_sync_get (MatoiCliSync *run, guint index);
const char *matoi_cli_sync_get_name (MatoiCliSync *run, const MatoiCliSyncService *service);
gboolean matoi_cli_sync_has_failed (const MatoiCliSyncService *service);
/* (nullable): the one that needs somebody most; NULL: no service is used. */
const MatoiCliSyncService *matoi_cli_sync_find_worst (MatoiCliSync *run);
/* What was sent between two lists of the outbox. */
void matoi_cli_sync_print (MatoiCliSync *run, GPtrArray *before, GPtrArray *now);

G_END_DECLS
