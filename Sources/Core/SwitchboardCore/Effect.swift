public import ACD
public import CallModel
public import LineProtocol
public import ServiceCentre

/// Everything that a switchboard can want done. Results come back only as new inputs.
public enum Effect: Sendable {
  case send(ConnectionID, ServerLine)
  /// So many requests of this connection are answered; the server may read on.
  case completed(ConnectionID, count: Int)
  /// After what was sent before has been written.
  case close(ConnectionID)
  indirect case askHost(HostRequest)
  indirect case record(Fact)
  case ask(Ticket, Question)
  case log(LogEntry)
  /// What `Input.reloadRequested` asked for is done, or was refused and logged.
  case reloadEnded
  /// All calls have ended and all peers have been told: the process may exit.
  case stopped
}

/// A question to a driver, answered by `Input.answered` with the same ticket.
public enum Question: Sendable {
  case agentPassword(AgentID, Secret)
  /// Is everything before this durable?
  case durability
  case loadSettings
  case records(RecordQuery)
  case centre(CentreOrder)
  /// A branch has seen the customer.
  case unlock(Request.Unlocking)
  /// An agent has verified the caller, who wants to transfer to somebody.
  case payee(Request.PayeeEntry)
  /// Copy everything, as it is after the step that asks for it.
  case backup(path: String)
  /// Move virtual time by so much, firing each deadline at its own instant.
  case tick(Interval)
}

/// A snapshot may fall between a question and its answer. The password that is being checked stays out of it, and so
/// do the customer's matters in an order to the centre's desk: only the answer is waited for.
extension Question: Codable {
  private enum Coded: Codable {
    case agentPassword(AgentID)
    case durability
    case loadSettings
    case records(RecordQuery)
    case centre
    case unlock(Request.Unlocking)
    case payee(Request.PayeeEntry)
    case tick(Interval)
    case backup(path: String)
  }

  public init(from decoder: any Decoder) throws {
    switch try Coded(from: decoder) {
    case .agentPassword(let agent): self = .agentPassword(agent, Secret([UInt8]()))
    case .durability: self = .durability
    case .loadSettings: self = .loadSettings
    case .records(let query): self = .records(query)
    case .centre: self = .centre(CentreOrder(words: [], userID: 0, at: .epoch))
    case .unlock(let subject): self = .unlock(subject)
    case .payee(let entry): self = .payee(entry)
    case .tick(let interval): self = .tick(interval)
    case .backup(let path): self = .backup(path: path)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    let coded: Coded =
      switch self {
      case .agentPassword(let agent, _): .agentPassword(agent)
      case .durability: .durability
      case .loadSettings: .loadSettings
      case .records(let query): .records(query)
      case .centre: .centre
      case .unlock(let subject): .unlock(subject)
      case .payee(let entry): .payee(entry)
      case .tick(let interval): .tick(interval)
      case .backup(let path): .backup(path: path)
      }
    try coded.encode(to: encoder)
  }
}

/// What an operator may want from the records.
public enum RecordQuery: Sendable, Equatable, Codable {
  case endedCalls(limit: Int)
  case call(CallID)
  /// Of a call that has ended, by its id or by that of one of its offers, with so many agents' part in each.
  case decisions(of: String, ACDHindsight, candidates: Int)
  /// A call's whole life, from the journal.
  case trace(CallID)

  /// What is asked about.
  var subject: String? {
    switch self {
    case .endedCalls: nil
    case .call(let id), .trace(let id): id.text
    case .decisions(let id, _, candidates: _): id
    }
  }
}

/// A line for the operator's log. Never keys, never a secret.
public struct LogEntry: Sendable, Equatable {
  public enum Level: Sendable { case info, warning, error }
  public var level: Level
  public var message: String
  /// Whom it is about, for those who look for it: `call`, `agent`, `queue`, `connection`, `user`.
  public var fields: [Field]

  public init(_ level: Level, _ message: String, _ fields: [Field] = []) {
    self.level = level
    self.message = message
    self.fields = fields
  }
}
