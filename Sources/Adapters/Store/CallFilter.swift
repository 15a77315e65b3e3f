public import CallModel
import GRDB

/// Which call records to read; `nil` leaves a property open.
public struct CallFilter: Hashable, Sendable {
  /// Calls that began at or after this.
  public var from: Timestamp?
  /// Calls that began before this.
  public var to: Timestamp?
  public var queue: QueueID?
  public var agent: AgentID?
  public var customer: CustomerNumber?
  public var callingNumber: String?
  public var disposition: String?

  public init(
    from: Timestamp? = nil, to: Timestamp? = nil, queue: QueueID? = nil, agent: AgentID? = nil,
    customer: CustomerNumber? = nil, callingNumber: String? = nil, disposition: String? = nil
  ) {
    self.from = from
    self.to = to
    self.queue = queue
    self.agent = agent
    self.customer = customer
    self.callingNumber = callingNumber
    self.disposition = disposition
  }

  /// The condition on `calls`, and its arguments.
  var condition: (sql: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func add(_ term: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      terms.append(term)
      arguments += [value]
    }
    add("started_at >= ?", from?.microseconds)
    add("started_at < ?", to?.microseconds)
    add("number IN (SELECT record FROM queue_visits WHERE queue = ?)", queue?.text)
    add("number IN (SELECT record FROM queue_visits WHERE agent = ?)", agent?.text)
    add("customer = ?", customer?.number)
    add("calling_number = ?", callingNumber)
    add("disposition = ?", disposition)
    return (terms.isEmpty ? "TRUE" : terms.joined(separator: " AND "), arguments)
  }
}
