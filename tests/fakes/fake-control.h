/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* Lets another process order people's deeds and faults: POST /__fake/WHAT with JSON. */
void fake_control_add (FakeSlack *slack);
/* The same on a @port of its own (0: any), which stays when the network is cut. (transfer full):
 * where; NULL with @error. */
char *fake_control_listen (FakeSlack *slack, guint port, GError **error);

/* Everything it holds. (transfer full) */
JsonObject *fake_control_inspect (FakeSlack *slack);

G_END_DECLS
