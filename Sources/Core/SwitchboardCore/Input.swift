public import ACD
public import CallModel
public import IVR
public import LineProtocol

/// Everything that can happen to a switchboard. Nothing else changes its state, so a list of inputs with
/// their instants is a whole history.
public enum Input: Sendable {
  case opened(ConnectionID, Role, Peer)
  case line(ConnectionID, ClientLine)
  /// The peer will send no more, but still reads.
  case halfClosed(ConnectionID)
  case closed(ConnectionID)
  /// More waits to be read by this peer than the server will hold.
  case slowReader(ConnectionID)
  case hostReplied(HostReply)
  case answered(Ticket, Answer)
  /// The operating system (or an operator by signal) asks for what `RELOAD` or `STOP` ask for.
  case reloadRequested
  case stopRequested
}

/// Who is at the other end of a connection, as the kernel says (SO_PEERCRED).
public struct Peer: Sendable, Equatable {
  public var userID: UInt32
  public var processID: Int32

  public init(userID: UInt32, processID: Int32) {
    self.userID = userID
    self.processID = processID
  }
}

/// Names a question that left the core as an effect, so that its answer finds the request that waits for it.
public struct Ticket: Hashable, Sendable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
}

/// What the drivers answer to questions.
public enum Answer: Sendable {
  case password(isRight: Bool)
  case durable(position: Int64)
  case settings(SwitchboardSettings)
  case settingsRefused(problems: [String])
  /// Rows of records, ready for the wire.
  case rows([ServerLine.RecordRow])
  case recordUnknown
  case failed(reason: String)
  /// Virtual time has moved.
  case ticked
}

/// What a switchboard runs on: a checked menu tree and the queues and agents beside it. Loaded as a whole,
/// replaced as a whole.
public struct SwitchboardSettings: Sendable {
  public var tree: MenuTree
  public var acd: ACDConfiguration
  /// The head start of VIP callers in every queue, in points of urgency.
  public var vipCredit: Int64

  public init(tree: MenuTree, acd: ACDConfiguration, vipCredit: Int64 = 0) {
    self.tree = tree
    self.acd = acd
    self.vipCredit = vipCredit
  }
}

extension ServerLine {
  /// A row of the records, ready for the wire.
  public struct RecordRow: Sendable, Equatable {
    public var word: String
    public var fields: [Field]
    public var text: String?

    public init(word: String, fields: [Field], text: String? = nil) {
      self.word = word
      self.fields = fields
      self.text = text
    }
  }
}
