/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-section-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-section-row.h"

struct _MatoiSectionList
{
  GtkWidget parent_instance;
  GtkWidget *box, *heading, *scroller;
  GtkListBox *list;

  MatoiSession *session; /* (nullable) */
  JsonArray *sections;   /* (nullable) what the rows are of */
  GPtrArray *checks;     /* of MatoiCheck, the last ones */
  char *shown;           /* (nullable) the section that is shown */
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (MatoiSectionList, matoi_section_list, GTK_TYPE_WIDGET)

static MatoiSectionRow *
get_row (MatoiSectionList *self, int i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

  return row ? MATOI_SECTION_ROW (row) : NULL;
}

static void
show_rows (MatoiSectionList *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  MatoiSectionRow *row;

  if (!incident->postmortem)
    return;
  for (int i = 0; (row = get_row (self, i)); i++)
    matoi_section_row_show (row, incident, self->checks,
                            g_strcmp0 (matoi_section_row_get_id (row), self->shown) == 0);
}

static void
fill (MatoiSectionList *self)
{
  JsonArray *sections = matoi_postmortem_get_template (matoi_session_get_incident (self->session));
  MatoiSectionRow *row;

  if (sections == self->sections)
    return;
  while ((row = get_row (self, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->sections, json_array_unref);
  self->sections = json_array_ref (sections);
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = matoi_json_array_get_object (sections, i);
      GtkWidget *child;

      if (!section || !matoi_json_get_string (section, "id"))
        continue;
      child = matoi_section_row_new (section);
      matoi_section_row_set_folded (MATOI_SECTION_ROW (child), self->folded);
      gtk_list_box_append (self->list, child);
    }
}

void
matoi_section_list_update (MatoiSectionList *self, GPtrArray *checks)
{
  g_return_if_fail (MATOI_IS_SECTION_LIST (self));

  if (!self->session)
    return;
  if (checks != self->checks)
    {
      g_ptr_array_unref (self->checks);
      self->checks = g_ptr_array_ref (checks);
    }
  fill (self);
  show_rows (self);
}

/* Marks the row of @section; the keyboard stays where it is. */
void
matoi_section_list_select (MatoiSectionList *self, const char *section)
{
  g_return_if_fail (MATOI_IS_SECTION_LIST (self));

  if (section != self->shown)
    {
      g_free (self->shown);
      self->shown = g_strdup (section);
    }
  if (self->session)
    show_rows (self);
}

const char *
matoi_section_list_get_neighbour (MatoiSectionList *self, int by)
{
  MatoiSectionRow *row;

  g_return_val_if_fail (MATOI_IS_SECTION_LIST (self), NULL);

  for (int i = 0; (row = get_row (self, i)); i++)
    if (g_strcmp0 (matoi_section_row_get_id (row), self->shown) == 0)
      {
        row = i + by >= 0 ? get_row (self, i + by) : NULL;
        return row ? matoi_section_row_get_id (row) : NULL;
      }
  return NULL;
}

void
matoi_section_list_set_folded (MatoiSectionList *self, gboolean folded)
{
  MatoiSectionRow *row;

  g_return_if_fail (MATOI_IS_SECTION_LIST (self));

  self->folded = folded;
  gtk_widget_set_visible (self->heading, !folded);
  gtk_widget_set_size_request (self->scroller, folded ? 44 : 220, -1);
  for (int i = 0; (row = get_row (self, i)); i++)
    matoi_section_row_set_folded (row, folded);
  if (self->session)
    show_rows (self);
}

void
matoi_section_list_set_session (MatoiSectionList *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_SECTION_LIST (self));

  g_set_object (&self->session, session);
  if (session)
    fill (self);
}

/* --- the keyboard */

static MatoiSectionRow *
find_shown (MatoiSectionList *self)
{
  MatoiSectionRow *row = NULL;

  for (int i = 0; (row = get_row (self, i)); i++)
    if (g_strcmp0 (matoi_section_row_get_id (row), self->shown) == 0)
      break;
  return row;
}

/* One stop for Tab, on the section that is shown: from row to row go the arrows. */
static gboolean
matoi_section_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MatoiSectionRow *row = find_shown (MATOI_SECTION_LIST (widget));

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (matoi_section_list_parent_class)->focus (widget, direction);
  if (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return FALSE;
  return row && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
matoi_section_list_grab_focus (GtkWidget *widget)
{
  MatoiSectionRow *row = find_shown (MATOI_SECTION_LIST (widget));

  return row && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_activated (MatoiSectionList *self, MatoiSectionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "postmortem.show", "s",
                              matoi_section_row_get_id (row));
}

static void
matoi_section_list_dispose (GObject *object)
{
  MatoiSectionList *self = MATOI_SECTION_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->sections, json_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_section_list_parent_class)->dispose (object);
}

static void
matoi_section_list_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_SECTION_LIST (object)->checks);
  g_free (MATOI_SECTION_LIST (object)->shown);
  G_OBJECT_CLASS (matoi_section_list_parent_class)->finalize (object);
}

static void
matoi_section_list_class_init (MatoiSectionListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_section_list_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_section_list_finalize;
  GTK_WIDGET_CLASS (class)->focus = matoi_section_list_focus;
  GTK_WIDGET_CLASS (class)->grab_focus = matoi_section_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_section_list_init (MatoiSectionList *self)
{
  self->checks = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->heading = gtk_label_new (_("Sections"));
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "sections-heading");
  gtk_widget_add_css_class (self->heading, "caption-heading");
  gtk_widget_add_css_class (self->heading, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "sections");
  /* A list box selects what Tab passes: which one is shown is said by the rows. */
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sections"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_size_request (self->scroller, 220, -1);
  gtk_box_append (GTK_BOX (self->box), self->heading);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated), self,
                           G_CONNECT_SWAPPED);
}
