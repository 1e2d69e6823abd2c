/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-playback-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-picture.h"
#include "matoi-playback-board.h"
#include "matoi-playback-timeline.h"
#include "matoi-playback.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* How often the clock moves while it plays. */
#define TICK_MS 100

static const guint speeds[] = { 1, 10, 60, 300 };

struct _MatoiPlaybackView
{
  GtkWidget parent_instance;
  MatoiPlayback *playback; /* (nullable) */
  GTimeZone *zone;
  guint ticker;
  guint speed; /* of speeds */
  gint64 last; /* monotonic, µs */

  GtkLabel *pb_severity, *pb_title, *pb_clock, *pb_elapsed, *pb_speed;
  MatoiPlaybackTimeline *pb_timeline;
  MatoiPlaybackBoard *pb_board;
  MatoiPicture *pb_picture;
  GtkButton *pb_play, *pb_next, *pb_previous;
};

G_DEFINE_FINAL_TYPE (MatoiPlaybackView, matoi_playback_view, GTK_TYPE_WIDGET)

static guint closed_signal;

/* --- the rest */

static void
show_heading (MatoiPlaybackView *self)
{
  const MatoiIncident *incident = matoi_playback_get_incident (self->playback);
  const MatoiSeverity *severity =
    incident->policy && incident->severity
      ? matoi_policy_find_severity (incident->policy, incident->severity)
      : NULL;
  g_autofree char *title =
    /* Translators: %1$s is a reference, %2$s the incident's title. */
    g_strdup_printf (_ ("%1$s %2$s"), incident->ref, matoi_incident_get_public_title (incident));

  matoi_ui_show_severity (self->pb_severity, severity ? severity->label : NULL,
                          severity ? (int) severity->rank : 0);
  matoi_side_set_label (self->pb_title, title);
}

static void
show_clock (MatoiPlaybackView *self)
{
  gint64 now = matoi_playback_get_time (self->playback);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, self->zone);
  /* Translators: a day and the time to the second, for g_date_time_format (). */
  g_autofree char *clock = g_date_time_format (here, _ ("%-d %b %Y %H:%M:%S"));
  g_autofree char *passed = matoi_ui_dup_elapsed (now - matoi_playback_get_start (self->playback));
  g_autofree char *elapsed =
    /* Translators: time since the beginning of an incident: “T+00:12:34”. */
    g_strdup_printf (_ ("T+%s"), passed);

  matoi_side_set_label (self->pb_clock, clock);
  matoi_side_set_label (self->pb_elapsed, elapsed);
  matoi_picture_advance (self->pb_picture, matoi_playback_get_end (self->playback), now);
}

static void
show_buttons (MatoiPlaybackView *self)
{
  gboolean at_end =
    matoi_playback_get_time (self->playback) >= matoi_playback_get_end (self->playback);
  const char *name = self->ticker != 0 ? _ ("Pause") : at_end ? _ ("Play Again") : _ ("Play");
  g_autofree char *speed =
    /* Translators: how fast an incident is played back: “60×”. */
    g_strdup_printf (_ ("%u×"), speeds[self->speed]);

  gtk_button_set_icon_name (self->pb_play, self->ticker != 0 ? "media-playback-pause-symbolic"
                                                             : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pb_play), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pb_play), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  matoi_side_set_label (self->pb_speed, speed);
}

static void
show_all (MatoiPlaybackView *self)
{
  show_heading (self);
  show_clock (self);
  matoi_playback_timeline_show (self->pb_timeline, matoi_playback_get_incident (self->playback),
                                self->zone);
  matoi_playback_board_show (self->pb_board, matoi_playback_get_incident (self->playback));
  show_buttons (self);
}

static const char *
get_mark (const MatoiEvent *event)
{
  static const struct
  {
    const char *type, *mark;
  } marks[] = {
    { "severity.", "severity" }, { "update.", "update" }, { "todo.", "todo" },
    { "role.", "system" },       { "phase.", "system" },
  };
  const char *kind = event->payload && g_strcmp0 (event->type, "entry.added") == 0
                       ? json_object_get_string_member_with_default (event->payload, "kind", "fact")
                       : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks) && !kind; i++)
    if (g_str_has_prefix (event->type, marks[i].type))
      kind = marks[i].mark;
  return kind;
}

static void
begin_picture (MatoiPlaybackView *self, const MatoiIncident *whole)
{
  gint64 start = matoi_playback_get_start (self->playback);
  gint64 end = matoi_playback_get_end (self->playback);

  matoi_picture_begin (self->pb_picture, start, end, start, self->zone);
  matoi_ui_add_severities (self->pb_picture, whole, end);
  for (guint i = 0; i < matoi_playback_get_n_events (self->playback); i++)
    {
      const MatoiEvent *event;
      gint64 at = matoi_playback_get_event_time (self->playback, i, &event);
      const char *mark = get_mark (event);

      if (mark)
        matoi_picture_add_mark (self->pb_picture, at, mark);
    }
  matoi_picture_set_summary (self->pb_picture,
                             _ ("The course of the incident. Choose a moment to go to it."));
}

/* --- playing */

static void
stop (MatoiPlaybackView *self)
{
  g_clear_handle_id (&self->ticker, g_source_remove);
}

static gboolean
on_tick (gpointer user_data)
{
  MatoiPlaybackView *self = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 passed = (now - self->last) * speeds[self->speed] / 1000;

  self->last = now;
  matoi_playback_set_time (self->playback, matoi_playback_get_time (self->playback) + passed);
  if (matoi_playback_get_time (self->playback) < matoi_playback_get_end (self->playback))
    return G_SOURCE_CONTINUE;
  self->ticker = 0;
  show_buttons (self);
  return G_SOURCE_REMOVE;
}

