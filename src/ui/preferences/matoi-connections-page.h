/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* Everything Matoi is connected to, in one list; each service has a page of its own below it. */
#define MATOI_TYPE_CONNECTIONS_PAGE (matoi_connections_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiConnectionsPage,
                      matoi_connections_page,
                      MATOI,
                      CONNECTIONS_PAGE,
                      AdwPreferencesPage)

void matoi_connections_page_set_context (MatoiConnectionsPage *self, MatoiContext *context);
/* Opens the page of the service @id; FALSE: there is none. */
gboolean matoi_connections_page_open (MatoiConnectionsPage *self, const char *id);

G_END_DECLS
