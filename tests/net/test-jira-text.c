/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "markdown-corpus.h"
#include "matoi-jira-text.h"
#include "matoi-json.h"

/* --- documents */

static char *
to_adf (const char *markdown)
{
  g_autoptr (JsonObject) document = matoi_jira_text_to_adf (markdown, NULL, 0);

  return matoi_json_to_text (document);
}

#define DOC(content)   "{\"type\":\"doc\",\"version\":1,\"content\":[" content "]}"
#define P(content)     "{\"type\":\"paragraph\",\"content\":[" content "]}"
#define T(text)        "{\"type\":\"text\",\"text\":\"" text "\"}"
#define M(text, marks) "{\"type\":\"text\",\"text\":\"" text "\",\"marks\":[" marks "]}"
#define MARK(type)     "{\"type\":\"" type "\"}"
#define LINK(url)      "{\"type\":\"link\",\"attrs\":{\"href\":\"" url "\"}}"
#define UL(items)      "{\"type\":\"bulletList\",\"content\":[" items "]}"
#define LI(items)      "{\"type\":\"listItem\",\"content\":[" items "]}"

static void
test_adf (void)
{
  static const struct
  {
    const char *markdown, *adf;
  } table[] = {
    { "", DOC ("") },
    { "a", DOC (P (T ("a"))) },
    { "a\n\nb", DOC (P (T ("a")) "," P (T ("b"))) },
    { "a  \nb", DOC (P (T ("a") "," MARK ("hardBreak") "," T ("b"))) },
    { "# h", DOC ("{\"type\":\"heading\",\"attrs\":{\"level\":2},\"content\":[" T ("h") "]}") },
    { "日本**太字**語", DOC (P (T ("日本") "," M ("太字", MARK ("strong")) "," T ("語"))) },
    { "*a* `b`", DOC (P (M ("a", MARK ("em")) "," T (" ") "," M ("b", MARK ("code")))) },
    /* Code goes together with a link only. */
    { "**`a`**", DOC (P (M ("a", MARK ("code")))) },
    { "[`a`](https://x.example)", DOC (P (M ("a", LINK ("https://x.example") "," MARK ("code")))) },
    { "see https://x.example/a.",
      DOC (
        P (T ("see ") "," M ("https://x.example/a", LINK ("https://x.example/a")) "," T ("."))) },
    { "[a](javascript:x)", DOC (P (T ("a"))) },
    { "- a\n  - b\n- c",
      DOC (UL (LI (P (T ("a")) "," UL (LI (P (T ("b"))))) "," LI (P (T ("c"))))) },
    { "- # a", DOC (UL (LI (P (M ("a", MARK ("strong")))))) },
    { "- - a", DOC (UL (LI ("{\"type\":\"paragraph\",\"content\":[]}," UL (LI (P (T ("a"))))))) },
    { "3. a", DOC ("{\"type\":\"orderedList\",\"attrs\":{\"order\":3},\"content\":[" LI (
                P (T ("a"))) "]}") },
    { "> a\n> - b",
      DOC ("{\"type\":\"blockquote\",\"content\":[" P (T ("a")) "," UL (LI (P (T ("b")))) "]}") },
    { "```\n{\"type\":\"rule\"}\n```",
      DOC ("{\"type\":\"codeBlock\",\"content\":[" T ("{\\\"type\\\":\\\"rule\\\"}") "]}") },
    { "---", DOC (MARK ("rule")) },
    { "{\"type\":\"mention\",\"attrs\":{\"id\":\"1\"}}",
      DOC (P (T ("{\\\"type\\\":\\\"mention\\\",\\\"attrs\\\":{\\\"id\\\":\\\"1\\\"}}"))) },
    { "a\033[31mb\342\200\256c", DOC (P (T ("a[31mbc"))) },
    { "a\377b", DOC (P (T ("a\357\277\275b"))) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *adf = to_adf (table[i].markdown);

      /* Members in whatever order: both sides are written anew. */
      g_autoptr (JsonNode) expected = json_from_string (table[i].adf, NULL);
      g_autoptr (JsonNode) given = json_from_string (adf, NULL);

      g_assert_nonnull (expected);
      if (!json_node_equal (given, expected))
        g_test_message ("%s", adf);
      g_assert_true (json_node_equal (given, expected));
    }
}

/* The words of a document, by themselves. */
static void
collect (JsonNode *node, GString *words)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      collect (json_array_get_element (json_node_get_array (node), i), words);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  if (matoi_json_get_string (json_node_get_object (node), "text"))
    g_string_append (words, matoi_json_get_string (json_node_get_object (node), "text"));
  if (json_object_has_member (json_node_get_object (node), "content"))
    collect (json_object_get_member (json_node_get_object (node), "content"), words);
}

