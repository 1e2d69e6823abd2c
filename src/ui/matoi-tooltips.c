/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "matoi-tooltips.h"

/* GTK 4.8 makes a tooltip as many average letters wide as it has characters. A Japanese one is
 * twice as wide as that, and is broken after half of its words, or less. */

#define LONGEST 56

/* The width of @text in average letters. */
static int
count_columns (const char *text)
{
  int n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return n;
}

/* GTK sets its own width for the new text next, which on_width has to hear of. */
static void
on_text (GtkLabel *label)
{
  gtk_label_set_max_width_chars (label, -1);
}

static void
on_width (GtkLabel *label)
{
  int width = gtk_label_get_max_width_chars (label);
  int columns = MIN (count_columns (gtk_label_get_text (label)), LONGEST);

  if (width > 0 && columns > width)
    gtk_label_set_max_width_chars (label, columns);
}

/* There is one label for all tooltips, and no other way to it than beside a widget of ours. */
static gboolean
on_first_tooltip (GSignalInvocationHint *hint,
                  guint n_values,
                  const GValue *values,
                  gpointer user_data)
{
  GtkTooltip *tooltip = g_value_get_object (&values[n_values - 1]);
  GtkWidget *probe = gtk_label_new (NULL);

  gtk_tooltip_set_custom (tooltip, probe);
  for (GtkWidget *widget = gtk_widget_get_prev_sibling (probe); widget;
       widget = gtk_widget_get_prev_sibling (widget))
    if (GTK_IS_LABEL (widget))
      {
        g_signal_connect (widget, "notify::label", G_CALLBACK (on_text), NULL);
        g_signal_connect (widget, "notify::max-width-chars", G_CALLBACK (on_width), NULL);
      }
  gtk_tooltip_set_custom (tooltip, NULL);
  return FALSE;
}

/* From now on tooltips have room for wide characters. Once, after GTK was initialized. */
void
matoi_tooltips_make_wide (void)
{
  gpointer class = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("query-tooltip", GTK_TYPE_WIDGET), 0,
                              on_first_tooltip, NULL, NULL);
  g_type_class_unref (class);
}
