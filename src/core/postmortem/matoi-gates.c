/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* The state machine of §12.2: Draft → In Review → Reviewed → Closed, and In Review → Closed when
 * there is no external message. What stands before a state is a list of reasons, the same for
 * everybody who asks; the fold asks too, so that no event from anywhere enters a state past it. */

static const char *const states[] = { "draft", "in-review", "reviewed", "closed", NULL };

static int
get_rank (const char *state)
{
  for (int i = 0; states[i] != NULL; i++)
    if (g_strcmp0 (states[i], state) == 0)
      return i;
  return -1;
}

/* TRUE for a post to the outside that is wanted or written; §12.2 has a way around Reviewed
 * without one only. */
static gboolean
has_message (const MatoiPostmortem *self)
{
  return self->message.state != NULL && strcmp (self->message.state, "none") != 0;
}

/** matoi_postmortem_get_next: (nullable): the state that follows. */
const char *
matoi_postmortem_get_next (const MatoiIncident *incident)
{
  int rank = incident->postmortem ? get_rank (incident->postmortem->state) : -1;

  return rank >= 0 ? states[rank + 1] : NULL;
}

/** matoi_postmortem_get_previous: (nullable): where "reopen" leads; one step back. */
const char *
matoi_postmortem_get_previous (const MatoiIncident *incident)
{
  int rank = incident->postmortem ? get_rank (incident->postmortem->state) : -1;

  return rank > 0 ? states[rank - 1] : NULL;
}

static void
add (GPtrArray *checks, const char *id, gboolean met, const char *text, const char *fix)
{
  MatoiCheck *check = g_new0 (MatoiCheck, 1);

  check->id = g_strdup (id);
  check->text = g_strdup (text);
  check->fix = g_strdup (fix);
  check->met = met;
  check->hard = TRUE;
  g_ptr_array_add (checks, check);
}

static void
add_order (GPtrArray *checks, const MatoiPostmortem *self, const char *to)
{
  int from_rank = get_rank (self->state), to_rank = get_rank (to);
  gboolean is_step = from_rank >= 0 && to_rank == from_rank + 1;
  gboolean is_shortcut = from_rank == 1 && to_rank == 3;
  g_autofree char *text = NULL;

  if (is_step)
    return;
  /* Translators: 1 and 2 are states of a postmortem such as Draft and Closed */
  text = g_strdup_printf (_("From “%1$s” it does not go to “%2$s”."),
                             matoi_postmortem_state_name (self->state),
                             matoi_postmortem_state_name (to));
  if (!is_shortcut)
    add (checks, "pm.order", FALSE, text,
         _("Go step by step: In Review, Reviewed, Closed; backward with “reopen”."));
  else
    add (checks, "pm.no-message", !has_message (self),
         _("There is an external message."),
            _("Go to Reviewed first; close it when the message is posted."));
}

/* What each kind of section wants, beyond words. */
static const char *
get_fix (const char *kind)
{
  static const char *const fixes[][2] = {
    { "timeline", N_ ("Tell at least one row.") },
    { "impact", N_ ("Give each number, or the reason why it is unknown.") },
    { "factors", N_ ("Add what contributed; more than one condition came together.") },
    { "learned", N_ ("Say what went well and what did not; each “did not” needs an action item or "
                     "the reason why not.") },
    { "responders", N_ ("Say who was Incident Commander and who was Scribe, or why nobody was.") },
    { "message", N_ ("Write all three parts, or choose “no external message”.") },
    { "meeting", N_ ("Set the time of the meeting; that comes first.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    if (g_strcmp0 (fixes[i][0], kind) == 0)
      return _ (fixes[i][1]);
  return _ ("Write it; the guidance of the section says what belongs there.");
}

static void
add_sections (GPtrArray *checks, const MatoiIncident *incident)
{
  JsonArray *sections = matoi_postmortem_get_template (incident);

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = matoi_json_array_get_object (sections, i);
      const char *id = section ? matoi_json_get_string (section, "id") : NULL;
      const MatoiSection *written = NULL;
      g_autofree char *check = g_strdup_printf ("pm.section.%s", id ? id : "");
      g_autofree char *text = NULL;

      if (id == NULL)
        continue;
      written = matoi_postmortem_find_section (incident->postmortem, id);
      if (matoi_json_get_boolean (section, "required", FALSE))
        {
          /* Translators: %s is the name of a section such as Overview */
          text = g_strdup_printf (_("“%s” is not complete."), matoi_text (section, "name"));
          add (checks, check, matoi_postmortem_section_is_filled (incident, section), text,
               get_fix (matoi_json_get_string (section, "kind")));
        }
      if (matoi_section_is_conflicted (written))
        {
          g_autofree char *conflict = g_strdup_printf ("pm.conflict.%s", id);
          /* Translators: %s is the name of a section such as Overview */
          g_autofree char *both =
            g_strdup_printf (_("In “%s” two people changed the same sentence."),
                                matoi_text (section, "name"));

          add (checks, conflict, FALSE, both,
               _("Read both wordings and keep one, or say that both are right."));
        }
    }
}

static gboolean
is_unproven (const MatoiLine *line)
{
  return line->entry != NULL && strcmp (line->entry->kind, "hypothesis") == 0 &&
         line->entry->verdict == NULL;
}

static void
add_timeline (GPtrArray *checks, const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);
  guint unsourced = 0, unproven = 0;
  g_autofree char *sources = NULL, *guesses = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);

      unsourced += line->told && !line->sourced;
      unproven += line->told && is_unproven (line);
    }
  sources = g_strdup_printf (
    ngettext ("%u row of the timeline has no evidence and no reason for it.",
              "%u rows of the timeline have no evidence and no reason for it.", unsourced),
    unsourced);
  guesses = g_strdup_printf (ngettext ("%u open hypothesis is told as a fact.",
                                       "%u open hypotheses are told as facts.", unproven),
                             unproven);
  add (checks, "pm.evidence", unsourced == 0, sources,
       _("Add a link, a query, or the reason why there is none."));
  add (checks, "pm.hypotheses", unproven == 0, guesses,
       _("Confirm each or rule it out, or leave it out."));
  for (const char *const *anchor = matoi_postmortem_get_anchors (); *anchor != NULL; anchor++)
    {
      g_autofree char *id = g_strdup_printf ("pm.anchor.%s", *anchor);
      /* Translators: %s is a mark of the timeline such as “First page” */
      g_autofree char *text = g_strdup_printf (_("The timeline does not show: %s."),
                                                  matoi_postmortem_anchor_name (*anchor));

      add (checks, id, matoi_postmortem_has_anchor (incident, lines, *anchor), text,
           _("Mark the row that shows it, or add one."));
    }
}

