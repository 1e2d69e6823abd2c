/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-page-popover.h"

#include <glib/gi18n-lib.h>

#include "matoi-contact-item.h"
#include "matoi-context-oncall.h"
#include "matoi-directory.h"
#include "matoi-page-now.h"
#include "matoi-text.h"
#include "matoi-ui-text.h"

enum
{
  ANSWER_MINUTES = 5,
};

struct _MatoiPagePopover
{
  GtkPopover parent_instance;
  GtkLabel *pag_title, *pag_hint;
  MatoiPageNow *pag_now;
  GtkDropDown *pag_whom;
  GtkWidget *pag_scroller;
  GtkBox *pag_people;
  GtkEntry *pag_name;
  GtkCheckButton *pag_ask;

  MatoiSession *session; /* (nullable) */
  char *whom;
  gboolean choosing; /* the list is being filled */
};

G_DEFINE_FINAL_TYPE (MatoiPagePopover, matoi_page_popover, GTK_TYPE_POPOVER)

GtkWidget *
matoi_page_popover_new (void)
{
  return g_object_new (MATOI_TYPE_PAGE_POPOVER, NULL);
}

static void
record (MatoiPagePopover *self, const char *person)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *page = matoi_session_new_command (self->session, "page");

  matoi_command_set (page, "whom", self->whom);
  matoi_command_set (page, "person", person);
  json_object_set_boolean_member (page->args, "by_hand", TRUE);
  g_ptr_array_add (commands, page);
  if (gtk_check_button_get_active (self->pag_ask))
    {
      MatoiCommand *ask = matoi_session_new_command (self->session, "ask");

      matoi_command_set (ask, "person", person);
      matoi_command_set_int (ask, "minutes", ANSWER_MINUTES);
      /* Translators: what is asked of a person who was paged. */
      matoi_command_set (ask, "text", _("Answer the page and join"));
      g_ptr_array_add (commands, ask);
    }
  matoi_session_send_all (self->session, commands);
}

static void
record_name (MatoiPagePopover *self)
{
  g_autofree char *name =
    matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->pag_name)));

  if (!*name || !self->session)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->pag_name));
      return;
    }
  record (self, name);
  gtk_editable_set_text (GTK_EDITABLE (self->pag_name), "");
}

/* They are being called. Who does not answer is called by hand; and one Enter too many does nothing
 * there. */
static void
on_sent (MatoiPagePopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->pag_name));
}

/* Stays open: with no commander the first two are paged at once. */
static void
on_record (MatoiPagePopover *self, GtkButton *button)
{
  record (self, g_object_get_data (G_OBJECT (button), "matoi-person"));
  gtk_button_set_label (button, _("Recorded"));
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_person (MatoiPagePopover *self, const MatoiPerson *person)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_label (_("Record as Called"));
  g_autofree char *copy = NULL, *label = NULL;

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  add_label (words, person->name, "heading");
  add_label (words, *person->phone ? person->phone : _("No phone number is known"), "numeric");
  gtk_box_append (GTK_BOX (row), words);
  if (*person->phone)
    {
      /* Translators: the name of a button: %s is a person. */
      copy = g_strdup_printf (_("Copy the number of %s"), person->name);
      gtk_box_append (GTK_BOX (row), matoi_copy_button_new (copy, person->phone));
    }
  /* Translators: the name of a button: %s is a person. */
  label = g_strdup_printf (_("Record: Called %s"), person->name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "matoi-person", g_strdup (person->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_record), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->pag_people, row);
}

static guint
add_people (MatoiPagePopover *self, const char *who)
{
  g_autoptr (MatoiDirectory) directory =
    matoi_directory_load (matoi_session_get_context (self->session));
  guint n = 0;

  for (guint i = 0; i < directory->people->len; i++)
    {
      const MatoiPerson *person = g_ptr_array_index (directory->people, i);

      if (g_strcmp0 (person->name, who) == 0 ||
          (person->roles && g_strv_contains ((const char *const *) person->roles, who)))
        {
          add_person (self, person);
          n++;
        }
    }
  return n;
}

/* (nullable) (transfer none): the command with which another bot calls people, if recording it here
 * sends that. */
static const char *
get_sent (MatoiSession *session)
{
  MatoiContext *context = matoi_session_get_context (session);
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const char *team = matoi_context_get_setting (context, "slack.team");
  const char *command = matoi_context_get_setting (context, "slack.send.page");

  return team && *team && command && *command && !incident->drill && !incident->security ? command
                                                                                         : NULL;
}

/* --- whom */

/* What is said above the list of those to call by hand. */
static char *
dup_hint (MatoiPagePopover *self, guint n_people)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *service =
    matoi_context_get_setting (matoi_session_get_context (self->session), "pagerduty.from");

  if (gtk_widget_get_visible (GTK_WIDGET (self->pag_now)))
    return g_strdup (n_people > 0
                     ? _ ("Nobody answers? Call by phone, and record it here.")
                     : _ ("Nobody answers? Call with your usual tool, and record it here."));
  if (service && *service && incident->drill)
    return g_strdup (_ ("This is a drill: nobody is called by PagerDuty. Say that you call, then "
                        "record it here."));
  if (service && *service && incident->security)
    return g_strdup (_ ("Of a security incident PagerDuty is told nothing. Call by phone, then "
                        "record it here."));
  if (get_sent (self->session))
    /* Translators: %s is a command such as “!ic page”. */
    return g_strdup_printf (_("Recording it here sends “%s” to the incident’s channel, for the bot that calls people. "
          "If nobody answers, call with your usual tool."),
      get_sent (self->session));
  if (n_people > 0)
    return g_strdup (_("Call with your usual tool, the first two at once: one too many is better "
                          "than one too few. Then record it here."));
  return g_strdup (_("Your directory names nobody for this yet. Call with your usual tool, "
                          "then record it here."));
}

