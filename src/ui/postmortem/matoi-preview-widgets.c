/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-contact-item.h"
#include "matoi-preview-block.h"
#include "matoi-preview-private.h"

/* One piece of the document as widgets. */

#define INDENT         26
#define PICTURE_HEIGHT 560
/* GTK lays a label out at its least width too: that is not to be one letter a line. */
#define MIN_CHARS         12
#define WIDE_TABLE        4
#define WIDE_TABLE_CHARS  2
#define SMALL_TABLE_CHARS 6

/* --- words */

static gboolean
on_activate_link (GtkLabel *label, const char *url)
{
  if (matoi_url_is_safe (url))
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (label))), url, GDK_CURRENT_TIME);
  return TRUE;
}

/* Tab goes to what can be used; a text that is only read takes the keyboard when it is clicked,
 * to be selected and copied. */
static void
on_pressed (GtkGestureClick *gesture)
{
  gtk_widget_set_focusable (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), TRUE);
}

static void
on_leave (GtkEventController *controller)
{
  gtk_widget_set_focusable (gtk_event_controller_get_widget (controller), FALSE);
}

static void
follow_clicks (GtkWidget *label)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (label, FALSE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), NULL);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (label, focus);
}

static GtkWidget *
new_label (GPtrArray *runs, gboolean japanese, GtkAccessibleRole role)
{
  gboolean has_link;
  g_autofree char *markup = matoi_preview_dup_markup (runs, japanese, &has_link);
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", markup, "use-markup", TRUE,
                  "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "yalign", 0.0,
                  "selectable", TRUE, "width-chars", MIN_CHARS, NULL);

  g_signal_connect (label, "activate-link", G_CALLBACK (on_activate_link), NULL);
  if (!has_link)
    follow_clicks (label);
  return label;
}

static GtkWidget *
build_heading (const MatoiPreviewPiece *piece)
{
  static const char *const styles[] = { "h3", "h3", "h3", "h3", "h4", "h5", "h6" };
  guint level = MIN (piece->level, G_N_ELEMENTS (styles) - 1);
  GtkWidget *label = new_label (piece->runs, piece->japanese, GTK_ACCESSIBLE_ROLE_HEADING);

  gtk_widget_add_css_class (label, styles[level]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) level, -1);
  return label;
}

/* --- code */

static GtkWidget *
new_copy_button (const char *text)
{
  GtkWidget *button = matoi_copy_button_new (_ ("Copy Code"), text);

  gtk_widget_add_css_class (button, "copy");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  return button;
}

static GtkWidget *
build_code (const MatoiPreviewPiece *piece)
{
  g_autofree char *text = matoi_runs_dup_text (piece->runs);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "yalign", 0.0,
                                   "selectable", TRUE, NULL);

  follow_clicks (label);
  gtk_widget_add_css_class (label, "monospace");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (overlay, "code");
  if (piece->continued)
    gtk_widget_add_css_class (overlay, "continued");
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  if (piece->whole != NULL && *piece->whole != '\0')
    gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_copy_button (piece->whole));
  return overlay;
}

/* --- tables */

static void
attach_row (GtkGrid *grid, const MatoiPreviewPiece *piece, guint place, GPtrArray *row)
{
  guint columns = ((GPtrArray *) g_ptr_array_index (piece->rows, 0))->len;

  for (guint i = 0; i < row->len; i++)
    {
      GtkWidget *cell =
        new_label (g_ptr_array_index (row, i), piece->japanese,
                   place == 0 ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER : GTK_ACCESSIBLE_ROLE_CELL);

      gtk_label_set_width_chars (GTK_LABEL (cell),
                                 columns > WIDE_TABLE ? WIDE_TABLE_CHARS : SMALL_TABLE_CHARS);
      gtk_widget_add_css_class (cell, place == 0 ? "head" : "cell");
      gtk_widget_set_hexpand (cell, i + 1 == columns);
      gtk_grid_attach (grid, cell, (int) i, (int) place, 1, 1);
    }
}

