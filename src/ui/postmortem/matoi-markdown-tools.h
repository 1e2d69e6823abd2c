/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the buttons over the text of a section do to it; each is one step of undo. */
void matoi_markdown_wrap (GtkTextBuffer *buffer, const char *mark);
void matoi_markdown_code (GtkTextBuffer *buffer);
void matoi_markdown_lines (GtkTextBuffer *buffer, const char *marker);
void matoi_markdown_link (GtkTextBuffer *buffer, const char *words, const char *address);
void matoi_markdown_picture (GtkTextBuffer *buffer, const char *words, const char *address);
void matoi_markdown_table (GtkTextBuffer *buffer, const char *head);

/* Whether the key did something; if not, it does what it does elsewhere. */
gboolean matoi_markdown_indent (GtkTextBuffer *buffer, gboolean deeper);
gboolean matoi_markdown_next_line (GtkTextBuffer *buffer);

G_END_DECLS
