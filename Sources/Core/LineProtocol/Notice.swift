public import CallModel

/// What the server says about a connection rather than about a call.
public enum Notice: Hashable, Sendable {
  /// The first line of every connection. `server` is `ivrd/<version>`.
  case hello(server: String, epoch: Int64, capabilities: [String])
  /// The last line. `resume` says where a named session can be taken up.
  case bye(reason: ByeReason, resume: ResumePoint?)
  /// The daemon was started anew under this connection; calls are as they were.
  case epoch(Int64)
  /// No new calls; the daemon stops when the last has ended, or after `by`.
  case drain(by: Interval?)
  /// Monitor events of this class were thinned: so many were not sent.
  case lost(class: String, count: Int64)

  public var kind: String {
    switch self {
    case .hello: "HELLO"
    case .bye: "BYE"
    case .epoch: "EPOCH"
    case .drain: "DRAIN"
    case .lost: "LOST"
    }
  }

  public var fields: [Field] {
    switch self {
    case .hello(let server, let epoch, let capabilities):
      [
        Field("lp", WireLimit.version), Field("server", server), Field("epoch", epoch),
        Field("max-line", WireLimit.maximumLine), Field("caps", list: capabilities),
      ]
    case .bye(let reason, let resume):
      [Field("reason", reason.rawValue)] + (resume.map { [Field("resume", $0.description)] } ?? [])
    case .epoch(let number): [Field("epoch", number)]
    case .drain(let by): by.map { [Field("by", seconds: $0)] } ?? []
    case .lost(let name, let count): [Field("class", name), Field("n", count)]
    }
  }
}

/// Why the server closes a connection. Frozen words, like `ErrorSymbol`.
public enum ByeReason: String, CaseIterable, Sendable, Codable {
  case `protocol`
  case slow
  case quit
  case finished
  case replaced
  case stopping
  case overload
  case `internal`

  public var meaning: String {
    switch self {
    case .protocol: "So many bad lines came in a row that the other end can't be speaking lp/1."
    case .slow: "The other end reads more slowly than events come, beyond what the server holds for it."
    case .quit: "The client said `QUIT`."
    case .finished: "The client had closed its half, and its calls have nothing more to do."
    case .replaced: "The session, or the agent, was taken up on another connection."
    case .stopping: "The daemon is stopping."
    case .overload: "The daemon has as many connections as it may have."
    case .internal: "A fault of the server."
    }
  }
}
