/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store.h"

G_BEGIN_DECLS

/* Many new incidents from elsewhere, of which either all come in or none, and which hold up nobody
 * who writes meanwhile.
 *
 * 1. All of it is made ready in a file of its own beside the database (PATH-import). Nobody else
 *    notices; cancelled, failed or killed here, nothing was imported.
 * 2. It is sealed: one short transaction notes in the database that it comes in. From here on it
 *    is not given up any more, and a transaction of a few milliseconds at a time takes over some
 *    whole incidents, with all that belongs to them and what a search needs. Killed here, whoever
 *    opens the database to write goes on where it stopped: matoi_store_finish_import ().
 *
 * There is one such import of a database at a time. */

/* As matoi_store_import_each (), but incidents that are known stay as they are, and @make gives
 * commands only. @func is told in the first part. @moved (nullable) is told how many of the
 * incidents have come in; once it was called, @cancellable is not asked again. Not inside a
 * transaction; on a thread that may wait. */
gboolean matoi_store_import_staged (MatoiStore *store,
                                    guint n,
                                    MatoiBatchFunc make,
                                    gpointer make_data,
                                    gint64 now,
                                    MatoiImported func,
                                    MatoiProgress moved,
                                    gpointer user_data,
                                    GCancellable *cancellable,
                                    GError **error);
/* Whether an import that was begun left something to do or to tidy up; cheap. */
gboolean matoi_store_has_staged (MatoiStore *store);
/* Takes over the rest of one that was sealed, throws away one that was not. While another program
 * is at it this does nothing. */
gboolean matoi_store_finish_import (MatoiStore *store, GError **error);

G_END_DECLS
