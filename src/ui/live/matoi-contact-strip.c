/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-contact-strip.h"

#include <glib/gi18n-lib.h>

#include "matoi-connection-button.h"
#include "matoi-contact-item.h"
#include "matoi-context-oncall.h"
#include "matoi-context-rooms.h"
#include "matoi-page-popover.h"
#include "matoi-squeezer.h"
#include "matoi-ui-text.h"

/* Of the places below. */
#define CHANNEL 0
#define ONCALL  1

/* What is left out first when there is not enough room. */
enum
{
  FULL,
  SHORT_EXECUTIVES,
  SHORT_PHONE,
  SHORT_ALL,
  ICONS, /* no words on the buttons either */
  N_LEVELS
};

static const struct
{
  const char *key; /* of the setting */
  const char *icon, *what;
  guint short_from; /* the level from which only the icon is shown */
} places[] = {
  /* Translators: where the responders write to each other. */
  { "contact.channel", "matoi-channel-symbolic", N_ ("Channel"), SHORT_ALL },
  /* Translators: who is on call as Incident Commander, with a number to call. */
  { "", "call-start-symbolic", N_ ("On Call"), SHORT_EXECUTIVES },
  /* Translators: where the responders talk to each other. */
  { "contact.call", "camera-video-symbolic", N_ ("Call"), SHORT_ALL },
  { "contact.phone", "call-start-symbolic", N_ ("Phone"), SHORT_PHONE },
  { "contact.executives", "system-users-symbolic", N_ ("Executives’ Channel"), SHORT_EXECUTIVES },
};

struct _MatoiContactStrip
{
  GtkWidget parent_instance;
  MatoiSqueezer *con_fold;
  GtkBox *con_items;
  GtkWidget *con_setup, *con_page, *con_page_label, *con_security_label;
  MatoiConnectionButton *con_connection;

  MatoiSession *session; /* (nullable) */
  MatoiContactItem *items[G_N_ELEMENTS (places)];
  MatoiOncall *known;              /* (nullable) who is on call */
  const MatoiOncallPerson *oncall; /* (nullable) the first of them */
  GtkWidget *popover;              /* (nullable) */
  char *room, *room_url;           /* (nullable) where the responders of this very incident write */
  GCancellable *reading;           /* (nullable) */
  gboolean again;                  /* rooms changed while they were read */
};

G_DEFINE_FINAL_TYPE (MatoiContactStrip, matoi_contact_strip, GTK_TYPE_WIDGET)

/* The room of this incident comes before the one that is set for all. */
static char *
dup_uri (MatoiContactStrip *self, guint place)
{
  const char *key = places[place].key;

  if (place == CHANNEL && self->room)
    return g_strdup (self->room_url);
  if (place == ONCALL)
    return self->oncall && self->oncall->phone ? matoi_contact_dup_uri (self->oncall->phone, TRUE)
                                               : NULL;
  return matoi_contact_dup_uri (
    matoi_context_get_setting (matoi_session_get_context (self->session), key),
    g_str_has_suffix (key, "phone"));
}

/* DEC-08b: the first one to call, until somebody commands; the others are behind "Page IC". */
static char *
dup_oncall (MatoiContactStrip *self)
{
  if (!self->oncall || matoi_incident_get_holder (matoi_session_get_incident (self->session), "ic"))
    return NULL;
  return self->oncall->phone
    /* Translators: %1$s is a person, %2$s a telephone number. */
    ? g_strdup_printf (_ ("%1$s %2$s"), self->oncall->name, self->oncall->phone)
    : g_strdup (self->oncall->name);
}

static char *
dup_text (MatoiContactStrip *self, guint place)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  const char *key = places[place].key;
  const char *text = matoi_context_get_setting (context, key);
  const char *pin = matoi_context_get_setting (context, "contact.pin");

  if (place == CHANNEL && self->room)
    return g_strdup (self->room);
  if (place == ONCALL)
    return dup_oncall (self);
  if (!text || !*text)
    return NULL;
  if (g_strcmp0 (key, "contact.phone") != 0 || !pin || !*pin)
    return g_strdup (text);
  /* Translators: how to call in: %1$s is a telephone number, %2$s the number to type then. */
  return g_strdup_printf (_("%1$s · PIN %2$s"), text, pin);
}

static void
show_contacts (MatoiContactStrip *self)
{
  gboolean security = matoi_session_get_incident (self->session)->security;
  guint n_shown = 0;

  g_clear_pointer (&self->known, matoi_oncall_free);
  self->known = matoi_context_dup_oncall (matoi_session_get_context (self->session));
  self->oncall =
    self->known && self->known->people->len > 0 ? g_ptr_array_index (self->known->people, 0) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = dup_text (self, i);
      /* SEC-07: the executives' channel is not for a security incident. */
      gboolean shown = text && !(security && g_str_has_suffix (places[i].key, "executives"));

      gtk_widget_set_visible (GTK_WIDGET (self->items[i]), shown);
      if (shown)
        {
          g_autofree char *uri = dup_uri (self, i);

          matoi_contact_item_show (self->items[i], text, uri);
          n_shown++;
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->con_items), n_shown > 0);
  gtk_widget_set_visible (self->con_setup, n_shown == 0);
  matoi_squeezer_reset (self->con_fold);
}

