/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-target.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

/* As many as one looks through. */
#define MAX_INCIDENTS 200

struct _MatoiImportTarget
{
  GtkWidget parent_instance;
  GtkCheckButton *tar_new, *tar_existing;
  GtkEntry *tar_title;
  GtkDropDown *tar_severity, *tar_incident;

  GPtrArray *severities; /* of char *: ids, as in the list but for the first */
  GPtrArray *incidents;  /* (nullable) of MatoiIncidentRow */
  MatoiId into;
};

G_DEFINE_FINAL_TYPE (MatoiImportTarget, matoi_import_target, GTK_TYPE_WIDGET)

static void
show_fields (MatoiImportTarget *self)
{
  gboolean is_new = gtk_check_button_get_active (self->tar_new);

  gtk_widget_set_sensitive (GTK_WIDGET (self->tar_title), is_new);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tar_severity), is_new);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tar_incident), !is_new);
}

static void
load_severities (MatoiImportTarget *self, MatoiContext *context)
{
  MatoiPolicy *policy = matoi_context_get_policy (context, NULL, NULL);
  GPtrArray *list = policy ? matoi_policy_get_severities (policy) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->severities, 0);
  /* Translators: how bad an incident was: nobody has said so. */
  gtk_string_list_append (names, _ ("Severity: not decided"));
  for (guint i = 0; list && i < list->len; i++)
    {
      const MatoiSeverity *severity = g_ptr_array_index (list, i);

      g_ptr_array_add (self->severities, g_strdup (severity->id));
      gtk_string_list_append (names, severity->label);
    }
  gtk_drop_down_set_model (self->tar_severity, G_LIST_MODEL (names));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImportTarget) self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *rows = matoi_context_list_finish (MATOI_CONTEXT (source), result, NULL);

  /* Without a list there are only new ones. */
  if (!rows || !self->tar_incident)
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->incidents, g_ptr_array_unref);
  self->incidents = rows;
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);
      /* Translators: an incident in a list: %1$s is its reference, %2$s its title. */
      g_autofree char *name =
        g_strdup_printf (_ ("%1$s %2$s"), row->ref,
                            row->security && row->codename ? row->codename : row->title);

      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->tar_incident, G_LIST_MODEL (names));
  gtk_widget_set_sensitive (GTK_WIDGET (self->tar_existing), rows->len > 0);
}

void
matoi_import_target_begin (MatoiImportTarget *self, MatoiContext *context, const char *title)
{
  g_return_if_fail (MATOI_IS_IMPORT_TARGET (self));

  gtk_check_button_set_active (self->tar_new, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->tar_title), title);
  load_severities (self, context);
  show_fields (self);
  matoi_context_list_async (context, NULL, MAX_INCIDENTS, NULL, on_listed, g_object_ref (self));
}

gboolean
matoi_import_target_get (MatoiImportTarget *self, MatoiSlackTarget *target)
{
  guint severity = gtk_drop_down_get_selected (self->tar_severity);
  guint incident = gtk_drop_down_get_selected (self->tar_incident);
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->tar_title));

  if (gtk_check_button_get_active (self->tar_new))
    {
      target->title = *title ? title : NULL;
      if (severity > 0 && severity <= self->severities->len)
        target->severity = g_ptr_array_index (self->severities, severity - 1);
      return TRUE;
    }
  if (!self->incidents || incident >= self->incidents->len)
    return FALSE;
  self->into = ((MatoiIncidentRow *) g_ptr_array_index (self->incidents, incident))->id;
  target->into = &self->into;
  return TRUE;
}

static void
matoi_import_target_dispose (GObject *object)
{
  MatoiImportTarget *self = MATOI_IMPORT_TARGET (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_IMPORT_TARGET);
  self->tar_incident = NULL;
  g_clear_pointer (&self->severities, g_ptr_array_unref);
  g_clear_pointer (&self->incidents, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_import_target_parent_class)->dispose (object);
}

static void
matoi_import_target_class_init (MatoiImportTargetClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_import_target_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/import/import-target.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiImportTarget, tar_new);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportTarget, tar_existing);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportTarget, tar_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportTarget, tar_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportTarget, tar_incident);
  gtk_widget_class_bind_template_callback (widget_class, show_fields);
}

static void
matoi_import_target_init (MatoiImportTarget *self)
{
  self->severities = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
