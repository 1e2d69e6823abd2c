/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-end-list.h"
#include "matoi-end-owner.h"
#include "matoi-end-proof.h"
#include "matoi-end-severity.h"
#include "matoi-json.h"
#include "matoi-step-list.h"
#include "matoi-ui-text.h"

#define N_OUTCOMES 3

static const char *const outcome_ids[N_OUTCOMES] = { "recovered", "recovering", "false-alarm" };

struct _MatoiEndPage
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gboolean sending;
  guint n_open, told; /* how much is missing, and how much a message says is */
  GtkStack *end_stack;
  GtkToggleButton *end_recovered, *end_recovering, *end_false_alarm;
  MatoiEndSeverity *end_severity;
  GtkWidget *end_checks_title;
  MatoiEndList *end_checks;
  MatoiEndProof *end_proof;
  MatoiEndOwner *end_owner;
  GtkWidget *end_cleanup_box, *end_cleanup_title;
  GtkLabel *end_cleanup_count;
  MatoiStepList *end_cleanup;
  GtkWidget *end_override_box;
  GtkEntry *end_override;
  GtkLabel *end_message, *end_summary;
  GtkWidget *end_button, *end_foot;
  GtkLabel *end_outcome;
  GtkEntry *end_reopen_reason;
  GtkWidget *end_reopen;
};

G_DEFINE_FINAL_TYPE (MatoiEndPage, matoi_end_page, GTK_TYPE_WIDGET)

static const char *
get_outcome (MatoiEndPage *self)
{
  if (gtk_toggle_button_get_active (self->end_false_alarm))
    return outcome_ids[2];
  return outcome_ids[gtk_toggle_button_get_active (self->end_recovering) ? 1 : 0];
}

static char *
dup_stripped (GtkEntry *entry)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  return g_strstrip (text);
}

static void
show_message (MatoiEndPage *self, const char *text)
{
  self->told = 0;
  gtk_label_set_text (self->end_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->end_message), text && *text);
}

/* --- what is missing */

static char *
dup_summary (guint hard, guint soft, gboolean has_reason)
{
  if (hard > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing has to be done first.",
                                         "%u things have to be done first.", hard),
                            hard);
  if (soft > 0 && !has_reason)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u thing is open. Do it, or say why it may stay open.",
                   "%u things are open. Do them, or say why they may stay open.", soft),
      soft);
  if (soft > 0)
    return g_strdup (_ ("What is open is noted with your reason."));
  return g_strdup (_ ("Everything is in place."));
}

static void
show_checks (MatoiEndPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *outcome = get_outcome (self);
  gboolean false_alarm = strcmp (outcome, "false-alarm") == 0;
  g_autofree char *owner = matoi_end_owner_dup_person (self->end_owner);
  g_autofree char *reason = dup_stripped (self->end_override);
  g_autofree char *summary = NULL;
  g_autoptr (GPtrArray) checks =
    matoi_end_checks (incident, outcome,
                      false_alarm ? NULL : matoi_end_severity_get (self->end_severity), owner);
  guint hard = 0, soft = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      hard += !check->met && check->hard;
      soft += !check->met && !check->hard;
    }
  matoi_end_list_show (self->end_checks, self->session, checks);
  self->n_open = hard > 0 || *reason == '\0' ? hard + soft : 0;
  if (self->told > 0 && self->told != self->n_open)
    show_message (self, NULL);
  gtk_widget_set_visible (self->end_override_box, hard == 0 && soft > 0);
  summary = dup_summary (hard, soft, *reason != '\0');
  if (strcmp (gtk_label_get_text (self->end_summary), summary) != 0)
    gtk_label_set_text (self->end_summary, summary);
  gtk_widget_set_sensitive (self->end_button,
                            !self->sending && hard == 0 && (soft == 0 || *reason != '\0'));
}

