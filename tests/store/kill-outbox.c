/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "matoi-outbox.h"
#include "store-rig.h"

/* Sends for ever what is in the outbox: the service is a file with a line for each message. Its
 * parent kills it at a random moment, as it sees the bytes that are said between the steps. */

static void
say (void)
{
  if (write (STDOUT_FILENO, ".", 1) != 1)
    _exit (1);
}

static gboolean
has_arrived (const char *service, const char *idem)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (service, &text, NULL, NULL) && strstr (text, idem) != NULL;
}

/* What the last one left: looked for before anything else is sent. */
static gboolean
settle (MatoiStore *store, const char *service, gint64 now)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, NULL, FALSE, NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      gboolean arrived = has_arrived (service, row->idem);

      if (!g_str_equal (row->state, "unknown"))
        continue;
      if (!matoi_store_mark_outbox (store, row->id, MATOI_OUTBOX_VERIFY, NULL, MATOI_TIME_NONE, now,
                                    NULL))
        return FALSE;
      say ();
      if (!matoi_store_mark_outbox (store, row->id,
                                    arrived ? MATOI_OUTBOX_SENT : MATOI_OUTBOX_AGAIN,
                                    arrived ? "1.0" : "not there", MATOI_TIME_NONE, now, NULL))
        return FALSE;
      say ();
    }
  return rows != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (MatoiStore) store = NULL;
  gint64 now = RIG_NOW;
  int file;

  if (argc < 3)
    return 2;
  store = matoi_store_open (argv[1], MATOI_STORE_READ_WRITE, NULL);
  file = open (argv[2], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (store == NULL || file < 0 || !matoi_store_recover_outbox (store, "slack/", NULL) ||
      !settle (store, argv[2], now))
    return 1;
  for (;;)
    {
      g_autoptr (MatoiOutboxRow) row = matoi_store_take_outbox (store, NULL, now, NULL);
      g_autofree char *line = NULL;

      if (row == NULL)
        return 0;
      say ();
      line = g_strdup_printf ("%s %s %" G_GINT64_FORMAT "\n", row->idem, row->lane, row->id);
      if (write (file, line, strlen (line)) != (gssize) strlen (line))
        return 1;
      say ();
      if (!matoi_store_mark_outbox (store, row->id, MATOI_OUTBOX_SENT, "1.0", MATOI_TIME_NONE, now,
                                    NULL))
        return 1;
      say ();
    }
}
