/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-reason.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-jira-answer.h"

#define PREFIX    "jira:"
#define MAX_WORDS 600

/** matoi_jira_dup_code: see the header; @code with or without "jira:". */
char *
matoi_jira_dup_code (const char *code, const char *words)
{
  g_autofree char *cut =
    words != NULL ? g_utf8_substring (words, 0, MIN (MAX_WORDS, g_utf8_strlen (words, -1))) : NULL;

  return g_strconcat (g_str_has_prefix (code, PREFIX) ? "" : PREFIX, code,
                      cut != NULL && *cut != '\0' ? ": " : "", cut, NULL);
}

/* (nullable) (transfer full) */
static char *
dup_own (const char *code, const char *words)
{
  if (strcmp (code, MATOI_JIRA_REASON_MISSING) == 0)
    /* Translators: %s are names of fields */
    return g_strdup_printf (_ ("The project asks for what nobody has filled: %s. Nothing was created. Say in the "
                               "preferences what they get, then try again."),
      words);
  if (strcmp (code, MATOI_JIRA_REASON_UNFIT) == 0)
    /* Translators: %s are names of fields */
    return g_strdup_printf (_ ("What the preferences say for these fields does not fit: %s. Nothing was created. "
                               "Change it there, then try again."),
      words);
  if (strcmp (code, MATOI_JIRA_REASON_TYPE) == 0)
    /* Translators: %s is the key of a project */
    return g_strdup_printf (_ ("There is no type of ticket in %s that Matoi may create. Nothing was created. "
                               "Choose one in the preferences, then try again."),
      words);
  if (strcmp (code, MATOI_JIRA_REASON_TWO) == 0)
    /* Translators: %s are two or more keys of tickets */
    return g_strdup_printf (_ ("It was created twice, because an answer was lost: %s. The first one is kept and "
                               "the other is marked. Close the other in JIRA, then discard this line."),
      words);
  if (strcmp (code, MATOI_JIRA_REASON_BLIND) == 0)
    return g_strdup (
      _ ("It was perhaps created, but JIRA does not let Matoi look for it now. Look there; if it "
                        "is not there, try again."));
  return NULL;
}

static const struct
{
  const char *code;
  MatoiJiraOutcome outcome;
} outcomes[] = {
  { "auth", MATOI_JIRA_AUTH },       { "scope", MATOI_JIRA_SCOPE },
  { "place", MATOI_JIRA_PLACE },     { "content", MATOI_JIRA_CONTENT },
  { "wait", MATOI_JIRA_WAIT },       { "not-done", MATOI_JIRA_NOT_DONE },
  { "unknown", MATOI_JIRA_UNKNOWN }, { "bug", MATOI_JIRA_BUG },
  { "captcha", MATOI_JIRA_AUTH },    { "page", MATOI_JIRA_NOT_DONE },
  { "redirect", MATOI_JIRA_PLACE },  { "no_api", MATOI_JIRA_PLACE },
  { "http_410", MATOI_JIRA_BUG },    { "http_413", MATOI_JIRA_CONTENT },
};

/** matoi_jira_dup_reason: see the header. */
char *
matoi_jira_dup_reason (const char *reason)
{
  const char *words = strstr (reason, ": ");
  g_autofree char *code =
    words != NULL ? g_strndup (reason, (gsize) (words - reason)) : g_strdup (reason);
  char *sentence;

  if (!g_str_has_prefix (reason, PREFIX))
    return NULL;
  words = words != NULL ? words + strlen (": ") : "";
  sentence = dup_own (code, words);
  if (sentence != NULL)
    return sentence;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (strcmp (outcomes[i].code, code + strlen (PREFIX)) == 0)
      {
        const char *text = matoi_jira_outcome_text (outcomes[i].outcome, outcomes[i].code);

        /* Translators: %1$s is a sentence, %2$s what JIRA says itself, in its own language */
        return *words != '\0' ? g_strdup_printf (_ ("%1$s It says: %2$s"), text, words)
                              : g_strdup (text);
      }
  return NULL;
}
