/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-choice-row.h"
#include "matoi-intents.h"
#include "matoi-setting-row.h"
#include "matoi-adapter.h"

/* How many are reckoned with as long as nobody says. */
#define SHARED_BY 2

static GtkWidget *
add_choice (AdwPreferencesGroup *group,
            MatoiContext *context,
            const char *title,
            const char *subtitle,
            const char *key,
            const MatoiChoice *choices,
            const char *default_value)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  matoi_choice_row_bind (ADW_COMBO_ROW (row), context, key, choices, default_value);
  /* Found by its setting, whatever the language. */
  gtk_widget_set_name (row, key);
  adw_preferences_group_add (group, row);
  return row;
}

static GtkWidget *
new_entry (MatoiContext *context, const char *title, const char *key)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  matoi_setting_row_bind (ADW_ENTRY_ROW (row), context, key);
  gtk_widget_set_name (row, key);
  return row;
}

static void
add_switch (AdwPreferencesGroup *group,
            MatoiContext *context,
            const char *title,
            const char *subtitle,
            const char *key,
            gboolean default_value)
{
  adw_preferences_group_add (group,
                             matoi_switch_row_new (context, title, subtitle, key, default_value));
}

/* --- what is posted */

static const MatoiChoice post_modes[] = {
  { "on", N_ ("By Itself") },
  { "ask", N_ ("Ask First") },
  { "off", N_ ("Do Not Post") },
  { NULL, NULL },
};

static const struct
{
  const char *kind, *title, *text;
} kinds[] = {
  { "channel", N_ ("Opening the Channel"), N_ ("With its topic, bookmarks and invitations.") },
  { "first", N_ ("First Message"), N_ ("What is known and the evidence; it is pinned.") },
  { "roll-call", N_ ("Roll Call"), N_ ("Asks who can respond; a reaction is the answer.") },
  { "roster", N_ ("Roles"), N_ ("Who is Incident Commander, deputy and scribe, at every change.") },
  { "handover", N_ ("Handover"), N_ ("Who takes over command, and from whom.") },
  { "severity", N_ ("Severity"), N_ ("Every change, with its reason.") },
  { "phase", N_ ("Phase"), N_ ("Which phase has begun.") },
  { "decision", N_ ("Decisions"), N_ ("Every decision that is recorded.") },
  { "todo", N_ ("TODOs"), N_ ("Every TODO that is recorded.") },
  { "update", N_ ("Status Texts"), N_ ("What was written for the responders' channel.") },
  { "executives", N_ ("Updates for Executives"),
    N_ ("In their own channel. What begins with @here notifies everybody there.") },
  { "company", N_ ("To the Whole Company"),
    N_ ("Once, at the severities the process names; it notifies everybody there.") },
  { "poll", N_ ("Polls"), N_ ("The question for strong objections, and how it ended.") },
  { "end", N_ ("End"), N_ ("That the incident is over, or open again.") },
  { "review", N_ ("Postmortem to Review"), N_ ("The link, once it is ready.") },
  { "owner", N_ ("To the Owner of the Postmortem"), N_ ("A direct message with the due date.") },
  { "archive", N_ ("Archiving the Channel"), N_ ("With a last message, after a copy was kept.") },
  { "answer", N_ ("Answers to Commands"), N_ ("Such as the answer to !status.") },
  { "page", N_ ("Commands for Another Bot"),
    N_ ("Sent when somebody is paged, or nobody leads yet; see below.") },
  { "nudge", N_ ("Reminders of Follow-Ups"), N_ ("Only when somebody asks for one.") },
};

static void
add_post (AdwPreferencesGroup *group, MatoiContext *context, const char *kind)
{
  g_autofree char *key = g_strconcat ("slack.post.", kind, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        add_choice (group, context,
                    _ (kinds[i].title), _ (kinds[i].text), key, post_modes,
                                           matoi_intent_get_default (kind));
        return;
      }
  g_warning ("There are no words for “%s”", kind);
}

/** matoi_slack_rows_add_posts: one row for each kind of post, in the order in which they come. */
void
matoi_slack_rows_add_posts (AdwPreferencesGroup *group, MatoiContext *context)
{
  for (const char *const *kind = matoi_intent_list_kinds (); *kind; kind++)
    add_post (group, context, *kind);
}

/* --- what is taken in */

