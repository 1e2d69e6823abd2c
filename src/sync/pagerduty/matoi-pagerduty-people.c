/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-pagerduty-op.h"

/* Whom a page is to reach. */

/* Each once; who is on call as a trainee, too, is called as what comes first. */
static void
add_person (MatoiPagerdutyOp *op, MatoiPagerdutyPerson *person)
{
  for (guint i = 0; i < op->people->len; i++)
    if (strcmp (((MatoiPagerdutyPerson *) g_ptr_array_index (op->people, i))->id, person->id) == 0)
      {
        matoi_pagerduty_person_free (person);
        return;
      }
  g_ptr_array_add (op->people, person);
}

void
matoi_pagerduty_op_take_oncalls (MatoiPagerdutyOp *op, GPtrArray *items)
{
  gint64 levels = matoi_json_get_int (op->errand->payload, "levels", 1);

  for (gint64 level = 1; level <= levels + 1; level++)
    for (guint i = 0; i < items->len; i++)
      {
        MatoiPagerdutyOncall *oncall = matoi_pagerduty_oncall_new (g_ptr_array_index (items, i));
        gboolean trains =
          oncall != NULL &&
          g_strcmp0 (oncall->policy, matoi_json_get_string (op->errand->payload, "trainees")) ==
            0 &&
          g_strcmp0 (oncall->policy, matoi_json_get_string (op->errand->payload, "policy")) != 0;

        /* The trainees come last, and only those who are first in line. */
        if (oncall != NULL && (trains ? level > levels && oncall->level == 1
                                      : level <= levels && oncall->level == level))
          add_person (op, g_steal_pointer (&oncall->person));
        if (oncall != NULL && oncall->person == NULL)
          oncall->person = g_new0 (MatoiPagerdutyPerson, 1);
        g_clear_pointer (&oncall, matoi_pagerduty_oncall_free);
      }
}

static gboolean
is_meant (JsonObject *user, const char *wanted)
{
  const char *name = matoi_json_get_string (user, "name");
  const char *mail = matoi_json_get_string (user, "email");

  return (name != NULL && g_utf8_collate (name, wanted) == 0) ||
         (mail != NULL && g_ascii_strcasecmp (mail, wanted) == 0);
}

void
matoi_pagerduty_op_take_user (MatoiPagerdutyOp *op, GPtrArray *items)
{
  JsonObject *user = items->len == 1 ? g_ptr_array_index (items, 0) : NULL;
  MatoiPagerdutyPerson *person;

  for (guint i = 0; i < items->len; i++)
    if (is_meant (g_ptr_array_index (items, i),
                  matoi_json_get_string (op->errand->payload, "person")))
      user = g_ptr_array_index (items, i);
  person = matoi_pagerduty_person_new (user);
  if (person != NULL)
    add_person (op, person);
}
