/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-people-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-ui-text.h"

typedef struct
{
  char *name, *note;    /* note (nullable) */
  GtkWidget *row, *why; /* why (nullable): a row to say why not */
  GtkCheckButton *check;
  gboolean required, own; /* own: added here */
} Person;

struct _MatoiPeopleList
{
  GtkWidget parent_instance;
  GtkListBox *list;
  AdwEntryRow *add;
  GPtrArray *people;         /* of Person, as shown */
  MatoiDirectory *directory; /* (nullable) */
  gboolean editable, showing;
  gboolean pending; /* somebody was unticked, or a reason typed, and it was not told yet */
};

G_DEFINE_FINAL_TYPE (MatoiPeopleList, matoi_people_list, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
person_free (gpointer data)
{
  Person *person = data;

  g_free (person->name);
  g_free (person->note);
  g_free (person);
}

static Person *
find (MatoiPeopleList *self, const char *name)
{
  for (guint i = 0; i < self->people->len; i++)
    if (g_strcmp0 (((Person *) g_ptr_array_index (self->people, i))->name, name) == 0)
      return g_ptr_array_index (self->people, i);
  return NULL;
}

static void
edited (MatoiPeopleList *self)
{
  if (self->showing)
    return;
  self->pending = FALSE;
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_why_typed (MatoiPeopleList *self)
{
  self->pending |= !self->showing;
}

/* Without the reason there is nothing to tell yet; it is asked for when the page is left. */
static void
on_why_left (MatoiPeopleList *self, GtkEventController *controller)
{
  GtkEditable *why = GTK_EDITABLE (gtk_event_controller_get_widget (controller));

  if (self->pending && *gtk_editable_get_text (why) != '\0')
    edited (self);
}

static void
show_why (Person *person)
{
  if (person->why)
    gtk_widget_set_visible (person->why, !gtk_check_button_get_active (person->check));
}

static void
on_toggled (MatoiPeopleList *self, GtkCheckButton *check)
{
  Person *person = g_object_get_data (G_OBJECT (check), "matoi-person");

  show_why (person);
  if (self->showing)
    return;
  /* Without the reason nothing is to be recorded yet. */
  if (person->why && gtk_widget_get_visible (person->why) &&
      *gtk_editable_get_text (GTK_EDITABLE (person->why)) == '\0')
    {
      self->pending = TRUE;
      gtk_widget_grab_focus (person->why);
    }
  else
    edited (self);
}

static void
add_why (MatoiPeopleList *self, Person *person, int position)
{
  /* Translators: %s is a person who should come to the meeting. */
  g_autofree char *title = g_strdup_printf (_ ("Why %s need not come"), person->name);
  GtkEventController *focus;

  person->why = adw_entry_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (person->why), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->why), title);
  matoi_ui_name_entry_rows (person->why);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (person->why), TRUE);
  gtk_widget_set_visible (person->why, FALSE);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_why_left), self);
  gtk_widget_add_controller (person->why, focus);
  g_signal_connect_swapped (person->why, "changed", G_CALLBACK (on_why_typed), self);
  g_signal_connect_swapped (person->why, "apply", G_CALLBACK (edited), self);
  gtk_list_box_insert (self->list, person->why, position);
}

