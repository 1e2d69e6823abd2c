/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-owner.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-owner.h"
#include "matoi-ui-text.h"

#define MAX_IDEAS 3

struct _MatoiEndOwner
{
  GtkWidget parent_instance;
  char *shown; /* what the suggestions were made from */
  GtkLabel *own_due;
  GtkEntry *own_entry;
  GtkBox *own_ideas;
};

G_DEFINE_FINAL_TYPE (MatoiEndOwner, matoi_end_owner, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_changed (MatoiEndOwner *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_idea (MatoiEndOwner *self, GtkWidget *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->own_entry),
                         g_object_get_data (G_OBJECT (button), "matoi-person"));
}

static void
add_idea (MatoiEndOwner *self, const MatoiOwnerIdea *idea)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *avatar = adw_avatar_new (24, idea->person, TRUE);
  GtkWidget *name = gtk_label_new (idea->person), *reason = gtk_label_new (idea->reason);
  /* Translators: 1: a person, 2: why they could own the postmortem, such as “found the cause”. */
  g_autofree char *label = g_strdup_printf (_ ("%1$s: %2$s"), idea->person, idea->reason);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (reason), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_widget_set_hexpand (reason, TRUE);
  gtk_widget_add_css_class (reason, "dim-label");
  gtk_widget_add_css_class (name, "owner-name");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "owner-idea");
  g_object_set_data_full (G_OBJECT (button), "matoi-person", g_strdup (idea->person), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_idea), self);
  gtk_box_append (self->own_ideas, button);
}

static void
show_ideas (MatoiEndOwner *self, const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) ideas = matoi_suggest_owners (incident, MAX_IDEAS);
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < ideas->len; i++)
    {
      const MatoiOwnerIdea *idea = g_ptr_array_index (ideas, i);

      g_string_append_printf (shown, "%s=%s\n", idea->person, idea->reason);
    }
  if (g_strcmp0 (shown->str, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->own_ideas))))
    gtk_box_remove (self->own_ideas, child);
  for (guint i = 0; i < ideas->len; i++)
    add_idea (self, g_ptr_array_index (ideas, i));
}

/* PM-06: by the severity it was treated as. */
static char *
dup_due (const MatoiIncident *incident)
{
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);
  int days = severity ? (int) matoi_json_get_int (severity->json, "postmortem_days", 0) : 0;

  if (days <= 0)
    return g_strdup (_ ("One person who coordinates it; not a punishment."));
  if (g_strcmp0 (matoi_json_get_string (severity->json, "postmortem_calendar"), "business") == 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "One person who coordinates it; not a punishment. The meeting is within %d "
                   "working day.",
                   "One person who coordinates it; not a punishment. The meeting is within %d "
                   "working days.",
                   (gulong) days),
      days);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "One person who coordinates it; not a punishment. The meeting is within %d day.",
                 "One person who coordinates it; not a punishment. The meeting is within %d days.",
                 (gulong) days),
    days);
}

/* Suggests people for @incident; what was typed stays. */
void
matoi_end_owner_show (MatoiEndOwner *self, const MatoiIncident *incident)
{
  g_autofree char *due = dup_due (incident);

  g_return_if_fail (MATOI_IS_END_OWNER (self));

  gtk_label_set_text (self->own_due, due);
  show_ideas (self, incident);
}

/* The name in the field, or NULL when there is none. (transfer full) */
char *
matoi_end_owner_dup_person (MatoiEndOwner *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->own_entry)));

  return *g_strstrip (text) != '\0' ? g_steal_pointer (&text) : NULL;
}

void
matoi_end_owner_reset (MatoiEndOwner *self, const char *person)
{
  gtk_editable_set_text (GTK_EDITABLE (self->own_entry), person ? person : "");
}

static gboolean
matoi_end_owner_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_END_OWNER (widget)->own_entry));
}

static void
matoi_end_owner_dispose (GObject *object)
{
  MatoiEndOwner *self = MATOI_END_OWNER (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_END_OWNER);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (matoi_end_owner_parent_class)->dispose (object);
}

static void
matoi_end_owner_class_init (MatoiEndOwnerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_end_owner_dispose;
  widget_class->grab_focus = matoi_end_owner_grab_focus;
  widget_class->focus = matoi_ui_walk;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/end-owner.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiEndOwner, own_due);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndOwner, own_entry);
  gtk_widget_class_bind_template_child (widget_class, MatoiEndOwner, own_ideas);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
matoi_end_owner_init (MatoiEndOwner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
