/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* HIS-07: for those who are not on it, a confidential incident is as if it had never been. Whatever
 * tells of more than one incident is asked twice: of a database with such an incident, and of one
 * that is the same but for it. */

#include "config.h"

#include <string.h>

#include "matoi-context-actions.h"
#include "matoi-context-insights.h"
#include "matoi-context-search.h"
#include "matoi-history.h"
#include "matoi-policy.h"
#include "matoi-similar.h"
#include "matoi-store.h"
#include "test-common.h"

#define OUTSIDER "Aiko Tanaka"
#define INSIDER  "Ben Okafor"
#define WRITER \
  "Chie Mori" /* has no role, and has to write the postmortem of the confidential one */

typedef struct
{
  char *folder;
  MatoiContext *context;
  MatoiId incident;        /* the one that is written to */
  MatoiId like_it, secret; /* secret: all 0 if there is none */
  gint64 day;              /* ms */
  guint n;
} Database;

/* --- writing */

static void
run (Database *db, const MatoiId *incident, MatoiCommand *command, gint64 minutes)
{
  g_autoptr (MatoiCommand) own = command;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  command->occurred_at = db->day + minutes * MATOI_MINUTE;
  receipt = matoi_context_submit (db->context, incident, command, &error);
  g_assert_no_error (error);
  db->incident = receipt->incident;
  matoi_context_free_receipt (receipt);
}

static void
tell (Database *db, gint64 minutes, const char *name, ...)
{
  MatoiCommand *command = matoi_command_new (name, INSIDER);
  const char *arg;
  va_list args;

  va_start (args, name);
  while ((arg = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, arg, va_arg (args, const char *));
  va_end (args);
  run (db, &db->incident, command, minutes);
}

static void
declare (Database *db, const char *title, const char *service)
{
  const char *const services[] = { service, NULL };
  MatoiCommand *command = matoi_command_new ("declare", INSIDER);
  g_autoptr (GError) error = NULL;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "1");
  matoi_command_set_strv (command, "services", services);
  matoi_context_prepare_declare (db->context, command, NULL, &error);
  g_assert_no_error (error);
  matoi_command_set_int (command, "ref_seed", ++db->n);
  db->day += 24 * 60 * MATOI_MINUTE;
  run (db, NULL, command, 0);
}

static void
finish (Database *db, const char *action)
{
  tell (db, 90, "end", "outcome", "recovered", "final_severity", "1", "owner", INSIDER, "override",
        "test", NULL);
  tell (db, 100, "action-add", "text", action, "due_on", "2026-01-05", NULL);
  tell (db, 110, "pm-factor", "what", "鍵の流出", NULL);
}

static void
fill (Database *db, gboolean with_secret)
{
  /* A word that is in all of them is like nothing. */
  for (guint i = 0; i < 12; i++)
    {
      declare (db, i % 2 ? "画像配信の遅延" : "Slow image delivery", "Images");
      finish (db, "Resize earlier");
    }
  declare (db, "Exfiltration suspected: 流出の疑い", "Checkout");
  tell (db, 5, "note", "kind", "decision", "text", "Rotate the vault keys 鍵を替える", NULL);
  finish (db, "Rotate keys monthly");
  db->like_it = db->incident;
  if (!with_secret)
    {
      db->n++;
      db->day += 24 * 60 * MATOI_MINUTE;
      return;
    }
  declare (db, "Exfiltration of vault keys: 鍵の流出", "Vault");
  db->secret = db->incident;
  tell (db, 1, "role-assign", "role", "ic", "person", INSIDER, NULL);
  tell (db, 2, "security", "codename", "Maple", NULL);
  tell (db, 5, "note", "kind", "decision", "text", "Rotate the vault keys 鍵を替える", NULL);
  finish (db, "Ask the phishers politely");
  tell (db, 120, "pm-owner", "owner", WRITER, NULL);
}

