/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-security-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-step-list.h"
#include "matoi-ui-text.h"

struct _MatoiSecurityPage
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gboolean sending;
  GtkStack *sec_stack;
  GtkEntry *sec_codename;
  GtkLabel *sec_hint;
  GtkLabel *sec_message;
  GtkWidget *sec_switch;
  GtkLabel *sec_name, *sec_real_title;
  GtkToggleButton *sec_show_title;
  GtkWidget *sec_steps_box, *sec_steps_title;
  GtkLabel *sec_steps_count;
  MatoiStepList *sec_steps;
};

G_DEFINE_FINAL_TYPE (MatoiSecurityPage, matoi_security_page, GTK_TYPE_WIDGET)

/* --- the codename */

/* Two quiet words; nothing in them may hint at what happened (SEC-04). */
static char *
make_codename (void)
{
  /* Translators: codenames for confidential incidents are made of one of the first words and one
   * of the second, separated by a blank each. Calm words that hint at nothing; keep about as
   * many. They need not mean the same as the English ones. */
  const char *first_words = _ ("Quiet Amber Paper Silver Green Winter Copper Early Linen Maple "
                               "North Plain River Stone Velvet Wooden");
  /* Translators: the second words of the codenames. */
  const char *second_words = _ ("Lantern Harbour Meadow Bridge Garden Kettle Orchard Window Ladder "
                                "Teacup Pebble Willow Basket Candle Feather Umbrella");
  g_auto (GStrv) first = g_strsplit (first_words, " ", -1);
  g_auto (GStrv) second = g_strsplit (second_words, " ", -1);

  /* Translators: a codename of two words; leave the blank out where the language does. */
  return g_strdup_printf (C_ ("codename", "%1$s %2$s"),
                          first[g_random_int_range (0, (int) g_strv_length (first))],
                          second[g_random_int_range (0, (int) g_strv_length (second))]);
}

static void
on_another (MatoiSecurityPage *self)
{
  g_autofree char *codename = make_codename ();

  gtk_editable_set_text (GTK_EDITABLE (self->sec_codename), codename);
}

/* Does a word of the title, or a telling one, stand in @codename? */
static gboolean
is_telling (MatoiSecurityPage *self, const char *codename)
{
  static const char *const words[] = { "security", "attack", "breach", "hack",        "leak",
                                       "incident", "攻撃",   "漏洩",   "漏えい",      "侵害",
                                       "侵入",     "流出",   "不正",   "セキュリティ" };
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *folded = g_utf8_casefold (codename, -1);
  g_autofree char *title = g_utf8_casefold (incident->title, -1);
  g_auto (GStrv) parts = g_str_tokenize_and_fold (title, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]))
      return TRUE;
  for (guint i = 0; parts[i]; i++)
    if (g_utf8_strlen (parts[i], -1) >= 3 && strstr (folded, parts[i]))
      return TRUE;
  return FALSE;
}

static void
on_codename_changed (MatoiSecurityPage *self)
{
  g_autofree char *codename = NULL;

  if (!self->session)
    return;
  codename = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sec_codename)));
  g_strstrip (codename);
  gtk_widget_set_sensitive (self->sec_switch, *codename != '\0' && !self->sending);
  gtk_widget_set_visible (GTK_WIDGET (self->sec_hint), is_telling (self, codename));
}

/* --- the two states */

static void
show_message (MatoiSecurityPage *self, const char *text)
{
  gtk_label_set_text (self->sec_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sec_message), text && *text);
}

static JsonArray *
get_steps (const MatoiIncident *incident)
{
  JsonObject *lists =
    matoi_json_get_object (matoi_policy_get_json (incident->policy), "checklists");

  return lists ? matoi_json_get_array (lists, "security") : NULL;
}

static void
show_steps (MatoiSecurityPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *text = NULL;
  guint done, all;

  gtk_label_set_text (self->sec_name, matoi_incident_get_public_title (incident));
  gtk_label_set_text (self->sec_real_title, incident->title ? incident->title : "");
  matoi_step_list_show (self->sec_steps, self->session, "security", get_steps (incident));
  matoi_step_list_get_counts (self->sec_steps, &done, &all);
  /* Translators: so many items of a list are ticked: 1: ticked, 2: all. */
  text = g_strdup_printf (_ ("%1$u / %2$u"), done, all);
  gtk_label_set_text (self->sec_steps_count, text);
  gtk_widget_set_visible (self->sec_steps_box, all > 0);
}

