/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

#include "matoi-postmortem.h"

/* The sections about people: who was there, who met, who does what, who is told. */

static void
add_fact (MatoiDocument *self, const char *name, const char *value)
{
  MatoiBlock *item;

  if (value == NULL || *value == '\0')
    return;
  item = matoi_document_add_item (self, 0);
  matoi_runs_add (item->runs, matoi_document_word (self, name), MATOI_RUN_BOLD, NULL);
  matoi_runs_add (item->runs, matoi_document_mark (self, ": "), 0, NULL);
  matoi_runs_add (item->runs, value, 0, value);
}

static void
add_moment (MatoiDocument *self, const char *name, gint64 ms, gint64 minutes)
{
  g_autofree char *when = matoi_document_dup_moment (self, ms);
  g_autofree char *text = NULL;

  if (when != NULL && minutes > 0)
    text =
      strcmp (matoi_document_mark (self, ": "), ": ") == 0
        ? g_strdup_printf ("%s (%d %s)", when, (int) minutes, matoi_document_word (self, "minutes"))
        : g_strdup_printf ("%s（%d分）", when, (int) minutes);
  add_fact (self, name, text != NULL ? text : when);
}

static char *
dup_invitees (const MatoiDocument *self, const MatoiMeeting *meeting)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *invitee = g_ptr_array_index (meeting->invitees, i);

      g_string_append_printf (names, "%s%s", i > 0 ? matoi_document_mark (self, ", ") : "",
                              invitee->person);
      if (invitee->required)
        g_string_append_printf (names, "%s%s%s", matoi_document_mark (self, " ("),
                                matoi_document_word (self, "required"),
                                matoi_document_mark (self, ")"));
    }
  return g_string_free (names, FALSE);
}

/** matoi_document_add_meeting: when it is or was, and what was agreed. */
void
matoi_document_add_meeting (MatoiDocument *self, const MatoiIncident *incident)
{
  const MatoiMeeting *meeting = &incident->postmortem->meeting;
  g_autofree char *invited = dup_invitees (self, meeting);
  g_autoptr (GString) attended = g_string_new (NULL);
  g_autofree char *agreed = matoi_document_dup_moment (self, meeting->agreed_at);
  g_autofree char *by = NULL;

  if (meeting->at == MATOI_TIME_NONE && meeting->held_at == MATOI_TIME_NONE)
    {
      matoi_document_add_text (self, matoi_document_word (self, "No meeting is set."),
                               MATOI_RUN_FAINT);
      return;
    }
  for (guint i = 0; i < meeting->attended->len; i++)
    g_string_append_printf (attended, "%s%s", i > 0 ? matoi_document_mark (self, ", ") : "",
                            (const char *) g_ptr_array_index (meeting->attended, i));
  if (meeting->agreed_by != NULL)
    by = agreed != NULL
           ? g_strconcat (meeting->agreed_by, matoi_document_mark (self, ", "), agreed, NULL)
           : g_strdup (meeting->agreed_by);
  add_moment (self, "Meeting", meeting->at, meeting->minutes);
  add_fact (self, "Invited", invited);
  add_moment (self, "Held", meeting->held_at, meeting->held_minutes);
  add_fact (self, "Attended", attended->str);
  add_fact (self, "Agreed by", by);
  for (guint i = 0; i < meeting->parked->len; i++)
    add_fact (self, "Parking lot", ((MatoiParked *) g_ptr_array_index (meeting->parked, i))->text);
}

static void
add_part (MatoiDocument *self, const char *heading, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  matoi_document_add_heading (self, 3, matoi_document_word (self, heading));
  matoi_document_add_markdown (self, text);
}

/** matoi_document_add_message: what customers are told, or that they are told nothing. */
void
matoi_document_add_message (MatoiDocument *self, const MatoiIncident *incident)
{
  const MatoiExternal *message = &incident->postmortem->message;

  if (message->state == NULL)
    return;
  if (strcmp (message->state, "none") == 0)
    {
      matoi_document_add_text (self, matoi_document_word (self, "There is no external message."),
                               0);
      return;
    }
  if (strcmp (message->state, "draft") == 0)
    matoi_document_add_text (self, matoi_document_word (self, "Draft, not approved yet"),
                             MATOI_RUN_BOLD);
  add_fact (self, "Approved by", message->approved_by);
  add_moment (self, "Posted", message->posted_at, 0);
  add_fact (self, "Published at", message->url);
  add_part (self, "Summary", message->summary);
  add_part (self, "What happened", message->happened);
  add_part (self, "What we do", message->doing);
}

/** matoi_document_add_mail: which of the two mails (COM-15) are sent. */
void
matoi_document_add_mail (MatoiDocument *self, const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;
  g_autofree char *done = matoi_document_dup_moment (self, postmortem->done_mail_at);
  g_autofree char *internal = matoi_document_dup_moment (self, postmortem->internal_mail_at);
  const char *not_sent = matoi_document_word (self, "not sent");

  add_fact (self, "Mail that the postmortem is done", done != NULL ? done : not_sent);
  add_fact (self, "Mail to the company", internal != NULL ? internal : not_sent);
}

