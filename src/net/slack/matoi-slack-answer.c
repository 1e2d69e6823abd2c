/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-client.h"

/* What came back from a call. */

/** matoi_slack_answer_copy: (transfer full); the JSON is shared. */
MatoiSlackAnswer *
matoi_slack_answer_copy (const MatoiSlackAnswer *answer)
{
  MatoiSlackAnswer *copy = g_new0 (MatoiSlackAnswer, 1);

  copy->outcome = answer->outcome;
  copy->code = g_strdup (answer->code);
  copy->text = g_strdup (answer->text);
  copy->json = answer->json ? json_object_ref (answer->json) : NULL;
  copy->retry_after = answer->retry_after;
  copy->needed = g_strdup (answer->needed);
  copy->scopes = g_strdup (answer->scopes);
  copy->server_time = answer->server_time;
  return copy;
}

void
matoi_slack_answer_free (MatoiSlackAnswer *answer)
{
  g_free (answer->code);
  g_free (answer->text);
  g_free (answer->needed);
  g_free (answer->scopes);
  g_clear_pointer (&answer->json, json_object_unref);
  g_free (answer);
}
