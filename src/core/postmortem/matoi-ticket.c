/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ticket-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-tokens.h"

/** matoi_ticket_draft_free: NULL is fine. */
void
matoi_ticket_draft_free (MatoiTicketDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->site);
  g_free (draft->project);
  g_free (draft->type);
  g_free (draft->summary);
  g_free (draft->description);
  g_free (draft->priority);
  g_strfreev (draft->labels);
  g_free (draft->due);
  g_free (draft->tag);
  g_ptr_array_unref (draft->problems);
  g_free (draft);
}

/** matoi_action_wants_ticket: see the header. */
gboolean
matoi_action_wants_ticket (const MatoiAction *action)
{
  return strcmp (action->state, "open") == 0 ||
         (strcmp (action->state, "ticketed") == 0 && action->gone);
}

/** matoi_ticket_draft_is_ready: see the header. */
gboolean
matoi_ticket_draft_is_ready (const MatoiTicketDraft *draft)
{
  for (guint i = 0; i < draft->problems->len; i++)
    if (((const MatoiCheck *) g_ptr_array_index (draft->problems, i))->hard)
      return FALSE;
  return TRUE;
}

/** matoi_ticket_draft_to_json: see the header. */
JsonObject *
matoi_ticket_draft_to_json (const MatoiTicketDraft *draft)
{
  const struct
  {
    const char *member, *value;
  } texts[] = { { "site", draft->site },
                { "project", draft->project },
                { "type", draft->type },
                { "summary", draft->summary },
                { "description", draft->description },
                { "priority", draft->priority },
                { "due", draft->due },
                { "tag", draft->tag } };
  JsonObject *object = json_object_new ();
  JsonArray *labels = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].value != NULL)
      json_object_set_string_member (object, texts[i].member, texts[i].value);
  for (guint i = 0; draft->labels != NULL && draft->labels[i] != NULL; i++)
    json_array_add_string_element (labels, draft->labels[i]);
  json_object_set_array_member (object, "labels", labels);
  return object;
}

/** matoi_action_dup_tag: see the header. */
char *
matoi_action_dup_tag (const MatoiAction *action)
{
  return g_strdup_printf ("AI-%u", action->number);
}

/* --- where it goes */

/* As the table of projects calls it: widths and cases do not count. */
static JsonObject *
find_entry (JsonObject *projects, const char *name)
{
  g_autofree char *wanted = name != NULL ? matoi_tokens_fold (name) : NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (name == NULL || *wanted == '\0')
    return NULL;
  json_object_iter_init (&iter, projects);
  while (json_object_iter_next (&iter, &member, &node))
    {
      g_autofree char *folded = matoi_tokens_fold (member);

      if (strcmp (folded, wanted) == 0 && JSON_NODE_HOLDS_OBJECT (node))
        return json_node_get_object (node);
    }
  return NULL;
}

