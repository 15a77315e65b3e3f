/// The second migration: accounts that may be owed on, products, services, and what callers set for themselves.
extension BankSchema {
  static let wholeBank = [accountsOnCredit, products, services, callers].joined(separator: "\n")

  /// A CHECK can't be changed in place, so the table is made anew. Foreign keys are off in a migration and
  /// checked at its end.
  private static let accountsOnCredit = """
    CREATE TABLE new_accounts (
      number TEXT PRIMARY KEY NOT NULL,
      customer INTEGER REFERENCES customers,
      kind TEXT NOT NULL,
      currency TEXT NOT NULL,
      balance INTEGER NOT NULL,
      credit_limit INTEGER NOT NULL CHECK (credit_limit >= 0),
      opened_on INTEGER NOT NULL,
      CHECK (customer IS NULL OR balance >= -credit_limit)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_accounts SELECT number, customer, kind, currency, balance, 0, opened_on FROM accounts;
    DROP TABLE accounts;
    ALTER TABLE new_accounts RENAME TO accounts;
    CREATE INDEX accounts_by_customer ON accounts (customer, opened_on, number);
    ALTER TABLE cards ADD COLUMN kind TEXT NOT NULL DEFAULT 'debit' CHECK (kind IN ('debit', 'credit'));
    ALTER TABLE cards ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1));
    """

  private static let products = """
    CREATE TABLE deposit_terms (
      account TEXT PRIMARY KEY NOT NULL REFERENCES accounts,
      rate INTEGER NOT NULL,
      matures_on INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE loan_terms (
      account TEXT PRIMARY KEY NOT NULL REFERENCES accounts,
      instalment INTEGER NOT NULL,
      due_on INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE card_statements (
      account TEXT NOT NULL REFERENCES accounts,
      closed_at INTEGER NOT NULL,
      due_on INTEGER NOT NULL,
      amount INTEGER NOT NULL,
      minimum INTEGER NOT NULL,
      PRIMARY KEY (account, closed_at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE funds (
      code TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      net_asset_value INTEGER NOT NULL CHECK (net_asset_value >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE fund_holdings (
      customer INTEGER NOT NULL REFERENCES customers,
      fund TEXT NOT NULL REFERENCES funds,
      hundredths INTEGER NOT NULL CHECK (hundredths >= 0),
      PRIMARY KEY (customer, fund)
    ) STRICT, WITHOUT ROWID;
    """

  private static let services = """
    CREATE TABLE interest_rates (
      product TEXT PRIMARY KEY NOT NULL,
      rate INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE exchange_rates (
      currency TEXT PRIMARY KEY NOT NULL,
      bid INTEGER NOT NULL CHECK (bid >= 0),
      ask INTEGER NOT NULL CHECK (ask >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE branches (
      number TEXT PRIMARY KEY NOT NULL,
      post_code TEXT NOT NULL,
      name_zh TEXT NOT NULL,
      address_zh TEXT NOT NULL,
      hours_zh TEXT NOT NULL,
      name_en TEXT NOT NULL,
      address_en TEXT NOT NULL,
      hours_en TEXT NOT NULL,
      quota INTEGER NOT NULL CHECK (quota >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX branches_by_post_code ON branches (post_code);
    CREATE TABLE branch_visits (
      number INTEGER PRIMARY KEY,
      branch TEXT NOT NULL REFERENCES branches,
      day INTEGER NOT NULL,
      half TEXT NOT NULL CHECK (half IN ('morning', 'afternoon')),
      phone TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX branch_visits_by_branch ON branch_visits (branch, day, half);
    CREATE INDEX branch_visits_by_phone ON branch_visits (phone, day);
    """

  private static let callers = """
    ALTER TABLE customers ADD COLUMN has_alerts INTEGER NOT NULL DEFAULT 0 CHECK (has_alerts IN (0, 1));
    ALTER TABLE customers ADD COLUMN daily_limit INTEGER;
    ALTER TABLE customers ADD COLUMN is_frozen INTEGER NOT NULL DEFAULT 0 CHECK (is_frozen IN (0, 1));
    ALTER TABLE outbox ADD COLUMN body TEXT NOT NULL DEFAULT '';
    CREATE INDEX outbox_by_customer ON outbox (customer, kind, at);
    ALTER TABLE password_attempts ADD COLUMN wrong_days INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE failed_days (
      phone TEXT NOT NULL,
      day INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      PRIMARY KEY (phone, day)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE new_passwords (
      customer INTEGER NOT NULL REFERENCES customers,
      kind TEXT NOT NULL CHECK (kind IN ('query', 'transaction')),
      salt BLOB NOT NULL,
      rounds INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (customer, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE untold_results (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      customer INTEGER NOT NULL REFERENCES customers,
      refusal TEXT,
      amount INTEGER NOT NULL,
      currency TEXT NOT NULL,
      payee TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX untold_results_by_customer ON untold_results (customer, number);
    """
}
