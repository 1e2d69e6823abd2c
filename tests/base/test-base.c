/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-id.h"
#include "matoi-json.h"
#include "matoi-time.h"

static void
test_reasons (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_reason_free);

  g_ptr_array_add (reasons,
                   matoi_reason_new ("end.open-asks", "One ask is open.", "Close it.", FALSE));
  g_ptr_array_add (reasons, matoi_reason_new ("IC-04", "Nobody commands.", "Assign one.", TRUE));
  matoi_error_take_reasons (&error, reasons);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_RULE);
  g_assert_cmpstr (error->message, ==, "One ask is open.\nNobody commands.");
  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpuint (matoi_error_get_reasons (copy)->len, ==, 2);
  g_assert_false (matoi_refuse (&error, "a", "b", "c"));
  g_assert_true (((MatoiReason *) g_ptr_array_index (matoi_error_get_reasons (error), 0))->hard);
  g_assert_null (matoi_error_get_reasons (NULL));
  g_assert_false (matoi_refuse (NULL, "a", "b", "c"));
}

static void
test_ids (void)
{
  MatoiId a = { { 0 } }, b, c;
  char text[MATOI_ID_TEXT_LENGTH + 1];

  g_assert_true (matoi_id_is_null (&a));
  matoi_id_next (&a, NULL, 1795000000123, 7);
  g_assert_cmpint (matoi_id_get_ms (&a), ==, 1795000000123);
  b = a;
  for (guint i = 0; i < 100000; i++)
    {
      c = b;
      /* a clock that stands still, then runs backwards */
      matoi_id_next (&b, &b, 1795000000123 - i, 7);
      g_assert_cmpint (matoi_id_compare (&c, &b), <, 0);
    }
  /* 65536 in one millisecond run over into the next one */
  g_assert_cmpint (matoi_id_get_ms (&b), >, 1795000000123);
  matoi_id_to_text (&b, text);
  g_assert_true (matoi_id_from_text (&c, text));
  g_assert_true (matoi_id_equal (&b, &c));
  g_assert_cmpuint (matoi_id_hash (&b), ==, matoi_id_hash (&c));
  g_assert_false (matoi_id_from_text (&c, NULL));
  g_assert_false (matoi_id_from_text (&c, "xyz"));
  g_assert_false (matoi_id_from_text (&c, "0123456789abcdef0123456789abcdefg"));
  g_assert_false (matoi_id_from_text (&c, "0123456789abcdef0123456789abcdeg"));
  g_assert_true (matoi_id_equal (&b, &c));
}

static void
test_references (void)
{
  static const struct
  {
    const char *text, *want;
  } table[] = {
    { "INC-261120-K7", "INC-261120-K7" },
    { "inc-261120-k7", "INC-261120-K7" },
    { "261120-k7", "INC-261120-K7" },
    { "ＩＮＣ－２６１１２０－Ｋ７", "INC-261120-K7" },
    { "k7", "INC-K7" },
    { "261120-lo", "INC-261120-10" },
    { "inc261120-Il", "INC-261120-11" },
    { " 261120 - k7 ", "INC-261120-K7" },
    { "", "INC-" },
    { NULL, "INC-" },
  };
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 23, 59, 0);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *got = matoi_reference_normalise (table[i].text);

      g_assert_cmpstr (got, ==, table[i].want);
    }
  for (guint64 seed = 0; seed < 2000; seed++)
    {
      g_autofree char *ref = matoi_reference_new (start, seed, 2 + seed % 2);
      g_autofree char *same = matoi_reference_normalise (ref);

      g_assert_true (g_str_has_prefix (ref, "INC-261120-"));
      g_assert_cmpuint (strlen (ref), ==, 13 + seed % 2);
      g_assert_cmpstr (ref, ==, same);
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *text, *want;
  } table[] = {
    { "2026-11-20T05:04:03.210Z", "2026-11-20T05:04:03.210Z" },
    { "2026-11-20T05:04:03Z", "2026-11-20T05:04:03.000Z" },
    { "2026-11-20T14:04:03.5+09:00", "2026-11-20T05:04:03.500Z" },
    { "2026-11-20 14:04", "2026-11-20T05:04:00.000Z" },
    { "2026-11-20T14:04:03", "2026-11-20T05:04:03.000Z" },
    { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
    { "2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z" },
    { "2026-02-30T00:00:00Z", NULL },
    { "2026-11-20", NULL },
    { "2026-11-20T25:00:00Z", NULL },
    { "2026-11-20T05:04:03Zx", NULL },
    { "2026-11-20T05:04:03+9", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GTimeZone) summer = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 ms = 5;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gboolean ok = matoi_time_parse (table[i].text, zone, &ms);
      g_autofree char *text = matoi_time_to_rfc3339 (ms);

      g_assert_cmpint (ok, ==, table[i].want != NULL);
      if (ok)
        g_assert_cmpstr (text, ==, table[i].want);
    }
  g_assert_false (matoi_time_parse ("2026-03-29 02:30", summer, &ms));
  g_assert_null (matoi_time_to_rfc3339 (MATOI_TIME_NONE));
  for (guint i = 0; i < 2000; i++)
    {
      gint64 at = (gint64) g_test_rand_double_range (-6e13, 2e14);
      g_autofree char *text = matoi_time_to_rfc3339 (at);

      g_assert_true (matoi_time_parse (text, NULL, &ms));
      g_assert_cmpint (ms, ==, at);
    }
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 ms;
    const char *want;
  } table[] = {
    { 0, "00:00:00" },
    { 61000, "00:01:01" },
    { 86399999, "23:59:59" },
    { 86400000 + 3723000, "1 d 01:02:03" },
    { 3 * 86400000LL, "3 d 00:00:00" },
    { -61000, "\u221200:01:01" },
    { -500, "00:00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *got = matoi_time_dup_duration (table[i].ms);

      g_assert_cmpstr (got, ==, table[i].want);
    }
  g_free (matoi_time_dup_duration (G_MININT64));
}

