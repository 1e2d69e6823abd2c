/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* What takes back @events (of MatoiEvent, recorded by one command): the commands to send, newest
 * first, decided on the state of now. Nothing is ever erased: each is an event of its own.
 * Returns: (transfer full) of MatoiCommand; empty when there is nothing to take back, such as a
 * post that has left the house. Pure. */
GPtrArray *matoi_undo (const MatoiIncident *incident, GPtrArray *events, const char *actor);

G_END_DECLS
