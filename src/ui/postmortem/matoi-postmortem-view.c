/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-actions-page.h"
#include "matoi-export-popover.h"
#include "matoi-factors-page.h"
#include "matoi-impact-page.h"
#include "matoi-json.h"
#include "matoi-learned-page.h"
#include "matoi-mail-page.h"
#include "matoi-meeting-page.h"
#include "matoi-meeting-slot.h"
#include "matoi-meeting-view.h"
#include "matoi-message-page.h"
#include "matoi-postmortem-view-private.h"
#include "matoi-postmortem.h"
#include "matoi-responders-page.h"
#include "matoi-section-page.h"
#include "matoi-side.h"
#include "matoi-telling-page.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiPostmortemView, matoi_postmortem_view, GTK_TYPE_WIDGET)

/* --- the section that is shown */

static MatoiDocumentPage *
get_page (MatoiPostmortemView *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pmv_pages);

  return page ? MATOI_DOCUMENT_PAGE (page) : NULL;
}

/* Shows the page of @section of the template. */
void
matoi_postmortem_view_show_section (MatoiPostmortemView *self, const char *section)
{
  JsonObject *template;
  const char *kind;
  GtkWidget *page;

  g_return_if_fail (MATOI_IS_POSTMORTEM_VIEW (self));

  if (!self->session || g_strcmp0 (self->section, section) == 0)
    return;
  template =
    matoi_postmortem_find_template_section (matoi_session_get_incident (self->session), section);
  kind = template ? matoi_json_get_string (template, "kind") : NULL;
  if (!template)
    return;
  matoi_postmortem_view_flush (self);
  g_free (self->section);
  self->section = g_strdup (section);
  page = gtk_stack_get_child_by_name (self->pmv_pages, kind ? kind : "text");
  /* A kind of a later Matoi is words, at the least. */
  if (!page)
    page = gtk_stack_get_child_by_name (self->pmv_pages, "text");
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (page), self->session, section);
  gtk_stack_set_visible_child (self->pmv_pages, page);
  matoi_section_heading_show (self->pmv_heading, self->session, section,
                              matoi_document_page_get_tools (MATOI_DOCUMENT_PAGE (page)));
  matoi_section_list_select (self->pmv_sections, section);
  matoi_comments_panel_set_section (self->pmv_comments, section);
  /* The page of words has a footer of its own. */
  gtk_widget_set_visible (GTK_WIDGET (self->pmv_saved), !MATOI_IS_SECTION_PAGE (page));
}

void
matoi_postmortem_view_flush (MatoiPostmortemView *self)
{
  MatoiDocumentPage *page;

  g_return_if_fail (MATOI_IS_POSTMORTEM_VIEW (self));

  page = self->section ? get_page (self) : NULL;
  if (page)
    matoi_document_page_flush (page);
  if (self->meeting && self->session)
    matoi_meeting_view_flush (MATOI_MEETING_VIEW (self->meeting));
}

static gboolean
on_step (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (widget);
  GtkWidget *list = GTK_WIDGET (self->pmv_sections);
  gboolean in_list = (gtk_widget_get_state_flags (list) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  const char *section =
    matoi_section_list_get_neighbour (self->pmv_sections, g_variant_get_int32 (args));

  if (!section)
    {
      gtk_widget_error_bell (widget);
      return TRUE;
    }
  matoi_postmortem_view_show_section (self, section);
  /* What is typed next goes to what is shown now. */
  gtk_widget_grab_focus (in_list ? list : widget);
  return TRUE;
}

/* --- what is said of it */

static void
show_saved (MatoiPostmortemView *self)
{
  GPtrArray *events = matoi_session_get_incident (self->session)->events;
  g_autofree char *time = NULL, *text = NULL;

  for (guint i = events->len; i > 0; i--)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i - 1);

      if (!g_str_has_prefix (event->type, "postmortem.") &&
          !g_str_has_prefix (event->type, "action."))
        continue;
      time = matoi_time_to_local (event->recorded_at, "%H:%M:%S",
                                  matoi_session_get_zone (self->session));
      /* Translators: %s is a time of day with seconds. */
      text = g_strdup_printf (_ ("Saved %s"), time);
      break;
    }
  matoi_side_set_label (self->pmv_saved, text ? text : "");
}

