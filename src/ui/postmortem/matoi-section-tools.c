/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The buttons and keys for the text of a section. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-markdown-tools.h"
#include "matoi-section-private.h"

static const struct
{
  const char *key, *action;
} keys[] = {
  { "<Control>b", "section.bold" },        { "<Control>i", "section.italic" },
  { "<Control>e", "section.code" },        { "<Control>k", "section.link" },
  { "<Control><Shift>l", "section.list" }, { "<Control><Shift>p", "section.turn" },
};

/* (nullable): the text, if it may be changed; the keyboard goes back to it. */
static GtkTextBuffer *
take_buffer (MatoiSectionPage *self)
{
  if (!matoi_section_page_may_write (self) ||
      gtk_stack_get_visible_child (self->sec_pages) == GTK_WIDGET (self->preview))
    return NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
  return gtk_text_view_get_buffer (matoi_prose_get_view (self->prose));
}

static void
on_mark (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MatoiSectionPage *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  GtkTextBuffer *buffer = take_buffer (self);

  if (!buffer)
    return;
  if (g_str_equal (name, "bold"))
    matoi_markdown_wrap (buffer, "**");
  else if (g_str_equal (name, "italic"))
    matoi_markdown_wrap (buffer, "*");
  else if (g_str_equal (name, "code"))
    matoi_markdown_code (buffer);
  else if (g_str_equal (name, "list"))
    matoi_markdown_lines (buffer, "- ");
  else if (g_str_equal (name, "quote"))
    matoi_markdown_lines (buffer, "> ");
  else if (g_str_equal (name, "heading"))
    matoi_markdown_lines (buffer, "## ");
  else if (g_str_equal (name, "link"))
    /* Translators: stands for the words of a link, until somebody types them. */
    matoi_markdown_link (buffer, _ ("words of the link"), "https://");
  else
    /* Translators: stands for the head of a column of a table, until somebody types it. */
    matoi_markdown_table (buffer, _ ("Column"));
}

static void
on_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  matoi_section_page_set_preview (user_data,
                                  g_str_equal (g_variant_get_string (parameter, NULL), "preview"));
}

static void
on_turn (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MatoiSectionPage *self = user_data;
  gboolean preview = gtk_stack_get_visible_child (self->sec_pages) != GTK_WIDGET (self->preview);

  /* Before the text goes, and the keyboard with it to who knows where. */
  if (preview)
    gtk_widget_child_focus (gtk_widget_get_last_child (self->tools), GTK_DIR_TAB_FORWARD);
  matoi_section_page_set_preview (self, preview);
  if (!preview)
    gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

/* --- keys in the text */

/* While letters are chosen the keys are those of the input method. */
static gboolean
takes_keys (GtkWidget *view)
{
  GtkWidget *prose = gtk_widget_get_ancestor (view, MATOI_TYPE_PROSE);

  return gtk_text_view_get_editable (GTK_TEXT_VIEW (view)) &&
         !matoi_prose_is_composing (MATOI_PROSE (prose));
}

static gboolean
on_tab (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);

  return takes_keys (widget) &&
         matoi_markdown_indent (gtk_text_view_get_buffer (view), g_variant_get_boolean (args));
}

static gboolean
on_enter (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);

  if (!takes_keys (widget) || !matoi_markdown_next_line (gtk_text_view_get_buffer (view)))
    return FALSE;
  gtk_text_view_scroll_mark_onscreen (view,
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
  return TRUE;
}

static void
add_key (GtkEventController *controller,
         guint keyval,
         GdkModifierType modifiers,
         GtkShortcutFunc callback,
         gboolean argument)
{
  GtkShortcut *shortcut =
    gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (keyval, modifiers),
                                     gtk_callback_action_new (callback, NULL, NULL), "b", argument);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

static void
add_text_keys (MatoiSectionPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_key (controller, GDK_KEY_Tab, 0, on_tab, TRUE);
  add_key (controller, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, on_tab, FALSE);
  add_key (controller, GDK_KEY_Tab, GDK_SHIFT_MASK, on_tab, FALSE);
  add_key (controller, GDK_KEY_Return, 0, on_enter, TRUE);
  add_key (controller, GDK_KEY_KP_Enter, 0, on_enter, TRUE);
  gtk_widget_add_controller (GTK_WIDGET (matoi_prose_get_view (self->prose)), controller);
}

static void
add_keys (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].key),
                        gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (widget, controller);
}

void
matoi_section_page_set_up_tools (MatoiSectionPage *self)
{
  static const GActionEntry entries[] = {
    { "bold", on_mark },  { "italic", on_mark },
    { "code", on_mark },  { "list", on_mark },
    { "quote", on_mark }, { "heading", on_mark },
    { "link", on_mark },  { "table", on_mark },
    { "turn", on_turn },  { "view", on_view, "s", "'write'" },
  };
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/matoi/Matoi/postmortem/section-tools.ui");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  self->tools = g_object_ref (GTK_WIDGET (gtk_builder_get_object (builder, "tools")));
  gtk_widget_insert_action_group (self->tools, "section", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "section", G_ACTION_GROUP (self->actions));
  add_keys (self->tools);
  add_keys (GTK_WIDGET (self));
  add_text_keys (self);
}
