/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-connections.h"

G_BEGIN_DECLS

/* A service in the list of all of them: how it stands, since when, what waits and the way to the
 * outbox, and whether it is used. Activated, it opens its own page. */
#define MATOI_TYPE_CONNECTION_ROW (matoi_connection_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiConnectionRow, matoi_connection_row, MATOI, CONNECTION_ROW, AdwActionRow)

/* @id: "record", which has no page of its own, or that of a service. */
MatoiConnectionRow *matoi_connection_row_new (MatoiContext *context, const char *id);
const char *matoi_connection_row_get_id (MatoiConnectionRow *self);
/* @connection: until the next call (nullable): it is not among the connections */
void matoi_connection_row_show (MatoiConnectionRow *self, const MatoiConnection *connection);

G_END_DECLS
