import GRDB

/// The tables of `bank.sqlite`. A migration that has been shipped is never edited; the next one is added.
enum BankSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 bank") { db in
      try db.execute(sql: customers)
      try db.execute(sql: money)
      try db.execute(sql: passwords)
      try db.execute(sql: KeptAnswerTable.schema)
    }
    migrator.registerMigration("2 whole bank") { db in
      try db.execute(sql: wholeBank)
    }
    // The centre's report on bookings counts them by when they were made.
    migrator.registerMigration("3 visits by time") { db in
      try db.execute(sql: "CREATE INDEX branch_visits_by_time ON branch_visits (at, branch)")
    }
    return migrator
  }

  private static let customers = """
    CREATE TABLE customers (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      tier TEXT NOT NULL CHECK (tier IN ('normal', 'vip', 'elder', 'blocked')),
      birthday INTEGER NOT NULL,
      language TEXT NOT NULL,
      phone TEXT NOT NULL UNIQUE,
      id_last_six TEXT NOT NULL,
      may_transfer INTEGER NOT NULL CHECK (may_transfer IN (0, 1))
    ) STRICT;
    CREATE TABLE blocked_phones (phone TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY,
      customer INTEGER NOT NULL REFERENCES customers,
      phone TEXT NOT NULL,
      kind TEXT NOT NULL,
      last4 TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    """

  /// Transactions and postings are appended and never touched again: triggers see to it.
  private static let money = """
    CREATE TABLE accounts (
      number TEXT PRIMARY KEY NOT NULL,
      customer INTEGER REFERENCES customers,
      kind TEXT NOT NULL,
      currency TEXT NOT NULL,
      balance INTEGER NOT NULL,
      opened_on INTEGER NOT NULL,
      CHECK (customer IS NULL OR balance >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX accounts_by_customer ON accounts (customer, opened_on, number);
    CREATE TABLE cards (
      number TEXT PRIMARY KEY NOT NULL,
      customer INTEGER NOT NULL REFERENCES customers,
      account TEXT NOT NULL REFERENCES accounts
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cards_by_customer ON cards (customer, number);
    CREATE TABLE payees (
      number INTEGER PRIMARY KEY,
      customer INTEGER NOT NULL REFERENCES customers,
      name TEXT NOT NULL,
      account TEXT NOT NULL,
      bank TEXT
    ) STRICT;
    CREATE INDEX payees_by_customer ON payees (customer, number);
    CREATE TABLE transactions (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      customer INTEGER REFERENCES customers,
      key TEXT UNIQUE,
      counted INTEGER NOT NULL CHECK (counted >= 0),
      day INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE postings (
      number INTEGER NOT NULL REFERENCES transactions,
      line INTEGER NOT NULL,
      account TEXT NOT NULL REFERENCES accounts,
      kind TEXT NOT NULL,
      amount INTEGER NOT NULL,
      balance_after INTEGER NOT NULL,
      PRIMARY KEY (number, line)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX postings_by_account ON postings (account, number, line);
    CREATE TABLE day_usage (
      customer INTEGER NOT NULL REFERENCES customers,
      day INTEGER NOT NULL,
      total INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (customer, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE loss_reports (
      number INTEGER PRIMARY KEY,
      card TEXT NOT NULL REFERENCES cards,
      at INTEGER NOT NULL,
      until INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX loss_reports_by_card ON loss_reports (card, number);
    CREATE TRIGGER transactions_stay BEFORE UPDATE ON transactions
      BEGIN SELECT RAISE(ABORT, 'a transaction is never changed'); END;
    CREATE TRIGGER transactions_remain BEFORE DELETE ON transactions
      BEGIN SELECT RAISE(ABORT, 'a transaction is never removed'); END;
    CREATE TRIGGER postings_stay BEFORE UPDATE ON postings
      BEGIN SELECT RAISE(ABORT, 'a posting is never changed'); END;
    CREATE TRIGGER postings_remain BEFORE DELETE ON postings
      BEGIN SELECT RAISE(ABORT, 'a posting is never removed'); END;
    """

  private static let passwords = """
    CREATE TABLE passwords (
      customer INTEGER NOT NULL REFERENCES customers,
      kind TEXT NOT NULL CHECK (kind IN ('query', 'transaction')),
      salt BLOB NOT NULL,
      rounds INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (customer, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE password_attempts (
      subject TEXT PRIMARY KEY NOT NULL,
      day INTEGER NOT NULL,
      wrong_today INTEGER NOT NULL,
      wrong_since_success INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE failed_look_ups (
      number INTEGER PRIMARY KEY,
      phone TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX failed_look_ups_by_phone ON failed_look_ups (phone, at);
    CREATE INDEX failed_look_ups_by_time ON failed_look_ups (at);
    CREATE TABLE password_setup (
      place INTEGER PRIMARY KEY CHECK (place = 1),
      pepper_fingerprint BLOB NOT NULL,
      rounds INTEGER NOT NULL CHECK (rounds > 0)
    ) STRICT;
    """
}