/* Before the row that adds one. */
static Person *
add_person (MatoiPeopleList *self, const char *name, gboolean required)
{
  Person *person = g_new0 (Person, 1);
  int position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->add));

  person->name = g_strdup (name);
  person->required = required;
  person->row = adw_action_row_new ();
  person->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  g_object_set_data (G_OBJECT (person->check), "matoi-person", person);
  gtk_widget_set_valign (GTK_WIDGET (person->check), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (person->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (person->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->row), name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (person->row), GTK_WIDGET (person->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (person->row), GTK_WIDGET (person->check));
  gtk_list_box_insert (self->list, person->row, position);
  if (required)
    add_why (self, person, position + 1);
  g_ptr_array_add (self->people, person);
  g_signal_connect_swapped (person->check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_widget_set_sensitive (GTK_WIDGET (person->check), self->editable);
  return person;
}

static void
remove_person (MatoiPeopleList *self, Person *person)
{
  gtk_list_box_remove (self->list, person->row);
  if (person->why)
    gtk_list_box_remove (self->list, person->why);
  g_ptr_array_remove (self->people, person);
}

static void
show_tick (MatoiPeopleList *self, const MatoiTick *tick)
{
  Person *person = find (self, tick->name);
  g_autofree char *note = NULL;

  if (person && person->required != tick->required)
    {
      remove_person (self, person);
      person = NULL;
    }
  if (!person)
    person = add_person (self, tick->name, tick->required);
  person->own = FALSE;
  g_free (person->note);
  person->note = g_strdup (tick->note);
  if (tick->required)
    /* Translators: under a person's name; %s is a role, or that they own the postmortem. */
    note = g_strdup_printf (_ ("%s · has to come"), tick->note ? tick->note : "");
  else
    note = g_strdup (tick->note ? tick->note : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (person->row), note);
  /* Somebody is about to say why not. */
  if (person->why && matoi_inline_has_focus (person->why))
    return;
  gtk_check_button_set_active (person->check, tick->ticked);
  if (person->why && (tick->reason || tick->ticked))
    gtk_editable_set_text (GTK_EDITABLE (person->why), tick->reason ? tick->reason : "");
  show_why (person);
}

void
matoi_people_list_show (MatoiPeopleList *self, GPtrArray *ticks)
{
  g_return_if_fail (MATOI_IS_PEOPLE_LIST (self));

  self->showing = TRUE;
  for (guint i = self->people->len; i > 0; i--)
    {
      Person *person = g_ptr_array_index (self->people, i - 1);

      if (!person->own && !matoi_tick_find (ticks, person->name))
        remove_person (self, person);
    }
  for (guint i = 0; i < ticks->len; i++)
    show_tick (self, g_ptr_array_index (ticks, i));
  self->showing = FALSE;
}

/* Forgets everybody, also who was added: another list is shown from now on. */
void
matoi_people_list_reset (MatoiPeopleList *self)
{
  while (self->people->len > 0)
    remove_person (self, g_ptr_array_index (self->people, 0));
  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  self->pending = FALSE;
}

/* @directory is borrowed until the next call; it completes names. */
void
matoi_people_list_set_directory (MatoiPeopleList *self, MatoiDirectory *directory)
{
  self->directory = directory;
}

void
matoi_people_list_set_editable (MatoiPeopleList *self, gboolean editable)
{
  self->editable = editable;
  gtk_widget_set_visible (GTK_WIDGET (self->add), editable);
  for (guint i = 0; i < self->people->len; i++)
    {
      Person *person = g_ptr_array_index (self->people, i);

      gtk_widget_set_sensitive (GTK_WIDGET (person->check), editable);
      if (person->why)
        gtk_editable_set_editable (GTK_EDITABLE (person->why), editable);
    }
}

GPtrArray *
matoi_people_list_dup_ticks (MatoiPeopleList *self)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_tick_free);

  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = g_ptr_array_index (self->people, i);
      MatoiTick *tick = matoi_tick_new (person->name, person->note, person->required,
                                        gtk_check_button_get_active (person->check));

      if (person->why && !tick->ticked)
        tick->reason = matoi_inline_dup_text (GTK_EDITABLE (person->why));
      g_ptr_array_add (ticks, tick);
    }
  return ticks;
}

static void
on_add (MatoiPeopleList *self)
{
  g_autofree char *typed = matoi_inline_dup_text (GTK_EDITABLE (self->add));
  g_autofree char *name = *typed ? matoi_people_dup_meant (self->directory, typed) : NULL;
  Person *person = name ? find (self, name) : NULL;

  if (!name)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  if (!person)
    {
      person = add_person (self, name, FALSE);
      person->own = TRUE;
    }
  if (gtk_check_button_get_active (person->check))
    return;
  gtk_check_button_set_active (person->check, TRUE);
}

void
matoi_people_list_flush (MatoiPeopleList *self)
{
  on_add (self);
  if (self->pending)
    edited (self);
}

static gboolean
matoi_people_list_grab_focus (GtkWidget *widget)
{
  MatoiPeopleList *self = MATOI_PEOPLE_LIST (widget);
  Person *first = self->people->len > 0 ? g_ptr_array_index (self->people, 0) : NULL;

  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (first ? GTK_WIDGET (first->check) : GTK_WIDGET (self->add));
}

static void
matoi_people_list_dispose (GObject *object)
{
  MatoiPeopleList *self = MATOI_PEOPLE_LIST (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_ptr_array_set_size (self->people, 0);
  G_OBJECT_CLASS (matoi_people_list_parent_class)->dispose (object);
}

static void
matoi_people_list_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_PEOPLE_LIST (object)->people);
  G_OBJECT_CLASS (matoi_people_list_parent_class)->finalize (object);
}

static void
matoi_people_list_class_init (MatoiPeopleListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_people_list_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_people_list_finalize;
  widget_class->grab_focus = matoi_people_list_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[EDITED] = g_signal_new ("edited", MATOI_TYPE_PEOPLE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_people_list_init (MatoiPeopleList *self)
{
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->editable = TRUE;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People"), -1);
  self->add = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _ ("Add Somebody"));
  matoi_ui_name_entry_rows (GTK_WIDGET (self->add));
  g_signal_connect_swapped (self->add, "entry-activated", G_CALLBACK (on_add), self);
  gtk_list_box_append (self->list, GTK_WIDGET (self->add));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
