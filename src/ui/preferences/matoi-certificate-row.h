/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The file with the certificates of a private authority, chosen from the disk. */
#define MATOI_TYPE_CERTIFICATE_ROW (matoi_certificate_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCertificateRow,
                      matoi_certificate_row,
                      MATOI,
                      CERTIFICATE_ROW,
                      AdwActionRow)

MatoiCertificateRow *matoi_certificate_row_new (void);
void matoi_certificate_row_set_path (MatoiCertificateRow *self, const char *path_or_null);
const char *matoi_certificate_row_get_path (MatoiCertificateRow *self); /* (nullable) */

G_END_DECLS
