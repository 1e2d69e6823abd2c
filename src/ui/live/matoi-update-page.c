/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-update-page-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiUpdatePage, matoi_update_page, GTK_TYPE_WIDGET)

/* --- what the person does */

static void
on_audience (MatoiUpdatePage *self, GtkToggleButton *button)
{
  if (self->showing || !self->session || !gtk_toggle_button_get_active (button))
    return;
  matoi_update_page_show_audience (self, g_object_get_data (G_OBJECT (button), "matoi-id"));
}

static void
on_lang (MatoiUpdatePage *self, GtkToggleButton *button)
{
  if (self->showing || !self->draft || !gtk_toggle_button_get_active (button))
    return;
  matoi_post_draft_set_lang (self->draft, self->session,
                             g_object_get_data (G_OBJECT (button), "matoi-id"));
  matoi_update_page_show_guide (self);
}

static void
on_stage_selected (MatoiUpdatePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->upd_stage);

  if (self->showing || !self->draft || selected >= g_strv_length (self->stages))
    return;
  matoi_post_draft_set_stage (self->draft, self->session, self->stages[selected]);
  gtk_widget_set_visible (GTK_WIDGET (self->upd_time), matoi_post_needs_time (self->draft->stage));
  matoi_update_page_show_guide (self);
}

static void
on_time_chosen (MatoiUpdatePage *self, gint64 minutes, gint64 at)
{
  if (!self->draft)
    return;
  matoi_post_draft_set_time (self->draft, self->session, minutes, at);
  matoi_post_time_show (self->upd_time, minutes, at);
  matoi_update_page_text_changed (self);
}

static void
on_refill (MatoiUpdatePage *self)
{
  if (!self->draft)
    return;
  matoi_post_draft_fill (self->draft, self->session);
  matoi_update_page_focus_text (self);
}

static void
on_add_line (MatoiUpdatePage *self, const char *line)
{
  if (!self->draft)
    return;
  matoi_post_draft_add_line (self->draft, line);
  gtk_text_view_scroll_mark_onscreen (self->upd_text,
                                      gtk_text_buffer_get_insert (self->draft->buffer));
  matoi_update_page_focus_text (self);
}

static void
on_part_ticked (MatoiUpdatePage *self)
{
  matoi_update_page_text_changed (self);
}

static void
on_continue (MatoiUpdatePage *self, const char *id_text)
{
  const MatoiUpdate *update;
  MatoiId id;

  if (!self->session || !matoi_id_from_text (&id, id_text))
    return;
  update = matoi_incident_find_update (matoi_session_get_incident (self->session), &id);
  if (!update)
    return;
  matoi_update_page_show_audience (self, update->to);
  matoi_post_draft_load (self->draft, self->session, update);
  matoi_update_page_show_draft (self);
  matoi_update_page_show_page (self);
  matoi_update_page_focus_text (self);
}

static void
on_private (MatoiUpdatePage *self)
{
  if (!self->session)
    return;
  matoi_update_page_show_audience (self, "channel");
  matoi_update_page_focus_text (self);
}

static void
on_copy (MatoiUpdatePage *self)
{
  g_autofree char *text = NULL;

  if (!self->draft || matoi_update_page_is_closed (self, self->draft->audience))
    return;
  text = matoi_post_draft_dup_text (self->draft);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  matoi_update_page_show_message (self, _ ("The text is copied. Post it, then record it here."),
                                           TRUE);
}

static void
on_save (MatoiUpdatePage *self)
{
  matoi_update_page_save (self);
}

static void
on_publish_back (MatoiUpdatePage *self)
{
  matoi_update_page_leave_publish (self);
  if (self->draft)
    matoi_update_page_focus_text (self);
}

static void
on_publish_done (MatoiUpdatePage *self)
{
  matoi_update_page_published (self);
}

static void
on_primary (MatoiUpdatePage *self)
{
  matoi_update_page_act (self);
}

/* The words above the buttons, then one button above the other, rather than cut. */
static void
on_folded (MatoiUpdatePage *self, guint level)
{
  gtk_orientable_set_orientation (self->upd_actions, level > 0 ? GTK_ORIENTATION_VERTICAL
                                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (self->upd_buttons, level > 1 ? GTK_ORIENTATION_VERTICAL
                                                               : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->upd_buttons),
                         level > 1 ? GTK_ALIGN_FILL : GTK_ALIGN_END);
}

/* --- the session */

static void
on_changed (MatoiUpdatePage *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "update.", "role.", "security." };
  gboolean concerned = folded_again;

  for (guint i = 0; events && !concerned && i < events->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
      concerned |=
        g_str_has_prefix (((MatoiEvent *) g_ptr_array_index (events, i))->type, prefixes[j]);
  if (!concerned || !self->draft)
    return;
  matoi_update_page_show_page (self);
  matoi_update_page_show_state (self);
}

