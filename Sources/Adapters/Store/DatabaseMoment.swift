import GRDB

/// One moment of a database, held while others go on writing, to be copied at leisure.
///
/// SQLite's write-ahead log gives it: who has begun to read goes on seeing what was there then, and holds up nobody. Only
/// the log can't be folded into the file beyond that moment until this is let go.
public final class DatabaseMoment: Sendable {
  private let path: String
  private let snapshot: DatabaseSnapshot

  /// What has been committed when this returns, and nothing that is committed later. Takes about a millisecond.
  private init(path: String) throws(StoreError) {
    self.path = path
    snapshot = try DatabaseFile.naming(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      return try DatabasePool(path: path, configuration: configuration).makeSnapshot()
    }
  }

  public static func ofBank(directory: String) throws(StoreError) -> DatabaseMoment {
    try DatabaseMoment(path: directory + "/" + EmbeddedBank.fileName)
  }

  public static func ofRecords(directory: String) throws(StoreError) -> DatabaseMoment {
    try DatabaseMoment(path: directory + "/" + CentreStore.fileName)
  }

  /// Copies the moment into a new file, readable by its owner only, by SQLite's online backup.
  public func copy(to target: String) throws(StoreError) {
    try DatabaseFile.copy(snapshot, to: target)
  }
}
