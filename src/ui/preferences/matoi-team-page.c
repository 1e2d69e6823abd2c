/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-team-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-ui-text.h"

struct _MatoiTeamPage
{
  AdwPreferencesPage parent_instance;
  AdwPreferencesGroup *team_people, *team_services;
  GtkWidget *team_message, *team_message_group;

  MatoiContext *context;
  GPtrArray *rows; /* of GtkWidget: the expander rows of both groups */
  char *shown;     /* (nullable) what of the settings is shown */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (MatoiTeamPage, matoi_team_page, ADW_TYPE_PREFERENCES_PAGE)

/* A column of a person or a service: its title and where it is kept. Lists are written with
 * semicolons, as in the CSV file. */
typedef struct
{
  const char *title; /* untranslated */
  gsize offset;
  gboolean is_list;
} Field;

static const Field person_fields[] = {
  { N_ ("Name"), G_STRUCT_OFFSET (MatoiPerson, name), FALSE },
  /* Translators: how a name is read, in kana or Latin letters. */
  { N_ ("Reading"), G_STRUCT_OFFSET (MatoiPerson, reading), FALSE },
  { N_ ("Phone"), G_STRUCT_OFFSET (MatoiPerson, phone), FALSE },
  { N_ ("E-Mail"), G_STRUCT_OFFSET (MatoiPerson, email), FALSE },
  { N_ ("Slack"), G_STRUCT_OFFSET (MatoiPerson, slack), FALSE },
  { N_ ("Expert of, Separated by ;"), G_STRUCT_OFFSET (MatoiPerson, services), TRUE },
  { N_ ("Trained for, Such as ic;deputy"), G_STRUCT_OFFSET (MatoiPerson, roles), TRUE },
};

static const Field service_fields[] = {
  { N_ ("Name"), G_STRUCT_OFFSET (MatoiService, name), FALSE },
  { N_ ("Reading"), G_STRUCT_OFFSET (MatoiService, reading), FALSE },
  { N_ ("Team"), G_STRUCT_OFFSET (MatoiService, team), FALSE },
};

static void show_stored (MatoiTeamPage *self);

static void
show_message (MatoiTeamPage *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->team_message), text ? text : "");
  gtk_widget_set_visible (self->team_message_group, text != NULL);
}

/* --- storing */

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    show_message (self, NULL);
  else
    {
      text = matoi_ui_dup_error (error);
      show_message (self, text);
    }
}

static void
store (MatoiTeamPage *self, MatoiDirectory *directory, gboolean people, gboolean services)
{
  g_autofree char *people_text = matoi_directory_dup_people (directory);
  g_autofree char *services_text = matoi_directory_dup_services (directory);

  if (people)
    matoi_context_set_setting_async (self->context, "directory.people", people_text, NULL,
                                     on_stored, g_object_ref (self));
  if (services)
    matoi_context_set_setting_async (self->context, "directory.services", services_text, NULL,
                                     on_stored, g_object_ref (self));
}

static gpointer
get_record (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "matoi-record");
}

static gboolean
is_person (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "matoi-is-person") != NULL;
}

/* What stands in the rows now is the directory. */
static void
store_rows (MatoiTeamPage *self, gboolean people)
{
  g_autoptr (MatoiDirectory) directory = matoi_directory_load (self->context);
  GPtrArray *list = people ? directory->people : directory->services;

  g_ptr_array_set_size (list, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (is_person (row) != people)
        continue;
      g_ptr_array_add (list, people ? (gpointer) matoi_person_copy (get_record (row))
                                    : (gpointer) matoi_service_copy (get_record (row)));
    }
  store (self, directory, people, !people);
}

/* --- one person or service */

static void
on_apply (AdwEntryRow *entry, GtkWidget *row)
{
  MatoiTeamPage *self = g_object_get_data (G_OBJECT (row), "matoi-page");
  const Field *field = g_object_get_data (G_OBJECT (entry), "matoi-field");
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  gpointer member = G_STRUCT_MEMBER_P (get_record (row), field->offset);

  if (field->is_list)
    {
      g_strfreev (*(GStrv *) member);
      *(GStrv *) member = *value ? g_strsplit (value, ";", -1) : g_new0 (char *, 1);
      for (GStrv p = *(GStrv *) member; *p; p++)
        g_strstrip (*p);
    }
  else
    {
      g_free (*(char **) member);
      *(char **) member = g_strdup (value);
    }
  store_rows (self, is_person (row));
}

static void
on_remove (GtkWidget *button, GtkWidget *row)
{
  MatoiTeamPage *self = g_object_get_data (G_OBJECT (row), "matoi-page");
  gboolean person = is_person (row);

  g_ptr_array_remove (self->rows, row);
  store_rows (self, person);
  adw_preferences_group_remove (person ? self->team_people : self->team_services, row);
}

