/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-turn.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "matoi-outbox.h"

typedef struct
{
  char *service;
  int held; /* the lock that is ours already, or -1 */
  int lock; /* one that was taken now, or -1 */
} Turn;

static void
turn_free (Turn *turn)
{
  matoi_turn_drop (&turn->lock);
  g_free (turn->service);
  g_free (turn);
}

/* In the store's thread. */
static gboolean
take (MatoiStore *store, gpointer data, GError **error)
{
  Turn *turn = data;
  g_autofree char *path = g_strconcat (matoi_store_get_path (store), "-", turn->service, NULL);
  g_autofree char *lanes = g_strconcat (turn->service, "/", NULL);

  if (turn->held >= 0)
    return matoi_store_recover_outbox (store, lanes, error);
  turn->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (turn->lock < 0)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                   /* Translators: %1$s is a file, %2$s the reason. */
                   _ ("“%1$s” cannot be opened (%2$s). Nothing is sent and nothing is lost; make "
                      "the folder writable and start Matoi again."),
                      path, g_strerror (errno));
      return FALSE;
    }
  if (flock (turn->lock, LOCK_EX | LOCK_NB) == 0)
    return matoi_store_recover_outbox (store, lanes, error);
  matoi_turn_drop (&turn->lock);
  return TRUE;
}

/**
 * matoi_turn_take_async:
 * @service: its id, with which its lanes begin
 * @lock: what a former call gave, or -1
 *
 * Asks for the turn; with it, what was being sent when the last one ended counts as unknown.
 */
void
matoi_turn_take_async (MatoiDesk *desk,
                       const char *service,
                       int lock,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->service = g_strdup (service);
  turn->held = lock;
  turn->lock = -1;
  matoi_desk_run_async (desk, take, turn, (GDestroyNotify) turn_free, cancellable, callback,
                        user_data);
}

/**
 * matoi_turn_take_finish:
 * @lock: (inout): the lock, if one was taken; else left as it is
 *
 * Returns: FALSE with @error if nobody can know
 */
gboolean
matoi_turn_take_finish (MatoiDesk *desk, GAsyncResult *result, int *lock, GError **error)
{
  Turn *turn = matoi_desk_run_finish (desk, result, error);

  if (turn == NULL)
    return FALSE;
  if (turn->lock >= 0)
    *lock = turn->lock;
  turn->lock = -1;
  turn_free (turn);
  return TRUE;
}

/** matoi_turn_drop: lets the next one take over; -1 is fine. */
void
matoi_turn_drop (int *lock)
{
  if (*lock >= 0)
    close (*lock);
  *lock = -1;
}
