/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-slack.h"

G_BEGIN_DECLS

/* What is to go wrong because a test wants it: of FakeFault, the first that fits counts. */
void fake_fault_free (gpointer fault);
/* The next @count calls of @method, after what was ordered before, go wrong. */
void fake_faults_add (GPtrArray *faults,
                      const char *method,
                      FakeFaultKind kind,
                      const char *value,
                      guint count);
/* (nullable) (transfer full): what is to go wrong with this call. */
FakeFault *fake_faults_take (GPtrArray *faults, const char *method);
/* As another process wants it: {kind, value, count} and the method by its own name; FALSE: there is no such kind. */
gboolean fake_faults_order (GPtrArray *faults, JsonObject *order, const char *method_member);

G_END_DECLS
