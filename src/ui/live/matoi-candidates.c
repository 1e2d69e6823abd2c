/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-candidates.h"

#include <string.h>

#include "matoi-candidate-search.h"
#include "matoi-directory.h"
#include "matoi-kana.h"

/* As many names as one looks through; the commands are few and are all shown. */
#define MAX_NAMES 8

struct _MatoiCandidates
{
  MatoiSession *session; /* (not owned) */
  MatoiKnownPeople *people;
};

/* --- what fits */

/* The letters of @typed in this order, with others between them. */
static gboolean
is_subsequence (const char *typed, const char *text)
{
  for (; *typed; typed = g_utf8_next_char (typed))
    {
      text = g_utf8_strchr (text, -1, g_utf8_get_char (typed));
      if (!text)
        return FALSE;
      text = g_utf8_next_char (text);
    }
  return TRUE;
}

/* @text or one of its words begins with @typed, written like that or in Latin letters. */
static gboolean
has_word (const char *text, const char *typed)
{
  g_auto (GStrv) words = g_strsplit_set (text, " .-_", -1);

  for (guint i = 0; words[i]; i++)
    {
      g_autofree char *word = matoi_directory_fold (words[i]);

      if (g_str_has_prefix (word, typed) || matoi_kana_begins_with (word, typed))
        return TRUE;
    }
  return FALSE;
}

int
matoi_candidate_search_score (MatoiCandidateSearch *search, const char *name, const char *reading)
{
  g_autofree char *folded = matoi_directory_fold (name);
  g_autofree char *kana = matoi_directory_fold (reading ? reading : "");

  if (g_str_has_prefix (folded, search->folded) ||
      (*kana && g_str_has_prefix (kana, search->folded)))
    return 0;
  if (has_word (name, search->folded) || (*kana && (has_word (reading, search->folded) ||
                                                    matoi_kana_begins_with (kana, search->folded))))
    return 1;
  if (strstr (folded, search->folded))
    return 2;
  return is_subsequence (search->folded, folded) ? 3 : -1;
}

static void
candidate_free (MatoiCandidate *candidate)
{
  g_free (candidate->insert);
  g_free (candidate->title);
  g_free (candidate->hint);
  g_free (candidate->note);
  g_free (candidate);
}

/* --- the search */

static int
compare (gconstpointer a, gconstpointer b)
{
  const MatoiCandidate *x = *(MatoiCandidate *const *) a, *y = *(MatoiCandidate *const *) b;

  return x->score - y->score;
}

/* The best first; among equals the order they came in. */
static void
sort (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      MatoiCandidate *candidate = g_ptr_array_index (items, i);

      candidate->score = candidate->score * 10000 + (int) MIN (i, 9999);
    }
  g_ptr_array_sort (items, compare);
}

static char *
dup_range (const MatoiLinePlace *place, const char *line)
{
  g_autofree char *typed = g_strndup (line + place->start, place->end - place->start);

  /* An opening quotation mark is no part of a name. */
  for (guint i = 0; i < 3; i++)
    {
      const char *const quotes[] = { "\"", "“", "「" };

      if (place->form && g_str_has_prefix (typed, quotes[i]))
        return g_strdup (typed + strlen (quotes[i]));
    }
  return g_steal_pointer (&typed);
}

/**
 * matoi_candidates_find:
 * @cursor: in characters
 *
 * Returns: (transfer full): what may stand at @cursor; empty in plain text
 */
MatoiCandidateList *
matoi_candidates_find (MatoiCandidates *self, const char *line, guint cursor)
{
  MatoiCandidateList *list = g_new0 (MatoiCandidateList, 1);
  g_autoptr (MatoiLinePlace) place =
    matoi_line_place_find (line, (gsize) (g_utf8_offset_to_pointer (line, cursor) - line),
                           matoi_known_people_name_length, self->people);
  MatoiCandidateSearch search = { self->people, matoi_session_get_incident (self->session), place };

  list->items = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);
  if (!place)
    return list;
  search.typed = dup_range (place, line);
  search.folded = matoi_directory_fold (search.typed);
  search.items = list->items;
  matoi_candidate_search_run (&search);
  sort (list->items);
  for (guint i = 0; place->form && i < list->items->len; i++)
    ((MatoiCandidate *) g_ptr_array_index (list->items, i))->more = place->more;
  if (place->form && list->items->len > MAX_NAMES)
    g_ptr_array_set_size (list->items, MAX_NAMES);
  list->start = (guint) g_utf8_pointer_to_offset (line, line + place->start);
  list->end = cursor;
  g_free (search.typed);
  g_free (search.folded);
  return list;
}

/** matoi_candidate_list_free: frees it. */
void
matoi_candidate_list_free (MatoiCandidateList *list)
{
  g_ptr_array_unref (list->items);
  g_free (list);
}

/** matoi_candidates_dup_quoted: @line with names of several words made one. (transfer full) */
char *
matoi_candidates_dup_quoted (MatoiCandidates *self, const char *line)
{
  return matoi_line_dup_quoted (line, matoi_known_people_name_length, self->people);
}

/** matoi_candidates_new: the names that @session (not owned) knows. (transfer full) */
MatoiCandidates *
matoi_candidates_new (MatoiSession *session)
{
  MatoiCandidates *self = g_new0 (MatoiCandidates, 1);

  self->session = session;
  self->people = matoi_known_people_new (session);
  return self;
}

/** matoi_candidates_free: frees it. */
void
matoi_candidates_free (MatoiCandidates *self)
{
  matoi_known_people_free (self->people);
  g_free (self);
}

/** matoi_candidates_learn: for "changed" of the session. */
void
matoi_candidates_learn (MatoiCandidates *self, GPtrArray *events, gboolean folded_again)
{
  matoi_known_people_learn (self->people, events, folded_again);
}

/** matoi_candidates_forget_directory: for "settings-changed" of the context. */
void
matoi_candidates_forget_directory (MatoiCandidates *self)
{
  matoi_known_people_forget_directory (self->people);
}
