/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* The state of a postmortem: made, freed, looked up. */

static void
impact_free (MatoiImpact *impact)
{
  g_free (impact->row);
  g_free (impact->value);
  g_free (impact->unknown_reason);
  g_free (impact->url);
  g_free (impact);
}

static void
factor_free (MatoiFactor *factor)
{
  g_free (factor->what);
  g_free (factor->why);
  g_ptr_array_unref (factor->evidence);
  g_free (factor);
}

static void
learned_free (MatoiLearned *learned)
{
  g_free (learned->side);
  g_free (learned->text);
  g_free (learned->waiver);
  g_free (learned);
}

static void
responder_free (MatoiResponder *responder)
{
  g_free (responder->role);
  g_free (responder->person);
  g_free (responder->none_reason);
  g_free (responder);
}

static void
comment_free (MatoiComment *comment)
{
  g_free (comment->section);
  g_free (comment->text);
  g_free (comment->author);
  g_free (comment->resolved_by);
  g_free (comment);
}

static void
parked_free (MatoiParked *parked)
{
  g_free (parked->text);
  g_free (parked->author);
  g_free (parked);
}

static void
dismissal_free (MatoiDismissal *dismissal)
{
  g_free (dismissal->section);
  g_free (dismissal->rule);
  g_free (dismissal->text);
  g_free (dismissal->author);
  g_free (dismissal);
}

static void
clear_progress (MatoiStepProgress *progress)
{
  g_free (progress->status);
  g_free (progress->category);
  g_free (progress->assignee);
}

static void
step_ticket_free (gpointer data)
{
  MatoiStepTicket *ticket = data;

  clear_progress (&ticket->progress);
  g_free (ticket->id);
  g_free (ticket->step);
  g_free (ticket->key);
  g_free (ticket->url);
  g_free (ticket);
}

/** matoi_invitee_free: frees @invitee. */
void
matoi_invitee_free (MatoiInvitee *invitee)
{
  g_free (invitee->person);
  g_free (invitee->reason);
  g_free (invitee);
}

static void
row_free (MatoiRow *row)
{
  g_free (row->text);
  g_free (row->anchor);
  g_free (row->none_reason);
  g_ptr_array_unref (row->evidence);
  g_free (row);
}

MatoiPostmortem *
matoi_postmortem_new (void)
{
  MatoiPostmortem *self = g_new0 (MatoiPostmortem, 1);
  const struct
  {
    GPtrArray **list;
    GDestroyNotify free_func;
  } lists[] = {
    { &self->sections, (GDestroyNotify) matoi_section_free },
    { &self->rows, (GDestroyNotify) row_free },
    { &self->impacts, (GDestroyNotify) impact_free },
    { &self->factors, (GDestroyNotify) factor_free },
    { &self->learned, (GDestroyNotify) learned_free },
    { &self->responders, (GDestroyNotify) responder_free },
    { &self->comments, (GDestroyNotify) comment_free },
    { &self->dismissals, (GDestroyNotify) dismissal_free },
    { &self->pictures, (GDestroyNotify) matoi_attachment_free },
    { &self->meeting.invitees, (GDestroyNotify) matoi_invitee_free },
    { &self->meeting.attended, g_free },
    { &self->meeting.parked, (GDestroyNotify) parked_free },
    { &self->steps.tickets, step_ticket_free },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    *lists[i].list = g_ptr_array_new_with_free_func (lists[i].free_func);
  self->ticks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->state = g_strdup ("draft");
  self->owner = g_strdup ("");
  self->form = g_strdup ("full");
  self->template = g_strdup ("");
  self->due_at = self->closed_at = self->created_at = MATOI_TIME_NONE;
  self->meeting.at = self->meeting.held_at = MATOI_TIME_NONE;
  self->meeting.link_at = self->meeting.agreed_at = MATOI_TIME_NONE;
  self->message.summary = g_strdup ("");
  self->message.happened = g_strdup ("");
  self->message.doing = g_strdup ("");
  self->message.posted_at = MATOI_TIME_NONE;
  self->done_mail_at = self->internal_mail_at = self->steps.asked_at = MATOI_TIME_NONE;
  self->steps.progress.updated = MATOI_TIME_NONE;
  return self;
}

void
matoi_postmortem_free (MatoiPostmortem *self)
{
  GPtrArray *lists[] = { self->sections,         self->rows,           self->impacts,
                         self->factors,          self->learned,        self->responders,
                         self->comments,         self->dismissals,     self->meeting.invitees,
                         self->meeting.attended, self->meeting.parked, self->pictures,
                         self->steps.tickets };
  char *texts[] = { self->state,
                    self->owner,
                    self->form,
                    self->template,
                    self->waiver,
                    self->due_reason,
                    self->recording,
                    self->recording_none,
                    self->meeting.calendar,
                    self->meeting.link,
                    self->meeting.agreed_by,
                    self->message.state,
                    self->message.summary,
                    self->message.happened,
                    self->message.doing,
                    self->message.approved_by,
                    self->message.url,
                    self->steps.key,
                    self->steps.url,
                    self->steps.site,
                    self->steps.id };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  clear_progress (&self->steps.progress);
  g_clear_pointer (&self->steps.draft, json_object_unref);
  g_hash_table_unref (self->ticks);
  g_free (self);
}

void
matoi_ticket_change_free (MatoiTicketChange *change)
{
  g_free (change->key);
  g_free (change->status);
  g_free (change->category);
  g_free (change->assignee);
  g_free (change->due);
  g_free (change->priority);
  g_free (change);
}

void
matoi_action_free (MatoiAction *self)
{
  g_free (self->text);
  g_free (self->priority);
  g_free (self->kind);
  g_free (self->owner_team);
  g_free (self->from);
  g_free (self->due_on);
  g_free (self->key);
  g_free (self->url);
  g_free (self->status);
  g_free (self->category);
  g_free (self->site);
  g_free (self->remote_id);
  g_free (self->assignee);
  g_free (self->ticket_due);
  g_free (self->ticket_priority);
  g_free (self->reason);
  g_free (self->state);
  g_free (self->author);
  g_ptr_array_unref (self->changes);
  g_clear_pointer (&self->draft, json_object_unref);
  g_free (self);
}

/* A new list from @array (nullable) in the place of the old one. */
void
matoi_evidence_replace (GPtrArray **evidence, JsonArray *array)
{
  if (*evidence != NULL)
    g_ptr_array_unref (*evidence);
  *evidence = matoi_evidence_new_list ();
  matoi_evidence_read (*evidence, array);
}

/** matoi_incident_find_action: (nullable) (transfer none): the action item with that id. */
MatoiAction *
matoi_incident_find_action (const MatoiIncident *incident, const MatoiId *id)
{
  return matoi_find_by_id (incident->actions, id);
}

/** matoi_action_is_open: whether somebody still has to do something about it. */
gboolean
matoi_action_is_open (const MatoiAction *self)
{
  return strcmp (self->state, "open") == 0 ||
         (strcmp (self->state, "ticketed") == 0 &&
          (self->gone || g_strcmp0 (self->category, "done") != 0));
}

/** matoi_action_get_due: see the header. */
const char *
matoi_action_get_due (const MatoiAction *self)
{
  return self->key != NULL && !self->gone && self->ticket_due != NULL ? self->ticket_due
                                                                      : self->due_on;
}

/** matoi_action_is_overdue: open, and its day is over in @zone (ACT-08). */
gboolean
matoi_action_is_overdue (const MatoiAction *self, gint64 now, GTimeZone *zone)
{
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);

  const char *due = matoi_action_get_due (self);

  return due != NULL && matoi_action_is_open (self) && strcmp (due, today) < 0;
}

