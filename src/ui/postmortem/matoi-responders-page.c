/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-responders-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-evidence.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-responder-row.h"
#include "matoi-ui-text.h"

struct _MatoiRespondersPage
{
  GtkWidget parent_instance;
  GtkWidget *res_named_group, *res_others_group;
  GtkListBox *res_named, *res_others;
  AdwEntryRow *res_recording, *res_recording_none;
  GtkWidget *res_recording_chip;
  GtkLabel *res_recording_message;

  MatoiSession *session; /* (nullable) */
  char *shown;           /* (nullable) who the lists were made from */
  char *sent;            /* (nullable) what was last asked to be recorded */
  gboolean showing, busy, again;
};

static void matoi_responders_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiRespondersPage,
                               matoi_responders_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_responders_page_page_init))

/* The roles every document names (TPL-07). */
static const char *const named[] = { "ic", "scribe", NULL };

static const MatoiIncident *
get_incident (MatoiRespondersPage *self)
{
  return matoi_session_get_incident (self->session);
}

/* --- the recording */

static char *
dup_typed (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void save (MatoiRespondersPage *self);

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiRespondersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  self->busy = FALSE;
  if (!self->res_recording)
    return;
  matoi_lessons_show_refusal (self->res_recording_message, error);
  if (self->again)
    save (self);
}

/* A link says more than a reason why there is none. */
static void
save (MatoiRespondersPage *self)
{
  const MatoiPostmortem *postmortem = self->session ? get_incident (self)->postmortem : NULL;
  g_autofree char *url = dup_typed (self->res_recording);
  g_autofree char *none = dup_typed (self->res_recording_none);
  g_autofree char *asked = NULL;
  MatoiCommand *command;

  self->again = self->busy;
  if (self->busy || self->showing || !postmortem || !matoi_lessons_may_write (self->session) ||
      (!*url && !*none))
    return;
  if (*url ? g_strcmp0 (url, postmortem->recording) == 0
           : !postmortem->recording && g_strcmp0 (none, postmortem->recording_none) == 0)
    return;
  /* What was refused is not asked again before it is changed. */
  asked = g_strdup_printf ("%s\n%s", url, none);
  if (gtk_widget_get_visible (GTK_WIDGET (self->res_recording_message)) &&
      g_strcmp0 (asked, self->sent) == 0)
    return;
  g_free (self->sent);
  self->sent = g_steal_pointer (&asked);
  command = matoi_session_new_command (self->session, "pm-recording");
  matoi_command_set (command, "url", *url ? url : NULL);
  matoi_command_set (command, "none_reason", *url ? NULL : none);
  self->busy = TRUE;
  matoi_session_submit_async (self->session, command, on_recorded, g_object_ref (self));
}

static void
on_save (MatoiRespondersPage *self)
{
  save (self);
}

static void
on_typed (MatoiRespondersPage *self)
{
  if (!self->showing && self->res_recording_message)
    matoi_lessons_show_message (self->res_recording_message, NULL);
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  if (!(gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) &&
      strcmp (gtk_editable_get_text (GTK_EDITABLE (row)), text ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
show_recording (MatoiRespondersPage *self)
{
  const MatoiPostmortem *postmortem = get_incident (self)->postmortem;
  const char *url = postmortem ? postmortem->recording : NULL;
  MatoiEvidence evidence = { (char *) url, NULL, NULL };

  self->showing = TRUE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->res_recording_message)))
    {
      set_text (self->res_recording, url);
      set_text (self->res_recording_none, postmortem ? postmortem->recording_none : NULL);
    }
  gtk_widget_set_visible (self->res_recording_chip, url != NULL);
  if (url)
    matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (self->res_recording_chip), &evidence);
  gtk_editable_set_editable (GTK_EDITABLE (self->res_recording),
                             matoi_lessons_may_write (self->session));
  gtk_editable_set_editable (GTK_EDITABLE (self->res_recording_none),
                             matoi_lessons_may_write (self->session));
  self->showing = FALSE;
}

/* --- the people */

