/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context.h"
#include "matoi-mail.h"

/**
 * matoi_context_compose_mail:
 * @which: "done", right after the incident, or "internal", after the meeting
 * @lang: "en" or "ja"
 * @recipients: addresses with commas between them, or ""
 * @subject: (out) (transfer full):
 * @body: (out) (transfer full):
 * @uri: (out) (transfer full): opens the mail program
 *
 * Signed by the person at this computer; see matoi_mail_compose () for what a confidential one says.
 *
 * Returns: whether the body is in @uri, too; if not, it is too long for one
 */
gboolean
matoi_context_compose_mail (MatoiContext *self,
                            const MatoiIncident *incident,
                            const char *which,
                            const char *lang,
                            const char *words,
                            const char *recipients,
                            char **subject,
                            char **body,
                            char **uri)
{
  g_autoptr (MatoiMail) mail = NULL;
  gboolean too_long;

  mail = matoi_mail_compose (incident, which, lang, words, matoi_context_get_identity (self),
                             matoi_context_get_zone (self));
  *uri = matoi_mail_to_uri (mail, recipients, &too_long);
  *subject = g_steal_pointer (&mail->subject);
  *body = g_steal_pointer (&mail->body);
  return !too_long;
}