/** matoi_postmortem_find_impact: (nullable): what is known of that number (TPL-06). */
const MatoiImpact *
matoi_postmortem_find_impact (const MatoiPostmortem *self, const char *row)
{
  for (guint i = 0; i < self->impacts->len; i++)
    {
      const MatoiImpact *impact = g_ptr_array_index (self->impacts, i);

      if (strcmp (impact->row, row) == 0)
        return impact;
    }
  return NULL;
}

/** matoi_postmortem_is_ticked: whether @item of @list is ticked. */
gboolean
matoi_postmortem_is_ticked (const MatoiPostmortem *self, const char *list, const char *item)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", list, item);

  return g_hash_table_contains (self->ticks, key);
}

/** matoi_postmortem_is_dismissed: whether somebody put this hint aside (§12.5c); without a section
 * it was for the whole document, without a text for all that the rule finds. */
gboolean
matoi_postmortem_is_dismissed (const MatoiPostmortem *self,
                               const char *section,
                               const char *rule,
                               const char *text)
{
  for (guint i = 0; i < self->dismissals->len; i++)
    {
      const MatoiDismissal *one = g_ptr_array_index (self->dismissals, i);

      if ((one->section == NULL || g_strcmp0 (one->section, section) == 0) &&
          g_strcmp0 (one->rule, rule) == 0 &&
          (one->text == NULL || g_strcmp0 (one->text, text) == 0))
        return TRUE;
    }
  return FALSE;
}

/** matoi_external_dup_text: (transfer full) (nullable): the three parts (TPL-12) as one text. */
char *
matoi_external_dup_text (const MatoiExternal *self)
{
  const char *const parts[] = { self->summary, self->happened, self->doing };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", parts[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static const char *
find_name (const char *const (*names)[2], guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (names[i][0], id) == 0)
      return _ (names[i][1]);
  return id != NULL ? id : "";
}

/** matoi_postmortem_state_name: the word for a state (§12.2). */
const char *
matoi_postmortem_state_name (const char *state)
{
  static const char *const names[][2] = {
    { "draft", N_ ("Draft") },   { "in-review", N_ ("In Review") }, { "reviewed", N_ ("Reviewed") },
    { "closed", N_ ("Closed") }, { "waived", N_ ("Waived") },
  };

  return find_name (names, G_N_ELEMENTS (names), state);
}

/** matoi_action_state_name: the word for the state of an action item. */
const char *
matoi_action_state_name (const char *state)
{
  static const char *const names[][2] = {
    { "open", N_ ("No ticket yet") },
    { "ticketed", N_ ("Ticketed") },
    { "noted", N_ ("Noted, not ticketed") },
    { "wont", N_ ("Won’t do") },
  };

  return find_name (names, G_N_ELEMENTS (names), state);
}

/** matoi_action_kind_name: the word for a kind of action item (ACT-04). */
const char *
matoi_action_kind_name (const char *kind)
{
  static const char *const names[][2] = {
    { "prevent", N_ ("Prevent") },
    { "mitigate", N_ ("Mitigate") },
    { "process", N_ ("Process") },
    { "detect", N_ ("Detect") },
  };

  return find_name (names, G_N_ELEMENTS (names), kind);
}
