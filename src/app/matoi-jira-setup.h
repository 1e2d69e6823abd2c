/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-service-setup.h"

G_BEGIN_DECLS

/* A test of JIRA, MatoiServiceSetup of "jira" or "jira2": matoi_service_setup_new (context, "jira").
 * Reads the settings base-url, email (Cloud only), ca-file, project, type, priorities, fields; finds
 * base-url (as it is written properly) and flavour ("cloud" or "server").
 * Lines: address site token projects project type fields priorities storage.
 * Lists: "projects" (id: the key), "types" (of the project; no subtasks), "priorities" (the highest
 * first), "fields" (of the create screen: what it requires and Matoi does not fill by itself). */

G_END_DECLS
