/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-jira-answer.h"

/**
 * matoi_jira_outcome_text:
 * @code: (nullable): of the answer
 *
 * Returns: what it means, as a sentence for people; borrowed
 */
const char *
matoi_jira_outcome_text (MatoiJiraOutcome outcome, const char *code)
{
  static const struct
  {
    const char *code, *text;
  } special[] = {
    { "captcha", N_ ("JIRA asks to prove that a person is signing in. Sign in to JIRA in a browser "
                     "once, then try again.") },
    { "page", N_ ("A web page came instead of an answer of JIRA: a page to sign in, or a proxy, "
                  "stands in between.") },
    { "redirect", N_ ("The site sends Matoi to another address. Check the address of JIRA in the "
                      "preferences.") },
    { "no_api", N_ ("There is no JIRA at this address. Check it in the preferences.") },
    { "http_410", N_ ("This JIRA does not offer what Matoi asked for any more.") },
    { "http_413", N_ ("It is too long for JIRA.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_strcmp0 (special[i].code, code) == 0)
      return _ (special[i].text);
  switch (outcome)
    {
    case MATOI_JIRA_OK:
      return _ ("Done.");
    case MATOI_JIRA_AUTH:
      return _ ("JIRA does not accept the token, or not any more. Nothing is lost; enter a new "
                "token in the preferences.");
    case MATOI_JIRA_SCOPE:
      return _ ("JIRA does not allow this to the account of the token.");
    case MATOI_JIRA_PLACE:
      return _ ("What this is about is not there in JIRA, or not to be seen by the account of the "
                "token.");
    case MATOI_JIRA_CONTENT:
      return _ ("JIRA does not take it as it is written.");
    case MATOI_JIRA_WAIT:
      return _ ("JIRA asks for a pause.");
    case MATOI_JIRA_NOT_DONE:
      return _ ("JIRA could not do it now; it is tried again.");
    case MATOI_JIRA_UNKNOWN:
      return _ ("It is not certain whether JIRA has done it; Matoi looks before it tries again.");
    case MATOI_JIRA_BUG:
    default:
      return _ ("JIRA did not understand Matoi. Nothing was done; please report this.");
    }
}
