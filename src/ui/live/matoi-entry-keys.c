/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The keys of the entry bar: suggestions, history, and the stack of half-typed lines. They come
 * here only when the input method in the field has no use for them. */

#include "config.h"

#include "matoi-entry-private.h"
#include "matoi-plain.h"
#include "matoi-time.h"

static const MatoiId *
get_incident (MatoiEntryBar *self)
{
  return &matoi_session_get_incident (self->session)->id;
}

/* --- suggestions */

/* Offers what may stand where the cursor is, if anything. */
void
matoi_entry_bar_offer (MatoiEntryBar *self)
{
  const char *typed = matoi_entry_bar_get_typed (self);
  guint entered = matoi_entry_bar_get_entered (self);
  int cursor = gtk_editable_get_position (GTK_EDITABLE (self->bar_text)) - (int) entered;

  if (self->quiet || self->composing || !self->candidates || cursor < 0 ||
      !gtk_widget_has_focus (GTK_WIDGET (self->bar_text)))
    {
      matoi_completion_close (self->completion);
      return;
    }
  matoi_completion_take_list (self->completion,
                              matoi_candidates_find (self->candidates, typed, (guint) cursor));
}

void
matoi_entry_bar_accept_candidate (MatoiEntryBar *self, const char *insert, guint start, guint end)
{
  GtkEditable *editable = GTK_EDITABLE (self->bar_text);
  guint entered = matoi_entry_bar_get_entered (self);
  gint64 typed_at = self->typed_at;
  int at = (int) (entered + start);

  self->quiet = TRUE;
  gtk_editable_delete_text (editable, at, (int) (entered + end));
  gtk_editable_insert_text (editable, insert, -1, &at);
  self->quiet = FALSE;
  /* The first key is still the one that was pressed. */
  if (typed_at != MATOI_TIME_NONE)
    self->typed_at = typed_at;
  matoi_entry_bar_keep (self);
  gtk_editable_set_position (editable, at);
  gtk_text_grab_focus_without_selecting (self->bar_text);
  matoi_entry_bar_offer (self);
}

/* --- half-typed lines */

void
matoi_entry_bar_show_parked (MatoiEntryBar *self)
{
  g_auto (GStrv) lines = NULL;

  if (self->session)
    lines = matoi_drafts_get (self->drafts, get_incident (self));
  else
    lines = g_new0 (char *, 1);
  matoi_parked_lines_show (self->bar_parked, (const char *const *) lines);
}

/* Puts what is being typed aside; the field is empty for something more urgent. */
void
matoi_entry_bar_park (MatoiEntryBar *self)
{
  g_autofree char *typed = g_strdup (matoi_entry_bar_get_typed (self));
  gint64 typed_at = self->typed_at;

  if (!self->session || matoi_text_is_blank (typed))
    return;
  matoi_entry_bar_set_typed (self, "");
  matoi_drafts_park_at (self->drafts, get_incident (self), typed, typed_at);
}

/* The same, unless it is only a line that was entered before and is being looked at. */
void
matoi_entry_bar_put_aside (MatoiEntryBar *self)
{
  if (self->session && matoi_entry_history_is_at (matoi_entry_bar_get_history (self),
                                                  matoi_entry_bar_get_typed (self)))
    matoi_entry_bar_set_typed (self, "");
  else
    matoi_entry_bar_park (self);
  if (self->session)
    matoi_entry_history_leave (matoi_entry_bar_get_history (self));
}

/* Brings a parked line back; what stands in the field takes its place. */
void
matoi_entry_bar_restore (MatoiEntryBar *self, guint index)
{
  g_autofree char *line = NULL;
  gint64 typed_at = MATOI_TIME_NONE;

  if (!self->session)
    return;
  line = matoi_drafts_remove_at (self->drafts, get_incident (self), index, &typed_at);
  if (!line)
    return;
  matoi_entry_bar_put_aside (self);
  matoi_entry_bar_set_typed_at (self, line, typed_at);
  gtk_text_grab_focus_without_selecting (self->bar_text);
}

void
matoi_entry_bar_remove (MatoiEntryBar *self, guint index)
{
  if (self->session)
    g_free (matoi_drafts_remove (self->drafts, get_incident (self), index));
}

/* --- the keys */

/* The field has the keyboard, and no conversion is open in it. */
static MatoiEntryBar *
get_bar (GtkWidget *widget)
{
  MatoiEntryBar *self = MATOI_ENTRY_BAR (widget);

  if (self->composing || !gtk_widget_has_focus (GTK_WIDGET (self->bar_text)))
    return NULL;
  return self;
}

static gboolean
on_arrow (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiEntryBar *self = get_bar (widget);
  int by = g_variant_get_int32 (args);
  const char *line;

  if (!self || !self->session)
    return FALSE;
  if (matoi_completion_is_open (self->completion))
    {
      matoi_completion_move (self->completion, by);
      return TRUE;
    }
  line = matoi_entry_history_walk (matoi_entry_bar_get_history (self),
                                   matoi_entry_bar_get_typed (self), by);
  if (line)
    matoi_entry_bar_set_typed (self, line);
  /* At either end the keyboard stays where it is. */
  return TRUE;
}

/* The list is closed, or was never open: what can be nothing else is completed all the same. */
static gboolean
accept_only (MatoiEntryBar *self)
{
  const char *typed = matoi_entry_bar_get_typed (self);
  int cursor = gtk_editable_get_position (GTK_EDITABLE (self->bar_text)) -
               (int) matoi_entry_bar_get_entered (self);
  g_autoptr (MatoiCandidateList) list = NULL;
  g_autofree char *insert = NULL, *old = NULL;
  const MatoiCandidate *only;

  if (!self->candidates || cursor < 0)
    return FALSE;
  list = matoi_candidates_find (self->candidates, typed, (guint) cursor);
  if (list->items->len != 1 || list->start == list->end)
    return FALSE;
  only = g_ptr_array_index (list->items, 0);
  insert = g_strconcat (only->insert, only->more ? " " : "", NULL);
  old = g_utf8_substring (typed, list->start, list->end);
  /* It stands there already: Tab goes on to the next control. */
  if (g_str_equal (insert, old))
    return FALSE;
  matoi_entry_bar_accept_candidate (self, insert, list->start, list->end);
  return TRUE;
}

static gboolean
on_tab (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiEntryBar *self = get_bar (widget);

  return self && (matoi_completion_accept (self->completion) || accept_only (self));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiEntryBar *self = get_bar (widget);

  if (!self)
    return FALSE;
  if (matoi_completion_is_open (self->completion))
    matoi_completion_close (self->completion);
  else if (!matoi_text_is_blank (matoi_entry_bar_get_typed (self)))
    matoi_entry_bar_put_aside (self);
  else if (*matoi_entry_bar_get_message (self))
    matoi_entry_bar_hide_message (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_park (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiEntryBar *self = get_bar (widget);

  if (!self)
    return FALSE;
  matoi_entry_bar_park (self);
  return TRUE;
}

static gboolean
on_restore (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiEntryBar *self = get_bar (widget);

  if (!self)
    return FALSE;
  matoi_entry_bar_restore (self, 0);
  return TRUE;
}

void
matoi_entry_bar_install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, on_arrow, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, on_arrow, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, 0, on_tab, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, on_park, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, on_restore, NULL);
}
