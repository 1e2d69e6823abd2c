/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-time.h"

#include <glib/gi18n-lib.h>

#include "matoi-post.h"
#include "matoi-squeezer.h"
#include "matoi-ui-text.h"

#define N_PRESETS 4
static const int presets[N_PRESETS] = { 15, 20, 30, 60 };

struct _MatoiPostTime
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gint64 minutes;
  gboolean showing; /* what happens to the widgets now is not the person's doing */
  GtkBox *ptm_presets;
  GtkEntry *ptm_entry;
  GtkLabel *ptm_title, *ptm_at;
  MatoiSqueezer *ptm_squeezer;
  GtkToggleButton *buttons[N_PRESETS];
};

G_DEFINE_FINAL_TYPE (MatoiPostTime, matoi_post_time, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Shows a choice made elsewhere. */
void
matoi_post_time_show (MatoiPostTime *self, gint64 minutes, gint64 at)
{
  g_return_if_fail (MATOI_IS_POST_TIME (self));

  self->showing = TRUE;
  self->minutes = minutes;
  for (guint i = 0; i < N_PRESETS; i++)
    gtk_toggle_button_set_active (self->buttons[i], presets[i] == minutes);
  if (self->session)
    {
      GTimeZone *zone = matoi_session_get_zone (self->session);
      g_autofree char *clock = matoi_time_to_local (at, "%H:%M", zone);
      g_autofree char *text = matoi_post_time_text (at, zone);
      /* Translators: %s is a time such as “14:40 JST”. */
      g_autofree char *label = g_strdup_printf (_ ("at %s"), text);

      /* A time being typed is left alone. */
      if (minutes > 0 || *gtk_editable_get_text (GTK_EDITABLE (self->ptm_entry)) == '\0')
        gtk_editable_set_text (GTK_EDITABLE (self->ptm_entry), minutes > 0 ? "" : clock);
      gtk_label_set_text (self->ptm_at, label);
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->ptm_entry), "error");
  self->showing = FALSE;
}

/* (transfer full) */
static char *
dup_label (int minutes)
{
  /* Translators: a button: the next update comes in so many minutes. */
  return g_strdup_printf (_ ("%d min"), minutes);
}

static void
on_toggled (MatoiPostTime *self, GtkToggleButton *button)
{
  gint64 minutes = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "matoi-minutes"));

  if (self->showing || !self->session)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, minutes,
                 matoi_session_get_now (self->session) + minutes * MATOI_MINUTE);
}

/* "9:05", "14:40" or full-width: minutes into the day, or -1. */
static int
read_clock (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GRegex) regex =
    g_regex_new ("^\\s*(\\d{1,2})\\s*[:：時]\\s*(\\d{2})\\s*分?\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hours = NULL, *minutes = NULL;
  int h, m;

  if (narrow == NULL || !g_regex_match (regex, narrow, 0, &match))
    return -1;
  hours = g_match_info_fetch (match, 1);
  minutes = g_match_info_fetch (match, 2);
  h = (int) g_ascii_strtoll (hours, NULL, 10);
  m = (int) g_ascii_strtoll (minutes, NULL, 10);
  return h < 24 && m < 60 ? h * 60 + m : -1;
}

/* The next moment the clock on the wall shows that time. */
static gint64
find_next (gint64 now, int minutes, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) at =
    g_date_time_new (zone, g_date_time_get_year (here), g_date_time_get_month (here),
                     g_date_time_get_day_of_month (here), minutes / 60, minutes % 60, 0);
  gint64 ms = g_date_time_to_unix (at) * 1000;

  return ms > now ? ms : ms + 24 * 60 * MATOI_MINUTE;
}

static void
on_typed (MatoiPostTime *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->ptm_entry));
  int minutes = read_clock (text);

  if (self->showing || !self->session)
    return;
  if (minutes < 0)
    {
      if (*text != '\0')
        gtk_widget_add_css_class (GTK_WIDGET (self->ptm_entry), "error");
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, (gint64) 0,
                 find_next (matoi_session_get_now (self->session), minutes,
                            matoi_session_get_zone (self->session)));
}

void
matoi_post_time_set_session (MatoiPostTime *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_POST_TIME (self));

  g_set_object (&self->session, session);
}

/* In large letters there is no room for the unit, which the title says then; nor for the time. */
static void
on_folded (MatoiPostTime *self, guint level)
{
  for (guint i = 0; i < N_PRESETS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", presets[i]);
      g_autofree char *label = dup_label (presets[i]);

      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), level > 0 ? number : label);
    }
  gtk_label_set_text (self->ptm_title,
                      level > 0 ? _ ("Next update, in minutes") : _ ("Next update"));
  gtk_widget_set_visible (GTK_WIDGET (self->ptm_at), level < 2);
}

static void
add_presets (MatoiPostTime *self)
{
  for (guint i = 0; i < N_PRESETS; i++)
    {
      g_autofree char *label = dup_label (presets[i]);
      g_autofree char *id = g_strdup_printf ("ptm_%d", presets[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_widget_set_name (button, id);
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      g_object_set_data (G_OBJECT (button), "matoi-minutes", GINT_TO_POINTER (presets[i]));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (self->ptm_presets, button);
    }
}

static void
matoi_post_time_dispose (GObject *object)
{
  MatoiPostTime *self = MATOI_POST_TIME (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_TIME);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_post_time_parent_class)->dispose (object);
}

static void
matoi_post_time_class_init (MatoiPostTimeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_time_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  g_type_ensure (MATOI_TYPE_SQUEEZER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-time.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostTime, ptm_presets);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostTime, ptm_entry);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostTime, ptm_at);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostTime, ptm_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostTime, ptm_squeezer);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
matoi_post_time_init (MatoiPostTime *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_squeezer_set_levels (self->ptm_squeezer, 3);
  add_presets (self);
}
