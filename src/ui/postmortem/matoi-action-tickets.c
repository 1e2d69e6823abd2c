/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-tickets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-ticket.h"
#include "matoi-lessons.h"
#include "matoi-side.h"

struct _MatoiActionTickets
{
  AdwWindow parent_instance;
  AdwPreferencesGroup *tcs_ready, *tcs_rest;
  GtkButton *tcs_create;
  GtkLabel *tcs_message;

  MatoiSession *session;
  GPtrArray *checks; /* of GtkCheckButton (not owned), with the id of their action item */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiActionTickets, matoi_action_tickets, ADW_TYPE_WINDOW)

/* --- one of them */

static void
show_create (MatoiActionTickets *self)
{
  guint n = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
  label =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "C_reate %u Ticket", "C_reate %u Tickets", n),
                     n);
  gtk_button_set_label (self->tcs_create, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tickets.create", n > 0 && !self->busy);
}

static void
add_words (GtkWidget *row, const char *title, const char *words)
{
  GtkWidget *line = adw_action_row_new ();
  g_autofree char *markup = words ? g_markup_escape_text (words, -1) : NULL;

  if (!markup || !*markup)
    {
      g_object_ref_sink (line);
      g_object_unref (line);
      return;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (line), 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
}

static void
add_check (MatoiActionTickets *self, GtkWidget *row, const MatoiAction *action)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  matoi_side_set_name (check, action->text);
  g_object_set_data_full (G_OBJECT (check), "matoi-id", matoi_id_copy (&action->id), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (show_create), self);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), check);
  g_ptr_array_add (self->checks, check);
}

/* What is made, to be read before it is: nothing of it is left out. */
static void
add_ready (MatoiActionTickets *self, const MatoiAction *action, const MatoiTicketDraft *draft)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = g_markup_escape_text (action->text, -1);
  g_autofree char *place = matoi_action_ticket_dup_place (context, draft);
  g_autofree char *team = g_strdup_printf ("%s · %s", action->owner_team && *action->owner_team
                                                        ? action->owner_team
                                                        : _ ("no team yet"), place);
  g_autofree char *subtitle = g_markup_escape_text (team, -1);
  g_autofree char *labels = draft->labels ? g_strjoinv (" ", draft->labels) : NULL;
  g_autofree char *left_out = matoi_action_ticket_dup_problems (draft, FALSE);
  g_autofree char *due = matoi_lessons_dup_long_day (draft->due);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  add_check (self, row, action);
  add_words (row, _ ("What is left out"), left_out);
  add_words (row, _ ("Summary"), draft->summary);
  add_words (row, _ ("Due"), due);
  add_words (row, _ ("Labels"), labels);
  add_words (row, _ ("Priority"), action->priority);
  add_words (row, _ ("Description"), draft->description);
  adw_preferences_group_add (self->tcs_ready, row);
}

static void
add_rest (MatoiActionTickets *self, const MatoiAction *action, const char *why)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (action->text, -1);
  g_autofree char *subtitle = g_markup_escape_text (why, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->tcs_rest, row);
}

/* Why none is asked for at all. */
static char *
dup_settled (const MatoiAction *action)
{
  if (action->key && !action->gone)
    /* Translators: %s is the key of a ticket. */
    return g_strdup_printf (_ ("It has a ticket: %s."), action->key);
  if (strcmp (action->state, "wont") == 0)
    return g_strdup (_ ("It will not be done."));
  if (strcmp (action->state, "noted") == 0)
    return g_strdup (_ ("It is only noted: what gets a ticket has a higher priority."));
  return g_strdup (_ ("Its ticket is on its way."));
}

static void
show_all (MatoiActionTickets *self)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  guint n_rest = 0;

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      g_autoptr (MatoiTicketDraft) draft = NULL;
      g_autofree char *why = NULL;

      if (!matoi_action_wants_ticket (action))
        why = dup_settled (action);
      else
        {
          draft = matoi_context_draft_ticket (context, incident, action);
          why = matoi_action_ticket_dup_problems (draft, TRUE);
        }
      n_rest += why != NULL;
      if (why)
        add_rest (self, action, why);
      else
        add_ready (self, action, draft);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tcs_ready), self->checks->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tcs_rest), n_rest > 0);
  show_create (self);
}

guint
matoi_action_tickets_count (MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  guint n = 0;

  for (guint i = 0; i < incident->actions->len; i++)
    n += matoi_action_wants_ticket (g_ptr_array_index (incident->actions, i));
  return n;
}

/* --- asking */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiActionTickets) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  self->busy = FALSE;
  if (self->tcs_message)
    {
      show_create (self);
      matoi_lessons_show_refusal (self->tcs_message, receipt ? NULL : error);
      if (receipt)
        gtk_window_close (GTK_WINDOW (self));
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
create (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MatoiActionTickets *self = MATOI_ACTION_TICKETS (widget);
  MatoiContext *context = matoi_session_get_context (self->session);
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  if (self->busy)
    return;
  for (guint i = 0; i < self->checks->len; i++)
    {
      GObject *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_ptr_array_add (commands, matoi_context_new_ticket (
                                     context, g_object_get_data (check, "matoi-id"), NULL));
    }
  self->busy = TRUE;
  gtk_widget_action_set_enabled (widget, "tickets.create", FALSE);
  matoi_context_submit_all_async (context, &matoi_session_get_incident (self->session)->id,
                                  commands, NULL, on_submitted, g_object_ref (self));
}

void
matoi_action_tickets_open (GtkWidget *asker, MatoiSession *session)
{
  MatoiActionTickets *self = g_object_new (MATOI_TYPE_ACTION_TICKETS, NULL);

  self->session = g_object_ref (session);
  show_all (self);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (asker)));
  gtk_window_present (GTK_WINDOW (self));
  if (self->checks->len)
    gtk_widget_grab_focus (GTK_WIDGET (self->tcs_create));
}

static void
matoi_action_tickets_dispose (GObject *object)
{
  MatoiActionTickets *self = MATOI_ACTION_TICKETS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTION_TICKETS);
  g_clear_object (&self->session);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_action_tickets_parent_class)->dispose (object);
}

static void
matoi_action_tickets_class_init (MatoiActionTicketsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_tickets_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/action-tickets.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionTickets, tcs_ready);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionTickets, tcs_rest);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionTickets, tcs_create);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionTickets, tcs_message);
  gtk_widget_class_install_action (widget_class, "tickets.create", NULL, create);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "tickets.create", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
matoi_action_tickets_init (MatoiActionTickets *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
