/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-parking-lot.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

struct _MatoiParkingLot
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GtkListBox *mtg_parked, *mtg_comments;
  GtkLabel *mtg_comments_title, *mtg_comments_message;
  GtkWidget *mtg_comments_box;
};

G_DEFINE_FINAL_TYPE (MatoiParkingLot, matoi_parking_lot, GTK_TYPE_WIDGET)

enum
{
  TAKE_UP,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* A row is found again by the id of what it shows. */
static GtkListBoxRow *
find_row (GtkListBox *list, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), id) == 0)
      return row;
  return NULL;
}

static GtkWidget *
make_row (const char *id, const char *text, const char *author, GtkWidget *button)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *by = gtk_label_new (author);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (by), 0);
  gtk_label_set_ellipsize (GTK_LABEL (by), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (by, "meeting-by");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), by);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "parked");
  gtk_widget_set_name (row, id);
  return row;
}

static GtkWidget *
make_button (const char *icon, const char *tooltip, const char *about)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", tooltip, about);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
on_take_up (MatoiParkingLot *self, GtkWidget *button)
{
  const char *text = g_object_get_data (G_OBJECT (button), "matoi-text");

  g_signal_emit (self, signals[TAKE_UP], 0, text);
}

static void
on_resolve (MatoiParkingLot *self, GtkWidget *button)
{
  MatoiCommand *command;

  if (!self->session)
    return;
  command = matoi_session_new_command (self->session, "pm-resolve");
  matoi_command_set (command, "comment", g_object_get_data (G_OBJECT (button), "matoi-text"));
  matoi_inline_submit (self->session, command, self->mtg_comments_message, self, NULL);
}

/* Parked is parked: it only gets more. */
static void
show_parked (MatoiParkingLot *self, const MatoiPostmortem *postmortem)
{
  for (guint i = 0; i < postmortem->meeting.parked->len; i++)
    {
      const MatoiParked *parked = g_ptr_array_index (postmortem->meeting.parked, i);
      g_autofree char *id = matoi_id_dup_text (&parked->id);
      GtkWidget *button;

      if (find_row (self->mtg_parked, id))
        continue;
      button = make_button ("list-add-symbolic", _ ("Make It an Action Item"), parked->text);
      g_object_set_data_full (G_OBJECT (button), "matoi-text", g_strdup (parked->text), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_take_up), self);
      gtk_list_box_append (self->mtg_parked, make_row (id, parked->text, parked->author, button));
    }
}

static void
show_comment (MatoiParkingLot *self, const MatoiComment *comment)
{
  g_autofree char *id = matoi_id_dup_text (&comment->id);
  GtkListBoxRow *row = find_row (self->mtg_comments, id);
  GtkWidget *button;

  if (comment->resolved_by && row)
    gtk_list_box_remove (self->mtg_comments, GTK_WIDGET (row));
  if (comment->resolved_by || row)
    return;
  button = make_button ("object-select-symbolic", _ ("Resolve"), comment->text);
  g_object_set_data_full (G_OBJECT (button), "matoi-text", g_strdup (id), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_resolve), self);
  gtk_list_box_append (self->mtg_comments, make_row (id, comment->text, comment->author, button));
}

static void
show_comments (MatoiParkingLot *self, const MatoiPostmortem *postmortem)
{
  guint open = 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < postmortem->comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (postmortem->comments, i);

      open += comment->resolved_by == NULL;
      show_comment (self, comment);
    }
  title =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open comment", "%u open comments", open),
                     open);
  matoi_side_set_label (self->mtg_comments_title, title);
  gtk_widget_set_visible (self->mtg_comments_box, postmortem->comments->len > 0);
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
matoi_parking_lot_refresh (MatoiParkingLot *self)
{
  const MatoiPostmortem *postmortem =
    self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;

  if (!postmortem)
    return;
  show_parked (self, postmortem);
  show_comments (self, postmortem);
}

void
matoi_parking_lot_set_session (MatoiParkingLot *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_PARKING_LOT (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  clear (self->mtg_parked);
  clear (self->mtg_comments);
  matoi_inline_show (self->mtg_comments_message, NULL);
  matoi_parking_lot_refresh (self);
}

static void
matoi_parking_lot_dispose (GObject *object)
{
  MatoiParkingLot *self = MATOI_PARKING_LOT (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_PARKING_LOT);
  G_OBJECT_CLASS (matoi_parking_lot_parent_class)->dispose (object);
}

static void
matoi_parking_lot_class_init (MatoiParkingLotClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_parking_lot_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[TAKE_UP] = g_signal_new ("take-up", MATOI_TYPE_PARKING_LOT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/parking-lot.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiParkingLot, mtg_parked);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkingLot, mtg_comments);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkingLot, mtg_comments_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkingLot, mtg_comments_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkingLot, mtg_comments_box);
}

static GtkWidget *
make_placeholder (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "parked");
  gtk_widget_add_css_class (label, "meeting-by");
  return label;
}

static void
matoi_parking_lot_init (MatoiParkingLot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_placeholder (
    self->mtg_parked,
    make_placeholder (_ ("Solutions and side roads wait here until the timeline is through.")));
  gtk_list_box_set_placeholder (self->mtg_comments,
                                make_placeholder (_ ("Every comment is settled.")));
}
