/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-client.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

#define MAX_SAID 1000

/** matoi_statuspage_answer_free: frees @answer. */
void
matoi_statuspage_answer_free (MatoiStatuspageAnswer *answer)
{
  g_free (answer->text);
  g_free (answer->said);
  g_clear_pointer (&answer->json, json_node_unref);
  g_free (answer);
}

/** matoi_statuspage_answer_copy: (transfer full) */
MatoiStatuspageAnswer *
matoi_statuspage_answer_copy (const MatoiStatuspageAnswer *answer)
{
  MatoiStatuspageAnswer *copy = g_memdup2 (answer, sizeof *answer);

  copy->text = g_strdup (answer->text);
  copy->said = g_strdup (answer->said);
  copy->json = answer->json ? json_node_ref (answer->json) : NULL;
  return copy;
}

/** matoi_statuspage_answer_get_object: see the header. */
JsonObject *
matoi_statuspage_answer_get_object (const MatoiStatuspageAnswer *answer)
{
  return answer->json && JSON_NODE_HOLDS_OBJECT (answer->json) ? json_node_get_object (answer->json)
                                                               : NULL;
}

/** matoi_statuspage_answer_get_list: see the header. */
JsonArray *
matoi_statuspage_answer_get_list (const MatoiStatuspageAnswer *answer)
{
  return answer->json && JSON_NODE_HOLDS_ARRAY (answer->json) ? json_node_get_array (answer->json)
                                                              : NULL;
}

/** matoi_statuspage_answer_dup_text: see the header. */
char *
matoi_statuspage_answer_dup_text (const MatoiStatuspageAnswer *answer)
{
  if (!answer->said || answer->outcome == MATOI_STATUSPAGE_OK)
    return g_strdup (answer->text);
  /* Translators: 1: a whole sentence, 2: what Statuspage says, in English. */
  return g_strdup_printf (_ ("%1$s Statuspage says: %2$s"), answer->text, answer->said);
}

/* --- what the site says: {"message": TEXT} or {"error": [TEXT]}, or {"error": TEXT} */

static void
add_said (GString *said, const char *text)
{
  if (text && *text)
    g_string_append_printf (said, "%s%s", said->len > 0 ? "; " : "", text);
}

static char *
dup_said (JsonObject *object)
{
  g_autoptr (GString) said = g_string_new (NULL);
  JsonArray *errors = object ? matoi_json_get_array (object, "error") : NULL;

  if (!object)
    return NULL;
  add_said (said, matoi_json_get_string (object, "message"));
  add_said (said, matoi_json_get_string (object, "error"));
  for (guint i = 0; errors && i < json_array_get_length (errors); i++)
    add_said (said, matoi_json_array_get_string (errors, i));
  if (said->len == 0)
    return NULL;
  return matoi_rest_dup_said (said->str, MAX_SAID);
}

/* --- judging */

static const char *
get_refusal (guint status)
{
  if (status == 404)
    return _ ("What this is about is not on Statuspage any more, or not to be seen with this "
              "token. Check the page in the preferences.");
  if (status == 400 || status == 413 || status == 422)
    return _ ("Statuspage does not take it as it is. Nothing was published.");
  return _ ("Statuspage does not allow this with the token Matoi has. Nothing was published.");
}

static void
set (MatoiStatuspageAnswer *answer, MatoiStatuspageOutcome outcome, const char *text)
{
  answer->outcome = outcome;
  answer->text = g_strdup (text);
}

static void
set_unclear (MatoiStatuspageAnswer *answer, gboolean writes)
{
  if (writes)
    set (answer, MATOI_STATUSPAGE_UNKNOWN,
         _ ("It is not certain whether Statuspage has done it; Matoi looks before it tries "
                                           "again."));
  else
    set (answer, MATOI_STATUSPAGE_NOT_DONE,
         _ ("Statuspage could not answer now; it is tried again."));
}

static void
judge (MatoiStatuspageAnswer *answer, gboolean writes)
{
  const guint status = answer->status;

  if (status == 401)
    set (answer, MATOI_STATUSPAGE_AUTH,
         _ ("Statuspage does not accept the token, or not any more. Nothing is lost; enter a new "
                                        "token in the preferences."));
  else if (status == 420 || status == 429)
    set (answer, MATOI_STATUSPAGE_WAIT, _ ("Statuspage asks for a pause; it goes on by itself."));
  else if (status >= 500 || status == 408 || status < 200)
    set_unclear (answer, writes);
  else if (status >= 400)
    set (answer, MATOI_STATUSPAGE_REFUSED, get_refusal (status));
  else if (status >= 300)
    set (answer, MATOI_STATUSPAGE_REFUSED,
         _ ("The site sends Matoi to another address. Check the address of Statuspage."));
  else if (answer->json)
    set (answer, MATOI_STATUSPAGE_OK, _ ("Done."));
  else
    set_unclear (answer, writes);
}

/**
 * matoi_statuspage_answer_new:
 * @writes: see the header
 *
 * Returns: (transfer full)
 */
MatoiStatuspageAnswer *
matoi_statuspage_answer_new (const MatoiHttpReply *reply, gboolean writes)
{
  MatoiStatuspageAnswer *answer = g_new0 (MatoiStatuspageAnswer, 1);

  answer->status = reply->status;
  answer->json = matoi_rest_read_json (reply);
  if (reply->status >= 400)
    answer->said = dup_said (matoi_statuspage_answer_get_object (answer));
  answer->retry_after = reply->retry_after;
  judge (answer, writes);
  return answer;
}

/**
 * matoi_statuspage_answer_new_for_error:
 * @error: MATOI_HTTP_ERROR
 *
 * Returns: (transfer full)
 */
MatoiStatuspageAnswer *
matoi_statuspage_answer_new_for_error (const GError *error, gboolean writes)
{
  static const MatoiStatuspageOutcome outcomes[] = {
    [MATOI_REST_NOT_DONE] = MATOI_STATUSPAGE_NOT_DONE,
    [MATOI_REST_UNKNOWN] = MATOI_STATUSPAGE_UNKNOWN,
    [MATOI_REST_ADDRESS] = MATOI_STATUSPAGE_REFUSED,
  };
  MatoiStatuspageAnswer *answer = g_new0 (MatoiStatuspageAnswer, 1);

  answer->retry_after = -1;
  answer->outcome = outcomes[matoi_rest_judge_loss (error, writes)];
  answer->text = g_strdup (error->message);
  return answer;
}
