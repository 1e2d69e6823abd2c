/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @typed, in Latin letters, is how @kana (hiragana) may begin when it is typed on a
 * keyboard: "juu", "zyu" and "j" are for "じゅうだいど". Lower case. */
gboolean matoi_kana_begins_with (const char *kana, const char *typed);

G_END_DECLS
