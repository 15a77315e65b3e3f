import GRDB

/// The tables of `centre.sqlite`. A migration that has been shipped is never edited; the next one is added.
enum CentreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 centre") { db in
      try db.execute(sql: epochs)
      try db.execute(sql: calls)
      try db.execute(sql: people)
      try db.execute(sql: callbacks)
      try db.execute(sql: KeptAnswerTable.schema)
    }
    migrator.registerMigration("desk") { db in
      try db.execute(sql: desk)
      try db.execute(sql: trail)
      try db.execute(sql: reports)
    }
    migrator.registerMigration("dials") { db in try db.execute(sql: dials) }
    migrator.registerMigration("decisions") { db in try db.execute(sql: decisions) }
    migrator.registerMigration("papers") { db in try db.execute(sql: papers) }
    migrator.registerMigration("promises") { db in try db.execute(sql: promises) }
    migrator.registerMigration("figures") { db in
      try db.execute(sql: figures)
      try CentreStore.countAgentDays(in: db)
      try CentreStore.countContacts(in: db)
    }
    migrator.registerMigration("kept agents") { db in try db.execute(sql: keptAgents) }
    migrator.registerMigration("compact") { db in try db.execute(sql: compact) }
    return migrator
  }

  /// `counters` has one row for each number that only grows.
  private static let epochs = """
    CREATE TABLE epochs (
      number INTEGER PRIMARY KEY,
      started_at INTEGER NOT NULL,
      first_call_number INTEGER NOT NULL,
      ended_at INTEGER,
      next_call_number INTEGER
    ) STRICT;
    CREATE TABLE counters (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO counters (name, value) VALUES ('facts', 0), ('highest_call_number', 0);
    """

  /// A gateway may use an id again after its call has ended, so what names a record is the id with the begin of
  /// the call. Writing the same record twice is once.
  private static let calls = """
    CREATE TABLE calls (
      number INTEGER PRIMARY KEY,
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      gateway TEXT NOT NULL,
      calling_number TEXT,
      called_number TEXT,
      language TEXT,
      customer INTEGER,
      verification INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      cause TEXT NOT NULL,
      disposition TEXT NOT NULL,
      menu_version TEXT NOT NULL,
      UNIQUE (epoch, call, started_at)
    ) STRICT;
    CREATE INDEX calls_by_call ON calls (call, number);
    CREATE INDEX calls_by_time ON calls (started_at, number);
    CREATE INDEX calls_by_customer ON calls (customer, number) WHERE customer IS NOT NULL;
    CREATE INDEX calls_by_calling_number ON calls (calling_number, number) WHERE calling_number IS NOT NULL;
    CREATE TABLE path_steps (
      record INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE,
      place INTEGER NOT NULL,
      node TEXT NOT NULL,
      PRIMARY KEY (record, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE operations (
      record INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE,
      place INTEGER NOT NULL,
      operation TEXT NOT NULL,
      outcome TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (record, place)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE queue_visits (
      record INTEGER NOT NULL REFERENCES calls ON DELETE CASCADE,
      place INTEGER NOT NULL,
      queue TEXT NOT NULL,
      entered_at INTEGER NOT NULL,
      left_at INTEGER NOT NULL,
      result TEXT NOT NULL,
      agent TEXT,
      talk INTEGER NOT NULL,
      hold INTEGER NOT NULL,
      PRIMARY KEY (record, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX queue_visits_by_queue ON queue_visits (queue, entered_at);
    CREATE INDEX queue_visits_by_agent ON queue_visits (agent, entered_at) WHERE agent IS NOT NULL;
    """

  /// Survey answers are written before their call's record and wrap-ups after it, so they point to it by call
  /// and epoch.
  private static let people = """
    CREATE TABLE agent_intervals (
      number INTEGER PRIMARY KEY,
      agent TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL,
      UNIQUE (agent, from_at, to_at, state)
    ) STRICT;
    CREATE INDEX agent_intervals_by_time ON agent_intervals (from_at, number);
    CREATE TABLE survey_answers (
      number INTEGER PRIMARY KEY,
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      node TEXT NOT NULL,
      agent TEXT,
      queue TEXT,
      answer TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (epoch, call, node, at)
    ) STRICT;
    CREATE INDEX survey_answers_by_time ON survey_answers (at, number);
    CREATE TABLE wrap_ups (
      number INTEGER PRIMARY KEY,
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      agent TEXT NOT NULL,
      code TEXT NOT NULL,
      note TEXT,
      at INTEGER NOT NULL,
      UNIQUE (epoch, call, agent, at)
    ) STRICT;
    CREATE INDEX wrap_ups_by_time ON wrap_ups (at, number);
    """

  private static let dials = """
    CREATE TABLE dials (
      number INTEGER PRIMARY KEY,
      call TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      agent TEXT,
      result TEXT NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (call, attempt, at)
    ) STRICT;
    CREATE INDEX dials_by_time ON dials (at, number);
    """

  /// What the last offer of a visit was decided by.
  private static let decisions = """
    ALTER TABLE queue_visits ADD COLUMN offer TEXT;
    ALTER TABLE queue_visits ADD COLUMN offered_to TEXT;
    ALTER TABLE queue_visits ADD COLUMN offered_at INTEGER;
    ALTER TABLE queue_visits ADD COLUMN why TEXT;
    CREATE INDEX queue_visits_by_offer ON queue_visits (offer, record) WHERE offer IS NOT NULL;
    """

  /// Who was kept from the caller when that offer was made: ids, joined by commas.
  private static let keptAgents = """
    ALTER TABLE queue_visits ADD COLUMN excluded_agents TEXT;
    ALTER TABLE queue_visits ADD COLUMN reserved_agents TEXT;
    """

  /// One row for each time that a caller was told his wait; times in microseconds.
  private static let promises = """
    CREATE TABLE promises (
      number INTEGER PRIMARY KEY,
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      queue TEXT NOT NULL,
      told_at INTEGER NOT NULL,
      estimate INTEGER NOT NULL,
      promised INTEGER,
      is_longer INTEGER NOT NULL CHECK (is_longer IN (0, 1)),
      ended_at INTEGER,
      result TEXT,
      UNIQUE (epoch, call, told_at),
      CHECK ((ended_at IS NULL) = (result IS NULL))
    ) STRICT;
    CREATE INDEX promises_open ON promises (epoch, call) WHERE ended_at IS NULL;
    CREATE INDEX promises_by_time ON promises (told_at, queue);
    """

  private static let callbacks = """
    CREATE TABLE callbacks (
      number INTEGER PRIMARY KEY,
      phone TEXT NOT NULL,
      queue TEXT,
      call TEXT NOT NULL,
      customer INTEGER,
      registered_at INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      maximum_attempts INTEGER NOT NULL,
      state TEXT NOT NULL,
      CHECK (attempts BETWEEN 0 AND maximum_attempts)
    ) STRICT;
    CREATE INDEX callbacks_by_state ON callbacks (state, due_at, number);
    """
}
