/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-choice-row.h"
#include "matoi-setting-row.h"
#include "matoi-slack-connection.h"
#include "matoi-slack-rows.h"
#include "matoi-slack-setup.h"
#include "matoi-ui-text.h"

struct _MatoiSlackPage
{
  AdwPreferencesPage parent_instance;
  MatoiSlackConnection *slack_connection;
  MatoiSetupResult *slack_result;
  AdwComboRow *slack_mode, *slack_archive, *slack_language;
  AdwEntryRow *slack_channel, *slack_name, *slack_executives, *slack_company, *slack_drill;
  AdwActionRow *slack_example;
  AdwExpanderRow *slack_invite;
  AdwPreferencesGroup *slack_posting, *slack_taking, *slack_commands;

  MatoiContext *context;
};

G_DEFINE_FINAL_TYPE (MatoiSlackPage, matoi_slack_page, ADW_TYPE_PREFERENCES_PAGE)

static const MatoiChoice modes[] = {
  { NULL, N_ ("As the Process Says") },
  { "per-incident", N_ ("In a Channel for Each Incident") },
  { "existing", N_ ("In an Existing Channel") },
  { "none", N_ ("Not in Slack") },
  { NULL, NULL },
};

static const MatoiChoice archives[] = {
  { NULL, N_ ("As the Process Says") },
  { "never", N_ ("Not at All") },
  { "after-prevention", N_ ("When All Prevention Is Done") },
  { "after-retrospective", N_ ("After the Retrospective") },
  { NULL, NULL },
};

static const MatoiChoice languages[] = {
  { NULL, N_ ("As Matoi") },
  { "en", "English" },
  { "ja", "日本語" },
  { "both", N_ ("English and Japanese") },
  { NULL, NULL },
};

/* --- channels */

static void
show_mode (MatoiSlackPage *self)
{
  const char *mode = modes[adw_combo_row_get_selected (self->slack_mode)].value;
  gboolean any = mode == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->slack_channel),
                          any || g_strcmp0 (mode, "existing") == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->slack_name),
                          any || g_strcmp0 (mode, "per-incident") == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->slack_example),
                          any || g_strcmp0 (mode, "per-incident") == 0);
}

/* What is typed counts, not what is stored: the name is seen before it is applied. */
static void
show_example (MatoiSlackPage *self)
{
  g_autofree char *template =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->slack_name))));
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  if (*template &&
      !matoi_context_check_setting (self->context, "slack.channel-name", template, &error))
    {
      adw_action_row_set_subtitle (self->slack_example, error->message);
      return;
    }
  name = matoi_slack_setup_dup_example (self->context, *template ? template : NULL);
  adw_action_row_set_subtitle (self->slack_example, name);
}

static void
add_invitations (MatoiSlackPage *self)
{
  for (int i = 1; i <= 5; i++)
    {
      GtkWidget *row = adw_entry_row_new ();
      g_autofree char *key = g_strdup_printf ("slack.invite.%d", i);
      /* Translators: %d is the number of a severity: 1 is the worst. */
      g_autofree char *title = g_strdup_printf (_ ("At SEV-%d"), i);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      matoi_setting_row_bind (ADW_ENTRY_ROW (row), self->context, key);
      adw_expander_row_add_row (self->slack_invite, row);
    }
}

static void
bind_channels (MatoiSlackPage *self)
{
  const struct
  {
    AdwEntryRow *row;
    const char *key;
  } rows[] = {
    { self->slack_channel, "slack.channel" },       { self->slack_name, "slack.channel-name" },
    { self->slack_executives, "slack.executives" }, { self->slack_company, "slack.company" },
    { self->slack_drill, "slack.drill-channel" },
  };

  matoi_choice_row_bind (self->slack_mode, self->context, "slack.channel-mode", modes, NULL);
  matoi_choice_row_bind (self->slack_archive, self->context, "slack.archive", archives, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    matoi_setting_row_bind (rows[i].row, self->context, rows[i].key);
  add_invitations (self);
  g_signal_connect_object (self->slack_mode, "notify::selected", G_CALLBACK (show_mode), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->slack_name, "changed", G_CALLBACK (show_example), self,
                           G_CONNECT_SWAPPED);
  show_mode (self);
  show_example (self);
}

/** matoi_slack_page_set_context: once; shows and stores the settings of @context. */
void
matoi_slack_page_set_context (MatoiSlackPage *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_SLACK_PAGE (self) && MATOI_IS_CONTEXT (context));

  self->context = g_object_ref (context);
  matoi_slack_connection_set_context (self->slack_connection, context, self->slack_result);
  bind_channels (self);
  matoi_choice_row_bind (self->slack_language, context, "slack.language", languages, NULL);
  matoi_slack_rows_add_posts (self->slack_posting, context);
  matoi_slack_rows_add_taking (self->slack_taking, context);
  matoi_slack_rows_add_commands (self->slack_commands, context);
}

static void
matoi_slack_page_dispose (GObject *object)
{
  g_clear_object (&MATOI_SLACK_PAGE (object)->context);
  G_OBJECT_CLASS (matoi_slack_page_parent_class)->dispose (object);
}

static void
matoi_slack_page_class_init (MatoiSlackPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_slack_page_dispose;
  g_type_ensure (MATOI_TYPE_SLACK_CONNECTION);
  g_type_ensure (MATOI_TYPE_SETUP_RESULT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/preferences/slack-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_connection);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_result);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_mode);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_channel);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_example);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_invite);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_executives);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_company);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_drill);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_archive);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_posting);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_language);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_taking);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackPage, slack_commands);
}

static void
matoi_slack_page_init (MatoiSlackPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
