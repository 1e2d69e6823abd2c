/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-decide.h"

G_BEGIN_DECLS

/* The postmortem of one incident (§12): a part of its folded state, made of events of its own
 * log. Read-only outside matoi-fold-*.c. */

/* The longest text of one section; it travels in one event. */
#define MATOI_SECTION_MAX_BYTES (240 * 1024)
/* How long a meeting is that nobody gave a length (MTG-08). */
#define MATOI_MEETING_MINUTES 30

/* A sentence that two people changed, each in another way. */
typedef struct
{
  GStrv sentences;  /* what either made of it and the other did not; all stand in the text */
  gboolean settled; /* somebody said that the text is right with them */
} MatoiClash;

/* One saved text of a section, and the ones it was typed on. */
typedef struct
{
  MatoiId id;
  const char *text;   /* (owned by event) */
  GPtrArray *parents; /* of MatoiSectionVersion (not owned) */
  MatoiEvent *event;
  gboolean settled;   /* its author says that it is right as it stands */
  GPtrArray *clashes; /* (nullable) of MatoiClash (not owned); see matoi-section-clash.c */
} MatoiSectionVersion;

typedef struct
{
  char *id;
  char *assignee;      /* (nullable) who writes it (PM-05) */
  GPtrArray *versions; /* of MatoiSectionVersion, in id order */
  GPtrArray
    *heads;     /* of MatoiSectionVersion (not owned), in id order: nothing is typed on these yet */
  char *merged; /* see matoi_section_get_text () */
  GPtrArray *clashes, *open; /* of MatoiClash: every one; (nullable) those of the heads */
  guint n_looked_at;         /* so many versions have their clashes */
} MatoiSection;

/* What the document tells of a captured entry, or a row of its own (§8). */
typedef struct
{
  MatoiId id;
  gboolean has_entry;
  MatoiId entry;
  gboolean told, learned_later;
  char *text;          /* (nullable) instead of the words of the entry */
  char *anchor;        /* (nullable) factor-began page public key-action impact-ended */
  GPtrArray *evidence; /* of MatoiEvidence, besides those of the entry */
  char *none_reason;   /* (nullable) why there is no evidence */
  gint64 occurred_at;  /* MATOI_TIME_NONE: as the entry */
} MatoiRow;

/* A line of the timeline as the document tells it; see matoi_postmortem_dup_timeline (). */
typedef struct
{
  const MatoiEntry *entry; /* (nullable) */
  const MatoiRow *row;     /* (nullable) */
  gint64 occurred_at;
  char *text;
  gboolean told, sourced, learned_later; /* sourced: has evidence, or a reason for none (TML-03) */
  const char *anchor;                    /* (nullable) set, or plain from what the entry is */
} MatoiLine;

typedef struct
{
  char *row, *value, *unknown_reason; /* one of the last two is NULL */
  char *url;                          /* (nullable) where the number can be seen */
} MatoiImpact;

typedef struct
{
  MatoiId id;
  char *what, *why;
  GPtrArray *evidence; /* of MatoiEvidence */
  gboolean removed;
} MatoiFactor;

typedef struct
{
  MatoiId id;
  char *side;          /* well badly lucky */
  char *text, *waiver; /* waiver (nullable) */
  gboolean has_action, removed;
  MatoiId action;
} MatoiLearned;

typedef struct
{
  char *role, *person, *none_reason; /* one of the last two is NULL */
} MatoiResponder;

typedef struct
{
  char *person;
  char *reason; /* (nullable) why invited, or why a required one need not come */
  gboolean required;
} MatoiInvitee;

typedef struct
{
  MatoiId id;
  char *section; /* (nullable) the whole document */
  char *text, *author;
  char *resolved_by; /* (nullable) */
  gint64 at, resolved_at;
} MatoiComment;

typedef struct
{
  MatoiId id;
  char *text, *author;
} MatoiParked;

typedef struct
{
  char *section, *text; /* each (nullable): every section; all that the rule finds */
  char *rule, *author;
} MatoiDismissal;

typedef struct
{
  gint64 at, minutes;  /* at MATOI_TIME_NONE: not set */
  char *calendar;      /* (nullable) */
  GPtrArray *invitees; /* of MatoiInvitee */
  char *link;          /* (nullable) of the document for review */
  gint64 link_at;
  gint64 held_at, held_minutes; /* held_at MATOI_TIME_NONE: not held */
  GPtrArray *attended;          /* of char * */
  char *agreed_by;              /* (nullable) */
  gint64 agreed_at;
  GPtrArray *parked; /* of MatoiParked */
} MatoiMeeting;

typedef struct
{
  char *state; /* (nullable) none draft approved posted; NULL: not decided yet */
  char *summary, *happened, *doing; /* each "" when not written */
  char *approved_by, *url;          /* each (nullable) */
  gboolean asked;                   /* Matoi is to publish it */
  gint64 posted_at;
} MatoiExternal;

