/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-announce-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-contact-item.h"
#include "matoi-json.h"
#include "matoi-messages.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiAnnounceCard
{
  GtkWidget parent_instance;
  GtkWidget *ann_scroller, *ann_roster_box;
  GtkLabel *ann_title, *ann_hint, *ann_first, *ann_second, *ann_roster, *ann_message;
  GtkButton *ann_take, *ann_done;
  GtkWidget *copy_roster;

  MatoiSession *session; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiAnnounceCard, matoi_announce_card, GTK_TYPE_WIDGET)

static guint done_signal;

/* --- the words */

/* A phrase of the process (§7.4) in @lang, with {name}, {deputy} and {scribe} filled in; what is
 * not known is a gap to be said. (transfer full) */
static char *
dup_phrase (MatoiAnnounceCard *self, const char *id, const char *lang)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *ic = matoi_incident_get_holder (incident, "ic");
  JsonArray *cards = incident->policy
                       ? matoi_json_get_array (matoi_policy_get_json (incident->policy), "cards")
                       : NULL;
  const char *const values[][2] = {
    { "{name}", ic ? ic : matoi_session_get_identity (self->session) },
    { "{deputy}", matoi_incident_get_holder (incident, "deputy") },
    { "{scribe}", matoi_incident_get_holder (incident, "scribe") },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  const char *open;

  for (guint i = 0; cards && i < json_array_get_length (cards); i++)
    {
      JsonObject *card = matoi_json_array_get_object (cards, i);

      if (card && g_strcmp0 (matoi_json_get_string (card, "id"), id) == 0)
        g_string_assign (text, matoi_text_in (card, "text", lang));
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_string_replace (text, values[i][0], values[i][1] && *values[i][1] ? values[i][1] : "…", 0);
  while ((open = strchr (text->str, '{')) && strchr (open, '}'))
    {
      gssize at = open - text->str;

      g_string_erase (text, at, strchr (open, '}') - open + 1);
      g_string_insert (text, at, "…");
    }
  return g_strdup (text->str);
}

/* The roster line for the channel, as the process words it. (transfer full) */
static char *
dup_roster (MatoiAnnounceCard *self, const char *lang)
{
  return matoi_message_compose (matoi_session_get_incident (self->session), "roster", lang,
                                matoi_session_get_now (self->session),
                                matoi_session_get_zone (self->session));
}

static gboolean
is_japanese (void)
{
  return g_str_has_prefix (pango_language_to_string (gtk_get_default_language ()), "ja");
}

static void
show_title (MatoiAnnounceCard *self, const char *ic)
{
  g_autofree char *title = NULL;

  if (!ic)
    {
      gtk_label_set_text (self->ann_title, _("Nobody Is in Command Yet"));
      gtk_label_set_text (
        self->ann_hint,
        _("Ask once on the call, pause, and take command. Handing over later is easy."));
      return;
    }
  if (matoi_session_is_me (self->session, ic))
    gtk_label_set_text (self->ann_title, _("Read This Aloud on the Call"));
  else
    {
      /* Translators: a heading: %s is a person. */
      title = g_strdup_printf (_("%s Reads This Aloud on the Call"), ic);
      gtk_label_set_text (self->ann_title, title);
    }
  gtk_label_set_text (
    self->ann_hint, _("Say the whole title and your name, so that everybody knows who decides."));
}

static void
show_words (MatoiAnnounceCard *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *ic = matoi_incident_get_holder (incident, "ic");
  const char *id = ic ? "take-command" : "no-commander";
  gboolean japanese = is_japanese ();
  g_autofree char *first = dup_phrase (self, id, japanese ? "ja" : "en");
  g_autofree char *second = dup_phrase (self, id, japanese ? "en" : "ja");
  g_autofree char *roster = dup_roster (self, japanese ? "ja" : "en");

  /* A process without that phrase has at least the first one. */
  if (!*first && !ic)
    {
      g_free (first);
      g_free (second);
      first = dup_phrase (self, "take-command", japanese ? "ja" : "en");
      second = dup_phrase (self, "take-command", japanese ? "en" : "ja");
    }
  show_title (self, ic);
  gtk_label_set_text (self->ann_first, first);
  gtk_label_set_text (self->ann_second, second);
  gtk_label_set_text (self->ann_roster, roster);
  gtk_widget_set_visible (self->ann_roster_box, ic != NULL && *roster);
  matoi_copy_button_set_text (self->copy_roster, roster);
  gtk_widget_set_visible (GTK_WIDGET (self->ann_take),
                          !ic && matoi_session_is_live (self->session));
  if (ic)
    gtk_widget_add_css_class (GTK_WIDGET (self->ann_done), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->ann_done), "suggested-action");
}

