/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-intents-private.h"
#include "matoi-json.h"

/* What happens at PagerDuty because of an event (DEC-07, DEC-08, IL-02, SVR-06, END-07). Of a drill
 * nobody is called, and of a confidential incident only if the team has said so (SEC-13). */

static const char *
get (GHashTable *values, const char *key)
{
  const char *value = g_hash_table_lookup (values, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

/** matoi_intent_can_page: see the header. */
gboolean
matoi_intent_can_page (const MatoiIncident *incident, GHashTable *values)
{
  return get (values, "pagerduty.from") != NULL &&
         g_strcmp0 (get (values, "pagerduty.use"), "off") != 0 && !incident->drill &&
         (!incident->security || g_strcmp0 (get (values, "pagerduty.security"), "on") == 0);
}

/* (transfer full) (nullable): the setting @key, a JSON object */
static JsonNode *
parse_setting (const MatoiMaker *self, const char *key)
{
  const char *text = get (self->settings->values, key);

  return text != NULL ? matoi_json_parse (text, -1, 64 * 1024, 16, NULL) : NULL;
}

/* (transfer full) (nullable): the id in the address of an incident of PagerDuty */
static char *
dup_linked (const MatoiEvidence *link)
{
  const char *id = link->url != NULL ? strstr (link->url, "/incidents/") : NULL;
  gsize length;

  if (id == NULL || (g_strcmp0 (link->query, MATOI_PAGE_LINK) != 0 &&
                     strstr (link->url, ".pagerduty.com/incidents/") == NULL))
    return NULL;
  id += strlen ("/incidents/");
  length = strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
  return length > 0 ? g_strndup (id, length) : NULL;
}

/* The newest first. */
static JsonArray *
list_linked (const MatoiIncident *incident)
{
  JsonArray *ids = json_array_new ();

  for (guint i = incident->links->len; i > 0; i--)
    {
      g_autofree char *id = dup_linked (g_ptr_array_index (incident->links, i - 1));

      if (id != NULL)
        json_array_add_string_element (ids, id);
    }
  return ids;
}

static char *
dup_lane (const MatoiMaker *self)
{
  g_autofree char *id = matoi_id_dup_text (&self->incident->id);

  return g_strconcat ("pagerduty/", id, NULL);
}

static MatoiIntentPast
look_back (const MatoiMaker *self, const char *op)
{
  g_autofree char *lane = dup_lane (self);

  return matoi_maker_look_back (self, lane, op, NULL);
}

/* Whether there is an incident at PagerDuty, or there is going to be one. */
static gboolean
has_incident (const MatoiMaker *self)
{
  g_autoptr (JsonArray) linked = list_linked (self->incident);

  return json_array_get_length (linked) > 0 || look_back (self, "page.send") == MATOI_INTENT_THERE;
}

static MatoiIntent *
add (MatoiMaker *self, const char *op, const char *kind, gboolean pings)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);
  /* Never another one for the same incident, whoever asks. */
  g_autofree char *key = g_strconcat ("matoi-", self->incident->ref, NULL);

  intent->event = self->event->id;
  intent->lane = dup_lane (self);
  intent->op = g_strdup (op);
  intent->kind = g_strdup (kind);
  intent->at = self->event->occurred_at;
  intent->pings = pings;
  intent->payload = json_object_new ();
  json_object_set_string_member (intent->payload, "room", "PagerDuty");
  json_object_set_string_member (intent->payload, "key", key);
  json_object_set_int_member (intent->payload, "at", intent->at);
  json_object_set_array_member (intent->payload, "linked", list_linked (self->incident));
  g_ptr_array_add (self->intents, intent);
  return intent;
}

/* What people see before they have opened anything: "SEV-2 INC-261120-K7: Checkout fails". */
static char *
dup_title (const MatoiMaker *self)
{
  const MatoiIncident *incident = self->incident;
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);

  return g_strconcat (severity != NULL ? severity->label : incident->severity, " ", incident->ref,
                      ": ", matoi_incident_get_public_title (incident), NULL);
}

/* Why they are called, and how to join. */
static char *
dup_message (const MatoiMaker *self, const char *title, const char *words)
{
  GString *text = g_string_new (title);

  if (words != NULL)
    g_string_append_printf (text, "\n%s", words);
  matoi_maker_append (self, text, "call", get (self->settings->values, "contact.call"));
  matoi_maker_append (self, text, "answer-phone", get (self->settings->values, "contact.phone"));
  return g_string_free (text, FALSE);
}

/* --- who is told of it */

/* IL-02, SVR-06: those who want to know of this severity. */
static void
add_stakeholders (MatoiMaker *self, const char *kind)
{
  g_autoptr (JsonNode) node = parse_setting (self, "pagerduty.subscribers");
  JsonObject *all =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *list = all != NULL ? matoi_json_get_array (all, self->incident->severity) : NULL;
  MatoiIntent *intent;

  if (list == NULL || json_array_get_length (list) == 0)
    return;
  intent = add (self, "stakeholders.add", kind, TRUE);
  json_object_set_string_member (intent->payload, "severity", self->incident->severity);
  json_object_set_array_member (intent->payload, "subscribers", json_array_ref (list));
}

