/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-adapter.h"
#include "matoi-certificate-row.h"
#include "matoi-pick-row.h"
#include "matoi-service-form.h"
#include "matoi-service-setup.h"

G_BEGIN_DECLS

/* Internal to the form of a service. */

#define MATOI_SERVICE_MAX_FIELDS 3

/* What a service asks for; its main setting comes first. */
typedef struct
{
  const char *id, *name;
  const char *off; /* that nothing is missing without it; untranslated, as all of them */
  const char *token;
  struct
  {
    const char *key, *title;
    GtkInputPurpose purpose;
  } fields[MATOI_SERVICE_MAX_FIELDS];
  gboolean has_flavour; /* two kinds, and certificates of its own */
  gboolean has_page;
} MatoiServiceFormKind;

struct _MatoiServiceForm
{
  AdwPreferencesGroup parent_instance;
  const MatoiServiceFormKind *kind;
  AdwActionRow *state, *flavour; /* @flavour: (nullable) */
  GtkImage *icon;
  AdwEntryRow *fields[MATOI_SERVICE_MAX_FIELDS]; /* (nullable) */
  AdwEntryRow *token;
  GtkLabel *place;
  MatoiCertificateRow *certificate; /* (nullable) */
  MatoiPickRow *page;               /* (nullable) */
  GtkSpinner *spinner;
  GtkWidget *disconnect;

  MatoiContext *context;
  MatoiServiceSetup *setup;
  MatoiAdapter *service;    /* (nullable) */
  MatoiSetupResult *result; /* (unowned) on the same page */
  MatoiSetupReport *report; /* (nullable) of the last test that worked */
  GCancellable *cancellable;
};

/* Shows what is stored, and what @self->report found. */
void matoi_service_form_show (MatoiServiceForm *self);
/* Takes @report, of a test that worked. */
void matoi_service_form_take (MatoiServiceForm *self, MatoiSetupReport *report);
/* Actions of the class: "service.test" and "service.connect"; "service.disconnect". */
void matoi_service_form_try (GtkWidget *widget, const char *action, GVariant *parameter);
void matoi_service_form_disconnect (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
