/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-service-look.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word, *icon, *style;
} looks[] = {
  [MATOI_ADAPTER_OFF] = { N_ ("Not Connected"), "matoi-alone-symbolic", "dim-label" },
  [MATOI_ADAPTER_CONNECTING] = { N_ ("Connecting…"), "content-loading-symbolic", "dim-label" },
  [MATOI_ADAPTER_ONLINE] = { N_ ("Connected"), "object-select-symbolic", "success" },
  [MATOI_ADAPTER_ELSEWHERE] = { N_ ("Connected"), "object-select-symbolic", "success" },
  [MATOI_ADAPTER_OFFLINE] = { N_ ("Not Reached"), "network-offline-symbolic", "warning" },
  [MATOI_ADAPTER_REFUSED] = { N_ ("Somebody Is Needed"), "dialog-warning-symbolic", "error" },
};

/** matoi_service_look_get_word: see the header. */
const char *
matoi_service_look_get_word (MatoiAdapterState state)
{
  return _ (looks[state].word);
}

/** matoi_service_look_show_icon: see the header. */
void
matoi_service_look_show_icon (GtkImage *icon, MatoiAdapterState state)
{
  gtk_image_set_from_icon_name (icon, looks[state].icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (icon), looks[state].style);
}

/** matoi_service_look_new_icon: see the header. */
GtkWidget *
matoi_service_look_new_icon (void)
{
  return g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

/** matoi_service_look_show_place: see the header. */
void
matoi_service_look_show_place (GtkLabel *label, MatoiSecretPlace place)
{
  static const char *const words[] = {
    [MATOI_SECRET_NONE] = NULL,
    [MATOI_SECRET_GIVEN] = N_ ("In the Environment"),
    [MATOI_SECRET_THIS_RUN] = N_ ("For This Run"),
    [MATOI_SECRET_STORED] = N_ ("Stored"),
  };

  gtk_label_set_text (label, words[place] ? _ (words[place]) : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words[place] != NULL);
}
