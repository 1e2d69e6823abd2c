/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-wording-private.h"

/* How far from a person a word is still about them, in characters. */
#define NEAR_CHARS 40
/* Longer stretches without an end are no sentences. */
#define MAX_SENTENCE 600
/* More hints help nobody. */
#define MAX_HITS     1000
#define MAX_ACRONYMS 300

typedef struct
{
  const MatoiWording *wording;
  const char *text;         /* as given */
  char *masked;             /* of the same length; code and links are blanks */
  const char *const *names; /* (nullable) */
  GRegex *people;           /* (nullable) made of names once a word needs it */
  const char *const *known;
  GPtrArray *hits;
} Check;

/* --- people */

static void
append_name (GString *out, const char *name)
{
  g_autofree char *escaped = g_regex_escape_string (name, -1);
  gboolean single = g_utf8_strlen (name, -1) < 2;

  if (*name == '\0' || (single && (guchar) *name < 0x80))
    return;
  /* a name of one character is found in many words */
  g_string_append_printf (out, "%s(?<![A-Za-z0-9_])%s%s", out->len > 0 ? "|" : "", escaped,
                          single ? "(?:さん|氏|くん|君|様)" : "(?![A-Za-z0-9_])");
}

/* Their names, and the parts of them. */
static GRegex *
compile_people (const char *const *names)
{
  g_autoptr (GString) pattern = g_string_new (NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (names[i], " \t", -1);

      append_name (pattern, names[i]);
      for (guint p = 0; parts[p] != NULL && parts[1] != NULL; p++)
        append_name (pattern, parts[p]);
    }
  return pattern->len > 0 ? g_regex_new (pattern->str, 0, 0, NULL) : NULL;
}

/* --- sentences */

static gboolean
is_end (const char *p)
{
  if (*p == '\n' || g_str_has_prefix (p, "。") || g_str_has_prefix (p, "！") ||
      g_str_has_prefix (p, "？"))
    return TRUE;
  return (*p == '.' || *p == '!' || *p == '?') && (p[1] == ' ' || p[1] == '\n');
}

static void
find_sentence (const char *text, gsize offset, gsize length, gsize *from, gsize *to)
{
  const char *begin = text + offset, *end = text + offset + length;

  while (begin > text && !is_end (g_utf8_prev_char (begin)) && text + offset - begin < MAX_SENTENCE)
    begin = g_utf8_prev_char (begin);
  while (*end != '\0' && !is_end (end) && end - text < (gssize) (offset + length) + MAX_SENTENCE)
    end = g_utf8_next_char (end);
  *from = (gsize) (begin - text);
  *to = (gsize) (end - text);
}

static gsize
move (const char *text, gsize offset, int chars, gsize limit)
{
  const char *p = text + offset;

  for (; chars < 0 && (gsize) (p - text) > limit; chars++)
    p = g_utf8_prev_char (p);
  for (; chars > 0 && (gsize) (p - text) < limit; chars--)
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

static gboolean
matches_in (GRegex *regex, const char *text, gsize from, gsize to)
{
  return g_regex_match_full (regex, text, (gssize) to, (int) from, 0, NULL, NULL);
}

static gboolean
counts (Check *self, const MatoiWordingRule *rule, gsize offset, gsize length)
{
  gsize from, to;

  if (!rule->near_name && rule->unless == NULL)
    return TRUE;
  find_sentence (self->text, offset, length, &from, &to);
  if (rule->unless != NULL && matches_in (rule->unless, self->text, from, to))
    return FALSE;
  if (!rule->near_name)
    return TRUE;
  from = move (self->text, offset, -NEAR_CHARS, from);
  to = move (self->text, offset + length, NEAR_CHARS, to);
  if (self->people == NULL)
    self->people = compile_people (self->names);
  return self->people != NULL && matches_in (self->people, self->text, from, to);
}

/* --- hits */

static void
add (Check *self, const MatoiWordingRule *rule, gsize offset, gsize length)
{
  MatoiWordingHit hit = { offset, length, rule->id, rule->advice_en, rule->advice_ja };

  if (self->hits->len >= MAX_HITS)
    return;
  for (guint i = self->hits->len; i > 0; i--)
    {
      MatoiWordingHit *known = g_ptr_array_index (self->hits, i - 1);

      /* the same thing said by two rules of one kind */
      if (strcmp (known->rule, rule->id) == 0 && known->offset < offset + length &&
          offset < known->offset + known->length)
        return;
    }
  g_ptr_array_add (self->hits, g_memdup2 (&hit, sizeof hit));
}

static void
check_rule (Check *self, const MatoiWordingRule *rule)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (rule->near_name && (self->names == NULL || *self->names == NULL))
    return;
  g_regex_match (rule->find, rule->in_code ? self->text : self->masked, 0, &match);
  for (; self->hits->len < MAX_HITS && g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      int from, to;

      if (g_match_info_fetch_pos (match, 0, &from, &to) && to > from &&
          counts (self, rule, (gsize) from, (gsize) (to - from)))
        add (self, rule, (gsize) from, (gsize) (to - from));
    }
}

