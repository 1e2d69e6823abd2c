/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of others: taken in whole, once, or not at all. */

#include "config.h"

#include <string.h>

#include "matoi-export.h"
#include "matoi-import.h"
#include "matoi-json.h"
#include "test-common.h"

typedef struct
{
  char *folder, *db;
  MatoiContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-import-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
}

static guint
count_incidents (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = matoi_context_list (fixture->context, NULL, 0, NULL);

  return rows->len;
}

static void
test_facts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "incidents", data, NULL);
  MatoiImportResult first = { NULL }, second = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  gint64 seq;
  MatoiId id;

  matoi_import_file (fixture->context, path, NULL, NULL, &first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.created->len, ==, 1);
  g_assert_cmpint (first.entries, >, 0);
  g_assert_true (
    matoi_context_resolve (fixture->context, g_ptr_array_index (first.created, 0), &id, &error));
  incident = matoi_context_load (fixture->context, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (incident->state, ==, "ended");
  g_assert_cmpint (incident->started_at, <, incident->ended_at);
  g_assert_cmpuint (incident->not_applied->len, ==, 0);

  seq = matoi_store_get_last_seq (matoi_context_get_store (fixture->context), NULL);
  matoi_import_file (fixture->context, path, NULL, NULL, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.created->len, ==, 0);
  g_assert_cmpuint (second.unchanged->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (second.unchanged, 0), ==,
                   g_ptr_array_index (first.created, 0));
  g_assert_cmpint (second.entries, ==, 0);
  g_assert_cmpint (matoi_store_get_last_seq (matoi_context_get_store (fixture->context), NULL), ==,
                   seq);
  g_assert_cmpuint (count_incidents (fixture), ==, 1);
  matoi_import_result_clear (&first);
  matoi_import_result_clear (&second);
}

static char *
dup_bundle (MatoiContext *context, const char *ref)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (JsonNode) node = NULL;
  MatoiId id;

  g_assert_true (matoi_context_resolve (context, ref, &id, NULL));
  incident = matoi_context_load (context, &id, NULL);
  /* One moment for both sides, so that the clocks in "show" agree. */
  node = matoi_export_bundle (incident, NULL, G_GINT64_CONSTANT (1800000000000));
  return matoi_json_to_pretty (node);
}

static void
test_bundle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "data", "incidents",
                                                  "smarthr-2017-06-05-audit-log.json", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "bundle.json", NULL);
  g_autofree char *other_db = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  MatoiImportResult first = { NULL }, second = { NULL }, third = { NULL };

  g_assert_true (matoi_import_file (fixture->context, facts, NULL, NULL, &first, NULL));
  text = dup_bundle (fixture->context, g_ptr_array_index (first.created, 0));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  other = matoi_context_new (other_db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_import_file (other, path, NULL, NULL, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.created->len, ==, 1);
  g_assert_cmpint (second.entries, ==, first.entries);
  again = dup_bundle (other, g_ptr_array_index (second.created, 0));
  g_assert_cmpstr (again, ==, text);
  matoi_import_file (other, path, NULL, NULL, &third, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third.unchanged->len, ==, 1);
  g_assert_cmpuint (third.created->len, ==, 0);
  matoi_import_result_clear (&first);
  matoi_import_result_clear (&second);
  matoi_import_result_clear (&third);
}

