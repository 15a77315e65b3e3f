/// What an agent is doing, as operators and records see it.
public enum AgentState: Hashable, Sendable, Codable {
  case loggedOut
  case notReady(reason: String)
  case ready
  case offered
  case talking
  case held
  /// Speaking with a colleague while the caller waits on the line.
  case consulting
  case wrapUp

  /// The state without its reason.
  public enum Kind: Int, Hashable, Sendable, Codable, CaseIterable {
    case loggedOut, notReady, ready, offered, talking, held, consulting, wrapUp

    public var word: String {
      switch self {
      case .loggedOut: "logged-out"
      case .notReady: "not-ready"
      case .ready: "ready"
      case .offered: "offered"
      case .talking: "talking"
      case .held: "held"
      case .consulting: "consulting"
      case .wrapUp: "wrap-up"
      }
    }

    /// The table of legal transitions. What isn't here can't happen: the engine checks each change.
    public var next: [Kind] {
      switch self {
      case .loggedOut: [.notReady]
      case .notReady: [.notReady, .ready, .loggedOut]
      case .ready: [.offered, .notReady, .loggedOut]
      case .offered: [.talking, .consulting, .ready, .notReady, .loggedOut]
      case .talking: [.held, .consulting, .wrapUp, .ready, .notReady, .loggedOut]
      case .held: [.talking, .consulting, .wrapUp, .ready, .notReady, .loggedOut]
      case .consulting: [.talking, .held, .wrapUp, .ready, .notReady, .loggedOut]
      case .wrapUp: [.ready, .notReady, .loggedOut]
      }
    }

    /// The same table as bits, since every change of a state asks.
    private static let successors: [UInt8] = allCases.map { kind in
      kind.next.reduce(0) { $0 | 1 << UInt8($1.rawValue) }
    }

    func canBecome(_ other: Kind) -> Bool { Self.successors[rawValue] >> UInt8(other.rawValue) & 1 == 1 }

    /// At work, and soon free again.
    public var isBusy: Bool { self == .offered || self == .wrapUp || isOnCall }

    /// With a caller on his line.
    public var isOnCall: Bool { self == .talking || self == .held || self == .consulting }
  }

  public var kind: Kind {
    switch self {
    case .loggedOut: .loggedOut
    case .notReady: .notReady
    case .ready: .ready
    case .offered: .offered
    case .talking: .talking
    case .held: .held
    case .consulting: .consulting
    case .wrapUp: .wrapUp
    }
  }

  public var word: String { kind.word }

  public var reason: String? {
    if case .notReady(let reason) = self { return reason }
    return nil
  }

  /// Reasons that the engine itself gives; agents may give others.
  public enum Reason {
    public static let login = "login"
    public static let noAnswer = "no-answer"
    public static let declined = "declined"
    /// A mandatory wrap-up whose lease ended without a code.
    public static let uncoded = "uncoded"
    /// He was ready when the daemon died, and his console is not back yet.
    public static let reconnecting = "reconnecting"
    /// He has had so many calls in a row that he must rest: see `RestPolicy`. It ends by itself.
    public static let rest = "rest"
    /// The gateway could not reach the agent's telephone.
    public static let unreachable = "unreachable"
  }
}
