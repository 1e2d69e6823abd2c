/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "matoi-clocks.h"
#include "matoi-owner.h"
#include "matoi-post.h"
#include "world.h"

static World *
led_world (void)
{
  World *world = world_new ("pagerduty");

  world_must (world, world_command ("declare", "Aiko", "title", "Checkout A & B <c>", "ref",
                                    "INC-1", "severity", "1", "scope", "Card payments fail", NULL));
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  return world;
}

static MatoiPost
post_for (World *world, const char *audience, const char *stage, const char *lang)
{
  static GTimeZone *zone;
  MatoiPost post = { world->incident,
                     audience,
                     stage,
                     lang,
                     "#inc-1",
                     world->now,
                     world->now + 20 * MATOI_MINUTE,
                     NULL };

  if (zone == NULL)
    zone = g_time_zone_new_utc ();
  post.zone = zone;
  return post;
}

static gboolean
is_met (const MatoiPost *post, const char *text, const char *id)
{
  g_autoptr (GPtrArray) parts = matoi_post_parts (post, text);

  for (guint i = 0; i < parts->len; i++)
    {
      const MatoiPostPart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->id, id))
        return part->met;
    }
  g_test_message ("no part %s", id);
  g_assert_not_reached ();
}

static void
test_stages (void)
{
  World *world = led_world ();
  g_auto (GStrv) stages = matoi_post_stages (world->incident, "public");
  g_auto (GStrv) inside = matoi_post_stages (world->incident, "executives");

  g_assert_cmpuint (g_strv_length (stages), ==, 5);
  g_assert_cmpstr (stages[0], ==, "investigating");
  g_assert_cmpuint (g_strv_length (inside), ==, 4);
  g_assert_cmpstr (matoi_post_suggest_stage (world->incident, "public"), ==, "investigating");
  g_assert_cmpstr (matoi_post_suggest_stage (world->incident, "executives"), ==, "investigating");
  world_must (world,
              world_command ("update", "Aiko", "to", "public", "text", "x", "approve", TRUE, NULL));
  g_assert_cmpstr (matoi_post_suggest_stage (world->incident, "public"), ==, "scope");
  world_must (world, world_command ("phase", "Aiko", "to", "verify", NULL));
  g_assert_cmpstr (matoi_post_suggest_stage (world->incident, "public"), ==, "resolved");
  g_assert_cmpstr (matoi_post_suggest_stage (world->incident, "executives"), ==, "monitoring");
  g_assert_cmpint (matoi_post_suggest_minutes (world->incident, "public"), ==, 20);
  g_assert_cmpint (matoi_post_suggest_minutes (world->incident, "executives"), ==, 30);
  g_assert_false (matoi_post_needs_time ("resolved"));
  world_free (world);
}

static void
test_compose (void)
{
  World *world = led_world ();
  MatoiPost post = post_for (world, "executives", "investigating", "both");
  g_autofree char *text = matoi_post_compose (&post);
  g_autofree char *time = matoi_post_time_text (post.next_at, post.zone);

  g_assert_nonnull (strstr (text, "@here SEV-1: Card payments fail"));
  g_assert_nonnull (strstr (text, "推測される原因"));
  g_assert_nonnull (strstr (text, time));
  g_assert_nonnull (strstr (text, "…"));
  g_clear_pointer (&text, g_free);
  post = post_for (world, "channel", "identified", "en");
  text = matoi_post_compose (&post);
  g_assert_true (g_str_has_prefix (text, "SEV-1:"));
  g_clear_pointer (&text, g_free);
  post = post_for (world, "company", "resolved", "en");
  text = matoi_post_compose (&post);
  g_assert_true (g_str_has_prefix (text, "SEV-1: Checkout A & B <c>. This incident was"));
  world_free (world);
}