static void
show_cleanup (MatoiEndPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *text = NULL;
  guint done, all;

  matoi_step_list_show (self->end_cleanup, self->session, "end",
                        matoi_json_get_array (matoi_policy_get_json (incident->policy),
                                              "end_cleanup"));
  matoi_step_list_get_counts (self->end_cleanup, &done, &all);
  /* Translators: so many items of a list are ticked: 1: ticked, 2: all. */
  text = g_strdup_printf (_ ("%1$u / %2$u"), done, all);
  gtk_label_set_text (self->end_cleanup_count, text);
  gtk_widget_set_visible (self->end_cleanup_box, all > 0);
}

/* --- all of it */

static void
show_outcome (MatoiEndPage *self)
{
  gboolean false_alarm = gtk_toggle_button_get_active (self->end_false_alarm);

  gtk_widget_set_visible (GTK_WIDGET (self->end_severity), !false_alarm);
  gtk_widget_set_visible (GTK_WIDGET (self->end_proof), !false_alarm);
}

static void
show_all (MatoiEndPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gboolean live = matoi_session_is_live (self->session);

  gtk_stack_set_visible_child_name (self->end_stack, live ? "open" : "ended");
  gtk_widget_set_visible (self->end_foot, live);
  if (!live)
    {
      gtk_label_set_text (self->end_outcome, matoi_ui_get_outcome (incident->outcome));
      return;
    }
  matoi_end_severity_show (self->end_severity, incident);
  show_outcome (self);
  matoi_end_owner_show (self->end_owner, incident);
  show_cleanup (self);
  show_checks (self);
}

static void
on_outcome (MatoiEndPage *self, GtkToggleButton *button)
{
  if (!self->session || !gtk_toggle_button_get_active (button))
    return;
  show_outcome (self);
  show_checks (self);
}

static void
on_typed (MatoiEndPage *self)
{
  if (self->session && matoi_session_is_live (self->session))
    show_checks (self);
}

/* To what is on this page. */
static void
on_jump (MatoiEndPage *self, const char *id)
{
  if (strcmp (id, "end.final-severity") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->end_severity), GTK_DIR_TAB_FORWARD);
  else if (strcmp (id, "end.convergence") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->end_proof));
  else if (strcmp (id, "end.postmortem-owner") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->end_owner));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "incident.timeline", NULL);
}

/* --- the end */

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiEndPage) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  self->sending = FALSE;
  if (!receipt)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
    }
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_emit_by_name (self, "done");
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if (self->session)
    show_all (self);
}

/* Why nothing happens, and the way there. */
static void
tell_open (MatoiEndPage *self)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf (
    g_dngettext (
      GETTEXT_PACKAGE, "The incident goes on: %u thing is still open. It is marked in the list.",
      "The incident goes on: %u things are still open. They are marked in the list.", self->n_open),
    self->n_open);
  show_message (self, text);
  self->told = self->n_open;
  matoi_end_list_focus_open (self->end_checks);
}

static void
on_end (MatoiEndPage *self)
{
  const char *outcome = get_outcome (self);
  g_autofree char *owner = matoi_end_owner_dup_person (self->end_owner);
  g_autofree char *reason = dup_stripped (self->end_override);
  MatoiCommand *command;

  if (!self->session || self->sending || !matoi_session_is_live (self->session))
    return;
  if (!gtk_widget_get_sensitive (self->end_button))
    {
      if (self->n_open > 0)
        tell_open (self);
      return;
    }
  command = matoi_session_new_command (self->session, "end");
  matoi_command_set (command, "outcome", outcome);
  if (strcmp (outcome, "false-alarm") != 0)
    matoi_command_set (command, "final_severity", matoi_end_severity_get (self->end_severity));
  if (owner)
    matoi_command_set (command, "owner", owner);
  if (gtk_widget_get_visible (self->end_override_box) && *reason != '\0')
    matoi_command_set (command, "override", reason);
  self->sending = TRUE;
  show_message (self, NULL);
  show_checks (self);
  matoi_session_submit_async (self->session, command, on_ended, g_object_ref (self));
}

