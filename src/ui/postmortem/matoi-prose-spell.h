/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Underlines the words of @view that no dictionary of this system knows, and offers others in its
 * context menu; without dictionaries it does nothing. It goes with the view. */
void matoi_prose_spell_attach (GtkSourceView *view);

G_END_DECLS
