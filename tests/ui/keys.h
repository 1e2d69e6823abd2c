/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rig.h"

G_BEGIN_DECLS

/* Nothing but a keyboard: what cannot be reached with it fails the test. A @path names widgets by
 * their id, their name or their title, from the outside in, such as "imp_stated/lost/imp_unknown";
 * only what is on the screen is found. */

/* (nullable) */
GtkWidget *keys_find (Fixture *fixture, const char *path);
gboolean keys_is_shown (Fixture *fixture, const char *path);
/* Whether the keyboard is on it or in it. */
gboolean keys_is_at (Fixture *fixture, const char *path);
/* Whether what is at @path, a label, says @text somewhere. */
gboolean keys_says (Fixture *fixture, const char *path, const char *text);

/* Presses Tab until the keyboard is there. */
void keys_tab_to (Fixture *fixture, const char *path);
/* Types where the keyboard is; what is selected is replaced. */
void keys_type (Fixture *fixture, const char *text);
/* keys_tab_to, and types over what is there. */
void keys_fill (Fixture *fixture, const char *path, const char *text);
/* keys_tab_to, and Space. */
void keys_push (Fixture *fixture, const char *path);
/* keys_tab_to a list that opens, opens it and goes down to what says @text somewhere; FALSE: it is
 * not among them, or there is nothing to open yet, and nothing was chosen. */
gboolean keys_choose (Fixture *fixture, const char *path, const char *text);

G_END_DECLS
