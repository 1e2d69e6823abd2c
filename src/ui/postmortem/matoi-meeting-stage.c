/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-meeting-opening.h"
#include "matoi-meeting-outcome.h"
#include "matoi-meeting-recap.h"
#include "matoi-postmortem.h"
#include "matoi-question-deck.h"
#include "matoi-ui-text.h"

struct _MatoiMeetingStage
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GtkStack *mtg_stage;
  GtkScrolledWindow *mtg_scroll;
  MatoiMeetingOpening *mtg_opening;
  GtkBox *mtg_timeline, *mtg_factors, *mtg_learned, *mtg_impact, *mtg_actions;
  MatoiQuestionDeck *mtg_deck;
  GtkLabel *mtg_message_state, *mtg_message_text, *mtg_message_refusal;
  GtkWidget *mtg_approve;
  MatoiMeetingOutcome *mtg_outcome;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingStage, matoi_meeting_stage, GTK_TYPE_WIDGET)

/* Which items show what; a process may have others, which are talked about. */
static const struct
{
  const char *item, *page, *kind;
} stages[] = {
  { "opening", "opening", NULL },         { "timeline", "timeline", "timeline" },
  { "notable", "talk", "learned" },       { "catch", "talk", "factors" },
  { "customers", "customers", "impact" }, { "actions", "actions", "actions" },
  { "agreement", "agreement", NULL },
};

static const char *
get_page (const char *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i].item, item) == 0)
      return stages[i].page;
  return "talk";
}

static const char *
get_kind (const MatoiAgendaItem *item)
{
  for (guint i = 0; item && i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i].item, item->id) == 0)
      return stages[i].kind;
  return NULL;
}

const char *
matoi_meeting_stage_find_section (MatoiMeetingStage *self, const MatoiAgendaItem *item)
{
  const char *kind = get_kind (item);
  JsonArray *sections = matoi_postmortem_get_template (matoi_session_get_incident (self->session));

  for (guint i = 0; kind && i < json_array_get_length (sections); i++)
    {
      JsonObject *section = matoi_json_array_get_object (sections, i);

      if (section && g_strcmp0 (matoi_json_get_string (section, "kind"), kind) == 0)
        return matoi_json_get_string (section, "id");
    }
  return NULL;
}

const char *
matoi_meeting_stage_get_hint (const MatoiAgendaItem *item)
{
  if (strcmp (item->id, "timeline") == 0)
    return _ ("Facts first. Solutions go into the parking lot until everybody agrees on these.");
  if (strcmp (item->id, "actions") == 0)
    return _ ("Confident that these suffice? What else? A team commits to each.");
  if (strcmp (item->id, "agreement") == 0)
    return _ ("Tick who is here, record the meeting, then ask whether everybody agrees.");
  return NULL;
}

/* --- the message to the outside */

static const char *
get_message_state (const MatoiExternal *message)
{
  if (!message->state)
    return _ ("It is not decided whether there is an external message.");
  if (strcmp (message->state, "none") == 0)
    return _ ("There is no external message.");
  if (strcmp (message->state, "approved") == 0)
    return _ ("The external message is approved.");
  if (strcmp (message->state, "posted") == 0)
    return _ ("The external message is published.");
  return _ ("External message, a draft until this meeting approves it:");
}

static void
show_message (MatoiMeetingStage *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  const MatoiExternal *message = &postmortem->message;
  gboolean has_text = message->state && strcmp (message->state, "none") != 0;
  g_autofree char *text = has_text ? matoi_external_dup_text (message) : NULL;

  matoi_side_set_label (self->mtg_message_state, get_message_state (message));
  matoi_inline_show (self->mtg_message_text, text);
  gtk_widget_set_visible (self->mtg_approve, g_strcmp0 (message->state, "draft") == 0 &&
                                               strcmp (postmortem->state, "draft") != 0);
}

static void
on_approve (MatoiMeetingStage *self)
{
  if (self->session)
    matoi_inline_submit (self->session,
                         matoi_session_new_command (self->session, "pm-message-approve"),
                         self->mtg_message_refusal, self, NULL);
}

/* --- all of it */

/* Only what is looked at. */
void
matoi_meeting_stage_refresh (MatoiMeetingStage *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->mtg_stage);

  if (!self->session || !matoi_session_get_incident (self->session)->postmortem || !page)
    return;
  if (strcmp (page, "opening") == 0)
    matoi_meeting_opening_refresh (self->mtg_opening);
  else if (strcmp (page, "timeline") == 0)
    matoi_recap_show_timeline (self->mtg_timeline, self->session);
  else if (strcmp (page, "talk") == 0)
    {
      matoi_question_deck_show (self->mtg_deck, matoi_session_get_incident (self->session));
      matoi_recap_show_factors (self->mtg_factors, self->session);
      matoi_recap_show_learned (self->mtg_learned, self->session);
    }
  else if (strcmp (page, "customers") == 0)
    {
      matoi_recap_show_impact (self->mtg_impact, self->session);
      show_message (self);
    }
  else if (strcmp (page, "actions") == 0)
    matoi_recap_show_actions (self->mtg_actions, self->session);
  else
    matoi_meeting_outcome_refresh (self->mtg_outcome);
}

void
matoi_meeting_stage_show (MatoiMeetingStage *self, const MatoiAgendaItem *item)
{
  gboolean is_talk = strcmp (get_page (item->id), "talk") == 0;

  gtk_stack_set_visible_child_name (self->mtg_stage, get_page (item->id));
  gtk_widget_set_visible (GTK_WIDGET (self->mtg_learned),
                          is_talk && strcmp (item->id, "catch") != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->mtg_factors),
                          is_talk && strcmp (item->id, "notable") != 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->mtg_scroll), 0);
  matoi_meeting_stage_refresh (self);
}

void
matoi_meeting_stage_flush (MatoiMeetingStage *self)
{
  matoi_meeting_opening_flush (self->mtg_opening);
  matoi_meeting_outcome_flush (self->mtg_outcome);
}

void
matoi_meeting_stage_propose (MatoiMeetingStage *self, gint64 at, gint64 minutes)
{
  matoi_meeting_outcome_propose (self->mtg_outcome, at, minutes);
}

void
matoi_meeting_stage_set_session (MatoiMeetingStage *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_MEETING_STAGE (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  matoi_inline_show (self->mtg_message_refusal, NULL);
  matoi_meeting_opening_set_session (self->mtg_opening, session);
  matoi_meeting_outcome_set_session (self->mtg_outcome, session);
  matoi_question_deck_show (self->mtg_deck, NULL);
  matoi_meeting_stage_refresh (self);
}

static void
matoi_meeting_stage_dispose (GObject *object)
{
  MatoiMeetingStage *self = MATOI_MEETING_STAGE (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_STAGE);
  G_OBJECT_CLASS (matoi_meeting_stage_parent_class)->dispose (object);
}

static void
matoi_meeting_stage_class_init (MatoiMeetingStageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_stage_dispose;
  g_type_ensure (MATOI_TYPE_MEETING_OPENING);
  g_type_ensure (MATOI_TYPE_MEETING_OUTCOME);
  g_type_ensure (MATOI_TYPE_QUESTION_DECK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/meeting-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_stage);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_scroll);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_opening);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_timeline);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_factors);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_learned);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_impact);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_actions);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_deck);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_message_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_message_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_message_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_approve);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingStage, mtg_outcome);
  gtk_widget_class_bind_template_callback (widget_class, on_approve);
}

static void
matoi_meeting_stage_init (MatoiMeetingStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