static void
on_reopen_typed (MatoiEndPage *self)
{
  g_autofree char *reason = dup_stripped (self->end_reopen_reason);

  gtk_widget_set_sensitive (self->end_reopen, *reason != '\0');
}

static void
on_reopen (MatoiEndPage *self)
{
  g_autofree char *reason = dup_stripped (self->end_reopen_reason);
  MatoiCommand *command;

  if (!self->session || *reason == '\0')
    return;
  command = matoi_session_new_command (self->session, "reopen");
  matoi_command_set (command, "reason", reason);
  matoi_session_send (self->session, command);
}

/* --- the session */

/* For every line that is typed: only the cheap part, and only while somebody looks. */
static void
on_changed (MatoiEndPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!matoi_session_is_live (self->session) || !gtk_widget_get_visible (self->end_foot))
    {
      show_all (self);
      return;
    }
  show_cleanup (self);
  show_checks (self);
}

static void
reset (MatoiEndPage *self)
{
  const char *owner = self->session ? matoi_session_get_incident (self->session)->owner : NULL;

  matoi_end_severity_reset (self->end_severity);
  gtk_toggle_button_set_active (self->end_recovered, TRUE);
  matoi_end_owner_reset (self->end_owner, owner);
  gtk_editable_set_text (GTK_EDITABLE (self->end_override), "");
  gtk_editable_set_text (GTK_EDITABLE (self->end_reopen_reason), "");
  show_message (self, NULL);
}

/* Shows the incident of @session (nullable). */
void
matoi_end_page_set_session (MatoiEndPage *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_END_PAGE (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  reset (self);
  g_set_object (&self->session, session);
  matoi_end_proof_set_session (self->end_proof, session);
  if (!session)
    return;
  matoi_end_owner_reset (self->end_owner, matoi_session_get_incident (session)->owner);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/* Opens the page; what was filled in before is still there. */
void
matoi_end_page_begin (MatoiEndPage *self)
{
  g_return_if_fail (MATOI_IS_END_PAGE (self));

  if (!self->session)
    return;
  matoi_end_list_begin (self->end_checks);
  show_all (self);
  if (!matoi_session_is_live (self->session))
    gtk_widget_grab_focus (GTK_WIDGET (self->end_reopen_reason));
  else if (gtk_toggle_button_get_active (self->end_false_alarm))
    gtk_widget_grab_focus (GTK_WIDGET (self->end_false_alarm));
  else if (gtk_toggle_button_get_active (self->end_recovering))
    gtk_widget_grab_focus (GTK_WIDGET (self->end_recovering));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->end_recovered));
}

/* --- the widget */

static gboolean
on_end_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_end (MATOI_END_PAGE (widget));
  return TRUE;
}

static void
matoi_end_page_dispose (GObject *object)
{
  MatoiEndPage *self = MATOI_END_PAGE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_END_PAGE);
  G_OBJECT_CLASS (matoi_end_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_recovered);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_recovering);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_false_alarm);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_checks_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_checks);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_proof);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_owner);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_cleanup_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_cleanup_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_cleanup_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_cleanup);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_override_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_override);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_summary);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_foot);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_outcome);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_reopen_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndPage, end_reopen);
  gtk_widget_class_bind_template_callback (widget_class, on_outcome);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_jump);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen);
}

static void
matoi_end_page_class_init (MatoiEndPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_end_page_dispose;
  g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_END_LIST);
  g_type_ensure (MATOI_TYPE_END_OWNER);
  g_type_ensure (MATOI_TYPE_END_PROOF);
  g_type_ensure (MATOI_TYPE_END_SEVERITY);
  g_type_ensure (MATOI_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/end-page.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_end_key, NULL);
}

static void
matoi_end_page_init (MatoiEndPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_end_list_set_labelled_by (self->end_checks, self->end_checks_title);
  matoi_step_list_set_labelled_by (self->end_cleanup, self->end_cleanup_title);
}
