import CallModel
import GRDB

/// Runs a batch of the host's operations in one transaction, each in a savepoint of its own: one that fails
/// undoes nothing of its neighbours, and all become durable with one commit.
struct HostBatch {
  /// For the log: `bank`, `centre`.
  var name: String
  var log: StoreLog

  /// What an operation came to: the reply, and a sentence for the log if the request made no sense.
  typealias Answer = (reply: HostReply, fault: String?)

  func perform(
    _ requests: [HostRequest], on writer: some DatabaseWriter, _ answer: (HostRequest, Database) throws -> Answer
  ) -> [HostReply] {
    guard !requests.isEmpty else { return [] }
    do {
      return try writer.write { db in
        try requests.map { try reply(to: $0, in: db, answer) }
      }
    } catch {
      // Nothing of the batch is in the database, whatever its parts were answered before the commit failed.
      log("\(name): \(requests.count) operations were not done: \(Self.reason(error))")
      return requests.map { $0.reply(.unavailable) }
    }
  }

  private func reply(
    to request: HostRequest, in db: Database, _ answer: (HostRequest, Database) throws -> Answer
  ) throws -> HostReply {
    var result: Answer?
    do {
      try db.inSavepoint {
        result = try answer(request, db)
        return .commit
      }
    } catch {
      // A full disk takes the whole transaction away; going on would write without one.
      guard db.isInsideTransaction else { throw error }
      log("\(name): \(request.operation.rawValue) of call \(request.call) was not done: \(Self.reason(error))")
      return request.reply(.unavailable)
    }
    guard let result else { preconditionFailure("A savepoint that was released has its result.") }
    if let fault = result.fault {
      log("\(name): \(request.operation.rawValue) of call \(request.call) makes no sense: \(fault)")
    }
    return result.reply
  }

  /// Without the statement and its arguments: they may hold a customer's data.
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return "\(type(of: error))" }
    return "\(error.message ?? "no reason given") (SQLite \(error.resultCode.rawValue))"
  }
}
