/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id, *name, *definition;
} metrics[MATOI_N_METRICS] = {
  [MATOI_METRIC_INCIDENTS] = { "incidents", N_ ("Incidents"),
                               N_ ("Incidents by the day they were declared and by their final "
                                   "severity, or the worst one while none is final. Drills and "
                                   "false alarms are not counted.") },
  [MATOI_METRIC_FALSE_ALARMS] = { "false-alarms", N_ ("False alarms"),
                                  N_ ("Incidents that ended as a false alarm. They are in no other "
                                      "figure but the load of the commanders.") },
  [MATOI_METRIC_DETECT] = { "time-to-detect", N_ ("Time to detect"),
                            N_ ("From the start of the effect until somebody or something noticed. "
                                "Zero where it was noticed before it had an effect.") },
  [MATOI_METRIC_DECLARE] = { "time-to-declare", N_ ("Time to declare"),
                             N_ (
                               "From the detection until the incident was declared, which is when "
                               "the response began (MTTA). Zero where it was declared first; not known "
                               "of an import that has no declaration of its own.") },
  [MATOI_METRIC_MITIGATE] = { "time-to-mitigate", N_ ("Time to mitigate"),
                              N_ ("From the detection, or the declaration where no detection is "
                                  "recorded, until the main effect was gone.") },
  [MATOI_METRIC_RESOLVE] = { "time-to-resolve", N_ ("Time to resolve"),
                             N_ ("From the detection, or the declaration where no detection is "
                                 "recorded, until the incident was ended (MTTR).") },
  [MATOI_METRIC_IN_SEVERITY] = { "time-in-severity", N_ ("Minutes in each severity"),
                                 N_ ("How long incidents stood at each severity from their "
                                     "declaration to their end, or until now. An incident that "
                                     "changed is in each of its severities for its time there.") },
  [MATOI_METRIC_QUIET] = { "time-without-major", N_ ("Time without a major incident"),
                           N_ ("The longest time in which no major incident was running, and the "
                               "time since the last one ended.") },
  [MATOI_METRIC_WEEKDAYS] = { "weekdays", N_ ("When incidents are declared"),
                              N_ ("Declarations by weekday and hour, in the time zone of the "
                                  "organization.") },
  [MATOI_METRIC_SERVICES] = { "services", N_ ("Most affected services"),
                              N_ ("Incidents that name the service. One with several services is "
                                  "counted for each of them.") },
  [MATOI_METRIC_CAUSES] = { "causes", N_ ("Contributing factors"),
                            N_ ("Incidents whose postmortem names the factor. Factors are the same "
                                "if they differ only in case and width.") },
  [MATOI_METRIC_EXECUTIVES] = { "executive-updates", N_ ("Executive updates on time"),
                                N_ ("How often the executives got an update by the time the clock "
                                    "of the process asked for one. A clock that ran out without an "
                                    "update counts once, until there is one.") },
  [MATOI_METRIC_PUBLIC] = { "public-updates", N_ ("Public updates on time"),
                            N_ ("How often a public post went out by the time the clock of the "
                                "process asked for one. A clock that ran out without a post counts "
                                "once, until there is one.") },
  [MATOI_METRIC_MEETINGS] = { "meetings", N_ ("Meetings held on time"),
                              N_ ("Postmortems whose meeting was held by the deadline of the "
                                  "process, such as 3 days after a SEV-1 and 5 business days after "
                                  "a SEV-2.") },
  [MATOI_METRIC_POSTMORTEMS] = { "postmortems", N_ ("Postmortems done on time"),
                                 N_ (
                                   "Postmortems that were reviewed and agreed on by the deadline of the "
                                   "process. One that was waived is not counted.") },
  [MATOI_METRIC_ACTIONS] = { "actions", N_ ("Action items done on time"),
                             N_ ("Action items with a deadline, such as 15 days after a SEV-1 and "
                                 "30 days after a SEV-2, that were done by that day. What will not "
                                 "be done is not counted.") },
  [MATOI_METRIC_OPEN_ACTIONS] = { "open-actions", N_ ("Open action items"),
                                  N_ (
                                    "Action items with a deadline that are still to be done, also "
                                    "of incidents before the period.") },
  [MATOI_METRIC_LOAD] = { "load", N_ ("Load of the commanders"),
                          N_ ("Hours in the role of Incident Commander, and how many of them fell "
                              "outside Monday to Friday, 9:00 to 18:00, or on a holiday. Rotations "
                              "are numbered by who led first; nobody is named or ranked.") },
};

/** matoi_metric_get_id: see the header. */
const char *
matoi_metric_get_id (MatoiMetric metric)
{
  g_return_val_if_fail (metric < MATOI_N_METRICS, "");

  return metrics[metric].id;
}

/** matoi_metric_from_id: -1: there is none. */
int
matoi_metric_from_id (const char *id)
{
  for (int i = 0; i < MATOI_N_METRICS; i++)
    if (strcmp (metrics[i].id, id) == 0)
      return i;
  return -1;
}

/** matoi_metric_get_name: (transfer none): translated. */
const char *
matoi_metric_get_name (MatoiMetric metric)
{
  g_return_val_if_fail (metric < MATOI_N_METRICS, "");

  return _(metrics[metric].name);
}

/** matoi_metric_dup_definition: (transfer full): how it is counted, translated. */
char *
matoi_metric_dup_definition (MatoiMetric metric)
{
  g_return_val_if_fail (metric < MATOI_N_METRICS, NULL);

  return g_strdup (_(metrics[metric].definition));
}
