/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-document-page.h"
#include "matoi-export-popover.h"
#include "matoi-gate-words.h"
#include "matoi-postmortem-view-private.h"
#include "matoi-postmortem-words.h"
#include "matoi-postmortem.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

/* What the buttons of a postmortem do, and what is said about it. */

/* --- what went wrong: said above the document, until it is closed */

void
matoi_postmortem_view_hide_problem (MatoiPostmortemView *self)
{
  gtk_revealer_set_reveal_child (self->pmv_problem, FALSE);
}

void
matoi_postmortem_view_show_problem (MatoiPostmortemView *self, const char *text, gboolean again)
{
  gtk_label_set_text (self->pmv_problem_text, text);
  gtk_widget_set_visible (self->pmv_again, again);
  gtk_revealer_set_reveal_child (self->pmv_problem, TRUE);
}

static void
on_refused (MatoiPostmortemView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  matoi_postmortem_view_show_problem (self, text, FALSE);
  /* A tick that was not recorded is taken off again. */
  matoi_gates_panel_update (self->pmv_gates);
}

/* --- what was done: said for some seconds */

void
matoi_postmortem_view_say (MatoiPostmortemView *self,
                           const char *text,
                           const char *button,
                           GCallback callback)
{
  AdwToast *toast = matoi_toast_new (text);

  adw_toast_set_button_label (toast, button);
  if (callback)
    g_signal_connect_object (toast, "button-clicked", callback, self, G_CONNECT_SWAPPED);
  matoi_toast_show (GTK_WIDGET (self), toast);
}

void
matoi_postmortem_view_forget (MatoiPostmortemView *self)
{
  g_clear_pointer (&self->wanted, g_free);
  if (self->exporter)
    matoi_exporter_forget (self->exporter);
  matoi_postmortem_view_hide_problem (self);
}

static void
copy_news (MatoiPostmortemView *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiPostmortem *postmortem = incident->postmortem;
  g_autofree char *day = NULL, *text = NULL;

  day = postmortem->due_at != MATOI_TIME_NONE
          ? matoi_postmortem_dup_day (self->session, postmortem->due_at)
          : g_strdup (_ ("not set"));
  /* Translators: a message to a colleague; %1$s is a reference, %2$s the title of the incident,
   * %3$s a day. */
  text = g_strdup_printf (_ ("You own the postmortem of %1$s (%2$s) now. It is due by: %3$s."),
                             incident->ref, matoi_incident_get_public_title (incident), day);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* The owner hears of it directly, from a person (PM-04). */
static void
say_owner (MatoiPostmortemView *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  g_autofree char *text = NULL;

  if (matoi_session_is_me (self->session, postmortem->owner))
    {
      matoi_postmortem_view_say (self, _ ("You own the postmortem now"), NULL, NULL);
      return;
    }
  /* Translators: %s is a person. */
  text = g_strdup_printf (_ ("%s owns the postmortem now; tell them"), postmortem->owner);
  matoi_postmortem_view_say (self, text, _ ("_Copy a Message"), G_CALLBACK (copy_news));
}

static void
say_state (MatoiPostmortemView *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  g_autofree char *text = NULL;

  /* Translators: %s is a state of a postmortem such as In Review. */
  text = g_strdup_printf (_ ("The postmortem is now: %s"),
                             matoi_postmortem_state_name (postmortem->state));
  matoi_postmortem_view_say (self, text, NULL, NULL);
}

/* What can be taken back is said by the window. */
static void
on_recorded (MatoiPostmortemView *self, GPtrArray *events, gboolean can_undo)
{
  const MatoiEvent *event = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;

  matoi_postmortem_view_hide_problem (self);
  if (!event || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (g_str_equal (event->type, "postmortem.owner"))
    say_owner (self);
  else if (g_str_equal (event->type, "postmortem.advanced") ||
           g_str_equal (event->type, "postmortem.waived") ||
           g_str_equal (event->type, "postmortem.reopened"))
    say_state (self);
}

void
matoi_postmortem_view_watch (MatoiPostmortemView *self)
{
  g_signal_connect_object (self->session, "refused", G_CALLBACK (on_refused), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "recorded", G_CALLBACK (on_recorded), self,
                           G_CONNECT_SWAPPED);
}

/* --- the states */

/* What is missing is shown, and the keyboard is on it. */
static void
show_missing (MatoiPostmortemView *self, const char *to)
{
  GtkToggleButton *side = matoi_postmortem_header_get_side_button (self->pmv_header);

  if (gtk_widget_get_visible (GTK_WIDGET (side)))
    gtk_toggle_button_set_active (side, TRUE);
  matoi_gates_panel_set_target (self->pmv_gates, to);
  matoi_gates_panel_update (self->pmv_gates);
  matoi_gates_panel_focus_first (self->pmv_gates);
}

static void
on_advanced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *to = g_steal_pointer (&self->wanted);
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  if (self->session != MATOI_SESSION (source) || !to)
    ;
  else if (receipt)
    matoi_gates_panel_set_target (self->pmv_gates, NULL);
  else if (matoi_error_get_reasons (error))
    show_missing (self, to);
  else
    on_refused (self, error);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

/* The process decides, after what is typed is recorded: nobody has to guess which of both comes
 * first. */
static void
advance (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  MatoiCommand *command;

  if (!self->session || self->wanted)
    return;
  matoi_postmortem_view_flush (self);
  self->wanted = g_variant_dup_string (parameter, NULL);
  command = matoi_session_new_command (self->session, "pm-advance");
  matoi_command_set (command, "to", self->wanted);
  matoi_session_submit_async (self->session, command, on_advanced, g_object_ref (self));
}

static void
create (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  const MatoiPostmortem *postmortem =
    self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
  MatoiCommand *command;

  if (!postmortem)
    return;
  command = matoi_session_new_command (self->session, "pm-create");
  matoi_command_set (command, "owner",
                     *postmortem->owner ? postmortem->owner
                                        : matoi_session_get_identity (self->session));
  matoi_session_send (self->session, command);
}

/* "postmortem.back", "postmortem.owner" …: the form of that name */
static void
open_form (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);

  matoi_postmortem_view_flush (self);
  matoi_postmortem_header_open (self->pmv_header, strchr (action, '.') + 1);
}

/* --- to a place */

static void
show (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_postmortem_view_show_section (MATOI_POSTMORTEM_VIEW (widget),
                                      g_variant_get_string (parameter, NULL));
  /* Whoever goes to a section goes there to write. */
  gtk_widget_grab_focus (widget);
}

static void
jump (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  const char *gate = g_variant_get_string (parameter, NULL);
  const char *section =
    self->session ? matoi_gate_find_section (matoi_session_get_incident (self->session), gate)
                  : NULL;

  if (!section)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  matoi_postmortem_view_show_section (self, section);
  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (gtk_stack_get_visible_child (self->pmv_pages)),
                            gate);
}

