/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "generate.h"

#include "matoi-json.h"

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
      gint64 start = end - step * (gint64) (n_incidents - i);
      g_autoptr (GPtrArray) commands = generate_incident (rand, policy, i, n_entries, start);
      g_autoptr (MatoiReceipt) receipt =
        matoi_store_submit (store, NULL, commands, start + 30000 * (gint64) n_entries, &error);

      if (receipt == NULL)
        g_error ("incident %u: %s", i, error->message);
    }
  g_rand_free (rand);
}
