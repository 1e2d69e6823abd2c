/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the caller has to do about it; the values below are also the exit
 * statuses of matoictl. */
typedef enum
{
  MATOI_ERROR_RULE = 1,      /* refused by a rule of the process; see the reasons */
  MATOI_ERROR_INPUT = 2,     /* bad usage or bad input */
  MATOI_ERROR_STORAGE = 3,   /* full, read-only, damaged, newer version, locked */
  MATOI_ERROR_SERVICE = 4,   /* Slack, JIRA, the Secret Service … */
  MATOI_ERROR_NOT_FOUND = 5, /* no such incident, entry, ask … */
} MatoiErrorCode;

#define MATOI_ERROR (matoi_error_quark ())
GQuark matoi_error_quark (void);

/* One reason why a rule said no: what is missing and how to mend it. */
typedef struct
{
  char *id;   /* stable, such as "end.open-asks" or "IC-04" */
  char *text; /* for people, translated */
  char *fix;  /* what to do next, translated; never NULL */
  gboolean hard;
} MatoiReason;

MatoiReason *matoi_reason_new (const char *id, const char *text, const char *fix, gboolean hard);
MatoiReason *matoi_reason_copy (const MatoiReason *reason);
void matoi_reason_free (MatoiReason *reason);

void matoi_error_take_reasons (GError **error, GPtrArray *reasons);
GPtrArray *matoi_error_get_reasons (const GError *error);
gboolean matoi_refuse (GError **error, const char *id, const char *text, const char *fix);

G_END_DECLS