/* Shows the incident of @session (nullable). */
void
matoi_update_page_set_session (MatoiUpdatePage *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_UPDATE_PAGE (self));

  matoi_update_page_leave_publish (self);
  matoi_update_page_leave_draft (self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (self->upd_time)
    {
      matoi_post_time_set_session (self->upd_time, session);
      matoi_post_queue_show (self->upd_queue, session, NULL);
    }
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

/* Opens the composer for @audience: channel, executives, public or company. */
void
matoi_update_page_begin (MatoiUpdatePage *self, const char *audience)
{
  g_return_if_fail (MATOI_IS_UPDATE_PAGE (self));

  if (!self->session)
    return;
  if (!g_strv_contains ((const char *const[]){ "channel", "executives", "public", "company", NULL },
                        audience))
    audience = "channel";
  matoi_update_page_show_audience (self, audience);
  matoi_update_page_focus_text (self);
}

/* --- the widget */

static gboolean
on_audience_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiUpdatePage *self = MATOI_UPDATE_PAGE (widget);

  if (!self->session)
    return FALSE;
  matoi_update_page_show_audience (self, matoi_audience_ids[GPOINTER_TO_UINT (user_data)]);
  matoi_update_page_focus_text (self);
  return TRUE;
}

static gboolean
on_act_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  matoi_update_page_act (MATOI_UPDATE_PAGE (widget));
  return TRUE;
}

static gboolean
on_copy_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  on_copy (MATOI_UPDATE_PAGE (widget));
  return TRUE;
}

/* Before the editor sees them: it takes every Enter for itself. */
static void
add_keys (MatoiUpdatePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < MATOI_N_AUDIENCES; i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_1 + i, GDK_ALT_MASK),
                        gtk_callback_action_new (on_audience_key, GUINT_TO_POINTER (i), NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                      gtk_callback_action_new (on_act_key, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                      gtk_callback_action_new (on_copy_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static GtkToggleButton *
add_toggle (MatoiUpdatePage *self,
            GtkBox *box,
            GtkToggleButton *group,
            const char *id,
            const char *text,
            GCallback callback)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  g_object_set_data (G_OBJECT (button), "matoi-id", (gpointer) id);
  g_signal_connect_swapped (button, "toggled", callback, self);
  gtk_box_append (box, button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
add_toggles (MatoiUpdatePage *self)
{
  const char *const langs[MATOI_N_LANGS] = {
    "English",
    "日本語",
    /* Translators: a post in both languages, English and Japanese. */
    _ ("Both"),
    };

  for (guint i = 0; i < MATOI_N_AUDIENCES; i++)
    {
      const char *name = matoi_post_queue_get_audience_name (matoi_audience_ids[i]);
      /* Translators: a tooltip: 1: an audience, 2: a digit of a key combination. */
      g_autofree char *tip = g_strdup_printf (_ ("%1$s (Alt+%2$u)"), name, i + 1);

      self->audiences[i] = add_toggle (self, self->upd_audiences, self->audiences[0],
                                       matoi_audience_ids[i], name, G_CALLBACK (on_audience));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->audiences[i]), tip);
    }
  for (guint i = 0; i < MATOI_N_LANGS; i++)
    self->langs[i] = add_toggle (self, self->upd_langs, self->langs[0], matoi_lang_ids[i], langs[i],
                                 G_CALLBACK (on_lang));
}

static void
matoi_update_page_dispose (GObject *object)
{
  MatoiUpdatePage *self = MATOI_UPDATE_PAGE (object);

  if (self->session)
    {
      matoi_update_page_leave_draft (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_clear_object (&self->session);
    }
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_UPDATE_PAGE);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->stages, g_strfreev);
  G_OBJECT_CLASS (matoi_update_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_audiences);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_queue);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_stage);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_langs);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_guide);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_x);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_publish);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_foot);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_url);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_copy);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_save);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_primary);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_fold);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_actions);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_buttons);
  gtk_widget_class_bind_template_child (widget_class, MatoiUpdatePage, upd_private);
}

static void
matoi_update_page_class_init (MatoiUpdatePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_update_page_dispose;
  g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_POST_GUIDE);
  g_type_ensure (MATOI_TYPE_POST_PUBLISH);
  g_type_ensure (MATOI_TYPE_POST_QUEUE);
  g_type_ensure (MATOI_TYPE_POST_TIME);
  g_type_ensure (MATOI_TYPE_POST_X);
  g_type_ensure (MATOI_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/update-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_continue);
  gtk_widget_class_bind_template_callback (widget_class, on_stage_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_refill);
  gtk_widget_class_bind_template_callback (widget_class, on_time_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_add_line);
  gtk_widget_class_bind_template_callback (widget_class, on_part_ticked);
  gtk_widget_class_bind_template_callback (widget_class, on_private);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_primary);
  gtk_widget_class_bind_template_callback (widget_class, on_publish_back);
  gtk_widget_class_bind_template_callback (widget_class, on_publish_done);
}

static void
matoi_update_page_init (MatoiUpdatePage *self)
{
  self->drafts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) matoi_post_draft_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_squeezer_set_levels (self->upd_fold, 3);
  add_toggles (self);
  add_keys (self);
  g_signal_connect_object (self->upd_url, "changed", G_CALLBACK (matoi_update_page_show_state),
                           self, G_CONNECT_SWAPPED);
}
