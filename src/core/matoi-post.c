/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-messages-private.h"

/* The order a public notice goes through (COM-01, 03, 05, 06, 07); others follow it. */
static const char *const public_order[] = { "investigating", "scope", "update", "long",
                                            "resolved" };
static const char *const inside_order[] = { "investigating", "identified", "monitoring",
                                            "resolved" };

static JsonObject *
get_messages (const MatoiIncident *incident)
{
  return matoi_json_get_object (matoi_policy_get_json (incident->policy), "messages");
}

static gboolean
has_public_stage (const MatoiIncident *incident, const char *stage)
{
  JsonObject *messages = get_messages (incident);
  g_autofree char *key = g_strconcat ("public.", stage, NULL);

  return messages != NULL && json_object_has_member (messages, key);
}

/**
 * matoi_post_stages:
 *
 * The stages a post to @audience can be at: for the public those the process has a text for,
 * inside those of a stakeholder message (§7.3b).
 *
 * Returns: (transfer full): ids, never empty
 */
GStrv
matoi_post_stages (const MatoiIncident *incident, const char *audience)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_public = strcmp (audience, "public") == 0;
  GStrv stages;

  for (guint i = 0; is_public && i < G_N_ELEMENTS (public_order); i++)
    if (has_public_stage (incident, public_order[i]))
      g_strv_builder_add (builder, public_order[i]);
  for (guint i = 0; !is_public && i < G_N_ELEMENTS (inside_order); i++)
    g_strv_builder_add (builder, inside_order[i]);
  stages = g_strv_builder_end (builder);
  if (stages[0] == NULL)
    {
      g_strv_builder_add (builder, "update");
      g_strfreev (stages);
      stages = g_strv_builder_end (builder);
    }
  return stages;
}

static guint
count_posts (const MatoiIncident *incident, const char *audience)
{
  guint n = 0;

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      n += strcmp (update->to, audience) == 0 && strcmp (update->state, "posted") == 0;
    }
  return n;
}

/** matoi_post_suggest_stage: where @incident stands for @audience; one of its stages. */
const char *
matoi_post_suggest_stage (const MatoiIncident *incident, const char *audience)
{
  gboolean is_over =
    strcmp (incident->phase, "verify") == 0 || strcmp (incident->state, "ended") == 0;
  guint posts = count_posts (incident, audience);

  if (strcmp (audience, "public") != 0)
    return strcmp (incident->state, "ended") == 0     ? "resolved"
           : is_over                                  ? "monitoring"
           : strcmp (incident->phase, "size-up") == 0 ? "investigating"
                                                      : "identified";
  if (is_over && posts > 0 && has_public_stage (incident, "resolved"))
    return "resolved";
  if (posts == 0 && has_public_stage (incident, "investigating"))
    return "investigating";
  if (posts <= 1 && has_public_stage (incident, "scope"))
    return "scope";
  return "update";
}

/** matoi_post_stage_name: the translated name; @stage itself when it is not known. */
const char *
matoi_post_stage_name (const char *stage)
{
  static const struct
  {
    const char *id, *name;
  } names[] = {
    /* Translators: the stages of a status post, as short labels. */
    { "investigating", N_ ("Investigating") },
    { "scope", N_ ("Scope") },
    { "update", N_ ("Progress") },
    { "long", N_ ("Taking Longer") },
    { "identified", N_ ("Identified") },
    { "monitoring", N_ ("Monitoring") },
    { "resolved", N_ ("Resolved") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].id, stage) == 0)
      return _ (names[i].name);
  return stage;
}

/** matoi_post_needs_time: every post tells when the next one comes, but for the last (COM-05). */
gboolean
matoi_post_needs_time (const char *stage)
{
  return strcmp (stage, "resolved") != 0;
}

/** matoi_post_suggest_minutes: the rhythm of the posts to @audience in this process. */
gint64
matoi_post_suggest_minutes (const MatoiIncident *incident, const char *audience)
{
  GPtrArray *rules = matoi_policy_get_clocks (incident->policy);
  g_autofree char *event = g_strconcat ("update:", audience, NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);

      if (g_strcmp0 (rule->restarts, event) == 0 && rule->every_ms > 0)
        return rule->every_ms / MATOI_MINUTE;
    }
  return strcmp (audience, "public") == 0 ? 20 : 30;
}

/** matoi_post_time_text: how a post names @at, such as “14:40 JST”. (transfer full) */
char *
matoi_post_time_text (gint64 at, GTimeZone *zone)
{
  return matoi_time_to_local (at, "%H:%M %Z", zone);
}

/* What the placeholder @name stands for; NULL or "" when nothing tells. (transfer full) */
char *
matoi_post_find_value (const MatoiPost *post, const char *name)
{
  if (strcmp (name, "time") == 0)
    return matoi_post_time_text (matoi_post_needs_time (post->stage) ? post->next_at : post->now,
                                 post->zone);
  if (strcmp (name, "channel") == 0)
    return g_strdup (post->channel);
  return matoi_messages_find (post->incident, name, post->now, post->zone);
}

/* The text with placeholders that @post begins with, in "en" or "ja"; "" without one. */
char *
matoi_post_get_template (const MatoiPost *post, const char *lang)
{
  JsonObject *messages = get_messages (post->incident);
  gboolean is_over = !matoi_post_needs_time (post->stage);
  const char *text;

  if (messages == NULL)
    return g_strdup ("");
  if (strcmp (post->audience, "public") == 0)
    {
      g_autofree char *key = g_strconcat ("public.", post->stage, NULL);

      return g_strdup (matoi_text_in (messages, key, lang));
    }
  if (strcmp (post->audience, "channel") == 0 && is_over)
    return g_strdup (matoi_text_in (messages, "end", lang));
  if (is_over)
    {
      text = matoi_text_in (messages, "public.resolved", lang);
      return g_strconcat ("{severity}: {what}", strcmp (lang, "ja") == 0 ? "。" : ". ", text, NULL);
    }
  if (strcmp (post->audience, "company") == 0)
    return g_strdup (matoi_text_in (messages, "company", lang));
  text = matoi_text_in (messages, "executives", lang);
  /* The responders are there already; nobody has to be called. */
  if (strcmp (post->audience, "channel") == 0 && g_str_has_prefix (text, "@here "))
    text += strlen ("@here ");
  return g_strdup (text);
}

static void
fill (const MatoiPost *post, const char *lang, GString *out)
{
  g_autofree char *template = matoi_post_get_template (post, lang);
  const char *text = template;

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;

      if (end != NULL)
        {
          g_autofree char *name = g_strndup (text + 1, (gsize) (end - text - 1));
          g_autofree char *value = matoi_post_find_value (post, name);

          g_string_append (out, value != NULL && *value != '\0' ? value : "…");
          text = end + 1;
        }
      else
        {
          g_string_append_unichar (out, g_utf8_get_char (text));
          text = g_utf8_next_char (text);
        }
    }
}

/**
 * matoi_post_compose:
 *
 * What the process has as text for this post, filled from the state; what the state does not
 * tell is "…" (§7.3).
 *
 * Returns: (transfer full)
 */
char *
matoi_post_compose (const MatoiPost *post)
{
  GString *out = g_string_new (NULL);
  gboolean both = strcmp (post->lang, "both") == 0;

  fill (post, both ? "ja" : post->lang, out);
  if (both)
    {
      g_string_append (out, "\n\n");
      fill (post, "en", out);
    }
  return g_string_free (out, FALSE);
}
