/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-link.h"

#include <glib/gi18n-lib.h>

#include "matoi-errands.h"
#include "matoi-pagerduty-duty.h"
#include "matoi-pagerduty-op.h"

#define PROBE_MS 15000
#define DUTY_MS  (5 * 60 * 1000)
/* While somebody has still to answer: 12 of the 960 calls a minute for each page. */
#define WATCH_MS 5000

struct _MatoiPagerdutyLink
{
  MatoiLink parent_instance;
  MatoiPagerdutyTools tools;
  MatoiErrands *errands;
  guint duty, watch;          /* timers */
  gboolean on_duty, watching; /* under way */
  gboolean watch_again;
  guint haste;
};

G_DEFINE_FINAL_TYPE (MatoiPagerdutyLink, matoi_pagerduty_link, MATOI_TYPE_LINK)

/* --- whether it is there, and takes our key */

static void read_duty (MatoiPagerdutyLink *self);
static void read_answers (MatoiPagerdutyLink *self);

static void
drop_timers (MatoiPagerdutyLink *self)
{
  matoi_link_ask_in (MATOI_LINK (self), -1);
  g_clear_handle_id (&self->duty, g_source_remove);
  g_clear_handle_id (&self->watch, g_source_remove);
}

static void
try_later (MatoiPagerdutyLink *self, const char *why, gint64 pause)
{
  drop_timers (self);
  matoi_link_ask_in (MATOI_LINK (self), MAX (pause, PROBE_MS) / self->haste);
  matoi_link_set_state (
    MATOI_LINK (self), MATOI_LINK_OFFLINE,
    /* Translators: %s is a whole sentence, such as “The server cannot be found.” */
    g_strdup_printf (_ ("PagerDuty is not reached: call by phone. %s"), why));
}

static void
refuse (MatoiPagerdutyLink *self, const char *why)
{
  drop_timers (self);
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_REFUSED, g_strdup (why));
}

static void
take_answer (MatoiPagerdutyLink *self, const MatoiPagerdutyAnswer *answer)
{
  if (answer->outcome == MATOI_PAGERDUTY_AUTH || answer->outcome == MATOI_PAGERDUTY_SCOPE)
    refuse (self, answer->text);
  else if (answer->outcome != MATOI_PAGERDUTY_OK)
    try_later (self, answer->text, answer->retry_after);
  else
    {
      matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_ONLINE,
                            g_strdup (
                              _ ("Connected to PagerDuty. It calls people only when somebody pages "
                              "them.")));
      matoi_errands_start (self->errands);
      read_duty (self);
      read_answers (self);
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPagerdutyLink) self = user_data;
  g_autoptr (MatoiPagerdutyAnswer) answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, NULL);

  if (matoi_link_end_ask (MATOI_LINK (self)) && answer != NULL)
    take_answer (self, answer);
}

static gboolean
matoi_pagerduty_link_ask (MatoiLink *link)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (link);

  matoi_pagerduty_get_abilities (self->tools.client, matoi_link_get_cancellable (MATOI_LINK (self)),
                                 on_answer, g_object_ref (self));
  return TRUE;
}

static void
on_trouble (MatoiPagerdutyLink *self, MatoiErrand *errand)
{
  if (errand->dead != NULL)
    refuse (self, errand->dead);
  else
    try_later (self, matoi_pagerduty_outcome_text (MATOI_PAGERDUTY_NOT_DONE, 0), 0);
}

/* --- who is on call */

static gboolean
on_duty_time (gpointer user_data)
{
  MatoiPagerdutyLink *self = user_data;

  self->duty = 0;
  read_duty (self);
  return G_SOURCE_REMOVE;
}

static void
on_duty_read (gboolean done, const MatoiPagerdutyAnswer *answer, gpointer user_data)
{
  g_autoptr (MatoiPagerdutyLink) self = user_data;

  self->on_duty = FALSE;
  if (matoi_link_is_over (MATOI_LINK (self)) ||
      matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
    return;
  g_clear_handle_id (&self->duty, g_source_remove);
  if (!done && answer != NULL && answer->outcome == MATOI_PAGERDUTY_AUTH)
    refuse (self, answer->text);
  else if (!done && answer != NULL && answer->unreached)
    try_later (self, answer->text, 0);
  else
    self->duty = g_timeout_add (MAX (DUTY_MS / self->haste, 1), on_duty_time, self);
  matoi_link_changed (MATOI_LINK (self));
}

static void
read_duty (MatoiPagerdutyLink *self)
{
  if (self->on_duty || matoi_link_is_over (MATOI_LINK (self)))
    return;
  self->on_duty = TRUE;
  matoi_pagerduty_duty_read (self->tools.desk, self->tools.client,
                             matoi_link_get_cancellable (MATOI_LINK (self)), on_duty_read,
                             g_object_ref (self));
}

/* --- who has answered */

static gboolean
on_watch_time (gpointer user_data)
{
  MatoiPagerdutyLink *self = user_data;

  self->watch = 0;
  read_answers (self);
  return G_SOURCE_REMOVE;
}

static void
on_answers_read (guint n_open, gpointer user_data)
{
  g_autoptr (MatoiPagerdutyLink) self = user_data;
  gboolean again = self->watch_again;

  self->watching = self->watch_again = FALSE;
  if (matoi_link_is_over (MATOI_LINK (self)) ||
      matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
    return;
  if (again)
    read_answers (self);
  else if (n_open > 0 && self->watch == 0)
    self->watch = g_timeout_add (MAX (WATCH_MS / self->haste, 1), on_watch_time, self);
  matoi_link_changed (MATOI_LINK (self));
}

static void
read_answers (MatoiPagerdutyLink *self)
{
  self->watch_again = self->watching;
  if (self->watching || matoi_link_is_over (MATOI_LINK (self)))
    return;
  self->watching = TRUE;
  g_clear_handle_id (&self->watch, g_source_remove);
  matoi_pagerduty_watch_read (self->tools.desk, self->tools.client,
                              matoi_link_get_cancellable (MATOI_LINK (self)), on_answers_read,
                              g_object_ref (self));
}

static void
on_idle (MatoiPagerdutyLink *self)
{
  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_ONLINE)
    read_answers (self);
}

/* --- as a link: see matoi-link.h */

static void
matoi_pagerduty_link_stop (MatoiLink *link)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (link);

  drop_timers (self);
  if (self->errands != NULL)
    matoi_errands_stop (self->errands);
}

