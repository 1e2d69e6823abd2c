/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-actions-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-form.h"
#include "matoi-action-labels.h"
#include "matoi-action-look.h"
#include "matoi-action-offers.h"
#include "matoi-action-card.h"
#include "matoi-action-ticket.h"
#include "matoi-action-tickets.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-more-text.h"
#include "matoi-postmortem-view.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiActionsPage
{
  GtkWidget parent_instance;
  GtkBox *act_list;
  GtkLabel *act_many, *act_empty;
  GtkWidget *act_new, *act_removed, *act_undo, *act_all, *act_all_box;
  GtkLabel *act_all_why;
  MatoiActionForm *act_form;
  MatoiActionOffers *act_offers;
  MatoiActionLabels *act_labels;
  MatoiMoreText *act_more;

  MatoiSession *session; /* (nullable) */
  MatoiCommand *restore; /* (nullable) what brings the last removed one back */
  GPtrArray *outbox;     /* (nullable) of MatoiOutboxRow: what waits of this incident */
};

static void matoi_actions_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiActionsPage,
                               matoi_actions_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_actions_page_page_init))

static MatoiActionCard *
get_first (MatoiActionsPage *self)
{
  return (MatoiActionCard *) gtk_widget_get_first_child (GTK_WIDGET (self->act_list));
}

static MatoiActionCard *
get_next (MatoiActionCard *row)
{
  return (MatoiActionCard *) gtk_widget_get_next_sibling (GTK_WIDGET (row));
}

/* (nullable) */
static MatoiActionCard *
find_row (MatoiActionsPage *self, const MatoiId *id)
{
  for (MatoiActionCard *row = get_first (self); row; row = get_next (row))
    if (matoi_id_equal (matoi_action_card_get_id (row), id))
      return row;
  return NULL;
}

/* --- removing, and taking that back */

static void
show_removed (MatoiActionsPage *self, MatoiCommand *restore)
{
  g_clear_pointer (&self->restore, matoi_command_free);
  self->restore = restore;
  gtk_widget_set_visible (self->act_removed, restore != NULL);
}

static void
on_restored (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (widget);
  const MatoiAction *action;
  MatoiActionCard *row;
  MatoiId from, id;

  matoi_lessons_show_refusal (self->act_many, error);
  if (error || !self->session || !matoi_lessons_find_new (receipt, "action.added", &id))
    return;
  action = matoi_incident_find_action (matoi_session_get_incident (self->session), &id);
  if (action && action->from && matoi_id_from_text (&from, action->from))
    matoi_lessons_follow_up (self, self->session, &from, &id);
  row = find_row (self, &id);
  if (row)
    matoi_action_card_focus (row, FALSE);
}

static void
on_undo (MatoiActionsPage *self)
{
  MatoiCommand *command = g_steal_pointer (&self->restore);

  if (command)
    matoi_lessons_submit (self, self->session, command, on_restored);
  show_removed (self, NULL);
}

static void
remove_others (MatoiActionsPage *self, const MatoiIncident *incident)
{
  MatoiActionCard *next;

  for (MatoiActionCard *row = get_first (self); row; row = next)
    {
      MatoiCommand *restore;
      gboolean focused;

      next = get_next (row);
      if (matoi_incident_find_action (incident, matoi_action_card_get_id (row)))
        continue;
      restore = matoi_action_card_steal_restore (row);
      focused = gtk_widget_get_focus_child (GTK_WIDGET (row)) != NULL;
      if (restore)
        show_removed (self, restore);
      if (restore && focused)
        gtk_widget_grab_focus (self->act_undo);
      gtk_box_remove (self->act_list, GTK_WIDGET (row));
    }
}

/* --- tickets */

/* Where the ticket of every card stands: the lane of a step ends in the id of its action item. */
static void
show_waiting (MatoiActionsPage *self)
{
  for (MatoiActionCard *row = get_first (self); row; row = get_next (row))
    {
      const MatoiOutboxRow *found = NULL;
      g_autofree char *id = matoi_id_dup_text (matoi_action_card_get_id (row));

      for (guint i = 0; self->outbox && i < self->outbox->len; i++)
        {
          const MatoiOutboxRow *step = g_ptr_array_index (self->outbox, i);

          if (g_str_equal (step->kind, "ticket") && g_str_has_suffix (step->lane, id))
            found = step;
        }
      matoi_action_card_set_waiting (row, found);
    }
}

static void
on_outbox_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiActionsPage) self = user_data;
  GPtrArray *rows = matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);

  if (!rows)
    return;
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  self->outbox = rows;
  if (self->act_list && self->session)
    show_waiting (self);
}

static void
read_outbox (MatoiActionsPage *self)
{
  if (self->session)
    matoi_context_list_outbox_async (matoi_session_get_context (self->session),
                                     &matoi_session_get_incident (self->session)->id, FALSE, NULL,
                                     on_outbox_listed, g_object_ref (self));
}

/* Why nothing can be asked for, or how many wait. */
static void
show_create_all (MatoiActionsPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  guint n = matoi_action_tickets_count (self->session);
  g_autofree char *why =
    n ? matoi_action_ticket_dup_obstacle (self->session, incident->actions->pdata[0]) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->act_all_box, n > 0 && matoi_lessons_may_act (self->session));
  gtk_widget_set_sensitive (self->act_all, why == NULL);
  if (!why)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u action item waits for its ticket.",
                                         "%u action items wait for their tickets.", n),
                            n);
  matoi_side_set_label (self->act_all_why, why ? why : text);
}

static void
on_all (MatoiActionsPage *self)
{
  if (self->session)
    matoi_action_tickets_open (GTK_WIDGET (self), self->session);
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
      MatoiActionCard *row = find_row (self, &action->id);

      if (row)
        matoi_action_card_show (row, action);
      else
        gtk_box_append (self->act_list, matoi_action_card_new (self->session, action));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->act_list), incident->actions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->act_empty), incident->actions->len == 0);
  gtk_widget_set_visible (self->act_new, matoi_lessons_may_act (self->session));
  show_waiting (self);
  show_create_all (self);
  many = matoi_action_dup_too_many (incident);
  matoi_lessons_show_message (self->act_many, many);
  matoi_action_offers_show (self->act_offers, self->session);
  matoi_action_labels_show (self->act_labels, self->session);
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
      while (self->act_list && (row = get_first (self)))
        gtk_box_remove (self->act_list, GTK_WIDGET (row));
      g_set_object (&self->session, session);
      if (session)
        {
          g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                                   G_CONNECT_SWAPPED);
          g_signal_connect_object (matoi_session_get_context (session), "outbox-changed",
                                   G_CALLBACK (read_outbox), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                                   G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
        }
      if (self->act_form)
        {
          show_removed (self, NULL);
          matoi_action_form_set_session (self->act_form, session);
        }
    }
  if (self->act_more)
    matoi_more_text_show (self->act_more, session, section);
  show_all (self);
  read_outbox (self);
}

static void
matoi_actions_page_flush (MatoiDocumentPage *page)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (page);

  for (MatoiActionCard *row = get_first (self); row; row = get_next (row))
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
  for (MatoiActionCard *row = get_first (self); row; row = get_next (row))
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

  for (MatoiActionCard *row = get_first (self); row; row = get_next (row))
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
  row = action ? find_row (page, action) : NULL;
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
  gtk_widget_class_bind_template_callback (widget_class, on_all);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_taken);
  gtk_widget_class_bind_template_callback (widget_class, on_added);
}

static void
matoi_actions_page_init (MatoiActionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