static void
show_state (MatoiSecurityPage *self)
{
  gboolean security = matoi_session_get_incident (self->session)->security;

  gtk_stack_set_visible_child_name (self->sec_stack, security ? "locked" : "open");
  if (security)
    show_steps (self);
  else
    on_codename_changed (self);
}

static void
focus_first (MatoiSecurityPage *self)
{
  if (matoi_session_get_incident (self->session)->security)
    gtk_widget_child_focus (GTK_WIDGET (self->sec_steps), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->sec_codename));
}

static void
on_switched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSecurityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  self->sending = FALSE;
  if (!receipt)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      show_message (self, text);
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if (!self->session)
    return;
  show_state (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_first (self);
}

static void
on_switch (MatoiSecurityPage *self)
{
  g_autofree char *codename = NULL;
  MatoiCommand *command;

  if (!self->session || self->sending || !gtk_widget_get_sensitive (self->sec_switch))
    return;
  codename = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sec_codename)));
  command = matoi_session_new_command (self->session, "security");
  matoi_command_set (command, "codename", g_strstrip (codename));
  self->sending = TRUE;
  show_message (self, NULL);
  gtk_widget_set_sensitive (self->sec_switch, FALSE);
  matoi_session_submit_async (self->session, command, on_switched, g_object_ref (self));
}

/* --- the session */

static void
on_changed (MatoiSecurityPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerned = folded_again;

  for (guint i = 0; !concerned && i < events->len; i++)
    {
      const char *type = ((MatoiEvent *) g_ptr_array_index (events, i))->type;

      concerned = g_str_has_prefix (type, "step.") || g_str_has_prefix (type, "security.");
    }
  if (concerned)
    show_state (self);
}

/* Shows the incident of @session (nullable). */
void
matoi_security_page_set_session (MatoiSecurityPage *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_SECURITY_PAGE (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  /* Nothing of one incident shows in another. */
  gtk_editable_set_text (GTK_EDITABLE (self->sec_codename), "");
  gtk_label_set_text (self->sec_name, "");
  gtk_label_set_text (self->sec_real_title, "");
  gtk_toggle_button_set_active (self->sec_show_title, FALSE);
  show_message (self, NULL);
  matoi_step_list_show (self->sec_steps, NULL, "security", NULL);
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_another (self);
  show_state (self);
}

/* Opens the page. */
void
matoi_security_page_begin (MatoiSecurityPage *self)
{
  g_return_if_fail (MATOI_IS_SECURITY_PAGE (self));

  if (!self->session)
    return;
  show_state (self);
  focus_first (self);
}

/* Opens the page with @codename in its field; nothing is switched yet. */
void
matoi_security_page_begin_as (MatoiSecurityPage *self, const char *codename)
{
  g_return_if_fail (MATOI_IS_SECURITY_PAGE (self) && codename);

  if (!self->sending)
    gtk_editable_set_text (GTK_EDITABLE (self->sec_codename), codename);
  matoi_security_page_begin (self);
}

static void
matoi_security_page_dispose (GObject *object)
{
  MatoiSecurityPage *self = MATOI_SECURITY_PAGE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SECURITY_PAGE);
  G_OBJECT_CLASS (matoi_security_page_parent_class)->dispose (object);
}

static void
matoi_security_page_class_init (MatoiSecurityPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_security_page_dispose;
  g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/security-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_codename);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_switch);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_real_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_show_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_steps_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_steps_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_steps_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiSecurityPage, sec_steps);
  gtk_widget_class_bind_template_callback (widget_class, on_another);
  gtk_widget_class_bind_template_callback (widget_class, on_codename_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_switch);
}

static void
matoi_security_page_init (MatoiSecurityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_step_list_set_labelled_by (self->sec_steps, self->sec_steps_title);
}
