/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The record as those who talk to a service reach it. */

#include "config.h"

#include "sync-rig.h"

typedef struct
{
  GThread *thread;
  gint64 n_rows;
} Look;

static gboolean
look (MatoiStore *store, gpointer data, GError **error)
{
  Look *found = data;
  g_autoptr (GPtrArray) rows = matoi_store_list (store, NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  found->thread = g_thread_self ();
  found->n_rows = rows->len;
  return TRUE;
}

static gboolean
refuse (MatoiStore *store, gpointer data, GError **error)
{
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, "no");
  return FALSE;
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
count_free (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_run (void)
{
  SyncRig rig;
  Look found = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_freed = 0;

  sync_rig_set_up (&rig);
  sync_rig_declare (&rig, "Checkout 5xx");
  g_assert_true (sync_rig_run (&rig, look, &found) == &found);
  g_assert_cmpint (found.n_rows, ==, 1);
  g_assert_true (found.thread != NULL && found.thread != g_thread_self ());

  matoi_desk_run_async (sync_rig_get_desk (&rig), refuse, &n_freed, count_free, NULL, on_result,
                        &result);
  WAIT_UNTIL (result != NULL);
  g_assert_null (matoi_desk_run_finish (sync_rig_get_desk (&rig), result, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_object (&result);
  g_assert_cmpuint (n_freed, ==, 1);
  sync_rig_tear_down (&rig);
}

/* What was declared waits for Slack, and is there after a restart. */
static void
test_outbox (void)
{
  SyncRig rig;
  guint n;

  sync_rig_set_up (&rig);
  sync_rig_declare (&rig, "Checkout 5xx");
  n = sync_rig_count_outbox (&rig, "queued");
  g_assert_cmpuint (n, >, 2);
  sync_rig_reopen (&rig);
  g_assert_cmpuint (sync_rig_count_outbox (&rig, "queued"), ==, n);
  sync_rig_tear_down (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/run", test_run);
  g_test_add_func ("/desk/outbox", test_outbox);
  return g_test_run ();
}
