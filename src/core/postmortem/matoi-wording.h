/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words to look at once more (process.md §12.5c). A hint never refuses anything. */

typedef struct _MatoiWording MatoiWording;

typedef struct
{
  gsize offset, length;              /* bytes of the checked text */
  const char *rule;                  /* id, such as "counterfactual" */
  const char *advice_en, *advice_ja; /* all three are borrowed from the MatoiWording */
} MatoiWordingHit;

/* The rules in the texts of data/wording/en.json and ja.json; a team may have its own. (transfer full) */
MatoiWording *matoi_wording_parse (const char *en, const char *ja, GError **error);
void matoi_wording_free (MatoiWording *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiWording, matoi_wording_free)

/* What kind of text it is: "document" "timeline" "public" "security-public" "task" "action" "outgoing". */
gboolean matoi_wording_is_scope (const char *scope);
/* (transfer full) of MatoiWordingHit, by offset. @names, @known_acronyms (nullable): the people of
 * the incident; abbreviations the readers know. */
GPtrArray *matoi_wording_check (const MatoiWording *self,
                                const char *text,
                                const char *scope,
                                const char *const *names,
                                const char *const *known_acronyms);
/* The advice in the language of the locale; borrowed. */
const char *matoi_wording_hit_get_advice (const MatoiWordingHit *hit);

G_END_DECLS
