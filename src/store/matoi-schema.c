/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-schema.h"

#include "matoi-store.h"

/* "Mato": marks the file as ours. */
#define APPLICATION_ID 0x4d61746f

/* Who writes, in which stream, and how far each chain of hashes has come. */
#define CHAIN_TABLES                                                                  \
  "CREATE TABLE replica("                                                             \
  " rid INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK(length(uid)=8),"          \
  " is_self INTEGER NOT NULL DEFAULT 0 CHECK(is_self IN(0,1))) STRICT;"               \
  "CREATE UNIQUE INDEX replica_self ON replica(is_self) WHERE is_self=1;"             \
  "INSERT INTO replica(rid,uid,is_self) VALUES(1,randomblob(8),1);"                   \
  "CREATE TABLE stream("                                                              \
  " sid INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE CHECK(length(uid)=16),"         \
  " kind TEXT NOT NULL CHECK(kind IN('team','private','import'))) STRICT;"            \
  "INSERT INTO stream(sid,uid,kind) VALUES(1,zeroblob(16),'team');"                   \
  "CREATE TABLE chain("                                                               \
  " rid INTEGER NOT NULL REFERENCES replica, sid INTEGER NOT NULL REFERENCES stream," \
  " last_rseq INTEGER NOT NULL DEFAULT 0 CHECK(last_rseq>=0),"                        \
  " head BLOB NOT NULL DEFAULT (zeroblob(32)) CHECK(length(head)=32),"                \
  " PRIMARY KEY(rid,sid)) STRICT, WITHOUT ROWID;"

/* The log. seq is the order of arrival in this file; the index on incident
 * ends, as every index does, in seq. */
#define EVENT_TABLES                                                                           \
  "CREATE TABLE event("                                                                        \
  " seq INTEGER PRIMARY KEY, id BLOB NOT NULL CHECK(length(id)=16),"                           \
  " rid INTEGER NOT NULL REFERENCES replica, sid INTEGER NOT NULL REFERENCES stream,"          \
  " rseq INTEGER NOT NULL CHECK(rseq>0),"                                                      \
  " incident BLOB NOT NULL CHECK(length(incident)=16),"                                        \
  " type TEXT NOT NULL CHECK(type<>''), v INTEGER NOT NULL CHECK(v>=1), actor TEXT NOT NULL,"  \
  " occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,"                               \
  " source TEXT, external_id TEXT,"                                                            \
  " payload TEXT CHECK(payload IS NULL OR (length(payload)<=262144 AND json_valid(payload)))," \
  " phash BLOB NOT NULL CHECK(length(phash)=32), hash BLOB NOT NULL CHECK(length(hash)=32)"    \
  ") STRICT;"                                                                                  \
  "CREATE UNIQUE INDEX event_id ON event(id);"                                                 \
  "CREATE UNIQUE INDEX event_rseq ON event(rid,sid,rseq);"                                     \
  "CREATE INDEX event_incident ON event(incident);"                                            \
  "CREATE UNIQUE INDEX event_external ON event(source,external_id)"                            \
  " WHERE external_id IS NOT NULL;"                                                            \
  "CREATE TABLE redaction("                                                                    \
  " n INTEGER PRIMARY KEY, target BLOB NOT NULL UNIQUE CHECK(length(target)=16),"              \
  " actor TEXT NOT NULL, at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;"