static void
database_init (Database *db, const char *person, gboolean with_secret)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  *db = (Database){ .folder = g_dir_make_tmp ("matoi-privacy-XXXXXX", NULL) };
  path = g_build_filename (db->folder, "matoi.db", NULL);
  db->context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (db->context, INSIDER);
  /* Up to two weeks ago, and all in the same hour of a day. */
  db->day = matoi_time_now () / (60 * MATOI_MINUTE) * (60 * MATOI_MINUTE) -
            G_GINT64_CONSTANT (30 * 24 * 60) * MATOI_MINUTE;
  fill (db, with_secret);
  matoi_context_set_identity (db->context, person);
}

static void
database_clear (Database *db)
{
  g_clear_object (&db->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_common_remove (db->folder);
  g_free (db->folder);
}

/* --- what can be asked; everything it says as one text */

static const char *const queries[] = {
  "exfiltration", "exfil*",
  "vault",        "流出",
  "流",           "鍵を替え",
  "phishers",     "maple",
  "sev:1",        "service:Vault",
  "has:action",   "kind:decision",
  "-images",      "ic:\"Ben Okafor\"",
  "after:2020",   "rotate -keys",
  "state:draft",  "\"vault keys\"",
};

static MatoiQuery *
parse (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  MatoiQuery *query = matoi_query_parse (text, TRUE, zone, &place, &error);

  g_assert_no_error (error);
  return query;
}

static void
tell_search (Database *db, const char *person, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (MatoiQuery) query = parse (queries[i]);
      gint64 total = 0;
      g_autoptr (GPtrArray) hits = matoi_context_search (db->context, query, 10, &total, NULL);

      g_string_append_printf (out, "%u: %" G_GINT64_FORMAT "\n", i, total);
      for (guint j = 0; j < hits->len; j++)
        {
          const MatoiSearchHit *hit = g_ptr_array_index (hits, j);

          g_string_append_printf (out, "%s %s %s %s\n", hit->ref, hit->title, hit->kind, hit->text);
        }
    }
}

static void
tell_counts (Database *db, const char *person, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (MatoiQuery) query = parse (queries[i]);
      g_autoptr (GArray) counts =
        matoi_store_count_hits (matoi_context_get_store (db->context), query, person, NULL);

      g_string_append_printf (out, "%u:", i);
      for (guint j = 0; j < counts->len; j++)
        g_string_append_printf (out, " %u", g_array_index (counts, MatoiHistoryCount, j).n);
      g_string_append_c (out, '\n');
    }
}

static void
tell_within (Database *db, const char *person, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (MatoiQuery) query = parse (queries[i]);
      g_autoptr (GPtrArray) hits = matoi_store_search_within (matoi_context_get_store (db->context),
                                                              query, person, &db->secret, 10, NULL);

      g_string_append_printf (out, "%u ", hits->len);
    }
}

static void
tell_history (Database *db, const char *person, GString *out)
{
  g_autoptr (GPtrArray) rows =
    matoi_store_list_history (matoi_context_get_store (db->context), person, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiHistoryRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%s %s %s %s %s %s %u\n", row->ref, row->title, row->state,
                              row->severity_label, row->services, row->postmortem_state,
                              (guint) row->actions);
    }
}

static void
tell_similar (Database *db, const char *person, GString *out)
{
  g_autoptr (GPtrArray) similar = matoi_store_list_similar (matoi_context_get_store (db->context),
                                                            &db->like_it, person, 20, NULL);

  for (guint i = 0; i < similar->len; i++)
    g_string_append_printf (out, "%s\n", ((MatoiSimilar *) g_ptr_array_index (similar, i))->title);
}