static void
assert_refused (Fixture *fixture, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bad.json", NULL);
  g_autoptr (GError) error = NULL;
  MatoiImportResult result = { NULL };

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  g_assert_false (matoi_import_file (fixture->context, path, NULL, NULL, &result, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "bad.json"));
  g_assert_cmpuint (count_incidents (fixture), ==, 0);
  matoi_import_result_clear (&result);
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = {
    "",
    "nonsense",
    "[]x",
    "3",
    "{}",
    "{\"schema\":\"matoi/incident-facts/1\"}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":7,\"title\":\"x\",\"timeline\":[]}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"a\",\"title\":\"x\",\"started_at\":\"2020-01-01T00:00:00Z\","
    "\"timeline\":{}}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"a\",\"title\":\"x\",\"started_at\":\"yesterday\","
    "\"timeline\":[]}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"a\",\"title\":\"x\",\"started_at\":\"2020-01-01T00:00:00Z\","
    "\"timeline\":[{\"at\":\"2020-01-01T00:00:00Z\",\"kind\":\"rumour\",\"text\":\"x\"}]}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"a\",\"title\":\"x\",\"started_at\":\"2020-01-01T00:00:00Z\","
    "\"timeline\":[17]}",
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"a\",\"title\":\"x\",\"zone\":\"No/Where\","
    "\"started_at\":\"2020-01-01T00:00:00Z\",\"timeline\":[]}",
    "{\"schema\":\"matoi/export/1\"}",
    "{\"schema\":\"matoi/export/1\",\"events\":[]}",
    "{\"schema\":\"matoi/export/1\",\"events\":[{}]}",
    "{\"schema\":\"matoi/export/1\",\"events\":[[],null]}",
    "{\"incidents\":[1,2]}",
  };
  g_autofree char *facts = g_test_build_filename (G_TEST_DIST, "data", "incidents",
                                                  "smarthr-2017-06-05-audit-log.json", NULL);
  g_autofree char *whole = NULL;
  g_autofree char *nested = g_strnfill (200000, '[');
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_refused (fixture, files[i], -1);
  assert_refused (fixture, nested, -1);
  assert_refused (fixture, "{\"id\":\"\xff\xfe\"}", -1);
  g_assert_true (g_file_get_contents (facts, &whole, &length, NULL));
  for (gsize cut = 1; cut < length - 3; cut += 97)
    assert_refused (fixture, whole, cut);
}

static char *
dup_record (const char *id)
{
  return g_strdup_printf (
    "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"%s\",\"title\":\"T\\u0007\",\"zone\":"
    "\"Asia/Tokyo\",\"started_at\":\"2020-01-01T00:00:00Z\",\"timeline\":[{\"at\":"
    "\"2020-01-01\",\"kind\":\"fact\",\"text\":\"x\"}]}",
    id);
}

