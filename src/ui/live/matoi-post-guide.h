/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-post.h"

G_BEGIN_DECLS

/* What a post should tell, ticked off while it is written, and hints on the wording.
 * Signals: "add" (const char *line): the person wants that line in the text;
 * "ticked" (): the set given to matoi_post_guide_show () was changed. */
#define MATOI_TYPE_POST_GUIDE (matoi_post_guide_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostGuide, matoi_post_guide, MATOI, POST_GUIDE, GtkWidget)

void matoi_post_guide_show (MatoiPostGuide *self,
                            const MatoiPost *post,
                            const char *text,
                            GHashTable *ticked);
gboolean matoi_post_guide_is_met (MatoiPostGuide *self, const char *id);

G_END_DECLS
