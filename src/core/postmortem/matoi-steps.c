/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-steps.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-ticket-private.h"
#include "matoi-time.h"

/* The steps of the postmortem as tickets: what they say, and how they are told from each other. */

/* What somebody does about the checks whose ids begin so; those of one name are one step. The longer
 * beginning comes first. */
static const struct
{
  const char *check, *step, *summary;
} kinds[] = {
  { "pm.section.meeting", "pm.meeting-time", N_ ("Set the time of the postmortem meeting") },
  { "pm.section.message", "pm.message",
    N_ ("Write the external message, or decide that there is none") },
  { "pm.section.", "pm.sections", N_ ("Write the sections of the postmortem") },
  { "pm.anchor.", "pm.timeline", N_ ("Complete the timeline") },
  { "pm.evidence", "pm.timeline", N_ ("Complete the timeline") },
  { "pm.hypotheses", "pm.timeline", N_ ("Complete the timeline") },
  { "pm.recording", "pm.recording", N_ ("Say where the recording of the call is") },
  { "pm.link", "pm.link", N_ ("Post the link for the reviewers") },
  { "pm.meeting-over", "pm.meeting", N_ ("Hold the meeting") },
  { "pm.attendance", "pm.meeting", N_ ("Hold the meeting") },
  { "pm.agreed", "pm.agreed", N_ ("Agree on the content") },
  { "pm.message-", "pm.message-posted", N_ ("Have the external message approved and posted") },
  { "pm.message", "pm.message", N_ ("Write the external message, or decide that there is none") },
  { "pm.actions", "pm.actions", N_ ("Give every action item its ticket") },
  { "pm.mail", "pm.mail", N_ ("Send the mail about the result") },
};

static void
step_free (gpointer data)
{
  MatoiStepDraft *step = data;

  g_free (step->id);
  g_free (step->summary);
  g_free (step->description);
  g_free (step->due);
  g_free (step);
}

/** matoi_steps_draft_free: NULL is fine. */
void
matoi_steps_draft_free (MatoiStepsDraft *draft)
{
  if (draft == NULL)
    return;
  matoi_ticket_draft_free (draft->parent);
  g_ptr_array_unref (draft->steps);
  g_free (draft);
}

/** matoi_steps_dup_mark: see the header; letters and digits. */
char *
matoi_steps_dup_mark (const MatoiIncident *incident, const char *step)
{
  g_autofree char *id = matoi_id_dup_text (&incident->id), *sum = NULL;

  if (step == NULL)
    return g_strconcat (id, "S", NULL);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, step, -1);
  sum[12] = '\0';
  return g_strconcat (id, "S", sum, NULL);
}

/** matoi_steps_find: see the header. */
const MatoiStepTicket *
matoi_steps_find (const MatoiPostmortem *self, const char *step)
{
  for (guint i = 0; i < self->steps.tickets->len; i++)
    {
      const MatoiStepTicket *ticket = g_ptr_array_index (self->steps.tickets, i);

      if (strcmp (ticket->step, step) == 0)
        return ticket;
    }
  return NULL;
}

/* --- the steps */

static MatoiStepDraft *
find (GPtrArray *steps, const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    {
      MatoiStepDraft *step = g_ptr_array_index (steps, i);

      if (strcmp (step->id, id) == 0)
        return step;
    }
  return NULL;
}

/* The step that @check belongs to, with what is missing there. */
static MatoiStepDraft *
add (GPtrArray *steps, const MatoiCheck *check)
{
  const char *id = check->id, *summary = check->text;
  g_autofree char *before = NULL;
  MatoiStepDraft *step;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (check->id, kinds[i].check))
      {
        id = kinds[i].step;
        summary = _ (kinds[i].summary);
        break;
      }
  step = find (steps, id);
  if (step == NULL)
    {
      step = g_new0 (MatoiStepDraft, 1);
      step->id = g_strdup (id);
      step->summary = g_strdup (summary);
      step->description = g_strdup ("");
      g_ptr_array_add (steps, step);
    }
  before = step->description;
  step->description =
    g_strdup_printf ("%s- %s %s\n", before, check->text, check->fix != NULL ? check->fix : "");
  return step;
}

