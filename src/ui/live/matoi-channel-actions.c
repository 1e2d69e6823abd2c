/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-channel-panel-private.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* What can be done with a message; the keys hold while a row has the focus. */

static MatoiChannelRow *
get_selected (MatoiChannelPanel *self)
{
  return (MatoiChannelRow *) gtk_list_box_get_selected_row (self->chn_list);
}

/** matoi_channel_panel_find: (nullable): the message of @row (nullable), as last read. */
const MatoiRoomMessage *
matoi_channel_panel_find (MatoiChannelPanel *self, MatoiChannelRow *row)
{
  const MatoiRoomTalk *talk = self->talk ? matoi_channel_talk_get (self->talk) : NULL;

  for (guint i = talk && row ? talk->messages->len : 0; i > 0; i--)
    if (matoi_channel_row_is (row, g_ptr_array_index (talk->messages, i - 1)))
      return g_ptr_array_index (talk->messages, i - 1);
  return NULL;
}

static const MatoiIncident *
get_incident (MatoiChannelPanel *self)
{
  return matoi_session_get_incident (matoi_channel_talk_get_session (self->talk));
}

static gboolean
is_dropped (MatoiChannelPanel *self, const MatoiRoomMessage *message)
{
  GPtrArray *dropped = get_incident (self)->todos_dropped;

  for (guint i = 0; i < dropped->len; i++)
    if (matoi_id_equal (g_ptr_array_index (dropped, i), &message->taken_as))
      return TRUE;
  return FALSE;
}

/** matoi_channel_panel_get_taken: what became of @message in the incident that is shown. */
MatoiChannelTaken
matoi_channel_panel_get_taken (MatoiChannelPanel *self, const MatoiRoomMessage *message)
{
  const MatoiIncident *incident = get_incident (self);

  if (!message->taken || is_dropped (self, message))
    return MATOI_CHANNEL_FREE;
  if (matoi_incident_find_todo (incident, &message->taken_as))
    return MATOI_CHANNEL_TODO;
  return matoi_incident_find_entry (incident, &message->taken_as) ? MATOI_CHANNEL_ENTRY
                                                                  : MATOI_CHANNEL_ELSEWHERE;
}

/** matoi_channel_panel_say: why something was not done; NULL: nothing to say. */
void
matoi_channel_panel_say (MatoiChannelPanel *self, const char *text)
{
  gtk_label_set_text (self->chn_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->chn_message), text != NULL);
}

/* --- the actions */

/* Leads to the entry it was taken as, or to what has corrected that since. */
static void
show_entry (MatoiChannelPanel *self, const MatoiRoomMessage *message)
{
  const MatoiEntry *entry = matoi_incident_find_entry (get_incident (self), &message->taken_as);
  g_autofree char *id = NULL;

  while (entry && entry->has_successor)
    entry = matoi_incident_find_entry (get_incident (self), &entry->successor);
  id = matoi_id_dup_text (entry ? &entry->id : &message->taken_as);
  gtk_widget_activate_action (GTK_WIDGET (self), "incident.show-entry", "s", id);
}

static void
adopt (MatoiChannelPanel *self, const MatoiRoomMessage *message, const char *kind)
{
  MatoiSession *session = matoi_channel_talk_get_session (self->talk);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands =
    matoi_context_adopt_message (matoi_session_get_context (session), message, kind, &error);

  if (commands)
    {
      matoi_channel_panel_say (self, NULL);
      matoi_session_send_all (session, commands);
    }
  else
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_channel_panel_say (self, text);
    }
}

/* A message becomes a TODO once: one that was taken back comes back. */
static void
reopen_todo (MatoiChannelPanel *self, const MatoiRoomMessage *message)
{
  MatoiSession *session = matoi_channel_talk_get_session (self->talk);
  MatoiCommand *command = matoi_session_new_command (session, "todo-reopen");
  g_autofree char *id = matoi_id_dup_text (&message->taken_as);

  matoi_command_set (command, "todo", id);
  matoi_session_send (session, command);
}

/* What is in the record already is shown there: it can be corrected, not taken twice. */
static void
take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  const MatoiRoomMessage *message = matoi_channel_panel_find (self, get_selected (self));
  const char *kind = g_variant_get_string (parameter, NULL);
  gboolean todo = strcmp (kind, "todo") == 0;

  if (!message)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  switch (matoi_channel_panel_get_taken (self, message))
    {
    case MATOI_CHANNEL_ELSEWHERE:
      matoi_channel_panel_say (
        self, _ ("This message is in another incident already, and a message is in one only."));
      return;
    case MATOI_CHANNEL_ENTRY:
      if (!todo)
        {
          show_entry (self, message);
          return;
        }
      break;
    case MATOI_CHANNEL_TODO:
      if (todo)
        {
          show_entry (self, message);
          return;
        }
      break;
    case MATOI_CHANNEL_FREE:
    default:
      break;
    }
  if (todo && message->taken && is_dropped (self, message))
    reopen_todo (self, message);
  else
    adopt (self, message, kind);
}

