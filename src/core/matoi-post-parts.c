/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-messages-private.h"

/* Shorter words are found by chance. */
#define MIN_NEEDLE 2

/* matoi_post_part_free: frees @part. */
void
matoi_post_part_free (MatoiPostPart *part)
{
  g_free (part->id);
  g_free (part->name);
  g_free (part->line);
  g_free (part);
}

static void
add_part (GPtrArray *parts, const char *id, const char *name, char *line, gboolean met)
{
  MatoiPostPart *part = g_new0 (MatoiPostPart, 1);

  part->id = g_strdup (id);
  part->name = g_strdup (name);
  part->line = line;
  part->met = met;
  g_ptr_array_add (parts, part);
}

static gboolean
contains (const char *text, const char *needle)
{
  return needle != NULL && g_utf8_strlen (needle, -1) >= MIN_NEEDLE &&
         strstr (text, needle) != NULL;
}

/* --- parts of a public post: the gaps of its text */

static const char *
get_gap_name (const char *id, gboolean needs_time)
{
  static const struct
  {
    const char *id, *name;
  } names[] = {
    /* Translators: these name what a status post has to tell. */
    { "service", N_ ("The service") },
    { "impact", N_ ("What customers notice") },
    { "components", N_ ("Functions affected") },
    { "regions", N_ ("Regions affected") },
    { "progress", N_ ("What is being done") },
    { "workaround", N_ ("A work-around, or that there is none") },
    { "lingering", N_ ("Data loss or other after-effects, or that there are none") },
    { "severity", N_ ("The severity") },
    { "cause", N_ ("The believed cause") },
    { "actions", N_ ("What is being done") },
    { "eta", N_ ("When it is expected to be over") },
    { "what", N_ ("What happened") },
    { "scope", N_ ("Who is affected") },
    { "ic", N_ ("Who leads") },
    { "channel", N_ ("Where to find more") },
  };

  if (strcmp (id, "time") == 0)
    return needs_time ? _ ("Time of the next update") : _ ("When it was over");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].id, id) == 0)
      return _ (names[i].name);
  return id;
}

/* Does @text name the time of the next post, with or without the zone? */
static gboolean
tells_next (const MatoiPost *post, const char *text)
{
  g_autofree char *clock = matoi_time_to_local (post->next_at, "%H:%M", post->zone);
  const char *short_clock = *clock == '0' ? clock + 1 : clock;
  const char *at = text;

  while ((at = strstr (at, short_clock)) != NULL)
    {
      if (at == text || !g_ascii_isdigit (at[-1]) || (at[-1] == '0' && short_clock != clock))
        return TRUE;
      at++;
    }
  return FALSE;
}

static gboolean
has_clock_time (const char *text)
{
  return g_regex_match_simple ("\\b\\d{1,2}(:\\d{2}|\\s*時)", text, 0, 0);
}

/* Is there anything in the gap: a word that is not "…" or a sign? */
static gboolean
is_filled (const char *from, const char *to)
{
  gboolean word = FALSE;

  for (; from < to; from = g_utf8_next_char (from))
    {
      gunichar letter = g_utf8_get_char (from);

      if (letter == 0x2026)
        return FALSE;
      word |= g_unichar_isalnum (letter);
    }
  return word;
}

/* Where the words before and after the gap @name are still as in @template, tells by what is
 * between them; where they were rewritten, by whether any "…" is left. */
static gboolean
is_gap_filled (const char *template, const char *name, const char *text)
{
  g_autofree char *gap = g_strdup_printf ("{%s}", name);
  const char *at = strstr (template, gap);
  const char *before = at, *after, *end, *from, *to;
  g_autofree char *head = NULL, *tail = NULL;

  if (at == NULL)
    return TRUE;
  while (before > template && before[-1] != '}')
    before--;
  after = at + strlen (gap);
  end = strchr (after, '{');
  head = g_strndup (before, (gsize) (at - before));
  tail = end != NULL ? g_strndup (after, (gsize) (end - after)) : g_strdup (after);
  from = *head != '\0' ? strstr (text, head) : text;
  if (from != NULL)
    {
      from += strlen (head);
      to = *tail != '\0' && strcmp (tail, " ") != 0 ? strstr (from, tail) : from + strlen (from);
      if (to != NULL)
        return is_filled (from, to);
    }
  return strstr (text, "…") == NULL && *text != '\0';
}

static gboolean
is_part_of_all (const MatoiPost *post, const char *name, const char *text)
{
  static const char *const langs[] = { "en", "ja" };

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    {
      g_autofree char *template = NULL;

      if (strcmp (post->lang, "both") != 0 && strcmp (post->lang, langs[i]) != 0)
        continue;
      template = matoi_post_get_template (post, langs[i]);
      if (!is_gap_filled (template, name, text))
        return FALSE;
    }
  return TRUE;
}

static void
add_gaps (GPtrArray *parts, const MatoiPost *post, const char *text)
{
  gboolean needs_time = matoi_post_needs_time (post->stage);
  const char *lang = strcmp (post->lang, "both") == 0 ? "ja" : post->lang;
  g_autofree char *template = matoi_post_get_template (post, lang);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const char *at = strchr (template, '{'); at != NULL; at = strchr (at + 1, '{'))
    {
      const char *end = strchr (at, '}');
      g_autofree char *name = end ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;
      g_autofree char *value = NULL;
      const char *label;
      gboolean met;

      if (name == NULL || !g_hash_table_add (seen, g_strdup (name)))
        continue;
      value = matoi_post_find_value (post, name);
      label = get_gap_name (name, needs_time);
      if (strcmp (name, "time") == 0)
        met = needs_time ? tells_next (post, text) : has_clock_time (text);
      else
        met = contains (text, value) || is_part_of_all (post, name, text);
      add_part (parts, strcmp (name, "time") == 0 && needs_time ? "next-update" : name, label,
                g_strdup_printf ("%s: %s", label, value && *value ? value : "…"), met);
    }
}

