/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-wording-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-policy.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"
#include "matoi-wording-row.h"
#include "matoi-wording-watch.h"

/* So many rows at first, and more with each click. */
#define PORTION 12

struct _MatoiWordingPanel
{
  GtkWidget parent_instance;
  GtkLabel *wor_count, *wor_empty, *wor_kept_count;
  GtkListBox *wor_list;
  GtkButton *wor_more;
  GtkToggleButton *wor_kept_toggle;
  GtkBox *wor_kept;

  MatoiSession *session;    /* (nullable) */
  MatoiWordingWatch *watch; /* (nullable) of session */
  GHashTable *rows;         /* key -> MatoiWordingRow (owned by the list) */
  guint limit;
};

G_DEFINE_FINAL_TYPE (MatoiWordingPanel, matoi_wording_panel, GTK_TYPE_WIDGET)

static const char *
get_section_name (MatoiWordingPanel *self, const char *id)
{
  JsonObject *section =
    id ? matoi_postmortem_find_template_section (matoi_session_get_incident (self->session), id)
       : NULL;

  return section ? matoi_text (section, "name") : _ ("the whole document");
}

/* Nothing is put aside in what nobody may change any more. */
static gboolean
may_keep (MatoiWordingPanel *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;

  return postmortem && g_strcmp0 (postmortem->state, "closed") != 0 &&
         g_strcmp0 (postmortem->state, "waived") != 0;
}

/* --- the hints */

/* A full outage is one in every sentence, and a known abbreviation is known everywhere. */
static void
on_keep (MatoiWordingPanel *self, MatoiWordingRow *row)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-dismiss");
  const char *rule = matoi_wording_row_get_rule (row);
  gboolean outage = g_strcmp0 (rule, "outage") == 0;

  matoi_command_set (command, "rule", rule);
  if (!outage && g_strcmp0 (rule, "acronym") != 0)
    matoi_command_set (command, "section", matoi_wording_row_get_section (row));
  if (!outage)
    matoi_command_set (command, "text", matoi_wording_row_get_words (row));
  matoi_session_send (self->session, command);
}

static void
on_row_activated (MatoiWordingPanel *self, MatoiWordingRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "postmortem.show-text", "(suu)",
                              matoi_wording_row_get_section (row),
                              (guint32) matoi_wording_row_get_offset (row),
                              (guint32) matoi_wording_row_get_length (row));
}

static GtkWidget *
add_row (MatoiWordingPanel *self, const char *key)
{
  GtkWidget *row = matoi_wording_row_new ();

  g_signal_connect_object (row, "keep", G_CALLBACK (on_keep), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->wor_list, row);
  g_hash_table_insert (self->rows, g_strdup (key), row);
  return row;
}

/* The keyboard goes on in the list when the row it is in goes away. */
static void
remove_row (MatoiWordingPanel *self, GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *next = NULL;

  if (focus && (focus == row || gtk_widget_is_ancestor (focus, row)))
    next = gtk_widget_get_next_sibling (row) ? gtk_widget_get_next_sibling (row)
                                             : gtk_widget_get_prev_sibling (row);
  if (next)
    gtk_widget_grab_focus (next);
  gtk_list_box_remove (self->wor_list, row);
}

static void
remove_others (MatoiWordingPanel *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (!g_hash_table_contains (wanted, key))
      {
        remove_row (self, row);
        g_hash_table_iter_remove (&iter);
      }
}

/* Rows that stay keep their place, whatever comes: nothing moves under the pointer. */
static guint
show_hints (MatoiWordingPanel *self)
{
  GPtrArray *hints = matoi_wording_watch_get_hints (self->watch);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean keep = may_keep (self);
  guint count = 0;

  for (guint i = 0; i < hints->len; i++)
    {
      const MatoiHint *hint = g_ptr_array_index (hints, i);
      g_autofree char *first = NULL, *key = NULL;
      GtkWidget *row;
      guint occurrence;

      if (hint->dismissed)
        continue;
      count++;
      first = matoi_wording_row_dup_key (hint, 0);
      occurrence = GPOINTER_TO_UINT (g_hash_table_lookup (seen, first));
      key = matoi_wording_row_dup_key (hint, occurrence);
      g_hash_table_insert (seen, g_steal_pointer (&first), GUINT_TO_POINTER (occurrence + 1));
      row = g_hash_table_lookup (self->rows, key);
      if (!row && g_hash_table_size (wanted) >= self->limit)
        continue;
      matoi_wording_row_show (MATOI_WORDING_ROW (row ? row : add_row (self, key)), hint,
                              get_section_name (self, hint->section), keep);
      g_hash_table_add (wanted, g_steal_pointer (&key));
    }
  remove_others (self, wanted);
  return count;
}

