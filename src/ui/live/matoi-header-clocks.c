/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-header-clocks.h"

#include <glib/gi18n-lib.h>

#include "matoi-clock-button.h"
#include "matoi-clock-text.h"
#include "matoi-clocks-popover.h"
#include "matoi-ui-text.h"

enum
{
  N_BUTTONS = 3,
};

struct _MatoiHeaderClocks
{
  GtkWidget parent_instance;
  MatoiClockButton *hdr_clock_1, *hdr_clock_2, *hdr_clock_3;
  GtkMenuButton *hdr_more;

  MatoiSession *session; /* (nullable) */
  GtkWidget *popover;    /* the one for all the buttons */
  GtkMenuButton *owner;  /* (nullable) the button that has it now */
};

G_DEFINE_FINAL_TYPE (MatoiHeaderClocks, matoi_header_clocks, GTK_TYPE_WIDGET)

/* Those that were shown before and still matter stay in their places. */
static void
place (MatoiClockButton *const *buttons,
       GPtrArray *clocks,
       guint n_shown,
       const MatoiClock **places)
{
  gboolean placed[N_BUTTONS] = { FALSE };

  for (guint i = 0; i < n_shown; i++)
    for (guint j = 0; j < n_shown && !places[i]; j++)
      {
        const MatoiClock *clock = g_ptr_array_index (clocks, j);

        if (g_strcmp0 (matoi_clock_button_get_clock (buttons[i]), clock->id) != 0)
          continue;
        places[i] = clock;
        placed[j] = TRUE;
      }
  for (guint j = 0, i = 0; j < n_shown; j++)
    {
      if (placed[j])
        continue;
      while (places[i])
        i++;
      places[i] = g_ptr_array_index (clocks, j);
    }
}

static void
show_more (MatoiHeaderClocks *self, guint n_more)
{
  g_autofree char *text = g_strdup_printf ("+%u", n_more);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->hdr_more), n_more > 0);
  if (n_more == 0 || g_strcmp0 (gtk_menu_button_get_label (self->hdr_more), text) == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more clock is running",
                                        "%u more clocks are running", n_more),
                           n_more);
  gtk_menu_button_set_label (self->hdr_more, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hdr_more), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hdr_more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

/* Shows the clocks as they are at @now, the @most most urgent ones of them, at most three. */
void
matoi_header_clocks_show (MatoiHeaderClocks *self, gint64 now, guint most)
{
  MatoiClockButton *buttons[N_BUTTONS] = { self->hdr_clock_1, self->hdr_clock_2,
                                           self->hdr_clock_3 };
  const MatoiClock *places[N_BUTTONS] = { NULL };
  g_autoptr (GPtrArray) clocks = NULL;
  guint n_shown;

  g_return_if_fail (MATOI_IS_HEADER_CLOCKS (self) && self->session != NULL);

  clocks = matoi_clocks_sort (matoi_session_get_incident (self->session),
                              matoi_session_get_clocks (self->session), now);
  n_shown = MIN (clocks->len, MIN (most, N_BUTTONS));
  place (buttons, clocks, n_shown, places);
  for (guint i = 0; i < N_BUTTONS; i++)
    matoi_clock_button_show (buttons[i], places[i], now);
  show_more (self, clocks->len - n_shown);
}

static void
open_clocks (GtkMenuButton *button, gpointer user_data)
{
  MatoiHeaderClocks *self = user_data;

  if (self->owner == button)
    return;
  if (self->owner)
    gtk_menu_button_set_popover (self->owner, NULL);
  self->owner = button;
  gtk_menu_button_set_popover (button, self->popover);
}

/* Shows nothing yet; see matoi_header_clocks_show (). */
void
matoi_header_clocks_set_session (MatoiHeaderClocks *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_HEADER_CLOCKS (self));

  g_set_object (&self->session, session);
  matoi_clocks_popover_set_session (MATOI_CLOCKS_POPOVER (self->popover), session);
}

static void
matoi_header_clocks_dispose (GObject *object)
{
  MatoiHeaderClocks *self = MATOI_HEADER_CLOCKS (object);

  if (self->owner)
    gtk_menu_button_set_popover (self->owner, NULL);
  self->owner = NULL;
  g_clear_object (&self->popover);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_HEADER_CLOCKS);
  G_OBJECT_CLASS (matoi_header_clocks_parent_class)->dispose (object);
}

static void
matoi_header_clocks_class_init (MatoiHeaderClocksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_header_clocks_dispose;
  g_type_ensure (MATOI_TYPE_CLOCK_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/header-clocks.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHeaderClocks, hdr_clock_1);
  gtk_widget_class_bind_template_child (widget_class, MatoiHeaderClocks, hdr_clock_2);
  gtk_widget_class_bind_template_child (widget_class, MatoiHeaderClocks, hdr_clock_3);
  gtk_widget_class_bind_template_child (widget_class, MatoiHeaderClocks, hdr_more);
}

static void
matoi_header_clocks_init (MatoiHeaderClocks *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = g_object_ref_sink (matoi_clocks_popover_new ());
  gtk_menu_button_set_create_popup_func (matoi_clock_button_get_button (self->hdr_clock_1),
                                         open_clocks, self, NULL);
  gtk_menu_button_set_create_popup_func (matoi_clock_button_get_button (self->hdr_clock_2),
                                         open_clocks, self, NULL);
  gtk_menu_button_set_create_popup_func (matoi_clock_button_get_button (self->hdr_clock_3),
                                         open_clocks, self, NULL);
  gtk_menu_button_set_create_popup_func (self->hdr_more, open_clocks, self, NULL);
}
