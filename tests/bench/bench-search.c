/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Searches over 1,000,000 entries, half of them Japanese: the newest 50 with snippets beside rg,
 * which only counts, and a scan by LIKE; the table of 10,000 incidents; what is similar. */

#include "config.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <string.h>

#include "generate.h"
#include "matoi-collation.h"
#include "matoi-history.h"
#include "matoi-similar.h"
#include "measure.h"

#define ROUNDS       9
#define SCANS        3
#define LIST_BUDGET  50.0
#define INDEX_BUDGET 1.1

static const struct
{
  const char *name, *words[4];
} classes[] = {
  { "ja 1 character", { "障", "切", "像", "台" } },
  { "ja 2 characters", { "決済", "動画", "接続", "拒否" } },
  { "ja 3 characters", { "キュー", "エラー", "書き込", "未処理" } },
  { "ja 5 and more", { "検索インデックス", "ﾊﾞｯﾁ処理", "主データベース", "に未処理が" } },
  { "en 1 character", { "x", "5", "a", "q" } },
  { "en 2 characters", { "ms", "of", "16", "is" } },
  { "en 3 characters", { "api", "5xx", "the", "was" } },
  { "en word", { "checkout", "cluster", "median", "restarted" } },
  { "en phrase",
    { "\"payment worker\"", "\"rolled back\"", "\"image proxy\"", "\"search index\"" } },
};

typedef struct
{
  MatoiStore *store;
  sqlite3 *handle;
  GTimeZone *zone;
  char *texts; /* the path of a file with all texts, a line each */
} Bench;

static void
search (Bench *bench, const char *word, GArray *newest, GArray *counting)
{
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse (word, FALSE, bench->zone, &place, &error);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GArray) counts = NULL;

  if (query == NULL)
    g_error ("%s: %s", word, error->message);
  hits = matoi_store_search (bench->store, query, "Nobody", 50, NULL, &error);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    g_free (
      matoi_query_dup_snippet (query, ((MatoiSearchHit *) g_ptr_array_index (hits, i))->text));
  times_since (newest, begin);
  begin = g_get_monotonic_time ();
  counts = matoi_store_count_hits (bench->store, query, "Nobody", &error);
  times_since (counting, begin);
  if (counts == NULL)
    g_error ("%s: %s", word, error->message);
}

static void
scan (Bench *bench, const char *word, GArray *like, GArray *rg)
{
  g_autofree char *bare = g_strdup (word);
  g_autofree char *sql = NULL;
  const char *argv[] = { "rg", "-c", "-i", "-F", bare, bench->texts, NULL };
  gint64 begin = g_get_monotonic_time ();

  g_strdelimit (bare, "\"", ' ');
  g_strstrip (bare);
  sql = g_strdup_printf ("SELECT count(*) FROM entry WHERE text LIKE '%%%s%%'", bare);
  sqlite3_exec (bench->handle, sql, NULL, NULL, NULL);
  times_since (like, begin);
  begin = g_get_monotonic_time ();
  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, NULL, NULL))
    times_since (rg, begin);
}

static gboolean
measure_class (Bench *bench, guint n)
{
  g_autoptr (GArray) newest = times_new (), counting = times_new (), like = times_new (),
                     rg = times_new ();

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (classes[n].words); i++)
      {
        search (bench, classes[n].words[i], newest, counting);
        if (round < SCANS)
          scan (bench, classes[n].words[i], like, rg);
      }
  g_print ("%-16s newest 50 %7.2f / %7.2f ms, all counted %7.2f / %7.2f, LIKE %7.1f / %7.1f,"
           " rg %6.1f / %6.1f\n",
           classes[n].name, times_get (newest, 0.5), times_get (newest, 0.95),
           times_get (counting, 0.5), times_get (counting, 0.95), times_get (like, 0.5),
           times_get (like, 0.95), times_get (rg, 0.5), times_get (rg, 0.95));
  /* A single character may take longer. */
  return rg->len == 0 || strstr (classes[n].name, " 1 ") != NULL ||
         times_get (newest, 0.95) <= times_get (rg, 0.5) / 2;
}

static gboolean
measure_table (Bench *bench)
{
  g_autoptr (GArray) reading = times_new (), sorting = times_new (), similar = times_new ();
  g_autoptr (GPtrArray) rows = NULL, titles = g_ptr_array_new ();
  g_autoptr (MatoiCollation) collation = matoi_collation_new ();
  gint64 from;
  double first;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = matoi_store_list_history (bench->store, "Nobody", NULL);
      times_since (reading, begin);
    }
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (titles, ((MatoiHistoryRow *) g_ptr_array_index (rows, i))->title);
  from = g_get_monotonic_time ();
  g_array_unref (matoi_collation_rank (collation, titles));
  first = (double) (g_get_monotonic_time () - from) / 1000;
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      g_array_unref (matoi_collation_rank (collation, titles));
      times_since (sorting, begin);
    }
  for (guint i = 0; i < 4 * ROUNDS; i++)
    {
      const MatoiHistoryRow *row = g_ptr_array_index (rows, i * 97 % rows->len);
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GPtrArray) like =
        matoi_store_list_similar (bench->store, &row->id, "Nobody", 5, NULL);

      times_since (similar, begin);
    }
  g_print (
    "table of %u: read %.1f / %.1f ms, ranked by title first %.1f (in a thread, before anybody asks), then"
    " %.1f / %.1f; similar %.1f / %.1f ms (budget %.0f each)\n",
    rows->len, times_get (reading, 0.5), times_get (reading, 0.95), first, times_get (sorting, 0.5),
    times_get (sorting, 0.95), times_get (similar, 0.5), times_get (similar, 0.95), LIST_BUDGET);
  return times_get (reading, 0.5) <= LIST_BUDGET && times_get (sorting, 0.5) <= LIST_BUDGET &&
         times_get (similar, 0.5) <= LIST_BUDGET;
}

