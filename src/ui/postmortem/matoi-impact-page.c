/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-impact-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-impact-row.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-picture.h"
#include "matoi-ui-text.h"

struct _MatoiImpactPage
{
  GtkWidget parent_instance;
  GtkWidget *imp_computed_group, *imp_stated_group;
  GtkListBox *imp_computed, *imp_stated;
  MatoiPicture *imp_picture;

  MatoiSession *session; /* (nullable) */
  JsonArray *rows;       /* (nullable) what the lists were made from */
};

static void matoi_impact_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiImpactPage,
                               matoi_impact_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_impact_page_page_init))

static const MatoiIncident *
get_incident (MatoiImpactPage *self)
{
  return matoi_session_get_incident (self->session);
}

static MatoiImpactRow *
get_row (MatoiImpactPage *self, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->imp_stated, i);

  return row ? MATOI_IMPACT_ROW (row) : NULL;
}

/* --- the picture over time */

static void
show_picture (MatoiImpactPage *self)
{
  const MatoiIncident *incident = get_incident (self);
  gint64 since = matoi_ui_get_start (incident);
  gint64 end = incident->ended_at != MATOI_TIME_NONE ? incident->ended_at
                                                     : matoi_session_get_now (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->imp_picture), end > since);
  if (end <= since)
    return;
  matoi_picture_begin (self->imp_picture, since, end, G_MININT64,
                       matoi_session_get_zone (self->session));
  matoi_ui_add_severities (self->imp_picture, incident, end);
}

/* --- what is computed */

static const char *
get_explanation (const char *computed)
{
  if (strcmp (computed, "severity-minutes") == 0)
    return _ ("From every change of the severity until the end.");
  if (strcmp (computed, "response-minutes") == 0)
    return _ ("From the declaration until the end.");
  return NULL;
}

static void
add_computed (MatoiImpactPage *self, JsonObject *row)
{
  GtkWidget *widget = adw_action_row_new (), *value = gtk_label_new (NULL);
  const char *explanation = get_explanation (matoi_json_get_string (row, "computed"));

  /* Names come from a file of the person's own. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), matoi_text (row, "name"));
  if (explanation)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), explanation);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "impact-computed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), value);
  g_object_set_data (G_OBJECT (widget), "matoi-value", value);
  g_object_set_data_full (G_OBJECT (widget), "matoi-row", json_object_ref (row),
                          (GDestroyNotify) json_object_unref);
  gtk_widget_set_name (widget, matoi_json_get_string (row, "id"));
  gtk_list_box_append (self->imp_computed, widget);
}

static void
show_computed (MatoiImpactPage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->imp_computed, i)); i++)
    {
      GtkLabel *value = g_object_get_data (G_OBJECT (row), "matoi-value");
      g_autofree char *text =
        matoi_postmortem_dup_impact (get_incident (self),
                                     g_object_get_data (G_OBJECT (row), "matoi-row"),
                                     matoi_session_get_now (self->session));

      /* Translators: stands where a number could not be computed. */
      gtk_label_set_text (value, text ? text : _ ("Nothing to count"));
      gtk_label_set_width_chars (value, text ? (int) MIN (g_utf8_strlen (text, -1) + 3, 34) : -1);
    }
}

/* --- filling */

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* The rows are those of the process, which stays what it is for one incident. */
static void
fill (MatoiImpactPage *self)
{
  JsonArray *rows = matoi_postmortem_get_list (get_incident (self), "impact");

  if (rows == self->rows)
    return;
  clear_list (self->imp_computed);
  clear_list (self->imp_stated);
  g_clear_pointer (&self->rows, json_array_unref);
  self->rows = rows ? json_array_ref (rows) : NULL;
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = matoi_json_array_get_object (rows, i);

      if (!row || !matoi_json_get_string (row, "id"))
        continue;
      if (matoi_json_get_string (row, "computed"))
        add_computed (self, row);
      else
        gtk_list_box_append (self->imp_stated, matoi_impact_row_new (self->session, row));
    }
  gtk_widget_set_visible (self->imp_computed_group,
                          gtk_list_box_get_row_at_index (self->imp_computed, 0) != NULL);
  gtk_widget_set_visible (self->imp_stated_group, get_row (self, 0) != NULL);
}

static void
show_all (MatoiImpactPage *self)
{
  gboolean editable = matoi_lessons_may_write (self->session);
  MatoiImpactRow *row;

  fill (self);
  show_computed (self);
  show_picture (self);
  for (int i = 0; (row = get_row (self, i)); i++)
    matoi_impact_row_show (row, editable);
}

static void
on_changed (MatoiImpactPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerns = folded_again;

  for (guint i = 0; i < events->len && !concerns; i++)
    {
      const char *type = ((const MatoiEvent *) g_ptr_array_index (events, i))->type;

      /* The words of the document and its tickets change no number. */
      concerns = strcmp (type, "postmortem.section") != 0 && !g_str_has_prefix (type, "action.") &&
                 strcmp (type, "postmortem.row") != 0;
    }
  if (concerns)
    show_all (self);
}

static void
matoi_impact_page_flush (MatoiDocumentPage *page)
{
  MatoiImpactPage *self = MATOI_IMPACT_PAGE (page);
  MatoiImpactRow *row;

  for (int i = 0; self->session && (row = get_row (self, i)); i++)
    matoi_impact_row_flush (row);
}

static void
matoi_impact_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiImpactPage *self = MATOI_IMPACT_PAGE (page);

  if (self->session == session)
    return;
  matoi_impact_page_flush (page);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  clear_list (self->imp_computed);
  clear_list (self->imp_stated);
  g_clear_pointer (&self->rows, json_array_unref);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}

/* The first number that is missing. */
static void
matoi_impact_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiImpactPage *self = MATOI_IMPACT_PAGE (page);
  MatoiImpactRow *row;

  for (int i = 0; self->session && (row = get_row (self, i)); i++)
    if (matoi_impact_row_is_missing (row))
      {
        matoi_impact_row_focus (row);
        return;
      }
  gtk_widget_child_focus (GTK_WIDGET (self->imp_stated), GTK_DIR_TAB_FORWARD);
}

static void
matoi_impact_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_impact_page_show;
  iface->flush = matoi_impact_page_flush;
  iface->jump = matoi_impact_page_jump;
}

/* --- the object */

static void
matoi_impact_page_dispose (GObject *object)
{
  MatoiImpactPage *self = MATOI_IMPACT_PAGE (object);

  if (self->imp_stated)
    matoi_impact_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_IMPACT_PAGE);
  G_OBJECT_CLASS (matoi_impact_page_parent_class)->dispose (object);
}

static void
matoi_impact_page_class_init (MatoiImpactPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_impact_page_dispose;
  g_type_ensure (MATOI_TYPE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/impact-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactPage, imp_computed_group);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactPage, imp_stated_group);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactPage, imp_computed);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactPage, imp_stated);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactPage, imp_picture);
}

static void
matoi_impact_page_init (MatoiImpactPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The minutes stand below it. */
  matoi_picture_set_summary (self->imp_picture, _ ("The severity from the beginning to the end"));
}
