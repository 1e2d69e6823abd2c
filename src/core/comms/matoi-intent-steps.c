/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-steps.h"

/* The steps of a postmortem as tickets (ACT-11): first the one above them, and once it has its key
 * those below it. Each has a mark of its own, so that it is made once. */

static JsonObject *
new_payload (const MatoiIncident *incident, JsonObject *draft, JsonObject *texts)
{
  static const char *const of_all[] = { "site", "project", "tag", "labels" };
  static const char *const of_one[] = { "summary", "description", "due" };
  JsonObject *payload = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (of_all); i++)
    if (json_object_has_member (draft, of_all[i]))
      json_object_set_member (payload, of_all[i],
                              json_node_copy (json_object_get_member (draft, of_all[i])));
  for (guint i = 0; i < G_N_ELEMENTS (of_one); i++)
    if (json_object_has_member (texts, of_one[i]))
      json_object_set_member (payload, of_one[i],
                              json_node_copy (json_object_get_member (texts, of_one[i])));
  json_object_set_boolean_member (payload, "steps", TRUE);
  json_object_set_string_member (payload, "ref", incident->ref);
  matoi_json_set_string (payload, "more_url", matoi_intent_ticket_get_link (incident));
  return payload;
}

static void
create_parent (const MatoiIncident *incident,
               const MatoiEvent *event,
               const MatoiIntentSettings *settings,
               GPtrArray *intents)
{
  JsonObject *draft = matoi_json_get_object (event->payload, "draft"), *payload;
  const char *site = draft != NULL ? matoi_json_get_string (draft, "site") : NULL;
  g_autofree char *mark = matoi_steps_dup_mark (incident, NULL);

  if (incident->postmortem == NULL || incident->postmortem->steps.key != NULL ||
      !matoi_intent_ticket_may_go (incident, settings, site) ||
      matoi_intent_ticket_is_there (incident, settings, mark))
    return;
  payload = new_payload (incident, draft, draft);
  matoi_json_set_string (payload, "type", matoi_json_get_string (draft, "type"));
  matoi_intent_add_ticket (intents, event, site, mark, "ticket.create", payload);
}

/* What is known of the one above them is not asked for again: it is told where it comes from. */
static void
link_parent (const MatoiIncident *incident,
             const MatoiEvent *event,
             const MatoiIntentSettings *settings,
             GPtrArray *intents)
{
  const MatoiStepsTicket *steps = &incident->postmortem->steps;
  g_autofree char *mark = matoi_steps_dup_mark (incident, NULL);
  g_autofree char *tag = g_strdup_printf ("%s/PM", incident->ref);
  g_autofree char *title =
    g_strdup_printf ("%s %s", incident->ref, matoi_incident_get_public_title (incident));
  JsonObject *payload;

  if (steps->key == NULL || !matoi_intent_ticket_may_go (incident, settings, steps->site))
    return;
  payload = json_object_new ();
  json_object_set_string_member (payload, "key", steps->key);
  matoi_json_set_string (payload, "id", steps->id);
  json_object_set_string_member (payload, "site", steps->site);
  json_object_set_string_member (payload, "tag", tag);
  json_object_set_string_member (payload, "ref", incident->ref);
  json_object_set_string_member (payload, "title", title);
  json_object_set_boolean_member (payload, "steps", TRUE);
  matoi_json_set_string (payload, "more_url", matoi_intent_ticket_get_link (incident));
  matoi_intent_add_ticket (intents, event, steps->site, mark, "ticket.link", payload);
}

static void
create_steps (const MatoiIncident *incident,
              const MatoiEvent *event,
              const MatoiIntentSettings *settings,
              GPtrArray *intents)
{
  const MatoiStepsTicket *steps = &incident->postmortem->steps;
  JsonArray *array = steps->draft != NULL ? matoi_json_get_array (steps->draft, "steps") : NULL;

  if (steps->key == NULL || !matoi_intent_ticket_may_go (incident, settings, steps->site))
    return;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *step = matoi_json_array_get_object (array, i), *payload;
      const char *id = step != NULL ? matoi_json_get_string (step, "id") : NULL;
      g_autofree char *mark = id != NULL ? matoi_steps_dup_mark (incident, id) : NULL;

      if (id == NULL || matoi_steps_find (incident->postmortem, id) != NULL ||
          matoi_intent_ticket_is_there (incident, settings, mark))
        continue;
      payload = new_payload (incident, steps->draft, step);
      json_object_set_string_member (payload, "step", id);
      json_object_set_string_member (payload, "parent", steps->key);
      matoi_intent_add_ticket (intents, event, steps->site, mark, "ticket.create", payload);
    }
}

/** matoi_intent_add_for_steps: what follows from @event for the tickets of the steps. */
void
matoi_intent_add_for_steps (const MatoiIncident *after,
                            const MatoiEvent *event,
                            const MatoiIntentSettings *settings,
                            GPtrArray *intents)
{
  if (strcmp (event->type, "postmortem.steps-asked") == 0)
    create_parent (after, event, settings, intents);
  else if (after->postmortem == NULL)
    return;
  else if (strcmp (event->type, "postmortem.link-posted") == 0)
    link_parent (after, event, settings, intents);
  else if (strcmp (event->type, "postmortem.step-ticketed") == 0 &&
           matoi_json_get_string (event->payload, "step") == NULL)
    {
      link_parent (after, event, settings, intents);
      create_steps (after, event, settings, intents);
    }
}
