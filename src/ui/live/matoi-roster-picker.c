/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-picker.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-roster-people.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* More than a person reads; typing narrows it down. */
#define MAX_SHOWN 40

struct _MatoiRosterPicker
{
  GtkWidget parent_instance;
  GtkEntry *picker_entry;
  GtkWidget *picker_scroller;
  GtkListBox *picker_list;

  GPtrArray *people; /* of MatoiRosterCandidate, the likeliest first */
  gboolean folds;
  gboolean setting; /* the text is set, not typed */
};

G_DEFINE_FINAL_TYPE (MatoiRosterPicker, matoi_roster_picker, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- the list */

/* Beside the words, for the eye that runs down the list. */
static GtkWidget *
make_hand (void)
{
  GtkWidget *hand = gtk_image_new_from_icon_name ("matoi-hand-symbolic");

  gtk_widget_set_halign (hand, GTK_ALIGN_END);
  gtk_widget_set_hexpand (hand, TRUE);
  gtk_widget_add_css_class (hand, "roster-offered");
  return hand;
}

static GtkWidget *
make_row (const char *name, const char *note, gboolean is_new, gboolean offered)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *initials = matoi_roster_dup_initials (name);
  GtkWidget *avatar = is_new ? gtk_image_new_from_icon_name ("list-add-symbolic")
                             : adw_avatar_new (24, initials, *initials != '\0');
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label = gtk_label_new (name);
  GtkWidget *second = gtk_label_new (note);
  /* Translators: %1$s is a person's name, %2$s what is known of them. */
  g_autofree char *both = g_strdup_printf (_ ("%1$s, %2$s"), name, note);

  if (is_new)
    gtk_widget_add_css_class (avatar, "roster-new");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "roster-note");
  gtk_widget_set_visible (second, *note != '\0');
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), second);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), words);
  if (offered)
    gtk_box_append (GTK_BOX (box), make_hand ());
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, *note ? both : name);
  matoi_side_set_name (row, *note ? both : name);
  g_object_set_data_full (G_OBJECT (row), "matoi-person", g_strdup (name), g_free);
  return row;
}

static void
show_list (MatoiRosterPicker *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (matoi_roster_picker_get_name (self)));
  g_autofree char *wanted = matoi_directory_fold (typed);
  gboolean known = *typed == '\0';
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->picker_list, 0)))
    gtk_list_box_remove (self->picker_list, GTK_WIDGET (row));
  for (guint i = 0; self->people && i < self->people->len && n < MAX_SHOWN; i++)
    {
      const MatoiRosterCandidate *person = g_ptr_array_index (self->people, i);

      if (!strstr (person->folded, wanted) && !strstr (person->folded_reading, wanted))
        continue;
      known |= strcmp (person->name, typed) == 0;
      gtk_list_box_append (self->picker_list,
                           make_row (person->name, person->note, FALSE, person->offered));
      n++;
    }
  if (!known)
    gtk_list_box_append (self->picker_list,
                         make_row (typed, _ ("Not in the directory"), TRUE, FALSE));
  /* Enter takes what is selected; nothing is taken before anything is typed. */
  if (*typed)
    gtk_list_box_select_row (self->picker_list,
                             gtk_list_box_get_row_at_index (self->picker_list, 0));
  gtk_widget_set_visible (self->picker_scroller,
                          gtk_list_box_get_row_at_index (self->picker_list, 0) &&
                            !(self->folds && (self->setting || !*typed)));
}

static void
choose (MatoiRosterPicker *self, GtkListBoxRow *row)
{
  g_autofree char *name = row ? g_strdup (g_object_get_data (G_OBJECT (row), "matoi-person"))
                              : g_strdup (matoi_roster_picker_get_name (self));

  if (!*g_strstrip (name))
    return;
  if (self->folds)
    {
      matoi_roster_picker_set_name (self, name);
      gtk_widget_grab_focus (GTK_WIDGET (self->picker_entry));
      gtk_editable_set_position (GTK_EDITABLE (self->picker_entry), -1);
    }
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
on_typed (MatoiRosterPicker *self)
{
  show_list (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_entered (MatoiRosterPicker *self)
{
  choose (self, gtk_widget_get_visible (self->picker_scroller)
                  ? gtk_list_box_get_selected_row (self->picker_list)
                  : NULL);
}

static void
on_row_activated (MatoiRosterPicker *self, GtkListBoxRow *row)
{
  choose (self, row);
}

/* The arrow keys go through the list while one types; an input method sees them first. */
static gboolean
on_key (MatoiRosterPicker *self, guint keyval)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->picker_list), *row;
  int step = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1
             : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up   ? -1
                                                                 : 0;
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->picker_scroller));
  graphene_rect_t bounds;

  if (step == 0 || !gtk_widget_get_visible (self->picker_scroller) ||
      !(gtk_widget_get_state_flags (GTK_WIDGET (self->picker_entry)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->picker_list,
                                       selected ? gtk_list_box_row_get_index (selected) + step : 0);
  if (!row)
    return GDK_EVENT_STOP;
  gtk_list_box_select_row (self->picker_list, row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->picker_list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return GDK_EVENT_STOP;
}

/* --- from outside */

void
matoi_roster_picker_begin (MatoiRosterPicker *self,
                           MatoiSession *session,
                           MatoiDirectory *directory,
                           const char *role_or_null)
{
  g_return_if_fail (MATOI_IS_ROSTER_PICKER (self));
  g_return_if_fail (MATOI_IS_SESSION (session) && directory != NULL);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = matoi_roster_candidates (session, directory, role_or_null);
  self->setting = TRUE;
  show_list (self);
  self->setting = FALSE;
}

/* What the field is for: seen and said. */
void
matoi_roster_picker_set_prompt (MatoiRosterPicker *self, const char *prompt)
{
  g_return_if_fail (MATOI_IS_ROSTER_PICKER (self));

  matoi_side_set_name (GTK_WIDGET (self->picker_entry), prompt);
}

/* What is typed; never NULL. */
const char *
matoi_roster_picker_get_name (MatoiRosterPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->picker_entry));
}

void
matoi_roster_picker_set_name (MatoiRosterPicker *self, const char *name)
{
  g_return_if_fail (MATOI_IS_ROSTER_PICKER (self));

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->picker_entry), name);
  show_list (self);
  self->setting = FALSE;
}

void
matoi_roster_picker_set_folds (MatoiRosterPicker *self, gboolean folds)
{
  g_return_if_fail (MATOI_IS_ROSTER_PICKER (self));

  self->folds = folds;
  gtk_widget_set_visible (self->picker_scroller, !folds);
}

static gboolean
matoi_roster_picker_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_ROSTER_PICKER (widget)->picker_entry));
}

static void
matoi_roster_picker_dispose (GObject *object)
{
  MatoiRosterPicker *self = MATOI_ROSTER_PICKER (object);

  g_clear_pointer (&self->people, g_ptr_array_unref);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ROSTER_PICKER);
  G_OBJECT_CLASS (matoi_roster_picker_parent_class)->dispose (object);
}

static void
matoi_roster_picker_class_init (MatoiRosterPickerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_roster_picker_dispose;
  widget_class->grab_focus = matoi_roster_picker_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/roster-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPicker, picker_entry);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPicker, picker_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterPicker, picker_list);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_roster_picker_init (MatoiRosterPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
