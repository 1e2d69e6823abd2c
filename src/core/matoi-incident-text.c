/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

#define MIN_TAIL 4

static const char *
get_role_name (const MatoiIncident *incident, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "role");
  const MatoiRole *role =
    incident->policy && id ? matoi_policy_find_role (incident->policy, id) : NULL;

  return role ? matoi_text (role->json, "name") : id;
}

static const char *
get_severity_name (const MatoiIncident *incident, JsonObject *p, const char *member)
{
  const char *id = matoi_json_get_string (p, member);
  const MatoiSeverity *severity =
    incident->policy && id ? matoi_policy_find_severity (incident->policy, id) : NULL;

  return severity ? severity->label : id ? id : "?";
}

/** matoi_incident_phase_name: the name of phase @id in this process, or @id (IC-05). */
const char *
matoi_incident_phase_name (const MatoiIncident *incident, const char *id)
{
  JsonArray *phases = NULL;

  if (incident->policy != NULL)
    phases = matoi_json_get_array (matoi_policy_get_json (incident->policy), "phases");
  for (guint i = 0; phases != NULL && i < json_array_get_length (phases); i++)
    {
      JsonObject *phase = json_array_get_object_element (phases, i);

      if (g_strcmp0 (matoi_json_get_string (phase, "id"), id) == 0)
        return matoi_text (phase, "name");
    }
  return id ? id : "?";
}

/* Appends the person's own words to a sentence of ours. */
static char *
with_words (char *sentence, const char *words)
{
  char *both;

  if (words == NULL || *words == '\0')
    return sentence;
  /* Translators: 1: a sentence such as “Severity: SEV-2 → SEV-1”, 2: a reason or text in a person's words */
  both = g_strdup_printf (_("%1$s — %2$s"), sentence, words);
  g_free (sentence);
  return both;
}

static char *
describe_people (const MatoiIncident *incident,
                 const char *type,
                 JsonObject *p,
                 const MatoiEntry *entry)
{
  const char *person = matoi_json_get_string (p, "person");

  if (strcmp (type, "role.assigned") == 0)
    /* Translators: 1: a role, 2: a person */
    return g_strdup_printf (_("%1$s: %2$s"), get_role_name (incident, p), person);
  if (strcmp (type, "role.released") == 0)
    /* Translators: %s is a role */
    return with_words (g_strdup_printf (_("%s released"), get_role_name (incident, p)), person);
  if (strcmp (type, "ask.opened") == 0)
    return with_words (
      /* Translators: 1: a person, 2: a number of minutes */
      g_strdup_printf (ngettext ("Asked %1$s, %2$d minute", "Asked %1$s, %2$d minutes",
                                 (gulong) matoi_json_get_int (p, "minutes", 0)),
                       person, (int) matoi_json_get_int (p, "minutes", 0)),
      entry->text);
  if (strcmp (type, "ask.answered") == 0)
    return with_words (g_strdup (_("Answered")), entry->text);
  if (strcmp (type, "ask.extended") == 0)
    return with_words (g_strdup_printf (ngettext ("%d more minute", "%d more minutes",
                                                  (gulong) matoi_json_get_int (p, "minutes", 0)),
                                        (int) matoi_json_get_int (p, "minutes", 0)),
                       entry->text);
  if (strcmp (type, "ask.withdrawn") == 0)
    return with_words (g_strdup (_("No longer asked")), entry->text);
  if (strcmp (type, "ask.reopened") == 0)
    return with_words (g_strdup (_("Asked again")), entry->text);
  if (strcmp (type, "ask.reassigned") == 0)
    /* Translators: %s is a person */
    return with_words (g_strdup_printf (_("Now asked of %s"), person), entry->text);
  return NULL;
}

/* Who is called: a role by its name in this process. */
static const char *
get_whom (const MatoiIncident *incident, const char *whom)
{
  const MatoiRole *role =
    incident->policy && whom ? matoi_policy_find_role (incident->policy, whom) : NULL;

  return role ? matoi_text (role->json, "name") : whom ? whom : "?";
}