/* A picture that is kept in the record; texts name it as matoi-picture-ref.h says. */
typedef struct
{
  MatoiId id;
  char *hash, *type;          /* SHA-256 in hexadecimal digits; image/png or image/jpeg */
  gint64 width, height, size; /* in pixels, and bytes */
} MatoiAttachment;

/* How a ticket of the steps stands at its site, as far as that was asked. */
typedef struct
{
  char *status, *category, *assignee; /* each (nullable): as of MatoiAction */
  gint64 updated; /* ms UTC, by the clock of the site; MATOI_TIME_NONE: it was not asked yet */
  gboolean gone;
} MatoiStepProgress;

/* ACT-11: a step of the process that is a ticket below that of the postmortem. */
typedef struct
{
  char *step, *key; /* step: as in MatoiStepDraft */
  char *url, *id;   /* each (nullable) */
  MatoiStepProgress progress;
  gboolean listed; /* the project has no sub-tasks: @key is the parent, which lists it */
} MatoiStepTicket;

typedef struct
{
  gint64 asked_at;             /* MATOI_TIME_NONE: never */
  JsonObject *draft;           /* (nullable) what was asked for, see matoi-steps.h */
  char *key, *url, *site, *id; /* (nullable) each, of the parent */
  MatoiStepProgress progress;  /* of the parent */
  GPtrArray *tickets;          /* of MatoiStepTicket */
} MatoiStepsTicket;

typedef struct _MatoiPostmortem
{
  char *state;                   /* draft in-review reviewed closed waived */
  char *owner, *form, *template; /* form: full short */
  char *waiver;                  /* (nullable) the reason */
  gint64 created_at, due_at;     /* due_at MATOI_TIME_NONE: no deadline */
  gint64 closed_at;
  char *due_reason; /* (nullable) why it was moved */
  GPtrArray *sections, *rows, *impacts, *factors, *learned, *responders, *comments, *dismissals;
  GPtrArray *pictures;              /* of MatoiAttachment */
  GHashTable *ticks;                /* set of "list/item" */
  char *recording, *recording_none; /* each (nullable): a link, or why there is none */
  MatoiMeeting meeting;
  MatoiExternal message;
  MatoiStepsTicket steps;
  gint64 done_mail_at, internal_mail_at; /* COM-15: MATOI_TIME_NONE: not sent */
} MatoiPostmortem;

/* How a ticket stood at its site from @at on. */
typedef struct
{
  gint64 at;                                                 /* ms UTC */
  char *key, *status, *category, *assignee, *due, *priority; /* each (nullable) */
  gboolean gone; /* it is not there any more, or may not be seen */
} MatoiTicketChange;

/* §12.6; they are the incident's, and outlive the document. */
typedef struct
{
  MatoiId id;
  gint64 seq;
  guint number;                        /* 1, 2 …: “AI-3”; never the same for another */
  char *text, *priority, *kind;        /* kind: prevent mitigate process detect */
  char *owner_team, *from;             /* each (nullable) from: the TODO or lesson it came from */
  char *due_on;                        /* (nullable) YYYY-MM-DD */
  char *key, *url, *status, *category; /* each (nullable) of the ticket; category: new
                                          indeterminate done */
  char *site;                          /* (nullable) where it is: "jira", "jira2" */
  char *remote_id;                     /* (nullable) what the site calls it; stays when it moves */
  char *assignee, *ticket_due, *ticket_priority; /* each (nullable) as the site says */
  gboolean gone;         /* the ticket is not there any more: open again, whatever it said */
  GPtrArray *changes;    /* of MatoiTicketChange, in the order they became known */
  gint64 ticket_updated; /* by the clock of the site; MATOI_TIME_NONE: not known */
  gint64 changed_at;     /* ms UTC, of the item or its ticket, whichever changed last */
  gint64 asked_at;       /* when a ticket was last asked for; MATOI_TIME_NONE: never */
  JsonObject *draft;     /* (nullable) what it was asked for with, see matoi-ticket.h */
  char *reason;          /* (nullable) why not, or why only noted */
  char *state;           /* open ticketed noted wont */
  char *author;
  gint64 created_at;
} MatoiAction;

/* --- sections */
const MatoiSection *matoi_postmortem_find_section (const MatoiPostmortem *self, const char *id);
/* The merge of all its newest versions; @self may be NULL: "". Borrowed until the next event. */
const char *matoi_section_get_text (const MatoiSection *self);
/* Two people changed the same sentence: both wordings are in the text, and the section is marked
 * until somebody changes one of them, or says "settled" with pm-write. Typing elsewhere in the
 * section is no choice. */
