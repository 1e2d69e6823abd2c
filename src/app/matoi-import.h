/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *created, *unchanged; /* of char *: references */
  gint64 entries;
} MatoiImportResult;
void matoi_import_result_clear (MatoiImportResult *result);
/* Takes an incident-facts file or Matoi's own JSON; all or nothing for each file, twice changes nothing. */
gboolean matoi_import_file (MatoiContext *context,
                            const char *path,
                            MatoiProgress progress,
                            gpointer user_data,
                            MatoiImportResult *result,
                            GError **error);
/* The commands a facts file stands for, for import and replay: (transfer full) of MatoiCommand; the first is "declare". */
GPtrArray *matoi_import_read_facts (MatoiContext *context, JsonObject *facts, GError **error);
/* The one record of a file; MATOI_ERROR_INPUT if it holds several. */
JsonObject *matoi_import_read_file (const char *path, GError **error);
/* All records: one object, an array, {"incidents":[…]} or one object a line. (transfer full) of JsonObject */
GPtrArray *matoi_import_read_records (const char *path, GError **error);

/* Checks a file without writing. */
gboolean matoi_import_check_file (MatoiContext *context, const char *path, GError **error);

G_END_DECLS