static void
tell_charts (Database *db, const char *person, GString *out)
{
  for (MatoiInsightUnit unit = MATOI_BY_MONTH; unit <= MATOI_BY_WEEK; unit++)
    for (MatoiInsightTable table = MATOI_TABLE_INCIDENTS; table <= MATOI_TABLE_LOAD; table++)
      {
        MatoiInsightQuery query = { .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE, .unit = unit };
        g_autoptr (MatoiInsights) insights = matoi_context_insights (db->context, &query, NULL);
        g_autoptr (GPtrArray) rows =
          matoi_insight_table_new (insights, table, MATOI_METRIC_RESOLVE, TRUE);
        g_autofree char *csv = matoi_insight_table_to_csv (rows);
        g_autofree char *summary =
          matoi_insight_table_dup_summary (insights, table, MATOI_METRIC_RESOLVE);

        g_string_append_printf (out, "%s\n%s\n", csv, summary);
      }
}

static void
tell_report (Database *db, const char *person, GString *out)
{
  static const char *const formats[] = { "markdown", "html", "csv" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (int months = 0; months < 2; months++)
      {
        g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
        g_autoptr (GDateTime) month = g_date_time_add_months (now, -months);
        MatoiReportQuery query = { .year = g_date_time_get_year (month),
                                   .month = g_date_time_get_month (month),
                                   .format = formats[i] };
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) report = matoi_context_report (db->context, &query, &error);

        g_assert_no_error (error);
        g_string_append_len (out, g_bytes_get_data (report, NULL),
                             (gssize) g_bytes_get_size (report));
      }
}

static void
tell_follow_ups (Database *db, const char *person, GString *out)
{
  g_autoptr (GPtrArray) actions = matoi_context_list_actions (db->context, TRUE, NULL);

  for (guint i = 0; i < actions->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (actions, i);

      g_string_append_printf (out, "%s %s %s\n", row->ref, row->title, row->text);
    }
}

static void
tell_overdue (Database *db, const char *person, GString *out)
{
  MatoiStore *store = matoi_context_get_store (db->context);
  guint all = 0, hidden = 0;

  g_assert_true (matoi_store_count_overdue (store, "2026-02-01", &all, NULL));
  g_assert_true (matoi_store_count_hidden_overdue (store, person, "2026-02-01", &hidden, NULL));
  g_string_append_printf (out, "%u", all - hidden);
}

static void
tell_rows (GPtrArray *rows, GString *out)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%s %s %s %s\n", row->ref, row->title,
                              row->codename != NULL ? row->codename : "", row->services);
    }
  g_string_append_c (out, '\n');
}

static void
tell_incidents (Database *db, const char *person, GString *out)
{
  static const guint limits[] = { 0, 1, 5, 13, 14 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (limits); i++)
    {
      g_autoptr (GPtrArray) rows =
        matoi_context_list (db->context, i % 2 != 0 ? "ended" : NULL, limits[i / 2], NULL);

      tell_rows (rows, out);
    }
}

static void
tell_postmortems (Database *db, const char *person, GString *out)
{
  for (guint closed = 0; closed < 2; closed++)
    {
      g_autoptr (GPtrArray) rows = matoi_context_list_postmortems (db->context, closed != 0, NULL);

      tell_rows (rows, out);
    }
}

/* @insiders: those on it see more. A report is for everybody. */
static const struct
{
  const char *name;
  void (*tell) (Database *db, const char *person, GString *out);
  gboolean insiders;
} surfaces[] = {
  { "search", tell_search, TRUE },           { "counts", tell_counts, TRUE },
  { "within", tell_within, TRUE },           { "history", tell_history, TRUE },
  { "similar", tell_similar, TRUE },         { "charts", tell_charts, TRUE },
  { "report", tell_report, FALSE },          { "follow-ups", tell_follow_ups, TRUE },
  { "overdue", tell_overdue, TRUE },         { "incidents", tell_incidents, TRUE },
  { "postmortems", tell_postmortems, TRUE },
};

/* Written once for all that only read. */
static Database with, without;

