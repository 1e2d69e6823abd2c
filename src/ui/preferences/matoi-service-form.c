/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-service-form-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-service-look.h"
#include "matoi-setting-row.h"
#include "matoi-ui-text.h"

#define JIRA_FIELDS                                                                              \
  N_ ("Action items can be noted and done without JIRA; nothing is missing."),                   \
    N_ ("API Token or Personal Access Token"),                                                   \
    {                                                                                            \
      { "base-url", N_ ("Address, Such as https://acme.atlassian.net"), GTK_INPUT_PURPOSE_URL }, \
      { "email", N_ ("E-Mail Address of the Account"), GTK_INPUT_PURPOSE_EMAIL },                \
      { "name", N_ ("What You Call It, If There Are Two"), GTK_INPUT_PURPOSE_FREE_FORM },        \
    },                                                                                           \
    TRUE, FALSE

static const MatoiServiceFormKind kinds[] = {
  { "jira", "JIRA", JIRA_FIELDS },
  { "jira2", "JIRA", JIRA_FIELDS },
  { "pagerduty",
    "PagerDuty",
    N_ ("People can be called by phone without PagerDuty; nothing is missing."),
    N_ ("API Key, REST API v2"),
    { { "from", N_ ("Your E-Mail Address at PagerDuty"), GTK_INPUT_PURPOSE_EMAIL },
      { "base-url", N_ ("Another Address, Such as https://api.eu.pagerduty.com"),
        GTK_INPUT_PURPOSE_URL } },
    FALSE,
    FALSE },
  { "statuspage",
    "Statuspage",
    N_ ("Public texts can be published by hand without Statuspage; nothing is missing."),
    N_ ("API Key"),
    { { "base-url", N_ ("Another Address, for a Proxy"), GTK_INPUT_PURPOSE_URL } },
    FALSE,
    TRUE },
};

G_DEFINE_FINAL_TYPE (MatoiServiceForm, matoi_service_form, ADW_TYPE_PREFERENCES_GROUP)

static guint asked_signal;

static const char *
get_setting (MatoiServiceForm *self, const char *key)
{
  g_autofree char *full = g_strconcat (self->kind->id, ".", key, NULL);

  return matoi_context_get_setting (self->context, full);
}

/* --- what there is */

static void
show_flavour (MatoiServiceForm *self)
{
  const char *found = self->report ? matoi_setup_report_get_found (self->report, "flavour") : NULL;
  const char *flavour = found ? found : get_setting (self, "flavour");
  gboolean server = g_strcmp0 (flavour, "server") == 0;

  adw_action_row_set_subtitle (self->flavour, !flavour ? _ ("Found out by the test.")
                                                       : server
                               ? _ ("Data Center or Server: a personal "
                                                            "access token, no e-mail address.")
                               : _ ("Cloud: an e-mail address and its "
                                                            "API token."));
  gtk_widget_set_visible (GTK_WIDGET (self->fields[1]), !server);
}

/** matoi_service_form_show: see the private header. */
void
matoi_service_form_show (MatoiServiceForm *self)
{
  gboolean set_up = matoi_adapter_is_set_up (self->context, self->kind->id);
  gboolean used = matoi_adapter_is_used (self->context, self->kind->id);
  MatoiAdapterState state =
    used && self->service ? matoi_adapter_get_state (self->service) : MATOI_ADAPTER_OFF;
  const char *text = _ (self->kind->off), *title;

  if (set_up)
    text = used && self->service ? matoi_adapter_get_text (self->service)
                                 : _ ("Set up, but not in use.");
  title = matoi_service_look_get_word (state);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                 set_up && !used ? _ ("Turned Off") : title);
  adw_action_row_set_subtitle (self->state, text ? text : "");
  matoi_service_look_show_icon (self->icon, state);
  gtk_widget_set_visible (self->disconnect, set_up);
  if (self->flavour)
    show_flavour (self);
}

static void
show_places (MatoiServiceForm *self)
{
  matoi_service_look_show_place (self->place, matoi_service_setup_get_place (self->setup, 0));
}

/* What the service has, or what is stored as long as it was not asked. */
static void
show_page (MatoiServiceForm *self)
{
  const char *found = self->report ? matoi_setup_report_get_found (self->report, "page") : NULL;
  const char *picked = matoi_pick_row_get_id (self->page);
  const char *chosen = picked ? picked : found ? found : get_setting (self, "page");

  matoi_pick_row_show (self->page, matoi_service_form_get_list (self, "pages"), chosen);
}

/** matoi_service_form_take: see the private header. */
void
matoi_service_form_take (MatoiServiceForm *self, MatoiSetupReport *report)
{
  g_clear_pointer (&self->report, matoi_setup_report_free);
  self->report = report;
  if (self->flavour)
    show_flavour (self);
  if (self->page)
    show_page (self);
  g_signal_emit (self, asked_signal, 0);
}

/** matoi_service_form_get_list: see the header. */
GPtrArray *
matoi_service_form_get_list (MatoiServiceForm *self, const char *name)
{
  g_return_val_if_fail (MATOI_IS_SERVICE_FORM (self), NULL);

  return self->report ? matoi_setup_report_get_list (self->report, name) : NULL;
}

/* --- the widget */

static void
on_entered (MatoiServiceForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "service.test", NULL);
}

