import ServiceCentre
import Store
import SwitchboardCore

/// Answers orders to the centre's desk on threads of its own, so that a long report holds up neither a password
/// check nor a callback.
final class CentreWorker: Sendable {
  /// One may read a long report while another writes.
  private static let threads = 2

  private let desk: EmbeddedDesk
  private let deliver: @Sendable (Input) -> Void
  private let pool: WorkThreads

  init(desk: EmbeddedDesk, deliver: @escaping @Sendable (Input) -> Void) {
    self.desk = desk
    self.deliver = deliver
    pool = WorkThreads(Self.threads)
  }

  func ask(_ ticket: Ticket, _ order: CentreOrder) {
    pool.submit { self.deliver(.answered(ticket, self.answer(order))) }
  }

  func answer(_ order: CentreOrder) -> Answer {
    do {
      return .centre(try desk.perform(order))
    } catch {
      return .failed(reason: "the centre's desk could not do it: \(error)")
    }
  }

  func shutDown() { pool.shutDown() }
}
