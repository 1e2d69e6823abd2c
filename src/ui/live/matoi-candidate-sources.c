/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the suggestions of the entry bar come from: the grammar, the process, the incident. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-candidate-search.h"
#include "matoi-directory.h"
#include "matoi-json.h"
#include "matoi-kana.h"
#include "matoi-ui-text.h"

typedef MatoiCandidateSearch Search;

static MatoiCandidate *
add (Search *search, int score, const char *insert, const char *title)
{
  MatoiCandidate *candidate = g_new0 (MatoiCandidate, 1);

  candidate->score = score;
  candidate->insert = g_strdup (insert);
  candidate->title = g_strdup (title);
  candidate->hint = g_strdup ("");
  candidate->note = g_strdup ("");
  g_ptr_array_add (search->items, candidate);
  return candidate;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text ? text : "");
}

/* What is one word for the grammar: @name if it has no blanks, else @id. */
static const char *
get_word (const char *name, const char *id)
{
  return *name && !strpbrk (name, " \t") ? name : id;
}

/* --- the sources */

/* One of the other words for @form begins with @typed. */
static gboolean
has_other (const MatoiLineCommand *form, const char *typed)
{
  g_auto (GStrv) others = g_strsplit (form->others, " ", -1);

  for (guint i = 0; others[i]; i++)
    if (*others[i] &&
        (g_str_has_prefix (others[i], typed) || matoi_kana_begins_with (others[i], typed)))
      return TRUE;
  return FALSE;
}

static void
add_commands (Search *search)
{
  const char *typed = search->typed + (*search->typed ? g_utf8_skip[(guchar) *search->typed] : 0);
  const MatoiLineCommand *forms;
  gsize n;

  forms = matoi_line_commands (&n);
  g_free (search->folded);
  search->folded = matoi_directory_fold (typed);
  for (gsize i = 0; i < n; i++)
    {
      const MatoiLineCommand *form = &forms[i];
      g_autofree char *alias = matoi_directory_fold (form->alias), *title = NULL;
      gboolean by_name = g_str_has_prefix (form->name, search->folded);
      MatoiCandidate *candidate;
      const char *word;

      if (!by_name && !g_str_has_prefix (alias, search->folded) &&
          !g_str_has_prefix (form->reading, search->folded) &&
          !matoi_kana_begins_with (form->reading, search->folded) &&
          !has_other (form, search->folded) && matoi_line_find_command (typed) != form)
        continue;
      /* In the words of the interface, unless the other ones are being typed. */
      word = *search->folded && by_name ? form->name : matoi_line_command_word (form);
      title = g_strconcat ("/", word, NULL);
      candidate = add (search, strcmp (form->name, search->folded) == 0 ? 0 : 1, title, title);
      set_text (&candidate->hint, form->args ? _ (form->args) : "");
      set_text (&candidate->note, _ (form->description));
      candidate->icon = matoi_ui_get_line_look (form->kind)->icon;
      candidate->more = form->args != NULL;
    }
}

static gboolean
has_offered (Search *search, const char *name)
{
  return g_ptr_array_find_with_equal_func (search->incident->offers, name, g_str_equal, NULL);
}

/* DEC-05: who said that they can respond comes first among equals. */
static void
add_offers (Search *search)
{
  for (guint i = 0; i < search->incident->offers->len; i++)
    {
      const char *name = g_ptr_array_index (search->incident->offers, i);
      int score = matoi_candidate_search_score (search, name, NULL);
      MatoiCandidate *candidate;

      if (score < 0)
        continue;
      candidate = add (search, score, name, name);
      set_text (&candidate->note, _ ("Offered to help"));
      candidate->person = TRUE;
    }
}

static void
add_people (Search *search)
{
  GPtrArray *people = matoi_known_people_get (search->people);

  for (guint i = 0; i < people->len; i++)
    {
      const MatoiKnownPerson *person = g_ptr_array_index (people, i);
      int score = matoi_candidate_search_score (search, person->name, person->reading);
      MatoiCandidate *candidate;

      /* By a reading such as かな the directory knows more than the name says. */
      if (score < 0 || (has_offered (search, person->name) &&
                        matoi_candidate_search_score (search, person->name, NULL) >= 0))
        continue;
      candidate = add (search, score, person->name, person->name);
      set_text (&candidate->note,
                has_offered (search, person->name) ? _ ("Offered to help") : person->note);
      candidate->person = TRUE;
    }
}