/* --- the next key breaks off what the one before asked for */

static gpointer
count_slowly (gpointer user_data)
{
  Bench *bench = user_data;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse ("た", TRUE, bench->zone, &place, NULL);
  g_autoptr (GArray) counts = matoi_store_count_hits (bench->store, query, "Nobody", NULL);

  return GINT_TO_POINTER (counts != NULL);
}

static gboolean
measure_breaking_off (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();
  guint n_late = 0;

  for (guint i = 0; i < 4 * ROUNDS; i++)
    {
      GThread *thread = g_thread_new ("count", count_slowly, bench);
      gint64 begin;

      run_for (10);
      begin = g_get_monotonic_time ();
      matoi_store_interrupt (bench->store);
      n_late += GPOINTER_TO_INT (g_thread_join (thread)) != 0;
      times_since (times, begin);
    }
  g_print ("broken off after 10 ms, gone after %.2f / %.2f ms, at most %.2f; %u were done before\n",
           times_get (times, 0.5), times_get (times, 0.95), times_get (times, 1), n_late);
  return times_get (times, 0.95) <= 20;
}

/* --- inside one incident, and what a process holds that has searched often */

static double
get_private_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "Private_Dirty:");
  return line != NULL ? (double) g_ascii_strtoll (line + strlen ("Private_Dirty:"), NULL, 10) / 1024
                      : 0;
}

static void
measure_within (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();
  g_autoptr (GPtrArray) rows = matoi_store_list_history (bench->store, "Nobody", NULL);
  double before = get_private_mb ();

  for (guint i = 0; i < 1000; i++)
    {
      const char *word = classes[i % G_N_ELEMENTS (classes)].words[i % 4];
      const MatoiHistoryRow *row = g_ptr_array_index (rows, i * 97 % rows->len);
      MatoiQueryPlace place;
      g_autoptr (MatoiQuery) query = matoi_query_parse (word, TRUE, bench->zone, &place, NULL);
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (GPtrArray) hits =
        matoi_store_search_within (bench->store, query, "Nobody", &row->id, 50, NULL);

      times_since (times, begin);
      g_clear_pointer (&hits, g_ptr_array_unref);
      hits = matoi_store_search (bench->store, query, "Nobody", 50, NULL, NULL);
    }
  g_print (
    "inside one incident %.2f / %.2f ms; after 1,000 searches %.1f MB of its own, %.1f before\n",
    times_get (times, 0.5), times_get (times, 0.95), get_private_mb (), before);
}

static gint64
ask (Bench *bench, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value = 0;

  if (sqlite3_prepare_v2 (bench->handle, sql, -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

/* Whether the index is small enough. */
static gboolean
write_texts (Bench *bench)
{
  g_autoptr (GString) all = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  double index;

  sqlite3_prepare_v2 (bench->handle,
                      "SELECT text FROM entry UNION ALL SELECT text FROM todo UNION ALL"
                      " SELECT text FROM passage",
                      -1, &stmt, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_string_append_printf (all, "%s\n", (const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  if (!g_file_set_contents (bench->texts, all->str, (gssize) all->len, NULL))
    g_error ("%s cannot be written", bench->texts);
  index = (double) ask (bench, "SELECT sum(length(block)) FROM search_data");
  g_print ("%.1f MB of text, index %.1f MB: %.2f of it (budget %.1f)\n", (double) all->len / 1e6,
           index / 1e6, index / (double) all->len, INDEX_BUDGET);
  return index <= INDEX_BUDGET * (double) all->len;
}

static gboolean
measure_open (void)
{
  g_autofree char *path = generate_cached_incident (5000);
  g_autoptr (GArray) times = times_new ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, NULL);
      g_autoptr (GPtrArray) rows = matoi_store_list_history (store, "Nobody", NULL);
      const MatoiHistoryRow *row = g_ptr_array_index (rows, 0);
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (MatoiIncident) incident = matoi_store_load (store, &row->id, NULL);

      times_since (times, begin);
    }
  g_print ("an incident of 5,000 entries: %.1f / %.1f ms (budget 100)\n", times_get (times, 0.5),
           times_get (times, 0.95));
  return times_get (times, 0.5) <= 100;
}

int
main (void)
{
  g_autofree char *path = generate_cached (generate_get_size ());
  g_autofree char *texts = g_strconcat (path, ".txt", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  Bench bench = { .store = store, .zone = zone, .texts = texts };
  gboolean ok = TRUE;

  if (store == NULL)
    g_error ("%s", error->message);
  if (sqlite3_open_v2 (path, &bench.handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s cannot be read", path);
  ok = write_texts (&bench);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    ok = measure_class (&bench, i) && ok;
  ok = measure_table (&bench) && ok;
  ok = measure_open () && ok;
  ok = measure_breaking_off (&bench) && ok;
  measure_within (&bench);
  sqlite3_close (bench.handle);
  return ok ? 0 : 1;
}
