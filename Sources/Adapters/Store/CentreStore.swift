public import CallModel
import Foundation
import GRDB
import ServiceCentre
import Synchronization

/// `centre.sqlite`: what remains of calls, of agents' days and of promises. May be used from any thread; reads
/// run beside the writer.
public final class CentreStore: Sendable {
  public static let fileName = "centre.sqlite"
  /// After a crash, so many call numbers are passed over: more than calls that could have been under way or
  /// on their way to the records, whose numbers nobody noted.
  public static let callNumbersSkippedAfterCrash: Int64 = 1_000_000
  /// Rows of one read.
  public static let mostRows = 10_000

  /// When agents call customers, by the settings of the moment: what is promised is counted in these hours.
  public var workingHours: OpeningHours {
    get { hours.withLock { $0 } }
    set { hours.withLock { $0 = newValue } }
  }

  private let hours = Mutex(DialHours.usualWorking)
  let pool: DatabasePool
  let path: String

  /// Opens `centre.sqlite` in `directory`, and makes both where they are missing.
  public init(directory: String) throws(StoreError) {
    try DatabaseFile.makeDirectory(directory)
    path = directory + "/" + Self.fileName
    pool = try DatabaseFile.openPool(path, migrator: CentreSchema.migrator)
    try DatabaseFile.naming(path) { try pool.writeWithoutTransaction(Self.widen) }
  }

  /// KiB of pages that the writer keeps: those that a batch of a large centre changes.
  private static let cacheSize = 32_768
  /// Pages of the log before they are copied into the database: a page that many batches change is copied once.
  private static let checkpointAfter = 8_192

  private static func widen(_ db: Database) throws {
    try db.execute(sql: "PRAGMA cache_size = -\(cacheSize)")
    try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointAfter)")
  }

  public static func exists(in directory: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(directory)/\(fileName)")
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try DatabaseFile.naming(path) { try pool.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try DatabaseFile.naming(path) { try pool.write(body) }
  }

  /// One life of the server.
  public struct Epoch: Hashable, Sendable {
    /// From 1, one more at each start.
    public var number: Int64
    /// The number of the first call that the server names itself: `c<n>`.
    public var firstCallNumber: Int64
  }

  /// The server starts. Call numbers go on where the epoch before stopped; where it didn't stop properly, so far
  /// ahead that none can have been given before.
  public func beginEpoch(at instant: Timestamp) throws(StoreError) -> Epoch {
    try write { db in
      var epoch = Epoch(number: 1, firstCallNumber: 1)
      if let last = try db.row(
        "SELECT number, first_call_number, next_call_number FROM epochs ORDER BY number DESC LIMIT 1")
      {
        epoch.number = last["number"] + 1
        if let next: Int64 = last["next_call_number"] {
          epoch.firstCallNumber = next
        } else {
          let highest: Int64 = try db.row("SELECT value FROM counters WHERE name = 'highest_call_number'")?[0] ?? 0
          let given = max(highest, last["first_call_number"] - 1)
          epoch.firstCallNumber = given + Self.callNumbersSkippedAfterCrash + 1
        }
      }
      try db.run(
        "INSERT INTO epochs (number, started_at, first_call_number) VALUES (?, ?, ?)",
        [epoch.number, instant.microseconds, epoch.firstCallNumber])
      return epoch
    }
  }

  /// The server stops in order: `nextCallNumber` is the first that it has not given.
  public func endEpoch(_ epoch: Epoch, nextCallNumber: Int64, at instant: Timestamp) throws(StoreError) {
    try write { db in
      try db.run(
        "UPDATE epochs SET ended_at = ?, next_call_number = ? WHERE number = ?",
        [instant.microseconds, nextCallNumber, epoch.number])
    }
  }
}
