/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The program with a window; one process for a user, or one for each --db. */
#define MATOI_TYPE_APPLICATION (matoi_application_get_type ())
G_DECLARE_FINAL_TYPE (MatoiApplication, matoi_application, MATOI, APPLICATION, AdwApplication)

MatoiApplication *matoi_application_new (void);

G_END_DECLS
