/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document.h"

G_BEGIN_DECLS

/* @document as "markdown", "html", "pdf", "pdf-a4" or "pdf-letter"; in any thread, one at a time.
 * MATOI_ERROR_INPUT for another format, _STORAGE if a PDF could not be made. (transfer full) */
GBytes *matoi_document_format (const MatoiDocument *document, const char *format, GError **error);

G_END_DECLS
