import Foundation
import GRDB
import SystemWords

/// How every database of ours is opened: WAL, each commit on the disk before it is reported, foreign keys
/// checked, nobody but the owner may read the file.
enum DatabaseFile {
  static func openQueue(_ path: String, migrator: DatabaseMigrator) throws(StoreError) -> DatabaseQueue {
    try naming(path) {
      var configuration = try configuration(creating: path)
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try prepare(queue, path, migrator: migrator)
      return queue
    }
  }

  /// Several readers beside the writer.
  static func openPool(_ path: String, migrator: DatabaseMigrator) throws(StoreError) -> DatabasePool {
    try naming(path) {
      let pool = try DatabasePool(path: path, configuration: try configuration(creating: path))
      try prepare(pool, path, migrator: migrator)
      return pool
    }
  }

  /// For a look at what others write.
  static func openReadOnly(_ path: String) throws(StoreError) -> DatabaseQueue {
    try naming(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  static func copy(_ source: some DatabaseReader, to target: String) throws(StoreError) {
    try naming(target) {
      var configuration = try configuration(creating: target)
      configuration.foreignKeysEnabled = false
      let copy = try DatabaseQueue(path: target, configuration: configuration)
      try source.backup(to: copy)
      try copy.close()
    }
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// False where it isn't there; an error where it can't be read, or nobody can tell because a directory on the way is
  /// closed to this user.
  static func isReadable(_ path: String) throws(StoreError) -> Bool {
    if access(path, R_OK) == 0 { return true }
    if errno == EACCES { throw .notPermitted(path: path) }
    return false
  }

  static func makeDirectory(_ path: String) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      if (error as? CocoaError)?.code == .fileWriteNoPermission { throw .notPermitted(path: path) }
      throw .directory(path: path, reason: error.systemWords)
    }
  }

  /// Turns whatever SQLite throws into a `StoreError` that names the file.
  static func naming<Value>(_ path: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      // Without the statement and its arguments: they may hold a customer's data.
      throw .database(file: path, reason: "\(error.message ?? "no reason given") (SQLite \(error.resultCode.rawValue))")
    } catch {
      throw .database(file: path, reason: error.systemWords)
    }
  }

  private static func configuration(creating path: String) throws -> Configuration {
    // SQLite gives the -wal and -shm files the mode of the database, so it is made before SQLite does.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError.database(file: path, reason: String(cString: strerror(errno))) }
    close(descriptor)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Throws where a newer version has changed the tables: this one would only spoil them, or misread them.
  static func refuseNewer(_ db: Database, _ path: String, _ migrator: DatabaseMigrator) throws {
    if try migrator.hasBeenSuperseded(db) { throw StoreError.newerVersion(file: path) }
  }

  private static func prepare(_ database: some DatabaseWriter, _ path: String, migrator: DatabaseMigrator) throws {
    try database.read { try refuseNewer($0, path, migrator) }
    // GRDB sets NORMAL when it turns WAL on; a commit must survive a power cut.
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try migrator.migrate(database)
  }
}

extension Database {
  /// Statements are compiled once for each connection.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }
}