static JsonNode *
read_object (GHashTable *values, const char *site, const char *name)
{
  const char *text = matoi_ticket_get (values, site, name);
  g_autoptr (JsonNode) node = text != NULL ? matoi_json_parse (text, -1, 64 * 1024, 8, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* ACT-07: the project of the team that owns it, or of the service that failed. */
static JsonObject *
find_project (JsonNode *projects, const MatoiIncident *incident, const MatoiAction *action)
{
  JsonObject *table = projects != NULL ? json_node_get_object (projects) : NULL;
  JsonObject *entry = table != NULL ? find_entry (table, action->owner_team) : NULL;

  for (guint i = 0; table != NULL && entry == NULL && i < incident->services->len; i++)
    entry = find_entry (table, g_ptr_array_index (incident->services, i));
  return entry;
}

/* The one that is wanted, that of the project, or the first there is. (nullable) */
static const char *
choose_site (GHashTable *values, const char *wanted, JsonObject *entry)
{
  const char *const *sites = matoi_ticket_list_sites ();
  const char *named = entry != NULL ? matoi_json_get_string (entry, "site") : NULL;

  if (wanted != NULL)
    named = wanted;
  for (guint i = 0; sites[i] != NULL; i++)
    if ((named == NULL || strcmp (named, sites[i]) == 0) &&
        matoi_ticket_site_is_on (values, sites[i]))
      return sites[i];
  return NULL;
}

static void
set_place (MatoiTicketDraft *draft,
           const MatoiIncident *incident,
           const MatoiAction *action,
           const MatoiTicketChoice *choice,
           GHashTable *values)
{
  g_autoptr (JsonNode) projects = read_object (values, "jira", "projects");
  JsonObject *entry = find_project (projects, incident, action);
  const char *site = choose_site (values, choice->site, entry);
  const char *home = entry != NULL ? matoi_json_get_string (entry, "site") : NULL;

  draft->site = g_strdup (site != NULL ? site : "");
  if (site == NULL)
    return;
  /* A project of the other site says nothing here. */
  if (home == NULL ? strcmp (site, "jira") != 0 : strcmp (home, site) != 0)
    entry = NULL;
  draft->project = g_strdup (choice->project);
  if (draft->project == NULL && entry != NULL)
    draft->project = g_strdup (matoi_json_get_string (entry, "project"));
  draft->type = g_strdup (choice->type);
  if (draft->type == NULL && entry != NULL && choice->project == NULL)
    draft->type = g_strdup (matoi_json_get_string (entry, "type"));
  if (draft->project == NULL)
    draft->project = g_strdup (matoi_ticket_get (values, site, "project"));
  if (draft->type == NULL)
    draft->type = g_strdup (matoi_ticket_get (values, site, "type"));
}

/* --- what is wrong with it */

static void
add_problem (MatoiTicketDraft *draft, const char *id, gboolean hard, char *text, const char *fix)
{
  MatoiCheck *check = g_new0 (MatoiCheck, 1);

  check->id = g_strdup (id);
  check->text = text;
  check->fix = g_strdup (fix);
  check->hard = hard;
  g_ptr_array_add (draft->problems, check);
}

static void
find_problems (MatoiTicketDraft *draft,
               const MatoiIncident *incident,
               const MatoiAction *action,
               GHashTable *values)
{
  if (*draft->site == '\0')
    {
      add_problem (
        draft, "ticket.site", TRUE,
        g_strdup (_("No ticket system is set up.")),
                  _("Set it up in the preferences, or make the ticket there and record its key."));
      return;
    }
  if (!matoi_ticket_site_may_see (values, draft->site, incident))
    add_problem (
      draft, "SEC-13", TRUE,
      g_strdup (_("Nothing of a confidential incident goes to the ticket system.")),
                _("Make the ticket by hand where only the right people see it and record its key, "
                   "or allow it in the preferences."));
  if (draft->project == NULL && action->owner_team != NULL)
    add_problem (
      draft, "ACT-07", TRUE,
      /* Translators: %s is the name of a team */
      g_strdup_printf (_("The team “%s” has no project for its tickets."), action->owner_team),
                       _("Give the team its project in the preferences, or choose one here."));
  else if (draft->project == NULL)
    add_problem (draft, "ACT-07", TRUE,
                 g_strdup (
                   _("It is not clear which project gets the ticket.")),
                   _("Name the team that owns the action item, or choose a project here."));
  if (action->owner_team == NULL)
    add_problem (draft, "ACT-12", FALSE,
                 g_strdup (_("No team owns this action item.")),
                           _("Name the team, so that somebody does it."));
  if (incident->postmortem == NULL || incident->postmortem->meeting.link == NULL)
    add_problem (draft, "ticket.link", FALSE,
                 g_strdup (_("The postmortem has no address yet that the ticket could lead to.")),
                           _("Post the link for the review; tickets get it then."));
}

MatoiTicketDraft *
matoi_ticket_draft_new_for (const MatoiIncident *incident,
                            const MatoiAction *action,
                            const MatoiTicketChoice *choice,
                            GHashTable *values,
                            GTimeZone *zone,
                            const char *lang)
{
  MatoiTicketDraft *draft = g_new0 (MatoiTicketDraft, 1);
  g_autoptr (JsonNode) priorities = NULL;

  draft->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_check_free);
  set_place (draft, incident, action, choice, values);
  draft->summary = matoi_ticket_dup_summary (action);
  draft->description = matoi_ticket_dup_description (incident, action, zone, lang);
  priorities = read_object (values, draft->site, "priorities");
  if (priorities != NULL)
    draft->priority =
      g_strdup (matoi_json_get_string (json_node_get_object (priorities), action->priority));
  draft->labels = matoi_ticket_dup_labels (incident, values, draft->site, zone);
  draft->due = g_strdup (action->due_on);
  draft->tag = g_strdup_printf ("%s/AI-%u", incident->ref, action->number);
  find_problems (draft, incident, action, values);
  return draft;
}

/** matoi_ticket_draft_new: see the header. */
MatoiTicketDraft *
matoi_ticket_draft_new (const MatoiIncident *incident,
                        const MatoiAction *action,
                        GHashTable *values,
                        GTimeZone *zone,
                        const char *lang)
{
  const MatoiTicketChoice none = { NULL };

  return matoi_ticket_draft_new_for (incident, action, &none, values, zone, lang);
}