/* "SLO (service level …)", "… (SLO)", "SLOとは…": said once, that is enough. */
static gboolean
is_explained (const char *text, const char *acronym)
{
  static const char *const after[] = { "(",  "（",     "とは",        "=",
                                       "＝", "means ", "stands for ", "is short for " };
  gsize length = strlen (acronym);

  for (const char *p = strstr (text, acronym); p != NULL; p = strstr (p + length, acronym))
    {
      const char *next = p + length + strspn (p + length, " *_");

      if ((p > text && p[-1] == '(') ||
          (p - text >= 3 && strncmp (p - strlen ("（"), "（", strlen ("（")) == 0))
        return TRUE;
      for (guint i = 0; i < G_N_ELEMENTS (after); i++)
        if (g_str_has_prefix (next, after[i]))
          return TRUE;
    }
  return FALSE;
}

static guint
count_letters (const char *acronym)
{
  guint count = 0;

  for (; *acronym != '\0'; acronym++)
    count += g_ascii_isalpha (*acronym) ? 1 : 0;
  return count;
}

static void
check_acronyms (Check *self, const MatoiWordingRule *rule)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (self->wording->acronym, self->masked, 0, &match);
  for (; g_hash_table_size (seen) < MAX_ACRONYMS && g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *acronym = g_match_info_fetch (match, 1);
      int from, to;

      if (!g_match_info_fetch_pos (match, 1, &from, &to) || count_letters (acronym) < 2 ||
          g_hash_table_contains (self->wording->known, acronym) ||
          (self->known != NULL && g_strv_contains (self->known, acronym)) ||
          g_hash_table_contains (seen, acronym))
        continue;
      if (!is_explained (self->text, acronym))
        add (self, rule, (gsize) from, (gsize) (to - from));
      g_hash_table_add (seen, g_steal_pointer (&acronym));
    }
}

/* What goes to customers goes out, and what is said about security is read by all of them. */
static gboolean
is_for (const MatoiWordingRule *rule, const char *scope)
{
  const char *const *scopes = (const char *const *) rule->scopes;
  gboolean is_public = g_str_equal (scope, "public") || g_str_equal (scope, "security-public");

  return g_strv_contains (scopes, scope) || (is_public && (g_strv_contains (scopes, "public") ||
                                                           g_strv_contains (scopes, "outgoing")));
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const MatoiWordingHit *x = *(const MatoiWordingHit *const *) a;
  const MatoiWordingHit *y = *(const MatoiWordingHit *const *) b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;
  return strcmp (x->rule, y->rule);
}

/**
 * matoi_wording_check:
 * @text: UTF-8, plain or Markdown; code and links are left alone unless a rule wants them
 * @scope: what kind of text it is, see matoi_wording_is_scope(); "public" includes what is for
 *   any outgoing text, "security-public" both
 * @names: (nullable): the people of the incident, for the words that only count next to one
 * @known_acronyms: (nullable): abbreviations that need no explanation here
 *
 * Hits of "outage" are for the caller to leave out if it was a full one (COM-09).
 *
 * Returns: (transfer full): of MatoiWordingHit, by offset; they borrow from @self
 */
GPtrArray *
matoi_wording_check (const MatoiWording *self,
                     const char *text,
                     const char *scope,
                     const char *const *names,
                     const char *const *known_acronyms)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func (g_free);
  Check check = {
    .wording = self,
    .text = text,
    .names = names,
    .known = known_acronyms,
    .hits = hits,
  };

  g_return_val_if_fail (self != NULL && text != NULL, hits);
  g_return_val_if_fail (matoi_wording_is_scope (scope), hits);

  check.masked = matoi_wording_dup_masked (text);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const MatoiWordingRule *rule = g_ptr_array_index (self->rules, i);

      if (!is_for (rule, scope))
        continue;
      if (rule->find != NULL)
        check_rule (&check, rule);
      if (rule->acronyms)
        check_acronyms (&check, rule);
    }
  g_ptr_array_sort (hits, compare_hits);
  g_clear_pointer (&check.people, g_regex_unref);
  g_free (check.masked);
  return hits;
}

/** matoi_wording_hit_get_advice: what to write instead, in the language of the locale. */
const char *
matoi_wording_hit_get_advice (const MatoiWordingHit *hit)
{
  return strcmp (C_ ("language of the presets", "en"), "ja") == 0 ? hit->advice_ja : hit->advice_en;
}
