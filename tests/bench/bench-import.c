/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 100,000 lines of CSV come in while two people write at a live incident, one in the window's own
 * process and one in another: how long it takes, and what they wait for. MATOI_BENCH_ROWS=10000
 * makes it short. Yardstick: the same two before the import begins. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "matoi-import-csv.h"
#include "matoi-store.h"
#include "matoi-time.h"
#include "measure.h"

#define NOTE_EVERY_MS 100
#define QUIET_MS      2000

typedef struct
{
  char *folder, *db, *csv;
  MatoiContext *context;
  MatoiId incident;
  GArray *here, *there, *pauses;
  gint64 last_turn, written;
  gboolean busy, done;
  int stop; /* atomic */
} Bench;

static void
make_sheet (Bench *bench, guint n)
{
  static const char *const titles[] = { "決済の失敗が増えた", "Checkout returns 5xx", "検索の遅延",
                                        "Login fails for some users" };
  static const char *const causes[] = { "接続プールの枯渇", "Expired certificate", "設定の誤り" };
  g_autoptr (GString) text = g_string_new (
    "番号,件名,重大度,サービス,発生日時,検知日時,復旧日時,影響範囲,概要,原因,指揮者\n");

  for (guint i = 0; i < n; i++)
    {
      const char *title = titles[i % G_N_ELEMENTS (titles)];
      g_autofree char *day = g_strdup_printf ("%u-%02u-%02u", 2021 + i % 5, i % 12 + 1, i % 28 + 1);

      g_string_append_printf (text,
                              "H-%06u,%s %u,%u,s%u;s%u,%s %02u:%02u,%s %02u:%02u,%s %02u:%02u,"
                              "約%u人の利用者,%s。デプロイを戻して復旧した。%u,%s,user%u\n",
                              i, title, i, i % 3 + 1, i % 7, i % 11, day, i % 20, i % 60, day,
                              i % 20, i % 60, day, i % 20 + 2, i % 60, i % 9000, title, i,
                              causes[i % G_N_ELEMENTS (causes)], i % 40);
    }
  if (!g_file_set_contents (bench->csv, text->str, (gssize) text->len, NULL))
    g_error ("%s cannot be written", bench->csv);
}

static MatoiCommand *
make_note (const char *actor)
{
  MatoiCommand *note = matoi_command_new ("note", actor);

  matoi_command_set (note, "kind", "fact");
  matoi_command_set (note, "text", "エラー率が下がり始めた");
  return note;
}

/* --- in another process, as far as SQLite can tell */

static gpointer
write_there (gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (bench->db, MATOI_STORE_READ_WRITE, &error);

  while (store != NULL && !g_atomic_int_get (&bench->stop))
    {
      g_autoptr (GPtrArray) commands =
        g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
      g_autoptr (MatoiReceipt) receipt = NULL;
      gint64 begin;

      g_usleep (NOTE_EVERY_MS * 1000);
      g_ptr_array_add (commands, make_note ("there"));
      begin = g_get_monotonic_time ();
      receipt = matoi_store_submit (store, &bench->incident, commands, matoi_time_now (), &error);
      if (receipt == NULL)
        break;
      times_since (bench->there, begin);
    }
  if (error != NULL)
    g_error ("another program could not write: %s", error->message);
  return NULL;
}

/* --- here */

static void
on_noted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt =
    matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  if (receipt == NULL)
    g_error ("the window could not write: %s", error->message);
  times_since (bench->here, bench->written);
  bench->busy = FALSE;
}

static gboolean
write_here (gpointer user_data)
{
  Bench *bench = user_data;

  if (bench->busy)
    return G_SOURCE_CONTINUE;
  bench->busy = TRUE;
  bench->written = g_get_monotonic_time ();
  matoi_context_submit_async (bench->context, &bench->incident, make_note ("here"), NULL, on_noted,
                              bench);
  return G_SOURCE_CONTINUE;
}

/* How long the main loop was away. */
static gboolean
turn (gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now = g_get_monotonic_time ();

  times_add (bench->pauses, now - bench->last_turn);
  bench->last_turn = now;
  return G_SOURCE_CONTINUE;
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSheetReport) report = matoi_sheet_finish (MATOI_CONTEXT (source), result, &error);

  if (report == NULL)
    g_error ("%s", error->message);
  bench->done = TRUE;
}

