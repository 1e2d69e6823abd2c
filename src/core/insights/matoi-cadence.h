/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* How often an update for @audience ("executives", "public") was due while @incident was running,
 * by the clocks of its process (COM-01…05, IL-03), and went out in time (@met) or not (@missed). */
void matoi_cadence_count (const MatoiIncident *incident,
                          const char *audience,
                          guint *met,
                          guint *missed);

/* Whether it was written down only after it had ended, as an import is: no clock ever ran. */
gboolean matoi_cadence_is_afterwards (const MatoiIncident *incident);

G_END_DECLS
