/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-outstanding.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

/* Wide enough for the words of both languages, so that the columns stand below each other. */
#define DUE_CHARS   16
#define STATE_WIDTH 108

struct _MatoiPostmortemRow
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiPostmortemItem *item; /* (nullable) */
  GtkLabel *heading;
  GtkWidget *line; /* (nullable) until a postmortem is shown here: headings need none of it */
  GtkLabel *severity, *title, *details, *state, *due, *work;
  GtkImage *state_icon;
  GtkWidget *chip;
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemRow, matoi_postmortem_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *state, *icon, *style;
} looks[] = {
  { "draft", "document-edit-symbolic", "system" },
  { "in-review", "matoi-ask-symbolic", "hypothesis" },
  { "reviewed", "emblem-ok-symbolic", "action" },
  { "closed", "matoi-ended-symbolic", "fact" },
  { "waived", "matoi-step-open-symbolic", "system" },
};

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  if (gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static void
show_state (MatoiPostmortemRow *self, const char *state)
{
  gtk_widget_set_opacity (self->chip, state ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (state, looks[i].state) == 0)
      {
        gtk_image_set_from_icon_name (self->state_icon, looks[i].icon);
        matoi_ui_set_style (self->chip, "kind-", looks[i].style);
      }
  set_text (self->state, state ? matoi_postmortem_state_name (state) : "");
}

static char *
dup_details (const MatoiIncidentRow *row)
{
  GString *text = g_string_new (row->ref);
  g_auto (GStrv) services =
    row->services && !row->security ? g_strsplit (row->services, ",", -1) : NULL;
  g_autofree char *listed = services && *services ? g_strjoinv (", ", services) : NULL;

  if (listed)
    g_string_append_printf (text, " · %s", listed);
  if (row->postmortem_owner)
    g_string_append_printf (text, " · %s", row->postmortem_owner);
  return g_string_free (text, FALSE);
}

static char *
dup_due (MatoiPostmortemRow *self, const MatoiIncidentRow *row)
{
  gboolean over = g_strcmp0 (row->postmortem_state, "closed") == 0 ||
                  g_strcmp0 (row->postmortem_state, "waived") == 0;

  if (!row->postmortem_state)
    /* Translators: what can be done with an incident that has no postmortem. */
    return g_strdup (_ ("start or waive it…"));
  if (row->postmortem_due == MATOI_TIME_NONE || over)
    return g_strdup ("");
  if (g_strcmp0 (row->postmortem_state, "reviewed") == 0)
    /* Translators: of a postmortem whose deadline was kept. */
    return g_strdup (_ ("to be closed"));
  return matoi_outstanding_dup_due (row->postmortem_due, matoi_context_get_now (self->context),
                                    matoi_context_get_zone (self->context));
}

static void
show_line (MatoiPostmortemRow *self, const MatoiIncidentRow *row)
{
  gboolean late = matoi_outstanding_is_overdue (row, matoi_context_get_now (self->context));
  g_autofree char *details = dup_details (row), *due = dup_due (self, row), *work = NULL;

  if (row->actions_open > 0)
    work = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open action", "%u open actions",
                                         (gulong) row->actions_open),
                            (guint) row->actions_open);
  matoi_ui_show_severity (self->severity, row->severity_label,
                          (int) g_ascii_strtoll (row->severity ? row->severity : "", NULL, 10));
  set_text (self->title, matoi_outstanding_get_title (row));
  set_text (self->details, details);
  set_text (self->due, due);
  set_text (self->work, work ? work : "");
  gtk_widget_set_visible (GTK_WIDGET (self->work), work != NULL);
  matoi_ui_set_style (GTK_WIDGET (self->due), "due-", late ? "late" : NULL);
  show_state (self, row->postmortem_state);
}

