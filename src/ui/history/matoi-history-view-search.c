/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-history-view-private.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* As many as are there at once; more are counted. */
#define FIRST_HITS 100

const char *
matoi_history_view_get_text (MatoiHistoryView *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->hist_search));
}

/* --- what is told of it */

static char *
dup_hits (const MatoiFound *found)
{
  if (!found->complete)
    /* Translators: at least so many places were found, and it is not known yet how many more. */
    return g_strdup_printf (_ ("%u+ hits"), (guint) found->total);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", (gulong) found->total),
                          (guint) found->total);
}

/* How many, and how long it took; the number of a search that nobody asked for only if it is
 * another one. */
void
matoi_history_view_show_count (MatoiHistoryView *self, const MatoiFound *found)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *hits = NULL, *text = NULL;

  if (found && !self->arranging && found->total == self->total)
    return;
  self->total = found ? found->total : -1;
  if (found)
    {
      hits = dup_hits (found);
      /* Translators: %1$s is “142 hits”, %2$d how many milliseconds the search took. */
      text = g_strdup_printf (_ ("%1$s · %2$d ms"), hits, (int) found->ms);
    }
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u incident", "%u incidents", n), n);
  matoi_side_set_label (self->hist_count, text);
}

/* What was found before stays. */
void
matoi_history_view_show_message (MatoiHistoryView *self,
                                 const char *text,
                                 const MatoiQueryPlace *place)
{
  GtkEditable *field = gtk_editable_get_delegate (GTK_EDITABLE (self->hist_search));
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();
  PangoAttribute *mark = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

  matoi_side_set_label (self->hist_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hist_message), text != NULL);
  mark->start_index = place ? (guint) (self->blanks + place->at) : 0;
  mark->end_index = place ? (guint) (self->blanks + place->at + place->length) : 0;
  pango_attr_list_insert (marks, mark);
  gtk_text_set_attributes (GTK_TEXT (field), place ? marks : NULL);
}

/* --- asking */

/* What was recorded while it was under way is looked for now. */
static void
end_search (MatoiHistoryView *self)
{
  g_clear_pointer (&self->sought, g_free);
  self->asked = self->arranging = FALSE;
  if (!self->search_again)
    return;
  self->search_again = FALSE;
  matoi_history_view_search (self, FALSE);
}

static void
fail (MatoiHistoryView *self, const GError *error, const MatoiQueryPlace *place)
{
  gboolean at_place = g_error_matches (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_autofree char *text = at_place ? g_strdup (error->message) : matoi_ui_dup_error (error);

  if (self->asked || self->arranging)
    matoi_history_view_show_message (self, text, at_place ? place : NULL);
  end_search (self);
}

/* The first is selected once for each thing asked for: who has gone on since stays there. */
static void
take (MatoiHistoryView *self, const MatoiFound *found)
{
  /* Such as "sev:", before it is said which. */
  gboolean all = found->query->terms->len == 0 && !matoi_query_has_filters (found->query);

  matoi_history_model_narrow (self->model, all ? NULL : found->counts, found->complete,
                              !self->arranging);
  matoi_history_table_select (self->hist_table, self->asked);
  matoi_history_view_show_page (self);
  matoi_history_view_show_preview (self, FALSE);
  if (found->complete && !self->asked && !self->arranging)
    matoi_history_preview_look_again (self->hist_preview);
  matoi_history_view_show_count (self, all ? NULL : found);
  matoi_history_table_show_news (self->hist_table);
  self->asked = FALSE;
  if (found->complete)
    end_search (self);
}

/* Those that were found first are the beginning of what will be there, unless they are sorted in
 * between. */
static gboolean
can_show_part (MatoiHistoryView *self)
{
  gboolean down;

  return self->arranging &&
         matoi_history_model_get_column (self->model, &down) == MATOI_HISTORY_N_COLUMNS;
}

/* Twice for each search that finds many: with the hits, and with all counts. */
static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryView) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place = { 0 };
  g_autoptr (MatoiFound) found =
    matoi_finder_search_finish (MATOI_FINDER (source), result, &place, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->model || !self->sought)
    return;
  if (!found)
    {
      fail (self, error, &place);
      return;
    }
  matoi_history_view_show_message (self, NULL, NULL);
  if (found->complete || can_show_part (self))
    take (self, found);
  /* After the preview has asked for what it shows. */
  if (!found->complete)
    matoi_finder_count_async (self->finder, self->sought, TRUE, on_found, g_object_ref (self));
}

static void
show_all (MatoiHistoryView *self)
{
  matoi_history_view_show_message (self, NULL, NULL);
  matoi_history_model_narrow (self->model, NULL, TRUE, FALSE);
  matoi_history_table_select (self->hist_table, FALSE);
  if (self->read_once)
    matoi_history_view_show_page (self);
  matoi_history_view_show_preview (self, FALSE);
  matoi_history_view_show_count (self, NULL);
  matoi_history_table_show_news (self->hist_table);
}

void
matoi_history_view_search (MatoiHistoryView *self, gboolean asked)
{
  const char *typed = matoi_history_view_get_text (self);
  g_autofree char *text = g_strstrip (g_strdup (typed));

  if (!self->finder)
    return;
  /* What is new waits for what somebody asked for; else there might never be an answer. */
  if (*text && !asked && self->sought)
    {
      self->search_again = TRUE;
      return;
    }
  g_free (self->sought);
  self->sought = *text ? g_steal_pointer (&text) : NULL;
  self->blanks = strspn (typed, " \t\n\r\f\v");
  self->asked |= asked;
  self->arranging |= asked;
  if (!self->sought)
    {
      show_all (self);
      end_search (self);
      return;
    }
  matoi_finder_search_async (self->finder, self->sought, TRUE, FIRST_HITS, on_found,
                             g_object_ref (self));
}

/* --- an index that was damaged */

static void
on_index_built (MatoiHistoryView *self, gboolean built, const char *sentence)
{
  if (!built)
    {
      matoi_history_view_show_message (self, sentence, NULL);
      return;
    }
  matoi_history_view_say (self, sentence, FALSE);
  matoi_history_view_search (self, TRUE);
  matoi_history_view_show_preview (self, TRUE);
}

void
matoi_history_view_begin_search (MatoiHistoryView *self)
{
  g_signal_connect_object (self->finder, "index-built", G_CALLBACK (on_index_built), self,
                           G_CONNECT_SWAPPED);
}
