/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-opening.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

/* Ticks of this list are names: who facilitates is a choice of the people, not of the process. */
#define LIST "facilitator"

struct _MatoiMeetingOpening
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gboolean touched, showing;
  GtkBox *mtg_rules;
  GtkLabel *mtg_ic, *mtg_owner, *mtg_facilitator_warning, *mtg_facilitator_message;
  AdwEntryRow *mtg_facilitator;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingOpening, matoi_meeting_opening, GTK_TYPE_WIDGET)

static void
show_rules (MatoiMeetingOpening *self, const MatoiIncident *incident)
{
  JsonArray *rules = matoi_postmortem_get_list (incident, "ground_rules");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->mtg_rules))))
    gtk_box_remove (self->mtg_rules, child);
  for (guint i = 0; rules && i < json_array_get_length (rules); i++)
    {
      JsonObject *rule = matoi_json_array_get_object (rules, i);
      GtkWidget *label = gtk_label_new (rule ? matoi_text (rule, "text") : "");

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (label, "ground-rule");
      gtk_box_append (self->mtg_rules, label);
    }
}

/* (nullable) borrowed until the next event. */
static const char *
find_facilitator (const MatoiPostmortem *postmortem)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, postmortem->ticks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, LIST "/"))
      return (const char *) key + strlen (LIST "/");
  return NULL;
}

/* MTG-05: neutral means not the owner, not the commander, not involved. */
static char *
dup_warning (const MatoiIncident *incident, const char *person)
{
  if (!person)
    return NULL;
  if (g_strcmp0 (person, incident->postmortem->owner) == 0)
    return g_strdup (_ ("The owner does most of the talking: somebody else facilitates better."));
  if (g_strcmp0 (person, matoi_postmortem_find_responder (incident, "ic", NULL)) == 0)
    return g_strdup (_ ("The Incident Commander was in it: somebody neutral facilitates better."));
  for (guint i = 0; i < incident->assignments->len; i++)
    if (g_strcmp0 (((MatoiAssignment *) g_ptr_array_index (incident->assignments, i))->person,
                   person) == 0)
      /* Translators: %s is a person. */
      return g_strdup_printf (_ ("%s responded to the incident: somebody neutral facilitates "
                                 "better."),
                                 person);
  return NULL;
}

void
matoi_meeting_opening_refresh (MatoiMeetingOpening *self)
{
  const MatoiIncident *incident = self->session ? matoi_session_get_incident (self->session) : NULL;
  const char *ic, *facilitator;
  g_autofree char *order = NULL;
  g_autofree char *talk = NULL;
  g_autofree char *warning = NULL;

  if (!incident || !incident->postmortem)
    return;
  ic = matoi_postmortem_find_responder (incident, "ic", NULL);
  /* Translators: who sees to order and time in the meeting; %s is a person. */
  order = g_strdup_printf (_ ("Keeps order and the time: %s"), ic ? ic : _ ("nobody yet"));
  /* Translators: who leads through the document in the meeting; %s is a person. */
  talk = g_strdup_printf (_ ("Does most of the talking: %s"), incident->postmortem->owner);
  matoi_side_set_label (self->mtg_ic, order);
  matoi_side_set_label (self->mtg_owner, talk);
  facilitator = find_facilitator (incident->postmortem);
  self->showing = TRUE;
  if (!self->touched)
    gtk_editable_set_text (GTK_EDITABLE (self->mtg_facilitator), facilitator ? facilitator : "");
  self->showing = FALSE;
  warning = dup_warning (incident, facilitator);
  matoi_inline_show (self->mtg_facilitator_warning, warning);
}

static void
tick (MatoiMeetingOpening *self, const char *person, gboolean on)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-tick");

  matoi_command_set (command, "list", LIST);
  matoi_command_set (command, "item", person);
  json_object_set_boolean_member (command->args, "on", on);
  matoi_inline_submit (self->session, command, self->mtg_facilitator_message, self, NULL);
}

void
matoi_meeting_opening_flush (MatoiMeetingOpening *self)
{
  g_autofree char *typed = matoi_inline_dup_text (GTK_EDITABLE (self->mtg_facilitator));
  g_autofree char *old = NULL;

  if (!self->session || !self->touched)
    return;
  self->touched = FALSE;
  old = g_strdup (find_facilitator (matoi_session_get_incident (self->session)->postmortem));
  if (g_strcmp0 (old ? old : "", typed) == 0)
    return;
  if (old)
    tick (self, old, FALSE);
  if (*typed)
    tick (self, typed, TRUE);
}

static void
on_typed (MatoiMeetingOpening *self)
{
  if (!self->showing)
    self->touched = TRUE;
}

void
matoi_meeting_opening_set_session (MatoiMeetingOpening *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_MEETING_OPENING (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  self->touched = FALSE;
  matoi_inline_show (self->mtg_facilitator_message, NULL);
  if (session)
    show_rules (self, matoi_session_get_incident (session));
  matoi_meeting_opening_refresh (self);
}

static void
matoi_meeting_opening_dispose (GObject *object)
{
  MatoiMeetingOpening *self = MATOI_MEETING_OPENING (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_OPENING);
  G_OBJECT_CLASS (matoi_meeting_opening_parent_class)->dispose (object);
}

static void
matoi_meeting_opening_class_init (MatoiMeetingOpeningClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_opening_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/meeting-opening.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_rules);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_ic);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_owner);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_facilitator);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_facilitator_warning);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOpening, mtg_facilitator_message);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, matoi_meeting_opening_flush);
}

static void
matoi_meeting_opening_init (MatoiMeetingOpening *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
