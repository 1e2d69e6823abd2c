/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-publish-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The components: those of the incident's services, and the others when they are wanted. */

static const char *const states[] = { "operational", "under_maintenance", "degraded_performance",
                                      "partial_outage", "major_outage" };

static guint
find_state (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], state) == 0)
      return i + 1;
  return 0;
}

static GtkStringList *
new_choices (const MatoiStatusPart *part)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autofree char *same = NULL;

  /* Translators: %s is what a status page says of a component now, such as “Operational”. */
  same =
    *part->state ? g_strdup_printf (_ ("Stays: %s"), matoi_status_page_state_name (part->state))
                 : g_strdup (_ ("Stays as It Is"));
  gtk_string_list_append (names, same);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (names, matoi_status_page_state_name (states[i]));
  return names;
}

static GtkWidget *
row_new (const MatoiStatusPart *part)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = new_choices (part);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), part->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (part->group)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), part->group);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_object_set_data (G_OBJECT (row), "matoi-part", (gpointer) part);
  return row;
}

/* What is proposed: at the end all is well again, before that what is ours is not. */
static guint
propose (const MatoiStatusPart *part, const char *status)
{
  gboolean well = strcmp (part->state, "operational") == 0;

  if (strcmp (status, "resolved") == 0)
    return !well && (part->ours || *part->state) ? find_state ("operational") : 0;
  return part->ours && well && strcmp (status, "monitoring") != 0
           ? find_state ("degraded_performance")
           : 0;
}

/* The proposals for the status that is chosen now. */
void
matoi_post_publish_choose_parts (MatoiPostPublish *self)
{
  const char *status = matoi_post_publish_get_status (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->rows, i);
      const MatoiStatusPart *part = g_object_get_data (G_OBJECT (row), "matoi-part");

      adw_combo_row_set_selected (row, propose (part, status));
    }
}

void
matoi_post_publish_show_parts (MatoiPostPublish *self)
{
  GtkWidget *others = NULL, *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pub_parts))))
    gtk_list_box_remove (self->pub_parts, child);
  for (guint i = 0; self->page && i < self->page->parts->len; i++)
    {
      const MatoiStatusPart *part = g_ptr_array_index (self->page->parts, i);
      GtkWidget *row = row_new (part);

      g_ptr_array_add (self->rows, row);
      if (part->ours)
        gtk_list_box_append (self->pub_parts, row);
      else
        {
          if (!others)
            {
              others = adw_expander_row_new ();
              adw_preferences_row_set_title (ADW_PREFERENCES_ROW (others),
                                             i > 0 ? _ ("Other Components") : _ ("Components"));
              gtk_list_box_append (self->pub_parts, others);
            }
          adw_expander_row_add_row (ADW_EXPANDER_ROW (others), row);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pub_parts), self->rows->len > 0);
  /* The only row says the same. */
  gtk_widget_set_visible (self->pub_parts_title,
                          self->rows->len > 0 &&
                            !(others &&
                              gtk_widget_get_first_child (GTK_WIDGET (self->pub_parts)) == others));
  matoi_post_publish_choose_parts (self);
}

JsonObject *
matoi_post_publish_read_parts (MatoiPostPublish *self)
{
  JsonObject *components = json_object_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      AdwComboRow *row = g_ptr_array_index (self->rows, i);
      const MatoiStatusPart *part = g_object_get_data (G_OBJECT (row), "matoi-part");
      guint chosen = adw_combo_row_get_selected (row);

      if (chosen > 0 && chosen <= G_N_ELEMENTS (states))
        json_object_set_string_member (components, part->id, states[chosen - 1]);
    }
  return components;
}
