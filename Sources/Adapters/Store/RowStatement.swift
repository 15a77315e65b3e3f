import GRDB
import GRDBSQLite

/// A statement of the record writer, which is run once for each row: its values go to SQLite as they are.
///
/// GRDB puts each value into a box first, and that costs more than what SQLite does with them.
struct RowStatement {
  /// Where the next value goes.
  struct Values {
    fileprivate let handle: OpaquePointer
    fileprivate var place: Int32 = 0
    /// The first that SQLite did not take, as it says so.
    fileprivate var code = SQLITE_OK

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    mutating func add(_ value: Int64) { next { sqlite3_bind_int64($0, $1, value) } }

    mutating func add(_ value: Int) { add(Int64(value)) }

    mutating func add(_ value: Bool) { add(value ? 1 as Int64 : 0) }

    mutating func add(_ value: String) {
      var text = value
      next { handle, place in
        text.withUTF8 { bytes in
          // No address is NULL to SQLite, and an empty text has none.
          guard let address = bytes.baseAddress else { return sqlite3_bind_text(handle, place, "", 0, nil) }
          return address.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            sqlite3_bind_text(handle, place, $0, Int32(bytes.count), Self.copied)
          }
        }
      }
    }

    mutating func add(_ value: Int64?) {
      if let value { add(value) } else { next { sqlite3_bind_null($0, $1) } }
    }

    mutating func add(_ value: String?) {
      if let value { add(value) } else { next { sqlite3_bind_null($0, $1) } }
    }

    /// SQLITE_TRANSIENT: SQLite makes its own copy.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private mutating func next(_ bind: (OpaquePointer, Int32) -> Int32) {
      place += 1
      let result = bind(handle, place)
      if code == SQLITE_OK { code = result }
    }
  }

  /// Keeps what `handle` points to.
  private let statement: Statement
  private let handle: OpaquePointer
  private let db: Database

  /// Compiled once for each connection.
  init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  /// Runs a change; false where it has changed no row.
  @discardableResult
  func run(_ values: (inout Values) -> Void) throws -> Bool {
    try step(values) { _ in }
    return db.changesCount > 0
  }

  /// The first column of the first row; `nil` where there is none.
  func number(_ values: (inout Values) -> Void) throws -> Int64? {
    var number: Int64?
    try step(values) { number = sqlite3_column_int64($0, 0) }
    return number
  }

  private func step(_ values: (inout Values) -> Void, row: (OpaquePointer) -> Void) throws {
    var bound = Values(handle)
    values(&bound)
    defer { sqlite3_reset(handle) }
    guard bound.code == SQLITE_OK else { throw error(bound.code) }
    switch sqlite3_step(handle) {
    case SQLITE_DONE: break
    case SQLITE_ROW: row(handle)
    case let code: throw error(code)
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
  }
}