/* Append-only: no delete, no replace, no gap, no change but a redaction. */
#define EVENT_TRIGGERS                                                                           \
  "CREATE TRIGGER event_no_delete BEFORE DELETE ON event"                                        \
  " BEGIN SELECT RAISE(ABORT,'the log is append-only'); END;"                                    \
  "CREATE TRIGGER event_no_update BEFORE UPDATE ON event"                                        \
  " WHEN NOT (OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.seq IS OLD.seq"            \
  "  AND NEW.id IS OLD.id AND NEW.rid IS OLD.rid AND NEW.sid IS OLD.sid"                         \
  "  AND NEW.rseq IS OLD.rseq AND NEW.incident IS OLD.incident AND NEW.type IS OLD.type"         \
  "  AND NEW.v IS OLD.v AND NEW.actor IS OLD.actor AND NEW.occurred_at IS OLD.occurred_at"       \
  "  AND NEW.recorded_at IS OLD.recorded_at AND NEW.source IS OLD.source"                        \
  "  AND NEW.external_id IS OLD.external_id AND NEW.phash IS OLD.phash"                          \
  "  AND NEW.hash IS OLD.hash"                                                                   \
  "  AND EXISTS(SELECT 1 FROM redaction WHERE target=OLD.id))"                                   \
  " BEGIN SELECT RAISE(ABORT,'the log is append-only'); END;"                                    \
  "CREATE TRIGGER event_no_replace BEFORE INSERT ON event"                                       \
  " WHEN EXISTS(SELECT 1 FROM event WHERE id=NEW.id)"                                            \
  "  OR EXISTS(SELECT 1 FROM event WHERE rid=NEW.rid AND sid=NEW.sid AND rseq=NEW.rseq)"         \
  "  OR (NEW.seq IS NOT NULL AND EXISTS(SELECT 1 FROM event WHERE seq=NEW.seq))"                 \
  "  OR (NEW.external_id IS NOT NULL AND EXISTS(SELECT 1 FROM event"                             \
  "       WHERE source=NEW.source AND external_id=NEW.external_id AND external_id IS NOT NULL))" \
  " BEGIN SELECT RAISE(ABORT,'the event is already there'); END;"                                \
  "CREATE TRIGGER event_gapless AFTER INSERT ON event BEGIN"                                     \
  " INSERT INTO chain(rid,sid) VALUES(NEW.rid,NEW.sid) ON CONFLICT DO NOTHING;"                  \
  " SELECT RAISE(ABORT,'a gap in the log') FROM chain"                                           \
  "  WHERE rid=NEW.rid AND sid=NEW.sid AND last_rseq<>NEW.rseq-1;"                               \
  " UPDATE chain SET last_rseq=NEW.rseq, head=NEW.hash WHERE rid=NEW.rid AND sid=NEW.sid;"       \
  " END;"                                                                                        \
  "CREATE TRIGGER redaction_no_delete BEFORE DELETE ON redaction"                                \
  " BEGIN SELECT RAISE(ABORT,'the log is append-only'); END;"                                    \
  "CREATE TRIGGER redaction_no_update BEFORE UPDATE ON redaction"                                \
  " BEGIN SELECT RAISE(ABORT,'the log is append-only'); END;"

/* Not derived from the log. */
#define OTHER_TABLES                                                                       \
  "CREATE TABLE policy(hash TEXT PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL," \
  " text TEXT NOT NULL CHECK(json_valid(text))) STRICT, WITHOUT ROWID;"                    \
  "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

/* Projections: made from what the log folds to, never read back into it. They
 * have no constraint that an odd event from elsewhere could violate. */
#define PROJECTIONS                                                                                 \
  "CREATE TABLE incident("                                                                          \
  " id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, ref TEXT NOT NULL, title TEXT NOT NULL,"      \
  " codename TEXT, state TEXT NOT NULL, phase TEXT NOT NULL, severity TEXT NOT NULL,"               \
  " severity_label TEXT NOT NULL, severity_rank INTEGER, services TEXT NOT NULL, ic TEXT,"          \
  " security INTEGER NOT NULL, drill INTEGER NOT NULL, policy TEXT NOT NULL,"                       \
  " started_at INTEGER, detected_at INTEGER, declared_at INTEGER, mitigated_at INTEGER,"            \
  " ended_at INTEGER, n_entries INTEGER NOT NULL, todos_open INTEGER NOT NULL,"                     \
  " last_event BLOB NOT NULL) STRICT;"                                                              \
  "CREATE INDEX incident_ref ON incident(ref);"                                                     \
  "CREATE INDEX incident_newest ON incident(declared_at DESC, id DESC);"                            \
  "CREATE INDEX incident_live ON incident(declared_at DESC, id DESC) WHERE state='live';"           \
  "CREATE TABLE entry("                                                                             \
  " id INTEGER PRIMARY KEY, uid BLOB NOT NULL,"                                                     \
  " incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, occurred_at INTEGER NOT NULL," \
  " kind TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL, struck INTEGER NOT NULL,"         \
  " verdict TEXT) STRICT;"                                                                          \
  "CREATE INDEX entry_incident ON entry(incident, occurred_at, id);"                                \
  "CREATE TABLE todo("                                                                              \
  " id INTEGER PRIMARY KEY, uid BLOB NOT NULL,"                                                     \
  " incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, text TEXT NOT NULL,"           \
  " owner TEXT, later INTEGER NOT NULL, created_at INTEGER NOT NULL, done_at INTEGER) STRICT;"      \
  "CREATE INDEX todo_incident ON todo(incident);"                                                   \
  "CREATE TABLE assignment("                                                                        \
  " uid BLOB PRIMARY KEY, incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE,"         \
  " role TEXT NOT NULL, person TEXT NOT NULL, from_at INTEGER NOT NULL, to_at INTEGER)"             \
  " STRICT, WITHOUT ROWID;"                                                                         \
  "CREATE INDEX assignment_incident ON assignment(incident);"

