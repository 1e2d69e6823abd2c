/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-ui-text.h"

static const char *const built_in[] = { "pagerduty", "small-team", "light" };

struct _MatoiPolicyRow
{
  AdwComboRow parent_instance;
  MatoiContext *context;
  AdwPreferencesGroup *clocks; /* (unowned) (nullable) */
  GPtrArray *clock_rows;       /* of GtkWidget in @clocks */
  GtkFileChooserNative *chooser;
  gboolean showing; /* the choice is set by the program */
};

G_DEFINE_FINAL_TYPE (MatoiPolicyRow, matoi_policy_row, ADW_TYPE_COMBO_ROW)

static const char *
get_setting (MatoiPolicyRow *self)
{
  const char *setting = matoi_context_get_setting (self->context, "policy");

  return setting ? setting : built_in[0];
}

/* --- the clocks of the chosen process */

static char *
dup_rhythm (const MatoiClockRule *rule)
{
  g_autofree char *first = matoi_ui_dup_minutes (rule->first_ms);
  g_autofree char *every = matoi_ui_dup_minutes (rule->every_ms);

  if (rule->every_ms == 0)
    /* Translators: when a clock is due; %s is a duration. */
    return g_strdup_printf (_ ("Once, after %s"), first);
  if (rule->first_ms == 0 || rule->first_ms == rule->every_ms)
    /* Translators: when a clock is due; %s is a duration. */
    return g_strdup_printf (_ ("Every %s"), every);
  /* Translators: when a clock is due; both are durations. */
  return g_strdup_printf (_ ("First after %1$s, then every %2$s"), first, every);
}

static void
show_clocks (MatoiPolicyRow *self, MatoiPolicy *policy)
{
  GPtrArray *rules = matoi_policy_get_clocks (policy);

  for (guint i = 0; i < self->clock_rows->len; i++)
    adw_preferences_group_remove (self->clocks, g_ptr_array_index (self->clock_rows, i));
  g_ptr_array_set_size (self->clock_rows, 0);
  for (guint i = 0; i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *rhythm = dup_rhythm (rule);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), matoi_text (rule->json, "name"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rhythm);
      adw_preferences_group_add (self->clocks, row);
      g_ptr_array_add (self->clock_rows, row);
    }
}

/* --- what is stored */

static void
show_stored (MatoiPolicyRow *self)
{
  const char *setting = get_setting (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *problem = matoi_context_dup_policy_problem (self->context);
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy;
  guint chosen = G_N_ELEMENTS (built_in);

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      MatoiPolicy *preset = matoi_context_get_policy (self->context, built_in[i], NULL);

      gtk_string_list_append (names, preset ? matoi_text (matoi_policy_get_json (preset), "name")
                                            : built_in[i]);
      if (g_str_equal (setting, built_in[i]))
        chosen = i;
    }
  if (chosen == G_N_ELEMENTS (built_in))
    gtk_string_list_append (names, setting);
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), chosen);
  self->showing = FALSE;

  policy = matoi_context_get_policy (self->context, NULL, &error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               problem  ? problem
                               : policy ? matoi_text (matoi_policy_get_json (policy), "summary")
                                        : error->message);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (self->clocks && policy)
    show_clocks (self, policy);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPolicyRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    return; /* "settings-changed" has shown it */
  show_stored (self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
}

static void
store (MatoiPolicyRow *self, const char *value)
{
  matoi_context_set_setting_async (self->context, "policy", value, NULL, on_stored,
                                   g_object_ref (self));
}

static void
on_selected (MatoiPolicyRow *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->showing && chosen < G_N_ELEMENTS (built_in))
    store (self, built_in[chosen]);
}

/* --- the team's own file */

static void
on_opened (MatoiPolicyRow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file && g_file_peek_path (file))
    store (self, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPolicyRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (G_FILE (source));

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
      return;
    }
  store (self, g_file_peek_path (G_FILE (source)));
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static void
on_save_as (MatoiPolicyRow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  MatoiPolicy *policy = matoi_context_get_policy (self->context, NULL, NULL);

  if (response == GTK_RESPONSE_ACCEPT && file && g_file_peek_path (file) && policy)
    {
      g_autoptr (JsonGenerator) generator = json_generator_new ();
      g_autoptr (JsonNode) node = json_node_alloc ();
      g_autoptr (GBytes) bytes = NULL;
      char *text;
      gsize length;

      json_node_init_object (node, matoi_policy_get_json (policy));
      json_generator_set_root (generator, node);
      json_generator_set_pretty (generator, TRUE);
      text = json_generator_to_data (generator, &length);
      bytes = g_bytes_new_take (text, length);
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           on_copied, g_object_ref (self));
    }
  g_clear_object (&self->chooser);
}

static void
choose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPolicyRow *self = MATOI_POLICY_ROW (widget);
  gboolean copy = g_str_equal (action, "policy.copy");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
    copy ? _ ("Save a Copy to Edit")
         : _ ("Choose the Team's Process"), GTK_WINDOW (gtk_widget_get_root (widget)),
              copy ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  if (copy)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "our-process.json");
  g_signal_connect_object (self->chooser, "response",
                           copy ? G_CALLBACK (on_save_as) : G_CALLBACK (on_opened), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Shows and stores the setting of @context; lists the clocks of the process in @clocks. */
void
matoi_policy_row_set_context (MatoiPolicyRow *self,
                              MatoiContext *context,
                              AdwPreferencesGroup *clocks_or_null)
{
  g_return_if_fail (MATOI_IS_POLICY_ROW (self) && MATOI_IS_CONTEXT (context));

  g_set_object (&self->context, context);
  self->clocks = clocks_or_null;
  show_stored (self);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), self,
                           G_CONNECT_SWAPPED);
}

static void
matoi_policy_row_dispose (GObject *object)
{
  MatoiPolicyRow *self = MATOI_POLICY_ROW (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->context);
  g_clear_pointer (&self->clock_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_policy_row_parent_class)->dispose (object);
}

static void
matoi_policy_row_class_init (MatoiPolicyRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_policy_row_dispose;
  gtk_widget_class_install_action (widget_class, "policy.copy", NULL, choose);
  gtk_widget_class_install_action (widget_class, "policy.open", NULL, choose);
}

static void
matoi_policy_row_init (MatoiPolicyRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->clock_rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Process"));
  g_menu_append (menu, _ ("_Edit a Copy…"), "policy.copy");
  g_menu_append (menu, _ ("_Open the Team's File…"), "policy.open");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("The Team's Own Process"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The Team's Own Process"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}
