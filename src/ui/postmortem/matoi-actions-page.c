/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-actions-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-look.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-postmortem-view.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

static void matoi_actions_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiActionsPage,
                               matoi_actions_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_actions_page_page_init))

MatoiActionCard *
matoi_actions_page_get_first (MatoiActionsPage *self)
{
  return (MatoiActionCard *) gtk_widget_get_first_child (GTK_WIDGET (self->act_list));
}

MatoiActionCard *
matoi_actions_page_get_next (MatoiActionCard *row)
{
  return (MatoiActionCard *) gtk_widget_get_next_sibling (GTK_WIDGET (row));
}

/* (nullable) */
MatoiActionCard *
matoi_actions_page_find_row (MatoiActionsPage *self, const MatoiId *id)
{
  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row;
       row = matoi_actions_page_get_next (row))
    if (matoi_id_equal (matoi_action_card_get_id (row), id))
      return row;
  return NULL;
}

static void
remove_others (MatoiActionsPage *self, const MatoiIncident *incident)
{
  MatoiActionCard *next;

  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row; row = next)
    {
      MatoiCommand *restore;
      gboolean focused;

      next = matoi_actions_page_get_next (row);
      if (matoi_incident_find_action (incident, matoi_action_card_get_id (row)))
        continue;
      restore = matoi_action_card_steal_restore (row);
      focused = gtk_widget_get_focus_child (GTK_WIDGET (row)) != NULL;
      if (restore)
        matoi_actions_page_show_removed (self, restore);
      if (restore && focused)
        gtk_widget_grab_focus (self->act_undo);
      gtk_box_remove (self->act_list, GTK_WIDGET (row));
    }
}

/* --- showing */

static void
show_all (MatoiActionsPage *self)
{
  const MatoiIncident *incident;
  g_autofree char *many = NULL;

  if (!self->session)
    return;
  incident = matoi_session_get_incident (self->session);
  remove_others (self, incident);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      MatoiActionCard *row = matoi_actions_page_find_row (self, &action->id);

      if (row)
        matoi_action_card_show (row, action);
      else
        gtk_box_append (self->act_list, matoi_action_card_new (self->session, action));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->act_list), incident->actions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->act_empty), incident->actions->len == 0);
  gtk_widget_set_visible (self->act_new, matoi_lessons_may_act (self->session));
  matoi_actions_page_show_waiting (self);
  matoi_actions_page_show_create_all (self);
  many = matoi_action_dup_too_many (incident);
  matoi_lessons_show_message (self->act_many, many);
  matoi_action_offers_show (self->act_offers, self->session);
  matoi_action_labels_show (self->act_labels, self->session);
  matoi_steps_box_show (self->act_steps, self->session, self->outbox);
}

static void
on_changed (MatoiActionsPage *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "postmortem.", "action.",  "todo.",
                                          "step.",       "severity", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_all (self);
  matoi_more_text_update (self->act_more);
}

/* The form is filled in and has the keyboard: the words still want a verb and a bound. */
static void
on_taken (MatoiActionsPage *self, const char *text, const char *kind, const MatoiId *from)
{
  matoi_action_form_flush (self->act_form);
  matoi_action_form_begin (self->act_form, text, kind, from);
  matoi_action_form_focus (self->act_form);
}

/* The next one can be written at once; not when it was recorded on the way to another section. */
static void
on_added (MatoiActionsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_action_form_focus (self->act_form);
}

static void
matoi_actions_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (page);
  MatoiActionCard *row;

  if (self->session != session)
    {
      if (self->session)
        {
          g_signal_handlers_disconnect_by_data (self->session, self);
          g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
        }
      g_clear_pointer (&self->outbox, g_ptr_array_unref);
      while (self->act_list && (row = matoi_actions_page_get_first (self)))
        gtk_box_remove (self->act_list, GTK_WIDGET (row));
      g_set_object (&self->session, session);
      if (session)
        {
          g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (matoi_session_get_context (session), "outbox-changed",
                                   G_CALLBACK (matoi_actions_page_read_outbox), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                                   G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
        }
      if (self->act_form)
        {
          matoi_actions_page_show_removed (self, NULL);
          matoi_action_form_set_session (self->act_form, session);
          matoi_steps_box_show (self->act_steps, NULL, NULL);
        }
    }
  if (self->act_more)
    matoi_more_text_show (self->act_more, session, section);
  show_all (self);
  matoi_actions_page_read_outbox (self);
}

