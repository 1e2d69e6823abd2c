/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-clock-button.h"

#include <glib/gi18n-lib.h>

#include "matoi-clock-text.h"
#include "matoi-time.h"
#include "matoi-ui-text.h"

struct _MatoiClockButton
{
  GtkWidget parent_instance;
  GtkMenuButton *clb_button;
  MatoiRing *clb_ring;
  GtkLabel *clb_name, *clb_words;

  char *id;       /* (nullable) of the clock shown */
  gint64 minutes; /* that a screen reader was told of */
  MatoiRingState state;
};

G_DEFINE_FINAL_TYPE (MatoiClockButton, matoi_clock_button, GTK_TYPE_WIDGET)

/* The id of the clock shown, or NULL. */
const char *
matoi_clock_button_get_clock (MatoiClockButton *self)
{
  return self->id;
}

GtkMenuButton *
matoi_clock_button_get_button (MatoiClockButton *self)
{
  return self->clb_button;
}

/* Once a minute is often enough to hear about it. */
static void
describe (MatoiClockButton *self, const MatoiClock *clock, const char *words, gint64 minutes)
{
  g_autofree char *text = NULL;

  self->minutes = minutes;
  /* Translators: %1$s is the name of a clock, %2$s the time that is left, such as "11:48 left". */
  text = g_strdup_printf (_("%1$s: %2$s"), clock->text, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clb_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clb_button), clock->text);
}

/* Shows @clock (nullable: hides itself) as it is at @now. */
void
matoi_clock_button_show (MatoiClockButton *self, const MatoiClock *clock, gint64 now)
{
  g_autofree char *words = NULL;
  MatoiRingState state;
  gint64 minutes;
  double fraction;

  g_return_if_fail (MATOI_IS_CLOCK_BUTTON (self));

  gtk_widget_set_visible (GTK_WIDGET (self), clock != NULL);
  if (!clock)
    {
      g_clear_pointer (&self->id, g_free);
      return;
    }
  words = matoi_clock_dup_words (clock, now);
  state = matoi_clock_get_ring (clock, now, &fraction);
  minutes = (clock->due_at - now) / MATOI_MINUTE;
  matoi_ring_show (self->clb_ring, state, fraction);
  if (g_strcmp0 (gtk_label_get_text (self->clb_words), words) != 0)
    gtk_label_set_text (self->clb_words, words);
  if (g_strcmp0 (self->id, clock->id) == 0 && self->minutes == minutes && self->state == state)
    return;
  g_free (self->id);
  self->id = g_strdup (clock->id);
  self->state = state;
  gtk_label_set_text (self->clb_name, clock->text);
  matoi_ui_set_style (GTK_WIDGET (self->clb_words), "time-", matoi_clock_get_style (clock, now));
  describe (self, clock, words, minutes);
}

static void
matoi_clock_button_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_CLOCK_BUTTON);
  G_OBJECT_CLASS (matoi_clock_button_parent_class)->dispose (object);
}

static void
matoi_clock_button_finalize (GObject *object)
{
  g_free (MATOI_CLOCK_BUTTON (object)->id);
  G_OBJECT_CLASS (matoi_clock_button_parent_class)->finalize (object);
}

static void
matoi_clock_button_class_init (MatoiClockButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_clock_button_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_clock_button_finalize;
  g_type_ensure (MATOI_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/clock-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiClockButton, clb_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiClockButton, clb_ring);
  gtk_widget_class_bind_template_child (widget_class, MatoiClockButton, clb_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiClockButton, clb_words);
}

static void
matoi_clock_button_init (MatoiClockButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
