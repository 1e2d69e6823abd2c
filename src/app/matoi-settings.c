/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-directory.h"
#include "matoi-holidays.h"
#include "matoi-settings-private.h"

#define MAX_VALUE    4096
#define MAX_CALENDAR (4 * 1024 * 1024)

/* Each check gives what the value must look like, translated, or NULL. */
typedef char *(*CheckFunc) (MatoiContext *self, const char *value);

static char *
check_text (MatoiContext *self, const char *value)
{
  return NULL;
}

static char *
check_zone (MatoiContext *self, const char *value)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (value);

  return zone != NULL ? NULL : g_strdup (_ ("Name a time zone such as Asia/Tokyo or UTC."));
}

/* What is wrong with a calendar of days off; NULL: nothing. One that tells of no day at all would
 * be believed in silence. */
static char *
check_calendar (const char *path, GMappedFile *file)
{
  g_autoptr (GHashTable) days = matoi_days_off_new ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const char *why;

  if (matoi_holidays_read_ics_full (g_mapped_file_get_contents (file),
                                    (gssize) g_mapped_file_get_length (file), days, warnings,
                                    &error) &&
      g_hash_table_size (days) > 0)
    return NULL;
  why = error != NULL ? error->message
                      : warnings->len == 0
          ? _ ("It holds no whole days.")
          : g_ptr_array_index (warnings, 0);
  return g_strdup_printf ("%s: %s", path, why);
}

static char *
check_holidays (MatoiContext *self, const char *value)
{
  g_autoptr (GMappedFile) file = NULL;

  if (g_str_equal (value, "jp") || g_str_equal (value, "none"))
    return NULL;
  if (g_path_is_absolute (value) && g_str_has_suffix (value, ".ics"))
    file = g_mapped_file_new (value, FALSE, NULL);
  if (file != NULL && g_mapped_file_get_length (file) > 0 &&
      g_mapped_file_get_length (file) <= MAX_CALENDAR &&
      g_strstr_len (g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                    "BEGIN:VCALENDAR") != NULL)
    return check_calendar (value, file);
  return g_strdup (_ ("Give “jp”, “none” or the full path of an existing calendar file (.ics)."));
}

static char *
check_policy (MatoiContext *self, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (g_path_is_absolute (value))
    return matoi_context_parse_policy_file (self, value, &error) != NULL
             ? NULL
             : g_strdup (error->message);
  if (g_str_equal (value, "pagerduty") || g_str_equal (value, "small-team") ||
      g_str_equal (value, "light"))
    return NULL;
  return g_strdup (
    _ ("Choose pagerduty, small-team, light or the full path of your team's preset."));
}

static char *
check_url (MatoiContext *self, const char *value)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);

  if (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
      g_uri_get_userinfo (uri) == NULL &&
      (g_str_equal (g_uri_get_scheme (uri), "https") ||
       g_str_equal (g_uri_get_scheme (uri), "http")))
    return NULL;
  return g_strdup (_ ("Give an address such as https://example.com, without a password in it."));
}

static char *
check_wording (MatoiContext *self, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiWording) wording =
    g_path_is_absolute (value) ? matoi_context_load_wording_from (value, &error) : NULL;

  if (wording != NULL)
    return NULL;
  return error != NULL ? g_strdup (error->message)
                       : g_strdup (_ ("Give the full path of a folder with en.json, ja.json or "
                                      "both."));
}

static char *
check_directory (MatoiContext *self, const char *value, gboolean of_services)
{
  g_autoptr (GError) error = NULL;

  return matoi_directory_check_setting (self, value, of_services, &error)
           ? NULL
           : g_strdup (error->message);
}

static char *
check_people (MatoiContext *self, const char *value)
{
  return check_directory (self, value, FALSE);
}

static char *
check_services (MatoiContext *self, const char *value)
{
  return check_directory (self, value, TRUE);
}

