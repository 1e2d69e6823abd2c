/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-store-private.h"

G_BEGIN_DECLS

/* Pictures, beside the log: the event "postmortem.picture" holds their hash, and the chain of
 * hashes vouches for the event. One copy of each in an incident. */

gboolean
matoi_attachments_add (MatoiDatabase *db, const MatoiEvent *event, GBytes *bytes, GError **error);
gboolean matoi_attachments_apply (MatoiDatabase *db,
                                  const MatoiEvent *event,
                                  GHashTable *given_or_null,
                                  GError **error);
gboolean matoi_attachments_erase (MatoiDatabase *db,
                                  const MatoiId *incident,
                                  const char *hash_or_null,
                                  GError **error);
gboolean matoi_attachments_check (MatoiDatabase *db, MatoiId *bad, gboolean *ok, GError **error);

G_END_DECLS
