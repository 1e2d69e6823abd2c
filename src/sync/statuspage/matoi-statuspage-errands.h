/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-statuspage-client.h"

G_BEGIN_DECLS

/* What waits for the public status page, see matoi-intents.h: each update goes out once, word for
 * word, and is recorded with its address and time. */
#define MATOI_TYPE_STATUSPAGE_ERRANDS (matoi_statuspage_errands_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStatuspageErrands,
                      matoi_statuspage_errands,
                      MATOI,
                      STATUSPAGE_ERRANDS,
                      GObject)

MatoiStatuspageErrands *
matoi_statuspage_errands_new (MatoiDesk *desk, MatoiStatuspageClient *client);
/* (transfer none): to start, stop and listen to */
MatoiErrands *matoi_statuspage_errands_get (MatoiStatuspageErrands *self);
/* (transfer none) */
MatoiStatuspageClient *matoi_statuspage_errands_get_client (MatoiStatuspageErrands *self);

G_END_DECLS
