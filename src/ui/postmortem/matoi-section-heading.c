/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-section-heading.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-owner-form.h"
#include "matoi-postmortem.h"
#include "matoi-roster-items.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Whether the guidance is shown; a person who knows the process folds it once. */
#define GUIDANCE_KEY "postmortem-guidance"

struct _MatoiSectionHeading
{
  GtkWidget parent_instance;
  GtkLabel *pmv_section_title, *pmv_guidance, *hea_name;
  GtkCheckButton *hea_done;
  GtkMenuButton *hea_assignee;
  AdwAvatar *hea_avatar;
  GtkToggleButton *hea_bulb;
  GtkBox *pmv_tools;
  GtkWidget *hea_bar;
  GtkWidget *popover, *form;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
  char *guidance;        /* of it; never NULL */
  gboolean showing;      /* not by the person */
};

G_DEFINE_FINAL_TYPE (MatoiSectionHeading, matoi_section_heading, GTK_TYPE_WIDGET)

/* --- who writes it, and whether it is done */

static void
show_assignee (MatoiSectionHeading *self, const char *person)
{
  g_autofree char *initials = person ? matoi_roster_dup_initials (person) : g_strdup ("");
  g_autofree char *words = NULL;

  adw_avatar_set_text (self->hea_avatar, initials);
  adw_avatar_set_show_initials (self->hea_avatar, *initials != '\0');
  if (person)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hea_assignee), "nobody");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hea_assignee), "nobody");
  matoi_side_set_label (self->hea_name, person ? person : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hea_name), person != NULL);
  if (person)
    /* Translators: %s is the person who writes a section. */
    words = g_strdup_printf (_ ("%s writes this section; change it"), person);
  else
    words = g_strdup (_ ("Ask somebody to write this section"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hea_assignee), words);
  matoi_side_set_name (GTK_WIDGET (self->hea_assignee), words);
}

/* What stands in the document now. */
void
matoi_section_heading_update (MatoiSectionHeading *self)
{
  const MatoiIncident *incident;
  const MatoiPostmortem *postmortem;
  const MatoiSection *section;
  JsonObject *template;
  gboolean draft, open;

  g_return_if_fail (MATOI_IS_SECTION_HEADING (self));

  incident = self->session ? matoi_session_get_incident (self->session) : NULL;
  postmortem = incident ? incident->postmortem : NULL;
  if (!postmortem || !self->section)
    return;
  template = matoi_postmortem_find_template_section (incident, self->section);
  section = matoi_postmortem_find_section (postmortem, self->section);
  draft = g_str_equal (postmortem->state, "draft");
  open = draft || g_str_equal (postmortem->state, "in-review");
  self->showing = TRUE;
  gtk_check_button_set_active (self->hea_done,
                               matoi_postmortem_is_ticked (postmortem, "section", self->section));
  self->showing = FALSE;
  /* What is no text shows by itself whether anything is missing. */
  gtk_widget_set_visible (GTK_WIDGET (self->hea_done),
                          draft && template &&
                            g_strcmp0 (matoi_json_get_string (template, "kind"), "text") == 0);
  show_assignee (self, section ? section->assignee : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->hea_assignee), open);
}

static void
on_done (MatoiSectionHeading *self)
{
  MatoiCommand *command;

  if (self->showing || !self->session || !self->section)
    return;
  command = matoi_session_new_command (self->session, "pm-tick");
  matoi_command_set (command, "list", "section");
  matoi_command_set (command, "item", self->section);
  matoi_command_set_flag (command, "on", gtk_check_button_get_active (self->hea_done));
  matoi_session_send (self->session, command);
}

static void
on_popover_shown (MatoiSectionHeading *self)
{
  if (!self->session)
    return;
  matoi_owner_form_set_section (MATOI_OWNER_FORM (self->form), self->section);
  matoi_owner_form_begin (MATOI_OWNER_FORM (self->form), self->session);
  gtk_widget_grab_focus (self->form);
}

