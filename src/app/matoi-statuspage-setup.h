/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-service-setup.h"

G_BEGIN_DECLS

/* A test of Statuspage: matoi_service_setup_new (context, "statuspage"). Reads the settings base-url,
 * page, components; finds page if the account has only one.
 * Lines: token page components subscribers storage.
 * Lists: "pages", "components" (of the page; more: the group it stands in). */

G_END_DECLS