/* The gaps of the text are ticked off one by one, and a rewritten text by having none left. */
static void
test_gaps (void)
{
  World *world = led_world ();
  MatoiPost post = post_for (world, "public", "scope", "en");
  g_autofree char *text = matoi_post_compose (&post);
  g_autofree char *time = matoi_post_time_text (post.next_at, post.zone);
  g_autofree char *own = g_strdup_printf ("Cards fail in Europe. Next: %s", time);

  g_assert_true (is_met (&post, text, "impact"));
  g_assert_false (is_met (&post, text, "components"));
  g_assert_false (is_met (&post, text, "regions"));
  g_assert_true (is_met (&post, text, "next-update"));
  g_assert_true (
    is_met (&post, "We see Card payments fail affecting checkout in …. The", "components"));
  g_assert_false (
    is_met (&post, "We see Card payments fail affecting checkout in …. The", "regions"));
  g_assert_true (is_met (&post, own, "regions"));
  g_assert_true (is_met (&post, own, "next-update"));
  g_assert_false (is_met (&post, "Cards fail in Europe.", "next-update"));
  time[5] = '\0';
  g_assert_true (is_met (&post, time, "next-update"));
  g_assert_false (is_met (&post, "", "regions"));

  post = post_for (world, "public", "resolved", "ja");
  g_clear_pointer (&text, g_free);
  text = matoi_post_compose (&post);
  g_assert_true (is_met (&post, text, "time"));
  g_assert_false (is_met (&post, text, "lingering"));
  world_free (world);
}

static void
test_elements (void)
{
  World *world = led_world ();
  MatoiPost post = post_for (world, "executives", "identified", "en");
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *text = NULL;

  world_must (world, world_command ("note", "Ben", "kind", "hypothesis", "text",
                                    "The deploy changed pool sizing.", NULL));
  text = matoi_post_compose (&post);
  g_assert_true (is_met (&post, text, "factors"));
  g_assert_true (is_met (&post, text, "severity"));
  g_assert_true (is_met (&post, text, "customer-impact"));
  g_assert_true (is_met (&post, text, "next-update"));
  g_assert_false (is_met (&post, text, "start-time"));
  g_assert_false (is_met (&post, text, "recognise"));
  g_assert_false (is_met (&post, "How to recognise the problem: …", "recognise"));
  g_assert_true (is_met (&post, "How to recognise the problem: error 502", "recognise"));
  g_assert_true (is_met (&post, "問題の見分け方: 502 が出る", "recognise"));
  g_assert_true (is_met (&post, "see https://example.com/x", "more-info"));
  /* What is added with one press is found. */
  parts = matoi_post_parts (&post, "");
  for (guint i = 0; i < parts->len; i++)
    {
      const MatoiPostPart *part = g_ptr_array_index (parts, i);

      g_assert_false (part->met);
      g_assert_cmpint (is_met (&post, part->line, part->id), ==, strstr (part->line, "…") == NULL);
    }
  world_free (world);
}

static guint
count_hints (const MatoiPost *post, const char *text)
{
  g_autoptr (GPtrArray) hints = matoi_post_hints (post, text);

  for (guint i = 0; i < hints->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (hints, i));
  return hints->len;
}

static void
test_hints (void)
{
  static const char *const bad[] = {
    "There is an outage of checkout.",
    "決済で障害が発生しています。",
    "This will be fixed by 15:00.",
    "We expect recovery within 30 minutes.",
    "It is back to normal in 10 minutes",
    "復旧見込みは 15 時です。",
    "30分以内に復旧します。",
    "The cause was human error.",
    "作業者のミスです。",
    "Aiko is looking at it.",
    "@here we are looking at it.",
  };
  static const char *const good[] = {
    "We are seeing slow payments in Europe.",
    "一部の決済が遅くなっています。",
    "The database was restored from a copy and payments work again.",
    "At 14:20 we saw slow payments.",
  };
  World *world = led_world ();
  MatoiPost post = post_for (world, "public", "update", "en");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (count_hints (&post, bad[i]), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpuint (count_hints (&post, good[i]), ==, 0);
  world_must (world, world_command ("update", "Aiko", "to", "public", "text", good[0], "approve",
                                    TRUE, NULL));
  g_assert_cmpuint (count_hints (&post, good[0]), ==, 1);
  post.next_at = post.now;
  g_assert_cmpuint (count_hints (&post, good[1]), ==, 1);
  /* Executives may hear an estimate. */
  post = post_for (world, "executives", "update", "en");
  g_assert_cmpuint (count_hints (&post, "This will be fixed by 15:00."), ==, 0);
  world_free (world);
}

/* None of the texts Matoi itself proposes is hinted at. */
static void
test_own_words (void)
{
  static const char *const presets[] = { "pagerduty", "small-team", "light" };
  static const char *const audiences[] = { "channel", "executives", "public", "company" };

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      World *world = world_new (presets[i]);

      world_declare (world, "1");
      world->now += 2 * 60 * MATOI_MINUTE;
      for (guint j = 0; j < G_N_ELEMENTS (audiences); j++)
        {
          g_auto (GStrv) stages = matoi_post_stages (world->incident, audiences[j]);

          for (guint k = 0; stages[k]; k++)
            {
              MatoiPost post = post_for (world, audiences[j], stages[k], "both");
              g_autofree char *text = matoi_post_compose (&post);
              g_autoptr (GPtrArray) parts = matoi_post_parts (&post, text);

              g_assert_cmpuint (strlen (text), >, 20);
              g_assert_null (strchr (text, '{'));
              g_assert_cmpuint (parts->len, >, 0);
              g_assert_cmpuint (count_hints (&post, text), ==, 0);
            }
        }
      world_free (world);
    }
}

