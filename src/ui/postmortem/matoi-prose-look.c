/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "matoi-prose-private.h"

/* The time for a line may grow with the square of its length: one that long is not coloured, nor
 * is what is around it. */
#define MAX_LINE 6000

/* Where the language and its colours are. MATOI_DATADIR serves uninstalled runs. */
static void
add_folder (void)
{
  static gsize added = 0;

  if (g_once_init_enter (&added))
    {
      const char *datadir = g_getenv ("MATOI_DATADIR");
      g_autofree char *folder =
        g_build_filename (datadir && *datadir ? datadir : PKGDATADIR, "editor", NULL);

      gtk_source_init ();
      gtk_source_language_manager_append_search_path (gtk_source_language_manager_get_default (),
                                                      folder);
      gtk_source_style_scheme_manager_append_search_path (
        gtk_source_style_scheme_manager_get_default (), folder);
      g_once_init_leave (&added, 1);
    }
}

static void
show_colours (MatoiProse *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleScheme *scheme =
    gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (),
                                                dark ? "matoi-dark" : "matoi-light");

  gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (self->buffer), scheme);
  matoi_prose_colour_hits (self, dark);
}

static gboolean
has_long_line (const char *text, gsize length, gsize begun)
{
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      const char *stop = memchr (p, '\n', (gsize) (end - p));

      if ((gsize) ((stop ? stop : end) - p) + begun > MAX_LINE)
        return TRUE;
      p = stop ? stop + 1 : end;
      begun = 0;
    }
  return FALSE;
}

/* Comes before the text is there. */
static void
on_insert (GtkTextBuffer *buffer, const GtkTextIter *at, const char *text, int length)
{
  if (has_long_line (text, length < 0 ? strlen (text) : (gsize) length,
                     (gsize) gtk_text_iter_get_chars_in_line (at)))
    gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (buffer), FALSE);
}

/* Markdown in the colours of the theme; nothing of what helps to write programs. */
void
matoi_prose_set_up_look (MatoiProse *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (self->buffer);
  GtkSourceLanguage *language;

  add_folder ();
  language = gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (),
                                                       "matoi-markdown");
  gtk_source_buffer_set_language (buffer, language);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (buffer, FALSE);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (on_insert), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (show_colours), self, G_CONNECT_SWAPPED);
  show_colours (self);
}