/* 2: postmortems. A file of version 1 knows none, so nothing has to be filled in. */
#define POSTMORTEMS                                                                               \
  "ALTER TABLE incident ADD COLUMN postmortem_state TEXT;"                                        \
  "ALTER TABLE incident ADD COLUMN postmortem_owner TEXT;"                                        \
  "ALTER TABLE incident ADD COLUMN postmortem_due INTEGER;"                                       \
  "ALTER TABLE incident ADD COLUMN actions_open INTEGER NOT NULL DEFAULT 0;"                      \
  "CREATE INDEX incident_postmortem ON incident(postmortem_state, postmortem_due)"                \
  " WHERE postmortem_state IS NOT NULL;"                                                          \
  "CREATE TABLE action("                                                                          \
  " id INTEGER PRIMARY KEY, uid BLOB NOT NULL,"                                                   \
  " incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, text TEXT NOT NULL,"         \
  " priority TEXT NOT NULL, kind TEXT NOT NULL, owner_team TEXT, key TEXT, url TEXT,"             \
  " status TEXT, category TEXT, due_on TEXT, state TEXT NOT NULL, open INTEGER NOT NULL) STRICT;" \
  "CREATE INDEX action_incident ON action(incident);"                                             \
  "CREATE INDEX action_open ON action(due_on) WHERE open=1;"

/* 3: pictures of a document. Like the log they are only added to: none goes away, or another takes
 * its place, while an event tells of it, and none comes in that no event tells of. */
#define TOLD_OF(row)                                               \
  "EXISTS(SELECT 1 FROM event e WHERE e.incident=" row ".incident" \
  " AND e.type='postmortem.picture' AND e.payload IS NOT NULL"     \
  " AND json_extract(e.payload,'$.hash')=" row ".hash)"
#define ATTACHMENTS                                                                                \
  "CREATE TABLE attachment("                                                                       \
  " incident BLOB NOT NULL CHECK(length(incident)=16),"                                            \
  " hash TEXT NOT NULL CHECK(length(hash)=64), type TEXT NOT NULL,"                                \
  " bytes BLOB NOT NULL CHECK(length(bytes)<=4194304), PRIMARY KEY(incident,hash))"                \
  " STRICT, WITHOUT ROWID;"                                                                        \
  "CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment"                                \
  " BEGIN SELECT RAISE(ABORT,'the record is append-only'); END;"                                   \
  "CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment WHEN " TOLD_OF (                \
    "OLD") " BEGIN SELECT RAISE(ABORT,'the record is append-only'); END;"                          \
           "CREATE TRIGGER attachment_no_replace BEFORE INSERT ON attachment"                      \
           " WHEN EXISTS(SELECT 1 FROM attachment WHERE incident=NEW.incident AND hash=NEW.hash)"  \
           " BEGIN SELECT RAISE(ABORT,'the picture is already there'); END;"                       \
           "CREATE TRIGGER attachment_no_stranger BEFORE INSERT ON attachment WHEN NOT " TOLD_OF ( \
             "NEW") " BEGIN SELECT RAISE(ABORT,'no event tells of this picture'); END;"

/* 4: what is to be done at a service because of an event, put in with it. A row goes only along the
 * steps listed here, keeps what it is, and never goes away: no message is lost, and none is sent
 * twice because somebody forgot. "changed" counts every change. */
