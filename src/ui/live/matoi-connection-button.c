/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connection-button.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

struct _MatoiConnectionButton
{
  GtkWidget parent_instance;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *word; /* what is not as it should be */
  GtkListBox *list;
  GtkWidget *outbox; /* the way there, once there is somewhere to send to */

  MatoiConnections *connections; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiConnectionButton, matoi_connection_button, GTK_TYPE_WIDGET)

static const char *
get_icon (MatoiConnectionState state)
{
  static const char *const icons[] = {
    [MATOI_CONNECTION_OFF] = "matoi-alone-symbolic",
    [MATOI_CONNECTION_OK] = "network-transmit-receive-symbolic",
    [MATOI_CONNECTION_WAITING] = "network-offline-symbolic",
    [MATOI_CONNECTION_TROUBLE] = "dialog-warning-symbolic",
  };

  return icons[state];
}

static GtkWidget *
new_row (const MatoiConnection *connection)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (
    connection->state == MATOI_CONNECTION_OFF  ? "matoi-step-open-symbolic"
    : connection->state == MATOI_CONNECTION_OK ? "object-select-symbolic"
                                               : get_icon (connection->state));
  GtkWidget *name = gtk_label_new (connection->name);
  GtkWidget *text = gtk_label_new (connection->text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 40);
  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), name, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), text, 1, 1, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* Which one is in @state; "" if nobody has to know. */
static const char *
get_word (MatoiConnectionButton *self, MatoiConnectionState state)
{
  for (guint i = 0; i < matoi_connections_get_n (self->connections); i++)
    {
      const MatoiConnection *connection = matoi_connections_get (self->connections, i);

      if (connection->state == state && state >= MATOI_CONNECTION_WAITING)
        return connection->name;
    }
  return "";
}

static void
show (MatoiConnectionButton *self)
{
  MatoiConnectionState state = matoi_connections_get_state (self->connections);
  g_autofree char *summary = matoi_connections_dup_summary (self->connections);
  GtkListBoxRow *row;

  gtk_image_set_from_icon_name (self->icon, get_icon (state));
  gtk_label_set_text (self->word, get_word (self, state));
  gtk_widget_set_visible (GTK_WIDGET (self->word), state >= MATOI_CONNECTION_WAITING);
  if (state == MATOI_CONNECTION_TROUBLE)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "wanted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "wanted");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    gtk_widget_get_first_child (GTK_WIDGET (self->button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
  gtk_widget_set_visible (self->outbox, state != MATOI_CONNECTION_OFF);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < matoi_connections_get_n (self->connections); i++)
    gtk_list_box_append (self->list, new_row (matoi_connections_get (self->connections, i)));
}

/* Whose connections are shown (nullable). */
void
matoi_connection_button_set_context (MatoiConnectionButton *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_CONNECTION_BUTTON (self));

  g_clear_object (&self->connections);
  if (!context)
    return;
  self->connections = matoi_connections_new (context);
  g_signal_connect_object (self->connections, "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

static void
matoi_connection_button_dispose (GObject *object)
{
  MatoiConnectionButton *self = MATOI_CONNECTION_BUTTON (object);

  g_clear_object (&self->connections);
  if (self->button)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  G_OBJECT_CLASS (matoi_connection_button_parent_class)->dispose (object);
}

static void
matoi_connection_button_class_init (MatoiConnectionButtonClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_connection_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_way (MatoiConnectionButton *self, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_add_css_class (button, "flat");
  /* After its action: that leads elsewhere. */
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_menu_button_popdown), self->button,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return button;
}

static void
matoi_connection_button_init (MatoiConnectionButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->word = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (face), GTK_WIDGET (self->word));
  gtk_menu_button_set_child (self->button, face);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Connections"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "connections");
  gtk_widget_set_name (GTK_WIDGET (self->list), "con_connections");
  self->outbox = new_way (self, _ ("Open _Outbox"), "win.outbox", NULL);
  gtk_box_append (GTK_BOX (ways), self->outbox);
  gtk_box_append (GTK_BOX (ways),
                  new_way (self, _ ("_Slack Settings…"), "win.preferences-page", "slack"));
  gtk_widget_set_halign (ways, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), ways);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}
