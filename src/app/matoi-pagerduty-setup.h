/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-service-setup.h"

G_BEGIN_DECLS

/* A test of PagerDuty: matoi_service_setup_new (context, "pagerduty"). Reads the settings base-url,
 * from, service, policy, trainees, services, subscribers.
 * Lines: token plan from service policy trainees subscribers storage.
 * Lists: "services", "policies", "users" (more: the mail address), "teams". */

G_END_DECLS