/* Each person once for each role, in the order they came; with who holds what as a text. */
static GPtrArray *
find_others (MatoiRespondersPage *self, GString *shown)
{
  GPtrArray *all = get_incident (self)->assignments, *others = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (all, i);
      g_autofree char *key = g_strdup_printf ("%s\n%s\n", one->role, one->person);

      if (g_strv_contains (named, one->role) || g_hash_table_contains (seen, key))
        continue;
      g_string_append (shown, key);
      g_hash_table_add (seen, g_steal_pointer (&key));
      g_ptr_array_add (others, (gpointer) one);
    }
  return others;
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)))
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
fill_named (MatoiRespondersPage *self)
{
  MatoiPolicy *policy = get_incident (self)->policy;

  for (guint i = 0; named[i]; i++)
    if (policy && matoi_policy_find_role (policy, named[i]))
      gtk_list_box_append (self->res_named,
                           matoi_responder_row_new (self->session, named[i], NULL));
  gtk_widget_set_visible (self->res_named_group,
                          gtk_list_box_get_row_at_index (self->res_named, 0) != NULL);
}

static void
fill_others (MatoiRespondersPage *self)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GPtrArray) others = find_others (self, shown);

  if (g_strcmp0 (self->shown, shown->str) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  clear_list (self->res_others);
  for (guint i = 0; i < others->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (others, i);

      gtk_list_box_append (self->res_others,
                           matoi_responder_row_new (self->session, one->role, one->person));
    }
  gtk_widget_set_visible (self->res_others_group, others->len > 0);
}

static void
show_rows (MatoiRespondersPage *self, GtkListBox *list)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    matoi_responder_row_show (MATOI_RESPONDER_ROW (row), matoi_lessons_may_write (self->session));
}

static void
show_all (MatoiRespondersPage *self)
{
  fill_others (self);
  show_rows (self, self->res_named);
  show_rows (self, self->res_others);
  show_recording (self);
}

static void
on_changed (MatoiRespondersPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerns = folded_again;

  for (guint i = 0; i < events->len && !concerns; i++)
    {
      const char *type = ((const MatoiEvent *) g_ptr_array_index (events, i))->type;

      concerns =
        (g_str_has_prefix (type, "postmortem.") && strcmp (type, "postmortem.section") != 0 &&
         strcmp (type, "postmortem.row") != 0) ||
        g_str_has_prefix (type, "role.") || g_str_has_prefix (type, "incident.");
    }
  if (concerns)
    show_all (self);
}

/* --- the page */

static void
matoi_responders_page_flush (MatoiDocumentPage *page)
{
  MatoiRespondersPage *self = MATOI_RESPONDERS_PAGE (page);
  GtkListBoxRow *row;

  if (!self->session)
    return;
  save (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->res_named, i)); i++)
    matoi_responder_row_flush (MATOI_RESPONDER_ROW (row));
}

static void
matoi_responders_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiRespondersPage *self = MATOI_RESPONDERS_PAGE (page);

  if (self->session == session)
    return;
  matoi_responders_page_flush (page);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->shown, g_free);
  matoi_lessons_show_message (self->res_recording_message, NULL);
  clear_list (self->res_named);
  clear_list (self->res_others);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  fill_named (self);
  show_all (self);
}

static void
matoi_responders_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiRespondersPage *self = MATOI_RESPONDERS_PAGE (page);
  GtkListBoxRow *row;

  if (strcmp (gate, "pm.recording") == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->res_recording));
      return;
    }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->res_named, i)); i++)
    if (matoi_responder_row_is_missing (MATOI_RESPONDER_ROW (row)))
      {
        matoi_responder_row_focus (MATOI_RESPONDER_ROW (row));
        return;
      }
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
matoi_responders_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_responders_page_show;
  iface->flush = matoi_responders_page_flush;
  iface->jump = matoi_responders_page_jump;
}

/* --- the object */

static void
matoi_responders_page_dispose (GObject *object)
{
  MatoiRespondersPage *self = MATOI_RESPONDERS_PAGE (object);

  if (self->res_named)
    matoi_responders_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_RESPONDERS_PAGE);
  g_clear_pointer (&self->sent, g_free);
  G_OBJECT_CLASS (matoi_responders_page_parent_class)->dispose (object);
}

static void
matoi_responders_page_class_init (MatoiRespondersPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_responders_page_dispose;
  g_type_ensure (MATOI_TYPE_EVIDENCE_CHIP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/responders-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_named_group);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_others_group);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_named);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_others);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_recording);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_recording_none);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_recording_chip);
  gtk_widget_class_bind_template_child (widget_class, MatoiRespondersPage, res_recording_message);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
matoi_responders_page_init (MatoiRespondersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
