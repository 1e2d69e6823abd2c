/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-saved-private.h"
#include "matoi-saved-searches.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Of a name that is offered, in characters. */
#define MAX_OFFERED 40

gboolean
matoi_history_saved_has_text (MatoiHistorySaved *self)
{
  g_autofree char *bare = g_strstrip (g_strdup (self->text));

  return *bare != '\0';
}

/* (nullable) (transfer full): the query of that name. */
static char *
dup_query (MatoiHistorySaved *self, const char *name)
{
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (self->context);

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiSavedSearch *search = g_ptr_array_index (all, i);

      if (g_str_equal (search->name, name))
        return g_strdup (search->query);
    }
  return NULL;
}

static char *
dup_name (MatoiHistorySaved *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->hist_name))));
}

/* --- what is told at the place */

void
matoi_history_saved_show_message (MatoiHistorySaved *self, const char *text, gboolean wrong)
{
  matoi_side_set_label (self->hist_saved_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hist_saved_message), text != NULL);
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->hist_name), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->hist_saved_message), "page-message");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->hist_name), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->hist_saved_message), "page-message");
    }
}

/* Another of that name is replaced: that is said before. */
void
matoi_history_saved_show_name (MatoiHistorySaved *self)
{
  g_autofree char *name = dup_name (self), *query = *name ? dup_query (self, name) : NULL;
  g_autofree char *bare = g_strstrip (g_strdup (self->text)), *text = NULL, *part = NULL;

  if (g_strcmp0 (query, bare) == 0)
    g_clear_pointer (&query, g_free);
  if (query)
    {
      part = g_utf8_substring (query, 0, MIN (g_utf8_strlen (query, -1), MAX_OFFERED));
      /* Translators: %s is what somebody looks for. */
      text = g_strdup_printf (_ ("There is a search of that name: %s. It is replaced."), part);
    }
  matoi_history_saved_show_message (self, text, FALSE);
  gtk_button_set_label (self->hist_keep, query ? _ ("_Replace") : _ ("_Save"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->hist_keep), *name != '\0');
}

void
matoi_history_saved_tell_failure (MatoiHistorySaved *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  if (self->hist_saved_popover && gtk_widget_get_mapped (GTK_WIDGET (self->hist_saved_popover)))
    matoi_history_saved_show_message (self, text, TRUE);
  else
    matoi_history_saved_say (self, text, FALSE);
}

void
matoi_history_saved_keep_undo (MatoiHistorySaved *self,
                               const char *name,
                               const char *query,
                               const char *now)
{
  g_free (self->undo_name);
  g_free (self->undo_query);
  g_free (self->undo_now);
  self->undo_name = g_strdup (name);
  self->undo_query = g_strdup (query);
  self->undo_now = g_strdup (now);
}

/* --- saving */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistorySaved) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->saving = FALSE;
  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      matoi_history_saved_keep_undo (self, NULL, NULL, NULL);
      if (g_error_matches (error, MATOI_ERROR, MATOI_ERROR_INPUT) && self->hist_saved_popover)
        matoi_history_saved_show_message (self, error->message, TRUE);
      else
        matoi_history_saved_tell_failure (self, error);
      return;
    }
  if (!self->hist_saved_popover)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->hist_saved_popover), FALSE);
  /* Translators: %s is the name of a search. */
  text = g_strdup_printf (_ ("The search was saved as “%s”"), self->saving_name);
  matoi_history_saved_say (self, text, self->undo_name != NULL);
}

void
matoi_history_saved_keep (MatoiHistorySaved *self)
{
  g_autofree char *query = NULL;

  if (self->saving || !matoi_history_saved_has_text (self))
    return;
  self->saving = TRUE;
  g_free (self->saving_name);
  g_free (self->saving_text);
  self->saving_name = dup_name (self);
  self->saving_text = g_strstrip (g_strdup (self->text));
  query = dup_query (self, self->saving_name);
  if (query && !g_str_equal (query, self->saving_text))
    matoi_history_saved_keep_undo (self, self->saving_name, query, self->saving_text);
  else
    matoi_history_saved_keep_undo (self, NULL, NULL, NULL);
  matoi_saved_searches_save_async (self->context, self->saving_name, self->saving_text, on_saved,
                                   g_object_ref (self));
}

static void
on_taken_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistorySaved) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    matoi_history_saved_tell_failure (self, error);
}

/** matoi_history_saved_undo: see the header. */
gboolean
matoi_history_saved_undo (MatoiHistorySaved *self)
{
  g_autofree char *now = self->undo_name ? dup_query (self, self->undo_name) : NULL;

  /* What somebody else has saved since is not thrown away. */
  if (!self->undo_name || g_strcmp0 (now, self->undo_now) != 0)
    return FALSE;
  matoi_saved_searches_save_async (self->context, self->undo_name, self->undo_query, on_taken_back,
                                   g_object_ref (self));
  matoi_history_saved_keep_undo (self, NULL, NULL, NULL);
  return TRUE;
}

/* What is looked for is its own name, as long as nobody thinks of a better one. */
void
matoi_history_saved_begin_naming (MatoiHistorySaved *self)
{
  g_autofree char *bare = g_strstrip (g_strdup (self->text));
  g_autofree char *name = g_utf8_substring (bare, 0, MIN (g_utf8_strlen (bare, -1), MAX_OFFERED));
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (self->context);

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiSavedSearch *search = g_ptr_array_index (all, i);

      if (g_str_equal (search->query, bare))
        {
          g_free (name);
          name = g_strdup (search->name);
          break;
        }
    }
  gtk_editable_set_text (GTK_EDITABLE (self->hist_name), name);
  gtk_widget_set_visible (GTK_WIDGET (self->hist_naming), TRUE);
  matoi_history_saved_show_name (self);
}
