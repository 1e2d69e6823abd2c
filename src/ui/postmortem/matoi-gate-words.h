/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* What the reasons of matoi_postmortem_gates () mean for the editor. */
const char *matoi_gate_find_section (const MatoiIncident *incident, const char *gate);
char *matoi_gate_dup_text (const MatoiIncident *incident, const MatoiCheck *check);
gboolean matoi_gate_is_of (const MatoiIncident *incident, const char *gate, const char *section);

G_END_DECLS
