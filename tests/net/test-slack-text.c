/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-error.h"
#include "matoi-slack-text.h"
#include "matoi-time.h"

static const char *
find_name (char kind, const char *id, gpointer user_data)
{
  if (kind == '@' && g_str_equal (id, "U1"))
    return "田中 愛子";
  if (kind == '#' && g_str_equal (id, "C1"))
    return "inc-checkout";
  if (kind == '@' && g_str_equal (id, "S1"))
    return "sre";
  return NULL;
}

static void
test_read (void)
{
  static const struct
  {
    const char *slack, *words;
  } table[] = {
    { "a &amp; b &lt;c&gt;", "a & b <c>" },
    { "&amp;lt; stays", "&lt; stays" },
    { "<@U1> が <#C1> に", "@田中 愛子 が #inc-checkout に" },
    { "<@U9>", "@somebody" },
    { "<@U9|mei>", "@mei" },
    { "<#C9|old-name>", "#old-name" },
    { "<#C9>", "#a channel" },
    { "<!subteam^S1|@sre> <!subteam^S2|@dba>", "@sre @dba" },
    { "<!here> <!channel>", "@here @channel" },
    { "<https://x.example/a?b=1&amp;c=2>", "https://x.example/a?b=1&c=2" },
    { "<https://x.example|the graph>", "the graph (https://x.example)" },
    { "<mailto:a@b.example|a@b.example>", "a@b.example" },
    { "<!date^1392734382^{date_num}|2014-02-18>", "2014-02-18" },
    { "1 < 2", "1 < 2" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *words = matoi_slack_read_text (table[i].slack, find_name, NULL);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

/* Nothing a person types may call anybody, and it comes back as it was typed. */
static void
test_escape (void)
{
  static const char *const texts[] = { "<!here> look", "a & b", "<@U1>", "日本語*太字*<>&amp;",
                                       "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *escaped = matoi_slack_escape (texts[i]);
      g_autofree char *back = matoi_slack_read_text (escaped, find_name, NULL);

      g_assert_null (strpbrk (escaped, "<>"));
      g_assert_cmpstr (back, ==, texts[i]);
    }
}

static JsonArray *
get_elements (JsonArray *blocks)
{
  JsonObject *block, *section;

  g_assert_cmpuint (json_array_get_length (blocks), ==, 1);
  block = matoi_json_array_get_object (blocks, 0);
  g_assert_cmpstr (matoi_json_get_string (block, "type"), ==, "rich_text");
  section = matoi_json_array_get_object (matoi_json_get_array (block, "elements"), 0);
  g_assert_cmpstr (matoi_json_get_string (section, "type"), ==, "rich_text_section");
  return matoi_json_get_array (section, "elements");
}

static void
test_blocks (void)
{
  g_autoptr (JsonArray) blocks =
    matoi_slack_new_blocks ("原因は*調査中*です。https://x.example/d/1、次は14:40 <!here>");
  JsonArray *elements = get_elements (blocks);

  g_assert_cmpuint (json_array_get_length (elements), ==, 3);
  g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (elements, 0), "text"), ==,
                   "原因は*調査中*です。");
  g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (elements, 1), "type"), ==,
                   "link");
  g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (elements, 1), "url"), ==,
                   "https://x.example/d/1");
  g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (elements, 2), "text"), ==,
                   "、次は14:40 <!here>");
}

static void
test_long_blocks (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonArray) blocks = NULL;
  g_autoptr (GString) back = g_string_new (NULL);
  JsonArray *elements;

  for (guint i = 0; i < 7001; i++)
    g_string_append (text, "障");
  blocks = matoi_slack_new_blocks (text->str);
  elements = get_elements (blocks);
  g_assert_cmpuint (json_array_get_length (elements), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const char *part = matoi_json_get_string (matoi_json_array_get_object (elements, i), "text");

      g_assert_cmpint (g_utf8_strlen (part, -1), <=, 3000);
      g_string_append (back, part);
    }
  g_assert_cmpstr (back->str, ==, text->str);
}

static void
test_channel_names (void)
{
  static const struct
  {
    const char *wanted;
    gboolean ascii;
    const char *name;
  } table[] = {
    { "INC-261121-K7 Checkout 5xx spike", FALSE, "inc-261121-k7-checkout-5xx-spike" },
    { "inc-261121-k7 決済APIの5xxが急増！", FALSE, "inc-261121-k7-決済apiの5xxが急増" },
    { "inc-261121-k7 決済APIの5xxが急増！", TRUE, "inc-261121-k7-api-5xx" },
    { "--a  b--c_d--", FALSE, "a-b-c_d" },
    { "ＡＢＣ", FALSE, "abc" },
    { "。、・", FALSE, "" },
  };
  g_autofree char *long_name = g_strnfill (200, 'a');
  g_autofree char *cut = matoi_slack_channel_name (long_name, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *name = matoi_slack_channel_name (table[i].wanted, table[i].ascii);

      g_assert_cmpstr (name, ==, table[i].name);
    }
  g_assert_cmpuint (strlen (cut), ==, MATOI_SLACK_MAX_NAME);
}

static void
test_ts (void)
{
  g_assert_cmpint (matoi_slack_compare_ts ("1503435956.000247", "1503435956.000247"), ==, 0);
  g_assert_cmpint (matoi_slack_compare_ts ("1503435956.000247", "1503435956.000248"), <, 0);
  g_assert_cmpint (matoi_slack_compare_ts ("999999999.999999", "1000000000.000000"), <, 0);
  g_assert_cmpint (matoi_slack_ts_to_time ("1503435956.123956"), ==, 1503435956123);
  g_assert_cmpint (matoi_slack_ts_to_time ("1503435956"), ==, 1503435956000);
  g_assert_cmpint (matoi_slack_ts_to_time ("x"), ==, MATOI_TIME_NONE);
  g_assert_cmpint (matoi_slack_ts_to_time (NULL), ==, MATOI_TIME_NONE);
}

static void
test_outcomes (void)
{
  static const struct
  {
    const char *code;
    MatoiSlackOutcome outcome;
  } table[] = {
    { "already_pinned", MATOI_SLACK_DONE },      { "account_inactive", MATOI_SLACK_AUTH },
    { "missing_scope", MATOI_SLACK_SCOPE },      { "is_archived", MATOI_SLACK_PLACE },
    { "msg_too_long", MATOI_SLACK_CONTENT },     { "ratelimited", MATOI_SLACK_WAIT },
    { "request_timeout", MATOI_SLACK_NOT_DONE }, { "internal_error", MATOI_SLACK_UNKNOWN },
    { "fatal_error", MATOI_SLACK_UNKNOWN },      { "never_heard_of_it", MATOI_SLACK_UNKNOWN },
    { "missing_argument", MATOI_SLACK_BUG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      MatoiSlackOutcome outcome = matoi_slack_outcome_of_code (table[i].code);

      g_assert_cmpint (outcome, ==, table[i].outcome);
      g_assert_cmpstr (matoi_slack_outcome_text (outcome, table[i].code), !=, "");
    }
  g_assert_cmpint (matoi_slack_outcome_of_code (NULL), ==, MATOI_SLACK_UNKNOWN);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slack-text/read", test_read);
  g_test_add_func ("/slack-text/escape", test_escape);
  g_test_add_func ("/slack-text/blocks", test_blocks);
  g_test_add_func ("/slack-text/long-blocks", test_long_blocks);
  g_test_add_func ("/slack-text/channel-names", test_channel_names);
  g_test_add_func ("/slack-text/ts", test_ts);
  g_test_add_func ("/slack-text/outcomes", test_outcomes);
  return g_test_run ();
}