static GtkWidget *
build_table (const MatoiPreviewPiece *piece)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "table");
  gtk_widget_set_overflow (grid, GTK_OVERFLOW_HIDDEN);
  attach_row (GTK_GRID (grid), piece, 0, g_ptr_array_index (piece->rows, 0));
  for (guint i = 0; i < piece->n_rows; i++)
    attach_row (GTK_GRID (grid), piece, i + 1,
                g_ptr_array_index (piece->rows, piece->first_row + i));
  return grid;
}

/* --- pictures */

static GtkWidget *
new_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
build_picture (const MatoiPreviewPiece *piece)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *wait = new_caption (_ ("The picture is being read…"));
  char *words = matoi_runs_dup_text (piece->runs);

  gtk_widget_add_css_class (box, "picture");
  gtk_widget_add_css_class (wait, "waiting");
  gtk_box_append (GTK_BOX (box), wait);
  g_object_set_data_full (G_OBJECT (box), "matoi-words", words, g_free);
  return box;
}

static GtkWidget *
new_placeholder (const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-missing-symbolic");

  gtk_image_set_icon_size (GTK_IMAGE (icon), GTK_ICON_SIZE_LARGE);
  gtk_widget_add_css_class (box, "missing");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_caption (_ ("This picture cannot be shown.")));
  if (*words != '\0')
    gtk_box_append (GTK_BOX (box), new_caption (words));
  return box;
}

/* As wide as there is room, never wider than it is and never higher than a screen. */
static GtkWidget *
new_picture (GdkTexture *texture, const char *words)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  GtkWidget *clamp = adw_clamp_new ();

  if (height > PICTURE_HEIGHT)
    width = MAX ((int) ((gint64) width * PICTURE_HEIGHT / height), 1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), picture);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture),
                                    *words != '\0' ? words : _ ("A picture without a description"));
  return clamp;
}

/** matoi_preview_show_picture: see the header. */
void
matoi_preview_show_picture (GtkWidget *widget, GdkTexture *texture)
{
  GtkBox *box = GTK_BOX (matoi_preview_block_get_content (MATOI_PREVIEW_BLOCK (widget)));
  const char *words;
  GtkWidget *child;

  words = g_object_get_data (G_OBJECT (box), "matoi-words");
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  if (texture == NULL)
    {
      gtk_box_append (box, new_placeholder (words));
      return;
    }
  gtk_box_append (box, new_picture (texture, words));
  if (*words != '\0')
    gtk_box_append (box, new_caption (words));
}

/* --- where it stands */

static const char *
get_bullet (guint depth)
{
  static const char *const bullets[] = { "•", "◦", "▪" };

  return bullets[MIN (depth, G_N_ELEMENTS (bullets)) - 1];
}

static GtkWidget *
new_marker (const MatoiPreviewPiece *piece)
{
  g_autofree char *number = g_strdup_printf ("%u.", piece->number);
  GtkWidget *label = gtk_label_new (piece->number > 0 ? number : get_bullet (piece->depth));

  gtk_widget_add_css_class (label, "marker");
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
build_content (const MatoiPreviewPiece *piece)
{
  switch (piece->kind)
    {
    case MATOI_BLOCK_HEADING:
      return build_heading (piece);
    case MATOI_BLOCK_CODE:
      return build_code (piece);
    case MATOI_BLOCK_TABLE:
      return build_table (piece);
    case MATOI_BLOCK_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case MATOI_BLOCK_IMAGE:
      return build_picture (piece);
    case MATOI_BLOCK_TEXT:
    case MATOI_BLOCK_PICTURE:
    case MATOI_BLOCK_CONTENTS:
      break;
    }
  return new_label (piece->runs, piece->japanese, GTK_ACCESSIBLE_ROLE_LABEL);
}

/** matoi_preview_build: (transfer floating): see the header. */
GtkWidget *
matoi_preview_build (const MatoiPreviewPiece *piece)
{
  GtkWidget *block =
    matoi_preview_block_new ((int) piece->depth * INDENT, piece->item ? new_marker (piece) : NULL,
                             build_content (piece));

  gtk_widget_add_css_class (block, piece->depth > 0 ? "of-list" : "of-text");
  if (piece->continued)
    gtk_widget_add_css_class (block, "continued");
  if (piece->quote)
    gtk_widget_add_css_class (block, "quote");
  return block;
}