static void
show_whom (MatoiPagePopover *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiRole *role =
    incident->policy ? matoi_policy_find_role (incident->policy, self->whom) : NULL;
  g_autofree char *title = NULL, *hint = NULL;
  GtkWidget *child;
  guint n_people;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pag_people))))
    gtk_box_remove (self->pag_people, child);
  matoi_page_now_begin (self->pag_now, self->session, self->whom);
  n_people = add_people (self, self->whom);
  gtk_widget_set_visible (self->pag_scroller, n_people > 0);
  /* Translators: a heading: %s is a role such as Incident Commander, or a person. */
  title = g_strdup_printf (_("Page: %s"), role ? matoi_text (role->json, "name") : self->whom);
  gtk_label_set_text (self->pag_title, title);
  hint = dup_hint (self, n_people);
  gtk_label_set_text (self->pag_hint, hint);
  /* Only where that is the one thing to be done: one Enter too many is not to record a call. */
  if (n_people == 0 && !role && !gtk_widget_get_visible (GTK_WIDGET (self->pag_now)) &&
      !*gtk_editable_get_text (GTK_EDITABLE (self->pag_name)))
    gtk_editable_set_text (GTK_EDITABLE (self->pag_name), self->whom);
}

/* The commander, the services that have people on call, and whoever is asked for. */
static void
fill_whom (MatoiPagePopover *self)
{
  g_auto (GStrv) services =
    matoi_context_list_paged_services (matoi_session_get_context (self->session));
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, _ ("Incident Commander"));
  for (guint i = 0; services[i]; i++)
    {
      gtk_string_list_append (list, services[i]);
      if (g_str_equal (services[i], self->whom))
        selected = i + 1;
    }
  if (selected == 0 && !g_str_equal (self->whom, "ic"))
    {
      gtk_string_list_append (list, self->whom);
      selected = g_list_model_get_n_items (G_LIST_MODEL (list)) - 1;
    }
  self->choosing = TRUE;
  gtk_drop_down_set_model (self->pag_whom, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->pag_whom, selected);
  self->choosing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->pag_whom),
                          gtk_widget_get_visible (GTK_WIDGET (self->pag_now)) && services[0]);
}

static void
on_whom (MatoiPagePopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->pag_whom);
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->pag_whom);

  if (self->choosing || !self->session || !item)
    return;
  g_free (self->whom);
  self->whom = g_strdup (selected == 0 ? "ic" : gtk_string_object_get_string (item));
  show_whom (self);
}

/* Shows who can be called as @who, the id of a role, a service, or as the person of that name; the
 * caller pops it up. */
void
matoi_page_popover_begin (MatoiPagePopover *self, MatoiSession *session, const char *who)
{
  g_return_if_fail (MATOI_IS_PAGE_POPOVER (self));

  g_set_object (&self->session, session);
  g_free (self->whom);
  self->whom = g_strdup (who);
  show_whom (self);
  fill_whom (self);
}

/* The keyboard goes where the next thing is to be done. */
static gboolean
matoi_page_popover_grab_focus (GtkWidget *widget)
{
  MatoiPagePopover *self = MATOI_PAGE_POPOVER (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  if (gtk_widget_get_visible (GTK_WIDGET (self->pag_now)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->pag_now)) ||
           gtk_widget_grab_focus (GTK_WIDGET (self->pag_name));
  if (gtk_widget_get_visible (self->pag_scroller))
    return gtk_widget_child_focus (GTK_WIDGET (self->pag_people), GTK_DIR_TAB_FORWARD);
  return gtk_widget_grab_focus (GTK_WIDGET (self->pag_name));
}

static void
matoi_page_popover_dispose (GObject *object)
{
  MatoiPagePopover *self = MATOI_PAGE_POPOVER (object);

  g_clear_object (&self->session);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_PAGE_POPOVER);
  G_OBJECT_CLASS (matoi_page_popover_parent_class)->dispose (object);
}

static void
matoi_page_popover_finalize (GObject *object)
{
  g_free (MATOI_PAGE_POPOVER (object)->whom);
  G_OBJECT_CLASS (matoi_page_popover_parent_class)->finalize (object);
}

static void
matoi_page_popover_class_init (MatoiPagePopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_page_popover_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_page_popover_finalize;
  g_type_ensure (MATOI_TYPE_PAGE_NOW);
  widget_class->grab_focus = matoi_page_popover_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/page-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_now);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_whom);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiPagePopover, pag_ask);
  gtk_widget_class_bind_template_callback (widget_class, record_name);
  gtk_widget_class_bind_template_callback (widget_class, on_sent);
  gtk_widget_class_bind_template_callback (widget_class, on_whom);
}

static void
matoi_page_popover_init (MatoiPagePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
