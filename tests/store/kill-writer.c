/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "store-rig.h"

/* Writes entries for ever and says the id of each on standard output once it
 * is durable. Its parent kills it at a random moment. */
int
main (int argc, char **argv)
{
  g_autoptr (MatoiStore) store = NULL;
  MatoiId incident;

  if (argc < 3 || !matoi_id_from_text (&incident, argv[2]))
    return 2;
  store = matoi_store_open (argv[1], MATOI_STORE_READ_WRITE, NULL);
  for (guint i = 0; store != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf ("entry %u of %d", i, (int) getpid ());
      g_autoptr (MatoiReceipt) receipt = rig_try (NULL, store, &incident, rig_note (text), NULL);
      char line[MATOI_ID_TEXT_LENGTH + 1];

      if (receipt == NULL)
        return 1;
      matoi_id_to_text (&((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id, line);
      line[MATOI_ID_TEXT_LENGTH] = '\n';
      if (write (STDOUT_FILENO, line, sizeof line) != (gssize) sizeof line)
        return 1;
    }
  return 1;
}
