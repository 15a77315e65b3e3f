import CallModel
import GRDB
import ServiceCentre

extension EmbeddedBank {
  /// Visits of branches that callers booked in these days, by branch.
  func visitCounts(in range: Range<Timestamp>) throws(StoreError) -> [KeyedVisitCounts] {
    try DatabaseFile.naming(path) {
      try database.read { db in
        try db.rows(
          """
          SELECT branch, count(*) AS bookings FROM branch_visits WHERE at >= ? AND at < ?
          GROUP BY branch ORDER BY branch
          """, [range.lowerBound.microseconds, range.upperBound.microseconds]
        ).map { KeyedVisitCounts(branch: $0["branch"], bookings: $0["bookings"]) }
      }
    }
  }

  /// Those booked from a telephone, the newest first.
  func visits(from phone: String, limit: Int) throws(StoreError) -> [KeyedVisit] {
    try DatabaseFile.naming(path) {
      try database.read { db in
        try db.rows(
          "SELECT branch, phone, at FROM branch_visits WHERE phone = ? ORDER BY at DESC, number DESC LIMIT ?",
          [phone, limit]
        ).map {
          KeyedVisit(branch: $0["branch"], phone: $0["phone"], at: Timestamp(microseconds: $0["at"]))
        }
      }
    }
  }
}
