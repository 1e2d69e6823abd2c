/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Writes a postmortem to a file, in the background, all of it or nothing. */
char *matoi_document_dup_file_name (const MatoiIncident *incident, const char *format);
void matoi_document_choose_async (GtkWindow *window,
                                  MatoiSession *session,
                                  const char *format,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GFile *matoi_document_choose_finish (GAsyncResult *result, GError **error);
void matoi_document_save_async (MatoiSession *session,
                                const char *format,
                                gboolean both,
                                GFile *file,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean matoi_document_save_finish (MatoiSession *session, GAsyncResult *result, GError **error);
/* What happened, what is safe and what to do now. (transfer full) */
char *matoi_document_dup_problem (GFile *file, const GError *error);

/* Prints the pages of the PDF. (transfer full): run it, or export it to a file. */
GtkPrintOperation *matoi_document_new_print (MatoiSession *session, gboolean both);

G_END_DECLS
