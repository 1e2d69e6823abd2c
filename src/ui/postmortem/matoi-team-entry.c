/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-team-entry.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-lessons.h"
#include "matoi-line-entry.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiTeamEntry
{
  GtkWidget parent_instance;
  MatoiLineEntry *tea_text;
  GtkMenuButton *tea_pick;

  MatoiSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiTeamEntry, matoi_team_entry, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
add_team (GPtrArray *teams, const char *team)
{
  if (team && *team && !g_ptr_array_find_with_equal_func (teams, team, g_str_equal, NULL))
    g_ptr_array_add (teams, g_strdup (team));
}

/* Those of the services that were hit first, then of the other action items, then all. */
static GPtrArray *
dup_teams (MatoiTeamEntry *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (MatoiDirectory) directory =
    matoi_directory_load (matoi_session_get_context (self->session));
  GPtrArray *teams = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < incident->services->len; i++)
    {
      const MatoiService *service =
        matoi_directory_find_service (directory, g_ptr_array_index (incident->services, i));

      if (service)
        add_team (teams, service->team);
    }
  for (guint i = 0; i < incident->actions->len; i++)
    add_team (teams, ((MatoiAction *) g_ptr_array_index (incident->actions, i))->owner_team);
  for (guint i = 0; i < directory->services->len; i++)
    add_team (teams, ((MatoiService *) g_ptr_array_index (directory->services, i))->team);
  return teams;
}

/* The team of the first service that was hit. (transfer full) */
char *
matoi_team_entry_dup_likely (MatoiTeamEntry *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (MatoiDirectory) directory =
    matoi_directory_load (matoi_session_get_context (self->session));

  for (guint i = 0; i < incident->services->len; i++)
    {
      const MatoiService *service =
        matoi_directory_find_service (directory, g_ptr_array_index (incident->services, i));

      if (service && *service->team)
        return g_strdup (service->team);
    }
  return g_strdup ("");
}

static void
on_chosen (MatoiTeamEntry *self, GtkButton *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->tea_text),
                         g_object_get_data (G_OBJECT (button), "matoi-team"));
  matoi_line_entry_flush (self->tea_text);
  gtk_menu_button_popdown (self->tea_pick);
  gtk_widget_grab_focus (GTK_WIDGET (self->tea_text));
}

static void
add_choice (MatoiTeamEntry *self, GtkWidget *box, const char *team)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (team);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "lesson-choice");
  matoi_side_set_name (button, team);
  g_object_set_data_full (G_OBJECT (button), "matoi-team", g_strdup (team), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Made when it is opened: the directory may have changed. */
static void
make_choices (GtkMenuButton *menu, gpointer user_data)
{
  MatoiTeamEntry *self = user_data;
  g_autoptr (GPtrArray) teams = dup_teams (self);
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < teams->len; i++)
    add_choice (self, box, g_ptr_array_index (teams, i));
  if (teams->len == 0)
    gtk_box_append (GTK_BOX (box),
                    gtk_label_new (_ ("No teams are known yet; they come with the services in the "
                        "preferences.")));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (menu, popover);
}

static void
on_save (MatoiTeamEntry *self, const char *text)
{
  g_signal_emit (self, signals[SAVE], 0, text);
}

void
matoi_team_entry_set_session (MatoiTeamEntry *self, MatoiSession *session)
{
  g_set_object (&self->session, session);
}

void
matoi_team_entry_set_team (MatoiTeamEntry *self, const char *durable)
{
  matoi_line_entry_set_text (self->tea_text, durable);
}

void
matoi_team_entry_reset (MatoiTeamEntry *self, const char *team)
{
  matoi_line_entry_reset (self->tea_text, team);
}

/* (transfer full) */
char *
matoi_team_entry_dup_team (MatoiTeamEntry *self)
{
  return matoi_line_entry_dup_text (self->tea_text);
}

void
matoi_team_entry_fail (MatoiTeamEntry *self)
{
  matoi_line_entry_fail (self->tea_text);
}

void
matoi_team_entry_flush (MatoiTeamEntry *self)
{
  matoi_line_entry_flush (self->tea_text);
}

static void
matoi_team_entry_dispose (GObject *object)
{
  MatoiTeamEntry *self = MATOI_TEAM_ENTRY (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TEAM_ENTRY);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_team_entry_parent_class)->dispose (object);
}

static void
matoi_team_entry_class_init (MatoiTeamEntryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_team_entry_dispose;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  signals[SAVE] = g_signal_new ("save", MATOI_TYPE_TEAM_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/team-entry.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamEntry, tea_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiTeamEntry, tea_pick);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
matoi_team_entry_init (MatoiTeamEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->tea_pick, make_choices, self, NULL);
}