static char *
dup_words (JsonObject *document)
{
  GString *words = g_string_new (NULL);

  collect (json_object_get_member (document, "content"), words);
  return g_string_free (words, FALSE);
}

/* 40,000 characters with a document among them: it stays words, and is cut with a link. */
static void
test_hostile (void)
{
  g_autoptr (GString) markdown = g_string_new ("{\"type\":\"doc\",\"version\":1,\"content\":[]} ");
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *words = NULL, *text = NULL;

  while (g_utf8_strlen (markdown->str, -1) < 40000)
    g_string_append (markdown, "決済が👩‍👩‍👧止まる。");
  document = matoi_jira_text_to_adf (markdown->str, "https://matoi.example/pm", 0);
  words = dup_words (document);
  text = matoi_json_to_text (document);
  g_assert_true (g_str_has_prefix (words, "{\"type\":\"doc\""));
  g_assert_cmpuint (matoi_jira_text_length (words), <=, MATOI_JIRA_MAX_TEXT);
  g_assert_cmpuint (matoi_jira_text_length (words), >, MATOI_JIRA_MAX_TEXT - 400);
  g_assert_nonnull (strstr (text, "\"href\":\"https://matoi.example/pm\""));
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* Nothing is cut in the middle of what a reader sees as one sign. */
static void
test_cut (void)
{
  static const char family[] = "👩‍👩‍👧";
  g_autoptr (GString) markdown = g_string_new (NULL);

  for (guint i = 0; i < 100; i++)
    g_string_append (markdown, family);
  for (guint limit = 300; limit < 320; limit++)
    {
      g_autoptr (JsonObject) document = matoi_jira_text_to_adf (markdown->str, NULL, limit);
      g_autofree char *words = dup_words (document);
      const char *notice = strstr (words, "The text is longer");

      g_assert_nonnull (notice);
      g_assert_cmpuint ((gsize) (notice - words), >, strlen (family));
      g_assert_cmpuint ((gsize) (notice - words) % strlen (family), ==, 0);
    }
}

/* --- wiki markup */

static void
test_wiki (void)
{
  static const struct
  {
    const char *markdown, *wiki;
  } table[] = {
    { "", "" },
    { "a\n\nb", "a\n\nb" },
    { "# h", "h2. h" },
    { "**a** *b* `c`", "*a* _b_ {{c}}" },
    { "***a***", "*_a_*" },
    { "日本**太字**語", "日本{*}太字{*}語" },
    { "[the graph](https://x.example/a|b)", "the graph" },
    { "[the graph](https://x.example/a_b{c})", "[the graph|https://x.example/a_b%7Bc%7D]" },
    { "see https://x.example/a-b_c.", "see [https://x.example/a-b_c]." },
    { "- a\n  1. b\n- c", "* a\n*# b\n* c" },
    { "> a", "{quote}\na\n{quote}" },
    { "```\nx = {a}\n```", "{code}\nx = {a}\n{code}" },
    { "```\n{code}\n```", "{noformat}\n{code}\n{noformat}" },
    { "```\n{code}{noformat}\n```",
      "{noformat}\n{\342\200\213code}{\342\200\213noformat}\n{noformat}" },
    { "| a | b |\n|---|---|\n| 1 | 2 |", "||a||b||\n|1|2|" },
    { "---", "----" },
    /* Words that look like markup stay words. */
    { "{code}x{code}", "\\{code\\}x\\{code\\}" },
    { "\\[~admin\\] !x.png!", "\\[\\~admin\\] \\!x.png!" },
    { "h1. a", "h1&#46; a" },
    { "bq. a", "bq&#46; a" },
    { "snake_case a-b 2026-11-21", "snake_case a-b 2026-11-21" },
    { "a - b -c- +d+", "a - b \\-c\\- \\+d\\+" },
    { "C:\\\\dir", "C:&#92;dir" },
    { "&amp;#42; a & b", "&amp;#42; a & b" },
    { "a :) (x) (see)", "a &#58;) \\(x) \\(see)" },
    { "a??b??", "a\\?\\?b\\?\\?" },
    { "\\- a", "\\- a" },
    { "\\# a", "\\# a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *wiki = matoi_jira_text_to_wiki (table[i].markdown, NULL, 0);

      g_assert_cmpstr (wiki, ==, table[i].wiki);
    }
}

/* However much is escaped, it fits, and says where the rest is. */
static void
test_long_wiki (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);
  g_autofree char *wiki = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (markdown, "{x} \\\\ ");
  wiki = matoi_jira_text_to_wiki (markdown->str, "https://matoi.example/pm", 0);
  g_assert_cmpuint (matoi_jira_text_length (wiki), <=, MATOI_JIRA_MAX_TEXT);
  g_assert_cmpuint (matoi_jira_text_length (wiki), >, MATOI_JIRA_MAX_TEXT / 2);
  g_assert_true (g_str_has_suffix (wiki, "[https://matoi.example/pm]"));
}

/* Nothing hangs, nothing is longer than it may be, no byte is lost in the middle of a sign. */
static void
test_any (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *markdown = markdown_random (rand, 200);
      guint limit = (guint) g_rand_int_range (rand, 300, 600);
      g_autoptr (JsonObject) document =
        matoi_jira_text_to_adf (markdown, "https://x.example/", limit);
      g_autofree char *words = dup_words (document);
      g_autofree char *wiki = matoi_jira_text_to_wiki (markdown, "https://x.example/", limit);

      g_assert_cmpuint (matoi_jira_text_length (words), <=, limit);
      g_assert_cmpuint (matoi_jira_text_length (wiki), <=, limit);
      g_assert_true (g_utf8_validate (wiki, -1, NULL));
      for (const char *p = wiki; *p; p++)
        g_assert_false (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t');
    }
}

/* --- the rest */

static void
test_summary (void)
{
  g_autofree char *plain = matoi_jira_dup_summary (" a\nb\t c\r\n", NULL);
  g_autofree char *tagged = matoi_jira_dup_summary ("a", "INC-42/AI-3");
  g_autofree char *many = g_strnfill (400, 'x');
  g_autofree char *cut = matoi_jira_dup_summary (many, "INC-42/AI-3");
  g_autoptr (GString) emoji = g_string_new (NULL);
  g_autofree char *wide = NULL;

  g_assert_cmpstr (plain, ==, "a b c");
  g_assert_cmpstr (tagged, ==, "a [INC-42/AI-3]");
  g_assert_cmpuint (matoi_jira_text_length (cut), ==, MATOI_JIRA_MAX_SUMMARY);
  g_assert_true (g_str_has_suffix (cut, "x… [INC-42/AI-3]"));
  for (guint i = 0; i < 200; i++)
    g_string_append (emoji, "👍");
  wide = matoi_jira_dup_summary (emoji->str, NULL);
  g_assert_cmpuint (matoi_jira_text_length (wide), <=, MATOI_JIRA_MAX_SUMMARY);
  g_assert_true (g_utf8_validate (wide, -1, NULL));
}

static void
test_label (void)
{
  static const struct
  {
    const char *text, *label;
  } table[] = {
    { "sev1_20261121", "sev1_20261121" },
    { "two words", "two-words" },
    { " 障害　対応\n", "障害-対応" },
    { " \t", NULL },
    { "", NULL },
  };
  g_autofree char *many = g_strnfill (400, 'x');
  g_autofree char *cut = matoi_jira_dup_label (many);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *label = matoi_jira_dup_label (table[i].text);

      g_assert_cmpstr (label, ==, table[i].label);
    }
  g_assert_cmpuint (strlen (cut), ==, MATOI_JIRA_MAX_LABEL);
}

