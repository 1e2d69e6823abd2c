/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-known-people.h"

#include <string.h>

#include "matoi-directory.h"
#include "matoi-json.h"

struct _MatoiKnownPeople
{
  MatoiSession *session;     /* (not owned) */
  MatoiDirectory *directory; /* (nullable) not read yet */
  GHashTable *authors;       /* (nullable) set of names, not read yet when NULL */
  GPtrArray *people;         /* (nullable) of MatoiKnownPerson */
};

static void
known_person_free (MatoiKnownPerson *person)
{
  g_free (person->name);
  g_free (person->reading);
  g_free (person->note);
  g_free (person);
}

MatoiKnownPeople *
matoi_known_people_new (MatoiSession *session)
{
  MatoiKnownPeople *self = g_new0 (MatoiKnownPeople, 1);

  self->session = session;
  return self;
}

void
matoi_known_people_free (MatoiKnownPeople *self)
{
  g_clear_pointer (&self->directory, matoi_directory_free);
  g_clear_pointer (&self->authors, g_hash_table_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

static void
add_author (GHashTable *authors, const char *name)
{
  if (name && *name && !g_hash_table_contains (authors, name))
    g_hash_table_add (authors, g_strdup (name));
}

/* What has come in: who wrote it may be new, and who is meant in it. Not O (entries). */
void
matoi_known_people_learn (MatoiKnownPeople *self, GPtrArray *events, gboolean folded_again)
{
  /* Read again when it is next asked for. */
  g_clear_pointer (&self->people, g_ptr_array_unref);
  if (folded_again)
    g_clear_pointer (&self->authors, g_hash_table_unref);
  for (guint i = 0; self->authors && i < events->len; i++)
    add_author (self->authors, ((MatoiEvent *) g_ptr_array_index (events, i))->actor);
}

void
matoi_known_people_forget_directory (MatoiKnownPeople *self)
{
  g_clear_pointer (&self->directory, matoi_directory_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
}

/* --- all of them */

typedef struct
{
  GPtrArray *people;
  GHashTable *seen; /* folded names */
  MatoiDirectory *directory;
} Collection;

static void
add (Collection *into, const char *name, const char *note)
{
  g_autofree char *key = name ? matoi_directory_fold (name) : NULL;
  const MatoiPerson *known;
  MatoiKnownPerson *person;

  if (!key || !*key || g_hash_table_contains (into->seen, key))
    return;
  g_hash_table_add (into->seen, g_steal_pointer (&key));
  known = matoi_directory_find_person (into->directory, name);
  person = g_new0 (MatoiKnownPerson, 1);
  person->name = g_strdup (name);
  person->reading = g_strdup (known && known->reading ? known->reading : "");
  if (note)
    person->note = g_strdup (note);
  else if (known && known->services)
    person->note = g_strjoinv (", ", known->services);
  else
    person->note = g_strdup ("");
  g_ptr_array_add (into->people, person);
}

static void
add_incident (Collection *into, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role =
        incident->policy ? matoi_policy_find_role (incident->policy, one->role) : NULL;

      if (one->to == MATOI_TIME_NONE)
        add (into, one->person, role ? matoi_text (role->json, "name") : one->role);
    }
  for (guint i = 0; i < incident->assignments->len; i++)
    add (into, ((MatoiAssignment *) g_ptr_array_index (incident->assignments, i))->person, NULL);
  for (guint i = 0; i < incident->asks->len; i++)
    add (into, ((MatoiAsk *) g_ptr_array_index (incident->asks, i))->person, NULL);
  for (guint i = 0; i < incident->subteams->len; i++)
    add (into, ((MatoiSubteam *) g_ptr_array_index (incident->subteams, i))->leader, NULL);
}

static void
read_authors (MatoiKnownPeople *self, const MatoiIncident *incident)
{
  self->authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      /* What a monitor wrote was written by nobody. */
      if (g_strcmp0 (entry->kind, "detection") != 0)
        add_author (self->authors, entry->author);
    }
}

/* Of MatoiKnownPerson, those in the incident first; borrowed until the next event. */
GPtrArray *
matoi_known_people_get (MatoiKnownPeople *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GList) names = NULL;
  Collection into;

  if (self->people)
    return self->people;
  if (!self->directory)
    self->directory = matoi_directory_load (matoi_session_get_context (self->session));
  if (!self->authors)
    read_authors (self, incident);
  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) known_person_free);
  into = (Collection){ self->people, seen, self->directory };
  add_incident (&into, incident);
  names = g_list_sort (g_hash_table_get_keys (self->authors), (GCompareFunc) g_utf8_collate);
  for (GList *link = names; link; link = link->next)
    add (&into, link->data, NULL);
  for (guint i = 0; i < self->directory->people->len; i++)
    add (&into, ((MatoiPerson *) g_ptr_array_index (self->directory->people, i))->name, NULL);
  return self->people;
}

/* A MatoiNameLength: the longest known name with blanks in it that @text begins with. */
gsize
matoi_known_people_name_length (const char *text, gboolean open, gpointer user_data)
{
  GPtrArray *people = matoi_known_people_get (user_data);
  glong n_text = g_utf8_strlen (text, -1);
  gsize longest = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const MatoiKnownPerson *person = g_ptr_array_index (people, i);
      glong n = g_utf8_strlen (person->name, -1), n_same = MIN (n, n_text);
      g_autofree char *begin = g_utf8_substring (text, 0, n_same);
      g_autofree char *name = g_utf8_substring (person->name, 0, n_same);
      g_autofree char *a = g_utf8_casefold (begin, -1), *b = g_utf8_casefold (name, -1);

      if (strcmp (a, b) != 0 || !strpbrk (person->name, " "))
        continue;
      /* The end of a name is the end of the text, or a blank. */
      if (n > n_text ? open
                     : text[strlen (begin)] == '\0' ||
                         g_unichar_isspace (g_utf8_get_char (text + strlen (begin))))
        longest = MAX (longest, strlen (begin));
    }
  return longest;
}
