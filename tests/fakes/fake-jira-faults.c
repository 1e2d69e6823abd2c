/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* What goes wrong because a test wants it, and what is too much at a time. */

void
fake_jira_fault (FakeJira *self,
                 const char *call,
                 FakeFaultKind kind,
                 const char *value,
                 guint count)
{
  fake_faults_add (self->faults, call, kind, value, count);
}

gboolean
fake_jira_is_over_limit (FakeJira *self)
{
  gint64 second = fake_jira_now (self) / 1000;

  if (second != self->second)
    self->n_second = 0;
  self->second = second;
  return self->per_second > 0 && ++self->n_second > self->per_second;
}

void
fake_jira_set_header (SoupServerMessage *message, const char *name, const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

void
fake_jira_set_limit_headers (FakeJira *self, SoupServerMessage *message)
{
  guint limit = self->per_second > 0 ? self->per_second : 100;
  guint left = self->per_second > 0 ? limit - MIN (limit, self->n_second) : limit;
  g_autofree char *limit_text = g_strdup_printf ("%u", limit);
  g_autofree char *left_text = g_strdup_printf ("%u", left);

  fake_jira_set_header (message, "X-RateLimit-Limit", limit_text);
  fake_jira_set_header (message, "X-RateLimit-Remaining", left_text);
  if (self->profile == FAKE_JIRA_DC)
    {
      fake_jira_set_header (message, "X-RateLimit-Interval-Seconds", "1");
      fake_jira_set_header (message, "X-RateLimit-FillRate", limit_text);
    }
  else if (left * 5 < limit)
    fake_jira_set_header (message, "X-RateLimit-NearLimit", "true");
}

/* 429; @pause: seconds, NULL: it says when instead, as Cloud does. */
void
fake_jira_answer_limit (FakeJira *self, SoupServerMessage *message, const char *pause)
{
  static const char body[] = "{\"errorMessages\":[\"Rate limit exceeded.\"],\"errors\":{}}";

  soup_server_message_set_status (message, 429, NULL);
  fake_jira_set_limit_headers (self, message);
  if (pause)
    fake_jira_set_header (message, self->profile == FAKE_JIRA_DC ? "retry-after" : "Retry-After",
                          pause);
  if (self->profile == FAKE_JIRA_CLOUD)
    {
      g_autoptr (GDateTime) reset =
        g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + 2);
      g_autofree char *text = g_date_time_format (reset, "%Y-%m-%dT%H:%M:%SZ");

      fake_jira_set_header (message, "X-RateLimit-Reset", text);
      fake_jira_set_header (message, "RateLimit-Reason", "jira-burst-based");
    }
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
}

/* An answer of any status that says no more; "captcha": Data Center wants a person. */
static void
answer_status (SoupServerMessage *message, const char *value)
{
  gboolean captcha = g_str_equal (value, "captcha");
  static const char page[] = "<html><body>Basic Authentication Failure</body></html>";

  if (captcha)
    {
      fake_jira_set_header (message, "X-Seraph-LoginReason", "AUTHENTICATION_DENIED");
      fake_jira_set_header (message, "X-Authentication-Denied-Reason", "CAPTCHA_CHALLENGE");
    }
  soup_server_message_set_status (message,
                                  captcha ? 403 : (guint) g_ascii_strtoull (value, NULL, 10), NULL);
  soup_server_message_set_response (message, "text/html;charset=UTF-8", SOUP_MEMORY_STATIC, page,
                                    strlen (page));
}

gboolean
fake_jira_spoil_before (FakeJira *self, SoupServerMessage *message, const FakeFault *fault)
{
  if (!fault)
    return FALSE;
  if (fault->kind == FAKE_LIMIT)
    fake_jira_answer_limit (self, message, fault->value);
  else if (fault->kind == FAKE_ERROR)
    answer_status (message, fault->value);
  else
    return fake_spoil_before (message, fault);
  return TRUE;
}