gboolean matoi_section_is_conflicted (const MatoiSection *self);
/* What is still to be chosen: of MatoiClash; borrowed until the next event. */
GPtrArray *matoi_section_get_clashes (const MatoiSection *self);
gboolean matoi_clash_find (const MatoiClash *self, const char *text, gsize *at, gsize *length);
/* Ids of the versions a text is typed on now, for "heads" of pm-write. (transfer full) */
GStrv matoi_section_dup_heads (const MatoiSection *self);

/* --- what the process asks for; borrowed from the policy */
/* The sections of the document: {id, name{}, guidance{}, kind, required}. Never NULL. */
JsonArray *matoi_postmortem_get_template (const MatoiIncident *incident);
JsonObject *matoi_postmortem_find_template_section (const MatoiIncident *incident, const char *id);
JsonArray *matoi_postmortem_get_list (const MatoiIncident *incident, const char *name);
/* The first section of that kind: (nullable); whether there is one. */
JsonObject *matoi_postmortem_find_kind (const MatoiIncident *incident, const char *kind);
gboolean matoi_postmortem_has_kind (const MatoiIncident *incident, const char *kind);
/* The level that counts: the final one, else the worst (§21 Q2). (nullable) */
const MatoiSeverity *matoi_postmortem_get_severity (const MatoiIncident *incident);
gboolean matoi_postmortem_is_required (const MatoiIncident *incident);
/* Whether the section (of any kind) has all it needs. */
gboolean matoi_postmortem_section_is_filled (const MatoiIncident *incident, JsonObject *section);
/* Translated names. */
const char *matoi_postmortem_state_name (const char *state);
const char *matoi_action_state_name (const char *state);
const char *matoi_action_kind_name (const char *kind);

/* --- the timeline it tells */
/* Everything captured and every row of its own, ascending. (transfer full) of MatoiLine */
GPtrArray *matoi_postmortem_dup_timeline (const MatoiIncident *incident);
void matoi_line_free (MatoiLine *line);
const char *const *matoi_postmortem_get_anchors (void);
/* Whether the mark stands on a line that is told, or was not needed (TML-05). */
gboolean
matoi_postmortem_has_anchor (const MatoiIncident *incident, GPtrArray *lines, const char *anchor);
const char *matoi_postmortem_anchor_name (const char *anchor);

/* --- states */
/* What stands before @to ("in-review" …): (transfer full) of MatoiCheck. The same for decide,
 * the fold, the window and matoictl. All met: it may be entered. */
GPtrArray *matoi_postmortem_gates (const MatoiIncident *incident, const char *to, gint64 now);
gboolean matoi_postmortem_may_enter (const MatoiIncident *incident, const char *to, gint64 now);
/* (nullable) where it goes from here: the next state; the state before. */
const char *matoi_postmortem_get_next (const MatoiIncident *incident);
const char *matoi_postmortem_get_previous (const MatoiIncident *incident);

/* --- the rest */
/* Who has to come to the meeting, and who may, from the roster (MTG-01, 02). (transfer full) of MatoiInvitee */
GPtrArray *matoi_postmortem_suggest_invitees (const MatoiIncident *incident);
void matoi_invitee_free (MatoiInvitee *invitee);
/* Who held @role, or why nobody did. (nullable) each; borrowed */
const char *matoi_postmortem_find_responder (const MatoiIncident *incident,
                                             const char *role,
                                             const char **none_reason);
/* (nullable) the picture that @url ("picture:…") names */
const MatoiAttachment *matoi_postmortem_find_picture (const MatoiPostmortem *self, const char *url);
const MatoiImpact *matoi_postmortem_find_impact (const MatoiPostmortem *self, const char *row);
/* One number of the impact for people: computed (TPL-06), stated, or why it is unknown.
 * (transfer full) (nullable): nothing is known yet */
char *matoi_postmortem_dup_impact (const MatoiIncident *incident, JsonObject *row, gint64 now);
gboolean
matoi_postmortem_is_ticked (const MatoiPostmortem *self, const char *list, const char *item);
gboolean matoi_postmortem_is_dismissed (const MatoiPostmortem *self,
                                        const char *section,
                                        const char *rule,
                                        const char *text);
/* The three parts as one text. (transfer full) (nullable) */
char *matoi_external_dup_text (const MatoiExternal *self);
MatoiAction *matoi_incident_find_action (const MatoiIncident *incident, const MatoiId *id);
/* The day an item written @at is due, by the severity (ACT-08). (transfer full) (nullable): it has
 * none */
char *matoi_action_dup_due (const MatoiIncident *incident, gint64 at, GTimeZone *zone);
/* Neither ticketed nor settled otherwise, or ticketed and not done; a ticket that is gone counts as
 * none. */
gboolean matoi_action_is_open (const MatoiAction *self);
/* The day that counts: of its ticket, where it has one, else its own. (nullable) */
const char *matoi_action_get_due (const MatoiAction *self);
gboolean matoi_action_is_overdue (const MatoiAction *self, gint64 now, GTimeZone *zone);

G_END_DECLS