/* One thing of the process: by its id and its names. */
static void
add_thing (Search *search,
           const char *id,
           JsonObject *json,
           gboolean one_word,
           const char *note,
           const char *icon)
{
  const char *name = matoi_text (json, "name");
  int score = matoi_candidate_search_score (search, name, NULL),
      other = matoi_candidate_search_score (search, id, NULL);
  int japanese = matoi_candidate_search_score (search, matoi_text_in (json, "name", "ja"), NULL);
  MatoiCandidate *candidate;

  if (score < 0 || (other >= 0 && other < score))
    score = other;
  if (score < 0 || (japanese >= 0 && japanese < score))
    score = japanese;
  if (score < 0)
    return;
  candidate = add (search, score, one_word ? get_word (name, id) : name, name);
  set_text (&candidate->hint, id);
  set_text (&candidate->note, note);
  candidate->icon = icon;
}

static void
add_roles (Search *search)
{
  GPtrArray *roles = matoi_policy_get_roles (search->incident->policy);

  for (guint i = 0; i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);

      add_thing (search, role->id, role->json, TRUE,
                 matoi_incident_get_holder (search->incident, role->id), "matoi-role-symbolic");
    }
}

static void
add_severities (Search *search)
{
  GPtrArray *severities = matoi_policy_get_severities (search->incident->policy);

  for (guint i = 0; i < severities->len; i++)
    {
      const MatoiSeverity *severity = g_ptr_array_index (severities, i);
      int score = matoi_candidate_search_score (search, severity->label, severity->id);
      MatoiCandidate *candidate;

      if (score < 0)
        continue;
      candidate = add (search, score, severity->label, severity->label);
      set_text (&candidate->note, matoi_text (severity->json, "definition"));
      candidate->icon = "matoi-severity-symbolic";
    }
}

static void
add_phases (Search *search)
{
  JsonArray *phases =
    matoi_json_get_array (matoi_policy_get_json (search->incident->policy), "phases");

  for (guint i = 0; phases && i < json_array_get_length (phases); i++)
    {
      JsonObject *phase = json_array_get_object_element (phases, i);

      add_thing (search, matoi_json_get_string (phase, "id"), phase, FALSE, NULL,
                 "matoi-phase-symbolic");
    }
}

static void
add_clocks (Search *search)
{
  GPtrArray *clocks = matoi_policy_get_clocks (search->incident->policy);

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClockRule *clock = g_ptr_array_index (clocks, i);

      add_thing (search, clock->id, clock->json, TRUE, NULL, "matoi-ask-symbolic");
    }
}

/* Of the role before it; those which are open, or for the way back those which are done. */
static void
add_steps (Search *search)
{
  const char *word = search->place->before->len ? g_ptr_array_index (search->place->before, 0) : "";
  const MatoiRole *role = matoi_policy_match_role (search->incident->policy, word);
  JsonObject *groups =
    matoi_json_get_object (matoi_policy_get_json (search->incident->policy), "steps");
  JsonArray *steps = role && groups ? matoi_json_get_array (groups, role->id) : NULL;
  gboolean done = strcmp (search->place->form->command, "step-undo") == 0;

  for (guint i = 0; steps && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *id = matoi_json_get_string (step, "id");
      g_autofree char *key = g_strdup_printf ("%s/%s", role->id, id);
      int score = matoi_candidate_search_score (search, id, matoi_text (step, "text"));

      if (score >= 0 && g_hash_table_contains (search->incident->steps_done, key) == done)
        set_text (&add (search, score, id, id)->note, matoi_text (step, "text"));
    }
}

/* The latest one of its person: the name says which. */
static gboolean
is_latest (const MatoiIncident *incident, const MatoiAsk *ask)
{
  for (guint i = incident->asks->len; i > 0; i--)
    {
      const MatoiAsk *other = g_ptr_array_index (incident->asks, i - 1);

      if (strcmp (other->state, "open") == 0 && strcmp (other->person, ask->person) == 0)
        return other == ask;
    }
  return FALSE;
}

static void
add_asks (Search *search)
{
  for (guint i = search->incident->asks->len; i > 0; i--)
    {
      const MatoiAsk *ask = g_ptr_array_index (search->incident->asks, i - 1);
      g_autofree char *id = matoi_id_dup_text (&ask->id), *tail = g_strndup (id + 4, 12);
      int score = MAX (matoi_candidate_search_score (search, ask->person, NULL),
                       matoi_candidate_search_score (search, ask->text, NULL));
      MatoiCandidate *candidate;

      if (strcmp (ask->state, "open") != 0 ||
          (score < 0 && !g_str_has_prefix (tail, search->folded)))
        continue;
      candidate = add (search, MAX (score, 0),
                       is_latest (search->incident, ask) ? ask->person : tail, ask->person);
      set_text (&candidate->note, ask->text);
      candidate->person = TRUE;
    }
}