static void
test_jql (void)
{
  g_autofree char *quoted = matoi_jira_dup_jql_string ("a\" OR project = \"X\\\n");

  g_assert_cmpstr (quoted, ==, "\"a\\\" OR project = \\\"X\\\\\"");
}

static void
test_sites (void)
{
  static const struct
  {
    const char *text, *site;
  } table[] = {
    { "https://acme.atlassian.net", "https://acme.atlassian.net" },
    { " acme.atlassian.net/ ", "https://acme.atlassian.net" },
    { "https://acme.atlassian.net/jira/software/projects/OPS/boards/1?x=1#y",
      "https://acme.atlassian.net" },
    { "https://acme.atlassian.net/browse/OPS-1", "https://acme.atlassian.net" },
    { "https://jira.acme.example:8443/jira/browse/OPS-1", "https://jira.acme.example:8443/jira" },
    { "https://jira.acme.example/secure/Dashboard.jspa", "https://jira.acme.example" },
    { "https://api.atlassian.com/ex/jira/11223344", "https://api.atlassian.com/ex/jira/11223344" },
    { "http://127.0.0.1:8080/jira", "http://127.0.0.1:8080/jira" },
    { "http://jira.acme.example", NULL },
    { "ftp://jira.acme.example", NULL },
    { "https://me:word@jira.acme.example", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *site = matoi_jira_dup_site (table[i].text);

      g_assert_cmpstr (site, ==, table[i].site);
    }
}

static void
test_keys (void)
{
  static const struct
  {
    const char *text, *key;
  } table[] = {
    { "OPS-12", "OPS-12" },
    { " ops-12 ", "OPS-12" },
    { "A_B2-1", "A_B2-1" },
    { "https://acme.atlassian.net/browse/OPS-12?focusedCommentId=3", "OPS-12" },
    { "https://acme.atlassian.net/jira/software/projects/OPS/boards/1?selectedIssue=OPS-9",
      "OPS-9" },
    { "https://jira.acme.example/jira/projects/OPS/issues/OPS-7?filter=all", "OPS-7" },
    { "OPS", NULL },
    { "OPS-0", NULL },
    { "OPS-1x", NULL },
    { "-1", NULL },
    { "9-1", NULL },
    { "A-B-1", NULL },
    { "https://acme.example/", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *key = matoi_jira_dup_key (table[i].text);

      g_assert_cmpstr (key, ==, table[i].key);
    }
}

static void
test_browse (void)
{
  g_autofree char *url = matoi_jira_dup_browse_url ("https://x.example/jira/", "OPS-1");

  g_assert_cmpstr (url, ==, "https://x.example/jira/browse/OPS-1");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jira-text/adf", test_adf);
  g_test_add_func ("/jira-text/hostile", test_hostile);
  g_test_add_func ("/jira-text/cut", test_cut);
  g_test_add_func ("/jira-text/wiki", test_wiki);
  g_test_add_func ("/jira-text/long-wiki", test_long_wiki);
  g_test_add_func ("/jira-text/any", test_any);
  g_test_add_func ("/jira-text/summary", test_summary);
  g_test_add_func ("/jira-text/label", test_label);
  g_test_add_func ("/jira-text/jql", test_jql);
  g_test_add_func ("/jira-text/sites", test_sites);
  g_test_add_func ("/jira-text/keys", test_keys);
  g_test_add_func ("/jira-text/browse", test_browse);
  return g_test_run ();
}