static void
show_notice (MatoiPostmortemView *self)
{
  const char *state = matoi_session_get_incident (self->session)->postmortem->state;
  const char *text = NULL;

  if (g_str_equal (state, "reviewed") || g_str_equal (state, "closed"))
    text = _("The content was agreed in the meeting and is not changed any more.");
  else if (g_str_equal (state, "waived"))
    text = _("The postmortem was waived; nothing is written here.");
  if (text)
    gtk_label_set_text (self->pmv_notice_text, text);
  gtk_widget_set_visible (self->pmv_notice_back, !g_str_equal (state, "waived"));
  gtk_revealer_set_reveal_child (self->pmv_notice, text != NULL);
  /* Closed it would keep the height of its child. */
  gtk_widget_set_visible (GTK_WIDGET (self->pmv_notice), text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "postmortem.waive",
                                 g_str_equal (state, "draft"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "postmortem.meeting",
                                 matoi_meeting_is_open (
                                   matoi_session_get_incident (self->session)));
}

/* What stands before the next state was looked at again: after every change, and with the clock. */
static void
on_updated (MatoiPostmortemView *self)
{
  if (!self->session || !matoi_session_get_incident (self->session)->postmortem)
    return;
  matoi_postmortem_header_update (self->pmv_header);
  matoi_section_list_update (self->pmv_sections, matoi_gates_panel_get_checks (self->pmv_gates));
  matoi_section_heading_update (self->pmv_heading);
  show_notice (self);
  show_saved (self);
}

/* --- the session */

/* (nullable) */
MatoiSession *
matoi_postmortem_view_get_session (MatoiPostmortemView *self)
{
  return self->session;
}

void
matoi_postmortem_view_set_drafts (MatoiPostmortemView *self, MatoiDrafts *drafts)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pmv_pages, "text");

  matoi_section_page_set_drafts (MATOI_SECTION_PAGE (page), drafts);
}

static void
show_first (MatoiPostmortemView *self)
{
  JsonArray *sections = matoi_postmortem_get_template (matoi_session_get_incident (self->session));
  JsonObject *first =
    json_array_get_length (sections) > 0 ? matoi_json_array_get_object (sections, 0) : NULL;

  if (first)
    matoi_postmortem_view_show_section (self, matoi_json_get_string (first, "id"));
}

/* Shows the postmortem of @session, or nothing. */
void
matoi_postmortem_view_set_session (MatoiPostmortemView *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_VIEW (self));

  if (self->session == session)
    return;
  matoi_postmortem_view_flush (self);
  matoi_postmortem_view_end_meeting (self);
  if (self->meeting)
    matoi_meeting_view_set_session (MATOI_MEETING_VIEW (self->meeting), NULL);
  matoi_postmortem_view_forget (self);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->section, g_free);
  matoi_section_heading_show (self->pmv_heading, NULL, NULL, NULL);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pmv_pages)); page;
       page = gtk_widget_get_next_sibling (page))
    matoi_document_page_show (MATOI_DOCUMENT_PAGE (page), NULL, NULL);
  matoi_postmortem_header_set_session (self->pmv_header, session);
  matoi_seen_before_set_session (self->pmv_seen, session);
  matoi_section_list_set_session (self->pmv_sections, session);
  matoi_wording_panel_set_session (self->pmv_wording, session);
  matoi_actions_panel_set_session (self->pmv_actions, session);
  matoi_comments_panel_set_session (self->pmv_comments, session);
  matoi_gates_panel_set_session (self->pmv_gates, session);
  if (!session)
    return;
  matoi_postmortem_view_watch (self);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (on_updated), self,
                           G_CONNECT_SWAPPED);
  show_first (self);
}

/* --- the keyboard */

static gboolean
matoi_postmortem_view_grab_focus (GtkWidget *widget)
{
  GtkWidget *page = gtk_stack_get_visible_child (MATOI_POSTMORTEM_VIEW (widget)->pmv_pages);

  if (matoi_ui_is_walking (widget) || !page)
    return FALSE;
  if (MATOI_IS_SECTION_PAGE (page))
    return matoi_section_page_focus_text (MATOI_SECTION_PAGE (page));
  /* Whoever is there stays where they are. */
  if (gtk_widget_get_state_flags (page) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return TRUE;
  return gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
matoi_postmortem_view_begin (MatoiPostmortemView *self)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->pmv_sections));
}