/* --- responders */

static void
add_responder (MatoiDocument *self,
               MatoiBlock *table,
               const MatoiIncident *incident,
               const char *role_id,
               const char *person,
               const char *note)
{
  const MatoiRole *role =
    incident->policy != NULL ? matoi_policy_find_role (incident->policy, role_id) : NULL;
  GPtrArray *row = matoi_block_add_row (table);

  matoi_row_add_cell (row, role != NULL
                             ? matoi_document_pair (self, matoi_text_in (role->json, "name", "en"),
                                                    matoi_text_in (role->json, "name", "ja"))
                             : role_id);
  matoi_row_add_cell (row, person);
  matoi_row_add_cell (row, note);
}

/* The two roles everybody asks about, when the roster does not show who held them. */
static void
add_named_responder (MatoiDocument *self,
                     MatoiBlock *table,
                     const MatoiIncident *incident,
                     const char *role)
{
  const char *reason = NULL;
  const char *person = matoi_postmortem_find_responder (incident, role, &reason);

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);

      if (strcmp (one->role, role) == 0 && g_strcmp0 (one->person, person) == 0)
        return;
    }
  if (person != NULL)
    add_responder (self, table, incident, role, person, NULL);
  else if (reason != NULL)
    add_responder (self, table, incident, role, matoi_document_word (self, "Nobody"), reason);
}

/** matoi_document_add_responders: who helped in which role, and where it can be heard. */
void
matoi_document_add_responders (MatoiDocument *self, const MatoiIncident *incident)
{
  MatoiBlock *table = matoi_document_add_table (self, "Role", "Person", "From – to (UTC)", NULL);

  add_named_responder (self, table, incident, "ic");
  add_named_responder (self, table, incident, "scribe");
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autofree char *from = matoi_time_to_local (one->from, "%m-%d %H:%M", utc);
      gint64 end = one->to != MATOI_TIME_NONE ? one->to : incident->ended_at;
      g_autofree char *to =
        end != MATOI_TIME_NONE ? matoi_time_to_local (end, "%m-%d %H:%M", utc) : g_strdup ("");
      g_autofree char *range = g_strdup_printf ("%s – %s", from, to);

      add_responder (self, table, incident, one->role, one->person, range);
    }
  matoi_document_drop_columns (table);
  matoi_document_drop_empty (self, table);
  if (incident->postmortem == NULL)
    return;
  add_fact (self, "Recording", incident->postmortem->recording);
  add_fact (self, "No recording", incident->postmortem->recording_none);
}

/* --- action items */

static void
add_ticket (const MatoiDocument *self, GPtrArray *cell, const MatoiAction *action)
{
  if (action->key != NULL)
    matoi_runs_add (cell, action->key, 0, action->url);
  else
    matoi_runs_add (cell, matoi_action_state_name (action->state), MATOI_RUN_FAINT, NULL);
  if (action->key != NULL && action->status != NULL)
    {
      matoi_runs_add (cell, "\n", 0, NULL);
      matoi_runs_add (cell, action->status, MATOI_RUN_FAINT, NULL);
    }
}

/* What is to be done; below it, why it is not (ACT-05). */
static void
add_work (const MatoiDocument *self, GPtrArray *cell, const MatoiAction *action)
{
  matoi_runs_add (cell, action->text, 0, NULL);
  if (action->reason == NULL)
    return;
  matoi_runs_add (cell, "\n", 0, NULL);
  matoi_runs_add (cell, matoi_document_word (self, "Why"), MATOI_RUN_FAINT, NULL);
  matoi_runs_add (cell, matoi_document_mark (self, ": "), MATOI_RUN_FAINT, NULL);
  matoi_runs_add (cell, action->reason, 0, NULL);
}

/** matoi_document_add_actions: what is done about it, also what is not, and why (ACT-05). */
void
matoi_document_add_actions (MatoiDocument *self, const MatoiIncident *incident)
{
  MatoiBlock *table;

  if (incident->actions->len == 0)
    {
      matoi_document_add_text (self, matoi_document_word (self, "There are no action items."), 0);
      return;
    }
  table = matoi_document_add_table (self, "Action item", "Priority", "Kind", "Team", "Due",
                                    "Ticket", NULL);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      GPtrArray *row = matoi_block_add_row (table);

      add_work (self, matoi_row_add_cell (row, NULL), action);
      matoi_row_add_cell (row, action->priority);
      matoi_row_add_cell (row, matoi_action_kind_name (action->kind));
      matoi_row_add_cell (row, action->owner_team);
      matoi_row_add_cell (row, action->due_on);
      add_ticket (self, matoi_row_add_cell (row, NULL), action);
    }
  matoi_document_drop_columns (table);
}