#define OUTBOX                                                                                     \
  "CREATE TABLE outbox("                                                                           \
  " id INTEGER PRIMARY KEY, idem TEXT NOT NULL UNIQUE CHECK(length(idem)=36),"                     \
  " incident BLOB NOT NULL CHECK(length(incident)=16),"                                            \
  " event BLOB NOT NULL REFERENCES event(id), lane TEXT NOT NULL CHECK(lane<>''),"                 \
  " kind TEXT NOT NULL CHECK(kind<>''), op TEXT NOT NULL CHECK(op<>''),"                           \
  " payload TEXT NOT NULL CHECK(length(payload)<=1048576 AND json_valid(payload)),"                \
  " pings INTEGER NOT NULL CHECK(pings IN(0,1)), state TEXT NOT NULL CHECK(state IN"               \
  "('queued','sending','unknown','verifying','sent','failed','held','expired','discarded')),"      \
  " attempts INTEGER NOT NULL DEFAULT 0 CHECK(attempts>=0), not_before INTEGER,"                   \
  " last_error TEXT, remote_id TEXT, at INTEGER NOT NULL, created_at INTEGER NOT NULL,"            \
  " confirmed_at INTEGER, sent_at INTEGER,"                                                        \
  " revision INTEGER NOT NULL DEFAULT 1 CHECK(revision>=1), changed INTEGER NOT NULL,"             \
  " CHECK((state='sent')=(sent_at IS NOT NULL)),"                                                  \
  " CHECK(state NOT IN('failed','held','unknown') OR last_error IS NOT NULL)) STRICT;"             \
  "CREATE INDEX outbox_incident ON outbox(incident,lane,op,kind);"                                 \
  "CREATE INDEX outbox_open ON outbox(id) WHERE state NOT IN('sent','discarded');"                 \
  "CREATE INDEX outbox_lane ON outbox(lane,id) WHERE state NOT IN('sent','discarded');"            \
  "CREATE UNIQUE INDEX outbox_flight ON outbox(lane)"                                              \
  " WHERE state IN('sending','unknown','verifying');"                                              \
  "CREATE INDEX outbox_changed ON outbox(changed);"                                                \
  "CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox"                                        \
  " BEGIN SELECT RAISE(ABORT,'the outbox forgets nothing'); END;"                                  \
  "CREATE TRIGGER outbox_insert BEFORE INSERT ON outbox"                                           \
  " WHEN NEW.state NOT IN('queued','held') OR NEW.attempts<>0 OR NEW.revision<>1"                  \
  " OR NEW.remote_id IS NOT NULL OR EXISTS(SELECT 1 FROM outbox WHERE id=NEW.id OR idem=NEW.idem)" \
  " BEGIN SELECT RAISE(ABORT,'the outbox forgets nothing'); END;"                                  \
  "CREATE TRIGGER outbox_identity BEFORE UPDATE ON outbox"                                         \
  " WHEN NEW.id IS NOT OLD.id OR NEW.idem IS NOT OLD.idem OR NEW.incident IS NOT OLD.incident"     \
  " OR NEW.event IS NOT OLD.event OR NEW.lane IS NOT OLD.lane OR NEW.kind IS NOT OLD.kind"         \
  " OR NEW.op IS NOT OLD.op OR NEW.pings IS NOT OLD.pings OR NEW.at IS NOT OLD.at"                 \
  " OR NEW.created_at IS NOT OLD.created_at OR NEW.changed<=OLD.changed"                           \
  " OR NEW.attempts<OLD.attempts AND NEW.attempts<>0"                                              \
  " OR NEW.revision<>OLD.revision+(NEW.payload<>OLD.payload AND NEW.payload<>'{}')"                \
  " BEGIN SELECT RAISE(ABORT,'what waits keeps what it is'); END;"                                 \
  "CREATE TRIGGER outbox_payload BEFORE UPDATE OF payload ON outbox"                               \
  " WHEN NEW.payload<>OLD.payload AND NEW.payload<>'{}'"                                           \
  " AND OLD.state NOT IN('queued','failed','held','expired')"                                      \
  " BEGIN SELECT RAISE(ABORT,'what was sent stays as it was sent'); END;"                          \
  "CREATE TRIGGER outbox_step BEFORE UPDATE ON outbox"                                             \
  " WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN("                               \
  "'queued>sending','queued>held','queued>expired','queued>discarded',"                            \
  "'sending>sent','sending>queued','sending>unknown','sending>failed','sending>held',"             \
  "'unknown>verifying','unknown>sent','unknown>held','unknown>discarded',"                         \
  "'verifying>sent','verifying>queued','verifying>unknown','verifying>failed','verifying>held',"   \
  "'failed>queued','failed>discarded','held>queued','held>expired','held>discarded',"              \
  "'expired>queued','expired>discarded')"                                                          \
  " BEGIN SELECT RAISE(ABORT,'no such step in the outbox'); END;"

/* 5: the rooms of incidents at a service, and what was said there, as it was last seen. Nothing of
 * it is of the record; it can be read again there. A permanent room has had many incidents.
 * "erased": the event it led to was erased, its words do not come back. "former": how the service
 * called a room before. */
