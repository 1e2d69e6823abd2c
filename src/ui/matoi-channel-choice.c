/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-channel-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-text.h"

/* In the order of the list. */
enum
{
  OWN,
  EXISTING,
  NONE,
};

struct _MatoiChannelChoice
{
  AdwComboRow parent_instance;
  AdwEntryRow *entry;
  gint64 ref_seed; /* -1: none yet; the name that is shown is the one it gets */
  gboolean chosen; /* by a person; else by the settings */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (MatoiChannelChoice, matoi_channel_choice, ADW_TYPE_COMBO_ROW)

static guint changed_signal;

static gboolean
is_confidential (const MatoiCommand *declare)
{
  return matoi_json_get_boolean (declare->args, "security", FALSE);
}

/* What comes of it, in a sentence. */
static char *
dup_sentence (const MatoiCommand *declare, const char *room, gboolean own)
{
  gboolean drill = matoi_json_get_boolean (declare->args, "drill", FALSE);

  if (!room)
    return g_strdup (_ ("Nothing is posted for the responders"));
  if (is_confidential (declare))
    /* Translators: %s is a channel. */
    return g_strdup_printf (_ ("%s is opened: private, named after the code name, and nothing is announced"), room);
  if (drill && own)
    /* Translators: %s is a channel. */
    return g_strdup_printf (_ ("%s is opened, marked as a drill; nobody is invited"), room);
  if (drill)
    /* Translators: %s is a channel. */
    return g_strdup_printf (_ ("Posts go to %s, each marked as a drill"), room);
  if (own)
    /* Translators: %s is a channel. */
    return g_strdup_printf (_ ("%s is opened"), room);
  /* Translators: %s is a channel. */
  return g_strdup_printf (_ ("Posts go to %s"), room);
}

static guint
get_kind (const char *room, gboolean own)
{
  return !room ? NONE : own ? OWN : EXISTING;
}

static void
select_kind (MatoiChannelChoice *self, guint kind)
{
  self->loading = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), kind);
  self->loading = FALSE;
}

static void
show_entry (MatoiChannelChoice *self, gboolean confidential)
{
  gboolean wanted = adw_combo_row_get_selected (ADW_COMBO_ROW (self)) == EXISTING &&
                    gtk_widget_get_visible (GTK_WIDGET (self)) && !confidential;

  if (self->entry)
    gtk_widget_set_visible (GTK_WIDGET (self->entry), wanted);
}

/* "own", "none" or a name; NULL: nothing is typed yet. */
static char *
dup_choice (MatoiChannelChoice *self, gboolean confidential)
{
  guint kind = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autofree char *name = NULL;

  if (kind == NONE || kind == OWN || confidential)
    return g_strdup (kind == NONE ? "none" : "own");
  name = matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  return *name ? g_steal_pointer (&name) : NULL;
}

/* Until somebody chooses, the row says what the settings say. */
static void
show_default (MatoiChannelChoice *self, const char *room, gboolean own)
{
  guint kind = get_kind (room, own);

  select_kind (self, kind);
  self->loading = TRUE;
  if (kind == EXISTING && self->entry &&
      strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), room) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), room);
  self->loading = FALSE;
}

void
matoi_channel_choice_fill (MatoiChannelChoice *self,
                           MatoiContext *context,
                           MatoiCommand *declare,
                           const char *policy_id)
{
  g_autofree char *room = NULL, *choice = NULL, *text = NULL, *markup = NULL;
  gboolean own, connected;

  g_return_if_fail (MATOI_IS_CHANNEL_CHOICE (self) && declare);

  if (self->ref_seed >= 0)
    matoi_command_set_int (declare, "ref_seed", self->ref_seed);
  if (self->chosen)
    choice = dup_choice (self, is_confidential (declare));
  if (choice)
    matoi_command_set (declare, "channel", choice);
  connected = matoi_context_plan_channel (context, declare, policy_id, &room, &own);
  self->ref_seed = matoi_json_get_int (declare->args, "ref_seed", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), connected);
  if (connected && !self->chosen)
    show_default (self, room, own);
  show_entry (self, is_confidential (declare));
  /* Half a name is no channel: nothing is said of it, and the declaration says what is wrong. */
  text = choice && !room && strcmp (choice, "none") != 0 ? g_strdup ("")
                                                         : dup_sentence (declare, room, own);
  markup = g_markup_escape_text (text, -1);
  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), markup) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
}

void
matoi_channel_choice_reset (MatoiChannelChoice *self)
{
  g_return_if_fail (MATOI_IS_CHANNEL_CHOICE (self));

  self->chosen = FALSE;
  self->ref_seed = -1;
}

static void
on_chosen (MatoiChannelChoice *self)
{
  if (self->loading)
    return;
  self->chosen = TRUE;
  g_signal_emit (self, changed_signal, 0);
}

void
matoi_channel_choice_set_entry (MatoiChannelChoice *self, AdwEntryRow *entry)
{
  g_return_if_fail (MATOI_IS_CHANNEL_CHOICE (self));

  self->entry = entry;
  self->loading = FALSE;
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
}

static void
matoi_channel_choice_class_init (MatoiChannelChoiceClass *class)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_channel_choice_init (MatoiChannelChoice *self)
{
  /* Translators: where an incident is led in Slack: in a channel of its own, … */
  const char *const names[] = { _ ("Its own"), _ ("An existing one"), _ ("None"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->ref_seed = -1;
  /* What changes while it is being made was chosen by nobody. */
  self->loading = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (model));
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_chosen), NULL);
}
