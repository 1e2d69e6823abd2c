/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-queue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-ui-text.h"

/* Older drafts are out of date; the timeline has what was posted. */
#define MAX_ROWS 5

struct _MatoiPostQueue
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  char *shown;           /* what the rows were made from */
  GtkListBox *que_list;
};

G_DEFINE_FINAL_TYPE (MatoiPostQueue, matoi_post_queue, GTK_TYPE_WIDGET)

enum
{
  CONTINUE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The translated name of an audience; the word itself when it is not known. */
const char *
matoi_post_queue_get_audience_name (const char *audience)
{
  if (g_strcmp0 (audience, "channel") == 0)
    /* Translators: audiences of a status post. This one: the responders' channel. */
    return C_ ("audience", "Channel");
  if (g_strcmp0 (audience, "executives") == 0)
    return C_ ("audience", "Executives");
  if (g_strcmp0 (audience, "public") == 0)
    return C_ ("audience", "Public");
  if (g_strcmp0 (audience, "company") == 0)
    return C_ ("audience", "Company");
  return audience;
}

/* Has something newer gone out to the same people since? */
static gboolean
is_outdated (const MatoiIncident *incident, const MatoiUpdate *draft)
{
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->to, draft->to) == 0 && strcmp (update->state, "posted") == 0 &&
          update->posted_at >= draft->at)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
find_waiting (const MatoiIncident *incident, const MatoiId *current)
{
  GPtrArray *waiting = g_ptr_array_new ();

  for (guint i = incident->updates->len; i > 0 && waiting->len < MAX_ROWS; i--)
    {
      MatoiUpdate *update = g_ptr_array_index (incident->updates, i - 1);

      if (strcmp (update->state, "posted") == 0 || is_outdated (incident, update) ||
          (current && matoi_id_equal (&update->id, current)) ||
          (incident->security && strcmp (update->to, "channel") != 0))
        continue;
      g_ptr_array_add (waiting, update);
    }
  return waiting;
}

static void
on_continue (MatoiPostQueue *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "matoi-update"));

  g_signal_emit (self, signals[CONTINUE], 0, id);
}

static void
on_approve (MatoiPostQueue *self, GtkWidget *button)
{
  MatoiCommand *command;

  if (!self->session)
    return;
  command = matoi_session_new_command (self->session, "update-approve");
  matoi_command_set (command, "update", g_object_get_data (G_OBJECT (button), "matoi-update"));
  matoi_session_send (self->session, command);
}

static GtkWidget *
button_new (MatoiPostQueue *self, const char *label, const char *id, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "matoi-update", g_strdup (id), g_free);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static char *
dup_caption (MatoiPostQueue *self, const MatoiUpdate *update)
{
  g_autofree char *time =
    matoi_time_to_local (update->at, "%H:%M", matoi_session_get_zone (self->session));
  const char *audience = matoi_post_queue_get_audience_name (update->to);

  if (update->public_state)
    /* Translators: a post that waits: 1: its audience, 2: a time. */
    return g_strdup_printf (_ ("%1$s · %2$s · asked to be published"), audience, time);
  if (strcmp (update->state, "approved") == 0)
    /* Translators: a post that waits: 1: its audience, 2: a time, 3: a person. */
    return g_strdup_printf (_ ("%1$s · %2$s · approved by %3$s, not posted yet"), audience, time,
                               update->approved_by ? update->approved_by : "?");
  /* Translators: a post that waits: 1: its audience, 2: a time. */
  return g_strdup_printf (_ ("%1$s · draft of %2$s"), audience, time);
}

static void
add_row (MatoiPostQueue *self, const MatoiUpdate *update)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *id = matoi_id_dup_text (&update->id);
  g_autofree char *caption_text = dup_caption (self, update);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = gtk_label_new (caption_text);
  GtkWidget *text = gtk_label_new (update->text);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (caption, caption_text);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (caption, "page-note");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (text), TRUE);
  gtk_widget_set_tooltip_text (text, update->text);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), caption);
  gtk_box_append (GTK_BOX (texts), text);
  gtk_box_append (GTK_BOX (row), texts);
  if (strcmp (update->state, "draft") == 0 && strcmp (update->to, "public") == 0 &&
      matoi_incident_holds (incident, "ic", matoi_session_get_identity (self->session)))
    gtk_box_append (GTK_BOX (row), button_new (self, _ ("Approve"), id, G_CALLBACK (on_approve)));
  gtk_box_append (GTK_BOX (row), button_new (self, _ ("Continue"), id, G_CALLBACK (on_continue)));
  gtk_list_box_append (self->que_list, row);
  gtk_widget_set_focusable (gtk_widget_get_parent (row), FALSE);
}

/* Shows what waits in the incident of @session; not @current, which is being written on. */
void
matoi_post_queue_show (MatoiPostQueue *self, MatoiSession *session, const MatoiId *current)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *row;

  g_return_if_fail (MATOI_IS_POST_QUEUE (self));

  g_set_object (&self->session, session);
  waiting =
    session ? find_waiting (matoi_session_get_incident (session), current) : g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (waiting, i);
      g_autofree char *id = matoi_id_dup_text (&update->id);
      const char *ic = matoi_incident_get_holder (matoi_session_get_incident (session), "ic");

      g_string_append_printf (shown, "%s %s %s %s\n", id, update->state,
                              update->public_state ? update->public_state : "", ic ? ic : "");
    }
  gtk_widget_set_visible (GTK_WIDGET (self), waiting->len > 0);
  if (g_strcmp0 (shown->str, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->que_list))))
    gtk_list_box_remove (self->que_list, row);
  for (guint i = 0; i < waiting->len; i++)
    add_row (self, g_ptr_array_index (waiting, i));
}

static void
matoi_post_queue_dispose (GObject *object)
{
  MatoiPostQueue *self = MATOI_POST_QUEUE (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_QUEUE);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (matoi_post_queue_parent_class)->dispose (object);
}

static void
matoi_post_queue_class_init (MatoiPostQueueClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_queue_dispose;
  signals[CONTINUE] = g_signal_new ("continue", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-queue.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostQueue, que_list);
}

static void
matoi_post_queue_init (MatoiPostQueue *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
