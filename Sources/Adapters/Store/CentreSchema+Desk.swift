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
}
