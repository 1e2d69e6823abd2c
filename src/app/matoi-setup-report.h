/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a test of the connection to a service found, for people: lines that say what works and what
 * does not, and what there is to choose from. One kind of report for every service. */

typedef enum
{
  MATOI_SETUP_OK,
  MATOI_SETUP_WARN, /* works, but not everything */
  MATOI_SETUP_FAIL, /* does not work */
} MatoiSetupState;

typedef struct
{
  const char *id; /* "token", "storage" … : see the header of each service */
  MatoiSetupState state;
  char *title, *text;
  char *fix; /* (nullable): what to do about it, translated */
} MatoiSetupLine;

/* Something of the service to choose: texts are the service's, untranslated. */
typedef struct
{
  char *id;   /* what a setting holds: the key of a project, the id of anything else */
  char *name; /* what people read */
  char *more; /* (nullable) in small letters below it, such as a mail address */
  /* --- of a field of a create screen */
  gboolean required;  /* the service asks for it and has no value of its own */
  gboolean unfit;     /* Matoi does not know how to fill it */
  GPtrArray *choices; /* of MatoiSetupChoice; empty: whatever is typed */
} MatoiSetupChoice;

typedef struct
{
  gboolean works;    /* the token is accepted, and of the right place */
  gboolean saved;    /* and kept: see matoi_service_setup_save_async () */
  char *title;       /* (nullable) how the place calls itself: workspace, site, account, page */
  GPtrArray *lines;  /* of MatoiSetupLine */
  GHashTable *found; /* char * → char *: settings (without "ID.") that the test found out and
                        that are stored with those that were given; "": none */
  GHashTable *lists; /* char * → GPtrArray of MatoiSetupChoice */
} MatoiSetupReport;

MatoiSetupReport *matoi_setup_report_new (void);
void matoi_setup_report_free (MatoiSetupReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSetupReport, matoi_setup_report_free)
/* @id must live on; @fix is nullable. */
void matoi_setup_report_add (MatoiSetupReport *report,
                             const char *id,
                             MatoiSetupState state,
                             const char *title,
                             const char *text,
                             const char *fix_or_null);
MatoiSetupState matoi_setup_report_get_state (const MatoiSetupReport *report);
/* (nullable): of the settings that were found out, without "ID." */
const char *matoi_setup_report_get_found (const MatoiSetupReport *report, const char *key);
void matoi_setup_report_set_found (MatoiSetupReport *report, const char *key, const char *value);
/* (transfer none) of MatoiSetupChoice; empty: none, or not known. */
GPtrArray *matoi_setup_report_get_list (const MatoiSetupReport *report, const char *name);
/* The new one belongs to the list @name. */
MatoiSetupChoice *matoi_setup_report_add_choice (MatoiSetupReport *report,
                                                 const char *list,
                                                 const char *id,
                                                 const char *name);
/* (nullable) (transfer none) */
MatoiSetupChoice *matoi_setup_report_find_choice (const MatoiSetupReport *report,
                                                  const char *list,
                                                  const char *id_or_null);
MatoiSetupChoice *matoi_setup_choice_new (const char *id, const char *name);

G_END_DECLS