static void
matoi_pagerduty_link_hurry (MatoiLink *link)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (link);

  matoi_errands_hurry (self->errands);
}

static void
matoi_pagerduty_link_wake (MatoiLink *link)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (link);

  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_OFFLINE)
    matoi_link_ask (link);
  if (matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
    return;
  read_duty (self);
  read_answers (self);
  matoi_errands_hurry (self->errands);
}

/* That somebody has not answered yet keeps nobody waiting. */
static gboolean
matoi_pagerduty_link_is_quiet (MatoiLink *link)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (link);

  return !self->on_duty && !self->watching && !matoi_errands_is_busy (self->errands);
}

static void
matoi_pagerduty_link_dispose (GObject *object)
{
  MatoiPagerdutyLink *self = MATOI_PAGERDUTY_LINK (object);

  matoi_pagerduty_link_stop (MATOI_LINK (self));
  g_clear_object (&self->errands);
  g_clear_object (&self->tools.client);
  g_clear_object (&self->tools.desk);
  G_OBJECT_CLASS (matoi_pagerduty_link_parent_class)->dispose (object);
}

static void
matoi_pagerduty_link_class_init (MatoiPagerdutyLinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_pagerduty_link_dispose;
  MATOI_LINK_CLASS (class)->ask = matoi_pagerduty_link_ask;
  MATOI_LINK_CLASS (class)->stop = matoi_pagerduty_link_stop;
  MATOI_LINK_CLASS (class)->hurry = matoi_pagerduty_link_hurry;
  MATOI_LINK_CLASS (class)->wake = matoi_pagerduty_link_wake;
  MATOI_LINK_CLASS (class)->is_quiet = matoi_pagerduty_link_is_quiet;
}

static void
matoi_pagerduty_link_init (MatoiPagerdutyLink *self)
{
  self->haste = 1;
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_CONNECTING,
                        g_strdup (_ ("Connecting to PagerDuty…")));
}

/** matoi_pagerduty_link_set_haste: see the header; before it is started. */
void
matoi_pagerduty_link_set_haste (MatoiPagerdutyLink *self, guint factor)
{
  g_return_if_fail (MATOI_IS_PAGERDUTY_LINK (self) && factor > 0);

  self->haste = factor;
  matoi_errands_set_haste (self->errands, factor);
}

/**
 * matoi_pagerduty_link_new:
 * @token: an API key
 *
 * Returns: (transfer full): a connection that was not started yet
 */
MatoiLink *
matoi_pagerduty_link_new (MatoiDesk *desk, const char *token)
{
  static const guint look_ms[] = { 2000, 5000, 15000 };
  static const MatoiErrandsKind kind = {
    .lanes = "pagerduty/",
    .max_batch = 1,
    .max_looks = G_N_ELEMENTS (look_ms),
    .look_ms = look_ms,
    /* Nobody is called a second time without a person who wants it. */
    .again = FALSE,
    .run_async = matoi_pagerduty_op_run_async,
    .run_finish = matoi_pagerduty_op_run_finish,
  };
  MatoiPagerdutyLink *self = g_object_new (MATOI_TYPE_PAGERDUTY_LINK, NULL);
  const char *from = matoi_desk_get_setting (desk, "pagerduty.from");
  g_autoptr (MatoiHttp) http = matoi_http_new ();

  self->tools.desk = g_object_ref (desk);
  self->tools.client =
    matoi_pagerduty_client_new (http, matoi_desk_get_setting (desk, "pagerduty.base-url"),
                                from != NULL ? from : "", token);
  self->errands = matoi_errands_new (desk, &kind, &self->tools);
  g_signal_connect_object (self->errands, "trouble", G_CALLBACK (on_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->errands, "idle", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  return MATOI_LINK (self);
}