static void
on_severity (MatoiMaker *self, JsonObject *p)
{
  if (has_incident (self))
    add_stakeholders (self, "stakeholders");
}

static void
on_link (MatoiMaker *self, JsonObject *p)
{
  MatoiEvidence link = { .url = (char *) matoi_json_get_string (p, "url"),
                         .query = (char *) matoi_json_get_string (p, "kind") };
  g_autofree char *id = dup_linked (&link);

  if (id != NULL)
    add_stakeholders (self, "stakeholders");
}

/* --- calling people */

static void
set_targets (const MatoiMaker *self, JsonObject *payload, const char *whom)
{
  GHashTable *values = self->settings->values;
  g_autoptr (JsonNode) node = parse_setting (self, "pagerduty.services");
  JsonObject *all =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *service = all != NULL ? matoi_json_get_object (all, whom) : NULL;
  const char *own = get (values, "pagerduty.service");

  if (strcmp (whom, "ic") == 0)
    {
      /* DEC-07, DEC-08: the primary and the backup at once, and who learns it. */
      matoi_json_set_string (payload, "policy", get (values, "pagerduty.policy"));
      matoi_json_set_string (payload, "trainees", get (values, "pagerduty.trainees"));
      json_object_set_int_member (payload, "levels", 2);
    }
  else if (service != NULL)
    {
      matoi_json_set_string (payload, "policy", matoi_json_get_string (service, "policy"));
      json_object_set_int_member (payload, "levels", 1);
      if (own == NULL)
        own = matoi_json_get_string (service, "service");
    }
  else
    {
      json_object_set_string_member (payload, "person", whom);
    }
  matoi_json_set_string (payload, "service", own);
}

static void
on_page (MatoiMaker *self, JsonObject *p)
{
  const char *whom = matoi_json_get_string (p, "whom");
  MatoiIntentPast before = look_back (self, "stakeholders.add");
  g_autofree char *title = dup_title (self), *text = NULL;
  g_autofree char *page = matoi_id_dup_text (&self->event->id);
  MatoiIntent *intent;

  if (whom == NULL || matoi_json_get_boolean (p, "by_hand", FALSE))
    return;
  text = dup_message (self, title, matoi_json_get_string (p, "message"));
  intent = add (self, "page.send", "page", TRUE);
  json_object_set_string_member (intent->payload, "page", page);
  json_object_set_string_member (intent->payload, "whom", whom);
  json_object_set_string_member (intent->payload, "title", title);
  json_object_set_string_member (intent->payload, "text", text);
  set_targets (self, intent->payload, whom);
  if (before == MATOI_INTENT_NEVER)
    add_stakeholders (self, "page");
}

/* --- what they are told later */

static void
on_update (MatoiMaker *self, JsonObject *p)
{
  gboolean is_new = strcmp (self->event->type, "update.drafted") == 0;
  MatoiId id = self->event->id;
  const MatoiUpdate *update;
  MatoiIntent *intent;

  if (!is_new && !matoi_id_from_text (&id, matoi_json_get_string (p, "update")))
    return;
  update = matoi_incident_find_update (self->incident, &id);
  if (update == NULL || strcmp (update->state, "posted") != 0 ||
      (is_new && g_strcmp0 (matoi_json_get_string (p, "state"), "posted") != 0) ||
      (strcmp (update->to, "executives") != 0 && strcmp (update->to, "company") != 0) ||
      !has_incident (self))
    return;
  intent = add (self, "status.post", "status", TRUE);
  json_object_set_string_member (intent->payload, "audience", update->to);
  json_object_set_string_member (intent->payload, "text", update->text);
}

/* END-07. While it is still recovering, those who were called stay called. Nobody is disturbed by
 * the end, and it may come late. */
static void
on_end (MatoiMaker *self, JsonObject *p)
{
  if (g_strcmp0 (matoi_json_get_string (p, "outcome"), "recovering") != 0 && has_incident (self))
    add (self, "incident.resolve", "resolve", FALSE);
}

static const struct
{
  const char *type;
  void (*run) (MatoiMaker *self, JsonObject *payload);
} handlers[] = {
  { "page.asked", on_page },      { "severity.changed", on_severity },
  { "link.added", on_link },      { "update.drafted", on_update },
  { "update.posted", on_update }, { "incident.ended", on_end },
};

/** matoi_intent_add_for_pagerduty: see MatoiIntentMaker. */
void
matoi_intent_add_for_pagerduty (const MatoiIncident *after,
                                GPtrArray *events,
                                const MatoiIntentSettings *settings,
                                GPtrArray *intents)
{
  MatoiMaker self = { .incident = after, .settings = settings, .intents = intents };

  if (after->policy == NULL || !matoi_intent_can_page (after, settings->values))
    return;
  self.lang = matoi_maker_choose_language (&self);
  for (guint i = 0; i < events->len; i++)
    {
      self.event = g_ptr_array_index (events, i);
      for (guint j = 0; matoi_intent_is_news (self.event) && j < G_N_ELEMENTS (handlers); j++)
        if (strcmp (handlers[j].type, self.event->type) == 0)
          handlers[j].run (&self, self.event->payload);
    }
}