/* --- parts of a message inside: the elements of its stage */

static const char *
get_value_name (const char *id)
{
  static const struct
  {
    const char *id, *value;
  } values[] = {
    { "detected", "what" },          { "services", "service" },  { "customer-impact", "impact" },
    { "severity", "severity" },      { "factors", "cause" },     { "remedy-chosen", "actions" },
    { "remedy-applied", "actions" }, { "more-info", "channel" }, { "next-update", "time" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i].id, id) == 0)
      return values[i].value;
  return NULL;
}

/* What the state knows of the element @id; NULL or "" when nothing. */
static char *
find_element (const MatoiPost *post, const char *id)
{
  const MatoiIncident *incident = post->incident;
  const char *name = get_value_name (id);
  gint64 start = incident->started_at;

  if (strcmp (id, "start-time") == 0)
    {
      if (start == MATOI_TIME_NONE)
        start = incident->detected_at;
      if (start == MATOI_TIME_NONE)
        start = incident->declared_at;
      return matoi_post_time_text (start, post->zone);
    }
  return name ? matoi_post_find_value (post, name) : NULL;
}

/* Any of the joined entries is enough. */
static gboolean
contains_any (const char *text, const char *joined)
{
  g_auto (GStrv) words = g_strsplit (joined, " / ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (contains (text, words[i]))
      return TRUE;
  return FALSE;
}

/* "Work-around: use cards" tells it, "Work-around: …" does not. */
static gboolean
has_filled_label (const char *text, const char *label)
{
  const char *at = *label != '\0' ? strstr (text, label) : NULL;
  const char *end;

  if (at == NULL)
    return FALSE;
  at += strlen (label);
  end = strchr (at, '\n');
  return is_filled (at, end != NULL ? end : at + strlen (at));
}

static gboolean
has_known_words (const char *id, const char *text)
{
  static const struct
  {
    const char *id, *pattern;
  } words[] = {
    { "workaround", "(work-?around|回避策)\\S*\\s*[^…\\s]" },
    { "more-info", "https?://|(^|\\s)#[\\w-]{2,}" },
    { "next-step", "(postmortem|follow-up|ポストモーテム|フォローアップ)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].id, id) == 0)
      return g_regex_match_simple (words[i].pattern, text, G_REGEX_CASELESS, 0);
  return FALSE;
}

static void
add_element (GPtrArray *parts, const MatoiPost *post, const char *id, const char *text)
{
  JsonObject *names =
    matoi_json_get_object (matoi_policy_get_json (post->incident->policy), "element_names");
  const char *lang = strcmp (post->lang, "en") == 0 ? "en" : "ja";
  const char *name = names ? matoi_text (names, id) : "";
  const char *label = names ? matoi_text_in (names, id, lang) : "";
  const char *other =
    names ? matoi_text_in (names, id, strcmp (lang, "en") == 0 ? "ja" : "en") : "";
  g_autofree char *value = find_element (post, id);
  gboolean met;

  met = (value != NULL && contains_any (text, value)) || has_filled_label (text, label) ||
        has_filled_label (text, other) || has_known_words (id, text);
  if (strcmp (id, "next-update") == 0)
    met = tells_next (post, text);
  add_part (parts, id, *name != '\0' ? name : id,
            g_strdup_printf ("%s: %s", *label != '\0' ? label : id,
                             value != NULL && *value != '\0' ? value : "…"),
            met);
}

static gboolean
add_elements (GPtrArray *parts, const MatoiPost *post, const char *text)
{
  /* The responders know most of it. */
  static const char *const short_list[] = { "severity", "factors", "remedy-chosen", "next-update" };
  JsonObject *elements =
    matoi_json_get_object (matoi_policy_get_json (post->incident->policy), "elements");
  JsonArray *stage = elements ? matoi_json_get_array (elements, post->stage) : NULL;

  if (stage == NULL)
    return FALSE;
  if (strcmp (post->audience, "channel") == 0 && matoi_post_needs_time (post->stage))
    {
      for (guint i = 0; i < G_N_ELEMENTS (short_list); i++)
        add_element (parts, post, short_list[i], text);
      return TRUE;
    }
  if (strcmp (post->audience, "channel") == 0)
    {
      add_element (parts, post, "more-info", text);
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (stage); i++)
    if (matoi_json_array_get_string (stage, i) != NULL)
      add_element (parts, post, matoi_json_array_get_string (stage, i), text);
  return TRUE;
}

/**
 * matoi_post_parts:
 * @text: as written so far
 *
 * What the post should tell, and whether @text does (§7.3b; COM-03, 05, 07 for the public). It
 * looks for what the state knows and for gaps that were filled, so it can be wrong: people may
 * tick by hand.
 *
 * Returns: (transfer full): of MatoiPostPart
 */
GPtrArray *
matoi_post_parts (const MatoiPost *post, const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_post_part_free);

  if (strcmp (post->audience, "public") == 0 || !add_elements (parts, post, text))
    add_gaps (parts, post, text);
  return parts;
}
