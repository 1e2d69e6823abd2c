/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-cli.h"

int
main (int argc, char *argv[])
{
  return matoi_cli_main (argc, argv);
}