/* Many records in one file; one bad one keeps all of them out. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = dup_record ("a");
  g_autofree char *b = dup_record ("b");
  g_autofree char *bad = g_strdup_printf ("[%s,{}]", a);
  g_autofree char *array = g_strdup_printf ("[%s]", a);
  g_autofree char *lines = g_strdup_printf ("%s\n\n%s\n", a, b);
  g_autofree char *path = g_build_filename (fixture->folder, "many.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiImportResult result = { NULL };
  MatoiId id;

  assert_refused (fixture, bad, -1);
  g_assert_true (g_file_set_contents (path, array, -1, NULL));
  matoi_import_file (fixture->context, path, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, lines, -1, NULL));
  matoi_import_file (fixture->context, path, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.created->len, ==, 2);
  g_assert_cmpuint (result.unchanged->len, ==, 1);
  g_assert_true (
    matoi_context_resolve (fixture->context, g_ptr_array_index (result.created, 0), &id, NULL));
  incident = matoi_context_load (fixture->context, &id, NULL);
  g_assert_cmpstr (incident->title, ==, "T");
  g_assert_cmpstr (incident->state, ==, "live");
  matoi_import_result_clear (&result);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *value;
    gboolean good;
  } cases[] = {
    { "timezone", "Asia/Tokyo", TRUE },
    { "timezone", "Mars/Olympus", FALSE },
    { "identity", "山田", TRUE },
    { "identity", "two\nlines", FALSE },
    { "identity", "", FALSE },
    { "holidays", "jp", TRUE },
    { "holidays", "/no/such.ics", FALSE },
    { "policy", "light", TRUE },
    { "policy", "heavy", FALSE },
    { "policy", "/no/such.json", FALSE },
    { "slack.base-url", "https://slack.com/api", TRUE },
    { "slack.base-url", "ftp://slack.com", FALSE },
    { "slack.base-url", "https://user:word@slack.com", FALSE },
    { "slack.channel-mode", "per-incident", TRUE },
    { "slack.channel-mode", "sometimes", FALSE },
    { "jira.project", "OPS", TRUE },
    { "jira.project", "ops 1", FALSE },
    { "nonsense", "x", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (matoi_context_set_setting (fixture->context, cases[i].key, cases[i].value,
                                                  &error),
                       ==, cases[i].good);
      if (cases[i].good)
        g_assert_cmpstr (matoi_context_get_setting (fixture->context, cases[i].key), ==,
                         cases[i].value);
      else
        g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
    }
  g_assert_cmpstr (matoi_context_get_identity (fixture->context), ==, "山田");
  g_assert_cmpstr (g_time_zone_get_identifier (matoi_context_get_zone (fixture->context)), ==,
                   "Asia/Tokyo");
}

/* BEF-18: a wrong team preset says where, and the built-in one serves. */
static void
test_team_policy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "team.json", NULL);
  g_autofree char *problem = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy;

  g_assert_true (g_file_set_contents (
    path, "{\"schema\":\"matoi/preset/1\",\"extends\":\"pagerduty\",\"id\":\"team\",\"version\":1}",
    -1, NULL));
  matoi_context_set_setting (fixture->context, "policy", path, &error);
  g_assert_no_error (error);
  policy = matoi_context_get_policy (fixture->context, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (matoi_policy_get_id (policy), ==, "team");
  none = matoi_context_dup_policy_problem (fixture->context);
  g_assert_null (none);

  g_assert_true (g_file_set_contents (path, "{\n\"schema\": 3\n}", -1, NULL));
  policy = matoi_context_get_policy (fixture->context, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (matoi_policy_get_id (policy), ==, "pagerduty");
  problem = matoi_context_dup_policy_problem (fixture->context);
  g_assert_nonnull (problem);
  g_assert_true (g_str_has_prefix (problem, path));
}

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

#define RECORD(id, title, entry)                                                              \
  "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"" id "\",\"title\":\"" title "\","         \
  "\"severity\":{\"guess\":\"SEV2\"},\"started_at\":\"2025-01-01T00:00:00Z\",\"timeline\":[{" \
  "\"at\":\"2025-01-01T00:01:00Z\",\"kind\":\"fact\",\"text\":\"" entry "\"}]}\n"

/* Nothing of what a file brings may look like something else on a screen. */
static void
test_odd_texts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    write_file (fixture, "odd.json",
                RECORD ("odd", "gpj\\u202e.exe\\nsecond\\r\\n line\\u2028third\\u0007",
                        "one\\ntwo\\u2066\\u2069\\u001b[2J\\u009b"));
  MatoiImportResult result = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiEntry *entry;
  MatoiId id;

  matoi_import_file (fixture->context, path, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_true (
    matoi_context_resolve (fixture->context, g_ptr_array_index (result.created, 0), &id, &error));
  incident = matoi_context_load (fixture->context, &id, &error);
  g_assert_cmpstr (incident->title, ==, "gpj.exe second line third");
  entry = g_ptr_array_index (incident->entries, incident->entries->len - 1);
  g_assert_cmpstr (entry->kind, ==, "fact");
  g_assert_cmpstr (entry->text, ==, "one\ntwo[2J");
  matoi_import_result_clear (&result);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gone.json", NULL);
  MatoiImportResult result = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (matoi_import_file (fixture->context, path, NULL, NULL, &result, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  matoi_import_result_clear (&result);
}

/* The second record is refused while it is written: the first one is not there either. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good =
    g_strconcat (RECORD ("a", "First", "x"), RECORD ("b", "Second", "y"), NULL);
  g_autofree char *long_title = g_strnfill (5000, 'x');
  g_autofree char *bad =
    g_strdup_printf (RECORD ("a", "First", "x") RECORD ("b", "%s", "y"), long_title);
  g_autofree char *good_path = write_file (fixture, "good.jsonl", good);
  g_autofree char *bad_path = write_file (fixture, "bad.jsonl", bad);
  MatoiImportResult result = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (matoi_import_file (fixture->context, bad_path, NULL, NULL, &result, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (count_incidents (fixture), ==, 0);
  g_assert_cmpuint (result.created->len, ==, 0);
  g_assert_cmpint (result.entries, ==, 0);
  g_clear_error (&error);
  g_assert_true (matoi_import_file (fixture->context, good_path, NULL, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_incidents (fixture), ==, 2);
  g_assert_cmpuint (result.created->len, ==, 2);
  g_assert_cmpint (result.entries, ==, 2);
  matoi_import_result_clear (&result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/import/facts/english", Fixture, "github-2018-10-21-network-partition.json", set_up,
              test_facts, tear_down);
  g_test_add ("/import/facts/japanese", Fixture, "smarthr-2017-06-05-audit-log.json", set_up,
              test_facts, tear_down);
  g_test_add ("/import/bundle", Fixture, NULL, set_up, test_bundle, tear_down);
  g_test_add ("/import/bad", Fixture, NULL, set_up, test_bad, tear_down);
  g_test_add ("/import/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/import/odd-texts", Fixture, NULL, set_up, test_odd_texts, tear_down);
  g_test_add ("/import/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/import/all-or-nothing", Fixture, NULL, set_up, test_all_or_nothing, tear_down);
  g_test_add ("/settings/check", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add ("/settings/team-policy", Fixture, NULL, set_up, test_team_policy, tear_down);
  return g_test_run ();
}
