/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-section-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-section-private.h"
#include "matoi-ui-text.h"

static void matoi_section_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiSectionPage,
                               matoi_section_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_section_page_page_init))

/* (nullable): nothing is written there yet. */
const MatoiSection *
matoi_section_page_get_section (MatoiSectionPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return incident->postmortem ? matoi_postmortem_find_section (incident->postmortem, self->section)
                              : NULL;
}

gboolean
matoi_section_page_may_write (MatoiSectionPage *self)
{
  return self->session && matoi_lessons_may_write (self->session);
}

/* --- what is shown around the text */

void
matoi_section_page_show_problem (MatoiSectionPage *self, const char *text)
{
  gtk_label_set_text (self->sec_problem_text, text ? text : "");
  gtk_widget_set_visible (self->sec_problem, text != NULL);
}

/* (transfer full): when the newest version was recorded; "" if there is none */
static char *
dup_saved (MatoiSectionPage *self)
{
  const MatoiSection *section = matoi_section_page_get_section (self);
  g_autofree char *time = NULL;
  gint64 at = 0;

  for (guint i = 0; section && i < section->heads->len; i++)
    at =
      MAX (at, ((MatoiSectionVersion *) g_ptr_array_index (section->heads, i))->event->recorded_at);
  if (at == 0)
    return g_strdup ("");
  /* Translators: a time of the day; keep it short. */
  time = matoi_time_to_local (at, _ ("%H:%M:%S"), matoi_session_get_zone (self->session));
  /* Translators: below a text: it is on the disk; %s is a time of the day. */
  return g_strdup_printf (_ ("Saved %s"), time);
}

void
matoi_section_page_show_saved (MatoiSectionPage *self)
{
  g_autofree char *text = NULL;

  if (!self->session)
    return;
  text = matoi_prose_is_saved (self->prose) ? dup_saved (self) : g_strdup (_ ("Not saved yet"));
  if (g_strcmp0 (gtk_label_get_text (self->sec_saved), text) != 0)
    gtk_label_set_text (self->sec_saved, text);
}

void
matoi_section_page_set_preview (MatoiSectionPage *self, gboolean preview)
{
  GAction *view = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "view");
  GtkWidget *marks = gtk_widget_get_first_child (self->tools);

  g_simple_action_set_state (G_SIMPLE_ACTION (view),
                             g_variant_new_string (preview ? "preview" : "write"));
  if (preview)
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose);

      matoi_find_bar_close (self->sec_find);
      matoi_preview_set_text (self->preview, text);
    }
  gtk_stack_set_visible_child (self->sec_pages,
                               preview ? GTK_WIDGET (self->preview) : GTK_WIDGET (self->prose));
  gtk_widget_set_sensitive (marks, !preview && matoi_section_page_may_write (self));
}

static void
show_state (MatoiSectionPage *self)
{
  gboolean may_write = matoi_section_page_may_write (self);

  matoi_prose_set_editable (self->prose, may_write);
  gtk_widget_set_sensitive (gtk_widget_get_first_child (self->tools),
                            may_write && gtk_stack_get_visible_child (self->sec_pages) !=
                                           GTK_WIDGET (self->preview));
  matoi_section_page_show_conflict (self);
}

/* See the header. */
gboolean
matoi_section_page_focus_text (MatoiSectionPage *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->sec_pages);

  return gtk_widget_grab_focus (shown) || gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