static void
show_text (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  const char *section;
  guint32 offset, length;

  g_variant_get (parameter, "(&suu)", &section, &offset, &length);
  matoi_postmortem_view_show_section (self, section);
  if (g_strcmp0 (self->section, section) == 0)
    matoi_document_page_show_text (
      MATOI_DOCUMENT_PAGE (gtk_stack_get_visible_child (self->pmv_pages)), offset, length);
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *page = gtk_stack_get_visible_child (MATOI_POSTMORTEM_VIEW (widget)->pmv_pages);

  if (!MATOI_IS_DOCUMENT_PAGE (page) || !gtk_widget_get_mapped (page) ||
      !matoi_document_page_find (MATOI_DOCUMENT_PAGE (page)))
    gtk_widget_error_bell (widget);
}

static void
meet (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_postmortem_view_meet (MATOI_POSTMORTEM_VIEW (widget));
}

static void
open_cockpit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);

  if (!self->session)
    return;
  matoi_postmortem_view_flush (self);
  gtk_widget_activate_action (widget, "win.open-incident", "s",
                              matoi_session_get_incident (self->session)->ref);
}

/* --- out of the house */

static void export(GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);

  matoi_export_popover_ask (MATOI_EXPORT_POPOVER (
                              matoi_postmortem_header_get_export (self->pmv_header)),
                            parameter ? g_variant_get_string (parameter, NULL) : "print");
}

void
matoi_postmortem_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "postmortem.show", "s", show);
  gtk_widget_class_install_action (widget_class, "postmortem.jump", "s", jump);
  gtk_widget_class_install_action (widget_class, "postmortem.show-text", "(suu)", show_text);
  gtk_widget_class_install_action (widget_class, "postmortem.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "postmortem.advance", "s", advance);
  gtk_widget_class_install_action (widget_class, "postmortem.create", NULL, create);
  gtk_widget_class_install_action (widget_class, "postmortem.back", NULL, open_form);
  gtk_widget_class_install_action (widget_class, "postmortem.owner", NULL, open_form);
  gtk_widget_class_install_action (widget_class, "postmortem.due", NULL, open_form);
  gtk_widget_class_install_action (widget_class, "postmortem.waive", NULL, open_form);
  gtk_widget_class_install_action (widget_class, "postmortem.meeting", NULL, meet);
  gtk_widget_class_install_action (widget_class, "postmortem.cockpit", NULL, open_cockpit);
  gtk_widget_class_install_action (widget_class, "postmortem.export", "s", export);
  gtk_widget_class_install_action (widget_class, "postmortem.print", NULL, export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "postmortem.print", NULL);
}