static char *
ask (Database *db, const char *person, guint surface)
{
  GString *out = g_string_new (NULL);

  matoi_context_set_identity (db->context, person);
  surfaces[surface].tell (db, person, out);
  return g_string_free (out, FALSE);
}

static void
test_surface (gconstpointer data)
{
  static const char *const secrets[] = { "Maple", "phishers", "Exfiltration of", "Vault," };
  guint surface = GPOINTER_TO_UINT (data);
  g_autofree char *never = NULL, *outside = NULL, *inside = NULL, *writing = NULL;
  gboolean same;

  /* Some tell how much time has passed: all of them have to be of the same moment. */
  do
    {
      g_autofree char *again = NULL;

      g_free (never);
      g_free (outside);
      g_free (inside);
      g_free (writing);
      never = ask (&without, OUTSIDER, surface);
      outside = ask (&with, OUTSIDER, surface);
      inside = ask (&with, INSIDER, surface);
      writing = ask (&with, WRITER, surface);
      again = ask (&without, OUTSIDER, surface);
      same = g_str_equal (never, again);
    }
  while (!same);
  g_assert_cmpstr (outside, ==, never);
  g_assert_cmpstr (writing, ==, inside);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (outside, secrets[i]));
  if (surfaces[surface].insiders)
    g_assert_cmpstr (inside, !=, never);
  else
    g_assert_cmpstr (inside, ==, never);
}

/* While it runs it is there, by its codename, for those who join. */
static void
test_live (void)
{
  g_autoptr (GPtrArray) rows = NULL;
  Database db;

  database_init (&db, INSIDER, FALSE);
  declare (&db, "Exfiltration of vault keys: 鍵の流出", "Vault");
  tell (&db, 2, "security", "codename", "Maple", NULL);
  matoi_context_set_identity (db.context, OUTSIDER);
  rows = matoi_context_list (db.context, NULL, 1, NULL);
  g_assert_cmpstr (((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->codename, ==, "Maple");
  database_clear (&db);
}

/* The badge and the view get theirs from the worker. */
static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *count = user_data;

  g_assert_true (matoi_context_count_overdue_finish (MATOI_CONTEXT (source), result, count, NULL));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data =
    matoi_context_list_follow_ups_finish (MATOI_CONTEXT (source), result, NULL);
}

static void
test_worker (void)
{
  static const struct
  {
    const char *person;
    guint n;
  } rows[] = { { OUTSIDER, 13 }, { INSIDER, 14 }, { WRITER, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) listed = NULL, first = NULL;
      GPtrArray *both[2] = { NULL, NULL };
      guint count = G_MAXUINT;
      Database db;

      database_init (&db, rows[i].person, TRUE);
      matoi_context_start (db.context);
      matoi_context_count_overdue_async (db.context, NULL, on_counted, &count);
      matoi_context_list_follow_ups_async (db.context, TRUE, NULL, on_listed, &both[0]);
      matoi_context_list_first_follow_ups_async (db.context, 200, NULL, on_listed, &both[1]);
      WAIT_UNTIL (count != G_MAXUINT && both[0] != NULL && both[1] != NULL);
      listed = both[0];
      first = both[1];
      g_assert_cmpuint (count, ==, rows[i].n);
      g_assert_cmpuint (listed->len, ==, rows[i].n);
      g_assert_cmpuint (first->len, ==, rows[i].n);
      g_ptr_array_set_free_func (listed, (GDestroyNotify) matoi_action_row_free);
      g_ptr_array_set_free_func (first, (GDestroyNotify) matoi_action_row_free);
      database_clear (&db);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  database_init (&with, OUTSIDER, TRUE);
  database_init (&without, OUTSIDER, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      g_autofree char *path = g_strconcat ("/privacy/", surfaces[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_surface);
    }
  g_test_add_func ("/privacy/live", test_live);
  g_test_add_func ("/privacy/worker", test_worker);
  result = g_test_run ();
  database_clear (&with);
  database_clear (&without);
  return result;
}
