/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-button.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

/* More than that is "99+". */
#define MAX_SHOWN 99

struct _MatoiChannelButton
{
  GtkWidget parent_instance;
  GtkWidget *chb_button;
  GtkLabel *chb_new, *chb_last;

  MatoiChannelTalk *talk; /* (nullable) before it is set */
};

G_DEFINE_FINAL_TYPE (MatoiChannelButton, matoi_channel_button, GTK_TYPE_WIDGET)

/* Who said something last, and what: enough to see whether it is worth going there. */
static void
show_last (MatoiChannelButton *self, const MatoiRoomTalk *talk)
{
  const MatoiRoomMessage *last = NULL;
  g_autofree char *text = NULL;

  for (guint i = talk->messages->len; i > 0 && !last; i--)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (talk->messages, i - 1);

      if (!message->ours && !message->deleted && *message->text)
        last = message;
    }
  if (last)
    /* Translators: %1$s is who wrote a message, %2$s the message. */
    text = g_strdup_printf (_ ("%1$s: %2$s"), last->author, last->text);
  matoi_side_set_label (self->chb_last, text ? g_strdelimit (text, "\n\r", ' ') : "");
}

static void
on_talk_changed (MatoiChannelButton *self)
{
  const MatoiRoomTalk *talk = matoi_channel_talk_get (self->talk);
  gboolean there = matoi_channel_talk_has_room (self->talk);
  guint n = matoi_channel_talk_get_n_new (self->talk);
  g_autofree char *label = NULL, *name = NULL;

  /* Who is there needs no way there. */
  there = there && !matoi_channel_talk_is_watched (self->talk);
  gtk_widget_set_visible (GTK_WIDGET (self), there);
  if (!there)
    return;
  show_last (self, talk);
  if (n > MAX_SHOWN)
    /* Translators: how many messages in a channel nobody has looked at yet: more than 99. */
    label = g_strdup (_ ("99+ new"));
  else
    label =
      /* Translators: how many messages in a channel nobody has looked at yet. */
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", n), n);
  matoi_side_set_label (self->chb_new, label);
  gtk_widget_set_visible (GTK_WIDGET (self->chb_new), n > 0);
  if (n > 0)
    /* Translators: read out for a button: %s is such as "3 new". */
    name = g_strdup_printf (_ ("From the Channel, %s"), label);
  matoi_side_set_name (self->chb_button, name ? name : _ ("From the Channel"));
}

/** matoi_channel_button_set_talk: what is said; once, before it is shown. */
void
matoi_channel_button_set_talk (MatoiChannelButton *self, MatoiChannelTalk *talk)
{
  g_return_if_fail (MATOI_IS_CHANNEL_BUTTON (self) && !self->talk);

  self->talk = g_object_ref (talk);
  g_signal_connect_object (talk, "changed", G_CALLBACK (on_talk_changed), self, G_CONNECT_SWAPPED);
  on_talk_changed (self);
}

static void
matoi_channel_button_dispose (GObject *object)
{
  MatoiChannelButton *self = MATOI_CHANNEL_BUTTON (object);

  if (self->talk)
    g_signal_handlers_disconnect_by_data (self->talk, self);
  g_clear_object (&self->talk);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CHANNEL_BUTTON);
  G_OBJECT_CLASS (matoi_channel_button_parent_class)->dispose (object);
}

static void
matoi_channel_button_class_init (MatoiChannelButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_channel_button_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/channel-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelButton, chb_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelButton, chb_new);
  gtk_widget_class_bind_template_child (widget_class, MatoiChannelButton, chb_last);
}

static void
matoi_channel_button_init (MatoiChannelButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