/* By when: the link and what it leads to before the meeting, the rest by the day of the document. */
static char *
dup_due (const MatoiPostmortem *self, const char *to, GTimeZone *zone)
{
  gint64 at = self->due_at;

  if (strcmp (to, "in-review") == 0 && self->meeting.at != MATOI_TIME_NONE &&
      (at == MATOI_TIME_NONE || self->meeting.at < at))
    at = self->meeting.at;
  return at != MATOI_TIME_NONE ? matoi_time_to_local (at, "%Y-%m-%d", zone) : NULL;
}

static void
add_state (GPtrArray *steps,
           const MatoiIncident *incident,
           const char *to,
           GTimeZone *zone,
           gint64 now)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (incident, to, now);

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);
      MatoiStepDraft *step;

      /* The order of the states is nothing anybody does. */
      if (check->met || strcmp (check->id, "pm.order") == 0 ||
          strcmp (check->id, "pm.no-message") == 0)
        continue;
      step = add (steps, check);
      if (step->due == NULL)
        step->due = dup_due (incident->postmortem, to, zone);
    }
}

/* --- their parent */

/* What the machinery of tickets reads of an action item. */
static MatoiTicketDraft *
make_parent (const MatoiIncident *incident,
             const char *project,
             GPtrArray *steps,
             GHashTable *values,
             GTimeZone *zone,
             const char *lang)
{
  const MatoiTicketChoice choice = { NULL, project, NULL };
  g_autofree char *due = dup_due (incident->postmortem, "closed", zone);
  g_autofree char *title = matoi_ticket_dup_steps_title (incident, lang);
  g_autoptr (GString) text = g_string_new (title);
  MatoiAction stand_in = { .priority = (char *) "", .kind = (char *) "process", .due_on = due };
  MatoiTicketDraft *draft;

  g_string_append_c (text, '\n');
  for (guint i = 0; i < steps->len; i++)
    {
      const MatoiStepDraft *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "\n- %s", step->summary);
    }
  stand_in.text = text->str;
  draft = matoi_ticket_draft_new_for (incident, &stand_in, &choice, values, zone, lang);
  g_free (draft->tag);
  draft->tag = g_strdup_printf ("%s/PM", incident->ref);
  for (guint i = draft->problems->len; i > 0; i--)
    if (strcmp (((MatoiCheck *) g_ptr_array_index (draft->problems, i - 1))->id, "ACT-12") == 0)
      g_ptr_array_remove_index (draft->problems, i - 1);
  return draft;
}

/** matoi_steps_draft_new: see the header. */
MatoiStepsDraft *
matoi_steps_draft_new (const MatoiIncident *incident,
                       const char *project,
                       GHashTable *values,
                       GTimeZone *zone,
                       const char *lang,
                       gint64 now)
{
  static const char *const states[] = { "in-review", "reviewed", "closed" };
  MatoiStepsDraft *draft;
  gboolean ahead = FALSE;

  g_return_val_if_fail (incident->postmortem != NULL, NULL);

  draft = g_new0 (MatoiStepsDraft, 1);
  draft->steps = g_ptr_array_new_with_free_func (step_free);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      ahead = ahead || g_strcmp0 (matoi_postmortem_get_next (incident), states[i]) == 0;
      if (ahead)
        add_state (draft->steps, incident, states[i], zone, now);
    }
  draft->parent = make_parent (incident, project, draft->steps, values, zone, lang);
  return draft;
}

/** matoi_steps_draft_to_json: see the header. */
JsonObject *
matoi_steps_draft_to_json (const MatoiStepsDraft *draft)
{
  JsonObject *object = matoi_ticket_draft_to_json (draft->parent);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < draft->steps->len; i++)
    {
      const MatoiStepDraft *step = g_ptr_array_index (draft->steps, i);
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "id", step->id);
      json_object_set_string_member (item, "summary", step->summary);
      json_object_set_string_member (item, "description", step->description);
      if (step->due != NULL)
        json_object_set_string_member (item, "due", step->due);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "steps", array);
  return object;
}
