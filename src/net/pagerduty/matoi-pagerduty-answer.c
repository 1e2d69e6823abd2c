/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-rest.h"
#include "matoi-time.h"

/* When PagerDuty asks for a pause and does not say how long: it counts by the minute. */
#define DEFAULT_PAUSE 60000
#define MAX_PAUSE     ((gint64) 60 * 60 * 1000)

/* What is shown of the service's own words, in characters. */
#define MAX_SAID 600

void
matoi_pagerduty_answer_free (MatoiPagerdutyAnswer *answer)
{
  g_free (answer->text);
  g_free (answer->said);
  g_clear_pointer (&answer->json, json_node_unref);
  g_free (answer);
}

static JsonObject *
get_object (const MatoiPagerdutyAnswer *answer)
{
  return answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json)
           ? json_node_get_object (answer->json)
           : NULL;
}

/** matoi_pagerduty_answer_get: see the header. */
JsonObject *
matoi_pagerduty_answer_get (const MatoiPagerdutyAnswer *answer, const char *name)
{
  JsonObject *object = get_object (answer);

  return object != NULL ? matoi_json_get_object (object, name) : NULL;
}

/** matoi_pagerduty_answer_get_list: see the header. */
JsonArray *
matoi_pagerduty_answer_get_list (const MatoiPagerdutyAnswer *answer, const char *name)
{
  JsonObject *object = get_object (answer);

  return object != NULL ? matoi_json_get_array (object, name) : NULL;
}

/**
 * matoi_pagerduty_outcome_text:
 * @code: of PagerDuty's error; 0: none
 *
 * Returns: what it means, as a sentence for people; borrowed
 */
const char *
matoi_pagerduty_outcome_text (MatoiPagerdutyOutcome outcome, gint64 code)
{
  static const struct
  {
    gint64 code;
    const char *text;
  } special[] = {
    { 2016, N_ ("PagerDuty wants to know who asks. Enter the e-mail address of your PagerDuty "
                "account in the preferences.") },
    { 1028, N_ ("PagerDuty does not take the e-mail address Matoi acts as. Correct it in the "
                "preferences.") },
    { 1008, N_ ("PagerDuty knows nobody with the e-mail address Matoi acts as. Correct it in the "
                "preferences.") },
  };
  static const char *const texts[] = {
    [MATOI_PAGERDUTY_OK] = N_ ("Done."),
    [MATOI_PAGERDUTY_AUTH] = N_ ("PagerDuty does not accept the API key, or not any more. Nothing "
                                 "is lost; enter a new key in the preferences."),
    [MATOI_PAGERDUTY_SENDER] = N_ ("PagerDuty does not accept the e-mail address Matoi acts as. "
                                   "Correct it in the preferences."),
    [MATOI_PAGERDUTY_PLAN] = N_ ("The PagerDuty plan of your company does not include this. Call "
                                 "by phone instead."),
    [MATOI_PAGERDUTY_SCOPE] = N_ ("PagerDuty does not allow this to the API key."),
    [MATOI_PAGERDUTY_PLACE] = N_ ("What this is about is not there in PagerDuty. Check the "
                                  "preferences."),
    [MATOI_PAGERDUTY_CONTENT] = N_ ("PagerDuty does not take it as it is."),
    [MATOI_PAGERDUTY_WAIT] = N_ ("PagerDuty asks for a pause."),
    [MATOI_PAGERDUTY_NOT_DONE] = N_ ("PagerDuty could not do it now."),
    [MATOI_PAGERDUTY_UNKNOWN] = N_ ("It is not certain whether PagerDuty has done it; Matoi looks "
                                    "there, and pages nobody again by itself."),
  };

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (special[i].code == code)
      return _ (special[i].text);
  return _ (texts[outcome]);
}

/* In the order of the outcomes; written down, so they never change. */
static const char *const names[] = { "ok",    "auth",    "sender", "plan",     "scope",
                                     "place", "content", "wait",   "not-done", "unknown" };

/** matoi_pagerduty_answer_dup_reason: see the header. */
char *
matoi_pagerduty_answer_dup_reason (const MatoiPagerdutyAnswer *answer)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%s", names[answer->outcome], answer->code,
                          answer->said != NULL ? answer->said : "");
}

static const char *
get_own_text (const char *reason)
{
  static const struct
  {
    const char *reason, *text;
  } own[] = {
    { MATOI_PAGERDUTY_NO_SERVICE,
      N_ (
        "Nobody has chosen the PagerDuty service on which Matoi opens incidents. Choose it in the "
        "preferences; until then call by phone.") },
    { MATOI_PAGERDUTY_NOBODY,
      N_ ("PagerDuty knows nobody who is on call for this, or who goes by this name. Call by "
          "phone.") },
    { MATOI_PAGERDUTY_NO_INCIDENT,
      N_ ("There is no open PagerDuty incident for this one. Page somebody first, or link one.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_strcmp0 (own[i].reason, reason) == 0)
      return _ (own[i].text);
  return NULL;
}

/** matoi_pagerduty_dup_reason_text: see the header. */
char *
matoi_pagerduty_dup_reason_text (const char *reason)
{
  g_auto (GStrv) parts = g_strsplit (reason, "/", 3);
  const char *own = get_own_text (reason), *text;

  if (own != NULL)
    return g_strdup (own);
  for (guint i = 0; g_strv_length (parts) == 3 && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], parts[0]) == 0)
      {
        text = matoi_pagerduty_outcome_text ((MatoiPagerdutyOutcome) i,
                                             g_ascii_strtoll (parts[1], NULL, 10));
        if (*parts[2] == '\0')
          return g_strdup (text);
        /* Translators: %1$s is a sentence, %2$s what a service says, in English. */
        return g_strdup_printf (_ ("%1$s (%2$s)"), text, parts[2]);
      }
  return NULL;
}

/* --- reading */

static void
read_error (MatoiPagerdutyAnswer *answer)
{
  JsonObject *error = matoi_pagerduty_answer_get (answer, "error");
  JsonArray *list = error != NULL ? matoi_json_get_array (error, "errors") : NULL;
  const char *message = error != NULL ? matoi_json_get_string (error, "message") : NULL;
  g_autoptr (GString) said = g_string_new (message);

  if (error == NULL)
    return;
  answer->code = matoi_json_get_int (error, "code", 0);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      const char *text = matoi_json_array_get_string (list, i);

      if (text != NULL)
        g_string_append_printf (said, "%s%s", said->len > 0 ? " · " : "", text);
    }
  answer->said = matoi_rest_dup_said (said->str, MAX_SAID);
}

