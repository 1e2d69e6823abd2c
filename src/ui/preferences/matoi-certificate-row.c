/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-certificate-row.h"

#include <glib/gi18n-lib.h>

struct _MatoiCertificateRow
{
  AdwActionRow parent_instance;
  char *path; /* (nullable) */
  GtkWidget *clear;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (MatoiCertificateRow, matoi_certificate_row, ADW_TYPE_ACTION_ROW)

/** matoi_certificate_row_set_path: see the header. */
void
matoi_certificate_row_set_path (MatoiCertificateRow *self, const char *path)
{
  char *copy = g_strdup (path);

  g_return_if_fail (MATOI_IS_CERTIFICATE_ROW (self));

  g_free (self->path);
  self->path = copy;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               path ? path : _ ("None: those of this computer count."));
  gtk_widget_set_visible (self->clear, path != NULL);
}

/** matoi_certificate_row_get_path: (nullable) (transfer none) */
const char *
matoi_certificate_row_get_path (MatoiCertificateRow *self)
{
  g_return_val_if_fail (MATOI_IS_CERTIFICATE_ROW (self), NULL);

  return self->path;
}

static void
on_response (MatoiCertificateRow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));

  if (response == GTK_RESPONSE_ACCEPT && file && g_file_peek_path (file))
    matoi_certificate_row_set_path (self, g_file_peek_path (file));
  g_clear_object (&self->chooser);
}

static void
on_choose (MatoiCertificateRow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser =
    gtk_file_chooser_native_new (_ ("Certificates of a Private Authority"),
                                    GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Certificates (PEM)"));
  gtk_file_filter_add_suffix (filter, "pem");
  gtk_file_filter_add_suffix (filter, "crt");
  gtk_file_filter_add_suffix (filter, "cer");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_response), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_clear (MatoiCertificateRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  matoi_certificate_row_set_path (self, NULL);
}

static void
matoi_certificate_row_dispose (GObject *object)
{
  g_clear_object (&MATOI_CERTIFICATE_ROW (object)->chooser);
  G_OBJECT_CLASS (matoi_certificate_row_parent_class)->dispose (object);
}

static void
matoi_certificate_row_finalize (GObject *object)
{
  g_free (MATOI_CERTIFICATE_ROW (object)->path);
  G_OBJECT_CLASS (matoi_certificate_row_parent_class)->finalize (object);
}

static void
matoi_certificate_row_class_init (MatoiCertificateRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_certificate_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_certificate_row_finalize;
}

static void
matoi_certificate_row_init (MatoiCertificateRow *self)
{
  GtkWidget *choose = gtk_button_new_with_mnemonic (_ ("Ch_oose…"));

  self->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->clear, "flat");
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->clear, _ ("Use Those of This Computer"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Use Those of This Computer"), -1);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_choose), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (on_clear), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 _ ("Certificates of a Private Authority"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->clear);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), choose);
  matoi_certificate_row_set_path (self, NULL);
}

/** matoi_certificate_row_new: no file is chosen. */
MatoiCertificateRow *
matoi_certificate_row_new (void)
{
  return g_object_new (MATOI_TYPE_CERTIFICATE_ROW, NULL);
}