/* COM-05: what a post promises is when the clock rings. */
static void
test_promise (void)
{
  World *world = led_world ();
  MatoiCommand *command;
  g_autoptr (GPtrArray) clocks = NULL;

  command = world_command ("update", "Aiko", "to", "executives", "text", "x", NULL);
  matoi_command_set_int (command, "next_at", world->now + 45 * MATOI_MINUTE);
  world_must (world, command);
  clocks = matoi_incident_clocks (world->incident, world->now);
  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (g_str_equal (clock->id, "executive-update"))
        g_assert_cmpint (clock->due_at, ==, world->now + 45 * MATOI_MINUTE);
    }
  world_must_not (world,
                  world_command ("update", "Aiko", "to", "executives", "text", "x", "url",
                                 "javascript:alert(1)", NULL),
                  2, NULL);
  world_free (world);
}

/* The clean-up of the end and the locked items of the security checklist. */
static void
test_lists (void)
{
  World *world = led_world ();

  world_must (world,
              world_command ("step-done", "Aiko", "role", "end", "step", "cleanup-listed", NULL));
  g_assert_true (g_hash_table_contains (world->incident->steps_done, "end/cleanup-listed"));
  world_must_not (
    world, world_command ("step-done", "Aiko", "role", "end", "step", "nonsense", NULL), 5, NULL);
  world_must (world, world_command ("step-done", "Aiko", "role", "security", "step",
                                    "sec-stop-attack", NULL));
  world_must_not (world,
                  world_command ("step-done", "Aiko", "role", "security", "step",
                                 "sec-internal-comms", NULL),
                  1, "SEC-10");
  world_must (world, world_command ("step-done", "Aiko", "role", "security", "step", "not-internal",
                                    NULL));
  world_must (world, world_command ("step-done", "Aiko", "role", "security", "step",
                                    "sec-internal-comms", NULL));
  world_free (world);
}

static void
test_owners (void)
{
  World *world = led_world ();
  g_autoptr (GPtrArray) ideas = matoi_suggest_owners (world->incident, 3);
  const MatoiOwnerIdea *idea;

  g_assert_cmpuint (ideas->len, ==, 1);
  idea = g_ptr_array_index (ideas, 0);
  g_assert_cmpstr (idea->person, ==, "Aiko");
  world_must (world, world_command ("role-assign", "Aiko", "role", "sme", "person", "Ben", NULL));
  world_must (world,
              world_command ("role-assign", "Aiko", "role", "observer", "person", "Olga", NULL));
  world_must (world, world_command ("note", "Olga", "kind", "action", "text", "x", NULL));
  world_must (world, world_command ("note", "Datadog", "kind", "action", "text", "fired", NULL));
  g_clear_pointer (&ideas, g_ptr_array_unref);
  ideas = matoi_suggest_owners (world->incident, 3);
  g_assert_cmpuint (ideas->len, ==, 2);
  idea = g_ptr_array_index (ideas, 0);
  g_assert_cmpstr (idea->person, ==, "Ben");
  world_free (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/post/stages", test_stages);
  g_test_add_func ("/post/compose", test_compose);
  g_test_add_func ("/post/gaps", test_gaps);
  g_test_add_func ("/post/elements", test_elements);
  g_test_add_func ("/post/hints", test_hints);
  g_test_add_func ("/post/own-words", test_own_words);
  g_test_add_func ("/post/promise", test_promise);
  g_test_add_func ("/post/lists", test_lists);
  g_test_add_func ("/post/owners", test_owners);
  return g_test_run ();
}
