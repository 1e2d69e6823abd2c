/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document-page.h"
#include "matoi-postmortem-view.h"
#include "matoi-postmortem.h"
#include "rig.h"

G_BEGIN_DECLS

/* The incident of the fixture is over: it gets its postmortem. */
void pm_end (Fixture *fixture, const char *outcome);

/* --- all of it, in the window of the fixture */

/* (nullable) */
MatoiPostmortemView *pm_get_view (Fixture *fixture);
gboolean pm_is_open (Fixture *fixture);
/* (nullable): as it is shown */
const MatoiIncident *pm_get_incident (Fixture *fixture);
const MatoiPostmortem *pm_get_postmortem (Fixture *fixture);
gboolean pm_is_in (Fixture *fixture, const char *state);
void pm_assert_on_disk (Fixture *fixture, const char *state);

/* --- one page of it, in a window of its own */

typedef struct
{
  MatoiSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Document;

/* @section (nullable): what a page of a document shows. */
void document_open (Fixture *fixture, Document *document, GtkWidget *page, const char *section);
void document_close (Document *document);
const MatoiIncident *document_get_incident (Document *document);
/* By its id or else its name. */
GtkWidget *document_get (Document *document, const char *id);
const char *document_get_label (Document *document, const char *id);
gboolean document_says (Document *document, const char *id, const char *text);
gboolean document_is_shown (Document *document, const char *id);
gboolean document_has_keyboard (Document *document, const char *id);
void document_focus (Document *document, GtkWidget *widget);
/* Types at the cursor of whatever has the keyboard. */
gboolean document_is_typing (Document *document);
void document_type (Document *document, const char *text);
void document_type_into (Document *document, const char *id, const char *text);
void document_enter (Document *document);
/* A button, as by Space. */
void document_push (Document *document, const char *id);

G_END_DECLS
