/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-intents-private.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"

/* What happens on the public status page because of an event: only what somebody asked for, word
 * for word as it was approved (IC-17). */

static const char *
get (const MatoiIntentSettings *settings, const char *key)
{
  const char *value = g_hash_table_lookup (settings->values, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* The page it goes to; NULL: Matoi publishes nothing. */
static const char *
get_page (const MatoiIncident *incident, const MatoiIntentSettings *settings)
{
  if (incident->security || incident->drill ||
      g_strcmp0 (get (settings, "statuspage.use"), "off") == 0)
    return NULL;
  return get (settings, "statuspage.page");
}

/* What subscribers are told without anybody having chosen. */
static gboolean
does_notify (JsonObject *p, const MatoiIntentSettings *settings)
{
  return matoi_json_get_boolean (p, "notify",
                                 g_strcmp0 (get (settings, "statuspage.notify"), "off") != 0);
}

static MatoiIntent *
intent_new (const MatoiIncident *incident,
            const MatoiEvent *event,
            const char *page,
            const char *body,
            gboolean notify)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);
  g_autofree char *id = matoi_id_dup_text (&incident->id);

  intent->event = event->id;
  intent->lane = g_strconcat ("statuspage/", id, NULL);
  intent->kind = g_strdup ("status");
  intent->at = event->occurred_at;
  intent->pings = notify;
  intent->payload = json_object_new ();
  json_object_set_string_member (intent->payload, "room", "Statuspage");
  json_object_set_string_member (intent->payload, "page", page);
  json_object_set_string_member (intent->payload, "body", body);
  json_object_set_boolean_member (intent->payload, "notify", notify);
  json_object_set_string_member (intent->payload, "by", event->actor);
  json_object_set_int_member (intent->payload, "at", intent->at);
  return intent;
}

static const char *
choose_op (const MatoiIncident *incident, const MatoiIntentSettings *settings, const char *lane)
{
  const gboolean there =
    incident->public_incident != NULL ||
    (settings->lookup != NULL && settings->lookup (&incident->id, lane, "status.create", NULL,
                                                   settings->user_data) == MATOI_INTENT_THERE);

  return there ? "status.update" : "status.create";
}

static MatoiIntent *
on_update (const MatoiIncident *incident,
           const MatoiEvent *event,
           const MatoiIntentSettings *settings,
           const char *page)
{
  static const char *const members[] = { "update", "status", "impact", "components" };
  JsonObject *p = event->payload;
  const char *name = matoi_json_get_string (p, "name");
  const MatoiUpdate *update;
  MatoiIntent *intent;
  MatoiId id;

  if (!matoi_id_from_text (&id, matoi_json_get_string (p, "update")))
    return NULL;
  update = matoi_incident_find_update (incident, &id);
  if (update == NULL)
    return NULL;
  intent = intent_new (incident, event, page, update->text, does_notify (p, settings));
  intent->op = g_strdup (choose_op (incident, settings, intent->lane));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (p, members[i]))
      json_object_set_member (intent->payload, members[i],
                              json_node_copy (json_object_get_member (p, members[i])));
  json_object_set_string_member (
    intent->payload, "name",
    name != NULL && *name != '\0' ? name : matoi_incident_get_public_title (incident));
  return intent;
}

static MatoiIntent *
on_message (const MatoiIncident *incident,
            const MatoiEvent *event,
            const MatoiIntentSettings *settings,
            const char *page)
{
  g_autofree char *text =
    incident->postmortem ? matoi_external_dup_text (&incident->postmortem->message) : NULL;
  MatoiIntent *intent;

  if (text == NULL)
    return NULL;
  intent = intent_new (incident, event, page, text, does_notify (event->payload, settings));
  intent->op = g_strdup ("status.postmortem");
  return intent;
}

void
matoi_intent_publish (const MatoiIncident *after,
                      GPtrArray *events,
                      const MatoiIntentSettings *settings,
                      GPtrArray *intents)
{
  const char *page = get_page (after, settings);

  for (guint i = 0; page != NULL && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);
      MatoiIntent *intent = NULL;

      if (!matoi_intent_is_news (event))
        continue;
      if (strcmp (event->type, "update.publish-asked") == 0)
        intent = on_update (after, event, settings, page);
      else if (strcmp (event->type, "postmortem.message-publish-asked") == 0)
        intent = on_message (after, event, settings, page);
      if (intent != NULL)
        g_ptr_array_add (intents, intent);
    }
}
