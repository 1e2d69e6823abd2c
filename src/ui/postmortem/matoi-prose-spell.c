/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-prose-spell.h"

#ifdef HAVE_ENCHANT
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-dictionary.h"

/* Nothing is looked up while keys come in. */
#define PAUSE_MS        450
#define MAX_SUGGESTIONS 6

typedef struct
{
  GtkSourceView *view; /* (not owned) it owns this */
  GtkTextBuffer *buffer;
  GtkTextTag *tag;
  GMenu *menu;
  GSettings *settings;
  guint check_id;
} Spell;

static void check_soon (Spell *self);

static void
on_ready (gpointer view)
{
  Spell *self = g_object_get_data (view, "matoi-spell");

  if (self)
    check_soon (self);
}

/* Names of things, short forms and scripts without blanks are not looked up. */
static gboolean
is_looked_up (const char *word)
{
  gboolean small = FALSE;
  guint length = 0;

  for (const char *p = word; *p; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x2e80 || g_unichar_isdigit (c) || c == '_' || (length > 0 && g_unichar_isupper (c)))
        return FALSE;
      small |= g_unichar_islower (c);
    }
  return small && length > 1;
}

static gboolean
is_part (gunichar c)
{
  return g_unichar_isalnum (c) || c == '\'' || c == 0x2019 || c == '_';
}

/* The word from @start on, or the next one of the line. */
static gboolean
next_word (GtkTextIter *start, GtkTextIter *end)
{
  while (!gtk_text_iter_ends_line (start) && !g_unichar_isalnum (gtk_text_iter_get_char (start)))
    gtk_text_iter_forward_char (start);
  *end = *start;
  while (!gtk_text_iter_ends_line (end) && is_part (gtk_text_iter_get_char (end)))
    gtk_text_iter_forward_char (end);
  return !gtk_text_iter_equal (start, end);
}

static gboolean
is_wrong (Spell *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter cursor;
  g_autofree char *word = gtk_text_iter_get_slice (start, end);

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor,
                                    gtk_text_buffer_get_insert (self->buffer));
  /* What is being typed is not wrong yet. */
  if (gtk_text_iter_equal (&cursor, end) && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return FALSE;
  if (g_str_has_suffix (word, "'"))
    word[strlen (word) - 1] = '\0';
  return is_looked_up (word) &&
         !gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (self->buffer), start,
                                                    "no-spell-check") &&
         !matoi_dictionary_knows (word);
}

static void
check_line (Spell *self, GtkTextIter start)
{
  GtkTextIter end;

  for (; next_word (&start, &end); start = end)
    {
      gboolean wrong = is_wrong (self, &start, &end);

      /* Only what changes is laid out anew. */
      if (wrong == gtk_text_iter_has_tag (&start, self->tag))
        continue;
      if (wrong)
        gtk_text_buffer_apply_tag (self->buffer, self->tag, &start, &end);
      else
        gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
    }
}

static void
clear (Spell *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tag, &start, &end);
}

/* The lines that are seen. */
static gboolean
on_check (gpointer user_data)
{
  Spell *self = user_data;
  GdkRectangle seen;
  GtkTextIter line, last;

  self->check_id = 0;
  if (!g_settings_get_boolean (self->settings, "check-spelling") ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    {
      clear (self);
      return G_SOURCE_REMOVE;
    }
  if (!matoi_dictionary_load (on_ready, self->view))
    return G_SOURCE_REMOVE;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->view), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->view), &line, seen.y, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->view), &last, seen.y + seen.height, NULL);
  do
    check_line (self, line);
  while (gtk_text_iter_forward_line (&line) && gtk_text_iter_compare (&line, &last) <= 0);
  return G_SOURCE_REMOVE;
}

static void
check_soon (Spell *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add_full (G_PRIORITY_LOW, PAUSE_MS, on_check, self, NULL);
}

static void
on_scrolled (GtkSourceView *view)
{
  Spell *self = g_object_get_data (G_OBJECT (view), "matoi-spell");

  if (self)
    check_soon (self);
}

/* --- the menu */

static void
fill_menu (Spell *self, const GtkTextIter *at)
{
  GtkTextIter start = *at, end;
  g_autofree char *word = NULL;
  g_auto (GStrv) others = NULL;

  g_menu_remove_all (self->menu);
  if (!gtk_text_iter_has_tag (at, self->tag) && !gtk_text_iter_ends_tag (at, self->tag))
    {
      g_menu_append (self->menu, _ ("Check Spelling"), "spell.check-spelling");
      return;
    }
  if (!gtk_text_iter_starts_tag (&start, self->tag))
    gtk_text_iter_backward_to_tag_toggle (&start, self->tag);
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, self->tag);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  word = gtk_text_iter_get_slice (&start, &end);
  others = matoi_dictionary_suggest (word, MAX_SUGGESTIONS);
  for (guint i = 0; others[i]; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (others[i], NULL);

      g_menu_item_set_action_and_target (item, "spell.replace", "s", others[i]);
      g_menu_append_item (self->menu, item);
    }
  g_menu_append (self->menu, _ ("Add to Dictionary"), "spell.add");
  g_menu_append (self->menu, _ ("Check Spelling"), "spell.check-spelling");
}

static void
on_pressed (Spell *self, int n, double x, double y)
{
  GtkTextIter at;
  int bx, by;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET,
                                         (int) x, (int) y, &bx, &by);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), &at, bx, by);
  fill_menu (self, &at);
}

static gboolean
on_key (Spell *self, guint keyval, guint code, GdkModifierType state)
{
  GtkTextIter at;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    {
      gtk_text_buffer_get_iter_at_mark (self->buffer, &at,
                                        gtk_text_buffer_get_insert (self->buffer));
      fill_menu (self, &at);
    }
  return FALSE;
}

static void
on_replace (GSimpleAction *action, GVariant *word, gpointer user_data)
{
  Spell *self = user_data;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, g_variant_get_string (word, NULL), -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

/* Into the dictionary of the first language, for this person. */
static void
on_add (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Spell *self = user_data;
  GtkTextIter start, end;
  g_autofree char *word = NULL;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end) ||
      !matoi_dictionary_load (on_ready, self->view))
    return;
  word = gtk_text_iter_get_slice (&start, &end);
  matoi_dictionary_add (word);
  check_soon (self);
}

static void
spell_free (Spell *self)
{
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_object_unref (self->buffer);
  g_object_unref (self->settings);
  g_object_unref (self->menu);
  g_free (self);
}

static void
set_up_menu (Spell *self)
{
  static const GActionEntry entries[] = { { "replace", on_replace, "s" }, { "add", on_add } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) on = g_settings_create_action (self->settings, "check-spelling");
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (group), on);
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), "spell", G_ACTION_GROUP (group));
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view), G_MENU_MODEL (self->menu));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

void
matoi_prose_spell_attach (GtkSourceView *view)
{
  Spell *self = g_new0 (Spell, 1);

  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  self->settings = g_settings_new (APP_ID);
  self->menu = g_menu_new ();
  self->tag =
    gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (check_soon), self);
  g_signal_connect_swapped (self->settings, "changed::check-spelling", G_CALLBACK (check_soon),
                            self);
  set_up_menu (self);
  g_object_set_data_full (G_OBJECT (view), "matoi-spell", self, (GDestroyNotify) spell_free);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "value-changed",
                           G_CALLBACK (on_scrolled), view, G_CONNECT_SWAPPED);
}

#else

void
matoi_prose_spell_attach (GtkSourceView *view)
{
}

#endif
