import CallModel
import ServiceCentre
import Store
import SwitchboardCore

extension Stores {
  /// The callbacks that earlier lives of the server have promised and not made. Their places in line went with
  /// the callers who waited; they go to agents whom no caller needs, the first due first.
  func callbacksOwed(at now: Timestamp) throws -> [Input] {
    let promised: [Input] = try centre.callbacks(.open, limit: CentreStore.mostRows).compactMap { task in
      guard let queue = task.queue else { return nil }
      return .callbackOwed(
        CallbackJob(
          id: CallID(task.id), phone: task.phone, queue: queue, attempts: task.attempts, due: task.registeredAt))
    }
    return try promised + projectsOwed(at: now)
  }

  /// Complaints that are open about agents. Those of a journal are known already, and said again they change nothing.
  func complaintsStanding() throws -> [Input] {
    try records.flush()
    return try centre.standingComplaints().map { .complaintStands($0) }
  }

  /// What certificates and courses say of agents; said again it changes nothing.
  func qualificationsStanding() throws -> [Input] { [.qualificationsStand(try centre.qualifications())] }

  /// How customers want to be served; said again it changes nothing.
  func wishesStanding() throws -> [Input] { [.wishesStand(try centre.wishes())] }

  /// What callers are told in some days; said again it changes nothing.
  func announcementsStanding(at now: Timestamp) throws -> [Input] {
    [.announcementsStand(try centre.announcements(at: now))]
  }

  /// The customers of running projects whom nobody has reached. A journal may have lost an order's last steps, never
  /// what the records have; work that is known already is passed over.
  func projectsOwed(at now: Timestamp) throws -> [Input] {
    try records.flush()
    return try centre.dialJobs(at: now).map { .callbackOwed(CallbackJob($0)) }
  }
}
