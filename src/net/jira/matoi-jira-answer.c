/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-answer.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-rest.h"
#include "matoi-time.h"

/* When JIRA asks for a pause and does not say how long. */
#define DEFAULT_PAUSE ((gint64) 30 * 1000)
#define MAX_PAUSE     ((gint64) 24 * 60 * 60 * 1000)

/* What is shown of the site's own words. */
#define MAX_SAID 1000

void
matoi_jira_answer_free (MatoiJiraAnswer *answer)
{
  g_free (answer->code);
  g_free (answer->text);
  g_free (answer->said);
  g_clear_pointer (&answer->fields, g_hash_table_unref);
  g_clear_pointer (&answer->json, json_node_unref);
  g_free (answer);
}

MatoiJiraAnswer *
matoi_jira_answer_copy (const MatoiJiraAnswer *answer)
{
  MatoiJiraAnswer *copy = g_memdup2 (answer, sizeof *answer);

  copy->code = g_strdup (answer->code);
  copy->text = g_strdup (answer->text);
  copy->said = g_strdup (answer->said);
  copy->fields = answer->fields ? g_hash_table_ref (answer->fields) : NULL;
  copy->json = answer->json ? json_node_ref (answer->json) : NULL;
  return copy;
}

JsonObject *
matoi_jira_answer_get_object (const MatoiJiraAnswer *answer)
{
  return answer->json && JSON_NODE_HOLDS_OBJECT (answer->json) ? json_node_get_object (answer->json)
                                                               : NULL;
}

void
matoi_jira_answer_set (MatoiJiraAnswer *answer, MatoiJiraOutcome outcome, const char *code)
{
  answer->outcome = outcome;
  g_free (answer->code);
  answer->code = g_strdup (code);
  g_free (answer->text);
  answer->text = g_strdup (matoi_jira_outcome_text (outcome, code));
}

/* --- what the site says */

static char *
dup_words (const char *text)
{
  return matoi_rest_dup_said (text, MAX_SAID);
}

/* (transfer full) (nullable): the site's messages, one a line */
char *
matoi_jira_read_said (JsonObject *object)
{
  JsonArray *messages = object ? matoi_json_get_array (object, "errorMessages") : NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  const char *message = object ? matoi_json_get_string (object, "message") : NULL;

  for (guint i = 0; messages && i < json_array_get_length (messages); i++)
    {
      const char *text = matoi_json_array_get_string (messages, i);

      if (text)
        g_string_append_printf (said, "%s%s", said->len > 0 ? "\n" : "", text);
    }
  if (said->len == 0 && message)
    g_string_append (said, message);
  return said->len > 0 ? dup_words (said->str) : NULL;
}

/* (transfer full) (nullable) */
GHashTable *
matoi_jira_read_fields (JsonObject *object)
{
  JsonObject *errors = object ? matoi_json_get_object (object, "errors") : NULL;
  g_autoptr (GList) names = errors ? json_object_get_members (errors) : NULL;
  GHashTable *fields;

  if (!names)
    return NULL;
  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (GList *name = names; name; name = name->next)
    {
      const char *text = matoi_json_get_string (errors, name->data);

      g_hash_table_insert (fields, g_strdup (name->data), dup_words (text ? text : ""));
    }
  return fields;
}

static const char *
get_header (const MatoiHttpReply *reply, const char *name)
{
  return g_hash_table_lookup (reply->headers, name);
}

static gboolean
is_page (const MatoiHttpReply *reply)
{
  return reply->content_type && strstr (reply->content_type, "html") != NULL;
}

/* A short text without marks, as a 401 has. */
static gboolean
is_words (const MatoiHttpReply *reply)
{
  return reply->content_type && g_str_equal (reply->content_type, "text/plain") &&
         g_bytes_get_size (reply->body) > 0 && g_bytes_get_size (reply->body) < 2000;
}

static void
read_body (MatoiJiraAnswer *answer, const MatoiHttpReply *reply)
{
  gsize length;
  const char *text = g_bytes_get_data (reply->body, &length);
  JsonObject *object;

  if (is_words (reply))
    {
      g_autofree char *words = g_strndup (text, length);

      answer->said = dup_words (words);
    }
  if (is_page (reply) || length == 0)
    return;
  answer->json = matoi_rest_read_json (reply);
  if (reply->status < 400)
    return;
  object = matoi_jira_answer_get_object (answer);
  if (object)
    {
      g_free (answer->said);
      answer->said = matoi_jira_read_said (object);
      answer->fields = matoi_jira_read_fields (object);
    }
}

/* --- pauses */

static gint64
read_pause (const MatoiHttpReply *reply)
{
  const char *reset = get_header (reply, "x-ratelimit-reset");
  const char *interval = get_header (reply, "x-ratelimit-interval-seconds");
  gint64 now = reply->server_time, at;

  if (reply->retry_after >= 0)
    return reply->retry_after;
  if (reset && now != MATOI_TIME_NONE && matoi_time_parse (reset, NULL, &at) && at >= now)
    return MIN (at - now, MAX_PAUSE);
  if (interval && g_ascii_strtoll (interval, NULL, 10) > 0)
    return MIN (g_ascii_strtoll (interval, NULL, 10) * 1000, MAX_PAUSE);
  return -1;
}

/* Whether the pause is for everything: a whole site's share was used up, not one ticket's. */
static gboolean
is_whole (const MatoiHttpReply *reply)
{
  const char *reason = get_header (reply, "ratelimit-reason");

  return !reason ||
         (!g_str_has_prefix (reason, "jira-burst") && !g_str_has_prefix (reason, "jira-per-issue"));
}

