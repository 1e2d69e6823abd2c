/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* What something rests on: chips that open it, and a line for one more.
 * Signal "wanted" (GPtrArray *of MatoiEvidence): the list as it is to be. */
#define MATOI_TYPE_EVIDENCE_LIST (matoi_evidence_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEvidenceList, matoi_evidence_list, MATOI, EVIDENCE_LIST, GtkWidget)

void
matoi_evidence_list_show (MatoiEvidenceList *self, GPtrArray *evidence_or_null, gboolean may_add);
void matoi_evidence_list_settle (MatoiEvidenceList *self, gboolean recorded);
void matoi_evidence_list_flush (MatoiEvidenceList *self);

G_END_DECLS