/* See the header. */
char *
matoi_postmortem_row_dup_text (MatoiPostmortemRow *self)
{
  GString *text = g_string_new (NULL);
  GtkLabel *const parts[] = { self->severity, self->title, self->state,
                              self->due,      self->work,  self->details };

  if (!self->line || !gtk_widget_get_visible (self->line))
    {
      g_string_append (text, gtk_label_get_text (self->heading));
      return g_string_free (text, FALSE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*gtk_label_get_text (parts[i]))
      g_string_append_printf (text, "%s%s", text->len ? ", " : "", gtk_label_get_text (parts[i]));
  return g_string_free (text, FALSE);
}

static GtkLabel *
new_label (GtkWidget *box, int chars, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  if (chars > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
make_chip (MatoiPostmortemRow *self)
{
  GtkWidget *holder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->state_icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_add_css_class (self->chip, "chip");
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->chip), GTK_WIDGET (self->state_icon));
  self->state = new_label (self->chip, -1, NULL);
  gtk_widget_set_size_request (holder, STATE_WIDTH, -1);
  gtk_box_append (GTK_BOX (holder), self->chip);
  gtk_box_append (GTK_BOX (self->line), holder);
}

static void
make_line (MatoiPostmortemRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->severity = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->severity), "severity-chip");
  gtk_widget_set_valign (GTK_WIDGET (self->severity), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), GTK_WIDGET (self->severity));
  self->title = new_label (texts, -1, "pml-title");
  /* Large letters in a narrow window: a title is more than its first word. */
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->title, 2);
  self->details = new_label (texts, -1, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), texts);
  self->due = new_label (when, DUE_CHARS, "pml-due");
  gtk_label_set_xalign (self->due, 1);
  self->work = new_label (when, DUE_CHARS, "caption");
  gtk_label_set_xalign (self->work, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->work), "dim-label");
  gtk_widget_set_valign (when, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->line), when);
  make_chip (self);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

static void
show_heading (MatoiPostmortemRow *self)
{
  MatoiShelf shelf = matoi_postmortem_item_get_shelf (self->item);
  guint n = matoi_postmortem_item_get_count (self->item);
  g_autofree char *text = NULL;

  if (n > 0)
    /* Translators: a heading and how many are below it. */
    text = g_strdup_printf (_ ("%1$s (%2$u)"), matoi_shelf_get_name (shelf), n);
  set_text (self->heading, text ? text : matoi_shelf_get_name (shelf));
}

static void
show_item (MatoiPostmortemRow *self)
{
  gboolean heading = matoi_postmortem_item_is_heading (self->item);
  gboolean more = matoi_postmortem_item_get_shelf (self->item) == MATOI_SHELF_MORE;
  g_autofree char *text = NULL;

  if (!heading && !self->line)
    make_line (self);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading);
  if (self->line)
    gtk_widget_set_visible (self->line, !heading);
  matoi_ui_set_style (GTK_WIDGET (self), "pml-", more ? "more" : heading ? "heading" : "line");
  if (heading)
    show_heading (self);
  else
    show_line (self, matoi_postmortem_item_get_row (self->item));
  text = matoi_postmortem_row_dup_text (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               heading ? NULL : gtk_label_get_text (self->title));
}

/* Shows @item, or lets it go. */
void
matoi_postmortem_row_set_item (MatoiPostmortemRow *self, MatoiPostmortemItem *item)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_ROW (self));

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}

/* (nullable) */
MatoiPostmortemItem *
matoi_postmortem_row_get_item (MatoiPostmortemRow *self)
{
  return self->item;
}

GtkWidget *
matoi_postmortem_row_new (MatoiContext *context)
{
  MatoiPostmortemRow *self = g_object_new (MATOI_TYPE_POSTMORTEM_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

static void
matoi_postmortem_row_dispose (GObject *object)
{
  MatoiPostmortemRow *self = MATOI_POSTMORTEM_ROW (object);

  matoi_postmortem_row_set_item (self, NULL);
  g_clear_object (&self->context);
  if (self->heading)
    gtk_widget_unparent (GTK_WIDGET (self->heading));
  self->heading = NULL;
  g_clear_pointer (&self->line, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_postmortem_row_parent_class)->dispose (object);
}

static void
matoi_postmortem_row_class_init (MatoiPostmortemRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortem_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pmlrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
matoi_postmortem_row_init (MatoiPostmortemRow *self)
{
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_set_parent (GTK_WIDGET (self->heading), GTK_WIDGET (self));
}
