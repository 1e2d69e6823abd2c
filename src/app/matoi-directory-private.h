/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-directory.h"

G_BEGIN_DECLS

typedef struct
{
  guint line;       /* on which it begins, from 1 */
  GPtrArray *cells; /* of char *, blanks around them taken off */
} MatoiCsvRow;

/* The rows of @text that are not empty; NULL with MATOI_ERROR_INPUT that names the line. */
GPtrArray *matoi_csv_parse (const char *text, gsize length, GError **error);
/* The same with other borders; @max_cell: bytes. */
GPtrArray *matoi_csv_parse_with (const char *text,
                                 gsize length,
                                 char separator,
                                 gsize max_cell,
                                 GError **error);

/* What is read so far, and what it may contain. @policy (nullable): its roles count too. */
typedef struct
{
  MatoiDirectory *directory;
  MatoiPolicy *policy;
  gboolean any_role;
  GHashTable *people, *services; /* folded name -> the line it is on */
} MatoiDirectoryReader;

gboolean matoi_directory_reader_take_person (MatoiDirectoryReader *reader,
                                             MatoiPerson *person,
                                             GError **error);
gboolean matoi_directory_reader_take_service (MatoiDirectoryReader *reader,
                                              MatoiService *service,
                                              GError **error);
gboolean matoi_directory_read_json (MatoiDirectoryReader *reader,
                                    const char *text,
                                    gsize length,
                                    GError **error);
gboolean matoi_directory_read_csv (MatoiDirectoryReader *reader,
                                   const char *text,
                                   gsize length,
                                   GError **error);
gboolean
matoi_directory_fail (GError **error, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);
GStrv matoi_directory_dup_list (const char *cell);
void matoi_directory_set_cell (char **field, const char *text);

G_END_DECLS