static void
add_todos (Search *search)
{
  for (guint i = 0; i < search->incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (search->incident->todos, i);
      int score = matoi_candidate_search_score (search, todo->text, NULL);

      if (score >= 0 && todo->done_at == MATOI_TIME_NONE)
        add (search, score, todo->text, todo->text)->icon = "matoi-todo-symbolic";
    }
}

static void
add_subteams (Search *search)
{
  for (guint i = 0; i < search->incident->subteams->len; i++)
    {
      const MatoiSubteam *subteam = g_ptr_array_index (search->incident->subteams, i);
      int score = matoi_candidate_search_score (search, subteam->name, NULL);

      if (score >= 0 && subteam->dissolved_at == MATOI_TIME_NONE)
        set_text (&add (search, score, subteam->name, subteam->name)->note, subteam->task);
    }
}

static const char *const audiences[][3] = {
  { "channel", "チャンネル", N_ ("The incident channel") },
  { "executives", "経営陣", N_ ("Executives") },
  { "public", "社外", N_ ("Customers and the public") },
  { "company", "全社", N_ ("Everybody in the company") },
  { NULL },
};

/* Fixed words of the grammar: in English, in Japanese, and for people. */
static void
add_words (Search *search, const char *const (*words)[3])
{
  gboolean japanese = strcmp (C_ ("language of the presets", "en"), "ja") == 0;

  for (guint i = 0; words[i][0]; i++)
    {
      int score = matoi_candidate_search_score (search, words[i][0], NULL);
      int other = MIN (matoi_candidate_search_score (search, words[i][1], NULL), 2);
      int label = matoi_candidate_search_score (search, _ (words[i][2]), NULL);
      const char *audience = words == audiences ? matoi_line_find_audience (search->typed) : NULL;

      /* As it is called elsewhere in the window, or by another word for it. */
      if (g_strcmp0 (audience, words[i][0]) == 0 || (label >= 0 && label < 2))
        other = 0;

      if (score < 0 || (other >= 0 && other < score))
        score = other;
      if (score >= 0)
        set_text (
          &add (search, score, words[i][japanese ? 1 : 0], words[i][japanese ? 1 : 0])->note,
          _ (words[i][2]));
    }
}

static const char *const outcomes[][3] = {
  { "agreed", "合意", N_ ("Nobody objects strongly") },
  { "objection", "反対", N_ ("Somebody objects strongly") },
  { "withdrawn", "取り下げ", N_ ("The proposal is withdrawn") },
  { NULL },
};

/** matoi_candidates_match_audience: (nullable): its id, from a beginning of one of its names. */
const char *
matoi_candidates_match_audience (const char *text)
{
  g_autofree char *folded = matoi_directory_fold (text);
  const char *audience = matoi_line_find_audience (text);

  for (guint i = 0; audiences[i][0] && *folded; i++)
    {
      g_autofree char *label = matoi_directory_fold (_ (audiences[i][2]));
      g_autofree char *english = matoi_directory_fold (audiences[i][2]);

      if (!audience && (g_str_has_prefix (label, folded) || g_str_has_prefix (english, folded)))
        audience = audiences[i][0];
    }
  return audience;
}

/* --- all of them */

void
matoi_candidate_search_run (MatoiCandidateSearch *search)
{
  const MatoiLinePlace *place = search->place;
  const char *command = place->form ? place->form->command : "";

  if (!place->form)
    add_commands (search);
  else if (place->item == 'a')
    add_words (search, audiences);
  else if (place->item == 'o')
    add_words (search, outcomes);
  else if (strcmp (place->name, "person") == 0 || strcmp (place->name, "leader") == 0)
    {
      add_offers (search);
      add_people (search);
    }
  else if (strcmp (place->name, "todo") == 0)
    add_todos (search);
  else if (!search->incident->policy)
    return;
  else if (strcmp (place->name, "role") == 0)
    add_roles (search);
  else if (strcmp (place->name, "clock") == 0)
    add_clocks (search);
  else if (strcmp (place->name, "step") == 0)
    add_steps (search);
  else if (strcmp (place->name, "ask") == 0)
    add_asks (search);
  else if (strcmp (command, "severity") == 0 && place->item == 'w')
    add_severities (search);
  else if (strcmp (command, "phase") == 0)
    add_phases (search);
  else if (strcmp (place->name, "subteam") == 0 || strcmp (command, "subteam-move") == 0)
    add_subteams (search);
}
