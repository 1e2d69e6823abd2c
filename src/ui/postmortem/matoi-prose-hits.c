/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the wording check found, marked in the text. */

#include "config.h"

#include <string.h>

#include "matoi-prose-private.h"

typedef struct
{
  GtkTextMark *start, *end;
  char *rule, *advice;
  gboolean stays;
} Hit;

static void
hit_free (Hit *hit)
{
  gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (hit->start), hit->start);
  gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (hit->end), hit->end);
  g_free (hit->rule);
  g_free (hit->advice);
  g_free (hit);
}

static GtkTextTag *
get_tag (MatoiProse *self)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), "matoi-hit");
}

static void
get_place (MatoiProse *self, const Hit *hit, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, start, hit->start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, hit->end);
}

static void
unmark (MatoiProse *self, const Hit *hit)
{
  GtkTextIter start, end;

  get_place (self, hit, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, get_tag (self), &start, &end);
}

/* Where a hit is, counted in letters; the hits come in order. */
typedef struct
{
  const char *text, *at;
  int offset;
} Cursor;

static int
count_to (Cursor *cursor, gsize byte)
{
  const char *to = cursor->text + byte;

  if (to < cursor->at)
    {
      cursor->at = cursor->text;
      cursor->offset = 0;
    }
  cursor->offset += (int) g_utf8_strlen (cursor->at, to - cursor->at);
  cursor->at = to;
  return cursor->offset;
}

/* The same rule at the same place is not touched: nothing is laid out anew for it. */
static gboolean
keep (MatoiProse *self, const char *rule, const GtkTextIter *start, const GtkTextIter *end)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      Hit *hit = g_ptr_array_index (self->marks, i);
      GtkTextIter from, to;

      if (hit->stays || g_strcmp0 (hit->rule, rule) != 0)
        continue;
      get_place (self, hit, &from, &to);
      if (gtk_text_iter_equal (&from, start) && gtk_text_iter_equal (&to, end))
        return hit->stays = TRUE;
    }
  return FALSE;
}

static Hit *
hit_new (MatoiProse *self,
         const MatoiWordingHit *found,
         const GtkTextIter *start,
         const GtkTextIter *end)
{
  Hit *hit = g_new0 (Hit, 1);

  hit->start = gtk_text_buffer_create_mark (self->buffer, NULL, start, FALSE);
  hit->end = gtk_text_buffer_create_mark (self->buffer, NULL, end, TRUE);
  hit->rule = g_strdup (found->rule);
  hit->advice = g_strdup (matoi_wording_hit_get_advice (found));
  hit->stays = TRUE;
  return hit;
}

static void
mark (MatoiProse *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      Hit *hit = g_ptr_array_index (self->marks, i);
      GtkTextIter start, end, toggle;

      get_place (self, hit, &start, &end);
      toggle = start;
      gtk_text_iter_forward_to_tag_toggle (&toggle, get_tag (self));
      /* Also where one that went had shared a word with one that stays. */
      if (!gtk_text_iter_has_tag (&start, get_tag (self)) ||
          gtk_text_iter_compare (&toggle, &end) < 0)
        gtk_text_buffer_apply_tag (self->buffer, get_tag (self), &start, &end);
      hit->stays = FALSE;
    }
}

void
matoi_prose_set_hits (MatoiProse *self, GPtrArray *hits)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  Cursor cursor = { 0 };
  gsize length;

  g_return_if_fail (MATOI_IS_PROSE (self));

  text = matoi_prose_dup_text (self);
  length = strlen (text);
  cursor.text = cursor.at = text;
  for (guint i = 0; hits && i < hits->len; i++)
    {
      const MatoiWordingHit *found = g_ptr_array_index (hits, i);
      GtkTextIter start, end;

      /* Found in a text that was another one. */
      if (found->length == 0 || found->length > length || found->offset > length - found->length)
        continue;
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, count_to (&cursor, found->offset));
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end,
                                          count_to (&cursor, found->offset + found->length));
      if (!keep (self, found->rule, &start, &end))
        g_ptr_array_add (new, hit_new (self, found, &start, &end));
    }
  for (guint i = self->marks->len; i-- > 0;)
    if (!((Hit *) g_ptr_array_index (self->marks, i))->stays)
      {
        unmark (self, g_ptr_array_index (self->marks, i));
        g_ptr_array_remove_index_fast (self->marks, i);
      }
  g_ptr_array_extend_and_steal (self->marks, g_steal_pointer (&new));
  mark (self);
}

void
matoi_prose_clear_hits (MatoiProse *self)
{
  for (guint i = 0; i < self->marks->len; i++)
    unmark (self, g_ptr_array_index (self->marks, i));
  g_ptr_array_set_size (self->marks, 0);
}

void
matoi_prose_colour_hits (MatoiProse *self, gboolean dark)
{
  GdkRGBA colour;

  gdk_rgba_parse (&colour, dark ? "#ffab70" : "#a33c00");
  g_object_set (get_tag (self), "underline-rgba", &colour, NULL);
  colour.alpha = 0.12f;
  g_object_set (get_tag (self), "background-rgba", &colour, NULL);
}

static gboolean
on_query_tooltip (MatoiProse *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->pro_view);
  g_autoptr (GString) advice = g_string_new (NULL);
  GtkTextIter iter;

  if (self->marks->len == 0)
    return FALSE;
  if (keyboard)
    gtk_text_buffer_get_iter_at_mark (self->buffer, &iter,
                                      gtk_text_buffer_get_insert (self->buffer));
  else
    {
      gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
      if (!gtk_text_view_get_iter_at_location (view, &iter, x, y))
        return FALSE;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Hit *hit = g_ptr_array_index (self->marks, i);
      GtkTextIter start, end;

      get_place (self, hit, &start, &end);
      if (!gtk_text_iter_in_range (&iter, &start, &end))
        continue;
      if (advice->len > 0)
        g_string_append_c (advice, '\n');
      g_string_append (advice, hit->advice);
    }
  gtk_tooltip_set_text (tooltip, advice->str);
  return advice->len > 0;
}

void
matoi_prose_set_up_hits (MatoiProse *self)
{
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  gtk_text_buffer_create_tag (self->buffer, "matoi-hit", "underline", PANGO_UNDERLINE_ERROR, NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->pro_view), TRUE);
  g_signal_connect_swapped (self->pro_view, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
}