static const struct
{
  const char *key;
  CheckFunc check;
  gboolean is_document; /* any number of lines; the check says how large */
} known[] = {
  { "identity", check_text },
  { "timezone", check_zone },
  { "holidays", check_holidays },
  { "policy", check_policy },
  { "wording", check_wording },
  { "contact.channel", check_text },
  { "contact.call", check_text },
  { "contact.phone", check_text },
  { "contact.pin", check_text },
  { "contact.executives", check_text },
  { "slack.base-url", check_url },
  { "slack.use", matoi_setting_check_switch },
  { "slack.team", matoi_setting_check_team },
  { "slack.url", check_url },
  { "slack.channel-mode", matoi_setting_check_channel_mode },
  { "slack.channel-name", matoi_setting_check_channel_name },
  { "slack.channel", matoi_setting_check_room },
  { "slack.executives", matoi_setting_check_room },
  { "slack.company", matoi_setting_check_room },
  { "slack.drill-channel", matoi_setting_check_room },
  { "slack.language", matoi_setting_check_language },
  { "slack.archive", matoi_setting_check_archive },
  { "slack.reaction.respond", matoi_setting_check_reaction },
  { "slack.reaction.take", matoi_setting_check_reaction },
  { "slack.todo-lines", matoi_setting_check_switch },
  { "slack.shared-by", matoi_setting_check_shared_by },
  { "slack.invite.1", check_text },
  { "slack.invite.2", check_text },
  { "slack.invite.3", check_text },
  { "slack.invite.4", check_text },
  { "slack.invite.5", check_text },
  { "slack.post.channel", matoi_setting_check_post },
  { "slack.post.first", matoi_setting_check_post },
  { "slack.post.roll-call", matoi_setting_check_post },
  { "slack.post.roster", matoi_setting_check_post },
  { "slack.post.handover", matoi_setting_check_post },
  { "slack.post.severity", matoi_setting_check_post },
  { "slack.post.phase", matoi_setting_check_post },
  { "slack.post.decision", matoi_setting_check_post },
  { "slack.post.todo", matoi_setting_check_post },
  { "slack.post.update", matoi_setting_check_post },
  { "slack.post.executives", matoi_setting_check_post },
  { "slack.post.company", matoi_setting_check_post },
  { "slack.post.poll", matoi_setting_check_post },
  { "slack.post.end", matoi_setting_check_post },
  { "slack.post.review", matoi_setting_check_post },
  { "slack.post.owner", matoi_setting_check_post },
  { "slack.post.archive", matoi_setting_check_post },
  { "slack.post.answer", matoi_setting_check_post },
  { "slack.post.page", matoi_setting_check_post },
  { "slack.post.nudge", matoi_setting_check_post },
  { "slack.commands", matoi_setting_check_switch },
  { "slack.command.prefix", matoi_setting_check_prefix },
  { "slack.reaction.claim", matoi_setting_check_reaction },
  { "slack.stalk", matoi_setting_check_stalk },
  { "slack.send.ic", check_text },
  { "slack.send.page", check_text },
  { "slack.command.ic", matoi_setting_check_answer },
  { "slack.command.page", matoi_setting_check_answer },
  { "slack.command.who", matoi_setting_check_answer },
  { "slack.command.responders", matoi_setting_check_answer },
  { "slack.command.status", matoi_setting_check_answer },
  { "slack.command.stalk", matoi_setting_check_answer },
  { "slack.command.unstalk", matoi_setting_check_answer },
  { "slack.command.todo", matoi_setting_check_answer },
  { "slack.command.fact", matoi_setting_check_answer },
  { "slack.command.guess", matoi_setting_check_answer },
  { "slack.command.sev", matoi_setting_check_answer },
  { "slack.command.help", matoi_setting_check_answer },
  { "slack.word.ic", matoi_setting_check_words },
  { "slack.word.page", matoi_setting_check_words },
  { "slack.word.who", matoi_setting_check_words },
  { "slack.word.responders", matoi_setting_check_words },
  { "slack.word.status", matoi_setting_check_words },
  { "slack.word.stalk", matoi_setting_check_words },
  { "slack.word.unstalk", matoi_setting_check_words },
  { "slack.word.todo", matoi_setting_check_words },
  { "slack.word.fact", matoi_setting_check_words },
  { "slack.word.guess", matoi_setting_check_words },
  { "slack.word.sev", matoi_setting_check_words },
  { "slack.word.help", matoi_setting_check_words },
  { "jira.base-url", check_url },
  { "jira.use", matoi_setting_check_switch },
  { "jira.name", check_text },
  { "jira.flavour", matoi_setting_check_flavour },
  { "jira.email", matoi_setting_check_email },
  { "jira.ca-file", matoi_setting_check_ca_file },
  { "jira.project", matoi_setting_check_project },
  { "jira.type", matoi_setting_check_number },
  { "jira.projects", matoi_setting_check_projects, TRUE },
  { "jira.priorities", matoi_setting_check_priorities, TRUE },
  { "jira.fields", matoi_setting_check_fields, TRUE },
  { "jira.labels", matoi_setting_check_label },
  { "jira.security", matoi_setting_check_switch },
  { "jira2.base-url", check_url },
  { "jira2.use", matoi_setting_check_switch },
  { "jira2.name", check_text },
  { "jira2.flavour", matoi_setting_check_flavour },
  { "jira2.email", matoi_setting_check_email },
  { "jira2.ca-file", matoi_setting_check_ca_file },
  { "jira2.project", matoi_setting_check_project },
  { "jira2.type", matoi_setting_check_number },
  { "jira2.projects", matoi_setting_check_projects, TRUE },
  { "jira2.priorities", matoi_setting_check_priorities, TRUE },
  { "jira2.fields", matoi_setting_check_fields, TRUE },
  { "jira2.labels", matoi_setting_check_label },
  { "jira2.security", matoi_setting_check_switch },
  { "pagerduty.base-url", check_url },
  { "pagerduty.use", matoi_setting_check_switch },
  { "pagerduty.from", matoi_setting_check_email },
  { "pagerduty.service", matoi_setting_check_remote_id },
  { "pagerduty.policy", matoi_setting_check_remote_id },
  { "pagerduty.trainees", matoi_setting_check_remote_id },
  { "pagerduty.services", matoi_setting_check_paged, TRUE },
  { "pagerduty.subscribers", matoi_setting_check_subscribers, TRUE },
  { "pagerduty.security", matoi_setting_check_switch },
  { "statuspage.base-url", check_url },
  { "statuspage.use", matoi_setting_check_switch },
  { "statuspage.page", matoi_setting_check_remote_id },
  { "statuspage.components", matoi_setting_check_components, TRUE },
  { "statuspage.notify", matoi_setting_check_switch },
  { "directory.people", check_people, TRUE },
  { "directory.services", check_services, TRUE },
};

