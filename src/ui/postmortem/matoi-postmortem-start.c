/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-start.h"

#include <glib/gi18n-lib.h>

#include "matoi-end-owner.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

struct _MatoiPostmortemStart
{
  GtkWidget parent_instance;
  GtkLabel *pms_severity, *pms_title, *pms_details, *pms_why, *pms_message, *pms_waive_note;
  MatoiEndOwner *pms_owner;
  GtkCheckButton *pms_full, *pms_short;
  GtkWidget *pms_form, *pms_begin, *pms_waive, *pms_waive_form;
  GtkEntry *pms_reason;

  MatoiSession *session; /* (nullable) */
  gboolean submitting;
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemStart, matoi_postmortem_start, GTK_TYPE_WIDGET)

static guint done_signal;

static void
go_back (MatoiPostmortemStart *self)
{
  g_signal_emit (self, done_signal, 0);
}

static void
show_message (MatoiPostmortemStart *self, const char *text)
{
  gtk_label_set_text (self->pms_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->pms_message), text != NULL);
}

/* --- what it is about */

static void
show_why (MatoiPostmortemStart *self, const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;
  g_autofree char *text = NULL;

  if (g_strcmp0 (incident->state, "ended") != 0)
    text = g_strdup (_ ("The incident is not over. Its postmortem begins when it ends."));
  else if (postmortem && postmortem->waiver)
    /* Translators: %s is the reason somebody gave. */
    text = g_strdup_printf (_ ("It was waived: %s"), postmortem->waiver);
  else if (matoi_postmortem_is_required (incident))
    text = g_strdup (_ ("Of this severity the process asks for a postmortem."));
  else
    text = g_strdup (_ ("The process does not ask for one; what there is to learn is worth it "
                        "all the same."));
  gtk_label_set_text (self->pms_why, text);
}

static void
show_heading (MatoiPostmortemStart *self, const MatoiIncident *incident)
{
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);
  g_autofree char *ended = NULL, *details = NULL;

  matoi_ui_show_severity (self->pms_severity, severity ? severity->label : NULL,
                          severity ? severity->rank : 0);
  gtk_label_set_text (self->pms_title, matoi_incident_get_public_title (incident));
  if (incident->ended_at != MATOI_TIME_NONE)
    ended = matoi_time_to_local (incident->ended_at, _ ("%-d %b %Y %H:%M %Z"),
                                                        matoi_session_get_zone (self->session));
  details = ended
    /* Translators: under the title: %1$s is the reference, %2$s a time. */
    ? g_strdup_printf (_ ("%1$s · ended %2$s"), incident->ref, ended)
    : g_strdup (incident->ref);
  gtk_label_set_text (self->pms_details, details);
}

/* PM-01: as pm-waive decides it. */
static gboolean
may_waive (MatoiPostmortemStart *self, const MatoiIncident *incident)
{
  return matoi_policy_get_rule (incident->policy, "postmortem-waiver") != MATOI_RULE_HARD ||
         !matoi_postmortem_is_required (incident) ||
         matoi_incident_holds (incident, "ic", matoi_session_get_identity (self->session));
}

static void
show_waiver (MatoiPostmortemStart *self, const MatoiIncident *incident)
{
  gboolean may = may_waive (self, incident);

  gtk_widget_set_visible (self->pms_waive,
                          !incident->postmortem && g_strcmp0 (incident->state, "ended") == 0);
  gtk_widget_set_visible (self->pms_waive_form, may);
  gtk_label_set_text (self->pms_waive_note,
                      may ? _ ("The reason is kept with the incident.")
                          : _ ("Of this severity, only the Incident Commander waives the "
                               "postmortem."));
}

static void
show_all (MatoiPostmortemStart *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  show_heading (self, incident);
  show_why (self, incident);
  show_waiver (self, incident);
  gtk_widget_set_sensitive (self->pms_form, g_strcmp0 (incident->state, "ended") == 0);
}

