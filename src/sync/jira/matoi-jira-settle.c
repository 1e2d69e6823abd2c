/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-link-private.h"
#include "matoi-jira-reason.h"
#include "matoi-json.h"

/* What became of an errand, in the words of the outbox. */

#define ACTOR "JIRA"

const char *
matoi_jira_errand_get (const MatoiErrand *errand, const char *name)
{
  return matoi_json_get_string (errand->payload, name);
}

static void
set (MatoiErrand *errand, MatoiOutboxOutcome outcome, char *detail)
{
  errand->outcome = outcome;
  g_free (errand->detail);
  errand->detail = detail;
}

/* Of an action item, or of a step of the postmortem; without "step" of what is above those. */
static MatoiCommand *
record_link (MatoiJiraLink *self, MatoiErrand *errand, const char *key, const char *id)
{
  g_autofree char *url = matoi_jira_dup_browse_url (self->base, key);
  gboolean steps = matoi_json_get_boolean (errand->payload, "steps", FALSE);
  MatoiCommand *command = matoi_command_new (steps ? "pm-step-link" : "action-link", ACTOR);

  if (steps)
    matoi_command_set (command, "step", matoi_jira_errand_get (errand, "step"));
  else
    matoi_command_set (command, "action", matoi_jira_errand_get (errand, "action"));
  matoi_command_set (command, "key", key);
  matoi_command_set (command, "url", url);
  matoi_command_set (command, "site", self->site);
  matoi_command_set (command, "id", id);
  command->source = g_strdup ("jira");
  g_ptr_array_add (errand->commands, command);
  return command;
}

/* It is there, as @key; @id is that of the site. */
void
matoi_jira_settle_made (MatoiJiraLink *self, MatoiErrand *errand, const char *key, const char *id)
{
  set (errand, MATOI_OUTBOX_SENT, g_strdup (key));
  record_link (self, errand, key, id);
  self->n_dead = 0;
  g_hash_table_replace (self->made, g_strdup (matoi_jira_errand_get (errand, "mark")),
                        g_strdup (key));
}

/* The project has no sub-tasks: the description of the one above it names this step, and that is
 * all there is. */
void
matoi_jira_settle_listed (MatoiJiraLink *self, MatoiErrand *errand)
{
  const char *parent = matoi_jira_errand_get (errand, "parent");

  set (errand, MATOI_OUTBOX_SENT, g_strdup (parent));
  json_object_set_boolean_member (record_link (self, errand, parent, NULL)->args, "listed", TRUE);
}

/* A person has to decide: @code of matoi-jira-reason.h. */
void
matoi_jira_settle_held (MatoiErrand *errand, const char *code, const char *words)
{
  set (errand, MATOI_OUTBOX_HOLD, matoi_jira_dup_code (code, words));
}

static const char *
get_name (MatoiJiraOutcome outcome, const char *code)
{
  static const char *const special[] = { "captcha",  "page",     "redirect", "no_api",
                                         "http_410", "http_413", NULL };

  if (code != NULL && g_strv_contains (special, code))
    return code;
  switch (outcome)
    {
    case MATOI_JIRA_AUTH:
      return "auth";
    case MATOI_JIRA_SCOPE:
      return "scope";
    case MATOI_JIRA_PLACE:
      return "place";
    case MATOI_JIRA_CONTENT:
      return "content";
    case MATOI_JIRA_WAIT:
      return "wait";
    case MATOI_JIRA_NOT_DONE:
      return "not-done";
    case MATOI_JIRA_OK:
    case MATOI_JIRA_UNKNOWN:
      return "unknown";
    case MATOI_JIRA_BUG:
    default:
      return "bug";
    }
}

static MatoiOutboxOutcome
judge (const MatoiErrand *errand, MatoiJiraOutcome outcome)
{
  switch (outcome)
    {
    case MATOI_JIRA_SCOPE:
    case MATOI_JIRA_PLACE:
      return MATOI_OUTBOX_HOLD;
    case MATOI_JIRA_CONTENT:
    case MATOI_JIRA_BUG:
      /* Nothing is wrong with what only could not be looked for. */
      return errand->looking ? MATOI_OUTBOX_HOLD : MATOI_OUTBOX_FAIL;
    case MATOI_JIRA_AUTH:
    case MATOI_JIRA_WAIT:
    case MATOI_JIRA_NOT_DONE:
      return errand->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN;
    case MATOI_JIRA_OK:
    case MATOI_JIRA_UNKNOWN:
    default:
      return MATOI_OUTBOX_UNSURE;
    }
}

/* It did not go as it should; @words: what the site says. */
void
matoi_jira_settle_refused (MatoiErrand *errand,
                           MatoiJiraOutcome outcome,
                           const char *code,
                           const char *words)
{
  if (outcome == MATOI_JIRA_AUTH && errand->dead == NULL)
    errand->dead = g_strdup (matoi_jira_outcome_text (outcome, code));
  errand->unreached = g_strcmp0 (code, "no_answer") == 0;
  if (errand->looking && !errand->unreached && outcome != MATOI_JIRA_AUTH)
    code = MATOI_JIRA_REASON_BLIND;
  else if (!errand->unreached)
    code = get_name (outcome, code);
  set (errand, judge (errand, outcome),
       errand->unreached ? g_strdup (code) : matoi_jira_dup_code (code, words));
}

/* The same, as @answer says. */
void
matoi_jira_settle_by (MatoiErrand *errand, const MatoiJiraAnswer *answer)
{
  g_autofree char *words = matoi_jira_dup_words (answer->said, answer->fields, NULL);

  matoi_jira_settle_refused (errand, answer->outcome, answer->code, words);
  if (answer->outcome == MATOI_JIRA_WAIT)
    errand->retry_after = MAX (answer->retry_after, 0);
}

static const char *
get_field_name (GPtrArray *screen, const char *id)
{
  for (guint i = 0; screen != NULL && i < screen->len; i++)
    {
      const MatoiJiraField *field = g_ptr_array_index (screen, i);

      if (g_strcmp0 (field->id, id) == 0 && field->name != NULL)
        return field->name;
    }
  return id;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* What the site says, in one line. (transfer full) */
char *
matoi_jira_dup_words (const char *said, GHashTable *fields, GPtrArray *screen)
{
  GString *words = g_string_new (said);
  g_autoptr (GList) ids = fields != NULL ? g_hash_table_get_keys (fields) : NULL;

  g_strdelimit (words->str, "\n", ' ');
  ids = g_list_sort (ids, compare_names);
  for (GList *id = ids; id != NULL; id = id->next)
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? " " : "",
                            get_field_name (screen, id->data),
                            (const char *) g_hash_table_lookup (fields, id->data));
  return g_string_free (words, FALSE);
}