/* --- guidance */

static GSettings *
get_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  return schema && g_settings_schema_has_key (schema, GUIDANCE_KEY) ? g_settings_new (APP_ID)
                                                                    : NULL;
}

static void
show_guidance (MatoiSectionHeading *self)
{
  gboolean open = gtk_toggle_button_get_active (self->hea_bulb);

  /* What stands behind it keeps its place. */
  matoi_side_set_label (self->pmv_guidance, open ? self->guidance : "");
  if (open && *self->guidance)
    gtk_widget_add_css_class (self->hea_bar, "open");
  else
    gtk_widget_remove_css_class (self->hea_bar, "open");
}

static void
on_bulb (MatoiSectionHeading *self)
{
  show_guidance (self);
  matoi_side_report_expanded (self->hea_bulb);
}

/* --- the section */

static void
show_tools (MatoiSectionHeading *self, GtkWidget *tools)
{
  /* They stay where they are: GTK 4.8 never enables the buttons of actions again that were taken
   * out of the window and put back. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pmv_tools)); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, child == tools);
  if (tools && !gtk_widget_get_parent (tools))
    gtk_box_append (self->pmv_tools, tools);
}

static void
remove_tools (MatoiSectionHeading *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pmv_tools))))
    gtk_box_remove (self->pmv_tools, child);
}

void
matoi_section_heading_show (MatoiSectionHeading *self,
                            MatoiSession *session,
                            const char *section,
                            GtkWidget *tools)
{
  JsonObject *template;

  g_return_if_fail (MATOI_IS_SECTION_HEADING (self));

  g_set_object (&self->session, session);
  if (self->section != section)
    {
      g_free (self->section);
      self->section = g_strdup (section);
    }
  show_tools (self, tools);
  template =
    session &&section
      ? matoi_postmortem_find_template_section (matoi_session_get_incident (session), section)
      : NULL;
  if (!template)
    return;
  matoi_side_set_label (self->pmv_section_title, matoi_text (template, "name"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pmv_section_title), matoi_text (template, "name"));
  g_free (self->guidance);
  self->guidance = g_strdup (matoi_text (template, "guidance"));
  gtk_widget_set_visible (GTK_WIDGET (self->hea_bulb), *self->guidance != '\0');
  show_guidance (self);
  matoi_section_heading_update (self);
}

/* --- the object */

static void
matoi_section_heading_dispose (GObject *object)
{
  MatoiSectionHeading *self = MATOI_SECTION_HEADING (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  if (self->pmv_tools)
    remove_tools (self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SECTION_HEADING);
  G_OBJECT_CLASS (matoi_section_heading_parent_class)->dispose (object);
}

static void
matoi_section_heading_finalize (GObject *object)
{
  g_free (MATOI_SECTION_HEADING (object)->guidance);
  G_OBJECT_CLASS (matoi_section_heading_parent_class)->finalize (object);
}

static void
matoi_section_heading_class_init (MatoiSectionHeadingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_section_heading_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_section_heading_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/section-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, pmv_section_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, pmv_guidance);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, pmv_tools);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_done);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_assignee);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_avatar);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_bulb);
  gtk_widget_class_bind_template_child (widget_class, MatoiSectionHeading, hea_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_bulb);
}

static void
matoi_section_heading_init (MatoiSectionHeading *self)
{
  g_autoptr (GSettings) settings = get_settings ();

  self->guidance = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = gtk_popover_new ();
  self->form = matoi_owner_form_new_for_section ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->form);
  gtk_menu_button_set_popover (self->hea_assignee, self->popover);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_popover_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "done", G_CALLBACK (gtk_popover_popdown), self->popover,
                           G_CONNECT_SWAPPED);
  if (settings)
    g_settings_bind (settings, GUIDANCE_KEY, self->hea_bulb, "active", G_SETTINGS_BIND_DEFAULT);
}
