/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "keys.h"

#include <string.h>

#include "tour.h"

/* More than any way round the window has stops. */
#define MAX_STOPS 400

/* --- looking */

static gboolean
is_named (GtkWidget *widget, const char *name)
{
  if (ADW_IS_PREFERENCES_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name))
    return TRUE;
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0 ||
         g_str_equal (gtk_widget_get_name (widget), name);
}

static GtkWidget *
find_mapped (GtkWidget *widget, const char *name)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_named (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, name);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
keys_find (Fixture *fixture, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  GtkWidget *widget = GTK_WIDGET (fixture->window);

  for (guint i = 0; widget && names[i]; i++)
    widget = find_mapped (widget, names[i]);
  return widget;
}

gboolean
keys_is_shown (Fixture *fixture, const char *path)
{
  return keys_find (fixture, path) != NULL;
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

gboolean
keys_is_at (Fixture *fixture, const char *path)
{
  GtkWidget *focus = get_focus (fixture), *widget = keys_find (fixture, path);

  return focus && widget && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

gboolean
keys_says (Fixture *fixture, const char *path, const char *text)
{
  GtkWidget *label = keys_find (fixture, path);

  return label && strstr (gtk_label_get_text (GTK_LABEL (label)), text);
}

/* --- pressing */

static void
press_tab (Fixture *fixture, GtkDirectionType direction)
{
  GtkWidget *focus = get_focus (fixture);

  /* There the key would be a character. */
  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)))
    g_assert_false (gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (focus)));
  g_signal_emit_by_name (fixture->window, "move-focus", direction);
}

static gboolean
is_typing (Fixture *fixture)
{
  GtkWidget *focus = get_focus (fixture);

  return (GTK_IS_TEXT (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus))) ||
         (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

/* Whether Tab leads to @path within one round; @stops (nullable): where else. */
static gboolean
go_round (Fixture *fixture, const char *path, gboolean to_type, GString *stops)
{
  for (guint i = 0; i < MAX_STOPS; i++)
    {
      g_autofree char *stop = NULL;

      if (keys_is_at (fixture, path) && (!to_type || is_typing (fixture)))
        return TRUE;
      press_tab (fixture, GTK_DIR_TAB_FORWARD);
      stop = get_focus (fixture) ? tour_dup_path (get_focus (fixture)) : g_strdup ("nothing");
      if (i < MAX_STOPS / 4)
        g_string_append_printf (stops, "\n%s", stop);
    }
  return FALSE;
}

/* What has just come is not there for the keyboard before it has its place, and what waits for an
 * answer before it came: as people do, this tries again. */
static void
walk (Fixture *fixture, const char *path, gboolean to_type)
{
  g_autoptr (GString) stops = g_string_new (NULL);
  gint64 until = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  WAIT_UNTIL (keys_find (fixture, path));
  while (!go_round (fixture, path, to_type, g_string_truncate (stops, 0)))
    {
      guint tick = g_timeout_add (20, test_common_on_tick, NULL);

      if (g_get_monotonic_time () > until)
        g_error ("Tab does not lead to %s, only to:%s", path, stops->str);
      g_main_context_iteration (NULL, TRUE);
      g_source_remove (tick);
    }
}

void
keys_tab_to (Fixture *fixture, const char *path)
{
  walk (fixture, path, FALSE);
}

/* --- typing */

static gboolean
has_text (GtkWidget *focus)
{
  return GTK_IS_TEXT (focus)
           ? *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0'
           : gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus))) > 0;
}

void
keys_type (Fixture *fixture, const char *text)
{
  GtkWidget *focus;

  /* A field that has just come gets the keyboard with the next frame. */
  WAIT_UNTIL (is_typing (fixture));
  focus = get_focus (fixture);
  if (GTK_IS_TEXT (focus))
    gtk_editable_delete_selection (GTK_EDITABLE (focus));
  else
    gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), TRUE, TRUE);
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
}

void
keys_fill (Fixture *fixture, const char *path, const char *text)
{
  walk (fixture, path, TRUE);
  if (has_text (get_focus (fixture)))
    rig_press (fixture, "<Control>a");
  keys_type (fixture, text);
}

void
keys_push (Fixture *fixture, const char *path)
{
  keys_tab_to (fixture, path);
  rig_press (fixture, "space");
}

/* --- choosing */

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_in_choices (Fixture *fixture, const char *path)
{
  GtkWidget *focus = get_focus (fixture), *widget = keys_find (fixture, path);
  GtkWidget *list = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) : NULL;

  return list && focus != list && widget && gtk_widget_is_ancestor (list, widget);
}

static gboolean
is_at_list (Fixture *fixture)
{
  GtkWidget *focus = get_focus (fixture);

  return ADW_IS_COMBO_ROW (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_DROP_DOWN);
}

static GtkWidget *
find_popover (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_popover (child);
  return found;
}

/* Opens the choices; again, where others have come in just then. */
static void
open_choices (Fixture *fixture, const char *path)
{
  gint64 again = g_get_monotonic_time () + WAIT_SECONDS / 10 * G_USEC_PER_SEC;

  rig_press (fixture, "Return");
  WAIT_UNTIL (is_in_choices (fixture, path) || g_get_monotonic_time () > again);
  if (!is_in_choices (fixture, path))
    {
      GtkWidget *popover = find_popover (keys_find (fixture, path));

      if (popover)
        gtk_popover_popdown (GTK_POPOVER (popover));
      keys_tab_to (fixture, path);
      rig_press (fixture, "Return");
    }
  WAIT_UNTIL (is_in_choices (fixture, path));
}

gboolean
keys_choose (Fixture *fixture, const char *path, const char *text)
{
  GtkWidget *before = NULL;

  keys_tab_to (fixture, path);
  while (!is_at_list (fixture))
    {
      press_tab (fixture, GTK_DIR_TAB_FORWARD);
      if (!keys_is_at (fixture, path))
        return FALSE;
    }
  open_choices (fixture, path);
  rig_press (fixture, "Home");
  while (get_focus (fixture) != before)
    {
      before = get_focus (fixture);
      if (says (before, text))
        {
          rig_press (fixture, "Return");
          WAIT_UNTIL (!is_in_choices (fixture, path));
          return TRUE;
        }
      rig_press (fixture, "Down");
    }
  /* As Escape does, which is GTK's own there and no shortcut. */
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (before, GTK_TYPE_POPOVER)));
  WAIT_UNTIL (!is_in_choices (fixture, path));
  return FALSE;
}
