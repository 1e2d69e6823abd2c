/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-seen-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-similar-row.h"
#include "matoi-side.h"

struct _MatoiSeenRow
{
  GtkWidget parent_instance;
  char *ref;
  MatoiBrief *brief; /* (nullable) */
  gboolean explained;
  GtkLabel *what, *why;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (MatoiSeenRow, matoi_seen_row, GTK_TYPE_WIDGET)

/* --- what it says */

static void
show_line (GtkLabel *label, const char *text)
{
  matoi_side_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

/* What is read out is all of it, however narrow the window is. */
static void
show_name (MatoiSeenRow *self)
{
  g_autofree char *name =
    /* Translators: what a button does; %1$s is such as "Seen before in INC-…", %2$s why. */
    g_strdup_printf (_ ("Open: %1$s. %2$s"), gtk_label_get_text (self->what),
                        gtk_label_get_text (self->why));

  matoi_side_set_name (self->open, name);
}

/** matoi_seen_row_set_brief: see the header. */
void
matoi_seen_row_set_brief (MatoiSeenRow *self, MatoiBrief *brief, GTimeZone *zone)
{
  g_autofree char *day = NULL, *head = NULL, *what = NULL, *causes = NULL;

  g_return_if_fail (MATOI_IS_SEEN_ROW (self) && brief);

  g_clear_pointer (&self->brief, matoi_brief_free);
  self->brief = brief;
  day = matoi_time_to_local (brief->from, "%Y-%m-%d", zone);
  /* Translators: %s is the reference of another incident, which was the same. */
  head = g_strdup_printf (_ ("Seen before in %s"), self->ref);
  what = g_strdup_printf ("%s · %s · %s", head, day, brief->title);
  show_line (self->what, what);
  causes = g_strjoinv (" · ", brief->causes);
  if (!self->explained)
    show_line (self->why, *causes ? causes : brief->summary);
  gtk_widget_set_sensitive (self->open, TRUE);
  show_name (self);
}

/** matoi_seen_row_set_reason: see the header. */
void
matoi_seen_row_set_reason (MatoiSeenRow *self, const MatoiSimilar *similar)
{
  g_autofree char *reasons = NULL;

  g_return_if_fail (MATOI_IS_SEEN_ROW (self));

  reasons = matoi_history_similar_dup_reasons (similar, " · ");
  if (!*reasons)
    return;
  self->explained = TRUE;
  show_line (self->why, reasons);
  show_name (self);
}

/** matoi_seen_row_get_ref: of the other incident; borrowed. */
const char *
matoi_seen_row_get_ref (MatoiSeenRow *self)
{
  return self->ref;
}

/** matoi_seen_row_get_brief: see the header. */
const MatoiBrief *
matoi_seen_row_get_brief (MatoiSeenRow *self)
{
  return self->brief;
}

/* What was learned from it, or else what happened. */
static void
on_open (MatoiSeenRow *self)
{
  if (self->brief)
    gtk_widget_activate_action (
      GTK_WIDGET (self),
      self->brief->postmortem_state ? "win.open-postmortem" : "win.open-incident", "s", self->ref);
}

/* --- the object */

static void
matoi_seen_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_seen_row_parent_class)->dispose (object);
}

static void
matoi_seen_row_finalize (GObject *object)
{
  MatoiSeenRow *self = MATOI_SEEN_ROW (object);

  g_free (self->ref);
  matoi_brief_free (self->brief);
  G_OBJECT_CLASS (matoi_seen_row_parent_class)->finalize (object);
}

static void
matoi_seen_row_class_init (MatoiSeenRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_seen_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_seen_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
matoi_seen_row_init (MatoiSeenRow *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("media-playlist-repeat-symbolic");
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              10);
  gtk_widget_set_parent (icon, GTK_WIDGET (self));
  self->what = add_label (words, NULL);
  self->why = add_label (words, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->why), "dim-label");
  gtk_widget_set_name (GTK_WIDGET (self->what), "seen_what");
  gtk_widget_set_name (GTK_WIDGET (self->why), "seen_why");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  self->open = gtk_button_new_with_mnemonic (_ ("_Open"));
  gtk_widget_set_name (self->open, "seen_open");
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->open, FALSE);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open), self);
  gtk_widget_set_parent (self->open, GTK_WIDGET (self));
}

/** matoi_seen_row_new: (transfer floating) */
GtkWidget *
matoi_seen_row_new (const char *ref)
{
  MatoiSeenRow *self = g_object_new (MATOI_TYPE_SEEN_ROW, NULL);
  g_autofree char *head = NULL;

  self->ref = g_strdup (ref);
  /* Translators: %s is the reference of another incident, which was the same. */
  head = g_strdup_printf (_ ("Seen before in %s"), ref);
  show_line (self->what, head);
  return GTK_WIDGET (self);
}
