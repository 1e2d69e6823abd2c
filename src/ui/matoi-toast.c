/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-toast.h"

/* libadwaita 1.2 frees what it knows of a toast as soon as that has moved out, also when it has not
 * moved in to its end, as after a frame that took long: what moves it in then writes into freed
 * memory. So no toast goes before it stands still, whoever wants it to. */

/* How long a toast moves in, in microseconds after its first frame, and a bit. */
#define SETTLES (700 * G_TIME_SPAN_MILLISECOND)
#define IS_NEW  (-1)

/* What is shown in one place. */
typedef struct
{
  AdwToast *toast;   /* (nullable) */
  AdwToast *next;    /* (nullable): as soon as @toast stands still */
  gint64 settles_at; /* in the time of frames; 0: it stands still */
  gboolean leaves;   /* as soon as it stands still */
} Place;

static void
place_free (Place *place)
{
  g_clear_object (&place->toast);
  g_clear_object (&place->next);
  g_free (place);
}

static Place *
get_place (GtkWidget *host)
{
  static const char *const key = "matoi-toast-place";
  Place *place = g_object_get_data (G_OBJECT (host), key);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      g_object_set_data_full (G_OBJECT (host), key, place, (GDestroyNotify) place_free);
    }
  return place;
}

/* By its own timeout, a button, or us: our handler is the first. */
static void
on_dismissed (AdwToast *toast, GtkWidget *host)
{
  Place *place = get_place (host);

  if (toast != place->toast)
    return;
  if (place->settles_at != 0)
    {
      place->leaves = TRUE;
      g_signal_stop_emission_by_name (toast, "dismissed");
    }
  else
    g_clear_object (&place->toast);
}

static void present (GtkWidget *host, Place *place);

static gboolean
on_frame (GtkWidget *host, GdkFrameClock *clock, gpointer user_data)
{
  Place *place = get_place (host);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (place->settles_at == IS_NEW)
    place->settles_at = now + SETTLES;
  if (now < place->settles_at)
    return G_SOURCE_CONTINUE;
  place->settles_at = 0;
  if (place->next != NULL)
    present (host, place);
  else if (place->leaves)
    adw_toast_dismiss (place->toast);
  return G_SOURCE_REMOVE;
}

/* The next one takes the place of the one that stands still, if there is one. */
static void
present (GtkWidget *host, Place *place)
{
  if (place->toast != NULL)
    adw_toast_dismiss (place->toast);
  g_clear_object (&place->toast);
  place->toast = g_steal_pointer (&place->next);
  place->leaves = FALSE;
  place->settles_at = IS_NEW;
  gtk_widget_add_tick_callback (host, on_frame, NULL, NULL);
  if (ADW_IS_PREFERENCES_WINDOW (host))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (host), g_object_ref (place->toast));
  else
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (host), g_object_ref (place->toast));
}

/** matoi_toast_new: see the header. */
AdwToast *
matoi_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

/** matoi_toast_show: see the header. */
void
matoi_toast_show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *host = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);
  g_autoptr (AdwToast) owned = toast;
  Place *place;

  if (host == NULL)
    host = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (host == NULL)
    return;
  place = get_place (host);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), host, 0);
  g_set_object (&place->next, toast);
  /* What was offered is over. */
  if (place->toast != NULL)
    adw_toast_set_button_label (place->toast, NULL);
  if (place->settles_at == 0)
    present (host, place);
}
