public import CallModel

/// What a caller may hear by keys of a complaint: where it stands and until when.
public struct ComplaintProgress: Hashable, Sendable {
  public var id: String
  public var state: ComplaintState
  /// The last day for the answer; `nil` once the answer has been given, or nothing is owed.
  public var dueDay: CivilDay?
  public var outcome: ComplaintOutcome?

  /// `nil` unless the caller is who complained: the verified customer, or the number that was left.
  ///
  /// A wrong number and somebody else's complaint look the same to the caller.
  public init?(_ complaint: Complaint?, customer: CustomerNumber?, callingNumber: String?) {
    guard let complaint else { return nil }
    let isCustomer = customer != nil && complaint.complainant.customer == customer
    let isPhone = callingNumber != nil && complaint.complainant.phone == callingNumber
    guard isCustomer || isPhone else { return nil }
    id = complaint.id
    state = complaint.state
    dueDay = complaint.state.isOver || complaint.notifiedAt != nil ? nil : complaint.deadline.lastDay
    outcome = complaint.notifiedAt == nil ? nil : complaint.decisions.last?.outcome
  }
}
