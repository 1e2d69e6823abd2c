/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-find-bar.h"

#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "matoi-ui-text.h"

struct _MatoiFindBar
{
  GtkWidget parent_instance;
  GtkEditable *fin_words;
  GtkLabel *fin_count;
  GtkWidget *fin_previous, *fin_next;

  MatoiProse *prose;
  GtkSourceSearchSettings *settings;
  GtkSourceSearchContext *context; /* (nullable): only while open, so that typing stays cheap */
  gboolean quiet;                  /* the words are put in, and nothing is looked for yet */
};

G_DEFINE_FINAL_TYPE (MatoiFindBar, matoi_find_bar, GTK_TYPE_WIDGET)

static GtkTextBuffer *
get_buffer (MatoiFindBar *self)
{
  return gtk_text_view_get_buffer (matoi_prose_get_view (self->prose));
}

static gboolean
has_words (MatoiFindBar *self)
{
  return *gtk_editable_get_text (self->fin_words) != '\0';
}

/* --- what is shown */

/* "2 / 5"; -1 as long as the text is still being looked through. */
static void
show_count (MatoiFindBar *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int n, at;

  if (!self->context)
    return;
  n = gtk_source_search_context_get_occurrences_count (self->context);
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  at = gtk_source_search_context_get_occurrence_position (self->context, &start, &end);
  if (!has_words (self) || n < 0)
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_ ("Nothing Found"));
  else
    text = g_strdup_printf (_ ("%1$u / %2$u"), (guint) MAX (at, 0), (guint) n);
  if (g_strcmp0 (gtk_label_get_text (self->fin_count), text) != 0)
    gtk_label_set_text (self->fin_count, text);
  gtk_widget_set_sensitive (self->fin_previous, n != 0 && has_words (self));
  gtk_widget_set_sensitive (self->fin_next, n != 0 && has_words (self));
  if (n == 0 && has_words (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->fin_words), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->fin_words), "error");
}

static void
on_count (MatoiFindBar *self)
{
  show_count (self);
}

/* --- from place to place */

static void
select_place (MatoiFindBar *self, const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_select_range (buffer, start, end);
  gtk_text_view_scroll_to_mark (matoi_prose_get_view (self->prose),
                                gtk_text_buffer_get_insert (buffer), 0.15, FALSE, 0, 0);
}

/* Goes on behind the selection, before it, or (@by 0) at its beginning; around the end. */
static void
go (MatoiFindBar *self, int by)
{
  GtkTextIter from, to, start, end;
  gboolean wrapped, found;

  if (!self->context || !has_words (self))
    return;
  gtk_text_buffer_get_selection_bounds (get_buffer (self), &from, &to);
  if (by < 0)
    found = gtk_source_search_context_backward (self->context, &from, &start, &end, &wrapped);
  else
    found = gtk_source_search_context_forward (self->context, by > 0 ? &to : &from, &start, &end,
                                               &wrapped);
  if (found)
    select_place (self, &start, &end);
  else if (by != 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  show_count (self);
}

static void
on_words (MatoiFindBar *self)
{
  if (self->quiet)
    return;
  gtk_source_search_settings_set_search_text (self->settings,
                                              gtk_editable_get_text (self->fin_words));
  go (self, 0);
  show_count (self);
}

static void
find_next (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go (MATOI_FIND_BAR (widget), 1);
}

static void
find_previous (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go (MATOI_FIND_BAR (widget), -1);
}

static void
on_next (MatoiFindBar *self)
{
  go (self, 1);
}

static void
on_previous (MatoiFindBar *self)
{
  go (self, -1);
}

/* --- opening and closing */

static void
on_stopped (MatoiFindBar *self)
{
  matoi_find_bar_close (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

/* What is selected on one line is most often what is looked for. */
static void
take_selection (MatoiFindBar *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end) ||
      gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end))
    return;
  text = gtk_text_iter_get_slice (&start, &end);
  self->quiet = TRUE;
  gtk_editable_set_text (self->fin_words, text);
  self->quiet = FALSE;
}

void
matoi_find_bar_open (MatoiFindBar *self)
{
  g_return_if_fail (MATOI_IS_FIND_BAR (self) && self->prose);

  take_selection (self);
  if (!self->context)
    {
      self->context =
        gtk_source_search_context_new (GTK_SOURCE_BUFFER (get_buffer (self)), self->settings);
      g_signal_connect_object (self->context, "notify::occurrences-count", G_CALLBACK (on_count),
                               self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->fin_words));
  gtk_editable_select_region (self->fin_words, 0, -1);
  on_words (self);
}

gboolean
matoi_find_bar_is_open (MatoiFindBar *self)
{
  g_return_val_if_fail (MATOI_IS_FIND_BAR (self), FALSE);

  return self->context != NULL;
}

void
matoi_find_bar_close (MatoiFindBar *self)
{
  g_return_if_fail (MATOI_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->context)
    gtk_source_search_context_set_highlight (self->context, FALSE);
  g_clear_object (&self->context);
}

void
matoi_find_bar_set_prose (MatoiFindBar *self, MatoiProse *prose)
{
  g_return_if_fail (MATOI_IS_FIND_BAR (self) && MATOI_IS_PROSE (prose));

  g_set_object (&self->prose, prose);
}

/* --- the object */

static void
matoi_find_bar_dispose (GObject *object)
{
  MatoiFindBar *self = MATOI_FIND_BAR (object);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->prose);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FIND_BAR);
  G_OBJECT_CLASS (matoi_find_bar_parent_class)->dispose (object);
}

static void
matoi_find_bar_class_init (MatoiFindBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiFindBar, fin_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiFindBar, fin_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiFindBar, fin_previous);
  gtk_widget_class_bind_template_child (widget_class, MatoiFindBar, fin_next);
  gtk_widget_class_bind_template_callback (widget_class, on_words);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_stopped);
  gtk_widget_class_install_action (widget_class, "find.next", NULL, find_next);
  gtk_widget_class_install_action (widget_class, "find.previous", NULL, find_previous);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK,
                                       "find.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK,
                                       "find.previous", NULL);
}

static void
matoi_find_bar_init (MatoiFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = gtk_source_search_settings_new ();
  gtk_source_search_settings_set_wrap_around (self->settings, TRUE);
}
