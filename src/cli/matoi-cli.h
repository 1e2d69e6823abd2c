/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole of matoictl. Returns its exit status (design: cli.md). */
int matoi_cli_main (int argc, char **argv);

G_END_DECLS
