/// The tables of the centre's desk: staff, complaints, the audit trail.
extension CentreSchema {
  /// The rules are in Core, so what they judge is kept as one document; beside it stand the columns by which the
  /// desk looks for it.
  static let desk = """
    CREATE TABLE staff (
      id TEXT PRIMARY KEY NOT NULL,
      user INTEGER,
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE complaints (
      number INTEGER PRIMARY KEY,
      state TEXT NOT NULL,
      is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
      received_at INTEGER NOT NULL,
      handler TEXT,
      customer INTEGER,
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT;
    CREATE INDEX complaints_open ON complaints (number) WHERE NOT is_over;
    CREATE INDEX complaints_by_state ON complaints (state, number);
    CREATE INDEX complaints_by_receipt ON complaints (received_at, number);
    CREATE INDEX complaints_by_customer ON complaints (customer, number) WHERE customer IS NOT NULL;
    CREATE TRIGGER complaints_stay BEFORE DELETE ON complaints
      BEGIN SELECT RAISE(ABORT, 'a complaint is never deleted'); END;
    """

  /// Papers of every kind, each kept as one document beside the columns of `DocumentIndex`.
  static let papers = """
    CREATE TABLE papers (
      kind TEXT NOT NULL,
      number INTEGER NOT NULL,
      state TEXT NOT NULL,
      is_over INTEGER NOT NULL CHECK (is_over IN (0, 1)),
      made_at INTEGER NOT NULL,
      parent TEXT,
      owner TEXT,
      key TEXT,
      due_at INTEGER,
      document TEXT NOT NULL CHECK (json_valid(document)),
      PRIMARY KEY (kind, number)
    ) STRICT;
    CREATE INDEX papers_by_parent ON papers (kind, parent, number) WHERE parent IS NOT NULL;
    CREATE INDEX papers_by_owner ON papers (kind, owner, number) WHERE owner IS NOT NULL;
    CREATE INDEX papers_by_key ON papers (kind, key, number) WHERE key IS NOT NULL;
    CREATE INDEX papers_open ON papers (kind, due_at, number) WHERE NOT is_over;
    CREATE INDEX papers_by_time ON papers (kind, made_at, number);
    CREATE TRIGGER papers_stay BEFORE DELETE ON papers
      BEGIN SELECT RAISE(ABORT, 'a paper is never deleted'); END;
    """

  /// Each entry holds the digest of the one before it. Only the words of people (`text` with its `salt`) may be
  /// taken away, by retention: the chain holds their digest.
  static let trail = """
    CREATE TABLE audit_trail (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      user INTEGER NOT NULL,
      actor TEXT,
      act TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      text TEXT,
      salt BLOB,
      text_digest BLOB,
      digest BLOB NOT NULL
    ) STRICT;
    CREATE INDEX audit_trail_by_subject ON audit_trail (subject, number);
    CREATE TRIGGER audit_trail_grows BEFORE INSERT ON audit_trail
      WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit_trail)
      BEGIN SELECT RAISE(ABORT, 'the audit trail has no gaps'); END;
    CREATE TRIGGER audit_trail_stays BEFORE DELETE ON audit_trail
      BEGIN SELECT RAISE(ABORT, 'the audit trail is never cut'); END;
    CREATE TRIGGER audit_trail_is_not_rewritten
      BEFORE UPDATE OF number, at, user, actor, act, subject, detail, text_digest, digest ON audit_trail
      BEGIN SELECT RAISE(ABORT, 'the audit trail is never rewritten'); END;
    CREATE TRIGGER audit_trail_texts_only_go BEFORE UPDATE OF text, salt ON audit_trail
      WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a text of the audit trail is erased, never changed'); END;
    """

  /// Holds all that the service level is counted from, in the order in which it is grouped: a million stays are
  /// counted from the index alone.
  static let reports = """
    CREATE INDEX queue_visits_for_reports ON queue_visits (queue, result, entered_at, left_at, talk, hold);
    """

