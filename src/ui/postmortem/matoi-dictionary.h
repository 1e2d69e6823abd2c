/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The dictionaries of this system, for the languages of the person. Main thread only; only while
 * matoi_dictionary_load () says that there are any. */
typedef void (*MatoiDictionaryReady) (gpointer widget);

gboolean matoi_dictionary_load (MatoiDictionaryReady ready, gpointer widget);
gboolean matoi_dictionary_knows (const char *word);
GStrv matoi_dictionary_suggest (const char *word, guint most);
void matoi_dictionary_add (const char *word);

G_END_DECLS
