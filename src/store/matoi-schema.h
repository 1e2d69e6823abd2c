/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"

G_BEGIN_DECLS

gboolean matoi_schema_check (MatoiDatabase *db, GError **error);
gboolean matoi_schema_migrate (MatoiDatabase *db, GError **error);

G_END_DECLS
