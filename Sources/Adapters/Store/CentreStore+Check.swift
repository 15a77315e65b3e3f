import GRDB

/// The file looked at from outside, beside a daemon that writes.
extension CentreStore {
  /// What SQLite's own check finds wrong with `centre.sqlite`; empty where all is well. Throws where this version can't
  /// use it.
  public static func problems(directory: String) throws(StoreError) -> [String] {
    let path = directory + "/" + fileName
    let queue = try DatabaseFile.openReadOnly(path)
    return try DatabaseFile.naming(path) {
      try queue.read { db in
        try DatabaseFile.refuseNewer(db, path, CentreSchema.migrator)
        return try String.fetchAll(db, sql: "SELECT * FROM pragma_quick_check WHERE quick_check <> 'ok'")
      }
    }
  }
}
