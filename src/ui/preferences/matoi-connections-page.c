/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connections-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-connection-row.h"
#include "matoi-jira-page.h"
#include "matoi-pagerduty-page.h"
#include "matoi-slack-page.h"
#include "matoi-statuspage-page.h"
#include "matoi-subpage.h"

struct _MatoiConnectionsPage
{
  AdwPreferencesPage parent_instance;
  AdwPreferencesGroup *con_services;

  MatoiContext *context;
  MatoiConnections *connections;
  GPtrArray *rows;      /* of MatoiConnectionRow */
  GtkWidget *second;    /* the row that offers a second JIRA */
  GHashTable *subpages; /* char * id → MatoiSubpage: what is typed there stays */
  GtkWidget *shown;     /* (nullable) one of them */
  char *next;           /* (nullable) id of the one to show when that has gone */
};

G_DEFINE_FINAL_TYPE (MatoiConnectionsPage, matoi_connections_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- the page of a service */

static AdwPreferencesPage *
new_page (MatoiConnectionsPage *self, const char *id)
{
  MatoiSlackPage *slack;

  if (g_str_equal (id, "jira") || g_str_equal (id, "jira2"))
    return ADW_PREFERENCES_PAGE (matoi_jira_page_new (self->context, id));
  if (g_str_equal (id, "pagerduty"))
    return ADW_PREFERENCES_PAGE (matoi_pagerduty_page_new (self->context));
  if (g_str_equal (id, "statuspage"))
    return ADW_PREFERENCES_PAGE (matoi_statuspage_page_new (self->context));
  slack = g_object_new (MATOI_TYPE_SLACK_PAGE, NULL);
  matoi_slack_page_set_context (slack, self->context);
  return ADW_PREFERENCES_PAGE (slack);
}

static const char *
get_title (MatoiConnectionsPage *self, const char *id)
{
  return g_str_equal (id, "jira2") && !matoi_adapter_is_set_up (self->context, id)
    ? _ ("Second JIRA")
    : matoi_adapter_get_name_of (self->context, id);
}

static gboolean
on_gone (gpointer user_data)
{
  g_autoptr (MatoiConnectionsPage) self = user_data;
  g_autofree char *id = g_steal_pointer (&self->next);

  if (self->context && id)
    matoi_connections_page_open (self, id);
  return G_SOURCE_REMOVE;
}

static void
on_parent_changed (GtkWidget *subpage, GParamSpec *pspec, MatoiConnectionsPage *self)
{
  if (self->next && !gtk_widget_get_parent (subpage))
    g_idle_add (on_gone, g_object_ref (self));
}

/* libadwaita 1.2 does not lead from one subpage to another: it tries to remove the first twice. */
static gboolean
has_to_wait (MatoiConnectionsPage *self, GtkWidget *window, GtkWidget *subpage, const char *id)
{
  if (!self->shown || self->shown == subpage || !gtk_widget_get_parent (self->shown))
    return FALSE;
  g_free (self->next);
  self->next = g_strdup (id);
  adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (window));
  return TRUE;
}

/** matoi_connections_page_open: see the header. */
gboolean
matoi_connections_page_open (MatoiConnectionsPage *self, const char *id)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);
  GtkWidget *subpage;

  g_return_val_if_fail (MATOI_IS_CONNECTIONS_PAGE (self), FALSE);

  if (!window || !g_strv_contains (matoi_adapters_list (), id))
    return FALSE;
  subpage = g_hash_table_lookup (self->subpages, id);
  if (!subpage)
    {
      subpage = GTK_WIDGET (matoi_subpage_new (get_title (self, id), new_page (self, id)));
      g_hash_table_insert (self->subpages, g_strdup (id), g_object_ref_sink (subpage));
      g_signal_connect_object (subpage, "notify::parent", G_CALLBACK (on_parent_changed), self, 0);
    }
  if (has_to_wait (self, window, subpage, id))
    return TRUE;
  self->shown = subpage;
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (window), subpage);
  return TRUE;
}

static void
on_activated (MatoiConnectionRow *row, MatoiConnectionsPage *self)
{
  matoi_connections_page_open (self, matoi_connection_row_get_id (row));
}

static void
on_second (MatoiConnectionsPage *self)
{
  matoi_connections_page_open (self, "jira2");
}

/* --- the list */

static const MatoiConnection *
find (MatoiConnectionsPage *self, const char *id)
{
  for (guint i = 0; i < matoi_connections_get_n (self->connections); i++)
    {
      const MatoiConnection *connection = matoi_connections_get (self->connections, i);

      if (g_str_equal (connection->id, id))
        return connection;
    }
  return NULL;
}

static void
show (MatoiConnectionsPage *self)
{
  gboolean second = matoi_adapter_is_set_up (self->context, "jira2");

  for (guint i = 0; i < self->rows->len; i++)
    {
      MatoiConnectionRow *row = g_ptr_array_index (self->rows, i);
      const char *id = matoi_connection_row_get_id (row);

      matoi_connection_row_show (row, find (self, id));
      if (g_str_equal (id, "jira2"))
        gtk_widget_set_visible (GTK_WIDGET (row), second);
    }
  gtk_widget_set_visible (self->second, !second && matoi_adapter_is_set_up (self->context, "jira"));
}

static void
add_row (MatoiConnectionsPage *self, const char *id)
{
  MatoiConnectionRow *row = matoi_connection_row_new (self->context, id);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), self, 0);
  adw_preferences_group_add (self->con_services, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
add_second (MatoiConnectionsPage *self)
{
  self->second = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->second), _ ("Add a Second JIRA…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->second),
                               _ ("Such as a Data Center beside the Cloud."));
  gtk_widget_set_name (self->second, "connection_second");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->second), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->second),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->second),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (self->second, "activated", G_CALLBACK (on_second), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->con_services, self->second);
}

/** matoi_connections_page_set_context: once. */
void
matoi_connections_page_set_context (MatoiConnectionsPage *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_CONNECTIONS_PAGE (self) && MATOI_IS_CONTEXT (context));

  self->context = g_object_ref (context);
  self->connections = matoi_connections_new (context);
  add_row (self, "record");
  for (const char *const *id = matoi_adapters_list (); *id; id++)
    {
      add_row (self, *id);
      if (g_str_equal (*id, "jira2"))
        add_second (self);
    }
  g_signal_connect_object (self->connections, "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
matoi_connections_page_dispose (GObject *object)
{
  MatoiConnectionsPage *self = MATOI_CONNECTIONS_PAGE (object);

  self->shown = NULL;
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->subpages, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->connections);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_connections_page_parent_class)->dispose (object);
}

static void
matoi_connections_page_class_init (MatoiConnectionsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_connections_page_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/preferences/connections-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiConnectionsPage, con_services);
}

static void
matoi_connections_page_init (MatoiConnectionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->subpages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}