static void
test_json_strict (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "{\"a\":1,}",
    "[1,]",
    "{a:1}",
    "{\"a\" 1}",
    "/*x*/{}",
    "{} {}",
    "\"a\nb\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "01",
    "1.",
    "-",
    "1e999",
    "99999999999999999999",
    "nul",
    "[[[[[]]]]]",
    "\"\\x\"",
    "\"\xff\"",
    "[\"a\":1]",
    "'a'",
    "\"abc",
    "{\"a\":}",
    "\"\\ud800\\u0041\"",
  };
  static const char *const good[] = {
    "{}",
    "[]",
    " null ",
    "1",
    "-1.5e3",
    "\"\\ud83d\\ude00\"",
    "{\"a\":[1,{\"b\":true}]}",
    "\xef\xbb\xbf{}",
    "-9223372036854775807",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (matoi_json_parse (bad[i], -1, 1000, 4, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = matoi_json_parse (good[i], -1, 1000, 4, &error);

      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
  g_assert_null (matoi_json_parse ("{\0}", 3, 1000, 4, NULL));
  g_assert_null (matoi_json_parse ("[1,2,3]", -1, 3, 4, NULL));
}

static void
test_json_getters (void)
{
  g_autoptr (JsonNode) node = matoi_json_parse (
    "{\"z\":\"s\",\"a\":3,\"f\":1.5,\"t\":true,\"n\":null,\"o\":{},\"l\":[\"x\",{},4],"
    "\"at\":\"2026-11-20T00:00:00Z\",\"ms\":12}",
    -1, 1000, 5, NULL);
  JsonObject *o = json_node_get_object (node);
  JsonArray *list = matoi_json_get_array (o, "l");
  g_autofree char *text = matoi_json_to_text (o);

  g_assert_cmpstr (matoi_json_get_string (o, "z"), ==, "s");
  g_assert_null (matoi_json_get_string (o, "a"));
  g_assert_null (matoi_json_get_string (o, "o"));
  g_assert_null (matoi_json_get_string (o, "gone"));
  g_assert_null (matoi_json_get_string (NULL, "gone"));
  g_assert_cmpint (matoi_json_get_int (o, "a", 9), ==, 3);
  g_assert_cmpint (matoi_json_get_int (o, "f", 9), ==, 9);
  g_assert_cmpint (matoi_json_get_int (o, "z", 9), ==, 9);
  g_assert_true (matoi_json_get_boolean (o, "t", FALSE));
  g_assert_true (matoi_json_get_boolean (o, "a", TRUE));
  g_assert_null (matoi_json_get_object (o, "l"));
  g_assert_null (matoi_json_get_array (o, "o"));
  g_assert_cmpstr (matoi_json_array_get_string (list, 0), ==, "x");
  g_assert_null (matoi_json_array_get_string (list, 1));
  g_assert_null (matoi_json_array_get_string (list, 7));
  g_assert_null (matoi_json_array_get_string (NULL, 0));
  g_assert_nonnull (matoi_json_array_get_object (list, 1));
  g_assert_cmpint (matoi_json_get_time (o, "ms"), ==, 12);
  g_assert_cmpint (matoi_json_get_time (o, "at"), ==, G_GINT64_CONSTANT (1795132800000));
  g_assert_cmpint (matoi_json_get_time (o, "z"), ==, MATOI_TIME_NONE);
  g_assert_cmpstr (
    text, ==,
    "{\"z\":\"s\",\"a\":3,\"f\":1.5,\"t\":true,\"n\":null,\"o\":{},\"l\":[\"x\",{},4],"
    "\"at\":\"2026-11-20T00:00:00Z\",\"ms\":12}");
  matoi_json_set_time (o, "ms", MATOI_TIME_NONE);
  g_assert_true (json_object_get_null_member (o, "ms"));
}

static void
test_json_lines (void)
{
  const char *text =
    "{\n \"a\": 1,\n \"severities\": [\n  {\"rank\": 1},\n  {\n   \"rank\": 2\n  }\n ],\n"
    " \"ab\": {\"c\":\n [[1,\n2]]}\n}";

  g_assert_cmpuint (matoi_json_line_of (text, "a"), ==, 2);
  g_assert_cmpuint (matoi_json_line_of (text, "ab"), ==, 9);
  g_assert_cmpuint (matoi_json_line_of (text, "severities[0].rank"), ==, 4);
  g_assert_cmpuint (matoi_json_line_of (text, "severities[1].rank"), ==, 6);
  g_assert_cmpuint (matoi_json_line_of (text, "severities[1].label"), ==, 5);
  g_assert_cmpuint (matoi_json_line_of (text, "ab.c[0][1]"), ==, 11);
  g_assert_cmpuint (matoi_json_line_of (text, "gone"), ==, 0);
  g_assert_cmpuint (matoi_json_line_of (text, ""), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error/reasons", test_reasons);
  g_test_add_func ("/base/id/order", test_ids);
  g_test_add_func ("/base/id/references", test_references);
  g_test_add_func ("/base/time/rfc3339", test_times);
  g_test_add_func ("/base/time/durations", test_durations);
  g_test_add_func ("/base/json/strict", test_json_strict);
  g_test_add_func ("/base/json/getters", test_json_getters);
  g_test_add_func ("/base/json/lines", test_json_lines);
  return g_test_run ();
}