static gint64
read_pause (const MatoiHttpReply *reply)
{
  const char *reset = g_hash_table_lookup (reply->headers, "ratelimit-reset");
  char *end = NULL;
  gint64 seconds = reset != NULL ? g_ascii_strtoll (reset, &end, 10) : -1;

  if (reply->retry_after >= 0)
    return MIN (reply->retry_after, MAX_PAUSE);
  if (reset == NULL || end == reset || seconds < 0)
    return DEFAULT_PAUSE;
  return MIN (seconds * 1000, MAX_PAUSE);
}

static MatoiPagerdutyOutcome
judge_refusal (const MatoiPagerdutyAnswer *answer)
{
  if (answer->code == 2016 || answer->code == 1028 || answer->code == 1008)
    return MATOI_PAGERDUTY_SENDER;
  if (answer->code == 2020)
    return MATOI_PAGERDUTY_WAIT;
  switch (answer->status)
    {
    case 401:
      return MATOI_PAGERDUTY_AUTH;
    case 402:
      return MATOI_PAGERDUTY_PLAN;
    case 403:
      return MATOI_PAGERDUTY_SCOPE;
    case 404:
      return MATOI_PAGERDUTY_PLACE;
    case 429:
      return MATOI_PAGERDUTY_WAIT;
    case 407:
    case 409:
    case 425:
      return MATOI_PAGERDUTY_NOT_DONE;
    default:
      return MATOI_PAGERDUTY_CONTENT;
    }
}

static MatoiPagerdutyOutcome
judge (const MatoiPagerdutyAnswer *answer, const MatoiHttpReply *reply, gboolean writes)
{
  MatoiPagerdutyOutcome unclear = writes ? MATOI_PAGERDUTY_UNKNOWN : MATOI_PAGERDUTY_NOT_DONE;
  gboolean empty = g_bytes_get_size (reply->body) == 0;

  if (reply->status == 408 || reply->status < 200 || reply->status >= 500)
    return unclear;
  if (reply->status >= 400)
    return judge_refusal (answer);
  if (reply->status >= 300)
    return writes ? MATOI_PAGERDUTY_UNKNOWN : MATOI_PAGERDUTY_PLACE;
  return get_object (answer) != NULL || (empty && reply->status == 204) ? MATOI_PAGERDUTY_OK
                                                                        : unclear;
}

static MatoiPagerdutyAnswer *
finish (MatoiPagerdutyAnswer *answer, MatoiPagerdutyOutcome outcome)
{
  answer->outcome = outcome;
  answer->text = g_strdup (matoi_pagerduty_outcome_text (outcome, answer->code));
  return answer;
}

/**
 * matoi_pagerduty_answer_new:
 * @writes: see the header
 *
 * An answer of the wrong kind does not say what became of a call that writes.
 *
 * Returns: (transfer full)
 */
MatoiPagerdutyAnswer *
matoi_pagerduty_answer_new (const MatoiHttpReply *reply, gboolean writes)
{
  MatoiPagerdutyAnswer *answer = g_new0 (MatoiPagerdutyAnswer, 1);
  MatoiPagerdutyOutcome outcome;

  answer->status = reply->status;
  answer->retry_after = -1;
  answer->server_time = reply->server_time;
  answer->json = matoi_rest_read_json (reply);
  if (reply->status >= 400)
    read_error (answer);
  outcome = judge (answer, reply, writes);
  if (outcome == MATOI_PAGERDUTY_WAIT)
    answer->retry_after = read_pause (reply);
  return finish (answer, outcome);
}

/**
 * matoi_pagerduty_answer_new_for_error:
 * @error: MATOI_HTTP_ERROR
 *
 * Returns: (transfer full)
 */
MatoiPagerdutyAnswer *
matoi_pagerduty_answer_new_for_error (const GError *error, gboolean writes)
{
  static const MatoiPagerdutyOutcome outcomes[] = {
    [MATOI_REST_NOT_DONE] = MATOI_PAGERDUTY_NOT_DONE,
    [MATOI_REST_UNKNOWN] = MATOI_PAGERDUTY_UNKNOWN,
    [MATOI_REST_ADDRESS] = MATOI_PAGERDUTY_PLACE,
  };
  MatoiPagerdutyAnswer *answer = g_new0 (MatoiPagerdutyAnswer, 1);

  answer->retry_after = -1;
  answer->server_time = MATOI_TIME_NONE;
  answer->unreached = TRUE;
  answer->outcome = outcomes[matoi_rest_judge_loss (error, writes)];
  answer->text = g_strdup (error->message);
  return answer;
}