static char *
describe_page (const MatoiIncident *incident,
               const char *type,
               JsonObject *p,
               const MatoiEntry *entry)
{
  const char *person = matoi_json_get_string (p, "person");
  const char *result = matoi_json_get_string (p, "result");
  const char *whom = get_whom (incident, matoi_json_get_string (p, "whom"));

  if (strcmp (type, "page.asked") == 0 && matoi_json_get_boolean (p, "by_hand", FALSE) &&
      person != NULL && strcmp (person, whom) != 0)
    /* Translators: 1: a person, 2: a role or service they were called for */
    return with_words (g_strdup_printf (_ ("Called %1$s by hand (%2$s)"), person, whom),
                                        entry->text);
  if (strcmp (type, "page.asked") == 0)
    return with_words (g_strdup_printf (matoi_json_get_boolean (p, "by_hand", FALSE)
                                        /* Translators: %s is a person, a role or a service */
                                        ? _ ("Called %s by hand")
                                             /* Translators: %s is a person, a role or a service */
                                             : _ ("Paged %s"), whom),
                                        entry->text);
  if (g_strcmp0 (result, "notified") == 0)
    /* Translators: %s is a person */
    return with_words (g_strdup_printf (_ ("Page: %s is being notified"), person), entry->text);
  if (g_strcmp0 (result, "acknowledged") == 0)
    /* Translators: %s is a person */
    return with_words (g_strdup_printf (_ ("Page: %s has answered"), person), entry->text);
  if (g_strcmp0 (result, "by-phone") == 0)
    /* Translators: %s is a person */
    return with_words (g_strdup_printf (_ ("Page: %s was called by hand"), person), entry->text);
  if (person == NULL)
    return with_words (g_strdup (_ ("Page: it reached nobody")), entry->text);
  /* Translators: %s is a person */
  return with_words (g_strdup_printf (_ ("Page: %s was not reached"), person), entry->text);
}

static char *
describe_postmortem (const char *type, JsonObject *p, const MatoiEntry *entry)
{
  const char *to = matoi_json_get_string (p, "to"), *owner = matoi_json_get_string (p, "owner");

  if (strcmp (type, "postmortem.created") == 0)
    /* Translators: %s is a person */
    return g_strdup_printf (_("Postmortem begun, owner: %s"), owner);
  if (strcmp (type, "postmortem.owner") == 0)
    /* Translators: %s is a person */
    return g_strdup_printf (_("Postmortem, new owner: %s"), owner);
  if (strcmp (type, "postmortem.waived") == 0)
    return with_words (g_strdup (_("Postmortem waived")), entry->text);
  if (strcmp (type, "postmortem.due") == 0)
    return with_words (g_strdup (_("Postmortem, new deadline")), entry->text);
  if (strcmp (type, "postmortem.advanced") == 0)
    /* Translators: %s is a state such as In Review */
    return g_strdup_printf (_("Postmortem: %s"), matoi_postmortem_state_name (to));
  if (strcmp (type, "postmortem.reopened") == 0)
    /* Translators: %s is a state such as Draft */
    return with_words (g_strdup_printf (
      _("Postmortem reopened: %s"), matoi_postmortem_state_name (to)), entry->text);
  if (strcmp (type, "postmortem.meeting") == 0)
    return g_strdup (_("Postmortem meeting set"));
  if (strcmp (type, "postmortem.held") == 0)
    return g_strdup (_("Postmortem meeting held"));
  if (strcmp (type, "postmortem.message-posted") == 0)
    return g_strdup (_("External message published"));
  return NULL;
}

static char *
describe (const MatoiIncident *incident, const char *type, JsonObject *p, const MatoiEntry *entry)
{
  if (strcmp (type, "incident.declared") == 0)
    /* Translators: %s is a severity such as SEV-1 */
    return with_words (g_strdup_printf (
      _("Declared as %s"), get_severity_name (incident, p, "severity")), entry->text);
  if (strcmp (type, "severity.changed") == 0)
    return with_words (
      /* Translators: severities, old and new */
      g_strdup_printf (_("Severity: %1$s → %2$s"), get_severity_name (incident, p, "from"),
                          get_severity_name (incident, p, "to")),
                       entry->text);
  if (strcmp (type, "severity.final") == 0)
    /* Translators: %s is a severity such as SEV-1 */
    return with_words (g_strdup_printf (
      _("Final severity: %s"), get_severity_name (incident, p, "to")), entry->text);
  if (strcmp (type, "phase.changed") == 0)
    /* Translators: %s is a phase such as Stabilise */
    return g_strdup_printf (_("Phase: %s"), matoi_incident_phase_name (incident, matoi_json_get_string (p, "to")));
  if (strcmp (type, "poll.opened") == 0)
    return with_words (g_strdup (_("Any strong objections?")), entry->text);
  if (strcmp (type, "poll.closed") == 0)
    return with_words (g_strdup (
      g_strcmp0 (matoi_json_get_string (p, "outcome"), "agreed") == 0
      ? _("No strong objection")
                               : g_strcmp0 (matoi_json_get_string (p, "outcome"), "objection") == 0
      ? _("Strong objection") : _("Proposal withdrawn")),
      entry->text);
  if (strcmp (type, "subteam.formed") == 0)
    return with_words (
      /* Translators: 1: the name of a sub-team, 2: its leader */
      g_strdup_printf (_("Sub-team %1$s, led by %2$s"), matoi_json_get_string (p, "name"),
                          matoi_json_get_string (p, "leader")),
                       entry->text);
  if (strcmp (type, "subteam.dissolved") == 0)
    /* Translators: %s is the name of a sub-team */
    return g_strdup_printf (_("Sub-team %s dissolved"), entry->text);
  if (strcmp (type, "security.enabled") == 0)
    return g_strdup (_("Handled as a security incident from here on"));
  if (strcmp (type, "incident.ended") == 0)
    return with_words (g_strdup (
      g_strcmp0 (matoi_json_get_string (p, "outcome"), "false-alarm") == 0
      ? _("Stood down: false alarm")
      : g_strcmp0 (matoi_json_get_string (p, "outcome"), "recovering") == 0
      ? _("Ended, still recovering") : _("Ended, recovered")),
      entry->text);
  if (strcmp (type, "incident.reopened") == 0)
    return with_words (g_strdup (_("Reopened")), entry->text);
  if (g_str_has_prefix (type, "page."))
    return describe_page (incident, type, p, entry);
  if (g_str_has_prefix (type, "postmortem."))
    return describe_postmortem (type, p, entry);
  return describe_people (incident, type, p, entry);
}

