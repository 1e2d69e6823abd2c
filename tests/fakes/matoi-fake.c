/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The services by hand: prints where it listens, and obeys POST /__fake/say, react, edit, delete,
 * fault, limit, revoke, clock, sockets and reset; GET /__fake/inspect shows what it holds. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "fake-control.h"

int
main (int argc, char **argv)
{
  guint port = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (FakeSlack) slack = fake_slack_new (port, &error);

  if (!slack)
    {
      g_printerr ("matoi-fake: %s\n", error->message);
      return 1;
    }
  fake_slack_seed (slack);
  fake_control_add (slack);
  g_print ("slack %s\n", slack->base);
  g_print ("tokens bot-fake app-fake\n");
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
