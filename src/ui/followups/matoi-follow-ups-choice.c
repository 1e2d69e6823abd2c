/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-postmortem.h"
#include "matoi-text-query.h"

typedef enum
{
  ANYWHERE,
  PRIORITY,
  TEAM,
  KIND,
  WHO,
} Place;

typedef struct
{
  Place place;
  char *exact; /* of a priority */
  MatoiTextQuery *query;
} Word;

struct _MatoiFollowUpsChoice
{
  GArray *words; /* of Word */
  char *me;      /* (nullable) */
  char *team;    /* (nullable) */
};

/* --- what is typed */

/* The words before the colon are the same in every language: they are typed by hand. */
static const struct
{
  const char *prefix;
  Place place;
} prefixes[] = {
  { "team:", TEAM },
  { "kind:", KIND },
  { "who:", WHO },
};

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->exact);
  g_clear_pointer (&word->query, matoi_text_query_free);
}

static gboolean
is_priority (const char *text)
{
  return (*text == 'P' || *text == 'p') && g_ascii_isdigit (text[1]) && !text[2];
}

static void
add_word (MatoiFollowUpsChoice *self, const char *text)
{
  Word word = { ANYWHERE, NULL, NULL };

  if (is_priority (text))
    {
      word.place = PRIORITY;
      word.exact = g_ascii_strup (text, -1);
      g_array_append_val (self->words, word);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (text, prefixes[i].prefix, strlen (prefixes[i].prefix)) == 0)
      {
        word.place = prefixes[i].place;
        text += strlen (prefixes[i].prefix);
        break;
      }
  /* Who has typed “team:” goes on to type. */
  if (!*text)
    return;
  word.query = matoi_text_query_new (text);
  g_array_append_val (self->words, word);
}

MatoiFollowUpsChoice *
matoi_follow_ups_choice_new (const char *words, const char *me, const char *team)
{
  MatoiFollowUpsChoice *self = g_new0 (MatoiFollowUpsChoice, 1);
  /* What a full-width keyboard types is the same. */
  g_autofree char *normal = g_utf8_normalize (words, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) split = g_strsplit_set (normal ? normal : "", " \t", -1);

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  for (guint i = 0; split[i]; i++)
    if (*split[i])
      add_word (self, split[i]);
  self->me = g_strdup (me);
  self->team = g_strdup (team);
  return self;
}

void
matoi_follow_ups_choice_free (MatoiFollowUpsChoice *self)
{
  g_array_unref (self->words);
  g_free (self->me);
  g_free (self->team);
  g_free (self);
}

/* --- what fits */

static gboolean
finds (const MatoiTextQuery *query, const char *const *texts, guint n_texts)
{
  for (guint i = 0; i < matoi_text_query_get_n_words (query); i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < n_texts && !found; j++)
        found = texts[j] && matoi_text_query_finds (query, i, texts[j]);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fits_word (const Word *word, const MatoiActionRow *row)
{
  const char *const texts[] = { row->text,       row->ref,      row->title,  row->key,
                                row->owner_team, row->assignee, row->status, row->priority };
  const char *const kinds[] = { row->kind, matoi_action_kind_name (row->kind) };

  switch (word->place)
    {
    case PRIORITY:
      return g_strcmp0 (row->priority, word->exact) == 0;
    case TEAM:
      return finds (word->query, (const char *const *) &row->owner_team, 1);
    case KIND:
      return finds (word->query, kinds, G_N_ELEMENTS (kinds));
    case WHO:
      return finds (word->query, (const char *const *) &row->assignee, 1);
    case ANYWHERE:
    default:
      return finds (word->query, texts, G_N_ELEMENTS (texts));
    }
}

gboolean
matoi_follow_ups_choice_fits (const MatoiFollowUpsChoice *self, const MatoiActionRow *row)
{
  if (self->me && g_strcmp0 (row->assignee, self->me) != 0)
    return FALSE;
  if (self->team && strcmp (row->owner_team ? row->owner_team : "", self->team) != 0)
    return FALSE;
  for (guint i = 0; i < self->words->len; i++)
    if (!fits_word (&g_array_index (self->words, Word, i), row))
      return FALSE;
  return TRUE;
}

/* --- groups */

/* What is late is late, with or without a ticket; otherwise the ticket is the first thing to do. */
MatoiFollowUpsGroup
matoi_follow_ups_find_group (const MatoiActionRow *row, const char *today, const char *week)
{
  if (!row->open)
    return MATOI_FOLLOW_UPS_DONE;
  if (row->due && strcmp (row->due, today) < 0)
    return MATOI_FOLLOW_UPS_OVERDUE;
  if (!row->key || row->gone)
    return MATOI_FOLLOW_UPS_NO_TICKET;
  return row->due && strcmp (row->due, week) <= 0 ? MATOI_FOLLOW_UPS_WEEK : MATOI_FOLLOW_UPS_LATER;
}

const char *
matoi_follow_ups_get_group_name (MatoiFollowUpsGroup group)
{
  static const char *const names[] = {
    /* Translators: headings of the list of follow-ups. */
    N_ ("Overdue"),          N_ ("Due Within a Week"),  N_ ("Later"),
    N_ ("Without a Ticket"), N_ ("Nothing Left to Do"),
  };

  return group < MATOI_FOLLOW_UPS_N_GROUPS ? _ (names[group]) : "";
}