  /// What reports count, counted when it is written: by the bank's day, so that a report of a month reads some
  /// thousand rows, whatever the number of calls. That the parts of a queue's count are the whole is checked by the
  /// database: N_off = N_ans + N_ab + N_cb + N_rej + N_open, where what is recorded is never open.
  static let figures = """
    CREATE TABLE queue_days (
      day INTEGER NOT NULL,
      queue TEXT NOT NULL,
      offered INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      abandoned INTEGER NOT NULL,
      callbacks INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      open INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (day, queue),
      CONSTRAINT counts_are_whole CHECK (offered = answered + abandoned + callbacks + rejected + open)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER queue_visits_are_counted AFTER INSERT ON queue_visits
      WHEN NEW.result NOT IN ('reached', 'handed-over') BEGIN
      INSERT INTO queue_days (day, queue, offered, answered, abandoned, callbacks, rejected)
      VALUES ((NEW.entered_at + 28800000000) / 86400000000, NEW.queue, 1, NEW.result = 'answered',
        NEW.result = 'abandoned', NEW.result = 'callback', NEW.result NOT IN ('answered', 'abandoned', 'callback'))
      ON CONFLICT (day, queue) DO UPDATE SET offered = offered + 1, answered = answered + excluded.answered,
        abandoned = abandoned + excluded.abandoned, callbacks = callbacks + excluded.callbacks,
        rejected = rejected + excluded.rejected;
    END;
    CREATE TABLE node_days (
      day INTEGER NOT NULL,
      node TEXT NOT NULL,
      visits INTEGER NOT NULL,
      calls INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      PRIMARY KEY (day, node)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session_days (
      day INTEGER NOT NULL,
      disposition TEXT NOT NULL,
      sessions INTEGER NOT NULL,
      contained INTEGER NOT NULL CHECK (contained <= sessions),
      PRIMARY KEY (day, disposition)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE agent_days (
      day INTEGER NOT NULL,
      agent TEXT NOT NULL,
      state TEXT NOT NULL,
      time INTEGER NOT NULL,
      PRIMARY KEY (day, agent, state)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE contacts (
      record INTEGER PRIMARY KEY REFERENCES calls ON DELETE CASCADE,
      agent TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL,
      is_repeated INTEGER NOT NULL DEFAULT 0 CHECK (is_repeated IN (0, 1)),
      is_unsolved INTEGER NOT NULL CHECK (is_unsolved IN (0, 1))
    ) STRICT;
    CREATE INDEX contacts_for_reports ON contacts (at, agent, is_repeated, is_unsolved);
    DROP INDEX queue_visits_by_agent;
    CREATE INDEX queue_visits_by_agent ON queue_visits (agent, result, entered_at, talk, hold)
      WHERE agent IS NOT NULL;
    CREATE INDEX survey_answers_for_reports ON survey_answers (agent, answer, at) WHERE agent IS NOT NULL;
    CREATE INDEX path_steps_by_node ON path_steps (node, record);

    INSERT INTO queue_days (day, queue, offered, answered, abandoned, callbacks, rejected)
    SELECT (entered_at + 28800000000) / 86400000000, queue, count(*), sum(result = 'answered'),
      sum(result = 'abandoned'), sum(result = 'callback'),
      sum(result NOT IN ('answered', 'abandoned', 'callback')) FROM queue_visits
    WHERE result NOT IN ('reached', 'handed-over') GROUP BY 1, 2;
    INSERT INTO node_days (day, node, visits, calls, ends)
    SELECT (started_at + 28800000000) / 86400000000, node, count(*), count(DISTINCT record),
      sum(place = (SELECT max(place) FROM path_steps AS last WHERE last.record = path_steps.record))
    FROM path_steps JOIN calls ON calls.number = path_steps.record GROUP BY 1, 2;
    INSERT INTO session_days (day, disposition, sessions, contained)
    SELECT (started_at + 28800000000) / 86400000000, disposition, count(*),
      sum(disposition = 'self-service' AND EXISTS (
        SELECT 1 FROM operations WHERE record = calls.number AND outcome = 'ok')) FROM calls GROUP BY 1, 2;
    """
}