static void
add_row (MatoiServiceForm *self, gpointer row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

static void
add_state (MatoiServiceForm *self)
{
  self->state = ADW_ACTION_ROW (adw_action_row_new ());
  self->icon = GTK_IMAGE (matoi_service_look_new_icon ());
  gtk_widget_set_name (GTK_WIDGET (self->state), "service_state");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->state), FALSE);
  adw_action_row_add_prefix (self->state, GTK_WIDGET (self->icon));
  add_row (self, self->state);
}

static void
add_field (MatoiServiceForm *self, guint index)
{
  g_autofree char *key = g_strconcat (self->kind->id, ".", self->kind->fields[index].key, NULL);
  AdwEntryRow *row = ADW_ENTRY_ROW (adw_entry_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (self->kind->fields[index].title));
  adw_entry_row_set_input_purpose (row, self->kind->fields[index].purpose);
  gtk_widget_set_name (GTK_WIDGET (row), key);
  matoi_setting_row_watch (row, self->context, key);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_entered), self,
                           G_CONNECT_SWAPPED);
  self->fields[index] = row;
  add_row (self, row);
}

static void
add_token (MatoiServiceForm *self)
{
  self->token = ADW_ENTRY_ROW (adw_password_entry_row_new ());
  self->place = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->token), _ (self->kind->token));
  gtk_widget_set_name (GTK_WIDGET (self->token), "service_token");
  gtk_widget_set_name (GTK_WIDGET (self->place), "service_place");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dim-label");
  adw_entry_row_add_suffix (self->token, GTK_WIDGET (self->place));
  matoi_ui_name_entry_rows (GTK_WIDGET (self->token));
  g_signal_connect_object (self->token, "entry-activated", G_CALLBACK (on_entered), self,
                           G_CONNECT_SWAPPED);
  add_row (self, self->token);
}

static GtkWidget *
new_button (const char *label, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_name (button, name);
  return button;
}

static void
add_buttons (MatoiServiceForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *connect = new_button (_ ("_Connect"), "service.connect", "service_connect");

  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->disconnect = new_button (_ ("_Disconnect"), "service.disconnect", "service_disconnect");
  gtk_widget_set_tooltip_text (self->disconnect,
                               _ ("Forgets the address and the token; what is recorded stays"));
  gtk_widget_add_css_class (connect, "suggested-action");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), self->disconnect);
  gtk_box_append (GTK_BOX (box),
                  new_button (_ ("_Test Connection"), "service.test", "service_test"));
  gtk_box_append (GTK_BOX (box), connect);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_margin_top (box, 12);
  add_row (self, box);
}

/* In the order in which they are filled in. */
static void
add_rows (MatoiServiceForm *self)
{
  const MatoiServiceFormKind *kind = self->kind;
  guint i = 0;

  add_state (self);
  if (!kind->has_page)
    add_field (self, i++);
  if (kind->has_flavour)
    {
      self->flavour = ADW_ACTION_ROW (adw_action_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->flavour), _ ("Kind"));
      add_row (self, self->flavour);
      add_field (self, i++);
    }
  add_token (self);
  if (kind->has_flavour)
    {
      self->certificate = matoi_certificate_row_new ();
      matoi_certificate_row_set_path (self->certificate, get_setting (self, "ca-file"));
      add_row (self, self->certificate);
    }
  if (kind->has_page)
    {
      self->page = matoi_pick_row_new (_ ("Status Page"), _ ("Found out by the Test"));
      gtk_widget_set_name (GTK_WIDGET (self->page), "statuspage.page");
      add_row (self, self->page);
    }
  while (i < MATOI_SERVICE_MAX_FIELDS && kind->fields[i].key)
    add_field (self, i++);
  add_buttons (self);
}

/** matoi_service_form_new: see the header. */
MatoiServiceForm *
matoi_service_form_new (MatoiContext *context, const char *id, MatoiSetupResult *result)
{
  MatoiServiceForm *self = g_object_new (MATOI_TYPE_SERVICE_FORM, "title", _ ("Connection"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      self->kind = &kinds[i];
  g_return_val_if_fail (self->kind, self);
  self->context = g_object_ref (context);
  self->result = result;
  self->setup = matoi_service_setup_new (context, id);
  self->service = matoi_adapter_get (context, id);
  if (self->service)
    g_signal_connect_object (g_object_ref (self->service), "changed",
                             G_CALLBACK (matoi_service_form_show), self, G_CONNECT_SWAPPED);
  add_rows (self);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (matoi_service_form_show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "changed", G_CALLBACK (show_places), self,
                           G_CONNECT_SWAPPED);
  matoi_service_setup_look (self->setup);
  matoi_service_form_show (self);
  show_places (self);
  if (self->page)
    show_page (self);
  return self;
}

static void
matoi_service_form_dispose (GObject *object)
{
  MatoiServiceForm *self = MATOI_SERVICE_FORM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->setup);
  g_clear_object (&self->service);
  g_clear_object (&self->context);
  g_clear_pointer (&self->report, matoi_setup_report_free);
  G_OBJECT_CLASS (matoi_service_form_parent_class)->dispose (object);
}

static void
matoi_service_form_class_init (MatoiServiceFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_service_form_dispose;
  gtk_widget_class_install_action (widget_class, "service.test", NULL, matoi_service_form_try);
  gtk_widget_class_install_action (widget_class, "service.connect", NULL, matoi_service_form_try);
  gtk_widget_class_install_action (widget_class, "service.disconnect", NULL,
                                   matoi_service_form_disconnect);
  asked_signal = g_signal_new ("asked", MATOI_TYPE_SERVICE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
matoi_service_form_init (MatoiServiceForm *self)
{
  self->cancellable = g_cancellable_new ();
}
