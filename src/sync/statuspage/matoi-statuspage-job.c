/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* It counts by the minute and does not say when it goes on. */
#define WAIT_MS 30000

void
matoi_statuspage_job_free (gpointer data)
{
  MatoiStatuspageJob *self = data;

  g_free (self->id);
  g_free (self->url);
  g_free (self->ref);
  g_free (self);
}

gboolean
matoi_statuspage_job_is_postmortem (const MatoiStatuspageJob *self)
{
  return strcmp (self->errand->row->op, "status.postmortem") == 0;
}

/* --- what the record says */

static void
read_message (MatoiStatuspageJob *self, const MatoiIncident *incident)
{
  const MatoiExternal *message = incident->postmortem ? &incident->postmortem->message : NULL;
  g_autofree char *text = message ? matoi_external_dup_text (message) : NULL;
  const char *state = message ? message->state : NULL;

  self->done = g_strcmp0 (state, "posted") == 0;
  self->changed =
    !self->done && (g_strcmp0 (state, "approved") != 0 ||
                    g_strcmp0 (text, matoi_json_get_string (self->errand->payload, "body")) != 0);
}

static void
read_updates (MatoiStatuspageJob *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);
      const gboolean posted = strcmp (update->state, "posted") == 0;

      if (matoi_id_equal (&update->id, &self->update))
        self->done = posted;
      if (!posted || update->public_state == NULL || update->url == NULL)
        continue;
      g_free (self->url);
      self->url = g_strdup (update->url);
    }
}

gpointer
matoi_statuspage_job_gather (MatoiStore *store, const MatoiErrand *errand, GError **error)
{
  MatoiStatuspageJob *self;
  MatoiIncident *incident = matoi_store_load (store, &errand->row->incident, error);

  if (incident == NULL)
    return NULL;
  self = g_new0 (MatoiStatuspageJob, 1);
  self->errand = (MatoiErrand *) errand;
  self->incident = errand->row->incident;
  matoi_id_from_text (&self->update, matoi_json_get_string (errand->payload, "update"));
  self->closed = incident->security;
  self->id = g_strdup (incident->public_incident);
  self->ref = g_strdup (incident->ref);
  read_updates (self, incident);
  if (matoi_statuspage_job_is_postmortem (self))
    read_message (self, incident);
  matoi_incident_free (incident);
  return self;
}

/* --- what is sent */

static JsonObject *
new_metadata (const MatoiStatuspageJob *self)
{
  JsonObject *metadata = json_object_new (), *matoi = json_object_new ();
  g_autofree char *incident = matoi_id_dup_text (&self->incident);
  g_autofree char *update = matoi_id_dup_text (&self->update);

  json_object_set_string_member (matoi, "incident", incident);
  json_object_set_string_member (matoi, "idem", update);
  matoi_json_set_string (matoi, "ref", self->ref);
  json_object_set_object_member (metadata, "matoi", matoi);
  return metadata;
}

static void
add_components (JsonObject *order, JsonObject *components)
{
  JsonArray *ids = json_array_new ();
  g_autoptr (GList) names = json_object_get_members (components);

  for (GList *name = names; name; name = name->next)
    json_array_add_string_element (ids, name->data);
  json_object_set_array_member (order, "component_ids", ids);
  json_object_set_object_member (order, "components", json_object_ref (components));
}

static JsonObject *
wrap (const char *name, JsonObject *order)
{
  JsonObject *body = json_object_new ();

  json_object_set_object_member (body, name, order);
  return body;
}

JsonObject *
matoi_statuspage_job_make_body (const MatoiStatuspageJob *self)
{
  JsonObject *payload = self->errand->payload, *order = json_object_new ();
  JsonObject *components = matoi_json_get_object (payload, "components");

  if (matoi_statuspage_job_is_postmortem (self))
    {
      matoi_json_set_string (order, "body_draft", matoi_json_get_string (payload, "body"));
      return wrap ("postmortem", order);
    }
  matoi_json_set_string (order, "name", matoi_json_get_string (payload, "name"));
  matoi_json_set_string (order, "status", matoi_json_get_string (payload, "status"));
  matoi_json_set_string (order, "body", matoi_json_get_string (payload, "body"));
  matoi_json_set_string (order, "impact_override", matoi_json_get_string (payload, "impact"));
  if (components != NULL && json_object_get_size (components) > 0)
    add_components (order, components);
  json_object_set_boolean_member (order, "deliver_notifications",
                                  matoi_json_get_boolean (payload, "notify", FALSE));
  json_object_set_object_member (order, "metadata", new_metadata (self));
  return wrap ("incident", order);
}

/* --- what is found */