static void
report_waits (const char *what, Bench *bench)
{
  g_print ("%-8s here: median %5.1f p95 %6.1f most %6.1f ms (%u notes); there: median %5.1f p95 "
           "%6.1f most %6.1f ms (%u); longest pause of the main loop %.0f ms\n",
           what, times_get (bench->here, 0.5), times_get (bench->here, 0.95),
           times_get (bench->here, 1), bench->here->len, times_get (bench->there, 0.5),
           times_get (bench->there, 0.95), times_get (bench->there, 1), bench->there->len,
           times_get (bench->pauses, 1) - 1);
}

static double
seconds_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
}

static void
import (Bench *bench, guint n)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time (), looked = 0, ready = 0;
  g_autoptr (MatoiSheet) sheet = matoi_sheet_read (bench->csv, NULL, zone, &error);
  double read = seconds_since (begin);
  guint done = 0;

  if (sheet == NULL)
    g_error ("%s", error->message);
  begin = g_get_monotonic_time ();
  matoi_sheet_import_async (sheet, bench->context, TRUE, NULL, on_imported, bench);
  while (!bench->done)
    {
      g_main_context_iteration (NULL, TRUE);
      if (ready == 0 && matoi_sheet_get_progress (sheet, &done))
        ready = g_get_monotonic_time ();
      else if (looked == 0 && done > 0)
        looked = g_get_monotonic_time ();
    }
  report_waits ("import:", bench);
  g_print (
    "%u lines: read %.1f s, looked at %.1f s, made ready %.1f s, came in %.1f s; import %.1f "
    "s\n",
    n, read, (double) (looked - begin) / G_USEC_PER_SEC, (double) (ready - looked) / G_USEC_PER_SEC,
    seconds_since (ready), seconds_since (begin));
}

int
main (void)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-head" };
  const char *rows = g_getenv ("MATOI_BENCH_ROWS");
  guint n = rows != NULL ? (guint) atoi (rows) : 100000;
  Bench bench = { .folder = g_dir_make_tmp ("matoi-bench-import-XXXXXX", NULL) };
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (MatoiCommand) declare = matoi_command_new ("declare", "here");
  MatoiPolicy *policy;
  GThread *other;
  struct rusage usage;

  bench.db = g_build_filename (bench.folder, "matoi.db", NULL);
  bench.csv = g_build_filename (bench.folder, "history.csv", NULL);
  bench.here = times_new ();
  bench.there = times_new ();
  bench.pauses = times_new ();
  make_sheet (&bench, n);
  bench.context = matoi_context_new (bench.db, MATOI_STORE_READ_WRITE, &error);
  if (bench.context == NULL)
    g_error ("%s", error->message);
  policy = matoi_context_get_policy (bench.context, NULL, &error);
  if (policy == NULL)
    g_error ("%s", error->message);
  matoi_command_set (declare, "policy", matoi_policy_get_hash (policy));
  matoi_command_set (declare, "title", "Live");
  matoi_command_set (declare, "severity", "1");
  receipt = matoi_context_submit (bench.context, NULL, declare, &error);
  if (receipt == NULL)
    g_error ("%s", error->message);
  bench.incident = receipt->incident;
  matoi_context_start (bench.context);
  other = g_thread_new ("there", write_there, &bench);
  g_timeout_add (NOTE_EVERY_MS, write_here, &bench);
  g_timeout_add (1, turn, &bench);
  bench.last_turn = g_get_monotonic_time ();
  run_for (QUIET_MS);
  report_waits ("before:", &bench);
  g_array_set_size (bench.here, 0);
  g_array_set_size (bench.there, 0);
  g_array_set_size (bench.pauses, 0);
  import (&bench, n);
  g_atomic_int_set (&bench.stop, TRUE);
  g_thread_join (other);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("CPU %.1f s, at most %ld MB\n",
           (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
             (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
           usage.ru_maxrss / 1024);
  matoi_context_stop (bench.context);
  g_object_unref (bench.context);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (bench.db, suffixes[i], NULL);

      g_unlink (path);
    }
  g_unlink (bench.csv);
  g_rmdir (bench.folder);
  return 0;
}
