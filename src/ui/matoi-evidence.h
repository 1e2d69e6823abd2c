/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* How what an entry rests on is named: by the service it is kept in and what it shows there. */
char *matoi_evidence_dup_label (const MatoiEvidence *evidence);
const char *matoi_evidence_get_icon (const MatoiEvidence *evidence);
const char *matoi_evidence_get_link (const MatoiEvidence *evidence);

/* Lists of MatoiEvidence; NULL is an empty one. (transfer full) */
GPtrArray *matoi_evidence_copy_list (GPtrArray *list_or_null);
gboolean matoi_evidence_is_same_list (GPtrArray *a_or_null, GPtrArray *b_or_null);

/* A button that names one piece of evidence and opens it. */
#define MATOI_TYPE_EVIDENCE_CHIP (matoi_evidence_chip_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEvidenceChip, matoi_evidence_chip, MATOI, EVIDENCE_CHIP, GtkButton)

GtkWidget *matoi_evidence_chip_new (void);
void matoi_evidence_chip_show (MatoiEvidenceChip *self, const MatoiEvidence *evidence);
const char *matoi_evidence_chip_get_link (MatoiEvidenceChip *self);
char *matoi_evidence_chip_dup_tooltip (MatoiEvidenceChip *self);

G_END_DECLS
