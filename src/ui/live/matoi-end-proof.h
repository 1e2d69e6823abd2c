/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A fact with evidence that shows that the incident has converged (FIX-06, INV-09). */
#define MATOI_TYPE_END_PROOF (matoi_end_proof_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEndProof, matoi_end_proof, MATOI, END_PROOF, GtkWidget)

void matoi_end_proof_set_session (MatoiEndProof *self, MatoiSession *session_or_null);

G_END_DECLS
