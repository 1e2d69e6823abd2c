/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"

G_BEGIN_DECLS

/* Who finds the database locked by another writer looks again at short and even intervals, and gives
 * up after MATOI_DATABASE_BUSY_TIMEOUT_MS. */
void matoi_database_set_patient (MatoiDatabase *db, gboolean patient);
/* Between two transactions of long work: so long that everybody who waits has looked. */
void matoi_database_let_others (void);
/* Whether the last statement failed since another writer was at work for all that time. */
gboolean matoi_database_was_busy (MatoiDatabase *db);

G_END_DECLS