/* --- the room of the incident */

static void
forget_room (MatoiContactStrip *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->room_url, g_free);
}

static void read_rooms (MatoiContactStrip *self);

static void
show_room (MatoiContactStrip *self, const MatoiRoomRow *room)
{
  g_autofree char *name = g_strconcat ("#", room->name, NULL);

  g_free (self->room_url);
  self->room_url = matoi_context_dup_room_url (matoi_session_get_context (self->session), room);
  if (g_strcmp0 (name, self->room) == 0)
    return;
  g_free (self->room);
  self->room = g_steal_pointer (&name);
  show_contacts (self);
}

static void
on_rooms (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiContactStrip) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiRoomTalk) talk =
    matoi_context_list_talk_finish (MATOI_CONTEXT (source), result, &error);
  const MatoiRoomRow *room;

  /* Another incident is shown meanwhile, or nothing. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  room = talk && talk->rooms->len > 0 ? g_ptr_array_index (talk->rooms, 0) : NULL;
  if (room && room->name)
    show_room (self, room);
  if (self->again)
    read_rooms (self);
}

/* It is opened some time after the incident was declared, and may be renamed. */
static void
read_rooms (MatoiContactStrip *self)
{
  self->again = self->reading != NULL;
  if (self->reading)
    return;
  self->reading = g_cancellable_new ();
  matoi_context_list_talk_async (matoi_session_get_context (self->session),
                                 &matoi_session_get_incident (self->session)->id, 1, self->reading,
                                 on_rooms, g_object_ref (self));
}

/* DEC-07: with nobody in command this is the button that matters. */
static void
show_commander (MatoiContactStrip *self)
{
  if (matoi_incident_get_holder (matoi_session_get_incident (self->session), "ic"))
    gtk_widget_remove_css_class (self->con_page, "wanted");
  else
    gtk_widget_add_css_class (self->con_page, "wanted");
}

static void
on_changed (MatoiContactStrip *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerns = folded_again;

  for (guint i = 0; i < events->len && !concerns; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      concerns =
        g_str_has_prefix (event->type, "role.") || g_str_has_prefix (event->type, "security.");
    }
  if (!concerns)
    return;
  show_commander (self);
  show_contacts (self);
}

/* See the header. */
void
matoi_contact_strip_page (MatoiContactStrip *self, const char *who)
{
  graphene_rect_t bounds;

  g_return_if_fail (MATOI_IS_CONTACT_STRIP (self) && who != NULL);

  if (!self->session)
    return;
  if (!self->popover)
    {
      self->popover = matoi_page_popover_new ();
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }
  matoi_page_popover_begin (MATOI_PAGE_POPOVER (self->popover), self->session, who);
  if (gtk_widget_compute_bounds (self->con_page, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width,
                                                  (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->popover);
}

static void
on_folded (MatoiContactStrip *self, guint level)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    matoi_contact_item_set_short (self->items[i], level >= places[i].short_from);
  gtk_widget_set_visible (self->con_page_label, level < ICONS);
  gtk_widget_set_visible (self->con_security_label, level < ICONS);
}

/* See the header. */
void
matoi_contact_strip_set_narrow (MatoiContactStrip *self, gboolean narrow)
{
  g_return_if_fail (MATOI_IS_CONTACT_STRIP (self));

  matoi_squeezer_set_least (self->con_fold, narrow ? SHORT_PHONE : FULL);
}

/* Shows the incident of @session (nullable). */
void
matoi_contact_strip_set_session (MatoiContactStrip *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_CONTACT_STRIP (self));

  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  forget_room (self);
  g_set_object (&self->session, session);
  matoi_connection_button_set_context (self->con_connection,
                                       session ? matoi_session_get_context (session) : NULL);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                           G_CALLBACK (show_contacts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "rooms-changed",
                           G_CALLBACK (read_rooms), self, G_CONNECT_SWAPPED);
  show_commander (self);
  show_contacts (self);
  read_rooms (self);
}

static void
matoi_contact_strip_dispose (GObject *object)
{
  MatoiContactStrip *self = MATOI_CONTACT_STRIP (object);

  self->popover = NULL;
  if (self->con_fold)
    matoi_contact_strip_set_session (self, NULL);
  self->oncall = NULL;
  g_clear_pointer (&self->known, matoi_oncall_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CONTACT_STRIP);
  G_OBJECT_CLASS (matoi_contact_strip_parent_class)->dispose (object);
}

static void
matoi_contact_strip_class_init (MatoiContactStripClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_contact_strip_dispose;
  g_type_ensure (MATOI_TYPE_CONNECTION_BUTTON);
  g_type_ensure (MATOI_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/contact-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_fold);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_connection);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_items);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_setup);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_page_label);
  gtk_widget_class_bind_template_child (widget_class, MatoiContactStrip, con_security_label);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
}

static void
matoi_contact_strip_init (MatoiContactStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_squeezer_set_levels (self->con_fold, N_LEVELS);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkWidget *item = matoi_contact_item_new (places[i].icon, _(places[i].what));

      self->items[i] = MATOI_CONTACT_ITEM (item);
      gtk_box_append (self->con_items, item);
    }
}
