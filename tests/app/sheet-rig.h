/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import-csv.h"

G_BEGIN_DECLS

/* A database in a folder of its own, an organisation in Tokyo, and a file to be imported. */
typedef struct
{
  char *folder, *db, *path;
  GTimeZone *zone;
  MatoiContext *context;
} SheetRig;

void sheet_rig_set_up (SheetRig *rig, gconstpointer data);
void sheet_rig_tear_down (SheetRig *rig, gconstpointer data);
void sheet_rig_open (SheetRig *rig);

/* Writes the file. (nullable) */
MatoiSheet *sheet_rig_try (SheetRig *rig,
                           const char *bytes,
                           gssize length,
                           const char *encoding,
                           GError **error);
MatoiSheet *sheet_rig_read (SheetRig *rig, const char *text);
MatoiSheet *sheet_rig_read_as (SheetRig *rig, const char *text, const char *encoding);
/* Incidents of 2024, numbered from 0 on. (transfer full) */
char *sheet_rig_make_rows (guint n);
MatoiSheet *sheet_rig_read_rows (SheetRig *rig, guint n);
MatoiSheetReport *sheet_rig_import (SheetRig *rig, MatoiSheet *sheet, gboolean strict);

guint sheet_rig_count (SheetRig *rig);
/* So many, nothing besides, and no file of an import is left. */
void sheet_rig_check_count (SheetRig *rig, guint n);
gint64 sheet_rig_count_events (SheetRig *rig);
/* Whether there is a file of an import that was made ready. */
gboolean sheet_rig_is_staged (SheetRig *rig);
/* The log and all that is made of it are in order. */
void sheet_rig_check (SheetRig *rig);

/* Keeps the result in @user_data, a GAsyncResult **. */
void sheet_rig_take (GObject *source, GAsyncResult *result, gpointer user_data);
/* (transfer full) */
GAsyncResult *sheet_rig_wait (GAsyncResult **result);

G_END_DECLS
