/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Of what a reply answers, so many characters are shown. */
#define PARENT_CHARS 60
#define LEAST_CHARS  12

struct _MatoiChannelRow
{
  GtkListBoxRow parent_instance;
  GtkWidget *box, *meta, *edited, *taken;
  GtkLabel *time, *author, *reply, *text, *edited_text, *taken_text;
  GtkImage *taken_icon;

  char *key;
  gint64 at;
};

G_DEFINE_FINAL_TYPE (MatoiChannelRow, matoi_channel_row, GTK_TYPE_LIST_BOX_ROW)

/** matoi_channel_dup_key: (transfer full): tells messages of all rooms apart. */
char *
matoi_channel_dup_key (const char *channel, const char *ts)
{
  return g_strdup_printf ("%s:%s", channel, ts);
}

/** matoi_channel_row_new: for @message and no other; shows nothing yet. */
GtkWidget *
matoi_channel_row_new (const MatoiRoomMessage *message)
{
  MatoiChannelRow *self = g_object_new (MATOI_TYPE_CHANNEL_ROW, NULL);

  self->key = matoi_channel_dup_key (message->channel, message->ts);
  self->at = message->at;
  return GTK_WIDGET (self);
}

/** matoi_channel_row_is: whether it is the row of @message. */
gboolean
matoi_channel_row_is (MatoiChannelRow *self, const MatoiRoomMessage *message)
{
  g_autofree char *key = matoi_channel_dup_key (message->channel, message->ts);

  return strcmp (self->key, key) == 0;
}

const char *
matoi_channel_row_get_key (MatoiChannelRow *self)
{
  return self->key;
}

gint64
matoi_channel_row_get_time (MatoiChannelRow *self)
{
  return self->at;
}

static char *
dup_beginning (const char *text)
{
  g_autofree char *words = g_utf8_substring (text, 0, PARENT_CHARS);

  return g_strconcat (g_strchomp (words), "…", NULL);
}

/* The first words of what is answered, in one line. */
static char *
dup_reply (const MatoiRoomMessage *message, const MatoiRoomMessage *parent)
{
  g_autofree char *words = NULL;

  if (!message->thread_ts || strcmp (message->thread_ts, message->ts) == 0)
    return NULL;
  if (!parent)
    return g_strdup (_ ("Reply in a thread"));
  if (parent->deleted || !*parent->text)
    /* Translators: %s is who wrote a message. */
    return g_strdup_printf (_ ("Reply to %s"), parent->author);
  words = g_utf8_strlen (parent->text, -1) > PARENT_CHARS ? dup_beginning (parent->text)
                                                          : g_strdup (parent->text);
  /* Translators: %1$s is who wrote a message, %2$s how it begins. */
  return g_strdup_printf (_ ("Reply to %1$s: %2$s"), parent->author,
                             g_strdelimit (words, "\n\r", ' '));
}

static void
show_taken (MatoiChannelRow *self, const MatoiRoomMessage *message, MatoiChannelTaken taken)
{
  static const struct
  {
    const char *text, *icon, *style;
  } looks[] = {
    [MATOI_CHANNEL_FREE] = { N_ ("From Matoi"), "matoi-update-symbolic", "system" },
    [MATOI_CHANNEL_ENTRY] = { N_ ("In the Timeline"), "object-select-symbolic", "fact" },
    [MATOI_CHANNEL_TODO] = { N_ ("A TODO"), "matoi-todo-symbolic", "todo" },
    [MATOI_CHANNEL_ELSEWHERE] = { N_ ("In Another Incident"), "object-select-symbolic", "system" },
  };
  gboolean shown = taken != MATOI_CHANNEL_FREE || message->ours;

  gtk_widget_set_visible (self->taken, shown);
  if (!shown)
    return;
  matoi_side_set_label (self->taken_text, _ (looks[taken].text));
  gtk_image_set_from_icon_name (self->taken_icon, looks[taken].icon);
  matoi_ui_set_style (self->taken, "kind-", looks[taken].style);
}

