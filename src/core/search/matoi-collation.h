/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order in which people look for texts, in the language of the program. What a text is sorted by costs more than
 * everything else: it is made once for each, and kept for the next time. To be used by one thread at a time. */
typedef struct _MatoiCollation MatoiCollation;

MatoiCollation *matoi_collation_new (void);
void matoi_collation_free (MatoiCollation *collation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiCollation, matoi_collation_free)

GArray *matoi_collation_rank (MatoiCollation *collation, GPtrArray *texts);

G_END_DECLS
