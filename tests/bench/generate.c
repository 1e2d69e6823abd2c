/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "matoi-json.h"

#define DEFAULT_INCIDENTS   10000
#define ENTRIES_OF_INCIDENT 100

/* The words of real operations talk, so that text sizes and scripts are
 * realistic: every second incident is told in Japanese. */
static const char *const subjects[2][8] = {
  { "checkout API", "payment worker", "search index", "login service", "image proxy",
    "billing queue", "Redis cluster", "primary database" },
  { "決済API", "ログイン処理", "検索インデックス", "動画配信", "ﾊﾞｯﾁ処理", "課金キュー",
    "Redisクラスタ", "主データベース" }
};
static const char *const happenings[2][8] = {
  { "returns 5xx for %d % of requests", "is slower than %d ms at the median",
    "lost %d of its connections", "was restarted on %d hosts", "shows %d pending jobs",
    "recovered on %d of 16 hosts", "rejects writes since %d seconds",
    "was rolled back after %d minutes" },
  { "でエラー率が%d %に上昇", "の応答が%d msを超えた", "の接続が%d本切れた", "を%d台で再起動した",
    "に未処理が%d件ある", "は%d台で復旧した", "が%d秒前から書き込みを拒否", "を%d分後に切り戻した" }
};
static const char *const kinds[] = { "fact",     "fact",   "fact",     "hypothesis",
                                     "decision", "action", "detection" };
static const char *const people[2][5] = { { "Aiko", "Ben", "Mei", "Jonas", "Priya" },
                                          { "田中愛子", "佐藤健二", "林芽衣", "高橋蓮",
                                            "伊藤さくら" } };

MatoiPolicy *
generate_policy (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
    g_build_filename (g_getenv ("MATOI_DATADIR"), "presets", "pagerduty.json", NULL);
  g_autofree char *text = NULL;
  MatoiPolicy *policy;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  policy = matoi_policy_parse (text, -1, path, NULL, NULL, &error);
  if (policy == NULL)
    g_error ("%s", error->message);
  return policy;
}

static MatoiCommand *
command_at (const char *name, const char *actor, gint64 at)
{
  MatoiCommand *command = matoi_command_new (name, actor);

  command->occurred_at = at;
  return command;
}

static char *
make_text (GRand *rand, guint lang)
{
  g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 900));
  GString *text = g_string_new (subjects[lang][g_rand_int_range (rand, 0, 8)]);

  g_string_append_printf (text, lang == 0 ? " %s (%x)" : "%s（%x）",
                          happenings[lang][g_rand_int_range (rand, 0, 8)], g_rand_int (rand));
  g_string_replace (text, "%d", number, 0);
  return g_string_free (text, FALSE);
}

/* The commands of one whole incident: declared, led, noted, ended. */
GPtrArray *
generate_incident (GRand *rand, MatoiPolicy *policy, guint number, guint n_entries, gint64 start)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  guint lang = number % 2;
  const char *ic = people[lang][number % 5];
  g_autofree char *title = make_text (rand, lang);
  MatoiCommand *command = command_at ("declare", ic, start);

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", number % 3 == 0 ? "1" : "2");
  matoi_command_set (command, "policy", matoi_policy_get_hash (policy));
  matoi_command_set_int (command, "ref_seed", g_rand_int (rand));
  matoi_command_set_int (command, "started_at", start - 5 * MATOI_MINUTE);
  g_ptr_array_add (commands, command);
  command = command_at ("role-assign", ic, start + 1000);
  matoi_command_set (command, "role", "ic");
  matoi_command_set (command, "person", ic);
  g_ptr_array_add (commands, command);
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *text = make_text (rand, lang);

      command = command_at (i % 10 == 9 ? "todo" : "note", people[lang][i % 5],
                            start + 2000 + 7000 * (gint64) i);
      matoi_command_set (command, "text", text);
      if (i % 10 != 9)
        matoi_command_set (command, "kind",
                           kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))]);
      if (i % 4 == 0)
        matoi_command_add_evidence (command, "https://metrics.example.com/d/1", NULL, NULL);
      g_ptr_array_add (commands, command);
    }
  if (number % 500 != 0)
    {
      command = command_at ("end", ic, start + 4000 + 7000 * (gint64) n_entries);
      matoi_command_set (command, "outcome", "recovered");
      matoi_command_set (command, "final_severity", "2");
      matoi_command_set (command, "override", "generated");
      g_ptr_array_add (commands, command);
    }
  return commands;
}

