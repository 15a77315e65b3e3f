/// Tables that a busy hour is written to thousands of times a second, made so that this costs little.
extension CentreSchema {
  /// Each index is one more place of the disk that a record changes, so here are only those that something asks for.
  /// What is never asked for by its number has none: its table is its index. Most callers walk the menus on the same
  /// few ways, so a way is kept once.
  static let compact = """
    CREATE TABLE paths (number INTEGER PRIMARY KEY, nodes TEXT NOT NULL UNIQUE) STRICT;
    CREATE TEMPORARY TABLE walks AS
      SELECT number AS record, coalesce((SELECT group_concat(node, ' ') FROM (
        SELECT node FROM path_steps WHERE record = calls.number ORDER BY place)), '') AS nodes FROM calls;
    INSERT INTO paths (nodes) SELECT DISTINCT nodes FROM walks;
    CREATE TABLE calls_compact (
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
      path INTEGER NOT NULL REFERENCES paths,
      UNIQUE (call, started_at, epoch)
    ) STRICT;
    INSERT INTO calls_compact
      SELECT calls.number, epoch, call, gateway, calling_number, called_number, language, customer, verification,
        started_at, ended_at, cause, disposition, menu_version, paths.number
      FROM calls JOIN walks ON record = calls.number JOIN paths USING (nodes) ORDER BY calls.number;
    DROP TABLE walks;
    DROP TABLE path_steps;
    DROP TABLE calls;
    ALTER TABLE calls_compact RENAME TO calls;
    CREATE INDEX calls_by_time ON calls (started_at, path);
    CREATE INDEX calls_by_customer ON calls (customer, number) WHERE customer IS NOT NULL;
    CREATE INDEX calls_by_calling_number ON calls (calling_number, number) WHERE calling_number IS NOT NULL;

    DROP TRIGGER queue_visits_are_counted;
    DROP INDEX queue_visits_by_queue;

    CREATE TABLE intervals_compact (
      agent TEXT NOT NULL,
      from_at INTEGER NOT NULL,
      to_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      PRIMARY KEY (agent, from_at, to_at, state)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO intervals_compact SELECT agent, from_at, to_at, state, reason FROM agent_intervals;
    DROP TABLE agent_intervals;
    ALTER TABLE intervals_compact RENAME TO agent_intervals;

    CREATE TABLE wrap_ups_compact (
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      agent TEXT NOT NULL,
      at INTEGER NOT NULL,
      code TEXT NOT NULL,
      note TEXT,
      PRIMARY KEY (epoch, call, agent, at)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO wrap_ups_compact SELECT epoch, call, agent, at, code, note FROM wrap_ups;
    DROP TABLE wrap_ups;
    ALTER TABLE wrap_ups_compact RENAME TO wrap_ups;
    CREATE INDEX wrap_ups_by_time ON wrap_ups (at);

    CREATE TABLE promises_compact (
      told_at INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      call TEXT NOT NULL,
      queue TEXT NOT NULL,
      estimate INTEGER NOT NULL,
      promised INTEGER,
      is_longer INTEGER NOT NULL CHECK (is_longer IN (0, 1)),
      ended_at INTEGER,
      result TEXT,
      PRIMARY KEY (told_at, epoch, call),
      CHECK ((ended_at IS NULL) = (result IS NULL))
    ) STRICT, WITHOUT ROWID;
    INSERT INTO promises_compact
      SELECT told_at, epoch, call, queue, estimate, promised, is_longer, ended_at, result FROM promises;
    DROP TABLE promises;
    ALTER TABLE promises_compact RENAME TO promises;
    CREATE INDEX promises_open ON promises (epoch, call) WHERE ended_at IS NULL;
    """
}
