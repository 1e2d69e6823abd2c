/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-fields.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-map-group.h"
#include "matoi-pick-row.h"
#include "matoi-setup-report.h"
#include "matoi-ui-text.h"

struct _MatoiJiraFields
{
  AdwPreferencesGroup parent_instance;
  MatoiContext *context;
  char *site, *key;
  MatoiJiraScreens *screens;
  GHashTable *rows; /* char * "PROJECT FIELD" → GtkWidget */
  GHashTable *seen; /* char * of @rows that are asked for now */
};

G_DEFINE_FINAL_TYPE (MatoiJiraFields, matoi_jira_fields, ADW_TYPE_PREFERENCES_GROUP)

/* --- storing */

static void
store (MatoiJiraFields *self, GtkWidget *row, const char *value)
{
  JsonObject *map = matoi_map_group_read (self->context, self->key);
  const char *project = g_object_get_data (G_OBJECT (row), "matoi-project");
  const char *field = g_object_get_data (G_OBJECT (row), "matoi-field");
  JsonObject *fields = matoi_json_get_object (map, project);

  if (!fields)
    {
      fields = json_object_new ();
      json_object_set_object_member (map, project, fields);
    }
  if (value)
    json_object_set_string_member (fields, field, value);
  else
    json_object_remove_member (fields, field);
  if (json_object_get_size (fields) == 0)
    json_object_remove_member (map, project);
  matoi_map_group_write (GTK_WIDGET (self), self->context, self->key, map);
}

static void
on_picked (MatoiJiraFields *self, GtkWidget *row)
{
  store (self, row, matoi_pick_row_get_id (MATOI_PICK_ROW (row)));
}

static void
on_apply (MatoiJiraFields *self, GtkWidget *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  store (self, row, *text ? text : NULL);
}

/* --- the rows */

static GtkWidget *
new_unfit (void)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (row),
    _ ("Matoi cannot fill this kind of field. Let JIRA fill it, or use another ticket type."));
  return row;
}

static GtkWidget *
new_row (MatoiJiraFields *self, const MatoiSetupChoice *field, const char *title)
{
  GtkWidget *row;

  if (field->unfit)
    return new_unfit ();
  if (field->choices->len > 0)
    {
      row = GTK_WIDGET (matoi_pick_row_new (title, _ ("Choose…")));
      g_signal_connect_object (row, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
      return row;
    }
  row = adw_entry_row_new ();
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
get_row (MatoiJiraFields *self, const char *project, const MatoiSetupChoice *field)
{
  g_autofree char *key = g_strconcat (project, " ", field->id, NULL);
  GtkWidget *row = g_hash_table_lookup (self->rows, key);
  g_autofree char *title = NULL;

  g_hash_table_add (self->seen, g_strdup (key));
  if (row)
    return row;
  /* Translators: a field of JIRA, and the key of the project that asks for it. */
  title = g_strdup_printf (_ ("%1$s, in %2$s"), field->name, project);
  row = new_row (self, field, title);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_name (row, field->id);
  matoi_ui_name_entry_rows (row);
  g_object_set_data_full (G_OBJECT (row), "matoi-project", g_strdup (project), g_free);
  g_object_set_data_full (G_OBJECT (row), "matoi-field", g_strdup (field->id), g_free);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_hash_table_insert (self->rows, g_steal_pointer (&key), row);
  return row;
}

static void
show_field (MatoiJiraFields *self,
            JsonObject *map,
            const char *project,
            const MatoiSetupChoice *field)
{
  JsonObject *values = matoi_json_get_object (map, project);
  const char *value = values ? matoi_json_get_string (values, field->id) : NULL;
  GtkWidget *row = get_row (self, project, field);

  if (MATOI_IS_PICK_ROW (row))
    matoi_pick_row_show (MATOI_PICK_ROW (row), field->choices, value);
  else if (ADW_IS_ENTRY_ROW (row) && !gtk_widget_get_focus_child (row))
    gtk_editable_set_text (GTK_EDITABLE (row), value ? value : "");
}

static void
show_project (MatoiJiraFields *self, JsonObject *map, const char *project, const char *type)
{
  GPtrArray *fields = project ? matoi_jira_screens_get_fields (self->screens, project, type) : NULL;

  for (guint i = 0; fields && i < fields->len; i++)
    {
      const MatoiSetupChoice *field = g_ptr_array_index (fields, i);

      if (field->required)
        show_field (self, map, project, field);
    }
}

static void
drop_rows (MatoiJiraFields *self)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (!g_hash_table_contains (self->seen, key))
      {
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
        g_hash_table_iter_remove (&iter);
      }
}

/** matoi_jira_fields_refresh: see the header. */
void
matoi_jira_fields_refresh (MatoiJiraFields *self)
{
  g_autoptr (JsonObject) map = matoi_map_group_read (self->context, self->key);
  g_autoptr (JsonObject) owners = matoi_map_group_read (self->context, "jira.projects");
  g_autoptr (GList) values = json_object_get_values (owners);
  g_autofree char *project = g_strconcat (self->site, ".project", NULL);
  g_autofree char *type = g_strconcat (self->site, ".type", NULL);

  g_hash_table_remove_all (self->seen);
  show_project (self, map, matoi_context_get_setting (self->context, project),
                matoi_context_get_setting (self->context, type));
  for (GList *node = values; node; node = node->next)
    {
      JsonObject *value =
        JSON_NODE_HOLDS_OBJECT (node->data) ? json_node_get_object (node->data) : NULL;
      const char *site = value ? matoi_json_get_string (value, "site") : NULL;

      if (value && g_strcmp0 (site ? site : "jira", self->site) == 0)
        show_project (self, map, matoi_json_get_string (value, "project"),
                      matoi_json_get_string (value, "type"));
    }
  drop_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->rows) > 0);
}

static void
matoi_jira_fields_dispose (GObject *object)
{
  MatoiJiraFields *self = MATOI_JIRA_FIELDS (object);

  g_clear_object (&self->context);
  g_clear_object (&self->screens);
  G_OBJECT_CLASS (matoi_jira_fields_parent_class)->dispose (object);
}

static void
matoi_jira_fields_finalize (GObject *object)
{
  MatoiJiraFields *self = MATOI_JIRA_FIELDS (object);

  g_free (self->site);
  g_free (self->key);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->seen);
  G_OBJECT_CLASS (matoi_jira_fields_parent_class)->finalize (object);
}

static void
matoi_jira_fields_class_init (MatoiJiraFieldsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_jira_fields_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_jira_fields_finalize;
}

static void
matoi_jira_fields_init (MatoiJiraFields *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/** matoi_jira_fields_new: see the header. */
MatoiJiraFields *
matoi_jira_fields_new (MatoiContext *context, const char *site, MatoiJiraScreens *screens)
{
  MatoiJiraFields *self = g_object_new (
    MATOI_TYPE_JIRA_FIELDS, "title",
    _ ("Required Fields"), "description",
       _ ("These projects ask for more than Matoi knows: what new tickets get there."), NULL);

  self->context = g_object_ref (context);
  self->site = g_strdup (site);
  self->key = g_strconcat (site, ".fields", NULL);
  self->screens = g_object_ref (screens);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (matoi_jira_fields_refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (screens, "changed", G_CALLBACK (matoi_jira_fields_refresh), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return self;
}
