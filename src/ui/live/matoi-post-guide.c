/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-guide.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

struct _MatoiPostGuide
{
  GtkWidget parent_instance;
  GHashTable *ticked; /* (nullable) set of ids, shared with the draft */
  char *order;        /* the ids shown, to see whether rows have to be made anew */
  gboolean showing;   /* a check button changes because the text did */
  GtkLabel *pgd_count;
  GtkFlowBox *pgd_parts;
  GtkBox *pgd_hints;
};

G_DEFINE_FINAL_TYPE (MatoiPostGuide, matoi_post_guide, GTK_TYPE_WIDGET)

enum
{
  ADD,
  TICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- the parts */

static void
on_toggled (MatoiPostGuide *self, GtkCheckButton *check)
{
  const char *id = g_object_get_data (G_OBJECT (check), "matoi-part");

  if (self->showing || !self->ticked)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->ticked, g_strdup (id));
  else
    g_hash_table_remove (self->ticked, id);
  g_signal_emit (self, signals[TICKED], 0);
}

static void
on_add (MatoiPostGuide *self, GtkWidget *button)
{
  g_autofree char *line = g_strdup (g_object_get_data (G_OBJECT (button), "matoi-line"));

  g_signal_emit (self, signals[ADD], 0, line);
}

static void
add_part (MatoiPostGuide *self, const MatoiPostPart *part)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (part->name);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  GtkWidget *child;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_tooltip_text (check, part->name);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, part->name,
                                  -1);
  g_object_set_data_full (G_OBJECT (check), "matoi-part", g_strdup (part->id), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), self);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "post-add");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_add), self);

  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), button);
  gtk_flow_box_append (self->pgd_parts, row);
  child = gtk_widget_get_parent (row);
  gtk_widget_set_focusable (child, FALSE);
}

static void
make_parts (MatoiPostGuide *self, GPtrArray *parts)
{
  g_autoptr (GString) order = g_string_new (NULL);
  GtkFlowBoxChild *child;

  for (guint i = 0; i < parts->len; i++)
    {
      const MatoiPostPart *part = g_ptr_array_index (parts, i);

      g_string_append_printf (order, "%s=%s/", part->id, part->name);
    }
  if (g_strcmp0 (order->str, self->order) == 0)
    return;
  g_free (self->order);
  self->order = g_strdup (order->str);
  while ((child = gtk_flow_box_get_child_at_index (self->pgd_parts, 0)))
    gtk_flow_box_remove (self->pgd_parts, GTK_WIDGET (child));
  for (guint i = 0; i < parts->len; i++)
    add_part (self, g_ptr_array_index (parts, i));
}

static GtkCheckButton *
get_check (MatoiPostGuide *self, guint i)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->pgd_parts, (int) i);

  return child
           ? GTK_CHECK_BUTTON (gtk_widget_get_first_child (gtk_flow_box_child_get_child (child)))
           : NULL;
}

static void
show_part (MatoiPostGuide *self, guint i, const MatoiPostPart *part, gboolean done)
{
  GtkCheckButton *check = get_check (self, i);
  GtkWidget *button = gtk_widget_get_next_sibling (GTK_WIDGET (check));
  /* Translators: %s is a line that is added to a post when the button is pressed. */
  g_autofree char *tip = g_strdup_printf (_ ("Add “%s”"), part->line);

  gtk_check_button_set_active (check, done);
  /* It keeps its place, so that nothing moves under the pointer. */
  gtk_widget_set_opacity (button, done ? 0 : 1);
  gtk_widget_set_sensitive (button, !done);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tip) == 0)
    return;
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_object_set_data_full (G_OBJECT (button), "matoi-line", g_strdup (part->line), g_free);
}

/* --- the hints */

static GtkWidget *
hint_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "page-hint");
  gtk_widget_add_css_class (box, "page-note");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
show_hints (MatoiPostGuide *self, GPtrArray *hints)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pgd_hints));

  for (guint i = 0; i < hints->len; i++)
    {
      if (!child)
        {
          child = hint_new ();
          gtk_box_append (self->pgd_hints, child);
        }
      gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (child)),
                          g_ptr_array_index (hints, i));
      child = gtk_widget_get_next_sibling (child);
    }
  while (child)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (self->pgd_hints, child);
      child = next;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pgd_hints), hints->len > 0);
}

/* Looks at @text as it is now. @ticked: set of part ids ticked by hand; the person adds to it. */
void
matoi_post_guide_show (MatoiPostGuide *self,
                       const MatoiPost *post,
                       const char *text,
                       GHashTable *ticked)
{
  g_autoptr (GPtrArray) parts = matoi_post_parts (post, text);
  g_autoptr (GPtrArray) hints = matoi_post_hints (post, text);
  g_autofree char *count = NULL;
  guint n_done = 0;

  g_return_if_fail (MATOI_IS_POST_GUIDE (self));

  if (self->ticked != ticked)
    {
      g_clear_pointer (&self->ticked, g_hash_table_unref);
      self->ticked = g_hash_table_ref (ticked);
    }
  self->showing = TRUE;
  make_parts (self, parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const MatoiPostPart *part = g_ptr_array_index (parts, i);
      gboolean done = part->met || g_hash_table_contains (ticked, part->id);

      n_done += done;
      show_part (self, i, part, done);
    }
  self->showing = FALSE;
  /* Translators: so many of the parts of a post are there: 1: done, 2: all. */
  count = g_strdup_printf (_ ("%1$u / %2$u"), n_done, parts->len);
  gtk_label_set_text (self->pgd_count, count);
  show_hints (self, hints);
}

/* Is the part @id there, or ticked by hand? TRUE too when it is not asked for. */
gboolean
matoi_post_guide_is_met (MatoiPostGuide *self, const char *id)
{
  GtkCheckButton *check;

  for (guint i = 0; (check = get_check (self, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (check), "matoi-part"), id) == 0)
      return gtk_check_button_get_active (check);
  return TRUE;
}

static void
matoi_post_guide_dispose (GObject *object)
{
  MatoiPostGuide *self = MATOI_POST_GUIDE (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_GUIDE);
  g_clear_pointer (&self->ticked, g_hash_table_unref);
  g_clear_pointer (&self->order, g_free);
  G_OBJECT_CLASS (matoi_post_guide_parent_class)->dispose (object);
}

static void
matoi_post_guide_class_init (MatoiPostGuideClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_guide_dispose;
  signals[ADD] = g_signal_new ("add", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING);
  signals[TICKED] =
    g_signal_new ("ticked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostGuide, pgd_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostGuide, pgd_parts);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostGuide, pgd_hints);
}

static void
matoi_post_guide_init (MatoiPostGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
