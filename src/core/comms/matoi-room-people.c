/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-intents-private.h"
#include "matoi-room-command.h"

/* Who does what in an incident, for its own room (COM-14, SCR-01). */

/* Of a name that is not known; in characters. */
#define MAX_NAME 80

const char *
matoi_maker_get_prefix (const MatoiMaker *self)
{
  const char *chosen = matoi_maker_get (self, "slack.command.prefix");

  return chosen != NULL ? chosen : MATOI_ROOM_COMMAND_PREFIX;
}

/* Between the names of a list, in the language of the room. */
const char *
matoi_maker_get_comma (const MatoiMaker *self)
{
  return strcmp (self->lang, "ja") == 0 ? "、" : ", ";
}

char *
matoi_maker_say_words (const MatoiMaker *self, const char *key)
{
  return matoi_maker_compose (self, key, "prefix", matoi_maker_get_prefix (self), NULL);
}

static void
add_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static char *
dup_role (const MatoiMaker *self, const char *id)
{
  const MatoiRole *role = matoi_policy_find_role (self->incident->policy, id);

  if (role == NULL)
    return g_strdup (id);
  if (strcmp (self->lang, "both") == 0)
    return g_strconcat (matoi_text_in (role->json, "name", "ja"), " / ",
                        matoi_text_in (role->json, "name", "en"), NULL);
  return g_strdup (matoi_text_in (role->json, "name", self->lang));
}

/* How to join them. */
static void
add_contacts (const MatoiMaker *self, GString *text)
{
  matoi_maker_append (self, text, "call", matoi_maker_get (self, "contact.call"));
  matoi_maker_append (self, text, "answer-phone", matoi_maker_get (self, "contact.phone"));
}

const MatoiAssignment *
matoi_maker_find_holding (const MatoiIncident *incident, const char *role)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);

      if (one->to == MATOI_TIME_NONE && strcmp (one->role, role) == 0)
        return one;
    }
  return NULL;
}

char *
matoi_maker_answer_ic (const MatoiMaker *self)
{
  const MatoiAssignment *ic = matoi_maker_find_holding (self->incident, "ic");
  g_autofree char *nobody = ic == NULL ? matoi_maker_say_words (self, "answer-no-ic") : NULL;
  GString *text = g_string_new (nobody);

  if (ic != NULL)
    {
      matoi_maker_append (self, text, "commander", ic->person);
      matoi_maker_add_time (self, text, "answer-leads", ic->from);
      matoi_maker_append (self, text, "answer-deputy",
                          matoi_incident_get_holder (self->incident, "deputy"));
    }
  add_contacts (self, text);
  return g_string_free (text, FALSE);
}

/* DEC-07: nothing is made up. Where no service pages, nobody is called by a message, so people are
 * told to call. */
char *
matoi_maker_answer_page (const MatoiMaker *self, const char *whom)
{
  gboolean paging = matoi_intent_can_page (self->incident, self->settings->values);
  g_autofree char *name = dup_role (self, whom != NULL ? whom : "ic");
  g_autofree char *head = paging ? matoi_maker_compose (self, "answer-paging", "text", name, NULL)
                                 : matoi_maker_say_words (self, "answer-page");
  GString *text = g_string_new (head);

  if (!paging)
    matoi_maker_append (self, text, "answer-whom", whom);
  if (whom == NULL)
    matoi_maker_append (self, text, "commander", matoi_incident_get_holder (self->incident, "ic"));
  add_contacts (self, text);
  return g_string_free (text, FALSE);
}

static char *
fold_name (const char *name)
{
  g_autofree char *narrow = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (narrow != NULL ? narrow : name, -1);

  return g_strstrip (g_steal_pointer (&folded));
}