on_notice_closed (MatoiSectionPage *self)
{
  gtk_widget_set_visible (self->sec_notice, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

/* --- the session */

static gboolean
is_ours (MatoiSectionPage *self, const MatoiEvent *event)
{
  return g_strcmp0 (event->type, "postmortem.section") == 0 && event->payload &&
         g_strcmp0 (matoi_json_get_string (event->payload, "section"), self->section) == 0;
}

static void
on_changed (MatoiSectionPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean text = folded_again, state = folded_again;

  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      text |= is_ours (self, event);
      state |= g_str_has_prefix (event->type, "postmortem.") ||
               g_str_has_prefix (event->type, "incident.");
    }
  if (text)
    matoi_section_page_take_durable (self);
  if (state)
    show_state (self);
}

static void
on_zone_changed (MatoiSectionPage *self)
{
  matoi_section_page_show_saved (self);
}

/* The places of hints hold for the text that is recorded. */
static void
on_checked (MatoiSectionPage *self)
{
  g_autoptr (GPtrArray) hits =
    matoi_wording_watch_dup_hits (self->watch, self->section, NULL, NULL);

  if (matoi_prose_is_saved (self->prose))
    matoi_prose_set_hits (self->prose, hits);
}

static void
leave (MatoiSectionPage *self)
{
  if (!self->session)
    return;
  g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  matoi_find_bar_close (self->sec_find);
  matoi_section_page_close (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  matoi_preview_set_session (self->preview, NULL);
  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
}

static void
enter (MatoiSectionPage *self, MatoiSession *session, const char *section)
{
  JsonObject *template =
    matoi_postmortem_find_template_section (matoi_session_get_incident (session), section);

  self->session = g_object_ref (session);
  self->section = g_strdup (section);
  self->shown_conflict = 0;
  g_signal_connect_swapped (session, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (session, "zone-changed", G_CALLBACK (on_zone_changed), self);
  gtk_widget_set_visible (self->sec_notice, FALSE);
  matoi_section_page_show_problem (self, NULL);
  matoi_prose_show_problem (self->prose, NULL);
  matoi_prose_set_label (self->prose, template ? matoi_text (template, "name") : section);
  matoi_preview_set_session (self->preview, session);
  matoi_section_page_open (self);
  show_state (self);
  /* What nobody may change is there to be read. */
  matoi_section_page_set_preview (self, !matoi_section_page_may_write (self));
  matoi_section_page_settle (self);
  self->watch = matoi_wording_watch_get (session);
  g_signal_connect_swapped (self->watch, "checked", G_CALLBACK (on_checked), self);
  on_checked (self);
}

static void
matoi_section_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (page);

  if (session && session == self->session && g_strcmp0 (section, self->section) == 0)
    return;
  leave (self);
  if (session && section)
    enter (self, session, section);
}

static void
matoi_section_page_flush (MatoiDocumentPage *page)
{
  matoi_prose_flush (MATOI_SECTION_PAGE (page)->prose);
}

static void
matoi_section_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (page);

  if (matoi_section_page_may_write (self))
    matoi_section_page_set_preview (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

static void
matoi_section_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (page);

  matoi_section_page_set_preview (self, FALSE);
  matoi_prose_select (self->prose, offset, length);
}

/* What is looked for is found in the text as it is typed. */
static gboolean
matoi_section_page_find (MatoiDocumentPage *page)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (page);

  if (!self->session)
    return FALSE;
  matoi_section_page_set_preview (self, FALSE);
  matoi_find_bar_open (self->sec_find);
  return TRUE;
}

static GtkWidget *
matoi_section_page_get_tools (MatoiDocumentPage *page)
{
  return MATOI_SECTION_PAGE (page)->tools;
}

static void
matoi_section_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_section_page_show;
  iface->flush = matoi_section_page_flush;
  iface->jump = matoi_section_page_jump;
  iface->show_text = matoi_section_page_show_text;
  iface->find = matoi_section_page_find;
  iface->get_tools = matoi_section_page_get_tools;
}

/* --- finding */

static gboolean
on_find_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (widget);
  const char *action = g_variant_get_string (args, NULL);

  if (*action && !matoi_find_bar_is_open (self->sec_find))
    return matoi_section_page_find (MATOI_DOCUMENT_PAGE (self));
  if (*action)
    return gtk_widget_activate_action (GTK_WIDGET (self->sec_find), action, NULL);
  if (!matoi_find_bar_is_open (self->sec_find))
    return FALSE;
  matoi_find_bar_close (self->sec_find);
  return gtk_widget_grab_focus (GTK_WIDGET (self->prose));
}

static void
add_find_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F3, 0, on_find_key, "s", "find.next");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F3, GDK_SHIFT_MASK, on_find_key, "s",
                                "find.previous");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_find_key, "s", "");
}

/** matoi_section_page_set_drafts: where what is typed is kept until it is recorded. */
void
matoi_section_page_set_drafts (MatoiSectionPage *self, MatoiDrafts *drafts)
{
  g_return_if_fail (MATOI_IS_SECTION_PAGE (self));

  g_set_object (&self->drafts, drafts);
}

/* --- the object */

static void
matoi_section_page_dispose (GObject *object)
{
  MatoiSectionPage *self = MATOI_SECTION_PAGE (object);

  leave (self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->drafts);
  if (self->tools)
    gtk_widget_insert_action_group (self->tools, "section", NULL);
  g_clear_object (&self->tools);
  g_clear_object (&self->actions);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SECTION_PAGE);
  G_OBJECT_CLASS (matoi_section_page_parent_class)->dispose (object);
}

static void
matoi_section_page_class_init (MatoiSectionPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_section_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (MATOI_TYPE_FIND_BAR);
  add_find_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/section-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MatoiSectionPage, name)
  BIND (sec_notice);
  BIND (sec_notice_text);
  BIND (sec_conflict);
  BIND (sec_conflict_text);
  BIND (sec_right_now);
  BIND (sec_problem);
  BIND (sec_problem_text);
  BIND (sec_find);
  BIND (sec_pages);
  BIND (sec_saved);
  BIND (sec_count);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_notice_closed);
  gtk_widget_class_bind_template_callback (widget_class, matoi_section_page_settle_conflict);
  gtk_widget_class_bind_template_callback (widget_class, matoi_section_page_show_next_conflict);
}

static void
matoi_section_page_init (MatoiSectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prose = MATOI_PROSE (matoi_prose_new ("", 0));
  self->preview = MATOI_PREVIEW (matoi_preview_new ());
  matoi_find_bar_set_prose (self->sec_find, self->prose);
  gtk_stack_add_named (self->sec_pages, GTK_WIDGET (self->prose), "write");
  gtk_stack_add_named (self->sec_pages, GTK_WIDGET (self->preview), "preview");
  matoi_prose_set_placeholder (self->prose, _ ("Write here. It saves itself."));
  matoi_section_page_set_up_tools (self);
  matoi_section_page_set_up_typing (self);
  matoi_section_page_set_up_pictures (self);
}