static gboolean
find_keyboard (gpointer user_data)
{
  MatoiPostmortemView *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->focus_id = 0;
  if (root && !gtk_root_get_focus (root) && gtk_widget_get_mapped (GTK_WIDGET (self->pmv_sections)))
    matoi_postmortem_view_begin (self);
  return G_SOURCE_REMOVE;
}

/* What had the keyboard is gone, such as a form that was recorded: without a place for it the
 * keys of the document would be dead. */
static void
on_focus_moved (MatoiPostmortemView *self, GParamSpec *pspec, GtkWindow *window)
{
  if (!gtk_window_get_focus (window) && self->focus_id == 0)
    self->focus_id = g_idle_add (find_keyboard, self);
}

static void
matoi_postmortem_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (matoi_postmortem_view_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                             G_CALLBACK (on_focus_moved), widget, G_CONNECT_SWAPPED);
}

static void
matoi_postmortem_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (matoi_postmortem_view_parent_class)->unroot (widget);
}

/* --- the object */

static void
matoi_postmortem_view_dispose (GObject *object)
{
  MatoiPostmortemView *self = MATOI_POSTMORTEM_VIEW (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->pmv_header)
    matoi_postmortem_view_set_session (self, NULL);
  g_clear_object (&self->exporter);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POSTMORTEM_VIEW);
  G_OBJECT_CLASS (matoi_postmortem_view_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  const GType types[] = {
    MATOI_TYPE_SECTION_PAGE,    MATOI_TYPE_TELLING_PAGE,      MATOI_TYPE_IMPACT_PAGE,
    MATOI_TYPE_FACTORS_PAGE,    MATOI_TYPE_LEARNED_PAGE,      MATOI_TYPE_RESPONDERS_PAGE,
    MATOI_TYPE_ACTIONS_PAGE,    MATOI_TYPE_MESSAGE_PAGE,      MATOI_TYPE_MAIL_PAGE,
    MATOI_TYPE_MEETING_PAGE,    MATOI_TYPE_GATES_PANEL,       MATOI_TYPE_WORDING_PANEL,
    MATOI_TYPE_ACTIONS_PANEL,   MATOI_TYPE_COMMENTS_PANEL,    MATOI_TYPE_SECTION_LIST,
    MATOI_TYPE_SECTION_HEADING, MATOI_TYPE_POSTMORTEM_HEADER, MATOI_TYPE_SEEN_BEFORE
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_ensure (types[i]);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_content);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_document);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_centre);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_side);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_header);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_seen);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_notice);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_problem_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_notice_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_saved);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_again);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_notice_back);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_sections);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_heading);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_pages);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_gates);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_wording);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_actions);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemView, pmv_comments);
  gtk_widget_class_bind_template_callback (widget_class, matoi_postmortem_view_hide_problem);
  gtk_widget_class_bind_template_callback (widget_class, matoi_postmortem_view_export_again);
}

static void
matoi_postmortem_view_class_init (MatoiPostmortemViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortem_view_dispose;
  widget_class->grab_focus = matoi_postmortem_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  widget_class->root = matoi_postmortem_view_root;
  widget_class->unroot = matoi_postmortem_view_unroot;
  ensure_types ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/postmortem-view.ui");
  bind_children (widget_class);
  matoi_postmortem_view_install_actions (widget_class);
  matoi_postmortem_view_install_room (widget_class);
}

/* Before the editor sees them, which would move lines. */
static void
add_step_keys (MatoiPostmortemView *self)
{
  static const struct
  {
    guint key;
    int by;
  } keys[] = { { GDK_KEY_Up, -1 }, { GDK_KEY_Down, 1 } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, GDK_ALT_MASK),
                                                gtk_callback_action_new (on_step, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].by));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
matoi_postmortem_view_init (MatoiPostmortemView *self)
{
  self->layout = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->pmv_gates, "updated", G_CALLBACK (on_updated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_postmortem_header_get_side_button (self->pmv_header), "toggled",
                           G_CALLBACK (matoi_postmortem_view_fold), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_postmortem_header_get_export (self->pmv_header), "chosen",
                           G_CALLBACK (matoi_postmortem_view_export), self, G_CONNECT_SWAPPED);
  add_step_keys (self);
}
