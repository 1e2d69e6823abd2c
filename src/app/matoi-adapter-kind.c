/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-adapter-kind.h"

#include "matoi-jira-link.h"
#include "matoi-pagerduty-link.h"
#include "matoi-pictures.h"
#include "matoi-slack-link.h"
#include "matoi-statuspage-link.h"

static MatoiLink *
make_slack (MatoiDesk *desk, const char *id, char *const *tokens)
{
  /* What people share in a room is kept as every other picture is. */
  matoi_slack_inbox_set_picture_func (matoi_picture_new_command);
  return matoi_slack_link_new (desk, tokens[0], tokens[1]);
}

static MatoiLink *
make_jira (MatoiDesk *desk, const char *id, char *const *tokens)
{
  return matoi_jira_link_new (desk, id, tokens[0]);
}

static MatoiLink *
make_pagerduty (MatoiDesk *desk, const char *id, char *const *tokens)
{
  return matoi_pagerduty_link_new (desk, tokens[0]);
}

static MatoiLink *
make_statuspage (MatoiDesk *desk, const char *id, char *const *tokens)
{
  return matoi_statuspage_link_new (desk, tokens[0]);
}

#define JIRA_WATCHED "use", "base-url", "flavour", "email", "ca-file"

static const MatoiAdapterKind kinds[] = {
  { "slack",
    "Slack",
    "team",
    { "team", "url" },
    { "team", "use", "base-url" },
    { "slack-bot", "slack-app" },
    make_slack },
  { "jira", "JIRA", "base-url", { "base-url" }, { JIRA_WATCHED }, { "jira" }, make_jira },
  { "jira2", "JIRA", "base-url", { "base-url" }, { JIRA_WATCHED }, { "jira2" }, make_jira },
  { "pagerduty",
    "PagerDuty",
    "from",
    { "from" },
    { "use", "base-url", "from" },
    { "pagerduty" },
    make_pagerduty },
  { "statuspage",
    "Statuspage",
    "page",
    { "page" },
    { "use", "base-url", "page" },
    { "statuspage" },
    make_statuspage },
  { NULL },
};

/** matoi_adapter_kind_list: see the header. */
const MatoiAdapterKind *
matoi_adapter_kind_list (void)
{
  return kinds;
}

/** matoi_adapter_kind_find: see the header. */
const MatoiAdapterKind *
matoi_adapter_kind_find (const char *id)
{
  for (const MatoiAdapterKind *kind = kinds; kind->id != NULL; kind++)
    if (g_strcmp0 (kind->id, id) == 0)
      return kind;
  return NULL;
}
