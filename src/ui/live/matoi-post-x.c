/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-x.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-ui-text.h"
#include "matoi-weight.h"

#define COMPOSER "https://x.com/intent/tweet?text="

struct _MatoiPostX
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  char *text;
  GtkLabel *px_weight, *px_message;
  GtkWidget *px_open, *px_done;
  GtkEditable *px_url;
};

G_DEFINE_FINAL_TYPE (MatoiPostX, matoi_post_x, GTK_TYPE_WIDGET)

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiPostX *self = owner;

  if (!recorded)
    return;
  gtk_editable_set_text (self->px_url, "");
  gtk_widget_set_visible (self->px_done, FALSE);
  matoi_inline_show (self->px_message, _ ("The link to the post on X is recorded."));
}

static void
on_record (MatoiPostX *self)
{
  g_autofree char *url = matoi_inline_dup_text (self->px_url);
  MatoiCommand *command;

  if (!self->session)
    return;
  if (*url == '\0')
    {
      matoi_inline_show (self->px_message, _ ("Paste the link to the post on X."));
      gtk_widget_grab_focus (GTK_WIDGET (self->px_url));
      return;
    }
  command = matoi_session_new_command (self->session, "link");
  matoi_command_set (command, "kind", "x");
  matoi_command_set (command, "url", url);
  matoi_inline_submit (self->session, command, self->px_message, self, on_recorded);
}

static void
on_open (MatoiPostX *self)
{
  g_autofree char *text = g_uri_escape_string (self->text, NULL, FALSE);
  g_autofree char *url = g_strconcat (COMPOSER, text, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, url, GDK_CURRENT_TIME);
  gtk_widget_set_visible (self->px_done, TRUE);
  matoi_inline_show (self->px_message,
                     _ ("X is open with the text. Post it there, then record the link here."));
  gtk_widget_grab_focus (GTK_WIDGET (self->px_url));
}

/* Shows how much of a post @text takes; of the incident of @session (nullable). */
void
matoi_post_x_show (MatoiPostX *self, MatoiSession *session, const char *text)
{
  guint weight = matoi_weight_of (text);
  g_autofree char *label = NULL;

  g_return_if_fail (MATOI_IS_POST_X (self));

  if (g_set_object (&self->session, session))
    {
      matoi_inline_show (self->px_message, NULL);
      gtk_widget_set_visible (self->px_done, FALSE);
      gtk_editable_set_text (self->px_url, "");
    }
  if (self->text != text)
    {
      g_free (self->text);
      self->text = g_strdup (text);
    }
  label = weight > MATOI_WEIGHT_MAX
    /* Translators: of a post on X: 1: how long it is, as X counts, 2: how long it may be. */
    ? g_strdup_printf (_ ("X: %1$u of %2$d, too long"), weight, MATOI_WEIGHT_MAX)
    /* Translators: of a post on X: 1: how long it is, as X counts, 2: how long it may be. */
    : g_strdup_printf (_ ("X: %1$u of %2$d"), weight, MATOI_WEIGHT_MAX);
  matoi_side_set_label (self->px_weight, label);
  gtk_widget_set_sensitive (self->px_open, weight > 0 && weight <= MATOI_WEIGHT_MAX);
}

static void
matoi_post_x_dispose (GObject *object)
{
  MatoiPostX *self = MATOI_POST_X (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_X);
  g_clear_object (&self->session);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (matoi_post_x_parent_class)->dispose (object);
}

static void
matoi_post_x_class_init (MatoiPostXClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_x_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-x.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostX, px_weight);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostX, px_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostX, px_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostX, px_done);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostX, px_url);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_record);
}

static void
matoi_post_x_init (MatoiPostX *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
