/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-settings-private.h"

/* What the settings of Slack must look like. */

static char *
check_choice (const char *value, const char *choices, const char *advice)
{
  g_auto (GStrv) list = g_strsplit (choices, " ", -1);

  return g_strv_contains ((const char *const *) list, value) ? NULL : g_strdup (advice);
}

static char *
check_pattern (const char *value, const char *pattern, const char *advice)
{
  return g_regex_match_simple (pattern, value, 0, 0) ? NULL : g_strdup (advice);
}

/* "permanent" is what the presets call an existing channel. */
char *
matoi_setting_check_channel_mode (MatoiContext *self, const char *value)
{
  return check_choice (value, "per-incident existing permanent none",
                       _ ("Choose per-incident, existing or none."));
}

char *
matoi_setting_check_channel_name (MatoiContext *self, const char *value)
{
  return check_pattern (
    value, "^(?=.*\\{(ref|date|slug)\\})([^\\s{}#,:/]|\\{(ref|date|slug)\\}){1,60}$",
    _ ("Give a name with {ref}, {date} or {slug} in it, without blanks, such as {ref}-{slug}."));
}

char *
matoi_setting_check_room (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^#?[^\\s#,:/@]{1,80}$",
                        _ ("Give the name or the id of a channel, such as #incidents."));
}

char *
matoi_setting_check_language (MatoiContext *self, const char *value)
{
  return check_choice (value, "en ja both", _ ("Choose en, ja or both."));
}

char *
matoi_setting_check_post (MatoiContext *self, const char *value)
{
  return check_choice (value, "on off ask", _ ("Choose on, off or ask."));
}

char *
matoi_setting_check_archive (MatoiContext *self, const char *value)
{
  return check_choice (value, "never after-prevention after-retrospective",
                       _ ("Choose never, after-prevention or after-retrospective."));
}

char *
matoi_setting_check_team (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^[TE][A-Z0-9]{1,30}$",
                        _ ("Give the id of a workspace, such as T0123ABCD."));
}

char *
matoi_setting_check_reaction (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^[\\p{L}\\p{N}_+'-]{1,100}$",
                        _ ("Give the name of an emoji without colons, such as raised_hand."));
}

char *
matoi_setting_check_switch (MatoiContext *self, const char *value)
{
  return check_choice (value, "on off", _ ("Choose on or off."));
}

char *
matoi_setting_check_prefix (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^\\S{1,20}$",
                        _ ("Give the sign or the word that commands begin with, such as !."));
}

char *
matoi_setting_check_stalk (MatoiContext *self, const char *value)
{
  return check_choice (value, "change always", _ ("Choose change or always."));
}

/* Another name would be told as "…". */
char *
matoi_setting_check_answer (MatoiContext *self, const char *value)
{
  return check_pattern (
    value,
    "^([^{}]|\\{(ic|deputy|scribe|severity|phase|ref|title|what|status|since|declared|url|call|phone"
    "|responders|text|person|prefix|impact|scope|service|cause|actions)\\})*$",
    _ ("Give a text; in braces may stand: ic, deputy, scribe, severity, phase, ref, title, status, "
       "since, declared, call, phone, responders, impact, text."));
}

char *
matoi_setting_check_words (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^\\s*[^\\s,][^,]*(,\\s*[^\\s,][^,]*)*$",
                        _ ("Give one or more words with commas between them, such as status, st."));
}

char *
matoi_setting_check_shared_by (MatoiContext *self, const char *value)
{
  return check_pattern (value, "^([1-9]|1[0-9]|20)$",
                        _ ("Give the number of computers that share the Slack app, 1 to 20."));
}
