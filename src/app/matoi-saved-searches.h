/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* What is looked for again and again, by name; for all who use the database. The context's
 * "settings-changed" tells of changes, other processes' too. */
typedef struct
{
  char *name, *query;
} MatoiSavedSearch;

/* By name. (transfer full) of MatoiSavedSearch */
GPtrArray *matoi_saved_searches_list (MatoiContext *context);
/* In place of one of that name. Finished by matoi_context_set_setting_finish (); MATOI_ERROR_INPUT
 * if the name or the query is empty or too long, or there are too many. */
void matoi_saved_searches_save_async (MatoiContext *context,
                                      const char *name,
                                      const char *query,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* The same. One that is not there is no error. */
void matoi_saved_searches_delete_async (MatoiContext *context,
                                        const char *name,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

G_END_DECLS
