/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More is not read on a phone in a meeting (COM-10). */
#define EXECUTIVE_CHARS 500

/* The first thing in @text that @pattern finds, or NULL. (transfer full) */
static char *
find_match (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return regex != NULL && g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 0)
                                                                 : NULL;
}

/* COM-09: only a real full outage is called one. */
static char *
hint_outage (const char *text)
{
  g_autofree char *word =
    find_match (text, "\\boutages?\\b|全面(停止|障害)|機能停止|サービス停止|大規模障害|障害");

  if (word == NULL)
    return NULL;
  return g_strdup_printf (
    /* Translators: %s is a word of the post. For Japanese, name the words to use instead. */
    _ ("“%s” is for when everything is down. Otherwise say “incident” or “service degradation”."),
       word);
}

/* COM-10: customers are told the next update, never the end. */
static char *
hint_promise (const char *text)
{
  g_autofree char *words = find_match (
    text, "\\b(will|should|expect\\w*|going to)\\b[^.!?\\n]{0,60}"
          "\\b(resolv|fix|restor|recover|repair|back)\\w*\\b[^.!?\\n]{0,40}"
          "\\b(by|in|within|before|at|around)\\s+\\S*\\d"
          "|\\b(resolved|fixed|restored|recovered|back (up|online|to normal))\\b[^.…!?\\n]{0,30}"
          "\\b(by|in|within|before)\\s+(about\\s+)?\\d"
          "|\\bETA\\b"
          "|(復旧|解消|回復)(する|の|は|完了)?(予定|見込み|見通し)(は|です|時刻|時間|：|:)"
          "|\\d+\\s*(分|時間)(以内|後|ほど|程度|くらい)[^。\\n]{0,8}(復旧|解消|回復)"
          "|\\d{1,2}[:時]\\d{0,2}分?(まで|ごろ|頃)[^。\\n]{0,6}(復旧|解消|回復)");

  if (words == NULL)
    return NULL;
  /* Translators: %s are words of the post. */
  return g_strdup_printf (_ ("Customers are told when the next update comes, not when it will be "
                             "over: “%s”."),
                             words);
}

static char *
hint_blame (const char *text)
{
  g_autofree char *words = find_match (
    text,
    "\\b(human error|careless\\w*|negligen\\w*|mistakes?|blame[ds]?|(my|his|her|their) fault)\\b"
    "|人為ミス|人為的ミス|ヒューマンエラー|のミス|不注意|過失|のせいで");

  if (words == NULL)
    return NULL;
  /* Translators: %s are words of the post. */
  return g_strdup_printf (_ ("“%s” blames somebody. Say what happened, not whose fault it is."),
                             words);
}

static char *
hint_names (const MatoiPost *post, const char *text)
{
  for (guint i = 0; i < post->incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (post->incident->assignments, i);

      if (g_utf8_strlen (assignment->person, -1) >= 3 && strstr (text, assignment->person) != NULL)
        /* Translators: %s is the name of a person. */
        return g_strdup_printf (_ ("Leave names out of what customers read: “%s”."),
                                   assignment->person);
    }
  return NULL;
}

/* COM-11: a post for its own sake is noise. */
static char *
hint_repeated (const MatoiPost *post, const char *text)
{
  for (guint i = post->incident->updates->len; i > 0; i--)
    {
      const MatoiUpdate *update = g_ptr_array_index (post->incident->updates, i - 1);

      if (strcmp (update->to, post->audience) != 0 || strcmp (update->state, "posted") != 0)
        continue;
      if (strcmp (update->text, text) != 0)
        return NULL;
      return g_strdup (_ ("This says the same as the last post. Add what is new."));
    }
  return NULL;
}

/* COM-06: the slower rhythm is not decided in the first hour. */
static char *
hint_long (const MatoiPost *post)
{
  if (strcmp (post->stage, "long") != 0 ||
      post->now - post->incident->declared_at >= 60 * MATOI_MINUTE)
    return NULL;
  return g_strdup (_ ("In the first hour it is too early to announce a slower rhythm."));
}

static void
add (GPtrArray *hints, char *hint)
{
  if (hint != NULL)
    g_ptr_array_add (hints, hint);
}

/**
 * matoi_post_hints:
 * @text: as written so far
 *
 * What to look at once more in the wording (COM-06, 09, 10, 11). Nothing of it is refused.
 *
 * Returns: (transfer full): of sentences
 */
GPtrArray *
matoi_post_hints (const MatoiPost *post, const char *text)
{
  GPtrArray *hints = g_ptr_array_new_with_free_func (g_free);
  gboolean is_public = strcmp (post->audience, "public") == 0;

  add (hints, hint_outage (text));
  if (is_public)
    {
      add (hints, hint_promise (text));
      add (hints, hint_names (post, text));
      if (strstr (text, "@here") != NULL || strstr (text, "@channel") != NULL)
        add (hints, g_strdup (_ ("“@here” and “@channel” mean nothing to customers.")));
    }
  add (hints, hint_blame (text));
  add (hints, hint_long (post));
  add (hints, hint_repeated (post, text));
  if (strcmp (post->audience, "executives") == 0 && g_utf8_strlen (text, -1) > EXECUTIVE_CHARS)
    add (hints, g_strdup (_ ("Executives want it short: the state, the cause, what comes next.")));
  if (matoi_post_needs_time (post->stage) && post->next_at <= post->now)
    add (hints, g_strdup (_ ("The time of the next update has passed already.")));
  return hints;
}
