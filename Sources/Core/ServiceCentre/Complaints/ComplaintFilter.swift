public import CallModel

/// Which complaints to list.
public struct ComplaintFilter: Hashable, Sendable {
  public static let mostRows = 10_000

  public var state: ComplaintState?
  /// Only those that are owed something.
  public var isOpen = false
  public var handler: StaffID?
  public var customer: CustomerNumber?
  /// By the instant of receipt.
  public var received: Range<Timestamp>?
  public var limit: Int

  public init(
    state: ComplaintState? = nil, isOpen: Bool = false, handler: StaffID? = nil, customer: CustomerNumber? = nil,
    received: Range<Timestamp>? = nil, limit: Int = ComplaintFilter.mostRows
  ) {
    self.state = state
    self.isOpen = isOpen
    self.handler = handler
    self.customer = customer
    self.received = received
    self.limit = limit
  }

  public func takes(_ complaint: Complaint) -> Bool {
    (state == nil || complaint.state == state) && (!isOpen || !complaint.state.isOver)
      && (handler == nil || complaint.handler?.id == handler)
      && (customer == nil || complaint.complainant.customer == customer)
      && (received?.contains(complaint.receivedAt) ?? true)
  }
}