/* The people who hold a role and go by @wanted, or if nobody does, those whose name has it in it. */
static GPtrArray *
find_people (const MatoiIncident *incident, const char *wanted)
{
  g_autoptr (GPtrArray) exact = g_ptr_array_new ();
  g_autoptr (GPtrArray) near = g_ptr_array_new ();
  g_autofree char *folded = fold_name (wanted);

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      g_autofree char *name = fold_name (one->person);
      GPtrArray *list = strcmp (name, folded) == 0 ? exact : near;

      if (one->to == MATOI_TIME_NONE && strstr (name, folded) != NULL &&
          !g_ptr_array_find_with_equal_func (list, one->person, g_str_equal, NULL))
        g_ptr_array_add (list, one->person);
    }
  return exact->len > 0 ? g_steal_pointer (&exact) : g_steal_pointer (&near);
}

static char *
dup_roles_of (const MatoiMaker *self, const char *person)
{
  GPtrArray *assignments = self->incident->assignments;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (assignments, i);
      g_autofree char *role = NULL, *since = NULL;

      if (one->to != MATOI_TIME_NONE || strcmp (one->person, person) != 0)
        continue;
      role = dup_role (self, one->role);
      since = matoi_maker_dup_time (self, one->from);
      g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? matoi_maker_get_comma (self) : "",
                              role, since);
    }
  return g_string_free (text, FALSE);
}

char *
matoi_maker_answer_who (const MatoiMaker *self, const char *wanted)
{
  g_autoptr (GPtrArray) people = find_people (self->incident, wanted);
  g_autofree char *name = NULL;
  GString *text;

  if (people->len == 0)
    {
      name = g_utf8_substring (wanted, 0, MIN (g_utf8_strlen (wanted, -1), MAX_NAME));
      return matoi_maker_compose (self, "answer-nobody", "text", name, NULL);
    }
  text = g_string_new (NULL);
  for (guint i = 0; i < people->len; i++)
    {
      const char *person = g_ptr_array_index (people, i);
      g_autofree char *roles = dup_roles_of (self, person);
      g_autofree char *line = g_strconcat (person, ": ", roles, NULL);

      add_line (text, line);
    }
  return g_string_free (text, FALSE);
}

/* Who has @role, ": A, B"; empty: nobody. */
static GString *
list_holders (const MatoiMaker *self, const char *role)
{
  const MatoiIncident *incident = self->incident;
  GString *holders = g_string_new (NULL);

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);

      if (one->to == MATOI_TIME_NONE && strcmp (one->role, role) == 0)
        g_string_append_printf (
          holders, "%s%s", holders->len > 0 ? matoi_maker_get_comma (self) : ": ", one->person);
    }
  return holders;
}

static gboolean
has_role (const MatoiIncident *incident, const char *person)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);

      if (one->to == MATOI_TIME_NONE && strcmp (one->person, person) == 0)
        return TRUE;
    }
  return FALSE;
}

/* DEC-05: those who put their hands up and wait for something to do. */
static void
add_offers (const MatoiMaker *self, GString *text)
{
  GPtrArray *offers = self->incident->offers;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < offers->len; i++)
    if (!has_role (self->incident, g_ptr_array_index (offers, i)))
      g_string_append_printf (names, "%s%s", names->len > 0 ? matoi_maker_get_comma (self) : "",
                              (char *) g_ptr_array_index (offers, i));
  matoi_maker_append (self, text, "answer-offered", names->str);
}

char *
matoi_maker_answer_responders (const MatoiMaker *self)
{
  GPtrArray *roles = matoi_policy_get_roles (self->incident->policy);
  g_autofree char *nobody = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);
      g_autoptr (GString) holders = list_holders (self, role->id);
      g_autofree char *name = dup_role (self, role->id);

      g_string_prepend (holders, holders->len > 0 ? name : "");
      if (holders->len > 0)
        add_line (text, holders->str);
    }
  if (text->len == 0)
    {
      nobody = matoi_maker_say_words (self, "answer-no-responders");
      add_line (text, nobody);
    }
  add_offers (self, text);
  return g_string_free (text, FALSE);
}
