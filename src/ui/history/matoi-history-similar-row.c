/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-similar-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-brief.h"
#include "matoi-side.h"

struct _MatoiHistorySimilarRow
{
  GtkListBoxRow parent_instance;
  char *ref, *head, *name; /* the last two: without what is linked; name: what is read out */
  GtkLabel *first;
  GtkWidget *link;
};

G_DEFINE_FINAL_TYPE (MatoiHistorySimilarRow, matoi_history_similar_row, GTK_TYPE_LIST_BOX_ROW)

/* --- why */

static void
add_line (GString *text, const char *separator, const char *format, GStrv words)
{
  g_autofree char *list = matoi_history_join (words);
  g_autofree char *line = NULL;

  if (!*list)
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  line = g_strdup_printf (format, list);
#pragma GCC diagnostic pop
  g_string_append_printf (text, "%s%s", text->len > 0 ? separator : "", line);
}

/** matoi_history_similar_dup_reasons: see the header. */
char *
matoi_history_similar_dup_reasons (const MatoiSimilar *similar, const char *separator)
{
  GString *text = g_string_new (NULL);

  /* Translators: why two incidents are similar; %s is what contributed to both of them. */
  add_line (text, separator, _ ("Same cause: %s"), similar->causes);
  /* Translators: why two incidents are similar; %s are words that stand in both of them. */
  add_line (text, separator, _ ("Both say: %s"), similar->words);
  /* Translators: why two incidents are similar; %s are services. */
  add_line (text, separator, _ ("Same service: %s"), similar->services);
  return g_string_free (text, FALSE);
}

/* --- what it looks like */

static GtkLabel *
add_label (GtkWidget *box, const char *text, const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
add_button (GtkWidget *box,
            const char *icon,
            const char *tooltip,
            const char *action,
            const char *ref)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ref);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_words (MatoiHistorySimilarRow *self, const MatoiSimilar *similar)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *reasons = matoi_history_similar_dup_reasons (similar, "\n");
  g_autofree char *percent =
    /* Translators: how similar two incidents are. */
    g_strdup_printf (_ ("%d %%"), similar->percent);
  /* Translators: %1$s is a reference, %2$s how similar it is, such as "82 %". */
  self->head = g_strdup_printf (_ ("%1$s · %2$s"), similar->ref, percent);
  self->first = add_label (words, self->head, "dim-label", 1);
  add_label (words, similar->title, "history-title", 2);
  add_label (words, reasons, "caption", 6);
  gtk_widget_set_hexpand (words, TRUE);
  self->name = g_strdup_printf ("%s: %s. %s", self->head, similar->title, reasons);
  return words;
}

/** matoi_history_similar_row_set_linked: see the header. */
void
matoi_history_similar_row_set_linked (MatoiHistorySimilarRow *self, gboolean linked)
{
  g_autofree char *head = NULL, *name = NULL;

  g_return_if_fail (MATOI_IS_HISTORY_SIMILAR_ROW (self));

  /* In the line that is there: nothing below it moves. */
  head =
    linked ? g_strdup_printf ("%s · %s", self->head, _ ("✓ Seen before")) : g_strdup (self->head);
  name = linked ? g_strdup_printf ("%s. %s", self->name, _ ("Seen before")) : g_strdup (self->name);
  gtk_label_set_text (self->first, head);
  matoi_side_set_name (GTK_WIDGET (self), name);
  if (linked && gtk_widget_has_focus (self->link))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_opacity (self->link, linked ? 0 : 1);
  gtk_widget_set_sensitive (self->link, !linked);
}

/** matoi_history_similar_row_get_ref: of the incident; borrowed. */
const char *
matoi_history_similar_row_get_ref (MatoiHistorySimilarRow *self)
{
  return self->ref;
}

/* --- the object */

static gboolean
on_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistorySimilarRow *self = MATOI_HISTORY_SIMILAR_ROW (widget);

  return gtk_widget_activate_action (widget, g_variant_get_string (args, NULL), "s", self->ref);
}

static void
matoi_history_similar_row_finalize (GObject *object)
{
  MatoiHistorySimilarRow *self = MATOI_HISTORY_SIMILAR_ROW (object);

  g_free (self->ref);
  g_free (self->head);
  g_free (self->name);
  G_OBJECT_CLASS (matoi_history_similar_row_parent_class)->finalize (object);
}

static void
matoi_history_similar_row_class_init (MatoiHistorySimilarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_history_similar_row_finalize;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, 0, on_key, "s", "similar.compare");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, 0, on_key, "s", "similar.link");
}

static void
matoi_history_similar_row_init (MatoiHistorySimilarRow *self)
{
}

/** matoi_history_similar_row_new: (transfer floating) */
GtkWidget *
matoi_history_similar_row_new (const MatoiSimilar *similar)
{
  MatoiHistorySimilarRow *self = g_object_new (MATOI_TYPE_HISTORY_SIMILAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->ref = g_strdup (similar->ref);
  gtk_box_append (GTK_BOX (box), make_words (self, similar));
  gtk_widget_set_valign (buttons, GTK_ALIGN_START);
  add_button (buttons, "view-dual-symbolic",
              _ ("Compare Side by Side (C)"), "similar.compare", self->ref);
  self->link = add_button (buttons, "media-playlist-repeat-symbolic",
                           _ ("Seen Before: Link Both (S)"), "similar.link", self->ref);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  matoi_history_similar_row_set_linked (self, FALSE);
  return GTK_WIDGET (self);
}
