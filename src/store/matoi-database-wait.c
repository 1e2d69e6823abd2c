/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-database-wait.h"

/* SQLite has no queue of writers: one that waits has to look again and again. SQLite's own handler
 * looks more and more seldom, in the end every 100 ms, and long work that only stops for a moment
 * between its parts would then be met by chance. With an even and short interval that moment can
 * be short as well, and who waits is sure to find it. */
#define LOOK_EVERY_US 2000

static int
look_again (void *user_data, int n_looks)
{
  if (n_looks >= MATOI_DATABASE_BUSY_TIMEOUT_MS * 1000 / LOOK_EVERY_US)
    return 0;
  g_usleep (LOOK_EVERY_US);
  return 1;
}

/** matoi_database_set_patient: see the header; FALSE: a locked database is an error at once. */
void
matoi_database_set_patient (MatoiDatabase *db, gboolean patient)
{
  sqlite3_busy_handler (db->handle, patient ? look_again : NULL, NULL);
}

/** matoi_database_let_others: see the header; not in the main thread. */
void
matoi_database_let_others (void)
{
  /* Once for the interval, and once for a machine that wakes them late. */
  g_usleep (2 * LOOK_EVERY_US);
}

/** matoi_database_was_busy: see the header. */
gboolean
matoi_database_was_busy (MatoiDatabase *db)
{
  return (sqlite3_errcode (db->handle) & 0xff) == SQLITE_BUSY;
}