static void
matoi_actions_page_flush (MatoiDocumentPage *page)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (page);

  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row;
       row = matoi_actions_page_get_next (row))
    matoi_action_card_flush (row);
  matoi_action_form_flush (self->act_form);
  matoi_more_text_flush (self->act_more);
}

/* The first that waits for its ticket; else there is nothing yet. */
static void
matoi_actions_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (page);
  const MatoiIncident *incident;

  if (!self->session)
    return;
  incident = matoi_session_get_incident (self->session);
  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row;
       row = matoi_actions_page_get_next (row))
    {
      const MatoiAction *action =
        matoi_incident_find_action (incident, matoi_action_card_get_id (row));

      if (!action || strcmp (action->state, "open") != 0)
        continue;
      matoi_action_card_focus (row, TRUE);
      return;
    }
  if (gtk_widget_get_visible (self->act_new))
    matoi_action_form_focus (self->act_form);
}

static void
matoi_actions_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (page);

  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row;
       row = matoi_actions_page_get_next (row))
    if (matoi_action_card_select (row, offset, length))
      return;
  matoi_more_text_select (self->act_more, offset, length);
}

/* --- from elsewhere in the document */

static MatoiActionsPage *
find_page (GtkWidget *widget)
{
  if (MATOI_IS_ACTIONS_PAGE (widget))
    return MATOI_ACTIONS_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      MatoiActionsPage *found = find_page (child);

      if (found)
        return found;
    }
  return NULL;
}

/* Shows the section of action items with the keyboard on @action, or on the form for a new one.
 * @asker: a widget of the document. */
void
matoi_actions_page_reveal (GtkWidget *asker, MatoiSession *session, const MatoiId *action)
{
  JsonArray *template = matoi_postmortem_get_template (matoi_session_get_incident (session));
  GtkWidget *view = gtk_widget_get_ancestor (asker, MATOI_TYPE_POSTMORTEM_VIEW);
  MatoiActionsPage *page = view ? find_page (view) : NULL;
  MatoiActionCard *row;

  for (guint i = 0; i < json_array_get_length (template); i++)
    {
      JsonObject *section = matoi_json_array_get_object (template, i);

      if (section && g_strcmp0 (matoi_json_get_string (section, "kind"), "actions") == 0)
        gtk_widget_activate_action (asker, "postmortem.show", "s",
                                    matoi_json_get_string (section, "id"));
    }
  if (!page || !page->session)
    return;
  row = action ? matoi_actions_page_find_row (page, action) : NULL;
  if (row)
    matoi_action_card_focus (row, TRUE);
  else if (!action && gtk_widget_get_visible (page->act_new))
    matoi_action_form_focus (page->act_form);
}

static void
matoi_actions_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_actions_page_show;
  iface->flush = matoi_actions_page_flush;
  iface->jump = matoi_actions_page_jump;
  iface->show_text = matoi_actions_page_show_text;
}

static void
matoi_actions_page_dispose (GObject *object)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (object);

  matoi_actions_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  g_clear_pointer (&self->restore, matoi_command_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTIONS_PAGE);
  G_OBJECT_CLASS (matoi_actions_page_parent_class)->dispose (object);
}

static void
matoi_actions_page_class_init (MatoiActionsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_actions_page_dispose;
  g_type_ensure (MATOI_TYPE_ACTION_FORM);
  g_type_ensure (MATOI_TYPE_ACTION_OFFERS);
  g_type_ensure (MATOI_TYPE_ACTION_LABELS);
  g_type_ensure (MATOI_TYPE_MORE_TEXT);
  g_type_ensure (MATOI_TYPE_STEPS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/actions-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_many);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_all);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_all_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_all_why);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_new);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_removed);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_undo);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_offers);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_labels);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionsPage, act_steps);
  matoi_actions_page_install_undo (widget_class);
  matoi_actions_page_install_tickets (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_taken);
  gtk_widget_class_bind_template_callback (widget_class, on_added);
}

static void
matoi_actions_page_init (MatoiActionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
