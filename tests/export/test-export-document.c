/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-document.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "world.h"

/* Each piece of memory takes long where its stack is noted. */
#ifdef __SANITIZE_ADDRESS__
#define BYTES 12000
#else
#define BYTES 200000
#endif

static const char overview[] =
  "日本時間の午後、**上限がない**まま負荷が\n増えました。`orders|api` was slow, *every* request\n"
  "waited: see [the design](https://example.com/design) and <https://example.com/graph>.\n\n"
  "[Bad](javascript:alert\\(1\\)) [file](file:///etc/passwd) ![shot](https://example.com/x.png) "
  "<script>alert(1)</script>\n\n"
  "1. First | last\n2. Second\n   - nested\n\n     more of it\n\n> A guess, # once\n\n"
  "```\nSELECT '<b>' | grep x;\n```\n\n"
  "| Region | After |\n|:--|--:|\n| Tokyo \\| Osaka | **0.2** s |\n\n"
  "# Detail\n\n<b onclick=\"x()\">raw</b>\n\n---\n\n1986\\. A great year\n";

static MatoiCommand *
with_evidence (MatoiCommand *command, const char *url)
{
  matoi_command_add_evidence (command, url, url == NULL ? "sum(errors) | \"x\"" : NULL, NULL);
  return command;
}

static World *
new_ended (gboolean security)
{
  World *world = world_new ("pagerduty");
  MatoiCommand *command;

  world_declare (world, "2");
  if (security)
    world_must (world, world_command ("security", "Aiko", "codename", "Quiet Lantern", NULL));
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "scribe", "person", "Sora", NULL));
  world_must (world, with_evidence (world_command ("note", "Sora", "text", "Errors 14 % <up> | *",
                                                   "kind", "detection", NULL),
                                    "https://example.com/g?a=1&b='2'"));
  world->now += 12 * MATOI_MINUTE;
  world_must (world,
              world_command ("severity", "Aiko", "to", "1", "reason", "everybody is hit", NULL));
  world_must (world, world_command ("note", "Sora", "text", "決済が止まった", NULL));
  world_must (world, with_evidence (world_command ("note", "Sora", "text", "Rolled back", "kind",
                                                   "action", NULL),
                                    NULL));
  world->now += 28 * MATOI_MINUTE;
  command = world_command ("details", "Aiko", NULL);
  matoi_command_set_int (command, "mitigated_at", world->now);
  world_must (world, command);
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "1",
                                    "override", "test", "owner", "Owen", NULL));
  world->now += MATOI_MINUTE;
  return world;
}

static World *
new_written (gboolean security)
{
  World *world = new_ended (security);

  world_must (world,
              world_command ("pm-write", "Owen", "section", "overview", "text", overview, NULL));
  world_must (world, world_command ("pm-impact", "Owen", "row", "late", "value", "0", NULL));
  world_must (world, world_command ("pm-impact", "Owen", "row", "users", "unknown_reason",
                                    "not counted", NULL));
  world_must (world, with_evidence (world_command ("pm-factor", "Owen", "what", "A full cache",
                                                   "why", "no limit", NULL),
                                    "https://example.com/c"));
  world_must (world, world_command ("pm-learned", "Owen", "side", "well", "text", "Calm", NULL));
  world_must (world, world_command ("pm-learned", "Owen", "side", "badly", "text", "Slow page",
                                    "waiver", "a new pager comes anyway", NULL));
  world_must (world, world_command ("action-add", "Owen", "text", "Limit the cache", "priority",
                                    "P0", "kind", "prevent", "owner_team", "Platform", NULL));
  world_must (world,
              world_command ("pm-message", "Owen", "choice", "text", "summary", "Sorry.",
                             "happened", "A cache *filled*.", "doing", "We limit it.", NULL));
  return world;
}

static MatoiDocument *
new_document (World *world, const char *lang, gboolean both)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  const MatoiDocumentOptions options = { lang, both, world->now, zone };

  return matoi_document_new (world->incident, &options);
}