static void
show (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  const MatoiRoomMessage *message = matoi_channel_panel_find (self, get_selected (self));

  if (message && message->taken)
    show_entry (self, message);
}

static char *
dup_url (MatoiChannelPanel *self, const MatoiRoomMessage *message)
{
  MatoiSession *session = matoi_channel_talk_get_session (self->talk);

  return message ? matoi_context_dup_message_url (matoi_session_get_context (session), message)
                 : NULL;
}

static void
open_in_slack (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  g_autofree char *url = dup_url (self, matoi_channel_panel_find (self, get_selected (self)));

  if (url)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), url, GDK_CURRENT_TIME);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  const MatoiRoomMessage *message = matoi_channel_panel_find (self, get_selected (self));

  if (message)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), message->text);
}

/** matoi_channel_panel_update_actions: as the selected message allows. */
void
matoi_channel_panel_update_actions (MatoiChannelPanel *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const MatoiRoomMessage *message = matoi_channel_panel_find (self, get_selected (self));
  MatoiChannelTaken taken =
    message ? matoi_channel_panel_get_taken (self, message) : MATOI_CHANNEL_FREE;
  g_autofree char *url = message ? dup_url (self, message) : NULL;

  gtk_widget_action_set_enabled (widget, "channel.take", message && !message->deleted);
  gtk_widget_action_set_enabled (widget, "channel.show",
                                 taken == MATOI_CHANNEL_ENTRY || taken == MATOI_CHANNEL_TODO);
  gtk_widget_action_set_enabled (widget, "channel.open", url != NULL);
  gtk_widget_action_set_enabled (widget, "channel.copy", message && *message->text);
}

static void
on_row_activated (MatoiChannelPanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "channel.take", "s", "fact");
}

static void
on_selected (MatoiChannelPanel *self)
{
  matoi_channel_panel_say (self, NULL);
  if (self->talk && matoi_channel_talk_get_session (self->talk))
    matoi_channel_panel_update_actions (self);
}

/* --- the menu */

static void
on_menu_closed (GtkPopover *menu, MatoiChannelPanel *self)
{
  GtkWidget *row = GTK_WIDGET (get_selected (self));

  if (self->menu != menu)
    return;
  self->menu = NULL;
  if (row)
    gtk_widget_grab_focus (row);
}

static void
pop_up (MatoiChannelPanel *self, double x, double y)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/matoi/Matoi/live/channel-menu.ui");
  GMenuModel *model = G_MENU_MODEL (gtk_builder_get_object (builder, "channel_menu"));
  GdkRectangle place = { (int) x, (int) y, 1, 1 };

  self->menu = matoi_side_row_menu_new (GTK_WIDGET (self), model, &place);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self, 0);
  gtk_popover_popup (self->menu);
}

static void
open_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiChannelPanel *self = MATOI_CHANNEL_PANEL (widget);
  GtkWidget *row = GTK_WIDGET (get_selected (self));
  graphene_rect_t place;

  if (row && !self->menu && gtk_widget_compute_bounds (row, widget, &place))
    pop_up (self, place.origin.x + 24, place.origin.y + place.size.height);
}

static void
on_secondary (MatoiChannelPanel *self, int n_press, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->chn_list, (int) y);
  graphene_point_t place;

  if (!row || self->menu)
    return;
  gtk_list_box_select_row (self->chn_list, row);
  if (gtk_widget_compute_point (GTK_WIDGET (self->chn_list), GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    pop_up (self, place.x, place.y);
}

/* --- the keys */

void
matoi_channel_panel_init_actions (MatoiChannelPanel *self)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());
  GtkGesture *click = gtk_gesture_click_new ();

  matoi_side_add_key (keys, "t", "channel.take", "fact");
  matoi_side_add_key (keys, "d", "channel.take", "decision");
  matoi_side_add_key (keys, "a", "channel.take", "action");
  matoi_side_add_key (keys, "h", "channel.take", "hypothesis");
  matoi_side_add_key (keys, "o", "channel.take", "todo");
  matoi_side_add_key (keys, "<Control>c", "channel.copy", NULL);
  matoi_side_add_key (keys, "Menu", "channel.menu", NULL);
  matoi_side_add_key (keys, "<Shift>F10", "channel.menu", NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->chn_list), GTK_EVENT_CONTROLLER (keys));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_secondary), self);
  gtk_widget_add_controller (GTK_WIDGET (self->chn_list), GTK_EVENT_CONTROLLER (click));
}

/* For class_init: the actions "channel.…". */
void
matoi_channel_panel_class_init_actions (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, on_row_activated);
  gtk_widget_class_bind_template_callback (class, on_selected);
  gtk_widget_class_install_action (class, "channel.take", "s", take);
  gtk_widget_class_install_action (class, "channel.show", NULL, show);
  gtk_widget_class_install_action (class, "channel.open", NULL, open_in_slack);
  gtk_widget_class_install_action (class, "channel.copy", NULL, copy);
  gtk_widget_class_install_action (class, "channel.menu", NULL, open_menu);
}