static void
add_fields (GtkWidget *row, const Field *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      GtkWidget *entry = adw_entry_row_new ();
      gpointer member = G_STRUCT_MEMBER_P (get_record (row), fields[i].offset);
      g_autofree char *text =
        fields[i].is_list ? g_strjoinv (";", *(GStrv *) member) : g_strdup (*(char **) member);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ (fields[i].title));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
      gtk_editable_set_text (GTK_EDITABLE (entry), text ? text : "");
      g_object_set_data (G_OBJECT (entry), "matoi-field", (gpointer) &fields[i]);
      g_signal_connect (entry, "apply", G_CALLBACK (on_apply), row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), entry);
    }
}

static GtkWidget *
add_row (MatoiTeamPage *self, gpointer record, gboolean person)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *name = person ? ((MatoiPerson *) record)->name : ((MatoiService *) record)->name;
  g_autofree char *subtitle = person ? g_strjoinv (", ", ((MatoiPerson *) record)->services)
                                     : g_strdup (((MatoiService *) record)->team);
  /* Translators: a button; %s is a person or a service of the directory. */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  g_object_set_data (G_OBJECT (row), "matoi-page", self);
  g_object_set_data (G_OBJECT (row), "matoi-is-person", GINT_TO_POINTER (person));
  g_object_set_data_full (G_OBJECT (row), "matoi-record", record,
                          person ? (GDestroyNotify) matoi_person_free
                                 : (GDestroyNotify) matoi_service_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), row);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
  if (person)
    add_fields (row, person_fields, G_N_ELEMENTS (person_fields));
  else
    add_fields (row, service_fields, G_N_ELEMENTS (service_fields));
  adw_preferences_group_add (person ? self->team_people : self->team_services, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTeamPage *self = MATOI_TEAM_PAGE (widget);
  gboolean person = g_str_equal (action, "team.add-person");
  GtkWidget *row =
    add_row (self, person ? (gpointer) matoi_person_new (_ ("New Person"))
                          : (gpointer) matoi_service_new (_ ("New Service")), person);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* --- what is stored */

static void
show_stored (MatoiTeamPage *self)
{
  g_autoptr (MatoiDirectory) directory = matoi_directory_load (self->context);
  g_autofree char *people = matoi_directory_dup_people (directory);
  g_autofree char *services = matoi_directory_dup_services (directory);
  g_autofree char *all = g_strconcat (people, services, NULL);

  /* Rows that are being edited stay as they are while their own change comes back. */
  if (g_strcmp0 (all, self->shown) == 0 ||
      (self->shown && gtk_widget_get_focus_child (GTK_WIDGET (self))))
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&all);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (is_person (row) ? self->team_people : self->team_services, row);
    }
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < directory->people->len; i++)
    add_row (self, matoi_person_copy (g_ptr_array_index (directory->people, i)), TRUE);
  for (guint i = 0; i < directory->services->len; i++)
    add_row (self, matoi_service_copy (g_ptr_array_index (directory->services, i)), FALSE);
}

/* --- import */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiTeamPage) self = user_data;
  g_autoptr (MatoiDirectory) directory = NULL, imported = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *problem = NULL;
  gsize length;

  if (!self->context)
    return;
  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    imported = matoi_directory_parse_for (self->context, text, (gssize) length, &error);
  if (!imported)
    {
      problem = matoi_ui_dup_error (error);
      show_message (self, problem);
      return;
    }
  directory = matoi_directory_load (self->context);
  matoi_directory_merge (directory, imported);
  g_clear_pointer (&self->shown, g_free);
  store (self, directory, imported->people->len > 0, imported->services->len > 0);
}

static void
on_response (MatoiTeamPage *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file)
    g_file_load_contents_async (file, NULL, on_read, g_object_ref (self));
  g_clear_object (&self->chooser);
}

static void
import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTeamPage *self = MATOI_TEAM_PAGE (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Import People and Services"),
                                                  GTK_WINDOW (gtk_widget_get_root (widget)),
                                                  GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_response), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Shows and stores the directory of @context. */
void
matoi_team_page_set_context (MatoiTeamPage *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_TEAM_PAGE (self) && MATOI_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  show_stored (self);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), self,
                           G_CONNECT_SWAPPED);
}

static void
matoi_team_page_dispose (GObject *object)
{
  MatoiTeamPage *self = MATOI_TEAM_PAGE (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (matoi_team_page_parent_class)->dispose (object);
}

static void
matoi_team_page_class_init (MatoiTeamPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_team_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/preferences/team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamPage, team_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamPage, team_services);
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamPage, team_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamPage, team_message_group);
  gtk_widget_class_install_action (widget_class, "team.add-person", NULL, add);
  gtk_widget_class_install_action (widget_class, "team.add-service", NULL, add);
  gtk_widget_class_install_action (widget_class, "team.import", NULL, import);
}

static void
matoi_team_page_init (MatoiTeamPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