#define ROOMS                                                                                    \
  "CREATE TABLE room("                                                                           \
  " channel TEXT NOT NULL CHECK(channel<>''), name TEXT,"                                        \
  " incident BLOB NOT NULL CHECK(length(incident)=16), own INTEGER NOT NULL CHECK(own IN(0,1))," \
  " archived INTEGER NOT NULL CHECK(archived IN(0,1)), high_ts TEXT, since INTEGER NOT NULL,"    \
  " PRIMARY KEY(channel,incident)) STRICT, WITHOUT ROWID;"                                       \
  "CREATE INDEX room_incident ON room(incident);"                                                \
  "CREATE TABLE room_former("                                                                    \
  " former TEXT PRIMARY KEY, channel TEXT NOT NULL) STRICT, WITHOUT ROWID;"                      \
  "CREATE INDEX room_former_channel ON room_former(channel);"                                    \
  "CREATE TABLE room_message("                                                                   \
  " channel TEXT NOT NULL, ts TEXT NOT NULL CHECK(ts<>''), thread_ts TEXT, author_id TEXT,"      \
  " author TEXT NOT NULL, text TEXT NOT NULL, edited_ts TEXT, raw TEXT NOT NULL,"                \
  " ours INTEGER NOT NULL, deleted INTEGER NOT NULL, erased INTEGER NOT NULL,"                   \
  " n_replies INTEGER NOT NULL, latest_reply TEXT, at INTEGER NOT NULL,"                         \
  " looked_at INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(channel,ts)) STRICT;"                      \
  "CREATE INDEX room_reply ON room_message(channel,thread_ts,ts) WHERE thread_ts IS NOT NULL;"   \
  "CREATE INDEX room_thread ON room_message(channel,latest_reply)"                               \
  " WHERE latest_reply IS NOT NULL;"                                                             \
  "CREATE TABLE room_seen("                                                                      \
  " id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT;"              \
  "CREATE TABLE room_stamp(id INTEGER PRIMARY KEY CHECK(id=1), n INTEGER NOT NULL) STRICT;"      \
  "INSERT INTO room_stamp(id,n) VALUES(1,0);"

/* 6: search over all that was written. The index has no text of its own. */
#define SEARCH                                                                                    \
  "CREATE TABLE passage("                                                                         \
  " id INTEGER PRIMARY KEY, uid BLOB NOT NULL,"                                                   \
  " incident INTEGER NOT NULL REFERENCES incident ON DELETE CASCADE, kind TEXT NOT NULL,"         \
  " at INTEGER, text TEXT NOT NULL) STRICT;"                                                      \
  "CREATE INDEX passage_incident ON passage(incident);"                                           \
  "CREATE INDEX incident_confidential ON incident(id) WHERE security=1;"                          \
  "CREATE VIEW searchable(id, text) AS SELECT id, text FROM entry UNION ALL SELECT id, text FROM" \
  " todo UNION ALL SELECT id, text FROM action UNION ALL SELECT id, text FROM passage;"           \
  "CREATE VIRTUAL TABLE search USING fts5(text, content='searchable', content_rowid='id',"        \
  " tokenize='matoi', detail='full');"

/* 7: what became of the tickets of action items; "due" is the day that counts now. */
#define TICKETS                                                      \
  "ALTER TABLE action ADD COLUMN number INTEGER NOT NULL DEFAULT 0;" \
  "ALTER TABLE action ADD COLUMN site TEXT;"                         \
  "ALTER TABLE action ADD COLUMN remote_id TEXT;"                    \
  "ALTER TABLE action ADD COLUMN assignee TEXT;"                     \
  "ALTER TABLE action ADD COLUMN ticket_due TEXT;"                   \
  "ALTER TABLE action ADD COLUMN ticket_priority TEXT;"              \
  "ALTER TABLE action ADD COLUMN ticket_updated INTEGER;"            \
  "ALTER TABLE action ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;"   \
  "ALTER TABLE action ADD COLUMN due TEXT;"                          \
  "ALTER TABLE action ADD COLUMN created_at INTEGER;"                \
  "ALTER TABLE action ADD COLUMN changed_at INTEGER;"                \
  "ALTER TABLE action ADD COLUMN asked_at INTEGER;"                  \
  "DROP INDEX action_open;"                                          \
  "CREATE INDEX action_open ON action(due) WHERE open=1;"            \
  "CREATE INDEX action_site ON action(site, id) WHERE key IS NOT NULL;"

