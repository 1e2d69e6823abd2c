/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-error.h"

#include <glib/gi18n-lib.h>

static const char *const done[] = {
  "already_archived",
  "already_in_channel",
  "already_pinned",
  "already_reacted",
  "cant_invite_self",
  "channel_canvas_already_exists",
  "no_pin",
  "no_reaction",
  "not_archived",
  "not_pinned",
  NULL,
};
static const char *const auth[] = {
  "account_inactive",       "invalid_auth",
  "not_allowed_token_type", "not_authed",
  "team_disabled",          "token_expired",
  "token_revoked",          "two_factor_setup_required",
  "user_removed_from_team", NULL,
};
static const char *const scope[] = {
  "access_denied",
  "accesslimited",
  "cant_invite",
  "cant_update_message",
  "edit_window_closed",
  "ekm_access_denied",
  "missing_scope",
  "no_permission",
  "not_authorized",
  "plan_upgrade_required",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "ura_max_channels",
  "user_is_restricted",
  NULL,
};
static const char *const place[] = {
  "cannot_reply_to_message",
  "channel_is_limited_access",
  "channel_not_found",
  "is_archived",
  "message_not_found",
  "method_not_supported_for_channel_type",
  "name_taken",
  "not_in_channel",
  "thread_not_found",
  "user_not_found",
  "users_not_found",
  NULL,
};
static const char *const content[] = {
  "attachment_payload_limit_exceeded",
  "file_type_not_allowed",
  "file_uploads_disabled",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_link",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "invalid_name",
  "invalid_name_maxlength",
  "invalid_name_punctuation",
  "invalid_name_required",
  "invalid_name_specials",
  "invalid_time",
  "markdown_text_conflict",
  "metadata_too_large",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "restricted_too_many",
  "storage_limit_reached",
  "time_in_past",
  "time_too_far",
  "too_long",
  "too_many_attachments",
  "too_many_bookmarks",
  "too_many_emoji",
  "too_many_pins",
  "too_many_reactions",
  NULL,
};
static const char *const wait[] = {
  "message_limit_exceeded", "rate_limited", "ratelimited", "too_many_requests", NULL,
};
static const char *const not_done[] = {
  "org_login_required", "request_timeout", "service_unavailable", "team_added_to_org", NULL,
};
static const char *const bug[] = {
  "deprecated_endpoint",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_charset",
  "invalid_cursor",
  "invalid_form_data",
  "invalid_post_type",
  "method_deprecated",
  "missing_argument",
  "missing_post_type",
  "unknown_method",
  NULL,
};

/**
 * matoi_slack_outcome_of_code:
 * @code: the "error" of an answer
 *
 * A code nobody wrote down is taken for the worst that is harmless to assume: it may have been
 * done.
 */
MatoiSlackOutcome
matoi_slack_outcome_of_code (const char *code)
{
  static const struct
  {
    const char *const *codes;
    MatoiSlackOutcome outcome;
  } table[] = {
    { done, MATOI_SLACK_DONE },         { auth, MATOI_SLACK_AUTH },
    { scope, MATOI_SLACK_SCOPE },       { place, MATOI_SLACK_PLACE },
    { content, MATOI_SLACK_CONTENT },   { wait, MATOI_SLACK_WAIT },
    { not_done, MATOI_SLACK_NOT_DONE }, { bug, MATOI_SLACK_BUG },
  };

  for (guint i = 0; code && i < G_N_ELEMENTS (table); i++)
    if (g_strv_contains (table[i].codes, code))
      return table[i].outcome;
  return MATOI_SLACK_UNKNOWN;
}

/**
 * matoi_slack_outcome_text:
 * @code: (nullable): the "error" of the answer
 *
 * Returns: what it means, as a sentence for people; borrowed
 */
const char *
matoi_slack_outcome_text (MatoiSlackOutcome outcome, const char *code)
{
  static const struct
  {
    const char *code, *text;
  } special[] = {
    { "is_archived", N_ ("The channel is archived in Slack.") },
    { "not_in_channel", N_ ("Matoi is not a member of the channel. Invite it there.") },
    { "channel_not_found", N_ ("Slack knows no such channel, or Matoi may not see it.") },
    { "name_taken", N_ ("There is a channel of that name already; it may be an archived one.") },
    { "msg_too_long", N_ ("The message is too long for Slack.") },
    { "missing_scope", N_ ("The Slack app lacks a permission for this.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_strcmp0 (special[i].code, code) == 0)
      return _ (special[i].text);
  switch (outcome)
    {
    case MATOI_SLACK_OK:
    case MATOI_SLACK_DONE:
      return _ ("Done.");
    case MATOI_SLACK_AUTH:
      return _ ("Slack does not accept the token any more. Nothing is lost; enter a new token in "
                "the preferences.");
    case MATOI_SLACK_SCOPE:
      return _ ("Slack does not allow this.");
    case MATOI_SLACK_PLACE:
      return _ ("What this is about is not there any more in Slack.");
    case MATOI_SLACK_CONTENT:
      return _ ("Slack does not take it as it is written.");
    case MATOI_SLACK_WAIT:
      return _ ("Slack asks for a pause.");
    case MATOI_SLACK_NOT_DONE:
      return _ ("Slack could not do it now; it is tried again.");
    case MATOI_SLACK_UNKNOWN:
      return _ ("It is not certain whether Slack has done it; Matoi looks before it tries again.");
    case MATOI_SLACK_BUG:
    default:
      return _ ("Slack did not understand Matoi. Nothing was done; please report this.");
    }
}
