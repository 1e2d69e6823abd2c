/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-ticket.h"

/* Tickets that are to be made, and to be told where they come from (ACT-01…03, ACT-07). Only what
 * somebody asked for is made. */

#define KIND "ticket"

/* Takes @payload. */
void
matoi_intent_add_ticket (GPtrArray *intents,
                         const MatoiEvent *event,
                         const char *site,
                         const char *mark,
                         const char *op,
                         JsonObject *payload)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);

  intent->event = event->id;
  intent->lane = g_strdup_printf ("%s/%s", site, mark);
  intent->op = g_strdup (op);
  intent->kind = g_strdup (KIND);
  intent->at = event->occurred_at;
  intent->payload = payload;
  json_object_set_string_member (payload, "mark", mark);
  json_object_set_int_member (payload, "at", intent->at);
  g_ptr_array_add (intents, intent);
}

/* (nullable) where the postmortem is read */
const char *
matoi_intent_ticket_get_link (const MatoiIncident *incident)
{
  return incident->postmortem != NULL ? incident->postmortem->meeting.link : NULL;
}

/* Done, or still to be done, at any site: one who asks twice gets one ticket. */
gboolean
matoi_intent_ticket_is_there (const MatoiIncident *incident,
                              const MatoiIntentSettings *settings,
                              const char *mark)
{
  const char *const *sites = matoi_ticket_list_sites ();

  for (guint i = 0; settings->lookup != NULL && sites[i] != NULL; i++)
    {
      g_autofree char *lane = g_strdup_printf ("%s/%s", sites[i], mark);

      if (settings->lookup (&incident->id, lane, "ticket.create", KIND, settings->user_data) ==
          MATOI_INTENT_THERE)
        return TRUE;
    }
  return FALSE;
}

static const MatoiAction *
find_action (const MatoiIncident *incident, const char *mark)
{
  MatoiId id;

  return mark != NULL && matoi_id_from_text (&id, mark) ? matoi_incident_find_action (incident, &id)
                                                        : NULL;
}

/* SEC-13. */
gboolean
matoi_intent_ticket_may_go (const MatoiIncident *incident,
                            const MatoiIntentSettings *settings,
                            const char *site)
{
  return site != NULL && g_strv_contains (matoi_ticket_list_sites (), site) &&
         matoi_ticket_site_is_on (settings->values, site) &&
         matoi_ticket_site_may_see (settings->values, site, incident);
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (copy, member, json_node_copy (node));
  return copy;
}

static void
create (const MatoiIncident *incident,
        const MatoiEvent *event,
        const MatoiIntentSettings *settings,
        GPtrArray *intents)
{
  const char *mark = matoi_json_get_string (event->payload, "action");
  const MatoiAction *action = find_action (incident, mark);
  JsonObject *draft = matoi_json_get_object (event->payload, "draft"), *payload;
  const char *site = draft != NULL ? matoi_json_get_string (draft, "site") : NULL;

  if (action == NULL || action->key != NULL ||
      !matoi_intent_ticket_may_go (incident, settings, site) ||
      (!matoi_json_get_boolean (event->payload, "again", FALSE) &&
       matoi_intent_ticket_is_there (incident, settings, mark)))
    return;
  payload = copy_object (draft);
  json_object_set_string_member (payload, "ref", incident->ref);
  matoi_json_set_string (payload, "more_url", matoi_intent_ticket_get_link (incident));
  json_object_set_string_member (payload, "action", mark);
  matoi_intent_add_ticket (intents, event, site, mark, "ticket.create", payload);
}

/* The ticket learns where it comes from; said as often as it changes. */
static void
link_one (const MatoiIncident *incident,
          const MatoiAction *action,
          const MatoiEvent *event,
          const MatoiIntentSettings *settings,
          GPtrArray *intents)
{
  char mark[MATOI_ID_TEXT_LENGTH + 1];
  g_autofree char *tag = NULL, *title = NULL;
  JsonObject *payload;

  if (action->key == NULL || action->gone ||
      !matoi_intent_ticket_may_go (incident, settings, action->site))
    return;
  matoi_id_to_text (&action->id, mark);
  payload = json_object_new ();
  tag = g_strdup_printf ("%s/AI-%u", incident->ref, action->number);
  title = g_strdup_printf ("%s %s", incident->ref, matoi_incident_get_public_title (incident));
  json_object_set_string_member (payload, "key", action->key);
  matoi_json_set_string (payload, "id", action->remote_id);
  json_object_set_string_member (payload, "site", action->site);
  json_object_set_string_member (payload, "tag", tag);
  json_object_set_string_member (payload, "ref", incident->ref);
  json_object_set_string_member (payload, "title", title);
  matoi_json_set_string (payload, "more_url", matoi_intent_ticket_get_link (incident));
  json_object_set_string_member (payload, "action", mark);
  matoi_intent_add_ticket (intents, event, action->site, mark, "ticket.link", payload);
}

/** matoi_intent_add_for_tickets: the maker of the sites of tickets. */
void
matoi_intent_add_for_tickets (const MatoiIncident *after,
                              GPtrArray *events,
                              const MatoiIntentSettings *settings,
                              GPtrArray *intents)
{
  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      if (!matoi_intent_is_news (event))
        continue;
      if (strcmp (event->type, "action.ticket-asked") == 0)
        create (after, event, settings, intents);
      else if (strcmp (event->type, "action.ticketed") == 0)
        {
          const MatoiAction *action =
            find_action (after, matoi_json_get_string (event->payload, "action"));

          if (action != NULL)
            link_one (after, action, event, settings, intents);
        }
      /* Those that were made before there was anything to lead to. */
      else if (strcmp (event->type, "postmortem.link-posted") == 0)
        for (guint k = 0; k < after->actions->len; k++)
          link_one (after, g_ptr_array_index (after->actions, k), event, settings, intents);
      matoi_intent_add_for_steps (after, event, settings, intents);
    }
}
