/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-publish-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiPostPublish, matoi_post_publish, GTK_TYPE_WIDGET)

enum
{
  BACK,
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

const char *const matoi_publish_statuses[MATOI_N_STATUSES] = { "investigating", "identified",
                                                               "monitoring", "resolved" };
static const char *const impacts[] = { "none", "minor", "major", "critical" };

const char *
matoi_post_publish_get_status (MatoiPostPublish *self)
{
  guint chosen = adw_combo_row_get_selected (self->pub_status);

  return matoi_publish_statuses[MIN (chosen, MATOI_N_STATUSES - 1)];
}

static const MatoiUpdate *
get_update (MatoiPostPublish *self)
{
  return self->session && !self->is_message
           ? matoi_incident_find_update (matoi_session_get_incident (self->session), &self->update)
           : NULL;
}

/* --- what is shown */

static guint
propose_status (const MatoiIncident *incident)
{
  const char *status = matoi_status_page_propose_status (incident);
  guint index = 0;

  while (index < MATOI_N_STATUSES - 1 && strcmp (matoi_publish_statuses[index], status) != 0)
    index++;
  return index;
}

static char *
dup_reach (const MatoiStatusPage *page)
{
  g_autofree char *mails = g_strdup_printf ("%'" G_GINT64_FORMAT, page ? page->mails : -1);
  g_autofree char *others = g_strdup_printf ("%'" G_GINT64_FORMAT, page ? page->others : -1);

  if (!page)
    return g_strdup (_ ("Asking how many people that are…"));
  if (page->mails < 0)
    return g_strdup (_ ("How many people that are is not known."));
  if (page->others <= 0)
    /* Translators: %s is a number. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person gets an e-mail.",
                                         "%s people get an e-mail.", (gulong) page->mails),
                            mails);
  /* Translators: 1: a number of people, 2: a number of subscriptions by SMS, chat or program. */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%1$s person gets an e-mail; %2$s more by other ways.",
                 "%1$s people get an e-mail; %2$s more by other ways.", (gulong) page->mails),
    mails, others);
}

static void
show_page (MatoiPostPublish *self)
{
  const MatoiStatusPage *page = self->page;
  g_autofree char *title = NULL, *reach = dup_reach (page);

  title = page && page->name
    /* Translators: %s is the name of a status page. */
    ? g_strdup_printf (_ ("Publish on “%s”"), page->name)
    : g_strdup (_ ("Publish on the Status Page"));
  matoi_side_set_label (self->pub_title, title);
  adw_action_row_set_subtitle (self->pub_notify_row, reach);
  matoi_inline_show (self->pub_problem, page ? page->problem : NULL);
}

/* COM-07: only who resolves it is asked. */
static void
show_recovered (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  gtk_widget_set_visible (self->pub_recovered_row,
                          !self->is_message &&
                            strcmp (matoi_post_publish_get_status (self), "resolved") == 0 &&
                            !matoi_incident_may_resolve (incident, FALSE));
}

static void
show_text (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *update = get_update (self);
  g_autofree char *text = NULL;

  if (self->is_message)
    text = incident->postmortem ? matoi_external_dup_text (&incident->postmortem->message) : NULL;
  else
    text = g_strdup (update ? update->text : NULL);
  matoi_side_set_label (self->pub_text, text ? text : "");
  gtk_widget_set_visible (self->pub_x, !self->is_message);
  matoi_post_x_show (MATOI_POST_X (self->pub_x), self->session, text ? text : "");
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostPublish) self = user_data;
  MatoiStatusPage *page = matoi_status_page_look_finish (MATOI_CONTEXT (source), result, NULL);

  if (!page)
    return;
  g_clear_pointer (&self->page, matoi_status_page_free);
  self->page = page;
  if (!self->session)
    return;
  show_page (self);
  if (!self->is_message)
    matoi_post_publish_show_parts (self);
}

static void
look (MatoiPostPublish *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_status_page_look_async (matoi_session_get_context (self->session),
                                matoi_session_get_incident (self->session), self->cancellable,
                                on_looked, g_object_ref (self));
}

/* --- what the person does */

static void
on_status (MatoiPostPublish *self)
{
  if (!self->session)
    return;
  show_recovered (self);
  matoi_post_publish_choose_parts (self);
}

static void
on_back (MatoiPostPublish *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
on_close (MatoiPostPublish *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_asked (gpointer owner, gboolean recorded)
{
  MatoiPostPublish *self = owner;

  self->sending = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), TRUE);
  if (!recorded || !self->session)
    return;
  self->asked = TRUE;
  matoi_post_publish_watch (self);
}

static MatoiCommand *
new_command (MatoiPostPublish *self)
{
  MatoiCommand *command;
  g_autofree char *id = NULL, *name = NULL;
  guint impact = adw_combo_row_get_selected (self->pub_impact);

  if (self->is_message)
    return matoi_session_new_command (self->session, "pm-message-publish");
  command = matoi_session_new_command (self->session, "update-publish");
  id = matoi_id_dup_text (&self->update);
  name = matoi_inline_dup_text (GTK_EDITABLE (self->pub_name));
  matoi_command_set (command, "update", id);
  matoi_command_set (command, "status", matoi_post_publish_get_status (self));
  matoi_command_set (command, "name", *name ? name : NULL);
  if (impact > 0 && impact <= G_N_ELEMENTS (impacts))
    matoi_command_set (command, "impact", impacts[impact - 1]);
  matoi_command_set_flag (command, "recovered",
                          gtk_widget_get_visible (self->pub_recovered_row) &&
                            gtk_check_button_get_active (self->pub_recovered));
  json_object_set_object_member (command->args, "components", matoi_post_publish_read_parts (self));
  return command;
}