static void
on_changed (MatoiAnnounceCard *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerns = folded_again;

  for (guint i = 0; i < events->len && !concerns; i++)
    {
      const char *type = ((MatoiEvent *) g_ptr_array_index (events, i))->type;

      concerns = g_str_has_prefix (type, "role.") || g_str_has_prefix (type, "incident.");
    }
  if (concerns)
    show_words (self);
}

/* --- what can be done */

static void
show_message (MatoiAnnounceCard *self, const char *text)
{
  gtk_label_set_text (self->ann_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->ann_message), text != NULL);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiAnnounceCard *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  if (self->ann_take) /* else the window is gone */
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->ann_take), TRUE);
      if (receipt)
        gtk_widget_grab_focus (GTK_WIDGET (self->ann_done));
      else
        {
          g_autofree char *text = matoi_ui_dup_error (error);

          show_message (self, text);
        }
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (self);
}

/* DEC-09: who is there and has asked takes command. */
static void
take_command (MatoiAnnounceCard *self)
{
  const char *me = self->session ? matoi_session_get_identity (self->session) : "";
  MatoiCommand *command;

  if (!*me)
    {
      show_message (self, _("Matoi does not know who you are yet. Say it in the preferences."));
      return;
    }
  show_message (self, NULL);
  command = matoi_session_new_command (self->session, "role-assign");
  matoi_command_set (command, "role", "ic");
  matoi_command_set (command, "person", me);
  /* The keyboard stays on the card: a button that goes must not take it along. */
  if (gtk_widget_has_focus (GTK_WIDGET (self->ann_take)))
    gtk_widget_grab_focus (GTK_WIDGET (self->ann_done));
  gtk_widget_set_sensitive (GTK_WIDGET (self->ann_take), FALSE);
  matoi_session_submit_async (self->session, command, on_taken, g_object_ref (self));
}

static void
copy (MatoiAnnounceCard *self, GtkButton *button)
{
  g_autofree char *text = g_strconcat (gtk_label_get_text (self->ann_first), "\n",
                                       gtk_label_get_text (self->ann_second), NULL);

  matoi_side_copy (button, text);
}

static void
finish (MatoiAnnounceCard *self)
{
  show_message (self, NULL);
  g_signal_emit (self, done_signal, 0);
}

/* Whoever types means no button, and no letter may be lost: the line begins where lines are written. */
static gboolean
on_key_pressed (MatoiAnnounceCard *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventController *controller)
{
  GtkWidget *focus;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 ||
      !g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-entry", NULL);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (!GTK_IS_TEXT (focus))
    return FALSE;
  if (gtk_event_controller_get_current_event (controller))
    gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), focus);
  return TRUE;
}

/* Shows the incident of @session (nullable). */
void
matoi_announce_card_set_session (MatoiAnnounceCard *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_ANNOUNCE_CARD (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show_message (self, NULL);
  show_words (self);
}

static gboolean
matoi_announce_card_grab_focus (GtkWidget *widget)
{
  MatoiAnnounceCard *self = MATOI_ANNOUNCE_CARD (widget);
  gboolean vacant = gtk_widget_get_visible (GTK_WIDGET (self->ann_take));

  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (vacant ? self->ann_take : self->ann_done));
}

/* It was asked for: the next key is for it. */
static void
matoi_announce_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (matoi_announce_card_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

static void
matoi_announce_card_dispose (GObject *object)
{
  MatoiAnnounceCard *self = MATOI_ANNOUNCE_CARD (object);

  matoi_announce_card_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ANNOUNCE_CARD);
  G_OBJECT_CLASS (matoi_announce_card_parent_class)->dispose (object);
}

static void
matoi_announce_card_class_init (MatoiAnnounceCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_announce_card_dispose;
  widget_class->grab_focus = matoi_announce_card_grab_focus;
  widget_class->focus = matoi_ui_walk;
  widget_class->map = matoi_announce_card_map;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/announce-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_scroller);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_roster_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_first);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_second);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_roster);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_take);
  gtk_widget_class_bind_template_child (widget_class, MatoiAnnounceCard, ann_done);
  gtk_widget_class_bind_template_callback (widget_class, take_command);
  gtk_widget_class_bind_template_callback (widget_class, copy);
  gtk_widget_class_bind_template_callback (widget_class, finish);
}

static void
matoi_announce_card_init (MatoiAnnounceCard *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  self->copy_roster = matoi_copy_button_new (_("Copy the roster line for the channel"), "");
  gtk_box_append (GTK_BOX (self->ann_roster_box), self->copy_roster);
}