static gboolean
has_mark (JsonObject *incident, const char *name, const MatoiId *id)
{
  JsonObject *metadata = matoi_json_get_object (incident, "metadata");
  JsonObject *matoi = metadata ? matoi_json_get_object (metadata, "matoi") : NULL;
  g_autofree char *text = matoi_id_dup_text (id);

  return matoi != NULL && g_strcmp0 (matoi_json_get_string (matoi, name), text) == 0;
}

static JsonObject *
get_newest (JsonObject *incident)
{
  JsonArray *updates = matoi_json_get_array (incident, "incident_updates");

  return updates != NULL && json_array_get_length (updates) > 0
           ? matoi_json_array_get_object (updates, 0)
           : NULL;
}

gboolean
matoi_statuspage_job_is_ours (const MatoiStatuspageJob *self, JsonObject *incident)
{
  return has_mark (incident, "incident", &self->incident);
}

/* By its mark; or by its words, if the mark was taken off. */
gboolean
matoi_statuspage_job_has_update (const MatoiStatuspageJob *self, JsonObject *incident)
{
  JsonObject *newest = get_newest (incident), *payload = self->errand->payload;

  if (has_mark (incident, "idem", &self->update))
    return TRUE;
  return newest != NULL && g_strcmp0 (matoi_json_get_string (incident, "id"), self->id) == 0 &&
         g_strcmp0 (matoi_json_get_string (newest, "status"),
                    matoi_json_get_string (payload, "status")) == 0 &&
         g_strcmp0 (matoi_json_get_string (newest, "body"),
                    matoi_json_get_string (payload, "body")) == 0;
}

/* --- what comes of it */

static void
settle (MatoiStatuspageJob *self, const char *id, MatoiCommand *command)
{
  MatoiErrand *errand = self->errand;

  errand->outcome = MATOI_OUTBOX_SENT;
  g_free (errand->detail);
  errand->detail = g_strdup (id);
  if (command != NULL)
    g_ptr_array_add (errand->commands, command);
}

static MatoiCommand *
new_command (MatoiStatuspageJob *self, const char *name)
{
  const char *by = matoi_json_get_string (self->errand->payload, "by");

  return matoi_command_new (name, by != NULL ? by : "matoi");
}

/* When the page says it went out; never later than now, whatever its clock says. */
static gint64
get_time (MatoiStatuspageJob *self, JsonObject *incident)
{
  JsonObject *newest = get_newest (incident);
  const char *text = newest ? matoi_json_get_string (newest, "created_at") : NULL;
  gint64 at;

  return text != NULL && matoi_time_parse (text, NULL, &at) && at <= self->now ? at : self->now;
}

void
matoi_statuspage_job_settle (MatoiStatuspageJob *self, JsonObject *incident)
{
  const char *id = matoi_json_get_string (incident, "id");
  MatoiCommand *command = new_command (self, "update-post");
  g_autofree char *update = matoi_id_dup_text (&self->update);

  command->occurred_at = get_time (self, incident);
  matoi_command_set (command, "update", update);
  matoi_command_set (command, "url", matoi_json_get_string (incident, "shortlink"));
  matoi_command_set (command, "public_incident", id);
  settle (self, id, command);
}

void
matoi_statuspage_job_settle_postmortem (MatoiStatuspageJob *self)
{
  MatoiCommand *command = new_command (self, "pm-message-posted");

  matoi_command_set (command, "url", self->url);
  settle (self, self->id, command);
}

void
matoi_statuspage_job_fail (MatoiStatuspageJob *self, const char *text)
{
  self->errand->outcome = MATOI_OUTBOX_FAIL;
  g_free (self->errand->detail);
  self->errand->detail = g_strdup (text);
}

void
matoi_statuspage_job_judge (MatoiStatuspageJob *self,
                            const MatoiStatuspageAnswer *answer,
                            gboolean asked)
{
  MatoiErrand *errand = self->errand;
  /* What perhaps was done stays so until somebody has looked. */
  MatoiOutboxOutcome not_done = errand->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN;

  g_free (errand->detail);
  errand->detail = matoi_statuspage_answer_dup_text (answer);
  errand->retry_after = answer->retry_after;
  errand->unreached = answer->status == 0 || answer->status >= 500;
  switch (answer->outcome)
    {
    case MATOI_STATUSPAGE_AUTH:
      errand->outcome = not_done;
      errand->dead = g_strdup (answer->text);
      break;
    case MATOI_STATUSPAGE_WAIT:
      errand->retry_after = MAX (errand->retry_after, WAIT_MS);
      errand->outcome = not_done;
      break;
    case MATOI_STATUSPAGE_NOT_DONE:
      errand->outcome = not_done;
      break;
    case MATOI_STATUSPAGE_REFUSED:
      errand->outcome = errand->looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_FAIL;
      break;
    case MATOI_STATUSPAGE_OK:
    case MATOI_STATUSPAGE_UNKNOWN:
    default:
      errand->outcome = asked ? not_done : MATOI_OUTBOX_UNSURE;
      break;
    }
}
