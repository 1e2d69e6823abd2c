/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-owner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Why somebody knows the story best; the first that applies is the reason given. */
typedef enum
{
  FOUND_CAUSE,
  STABILISED,
  INVESTIGATED,
  EXPERT,
  DECLARED,
  N_REASONS
} Reason;

static const int weights[N_REASONS] = { 5, 4, 3, 2, 1 };
/* A person who wrote that many findings has taken a lead in looking. */
#define MANY_NOTES 3

typedef struct
{
  char *person;
  guint notes, score;
  gboolean reasons[N_REASONS];
} Candidate;

static void
candidate_free (Candidate *candidate)
{
  g_free (candidate->person);
  g_free (candidate);
}

/* matoi_owner_idea_free: frees @idea. */
void
matoi_owner_idea_free (MatoiOwnerIdea *idea)
{
  g_free (idea->person);
  g_free (idea->reason);
  g_free (idea);
}

static void
add_candidate (GHashTable *candidates, const char *person)
{
  Candidate *candidate;

  if (person == NULL || *person == '\0' || g_hash_table_contains (candidates, person))
    return;
  candidate = g_new0 (Candidate, 1);
  candidate->person = g_strdup (person);
  g_hash_table_insert (candidates, candidate->person, candidate);
}

/* People, not monitors that write into the timeline: who held a role, was asked or declared. */
static void
find_candidates (GHashTable *candidates, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i);

      if (strcmp (assignment->role, "observer") != 0 && strcmp (assignment->role, "shadow") != 0)
        add_candidate (candidates, assignment->person);
    }
  for (guint i = 0; i < incident->asks->len; i++)
    add_candidate (candidates, ((MatoiAsk *) g_ptr_array_index (incident->asks, i))->person);
  add_candidate (candidates, incident->declared_by);
}

static void
give_reason (GHashTable *candidates, const char *person, Reason reason)
{
  Candidate *candidate = person ? g_hash_table_lookup (candidates, person) : NULL;

  if (candidate != NULL)
    candidate->reasons[reason] = TRUE;
}

static void
read_entries (GHashTable *candidates, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      gboolean hypothesis = strcmp (entry->kind, "hypothesis") == 0;
      Candidate *candidate = entry->author ? g_hash_table_lookup (candidates, entry->author) : NULL;

      if (candidate == NULL || entry->struck)
        continue;
      if (hypothesis && g_strcmp0 (entry->verdict, "confirmed") == 0)
        candidate->reasons[FOUND_CAUSE] = TRUE;
      if (strcmp (entry->kind, "action") == 0)
        candidate->reasons[STABILISED] = TRUE;
      if (hypothesis || strcmp (entry->kind, "fact") == 0)
        candidate->reasons[INVESTIGATED] |= ++candidate->notes >= MANY_NOTES;
    }
}

static void
read_work (GHashTable *candidates, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);

      if (strcmp (ask->state, "done") == 0)
        give_reason (candidates, ask->person, STABILISED);
    }
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i);

      if (strcmp (assignment->role, "sme") == 0)
        give_reason (candidates, assignment->person, EXPERT);
      if (strcmp (assignment->role, "investigator") == 0)
        give_reason (candidates, assignment->person, INVESTIGATED);
    }
  give_reason (candidates, incident->declared_by, DECLARED);
}

static const char *
get_reason (const Candidate *candidate)
{
  if (candidate->reasons[FOUND_CAUSE])
    return _ ("found the cause that was confirmed");
  if (candidate->reasons[STABILISED])
    return _ ("did work that stabilised it");
  if (candidate->reasons[INVESTIGATED])
    return _ ("took a lead in the investigation");
  if (candidate->reasons[EXPERT])
    return _ ("is an expert on what was affected");
  return _ ("triggered the response");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Candidate *x = *(Candidate *const *) a, *y = *(Candidate *const *) b;

  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  return strcmp (x->person, y->person);
}

/**
 * matoi_suggest_owners:
 * @max: how many at most
 *
 * Who knows the story best and could own the postmortem (END-09): not a punishment, and never
 * because they "caused" it.
 *
 * Returns: (transfer full): of MatoiOwnerIdea, the best first
 */
GPtrArray *
matoi_suggest_owners (const MatoiIncident *incident, guint max)
{
  GPtrArray *ideas = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_owner_idea_free);
  g_autoptr (GHashTable) candidates =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) candidate_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  find_candidates (candidates, incident);
  read_entries (candidates, incident);
  read_work (candidates, incident);
  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Candidate *candidate = value;

      for (guint i = 0; i < N_REASONS; i++)
        candidate->score += candidate->reasons[i] ? (guint) weights[i] : 0;
      if (candidate->score > 0)
        g_ptr_array_add (sorted, candidate);
    }
  g_ptr_array_sort (sorted, compare);
  for (guint i = 0; i < MIN (sorted->len, max); i++)
    {
      const Candidate *candidate = g_ptr_array_index (sorted, i);
      MatoiOwnerIdea *idea = g_new0 (MatoiOwnerIdea, 1);

      idea->person = g_strdup (candidate->person);
      idea->reason = g_strdup (get_reason (candidate));
      g_ptr_array_add (ideas, idea);
    }
  return ideas;
}