/* With MATOI_GOLDEN=write what is made becomes what is expected; look at the difference. */
static void
check_golden (const char *name, const char *text)
{
  const char *path = g_test_get_filename (G_TEST_DIST, "data", "golden", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (g_getenv ("MATOI_GOLDEN"), "write") == 0)
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_golden (void)
{
  World *world = new_written (FALSE);
  g_autoptr (MatoiDocument) en = new_document (world, "en", FALSE);
  g_autoptr (MatoiDocument) ja = new_document (world, "ja", FALSE);
  g_autoptr (MatoiDocument) both = new_document (world, "en", TRUE);
  g_autofree char *en_markdown = matoi_document_to_markdown (en);
  g_autofree char *ja_markdown = matoi_document_to_markdown (ja);
  g_autofree char *both_markdown = matoi_document_to_markdown (both);
  g_autofree char *en_html = matoi_document_to_html (en);
  g_autofree char *ja_html = matoi_document_to_html (ja);

  check_golden ("postmortem-en.md", en_markdown);
  check_golden ("postmortem-ja.md", ja_markdown);
  check_golden ("postmortem-both.md", both_markdown);
  check_golden ("postmortem-en.html", en_html);
  check_golden ("postmortem-ja.html", ja_html);
  world_free (world);
}

/* Nothing of what people wrote may run or lead anywhere but to the web. */
static void
test_hostile (void)
{
  static const char *const never[] = { "<script", "javascript:", "href=\"file", "<img",
                                       "<b ",     "onclick=\"",  NULL };
  World *world = new_written (FALSE);
  g_autoptr (MatoiDocument) document = new_document (world, "en", FALSE);
  g_autofree char *html = matoi_document_to_html (document);
  g_autofree char *markdown = matoi_document_to_markdown (document);

  for (guint i = 0; never[i] != NULL; i++)
    g_assert_null (strstr (html, never[i]));
  g_assert_null (strstr (markdown, "javascript:"));
  g_assert_null (strstr (markdown, "<script"));
  g_assert_null (strstr (markdown, "file:"));
  g_assert_null (strstr (markdown, "![")); /* nothing is fetched to be shown */
  g_assert_nonnull (strstr (html, "&lt;script&gt;"));
  world_free (world);
}

/* The incident goes by its codename, and says so (SEC-04). */
static void
test_confidential (void)
{
  World *world = new_written (TRUE);
  g_autoptr (MatoiDocument) document = new_document (world, "en", FALSE);
  g_autofree char *html = matoi_document_to_html (document);
  g_autofree char *markdown = matoi_document_to_markdown (document);

  g_assert_true (g_str_has_prefix (markdown, "# Postmortem: Quiet Lantern\n"));
  g_assert_nonnull (strstr (markdown, "**Confidential"));
  g_assert_nonnull (strstr (html, "<title>Postmortem: Quiet Lantern</title>"));
  g_assert_null (strstr (html, world->incident->title));
  g_assert_null (strstr (markdown, world->incident->title));
  world_free (world);
}

static void
test_without_postmortem (void)
{
  World *world = world_new ("light");
  g_autoptr (MatoiDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *markdown = NULL;
  g_autoptr (GError) error = NULL;

  world_declare (world, "1");
  world_must (world, world_command ("note", "Sora", "text", "Still slow", NULL));
  world_must (world, world_command ("todo", "Sora", "text", "Ask the vendor", NULL));
  document = new_document (world, "en", FALSE);
  markdown = matoi_document_to_markdown (document);
  g_assert_nonnull (strstr (markdown, "The incident goes on"));
  g_assert_nonnull (strstr (markdown, "Still slow"));
  g_assert_nonnull (strstr (markdown, "- Ask the vendor"));
  pdf = matoi_document_to_pdf (document, MATOI_PAPER_LETTER, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
  world_free (world);
}

static char *
repeat (const char *text)
{
  GString *all = g_string_new (NULL);

  while (all->len + strlen (text) < BYTES)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

/* What makes parsers and layouts of text slow, or their stacks overflow. */
static void
test_blowing_up (void)
{
  static const char *const texts[] = { ">",       "- ", "![[]()",       "**a *b ", "[a](",
                                       "a",       "あ", "word ",        "|a|b|\n", "`",
                                       "    a\n", "_",  "[a]: https:/", "&#0;",    "# h\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      World *world = new_ended (FALSE);
      g_autofree char *text = repeat (texts[i]);
      g_autoptr (MatoiDocument) document = NULL;
      g_autofree char *html = NULL, *markdown = NULL;
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (GError) error = NULL;

      world_must (world,
                  world_command ("pm-write", "Owen", "section", "overview", "text", text, NULL));
      g_test_timer_start ();
      document = new_document (world, "en", FALSE);
      markdown = matoi_document_to_markdown (document);
      html = matoi_document_to_html (document);
      pdf = matoi_document_to_pdf (document, MATOI_PAPER_A4, &error);
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (html, -1, NULL) && g_utf8_validate (markdown, -1, NULL));
      g_assert_cmpint (strlen (html), <, 20 * BYTES + 100000);
      g_test_message ("“%s”: %.2f s", texts[i], g_test_timer_elapsed ());
      world_free (world);
    }
}

/* A long table goes over many pages. */
static void
test_long (void)
{
  World *world = new_ended (FALSE);
  g_autoptr (MatoiDocument) document = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("記録 %u: the queue has %u entries", i, i * 7);
      MatoiCommand *command =
        world_command ("pm-row", "Owen", "text", text, "none_reason", "by hand", NULL);

      matoi_command_set_flag (command, "told", TRUE);
      matoi_command_set_int (command, "occurred_at", world->now - (gint64) i * 1000);
      world_must (world, command);
    }
  document = new_document (world, "ja", TRUE);
  pdf = matoi_document_to_pdf (document, MATOI_PAPER_A4, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (pdf), >, 10000);
  world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/document/golden", test_golden);
  g_test_add_func ("/export/document/hostile", test_hostile);
  g_test_add_func ("/export/document/confidential", test_confidential);
  g_test_add_func ("/export/document/without-postmortem", test_without_postmortem);
  g_test_add_func ("/export/document/blowing-up", test_blowing_up);
  g_test_add_func ("/export/document/long", test_long);
  return g_test_run ();
}
