/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-error.h"

#include <glib/gi18n-lib.h>

static const char *const done[] = {
  "already_archived",   "already_in_channel",
  "already_pinned",     "already_reacted",
  "cant_invite_self",   "channel_canvas_already_exists",
  "file_already_added", "no_pin",
  "no_reaction",        "not_archived",
  "not_pinned",         NULL,
};
static const char *const auth[] = {
  "account_inactive",
  "invalid_auth",
  "not_allowed_token_type",
  "not_authed",
  "not_bearer_token",
  "team_disabled",
  "token_expired",
  "token_revoked",
  "two_factor_setup_required",
  "user_removed_from_team",
  NULL,
};
static const char *const scope[] = {
  "access_denied",
  "accesslimited",
  "app_access_restricted",
  "app_cannot_join_channel",
  "cannot_bookmark_from_external_org",
  "cannot_bookmark_restricted_sharing_enabled",
  "cannot_create_channel",
  "cant_archive_general",
  "cant_archive_required",
  "cant_broadcast_message",
  "cant_delete_message",
  "cant_invite",
  "cant_kick_from_general",
  "cant_kick_self",
  "cant_leave_general",
  "cant_update_message",
  "canvas_disabled_file_team",
  "canvas_disabled_user_team",
  "canvas_globally_disabled",
  "edit_window_closed",
  "ekm_access_denied",
  "enterprise_is_restricted",
  "fail_to_get_teams_for_restricted_user",
  "file_uploads_except_images_disabled",
  "forbidden_team",
  "invalid_user_combination",
  "invitee_cant_see_channel",
  "is_bot",
  "last_member",
  "messages_tab_disabled",
  "metadata_must_be_sent_from_app",
  "missing_scope",
  "no_access",
  "no_external_invite_permission",
  "no_permission",
  "not_authorized",
  "not_implemented",
  "not_supported",
  "not_visible",
  "org_user_not_in_team",
  "parent_bookmark_disabled",
  "permission_denied",
  "plan_upgrade_required",
  "posting_to_channel_denied",
  "restricted_action",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_locked",
  "restricted_action_thread_only_channel",
  "send_on_behalf_not_allowed",
  "slack_connect_blocked_file_type",
  "slack_connect_canvas_sharing_blocked",
  "slack_connect_clip_sharing_blocked",
  "slack_connect_file_link_sharing_blocked",
  "slack_connect_file_upload_sharing_blocked",
  "slack_connect_lists_sharing_blocked",
  "template_not_visible",
  "thread_locked",
  "ura_max_channels",
  "user_is_restricted",
  NULL,
};
static const char *const place[] = {
  "bot_not_found",
  "bots_not_found",
  "cannot_reply_to_message",
  "channel_is_limited_access",
  "channel_not_found",
  "draft_not_found",
  "enterprise_not_found",
  "file_comment_not_found",
  "file_deleted",
  "file_is_deleted",
  "file_not_found",
  "file_not_shared",
  "invalid_channel",
  "invalid_team",
  "is_archived",
  "is_inactive",
  "message_not_found",
  "method_not_supported_for_channel_type",
  "missing_user",
  "name_taken",
  "no_such_subteam",
  "not_found",
  "not_in_channel",
  "not_pinnable",
  "not_reactable",
  "org_not_found",
  "team_not_found",
  "team_not_on_enterprise",
  "thread_not_found",
  "user_disabled",
  "user_not_found",
  "user_not_in_channel",
  "user_not_visible",
  "users_not_found",
  NULL,
};
static const char *const content[] = {
  "alt_txt_too_large",
  "as_user_not_supported",
  "attachment_payload_limit_exceeded",
  "block_mismatch",
  "blocked_file_type",
  "channels_limit_exceeded",
  "draft_already_deleted",
  "draft_already_sent",
  "draft_has_conflict",
  "file_share_limit_reached",
  "file_type_not_allowed",
  "file_upload_size_restricted",
  "file_uploads_disabled",
  "invalid_app_action_type",
  "invalid_attachments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_bookmark_type",
  "invalid_child_type",
  "invalid_emoji",
  "invalid_entity_id",
  "invalid_link",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "invalid_name",
  "invalid_name_maxlength",
  "invalid_name_punctuation",
  "invalid_name_required",
  "invalid_name_specials",
  "invalid_parent_type",
  "invalid_shortcut_type",
  "invalid_time",
  "markdown_text_conflict",
  "max_file_sharing_exceeded",
  "metadata_too_large",
  "missing_file_data",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_channel",
  "no_dual_broadcast_content_update",
  "no_text",
  "no_user",
  "not_enough_users",
  "parent_with_link",
  "restricted_too_many",
  "snippet_too_large",
  "storage_limit_reached",
  "time_in_past",
  "time_too_far",
  "too_long",
  "too_many_attachments",
  "too_many_bookmarks",
  "too_many_contact_cards",
  "too_many_emoji",
  "too_many_members",
  "too_many_pins",
  "too_many_reactions",
  "too_many_tabs",
  "too_many_users",
  "unknown_snippet_type",
  "unknown_subtype",
  NULL,
};
static const char *const wait[] = {
  "message_limit_exceeded", "rate_limited", "ratelimited", "too_many_requests", NULL,
};
static const char *const not_done[] = {
  "external_channel_migrating",
  "fetch_members_failed",
  "file_update_failed",
  "list_record_comment_fetch_failed",
  "org_login_required",
  "request_timeout",
  "service_unavailable",
  "streaming_state_conflict",
  "team_added_to_org",
  "unable_to_fetch_custom_emojis",
  "unable_to_share_files",
  "update_failed",
  NULL,
};
static const char *const bug[] = {
  "bad_timestamp",
  "deprecated_endpoint",
  "insecure_request",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_charset",
  "invalid_cursor",
  "invalid_form_data",
  "invalid_limit",
  "invalid_metadata_filter_keys",
  "invalid_post_type",
  "invalid_ts_latest",
  "invalid_ts_oldest",
  "invalid_types",
  "limit_required",
  "method_deprecated",
  "missing_args",
  "missing_argument",
  "missing_post_type",
  "no_item_specified",
  "unknown_method",
  "users_list_not_supplied",
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
    { "users_not_found", N_ ("Slack knows nobody of this name.") },
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