static void
play (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPlaybackView *self = MATOI_PLAYBACK_VIEW (widget);

  if (!self->playback)
    return;
  if (self->ticker != 0)
    stop (self);
  else
    {
      if (matoi_playback_get_time (self->playback) >= matoi_playback_get_end (self->playback))
        matoi_playback_set_time (self->playback, matoi_playback_get_start (self->playback));
      self->last = g_get_monotonic_time ();
      self->ticker = g_timeout_add (TICK_MS, on_tick, self);
    }
  show_buttons (self);
}

/* Whoever goes by hand wants to look: it stops. */
static void
step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPlaybackView *self = MATOI_PLAYBACK_VIEW (widget);

  if (!self->playback)
    return;
  stop (self);
  if (!matoi_playback_step (self->playback, g_variant_get_boolean (parameter)))
    gtk_widget_error_bell (widget);
  show_buttons (self);
}

static void
go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPlaybackView *self = MATOI_PLAYBACK_VIEW (widget);

  if (!self->playback)
    return;
  stop (self);
  matoi_playback_set_time (self->playback, g_variant_get_boolean (parameter)
                                             ? matoi_playback_get_end (self->playback)
                                             : matoi_playback_get_start (self->playback));
  show_buttons (self);
}

static void
change_speed (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiPlaybackView *self = MATOI_PLAYBACK_VIEW (widget);
  gboolean faster = g_variant_get_boolean (parameter);

  if (faster && self->speed + 1 < G_N_ELEMENTS (speeds))
    self->speed++;
  else if (!faster && self->speed > 0)
    self->speed--;
  if (self->playback)
    show_buttons (self);
}

static void
on_picture_activated (MatoiPlaybackView *self, gint64 at)
{
  stop (self);
  matoi_playback_set_time (self->playback, at);
  show_buttons (self);
}

static void
close_view (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_playback_view_end (MATOI_PLAYBACK_VIEW (widget));
  g_signal_emit (widget, closed_signal, 0);
}

/* --- for those who have one */

/** matoi_playback_view_end: see the header. */
void
matoi_playback_view_end (MatoiPlaybackView *self)
{
  g_return_if_fail (MATOI_IS_PLAYBACK_VIEW (self));

  stop (self);
  matoi_playback_timeline_show (self->pb_timeline, NULL, NULL);
  if (self->playback)
    g_signal_handlers_disconnect_by_data (self->playback, self);
  g_clear_object (&self->playback);
}

/** matoi_playback_view_begin: see the header. */
void
matoi_playback_view_begin (MatoiPlaybackView *self, const MatoiIncident *whole, GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_PLAYBACK_VIEW (self));

  matoi_playback_view_end (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  self->playback = matoi_playback_new (whole);
  g_return_if_fail (self->playback);
  self->speed = 2;
  begin_picture (self, whole);
  g_signal_connect_swapped (self->playback, "changed", G_CALLBACK (show_all), self);
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->pb_play));
}

static void
matoi_playback_view_dispose (GObject *object)
{
  MatoiPlaybackView *self = MATOI_PLAYBACK_VIEW (object);

  if (self->pb_timeline)
    matoi_playback_view_end (self);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_PLAYBACK_VIEW);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (matoi_playback_view_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
    int argument; /* -1: none */
  } keys[] = {
    { GDK_KEY_space, "playback.play", -1 },
    { GDK_KEY_n, "playback.step", TRUE },
    { GDK_KEY_p, "playback.step", FALSE },
    { GDK_KEY_Page_Down, "playback.step", TRUE },
    { GDK_KEY_Page_Up, "playback.step", FALSE },
    { GDK_KEY_Home, "playback.go", FALSE },
    { GDK_KEY_End, "playback.go", TRUE },
    { GDK_KEY_plus, "playback.speed", TRUE },
    { GDK_KEY_KP_Add, "playback.speed", TRUE },
    { GDK_KEY_minus, "playback.speed", FALSE },
    { GDK_KEY_KP_Subtract, "playback.speed", FALSE },
    { GDK_KEY_Escape, "playback.close", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action,
                                         keys[i].argument < 0 ? NULL : "b", keys[i].argument);
}

static void
matoi_playback_view_class_init (MatoiPlaybackViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_playback_view_dispose;
  g_type_ensure (MATOI_TYPE_PICTURE);
  g_type_ensure (MATOI_TYPE_PLAYBACK_BOARD);
  g_type_ensure (MATOI_TYPE_PLAYBACK_TIMELINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/playback/playback-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_clock);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_elapsed);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_speed);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_timeline);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_board);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_picture);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_play);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_next);
  gtk_widget_class_bind_template_child (widget_class, MatoiPlaybackView, pb_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_activated);
  gtk_widget_class_install_action (widget_class, "playback.play", NULL, play);
  gtk_widget_class_install_action (widget_class, "playback.step", "b", step);
  gtk_widget_class_install_action (widget_class, "playback.go", "b", go);
  gtk_widget_class_install_action (widget_class, "playback.speed", "b", change_speed);
  gtk_widget_class_install_action (widget_class, "playback.close", NULL, close_view);
  add_keys (widget_class);
  closed_signal = g_signal_new ("closed", MATOI_TYPE_PLAYBACK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_playback_view_init (MatoiPlaybackView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