/* --- judging */

/* Cloud goes on as nobody when it does not know the token, and then shows nothing. */
static gboolean
is_stranger (const MatoiHttpReply *reply)
{
  const char *reason = get_header (reply, "x-seraph-loginreason");

  return reason && strstr (reason, "AUTHENTICATED_FAILED") != NULL;
}

static gboolean
asks_for_person (const MatoiHttpReply *reply)
{
  const char *reason = get_header (reply, "x-seraph-loginreason");

  return reason && strstr (reason, "AUTHENTICATION_DENIED") != NULL;
}

static void
judge_refusal (MatoiJiraAnswer *answer, const MatoiHttpReply *reply, const char *code)
{
  MatoiJiraOutcome outcome = MATOI_JIRA_BUG;

  switch (reply->status)
    {
    case 400:
    case 413:
    case 422:
      outcome = MATOI_JIRA_CONTENT;
      break;
    case 401:
      outcome = MATOI_JIRA_AUTH;
      break;
    case 402:
    case 403:
    case 451:
      outcome = MATOI_JIRA_SCOPE;
      break;
    case 404:
      outcome = MATOI_JIRA_PLACE;
      code = answer->json ? code : "no_api";
      break;
    case 409:
    case 423:
    case 425:
      outcome = MATOI_JIRA_NOT_DONE;
      break;
    case 407:
      outcome = MATOI_JIRA_NOT_DONE;
      code = "page";
      break;
    default:
      break;
    }
  matoi_jira_answer_set (answer, outcome, code);
}

static void
judge (MatoiJiraAnswer *answer, const MatoiHttpReply *reply, gboolean writes)
{
  MatoiJiraOutcome unclear = writes ? MATOI_JIRA_UNKNOWN : MATOI_JIRA_NOT_DONE;
  g_autofree char *code = g_strdup_printf ("http_%u", reply->status);
  gsize length = g_bytes_get_size (reply->body);

  if (asks_for_person (reply) && reply->status >= 400)
    matoi_jira_answer_set (answer, MATOI_JIRA_AUTH, "captcha");
  else if (is_stranger (reply) && (!writes || reply->status >= 400))
    matoi_jira_answer_set (answer, MATOI_JIRA_AUTH, code);
  else if (reply->status == 429)
    matoi_jira_answer_set (answer, MATOI_JIRA_WAIT, code);
  else if (reply->status == 408 || reply->status < 200)
    matoi_jira_answer_set (answer, unclear, code);
  else if (reply->status >= 500)
    matoi_jira_answer_set (answer, !writes && answer->retry_after >= 0 ? MATOI_JIRA_WAIT : unclear,
                           code);
  else if (reply->status >= 400)
    judge_refusal (answer, reply, code);
  else if (reply->status >= 300)
    matoi_jira_answer_set (answer, writes ? MATOI_JIRA_UNKNOWN : MATOI_JIRA_PLACE, "redirect");
  else if (is_page (reply))
    matoi_jira_answer_set (answer, unclear, "page");
  else if (answer->json || (length == 0 && writes))
    matoi_jira_answer_set (answer, MATOI_JIRA_OK, NULL);
  else
    matoi_jira_answer_set (answer, unclear, code);
}

static MatoiJiraAnswer *
new_answer (void)
{
  MatoiJiraAnswer *answer = g_new0 (MatoiJiraAnswer, 1);

  answer->retry_after = -1;
  answer->server_time = MATOI_TIME_NONE;
  return answer;
}

/**
 * matoi_jira_answer_new:
 * @writes: see the header
 *
 * An answer of the wrong kind, or none at all, does not say what became of a call that writes.
 *
 * Returns: (transfer full)
 */
MatoiJiraAnswer *
matoi_jira_answer_new (const MatoiHttpReply *reply, gboolean writes)
{
  MatoiJiraAnswer *answer = new_answer ();
  const char *near_limit = get_header (reply, "x-ratelimit-nearlimit");

  answer->status = reply->status;
  answer->server_time = reply->server_time;
  answer->near_limit = near_limit && g_ascii_strcasecmp (near_limit, "true") == 0;
  answer->retry_after = reply->status == 429 || reply->status == 503 ? read_pause (reply) : -1;
  read_body (answer, reply);
  judge (answer, reply, writes);
  if (answer->outcome == MATOI_JIRA_WAIT)
    {
      answer->retry_after = answer->retry_after >= 0 ? answer->retry_after : DEFAULT_PAUSE;
      answer->whole = is_whole (reply);
    }
  return answer;
}

/**
 * matoi_jira_answer_new_for_error:
 * @error: MATOI_HTTP_ERROR
 *
 * Returns: (transfer full)
 */
MatoiJiraAnswer *
matoi_jira_answer_new_for_error (const GError *error, gboolean writes)
{
  static const MatoiJiraOutcome outcomes[] = {
    [MATOI_REST_NOT_DONE] = MATOI_JIRA_NOT_DONE,
    [MATOI_REST_UNKNOWN] = MATOI_JIRA_UNKNOWN,
    [MATOI_REST_ADDRESS] = MATOI_JIRA_PLACE,
  };
  MatoiJiraAnswer *answer = new_answer ();

  answer->outcome = outcomes[matoi_rest_judge_loss (error, writes)];
  answer->code = g_strdup ("no_answer");
  answer->text = g_strdup (error->message);
  return answer;
}
