/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* Lets another process order people's deeds and faults: POST /__fake/WHAT with JSON. */
void fake_control_add (FakeSlack *slack);

G_END_DECLS