/* Asks about the incident of @session; what was typed for another one is forgotten. */
void
matoi_postmortem_start_set_session (MatoiPostmortemStart *self, MatoiSession *session)
{
  const MatoiIncident *incident;
  gboolean false_alarm;

  g_return_if_fail (MATOI_IS_POSTMORTEM_START (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->submitting = FALSE;
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  incident = matoi_session_get_incident (session);
  matoi_end_owner_reset (self->pms_owner, NULL);
  matoi_end_owner_show (self->pms_owner, incident);
  /* PM-02: a short one for a false alarm, unless somebody wants more. */
  false_alarm = g_strcmp0 (incident->outcome, "false-alarm") == 0;
  gtk_check_button_set_active (false_alarm ? self->pms_short : self->pms_full, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->pms_reason), "");
  gtk_expander_set_expanded (GTK_EXPANDER (self->pms_waive), FALSE);
  show_message (self, NULL);
  show_all (self);
}

/* --- recording it */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemStart) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *text = receipt ? NULL : matoi_ui_dup_error (error);
  const MatoiPostmortem *postmortem;

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  /* What has begun shows its document meanwhile. */
  if (self->session != MATOI_SESSION (source))
    return;
  self->submitting = FALSE;
  show_message (self, text);
  postmortem = matoi_session_get_incident (self->session)->postmortem;
  if (!text && postmortem && g_strcmp0 (postmortem->state, "waived") == 0)
    go_back (self);
}

static void
submit (MatoiPostmortemStart *self, MatoiCommand *command)
{
  self->submitting = TRUE;
  matoi_session_submit_async (self->session, command, on_submitted, g_object_ref (self));
}

static void
begin (MatoiPostmortemStart *self)
{
  g_autofree char *owner = NULL;
  MatoiCommand *command;

  if (!self->session || self->submitting)
    return;
  owner = matoi_end_owner_dup_person (self->pms_owner);
  if (!owner)
    {
      show_message (self, _ ("A postmortem has one owner. Name one person."));
      gtk_widget_grab_focus (GTK_WIDGET (self->pms_owner));
      return;
    }
  command = matoi_session_new_command (self->session, "pm-create");
  matoi_command_set (command, "owner", owner);
  matoi_command_set (command, "form",
                     gtk_check_button_get_active (self->pms_short) ? "short" : "full");
  submit (self, command);
}

static gboolean
on_begin_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiPostmortemStart *self = MATOI_POSTMORTEM_START (widget);

  if (!gtk_widget_get_mapped (self->pms_begin))
    return FALSE;
  begin (self);
  return TRUE;
}

/* Whoever opens it is about to say why. */
static void
on_waive_opened (MatoiPostmortemStart *self)
{
  if (gtk_expander_get_expanded (GTK_EXPANDER (self->pms_waive)))
    gtk_widget_grab_focus (GTK_WIDGET (self->pms_reason));
}

static void
waive (MatoiPostmortemStart *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->pms_reason));
  MatoiCommand *command;

  if (!self->session || self->submitting)
    return;
  command = matoi_session_new_command (self->session, "pm-waive");
  if (*reason)
    matoi_command_set (command, "reason", reason);
  submit (self, command);
}

static gboolean
matoi_postmortem_start_grab_focus (GtkWidget *widget)
{
  MatoiPostmortemStart *self = MATOI_POSTMORTEM_START (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->pms_owner)) ||
         gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* --- the object */

static void
matoi_postmortem_start_dispose (GObject *object)
{
  MatoiPostmortemStart *self = MATOI_POSTMORTEM_START (object);

  if (self->pms_form)
    matoi_postmortem_start_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POSTMORTEM_START);
  G_OBJECT_CLASS (matoi_postmortem_start_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_details);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_why);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_waive_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_owner);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_full);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_short);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_begin);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_waive);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_waive_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemStart, pms_reason);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, begin);
  gtk_widget_class_bind_template_callback (widget_class, waive);
  gtk_widget_class_bind_template_callback (widget_class, on_waive_opened);
}

static void
matoi_postmortem_start_class_init (MatoiPostmortemStartClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortem_start_dispose;
  widget_class->grab_focus = matoi_postmortem_start_grab_focus;
  widget_class->focus = matoi_ui_walk;
  done_signal = g_signal_new ("done", MATOI_TYPE_POSTMORTEM_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_END_OWNER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/postmortem-start.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_begin_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_begin_key,
                                NULL);
}

static void
matoi_postmortem_start_init (MatoiPostmortemStart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