/* It leaves the house: here, and nowhere else. */
void
matoi_post_publish_act (MatoiPostPublish *self)
{
  MatoiCommand *command;

  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  if (self->asked)
    {
      on_close (self);
      return;
    }
  if (!self->session || self->sending)
    return;
  self->sending = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), FALSE);
  command = new_command (self);
  json_object_set_boolean_member (command->args, "notify",
                                  gtk_switch_get_active (self->pub_notify));
  matoi_inline_submit (self->session, command, self->pub_message, self, on_asked);
}

static void
on_primary (MatoiPostPublish *self)
{
  matoi_post_publish_act (self);
}

/* --- the session */

static void
on_changed (MatoiPostPublish *self)
{
  matoi_post_publish_watch (self);
}

/* Nothing is shown any more. */
void
matoi_post_publish_end (MatoiPostPublish *self)
{
  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  g_cancellable_cancel (self->cancellable);
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  g_clear_object (&self->session);
  self->asked = self->sending = FALSE;
}

static gboolean
was_asked (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *update = get_update (self);

  if (self->is_message)
    return incident->postmortem && incident->postmortem->message.asked;
  return update && update->public_state;
}

static void
show_form (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gboolean first = !self->is_message && !incident->public_incident;

  gtk_widget_set_visible (self->pub_choices, !self->is_message);
  gtk_widget_set_visible (self->pub_name, first);
  gtk_editable_set_text (GTK_EDITABLE (self->pub_name),
                         first ? matoi_incident_get_public_title (incident) : "");
  adw_combo_row_set_selected (self->pub_status, propose_status (incident));
  adw_combo_row_set_selected (self->pub_impact, 0);
  gtk_check_button_set_active (self->pub_recovered, FALSE);
  gtk_switch_set_active (self->pub_notify,
                         matoi_status_page_notifies (matoi_session_get_context (self->session)));
  show_page (self);
  show_recovered (self);
  matoi_post_publish_show_parts (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), TRUE);
  gtk_stack_set_visible_child_name (self->pub_stack, "form");
}

/* Shows what is about to be published of the incident of @session, or where that stands. */
void
matoi_post_publish_begin (MatoiPostPublish *self, MatoiSession *session, const MatoiId *update)
{
  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  matoi_post_publish_end (self);
  self->session = g_object_ref (session);
  self->is_message = update == NULL;
  if (update)
    self->update = *update;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "outbox-changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->page, matoi_status_page_free);
  matoi_inline_show (self->pub_message, NULL);
  show_text (self);
  show_form (self);
  self->asked = was_asked (self);
  if (self->asked)
    matoi_post_publish_watch (self);
  else
    look (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->is_message ? (GtkWidget *) self->pub_notify
                                                      : (GtkWidget *) self->pub_status));
}

/* Once more, whatever became of it. */
static void
on_anew (MatoiPostPublish *self)
{
  if (!self->session)
    return;
  self->asked = FALSE;
  show_form (self);
  look (self);
}

/* --- the widget */

static void
fill_choices (MatoiPostPublish *self)
{
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < MATOI_N_STATUSES; i++)
    gtk_string_list_append (statuses, matoi_status_page_status_name (matoi_publish_statuses[i]));
  adw_combo_row_set_model (self->pub_status, G_LIST_MODEL (statuses));
  gtk_string_list_append (names, _ ("By the Components"));
  for (guint i = 0; i < G_N_ELEMENTS (impacts); i++)
    gtk_string_list_append (names, matoi_status_page_impact_name (impacts[i]));
  adw_combo_row_set_model (self->pub_impact, G_LIST_MODEL (names));
}

static void
matoi_post_publish_dispose (GObject *object)
{
  MatoiPostPublish *self = MATOI_POST_PUBLISH (object);

  matoi_post_publish_end (self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_PUBLISH);
  g_clear_pointer (&self->page, matoi_status_page_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_post_publish_parent_class)->dispose (object);
}

static void
matoi_post_publish_finalize (GObject *object)
{
  g_object_unref (MATOI_POST_PUBLISH (object)->cancellable);
  G_OBJECT_CLASS (matoi_post_publish_parent_class)->finalize (object);
}

static void
matoi_post_publish_class_init (MatoiPostPublishClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_publish_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_post_publish_finalize;
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_POST_X);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-publish.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MatoiPostPublish, name)
  BIND (pub_stack);
  BIND (pub_title);
  BIND (pub_problem);
  BIND (pub_text);
  BIND (pub_message);
  BIND (pub_choices);
  BIND (pub_parts_title);
  BIND (pub_recovered_row);
  BIND (pub_name);
  BIND (pub_x);
  BIND (pub_parts);
  BIND (pub_status);
  BIND (pub_impact);
  BIND (pub_notify_row);
  BIND (pub_notify);
  BIND (pub_recovered);
  BIND (pub_primary);
  BIND (pub_state);
  BIND (pub_reason);
  BIND (pub_link);
  BIND (pub_outbox);
  BIND (pub_anew);
  BIND (pub_spinner);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_status);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_anew);
  gtk_widget_class_bind_template_callback (widget_class, on_primary);
}

static void
matoi_post_publish_init (MatoiPostPublish *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
  fill_choices (self);
}
