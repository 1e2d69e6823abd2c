/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connection-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-choice-row.h"
#include "matoi-service-look.h"
#include "matoi-time.h"
#include "matoi-ui-text.h"

struct _MatoiConnectionRow
{
  AdwActionRow parent_instance;
  MatoiContext *context;
  char *id;
  GtkImage *icon;
  GtkLabel *word;
  GtkWidget *outbox;
  GtkWidget *use; /* (nullable): nothing can be turned off */
};

G_DEFINE_FINAL_TYPE (MatoiConnectionRow, matoi_connection_row, ADW_TYPE_ACTION_ROW)

/* What a person has to know of it first. */
static MatoiAdapterState
judge (const MatoiConnection *connection)
{
  static const MatoiAdapterState states[] = {
    [MATOI_CONNECTION_OFF] = MATOI_ADAPTER_OFF,
    [MATOI_CONNECTION_OK] = MATOI_ADAPTER_ONLINE,
    [MATOI_CONNECTION_WAITING] = MATOI_ADAPTER_OFFLINE,
    [MATOI_CONNECTION_TROUBLE] = MATOI_ADAPTER_REFUSED,
  };

  return connection ? states[connection->state] : MATOI_ADAPTER_OFF;
}

static gboolean
has_use (MatoiConnectionRow *self)
{
  return self->use && matoi_adapter_is_set_up (self->context, self->id);
}

static gboolean
is_off (MatoiConnectionRow *self)
{
  return has_use (self) && !matoi_adapter_is_used (self->context, self->id);
}

static const char *
get_word (MatoiConnectionRow *self, const MatoiConnection *connection)
{
  if (g_str_equal (self->id, "record"))
    return connection && connection->state == MATOI_CONNECTION_TROUBLE ? _ ("Somebody Is Needed")
                                                                       : _ ("Works");
  return is_off (self) ? _ ("Turned Off") : matoi_service_look_get_word (judge (connection));
}

/* The time of a day that is not today has its date. */
static char *
dup_since (MatoiConnectionRow *self, gint64 since)
{
  g_autoptr (GTimeZone) zone = matoi_ui_dup_zone (self->context, FALSE);
  g_autofree char *day = matoi_time_to_local (since, "%F", zone);
  g_autofree char *today = matoi_time_to_local (g_get_real_time () / 1000, "%F", zone);
  g_autofree char *time =
    matoi_time_to_local (since, g_str_equal (day, today) ? "%H:%M" : "%F %H:%M", zone);

  /* Translators: since when a service is connected, or is not reached; %s is a time. */
  return g_strdup_printf (_ ("Since %s."), time);
}

static char *
dup_text (MatoiConnectionRow *self, const MatoiConnection *connection)
{
  g_autofree char *since = NULL;

  if (is_off (self))
    return g_strdup (_ ("Set up, but not in use."));
  if (!connection)
    return g_strdup (_ ("Not connected"));
  if (connection->since == 0 || connection->state == MATOI_CONNECTION_OFF)
    return g_strdup (connection->text);
  since = dup_since (self, connection->since);
  return g_strconcat (connection->text, " ", since, NULL);
}

/** matoi_connection_row_show: see the header. */
void
matoi_connection_row_show (MatoiConnectionRow *self, const MatoiConnection *connection)
{
  g_autofree char *text = dup_text (self, connection);
  const char *word = get_word (self, connection);

  g_return_if_fail (MATOI_IS_CONNECTION_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 connection ? connection->name
                                            : matoi_adapter_get_name_of (self->context, self->id));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  matoi_service_look_show_icon (self->icon, judge (connection));
  gtk_label_set_text (self->word, word);
  gtk_widget_set_visible (self->outbox,
                          connection && (connection->waiting > 0 || connection->held > 0));
  if (self->use)
    gtk_widget_set_visible (self->use, has_use (self));
}

/** matoi_connection_row_get_id: (transfer none) */
const char *
matoi_connection_row_get_id (MatoiConnectionRow *self)
{
  g_return_val_if_fail (MATOI_IS_CONNECTION_ROW (self), NULL);

  return self->id;
}

/* The outbox is a view of the main window. */
static void
on_outbox (MatoiConnectionRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent && gtk_widget_activate_action (GTK_WIDGET (parent), "win.outbox", NULL))
    gtk_window_present (parent);
}

static void
matoi_connection_row_dispose (GObject *object)
{
  g_clear_object (&MATOI_CONNECTION_ROW (object)->context);
  G_OBJECT_CLASS (matoi_connection_row_parent_class)->dispose (object);
}

static void
matoi_connection_row_finalize (GObject *object)
{
  g_free (MATOI_CONNECTION_ROW (object)->id);
  G_OBJECT_CLASS (matoi_connection_row_parent_class)->finalize (object);
}

static void
matoi_connection_row_class_init (MatoiConnectionRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_connection_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_connection_row_finalize;
}

static void
matoi_connection_row_init (MatoiConnectionRow *self)
{
  self->icon = GTK_IMAGE (matoi_service_look_new_icon ());
  self->word = GTK_LABEL (gtk_label_new (NULL));
  self->outbox = gtk_button_new_with_mnemonic (_ ("Open _Outbox"));
  gtk_widget_set_valign (self->outbox, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->word), "dim-label");
  g_signal_connect_object (self->outbox, "clicked", G_CALLBACK (on_outbox), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->outbox);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->word));
}

static void
add_use (MatoiConnectionRow *self)
{
  g_autofree char *key = g_strconcat (self->id, ".use", NULL);
  /* Translators: a switch; %s is the name of a service, such as JIRA. */
  g_autofree char *name =
    g_strdup_printf (_ ("Use %s"), matoi_adapter_get_name_of (self->context, self->id));

  self->use = gtk_switch_new ();
  gtk_widget_set_valign (self->use, GTK_ALIGN_CENTER);
  gtk_widget_set_name (self->use, key);
  gtk_widget_set_tooltip_text (self->use, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->use), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  matoi_switch_bind (GTK_SWITCH (self->use), self->context, key, TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->use);
}

/** matoi_connection_row_new: see the header. */
MatoiConnectionRow *
matoi_connection_row_new (MatoiContext *context, const char *id)
{
  MatoiConnectionRow *self = g_object_new (MATOI_TYPE_CONNECTION_ROW, NULL);
  g_autofree char *name = g_strconcat ("connection_", id, NULL);

  self->context = g_object_ref (context);
  self->id = g_strdup (id);
  gtk_widget_set_name (GTK_WIDGET (self), name);
  if (g_str_equal (id, "record"))
    return self;
  add_use (self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return self;
}