/* --- what was put aside */

/* Only what can be put aside as a whole has a name. */
static const char *
get_rule_name (const char *rule)
{
  return g_strcmp0 (rule, "outage") == 0 ? _ ("outage") : rule;
}

static void
show_kept (MatoiWordingPanel *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  guint count = postmortem ? postmortem->dismissals->len : 0;
  g_autofree char *text = g_strdup_printf (
    /* Translators: hints on words that somebody put aside. */
    g_dngettext (GETTEXT_PACKAGE, "%u kept as it is", "%u kept as they are", count), count);
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self->wor_kept_toggle), count > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->wor_kept), count > 0);
  matoi_side_set_label (self->wor_kept_count, text);
  matoi_side_set_name (GTK_WIDGET (self->wor_kept_toggle), text);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->wor_kept))))
    gtk_box_remove (self->wor_kept, child);
  for (guint i = 0; i < count; i++)
    {
      const MatoiDismissal *one = g_ptr_array_index (postmortem->dismissals, i);
      /* Translators: %1$s are words from a text, %2$s is the name of a section or “the whole
       * document”, %3$s is who said that the words are right. */
      g_autofree char *line =
        g_strdup_printf (_ ("“%1$s” in %2$s: %3$s"),
                            one->text ? one->text : get_rule_name (one->rule),
                            get_section_name (self, one->section), one->author);
      GtkWidget *label = gtk_label_new (line);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (self->wor_kept, label);
    }
}

/* --- the whole */

static void
show_count (MatoiWordingPanel *self, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  /* Translators: for screen readers; %u is a number of hints on words. */
  g_autofree char *name =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hint", "%u hints", count), count);
  guint hidden = count - g_hash_table_size (self->rows);
  g_autofree char *more = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "Show %u More Hint", "Show %u More Hints", hidden), hidden);

  matoi_side_set_label (self->wor_count, text);
  matoi_side_set_name (GTK_WIDGET (self->wor_count), name);
  gtk_widget_set_visible (GTK_WIDGET (self->wor_count), count > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->wor_list), count > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->wor_more), hidden > 0);
  gtk_button_set_label (self->wor_more, more);
}

static void
show (MatoiWordingPanel *self)
{
  const GError *problem = matoi_wording_watch_get_problem (self->watch);
  guint count = show_hints (self);

  show_count (self, count);
  matoi_side_set_label (self->wor_empty,
                        problem ? problem->message : _ ("No words to look at once more."));
  gtk_widget_set_visible (GTK_WIDGET (self->wor_empty), problem || count == 0);
  show_kept (self);
}

static void
on_more (MatoiWordingPanel *self)
{
  self->limit += PORTION * 4;
  show (self);
}

/* Only what concerns everybody's hints; the watch tells of the rest. */
static void
on_changed (MatoiWordingPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const concerns[] = { "postmortem.advanced", "postmortem.reopened",
                                          "postmortem.waived", "postmortem.created", NULL };

  if (matoi_side_concerns (events, folded_again, concerns))
    show (self);
}

static void
clear (MatoiWordingPanel *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    gtk_list_box_remove (self->wor_list, row);
  g_hash_table_remove_all (self->rows);
}

/** matoi_wording_panel_set_session: shows the hints on the postmortem of @session, or none. */
void
matoi_wording_panel_set_session (MatoiWordingPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_WORDING_PANEL (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  clear (self);
  g_set_object (&self->session, session);
  self->limit = PORTION;
  if (!session)
    return;
  self->watch = matoi_wording_watch_get (session);
  g_signal_connect_object (self->watch, "checked", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show (self);
}

static void
matoi_wording_panel_dispose (GObject *object)
{
  MatoiWordingPanel *self = MATOI_WORDING_PANEL (object);

  matoi_wording_panel_set_session (self, NULL);
  g_hash_table_remove_all (self->rows);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_WORDING_PANEL);
  G_OBJECT_CLASS (matoi_wording_panel_parent_class)->dispose (object);
}

static void
matoi_wording_panel_finalize (GObject *object)
{
  g_hash_table_unref (MATOI_WORDING_PANEL (object)->rows);
  G_OBJECT_CLASS (matoi_wording_panel_parent_class)->finalize (object);
}

static void
matoi_wording_panel_class_init (MatoiWordingPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_wording_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_wording_panel_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/wording-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_kept_toggle);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_kept_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiWordingPanel, wor_kept);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
matoi_wording_panel_init (MatoiWordingPanel *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_report_expanded (self->wor_kept_toggle);
}