/* Five years of incidents up to yesterday, one transaction each. */
void
generate_database (const char *path, guint n_incidents, guint n_entries, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  GRand *rand = g_rand_new_with_seed (seed);
  gint64 end = matoi_time_now () - 24 * 60 * MATOI_MINUTE;
  gint64 step = G_GINT64_CONSTANT (5) * 365 * 24 * 60 * MATOI_MINUTE / MAX (n_incidents, 1);

  if (store == NULL || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n_incidents; i++)
    {
      /* A single one is of this week. */
      gint64 start =
        n_incidents > 1 ? end - step * (gint64) (n_incidents - i) : end - 7000 * (gint64) n_entries;
      g_autoptr (GPtrArray) commands = generate_incident (rand, policy, i, n_entries, start);
      g_autoptr (MatoiReceipt) receipt =
        matoi_store_submit (store, NULL, commands, start + 30000 * (gint64) n_entries, &error);

      if (receipt == NULL)
        g_error ("incident %u: %s", i, error->message);
    }
  g_rand_free (rand);
}

/* How many incidents the big database has: MATOI_BENCH_INCIDENTS, or 10,000. */
guint
generate_get_size (void)
{
  const char *text = g_getenv ("MATOI_BENCH_INCIDENTS");
  int n = text != NULL ? atoi (text) : DEFAULT_INCIDENTS;

  return (guint) MAX (n, 10);
}

static void
remove_database (const char *path)
{
  static const char *const sides[] = { "", "-wal", "-shm", "-head" };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *side = g_strconcat (path, sides[i], NULL);

      g_unlink (side);
    }
}

/* One that was interrupted stays under another name. */
static char *
get_cached (guint n_incidents, guint n_entries)
{
  const char *dir = g_getenv ("MATOI_BENCH_DIR");
  g_autofree char *name = g_strdup_printf ("bench-v%d-%u-incidents-of-%u.db", MATOI_SCHEMA_VERSION,
                                           n_incidents, n_entries);
  g_autofree char *path = g_build_filename (dir ? dir : g_get_tmp_dir (), name, NULL);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autofree char *partial_head = g_strconcat (partial, "-head", NULL);
  gint64 from = g_get_monotonic_time ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  remove_database (partial);
  generate_database (partial, n_incidents, n_entries, 42);
  if (g_rename (partial, path) != 0)
    g_error ("%s: %s", path, g_strerror (errno));
  g_unlink (partial_head);
  g_print ("generated %u incidents, %u entries in %.1f s\n", n_incidents, n_incidents * n_entries,
           (double) (g_get_monotonic_time () - from) / 1e6);
  return g_steal_pointer (&path);
}

char *
generate_cached (guint n_incidents)
{
  return get_cached (n_incidents, ENTRIES_OF_INCIDENT);
}

/* One live incident. */
char *
generate_cached_incident (guint n_entries)
{
  return get_cached (1, n_entries);
}

char *
generate_copy (const char *path)
{
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  int from = g_open (path, O_RDONLY | O_CLOEXEC, 0), to;
  gssize n;

  remove_database (copy);
  to = g_open (copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  while ((n = copy_file_range (from, NULL, to, NULL, 1 << 30, 0)) > 0)
    ;
  if (n < 0 || fdatasync (to) != 0)
    g_error ("%s: %s", copy, g_strerror (errno));
  close (from);
  close (to);
  return g_steal_pointer (&copy);
}

/* Takes @path. */
void
generate_drop (char *path)
{
  remove_database (path);
  g_free (path);
}