/**
 * matoi_context_list_setting_keys:
 *
 * Returns: (transfer none): the keys of the organisation's settings, NULL-terminated
 */
const char *const *
matoi_context_list_setting_keys (void)
{
  static const char *keys[G_N_ELEMENTS (known) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    keys[i] = known[i].key;
  return keys;
}

static gboolean
is_one_line (const char *value)
{
  if (*value == '\0' || strlen (value) > MAX_VALUE || !g_utf8_validate (value, -1, NULL))
    return FALSE;
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/**
 * matoi_context_check_setting:
 * @self: a context
 * @key: a key
 * @value: (nullable): NULL takes the setting away
 * @error: MATOI_ERROR_INPUT says what the value must look like
 *
 * Returns: TRUE if the setting may be stored
 */
gboolean
matoi_context_check_setting (MatoiContext *self, const char *key, const char *value, GError **error)
{
  g_autofree char *advice = NULL;
  guint i = 0;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  while (i < G_N_ELEMENTS (known) && !g_str_equal (known[i].key, key))
    i++;
  if (i == G_N_ELEMENTS (known))
    {
      g_autofree char *keys = g_strjoinv (", ", (char **) matoi_context_list_setting_keys ());

      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %1$s is what was typed, %2$s a list of names. */
                   _ ("There is no setting “%1$s”. Nothing was changed; the settings are: %2$s."),
                      key, keys);
      return FALSE;
    }
  if (value == NULL)
    return TRUE;
  advice = known[i].is_document || is_one_line (value)
             ? known[i].check (self, value)
             : g_strdup (_ ("Give one line of text of up to 4096 bytes."));
  if (advice == NULL)
    return TRUE;
  g_set_error (
    error, MATOI_ERROR, MATOI_ERROR_INPUT,
    /* Translators: %1$s is the name of a setting, %2$s a sentence that says what fits. */
    _ ("This value does not fit “%1$s”; nothing was changed. %2$s"), key, advice);
  return FALSE;
}