/* How much of what Slack allows to all of them together is left for this one, and used. */
static void
show_budget (GtkWidget *row, MatoiAdapter *service)
{
  guint allowed = 0, calls = service ? matoi_adapter_get_calls (service, &allowed) : 0;
  g_autofree char *text = NULL;

  if (allowed > 0)
    /* Translators: both are numbers. */
    text =
      g_strdup_printf (_ ("%1$u of %2$u questions to Slack in the last minute."), calls, allowed);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (row),
    text ? text : _ ("Slack allows about 50 questions a minute to all of them together."));
}

static void
on_service_changed (MatoiAdapter *service, GtkWidget *row)
{
  show_budget (row, service);
}

static void
add_shared_by (AdwPreferencesGroup *group, MatoiContext *context)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_spin_button_new_with_range (1, 20, 1);
  const char *title = _ ("Computers That Share the App");
  MatoiAdapter *service = matoi_adapter_get (context, "slack");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_name (number, "slack.shared-by");
  matoi_number_bind (GTK_SPIN_BUTTON (number), context, "slack.shared-by", SHARED_BY);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), number);
  adw_preferences_group_add (group, row);
  show_budget (row, service);
  if (service)
    g_signal_connect_object (service, "changed", G_CALLBACK (on_service_changed), row, 0);
}

/** matoi_slack_rows_add_taking: by which signs somebody chooses what comes into the record. */
void
matoi_slack_rows_add_taking (AdwPreferencesGroup *group, MatoiContext *context)
{
  adw_preferences_group_add (group, new_entry (context, _ ("Reaction to Take In, Such as pushpin"),
                                                           "slack.reaction.take"));
  add_switch (group, context,
              _ ("Lines That Begin With TODO"), _ ("Become TODOs of the incident."),
                                                   "slack.todo-lines", TRUE);
  adw_preferences_group_add (group,
                             new_entry (context, _ ("Reaction to Respond, Such as raised_hand"),
                                                    "slack.reaction.respond"));
  add_shared_by (group, context);
}

/* --- commands */

/* In the order in which they are explained; what stands behind the sign. */
static const struct
{
  const char *id, *words;
} commands[] = {
  { "ic", "ic" },
  { "page", "ic page" },
  { "who", "ic who" },
  { "responders", "ic responders" },
  { "status", "status" },
  { "stalk", "status stalk" },
  { "unstalk", "status unstalk" },
  { "todo", "todo" },
  { "fact", "fact" },
  { "guess", "guess" },
  { "sev", "sev" },
  { "help", "help" },
};

static const MatoiChoice stalks[] = {
  { "change", N_ ("When Something Has Changed") },
  { "always", N_ ("Every Time") },
  { NULL, NULL },
};

static AdwExpanderRow *
add_expander (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  return ADW_EXPANDER_ROW (row);
}

static void
add_texts (AdwExpanderRow *expander, MatoiContext *context, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *key = g_strconcat (prefix, commands[i].id, NULL);
      g_autofree char *title = g_strconcat ("!", commands[i].words, NULL);

      adw_expander_row_add_row (expander, new_entry (context, title, key));
    }
}

/** matoi_slack_rows_add_commands: whether, to what and how Matoi answers in the channel. */
void
matoi_slack_rows_add_commands (AdwPreferencesGroup *group, MatoiContext *context)
{
  AdwExpanderRow *expander;

  add_switch (group, context,
              _ ("Answer Commands"), _ ("If several Matois use one app, only one of them answers."),
                                        "slack.commands", TRUE);
  adw_preferences_group_add (group, new_entry (context, _ ("They Begin With, Unless It Is “!”"),
                                                           "slack.command.prefix"));
  adw_preferences_group_add (group,
                             new_entry (context, _ ("Reaction on What Is Answered, Such as eyes"),
                                                    "slack.reaction.claim"));
  add_choice (group, context,
              _ ("Repeat the Status"),
                 _ ("After !status stalk, until the incident ends or !status unstalk."),
                    "slack.stalk", stalks, "change");
  expander =
    add_expander (group, _ ("Other Words"),
                            _ ("With commas between them; without any the usual ones count."));
  add_texts (expander, context, "slack.word.");
  expander = add_expander (group, _ ("Other Answers"),
                                     _ ("In braces: {ic}, {severity}, {status}, {title}, {ref} …"));
  add_texts (expander, context, "slack.command.");
  expander = add_expander (group, _ ("Commands for Another Bot"),
                                     _ ("If it knows who is on duty, Matoi asks it instead."));
  adw_expander_row_add_row (expander, new_entry (context, _ ("While Nobody Leads, Such as !ic"),
                                                             "slack.send.ic"));
  adw_expander_row_add_row (expander,
                            new_entry (context, _ ("To Page Somebody, Such as !page {person}"),
                                                   "slack.send.page"));
}
