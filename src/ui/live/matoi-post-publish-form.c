/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-publish-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"

/* What is about to be published, and what is chosen about it. */

static const char *const statuses[] = { "investigating", "identified", "monitoring", "resolved" };
static const char *const impacts[] = { "none", "minor", "major", "critical" };

const char *
matoi_post_publish_get_status (MatoiPostPublish *self)
{
  guint chosen = adw_combo_row_get_selected (self->pub_status);

  return statuses[MIN (chosen, G_N_ELEMENTS (statuses) - 1)];
}

/* (nullable) */
const MatoiUpdate *
matoi_post_publish_get_update (MatoiPostPublish *self)
{
  return self->session && !self->is_message
           ? matoi_incident_find_update (matoi_session_get_incident (self->session), &self->update)
           : NULL;
}

static guint
propose_status (const MatoiIncident *incident)
{
  const char *status = matoi_status_page_propose_status (incident);
  guint index = 0;

  while (index < G_N_ELEMENTS (statuses) - 1 && strcmp (statuses[index], status) != 0)
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

void
matoi_post_publish_show_page (MatoiPostPublish *self)
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
void
matoi_post_publish_show_recovered (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  gtk_widget_set_visible (self->pub_recovered_row,
                          !self->is_message &&
                            strcmp (matoi_post_publish_get_status (self), "resolved") == 0 &&
                            !matoi_incident_may_resolve (incident, FALSE));
}

void
matoi_post_publish_show_text (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *update = matoi_post_publish_get_update (self);
  g_autofree char *text = NULL;

  if (self->is_message)
    text = incident->postmortem ? matoi_external_dup_text (&incident->postmortem->message) : NULL;
  else
    text = g_strdup (update ? update->text : NULL);
  matoi_side_set_label (self->pub_text, text ? text : "");
  gtk_widget_set_visible (self->pub_x, !self->is_message);
  matoi_post_x_show (MATOI_POST_X (self->pub_x), self->session, text ? text : "");
}

void
matoi_post_publish_show_form (MatoiPostPublish *self)
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
  matoi_post_publish_show_page (self);
  matoi_post_publish_show_recovered (self);
  matoi_post_publish_show_parts (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), TRUE);
  gtk_stack_set_visible_child_name (self->pub_stack, "form");
}

/** matoi_post_publish_propose: see the header. */
void
matoi_post_publish_propose (MatoiPostPublish *self, const char *status)
{
  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (strcmp (statuses[i], status) == 0)
      adw_combo_row_set_selected (self->pub_status, i);
}

/* --- what is chosen */

MatoiCommand *
matoi_post_publish_new_command (MatoiPostPublish *self)
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

void
matoi_post_publish_fill_choices (MatoiPostPublish *self)
{
  g_autoptr (GtkStringList) sayings = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_string_list_append (sayings, matoi_status_page_status_name (statuses[i]));
  adw_combo_row_set_model (self->pub_status, G_LIST_MODEL (sayings));
  gtk_string_list_append (names, _ ("By the Components"));
  for (guint i = 0; i < G_N_ELEMENTS (impacts); i++)
    gtk_string_list_append (names, matoi_status_page_impact_name (impacts[i]));
  adw_combo_row_set_model (self->pub_impact, G_LIST_MODEL (names));
}
