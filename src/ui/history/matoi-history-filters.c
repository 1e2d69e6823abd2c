/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-filters-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-tokens.h"

/* Bytes; who pastes a page is not helped by filters. */
#define MAX_LINE 1024

static const struct
{
  const char *name, *note;
} filters[] = {
  { "sev:", N_ ("Severity") },
  { "service:", N_ ("Service") },
  { "state:", N_ ("State of the incident or of its postmortem") },
  { "ic:", N_ ("Who led it") },
  { "kind:", N_ ("Kind of entry") },
  { "after:", N_ ("From that day on, such as 2026-06") },
  { "before:", N_ ("Up to that day, such as 2026-06") },
  { "policy:", N_ ("Policy") },
  { "has:action", N_ ("Has action items") },
};

static void
candidate_free (gpointer data)
{
  MatoiCandidate *candidate = data;

  g_free (candidate->insert);
  g_free (candidate->title);
  g_free (candidate->hint);
  g_free (candidate->note);
  g_free (candidate);
}

/** matoi_history_filters_add: see the header. */
void
matoi_history_filters_add (MatoiCandidateList *list,
                           const char *insert,
                           const char *note,
                           gboolean more)
{
  MatoiCandidate *candidate = g_new0 (MatoiCandidate, 1);

  candidate->insert = g_strdup (insert);
  candidate->title = g_strdup (insert);
  candidate->hint = g_strdup ("");
  candidate->note = g_strdup (note);
  candidate->more = more;
  g_ptr_array_add (list->items, candidate);
}

/** matoi_history_filters_begins: see the header. */
gboolean
matoi_history_filters_begins (const char *name, const char *folded)
{
  g_autofree char *word = matoi_tokens_fold (name);

  return (guchar) *folded >= 0x80 && g_utf8_strlen (folded, -1) > 1 &&
         g_str_has_prefix (word, folded);
}

static void
add_names (MatoiCandidateList *list, const char *word)
{
  g_autofree char *folded = matoi_tokens_fold (word);

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if ((g_str_has_prefix (filters[i].name, folded) && strcmp (filters[i].name, folded) != 0) ||
        matoi_history_filters_begins (_ (filters[i].note), folded))
      matoi_history_filters_add (list, filters[i].name,
                                 _ (filters[i].note), strchr (filters[i].name, ':')[1] != '\0');
}

/* --- the word under the cursor */

/* Where the word begins that ends at @end; in quotes it may have blanks. */
static const char *
find_word (const char *line, const char *end)
{
  const char *from = line;
  gboolean quoted = FALSE;

  for (const char *p = line; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"')
        quoted = !quoted;
      else if (!quoted && g_unichar_isspace (c))
        from = g_utf8_next_char (p);
    }
  return from;
}

/** matoi_history_filters_find: see the header. */
MatoiCandidateList *
matoi_history_filters_find (MatoiHistoryModel *model,
                            MatoiContext *context,
                            const char *line,
                            guint cursor)
{
  const char *end, *from;
  g_autoptr (MatoiCandidateList) list = NULL;
  g_autofree char *word = NULL, *narrow = NULL, *filter = NULL;
  char *colon;

  if (strlen (line) > MAX_LINE)
    return NULL;
  end = g_utf8_offset_to_pointer (line, cursor);
  from = find_word (line, end);
  /* Neither what is left out nor a phrase is a filter; nor does one end within a word. */
  if (from == end || *from == '-' || *from == '"' ||
      (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end))))
    return NULL;
  word = g_strndup (from, (gsize) (end - from));
  narrow = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
  if (!narrow)
    return NULL;
  list = g_new0 (MatoiCandidateList, 1);
  list->items = g_ptr_array_new_with_free_func (candidate_free);
  colon = strchr (narrow, ':');
  if (!colon)
    add_names (list, narrow);
  else
    {
      filter = g_ascii_strdown (narrow, colon - narrow);
      matoi_history_filters_add_values (list, model, context, filter, colon + 1);
      /* As it was typed it may be as wide as a Japanese letter. */
      while (*from != ':' && !g_str_has_prefix (from, "："))
        from = g_utf8_next_char (from);
      from = g_utf8_next_char (from);
    }
  list->start = (guint) g_utf8_pointer_to_offset (line, from);
  list->end = cursor;
  return g_steal_pointer (&list);
}