static void
add_for_review (GPtrArray *checks, const MatoiIncident *incident)
{
  const MatoiPostmortem *self = incident->postmortem;

  add_sections (checks, incident);
  if (matoi_postmortem_has_kind (incident, "timeline"))
    add_timeline (checks, incident);
  if (matoi_postmortem_has_kind (incident, "responders"))
    add (checks, "pm.recording", self->recording != NULL || self->recording_none != NULL,
         _("It does not say where the recording of the call is."),
            _("Give the link, or say why there is none."));
  if (matoi_postmortem_has_kind (incident, "meeting"))
    add (checks, "pm.link", self->meeting.link != NULL,
         _("The link for reviewers was not posted."),
            _("Post it about 24 hours before the meeting, and record it here."));
}

static gboolean
is_over (const MatoiMeeting *meeting, gint64 now)
{
  gint64 minutes = meeting->held_minutes > 0 ? meeting->held_minutes : MATOI_MEETING_MINUTES;

  return meeting->held_at != MATOI_TIME_NONE && meeting->held_at + minutes * MATOI_MINUTE <= now;
}

static void
add_for_reviewed (GPtrArray *checks, const MatoiIncident *incident, gint64 now)
{
  const MatoiPostmortem *self = incident->postmortem;

  if (matoi_postmortem_has_kind (incident, "meeting"))
    {
      add (checks, "pm.meeting-over", is_over (&self->meeting, now),
           _("The meeting is not over."), _("Hold it, then record when it was."));
      add (checks, "pm.attendance", self->meeting.attended->len > 0,
           _("It does not say who attended."), _("Record who was there."));
    }
  add (checks, "pm.agreed", self->meeting.agreed_by != NULL,
       _("Nobody recorded that the content is agreed."), _("Ask the meeting, then tick it."));
}

static void
add_approval (GPtrArray *checks, const MatoiPostmortem *self)
{
  if (has_message (self))
    add (checks, "pm.message-approved", strcmp (self->message.state, "draft") != 0,
         _("The external message is not approved."), _("Approve it in the meeting."));
}

static guint
count_loose_actions (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      n += strcmp (action->state, "open") == 0 ||
           (strcmp (action->state, "ticketed") == 0 && action->gone);
    }
  return n;
}

/* Closed never asks for finished tickets, only for tickets. */
static void
add_for_closed (GPtrArray *checks, const MatoiIncident *incident)
{
  const MatoiPostmortem *self = incident->postmortem;
  guint loose = count_loose_actions (incident);
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u action item has no ticket.", "%u action items have no ticket.", loose), loose);

  add (checks, "pm.actions", loose == 0, text,
       _("Give each its ticket, or say why it will not be done."));
  if (matoi_postmortem_has_kind (incident, "mail"))
    add (checks, "pm.mail", self->internal_mail_at != MATOI_TIME_NONE,
         _("The internal mail was not sent."), _("Send it, then record it."));
  if (has_message (self))
    add (checks, "pm.message-posted", self->message.url != NULL,
         _("The external message is not published."), _("Give the address where it stands."));
}

/** matoi_postmortem_gates: see the header; empty while there is no postmortem. */
GPtrArray *
matoi_postmortem_gates (const MatoiIncident *incident, const char *to, gint64 now)
{
  GPtrArray *checks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_check_free);
  const MatoiPostmortem *self = incident->postmortem;

  if (self == NULL)
    return checks;
  add_order (checks, self, to);
  if (g_strcmp0 (to, "in-review") == 0)
    add_for_review (checks, incident);
  if (g_strcmp0 (to, "reviewed") == 0 ||
      (g_strcmp0 (to, "closed") == 0 && strcmp (self->state, "in-review") == 0))
    add_for_reviewed (checks, incident, now);
  if (g_strcmp0 (to, "reviewed") == 0)
    add_approval (checks, self);
  if (g_strcmp0 (to, "closed") == 0)
    add_for_closed (checks, incident);
  return checks;
}

/** matoi_postmortem_may_enter: whether every reason before @to is met. */
gboolean
matoi_postmortem_may_enter (const MatoiIncident *incident, const char *to, gint64 now)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (incident, to, now);

  for (guint i = 0; i < checks->len; i++)
    if (!((MatoiCheck *) g_ptr_array_index (checks, i))->met)
      return FALSE;
  return incident->postmortem != NULL && get_rank (to) > 0;
}