#define LAST_WITHOUT_INSIGHTS 7
/* 8: what is counted over all incidents, one narrow row for each (see matoi-insight-row.h). */
#define INSIGHTS                                                                                \
  "CREATE TABLE insight("                                                                       \
  " incident INTEGER PRIMARY KEY REFERENCES incident ON DELETE CASCADE, uid BLOB NOT NULL,"     \
  " drill INTEGER NOT NULL, security INTEGER NOT NULL, ref TEXT NOT NULL, state TEXT NOT NULL," \
  " outcome TEXT, severity TEXT NOT NULL, label TEXT NOT NULL, rank INTEGER NOT NULL,"          \
  " major INTEGER NOT NULL, started_at INTEGER, detected_at INTEGER, declared_at INTEGER,"      \
  " mitigated_at INTEGER, ended_at INTEGER, services TEXT NOT NULL, spans TEXT NOT NULL,"       \
  " shifts TEXT NOT NULL, causes TEXT NOT NULL, actions TEXT NOT NULL,"                         \
  " executives_met INTEGER NOT NULL, executives_missed INTEGER NOT NULL,"                       \
  " public_met INTEGER NOT NULL, public_missed INTEGER NOT NULL,"                               \
  " afterwards INTEGER NOT NULL, has_postmortem INTEGER NOT NULL, postmortem_due INTEGER,"      \
  " meeting_held INTEGER,"                                                                      \
  " postmortem_done INTEGER) STRICT;"

/* Step n brings a file from user_version n to n + 1. Steps are never edited. */
static const char *const steps[] = {
  CHAIN_TABLES EVENT_TABLES EVENT_TRIGGERS OTHER_TABLES PROJECTIONS,
  POSTMORTEMS,
  ATTACHMENTS,
  OUTBOX,
  ROOMS,
  SEARCH,
  TICKETS,
  INSIGHTS,
};
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == MATOI_SCHEMA_VERSION);

/**
 * matoi_schema_check:
 *
 * Refuses files of other programs and of a newer Matoi before anything is
 * written, and files without tables if they are only to be read.
 */
gboolean
matoi_schema_check (MatoiDatabase *db, GError **error)
{
  gint64 version, application, n_tables;

  if (!matoi_database_get_int (db, "PRAGMA user_version", &version, error) ||
      !matoi_database_get_int (db, "PRAGMA application_id", &application, error) ||
      !matoi_database_get_int (db, "SELECT count(*) FROM sqlite_master", &n_tables, error))
    return FALSE;
  if (application != APPLICATION_ID && (n_tables > 0 || application != 0 || db->read_only))
    return matoi_database_set_foreign (db->path, error);
  if (version > MATOI_SCHEMA_VERSION)
    return matoi_database_set_newer (db->path, version, error);
  return TRUE;
}

static int
read_pragma (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  int value = 0;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK &&
      sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

/** matoi_store_is_newer: whether a later Matoi wrote the file @path; changes nothing. */
gboolean
matoi_store_is_newer (const char *path)
{
  sqlite3 *handle = NULL;
  gboolean newer;

  newer = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
          read_pragma (handle, "PRAGMA application_id") == APPLICATION_ID &&
          read_pragma (handle, "PRAGMA user_version") > MATOI_SCHEMA_VERSION;
  sqlite3_close (handle);
  return newer;
}

static gboolean
migrate (gpointer user_data, GError **error)
{
  MatoiDatabase *db = user_data;
  g_autofree char *mark = NULL;
  gint64 version;

  /* Asked again under the lock: another program may have been faster. */
  if (!matoi_database_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  db->stale = version > 0 && version <= LAST_WITHOUT_INSIGHTS;
  for (gint64 i = version; i < MATOI_SCHEMA_VERSION; i++)
    if (!matoi_database_exec (db, steps[i], error))
      return FALSE;
  mark = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID,
                          MATOI_SCHEMA_VERSION);
  return matoi_database_exec (db, mark, error);
}

/** matoi_schema_migrate: brings the file to MATOI_SCHEMA_VERSION, all steps or none. */
gboolean
matoi_schema_migrate (MatoiDatabase *db, GError **error)
{
  gint64 version;

  if (!matoi_database_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  return version >= MATOI_SCHEMA_VERSION || matoi_database_transact (db, migrate, db, error);
}