/* Reads the whole row out in one go. */
static void
name_row (MatoiChannelRow *self, const char *text)
{
  GString *name = g_string_new (gtk_label_get_text (self->time));

  g_string_append_printf (name, ", %s", gtk_label_get_text (self->author));
  if (gtk_widget_get_visible (GTK_WIDGET (self->reply)))
    g_string_append_printf (name, ", %s", gtk_label_get_text (self->reply));
  g_string_append_printf (name, ": %s", text);
  if (gtk_widget_get_visible (self->edited))
    g_string_append_printf (name, ", %s", gtk_label_get_text (self->edited_text));
  if (gtk_widget_get_visible (self->taken))
    g_string_append_printf (name, ", %s", gtk_label_get_text (self->taken_text));
  matoi_side_set_name (GTK_WIDGET (self), name->str);
  g_string_free (name, TRUE);
}

/** matoi_channel_row_show: as @message stands now; times in @zone. */
void
matoi_channel_row_show (MatoiChannelRow *self,
                        const MatoiRoomMessage *message,
                        const MatoiRoomMessage *parent,
                        MatoiChannelTaken taken,
                        GTimeZone *zone)
{
  g_autofree char *time = matoi_time_to_local (message->at, "%H:%M:%S", zone);
  g_autofree char *reply = dup_reply (message, parent);
  gboolean gone = message->deleted || !*message->text;
  const char *text = message->deleted ? _ ("This message was deleted in Slack.")
                                      : gone
    ? _ ("No words")
    : message->text;

  matoi_side_set_label (self->time, time);
  matoi_side_set_label (self->author, message->author);
  matoi_side_set_label (self->text, text);
  matoi_side_set_label (self->reply, reply ? reply : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reply), reply != NULL);
  gtk_widget_set_visible (self->edited, message->edited_ts && !message->deleted);
  if (reply)
    gtk_widget_add_css_class (self->box, "reply");
  if (gone)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "gone");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "gone");
  show_taken (self, message, taken);
  name_row (self, text);
}

/* --- the object */

static gpointer
put (gpointer widget, const char *id, GtkWidget *parent)
{
  GTK_BUILDABLE_GET_IFACE (widget)->set_id (GTK_BUILDABLE (widget), id);
  gtk_box_append (GTK_BOX (parent), widget);
  return widget;
}

static GtkLabel *
put_label (const char *id, GtkWidget *parent, const char *class)
{
  GtkLabel *label = put (gtk_label_new (NULL), id, parent);

  gtk_label_set_xalign (label, 0);
  if (class)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

static GtkImage *
put_icon (const char *name, GtkWidget *parent)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (parent), icon);
  return GTK_IMAGE (icon);
}

static void
matoi_channel_row_finalize (GObject *object)
{
  g_free (MATOI_CHANNEL_ROW (object)->key);
  G_OBJECT_CLASS (matoi_channel_row_parent_class)->finalize (object);
}

static void
matoi_channel_row_class_init (MatoiChannelRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_channel_row_finalize;
}

static void
matoi_channel_row_init (MatoiChannelRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "channel-message");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  self->meta = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "chn_meta", self->box);
  gtk_widget_add_css_class (self->meta, "channel-meta");
  self->time = put_label ("chn_time", self->meta, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->time), "numeric");
  self->author = put_label ("chn_author", self->meta, "channel-author");
  gtk_label_set_ellipsize (self->author, PANGO_ELLIPSIZE_END);
  self->edited = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "chn_edited", self->meta);
  gtk_widget_add_css_class (self->edited, "channel-mark");
  put_icon ("document-edit-symbolic", self->edited);
  self->edited_text = put_label ("chn_edited_text", self->edited, NULL);
  gtk_label_set_text (self->edited_text, _ ("Edited"));
  self->taken = put (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), "chn_taken", self->meta);
  gtk_widget_add_css_class (self->taken, "chip");
  gtk_widget_set_valign (self->taken, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->taken, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->taken, TRUE);
  self->taken_icon = put_icon ("object-select-symbolic", self->taken);
  self->taken_text = put_label ("chn_taken_text", self->taken, NULL);
  self->reply = put_label ("chn_reply", self->box, "channel-reply");
  gtk_label_set_ellipsize (self->reply, PANGO_ELLIPSIZE_END);
  self->text = put_label ("chn_text", self->box, "entry-text");
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (self->text, LEAST_CHARS);
}