/** matoi_entry_dup_text: one line for any entry, in the language of the interface. (transfer full) */
char *
matoi_entry_dup_text (const MatoiIncident *incident, const MatoiEntry *entry)
{
  char *text;

  if (strcmp (entry->kind, "system") != 0)
    return g_strdup (entry->text);
  if (entry->event->payload == NULL)
    return g_strdup (_("The content of this entry was removed."));
  text = describe (incident, entry->event->type, entry->event->payload, entry);
  if (text == NULL)
    /* Translators: %s is a technical name of something a newer version wrote */
    text = g_strdup_printf (_("Unknown entry (%s), written by a newer Matoi"), entry->event->type);
  return text;
}

/** matoi_entry_kind_name: the word for a kind of entry (DUR-17); unknown ones as they are. */
const char *
matoi_entry_kind_name (const char *kind)
{
  static const struct
  {
    const char *id, *name;
  } kinds[] = {
    { "fact", N_ ("Fact") },         { "hypothesis", N_ ("Hypothesis") },
    { "decision", N_ ("Decision") }, { "action", N_ ("Action") },
    { "update", N_ ("Update") },     { "detection", N_ ("Detection") },
    { "system", N_ ("Log") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kind, kinds[i].id) == 0)
        return _ (kinds[i].name);
    }
  return kind;
}

static GPtrArray *
find_list (const MatoiIncident *incident, const char *what)
{
  if (strcmp (what, "entry") == 0)
    return incident->entries;
  if (strcmp (what, "ask") == 0)
    return incident->asks;
  if (strcmp (what, "todo") == 0)
    return incident->todos;
  if (strcmp (what, "poll") == 0)
    return incident->polls;
  if (strcmp (what, "page") == 0)
    return incident->pages;
  if (strcmp (what, "action") == 0)
    return incident->actions;
  if (strcmp (what, "comment") == 0)
    return incident->postmortem != NULL ? incident->postmortem->comments : NULL;
  return incident->updates;
}

/**
 * matoi_incident_resolve:
 * @what: entry, ask, todo, poll, page, update, action or comment
 * @text: a full id, or a unique part of one of at least four characters
 *
 * Errors: MATOI_ERROR_NOT_FOUND, or MATOI_ERROR_INPUT when several fit.
 */
gboolean
matoi_incident_resolve (const MatoiIncident *incident,
                        const char *what,
                        const char *text,
                        MatoiId *id,
                        GError **error)
{
  GPtrArray *list = find_list (incident, what);
  g_autofree char *wanted = g_ascii_strdown (text, -1);
  guint n_found = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      /* Every element begins with its MatoiId. */
      const MatoiId *candidate = g_ptr_array_index (list, i);
      char full[MATOI_ID_TEXT_LENGTH + 1];

      matoi_id_to_text (candidate, full);
      if (strcmp (full, wanted) == 0)
        {
          *id = *candidate;
          return TRUE;
        }
      if (strlen (wanted) >= MIN_TAIL && strstr (full, wanted) != NULL)
        {
          *id = *candidate;
          n_found++;
        }
    }
  if (n_found == 1)
    return TRUE;
  if (n_found > 1)
    /* Translators: %s is the beginning of an id */
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 _("“%s” fits several ids. Give more characters of it."), text);
  else
    /* Translators: %s is an id */
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                 _("There is nothing with the id “%s” in this incident."), text);
  return FALSE;
}
