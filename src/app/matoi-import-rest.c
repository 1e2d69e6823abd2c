/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-private.h"
#include "matoi-import-private.h"
#include "matoi-stage.h"

/* What is left of an import that the end of the program came in between. */

static void
finish (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (data, MATOI_STORE_READ_WRITE, &error);

  if (store == NULL || !matoi_store_finish_import (store, &error))
    g_message ("an import cannot be finished: %s", error->message);
}

/** matoi_import_finish_rest: see the header. */
void
matoi_import_finish_rest (MatoiContext *context)
{
  g_autoptr (GTask) task = NULL;

  if (!matoi_store_has_staged (context->store))
    return;
  /* It must not keep the context: nobody waits for it, and it goes on the next time. */
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_strdup (matoi_store_get_path (context->store)), g_free);
  g_task_run_in_thread (task, finish);
}
