/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two cockpits on one file: each hears of everything, once, in order. */

#include "config.h"

#include "matoi-context.h"
#include "test-common.h"

#define N_NOTES 50

typedef struct
{
  char *folder, *db;
  MatoiContext *ours, *theirs;
  GPtrArray *heard_ours, *heard_theirs;
  MatoiId incident;
  guint answers;
} Fixture;

static void
hear (MatoiContext *context, GPtrArray *events, gpointer user_data)
{
  GPtrArray *heard = user_data;

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (heard, matoi_event_ref (g_ptr_array_index (events, i)));
}

static MatoiContext *
open_started (Fixture *fixture, GPtrArray **heard)
{
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  *heard = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  g_signal_connect (context, "events-recorded", G_CALLBACK (hear), *heard);
  matoi_context_start (context);
  return context;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("matoi-context-XXXXXX", NULL);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->ours = open_started (fixture, &fixture->heard_ours);
  fixture->theirs = open_started (fixture, &fixture->heard_theirs);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ours);
  g_clear_object (&fixture->theirs);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (fixture->heard_ours);
  g_ptr_array_unref (fixture->heard_theirs);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  fixture->incident = receipt->incident;
  fixture->answers++;
  matoi_context_free_receipt (receipt);
}

static void
declare (Fixture *fixture)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ann");
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", "Checkout fails");
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->ours, command, NULL, &error);
  g_assert_no_error (error);
  matoi_context_submit_async (fixture->ours, NULL, command, NULL, on_submitted, fixture);
  WAIT_UNTIL (fixture->answers == 1);
}

static void
note (Fixture *fixture, MatoiContext *context, guint n)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Ann");
  g_autofree char *text = g_strdup_printf ("entry %u", n);

  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  matoi_context_submit_async (context, &fixture->incident, command, NULL, on_submitted, fixture);
}

static void
assert_in_order (GPtrArray *heard)
{
  for (guint i = 1; i < heard->len; i++)
    g_assert_cmpint (((MatoiEvent *) g_ptr_array_index (heard, i - 1))->seq, <,
                     ((MatoiEvent *) g_ptr_array_index (heard, i))->seq);
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  gint64 before;
  guint all;

  declare (fixture);
  g_assert_cmpuint (fixture->heard_ours->len, >=, 1);
  before = g_get_monotonic_time ();
  WAIT_UNTIL (fixture->heard_theirs->len == fixture->heard_ours->len);
  g_test_message ("heard after %d ms", (int) ((g_get_monotonic_time () - before) / 1000));

  for (guint i = 0; i < N_NOTES; i++)
    {
      note (fixture, fixture->ours, i);
      note (fixture, fixture->theirs, i);
    }
  WAIT_UNTIL (fixture->answers == 1 + 2 * N_NOTES);
  all = 2 * N_NOTES + 1;
  WAIT_UNTIL (fixture->heard_ours->len >= all && fixture->heard_theirs->len >= all);
  g_assert_cmpuint (fixture->heard_ours->len, ==, fixture->heard_theirs->len);
  assert_in_order (fixture->heard_ours);
  assert_in_order (fixture->heard_theirs);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MatoiIncident **) user_data =
    matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  MatoiIncident *incident = NULL;
  GPtrArray *rows = NULL;
  guint n;

  declare (fixture);
  WAIT_UNTIL (fixture->heard_theirs->len > 0);
  matoi_context_load_async (fixture->theirs, &fixture->incident, NULL, on_loaded, &incident);
  WAIT_UNTIL (incident != NULL);
  g_assert_cmpstr (incident->title, ==, "Checkout fails");
  g_assert_nonnull (incident->policy);

  /* What is heard later folds into it here, in the main thread. */
  n = fixture->heard_theirs->len;
  note (fixture, fixture->ours, 1);
  WAIT_UNTIL (fixture->heard_theirs->len > n);
  matoi_incident_apply_all (incident, fixture->heard_theirs);
  g_assert_cmpstr (
    ((MatoiEntry *) g_ptr_array_index (incident->entries, incident->entries->len - 1))->text, ==,
    "entry 1");
  matoi_incident_free (incident);

  matoi_context_list_async (fixture->ours, "live", 0, NULL, on_listed, &rows);
  WAIT_UNTIL (rows != NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_ptr_array_unref (rows);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture->answers++;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Ann");
  guint n;

  declare (fixture);
  n = fixture->heard_ours->len;
  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", "never");
  g_cancellable_cancel (cancellable);
  matoi_context_submit_async (fixture->ours, &fixture->incident, command, cancellable, on_cancelled,
                              fixture);
  WAIT_UNTIL (fixture->answers == 2);
  g_assert_cmpuint (fixture->heard_ours->len, ==, n);
}

/* What was asked for before the end is still done and answered. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  declare (fixture);
  note (fixture, fixture->ours, 7);
  matoi_context_stop (fixture->ours);
  WAIT_UNTIL (fixture->answers == 2);
  WAIT_UNTIL (fixture->heard_theirs->len == fixture->heard_ours->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/context/two", Fixture, NULL, set_up, test_two, tear_down);
  g_test_add ("/context/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/context/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/context/stop", Fixture, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
