import CallModel
import ServiceCentre
import Store
import SwitchboardCore

extension Stores {
  /// The callbacks that earlier lives of the server have promised and not made. Their places in line went with
  /// the callers who waited; they go to agents whom no caller needs, the first due first.
  func callbacksOwed() throws -> [Input] {
    try centre.callbacks(.open, limit: CentreStore.mostRows).compactMap { task in
      guard let queue = task.queue else { return nil }
      return .callbackOwed(
        CallbackJob(
          id: CallID(task.id), phone: task.phone, queue: queue, attempts: task.attempts, due: task.registeredAt))
    }
  }
}
