/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-hints.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Checks the words of a session's postmortem on a thread of its own, whenever its texts have
 * changed and nobody changed them for a moment. One for all who look at the same session.
 *
 * Signals:
 * "checked": get_hints () tells of the texts as they are recorded now. */
#define MATOI_TYPE_WORDING_WATCH (matoi_wording_watch_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWordingWatch, matoi_wording_watch, MATOI, WORDING_WATCH, GObject)

/* (transfer full) */
MatoiWordingWatch *matoi_wording_watch_get (MatoiSession *session);
/* In the order of the document, also those that were put aside; nothing before the first
 * "checked". (transfer none) of MatoiHint */
GPtrArray *matoi_wording_watch_get_hints (MatoiWordingWatch *self);
/* The hints on a short text that is being typed; none before the first "checked". (transfer full)
 * of MatoiWordingHit */
GPtrArray *matoi_wording_watch_check (MatoiWordingWatch *self, const char *text, const char *scope);
/* (nullable): why nothing is checked */
const GError *matoi_wording_watch_get_problem (MatoiWordingWatch *self);
/* Those that nobody put aside in one text, for matoi_prose_set_hits (): of the section itself, or
 * of a field of it (see matoi-hints.h), of one @item (hex), which may stand in any section (NULL).
 * Their places hold for the recorded text. (transfer full) of MatoiWordingHit */
GPtrArray *matoi_wording_watch_dup_hits (MatoiWordingWatch *self,
                                         const char *section_or_null,
                                         const char *field_or_null,
                                         const char *item_or_null);

G_END_DECLS
