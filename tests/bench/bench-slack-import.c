/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <sys/resource.h>

#include "matoi-slack-import.h"
#include "matoi-time.h"
#include "slack-rig.h"

/* 25,000 messages, most of them Japanese, out of a ZIP archive into an incident; the budget is 5 s.
 * MATOI_BENCH_SLACK=PATH takes all channels of a real export instead. */

#define MESSAGES 25000
#define PER_DAY  50
#define START    G_GINT64_CONSTANT (1500000000)

static char *
make_export (SlackRig *rig)
{
  slack_rig_add_lists (rig, "");
  for (guint day = 0; day < MESSAGES / PER_DAY; day++)
    {
      g_autoptr (GString) text = g_string_new ("[");
      g_autofree char *name = g_strdup_printf ("incident/%04u-%02u-%02u.json", 2000 + day / 300,
                                               day / 28 % 12 + 1, day % 28 + 1);

      for (guint i = 0; i < PER_DAY; i++)
        g_string_append_printf (
          text,
          "%s{'type':'message','user':'U%u','ts':'%" G_GINT64_FORMAT ".%06u','text':"
          "'<@U2> 決済のエラー率が %u %% に上がっています :eyes: <https://grafana.example/d/%u|グラフ>'}",
          i > 0 ? "," : "", i % 3 + 1, START + day * 3600 + i, i, i, day);
      g_string_append_c (text, ']');
      slack_rig_add (rig, name, text->str);
    }
  return slack_rig_write_zip (rig, "export.zip");
}

static double
since (gint64 *start)
{
  gint64 now = g_get_monotonic_time ();
  double seconds = (double) (now - *start) / G_USEC_PER_SEC;

  *start = now;
  return seconds;
}

int
main (void)
{
  g_autoptr (SlackRig) rig = slack_rig_new ();
  const char *given = g_getenv ("MATOI_BENCH_SLACK");
  g_autofree char *path = given != NULL ? g_strdup (given) : make_export (rig);
  g_autofree char *db = g_build_filename (rig->folder, "matoi.db", NULL);
  MatoiSlackTarget target = { .title = "Bench" };
  MatoiSlackTally tally = { 0 };
  MatoiImportResult result = { NULL };
  g_autoptr (MatoiSlackExport) export = NULL;
  g_autoptr (MatoiContext) context = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  double listed, read, written;
  MatoiSlackChoice choice = { NULL, MATOI_TIME_NONE, MATOI_TIME_NONE, NULL };
  struct rusage usage;

  export = matoi_slack_export_open (path, NULL, NULL, NULL, &error);
  if (export == NULL)
    g_error ("%s", error->message);
  listed = since (&start);
  choice.channels = matoi_slack_export_get_channels (export);
  messages = matoi_slack_export_read (export, &choice, NULL, NULL, NULL, &error);
  if (messages == NULL)
    g_error ("%s", error->message);
  read = since (&start);
  context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  if (context == NULL || !matoi_slack_import (context, messages, &target, &result, &tally, &error))
    g_error ("%s", error->message);
  written = since (&start);
  getrusage (RUSAGE_SELF, &usage);
  printf ("slack-import: %u messages: listed %.2f s, read %.2f s, recorded %.2f s, all %.2f s "
          "(budget 5 s); CPU %.2f s, at most %ld MB\n",
          messages->len, listed, read, written, listed + read + written,
          (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
            (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6,
          usage.ru_maxrss / 1024);
  matoi_import_result_clear (&result);
  return 0;
}
