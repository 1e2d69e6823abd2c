/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* The two mails of COM-15, composed from the record: pure. */

typedef struct
{
  char *subject, *body;
} MatoiMail;

/* @which: "done" right after the incident, "internal" after the meeting. @lang: "en" or "ja",
 * whatever the locale. @words (nullable): what was learned, in a person's own words. @sender
 * (nullable): who signs. Of a confidential incident nothing but its codename and the owner is in
 * them (SEC-04). (transfer full) */
MatoiMail *matoi_mail_compose (const MatoiIncident *incident,
                               const char *which,
                               const char *lang,
                               const char *words_or_null,
                               const char *sender_or_null,
                               GTimeZone *zone);
void matoi_mail_free (MatoiMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiMail, matoi_mail_free)

/* A link that opens the person's mail program with it. @too_long (nullable): the body does not
 * fit into a link every program understands, and is left out. (transfer full) */
char *matoi_mail_to_uri (const MatoiMail *mail, const char *recipients, gboolean *too_long);

G_END_DECLS
