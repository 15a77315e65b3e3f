public import CallModel

/// What a dialogue wants done: all that can come out of it.
public enum DialogueAction: Sendable, Equatable {
  indirect case say(Utterance)
  /// Stop what is playing: the caller has barged in.
  case stop
  indirect case ask(Ask)
  case noInput(node: NodeID, count: Int)
  case noMatch(node: NodeID, count: Int)
  /// Replaces the deadline before; `nil` clears it. At that instant `deadlineReached` is called.
  case deadline(Timestamp?)
  indirect case askHost(HostQuery)
  case enterQueue(QueueID)
  /// A sentence that was just said has told the caller how long he will wait.
  case waitTold(WaitPromise)
  /// A callback was registered under this name. Before `leaveQueue`, where the caller had a place.
  indirect case callbackRegistered(CallID, phone: String, queue: QueueID)
  /// The caller gives up the place in the queue but not the call.
  case leaveQueue(QueueLeaveReason)
  /// The connect prompt has been heard (or there is none): bridge to the agent who answered.
  case bridge
  /// Bridge to an address outside.
  case transfer(address: String)
  case surveyAnswer(node: NodeID, answer: String)
  case end(EndCause, disposition: String)
}

public enum QueueLeaveReason: String, Sendable, Codable { case callback, selfService = "self-service" }

/// Why a dialogue ends a call.
public enum EndCause: String, Sendable, Codable {
  case menuEnded = "menu-ended"
  case blocked
  case transferred
  /// The walk went round and round without the caller: a fault of the tree, ended in a controlled way.
  case menuLoop = "menu-loop"
}

/// One sentence to play, whole.
public struct Utterance: Sendable, Equatable {
  /// From 1 within the call; `promptHeard` names it.
  public var ordinal: Int
  public var prompt: PromptID
  public var language: Language
  public var interruptible: Bool
  /// The holes' values as this language writes them, in the template's order.
  public var values: [SpokenValue]
  /// The same sentence as what is played one after the other.
  public var pieces: [SpokenPiece]
  /// As it is said: numbers, amounts and dates in words.
  public var text: String

  public struct SpokenValue: Sendable, Equatable {
    public var name: String
    public var text: String
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  public init(
    ordinal: Int, prompt: PromptID, language: Language, interruptible: Bool, values: [SpokenValue],
    pieces: [SpokenPiece], text: String
  ) {
    self.ordinal = ordinal
    self.prompt = prompt
    self.language = language
    self.interruptible = interruptible
    self.values = values
    self.pieces = pieces
    self.text = text
  }

  /// The prompt is one recording, and that is all.
  public var isOneRecording: Bool {
    guard pieces.count == 1, case .recording(let name) = pieces[0] else { return false }
    return name == prompt.text
  }
}

/// Input is now expected.
public struct Ask: Sendable, Equatable {
  public enum Kind: String, Sendable { case menu, digits, amount, confirm, secret }

  public var node: NodeID
  public var kind: Kind
  /// The choices that work, in the keys' order; empty for strings of digits.
  public var keys: [String]
  public var minimum: Int?
  public var maximum: Int?
  public var endKey: Key?
  public var first: Interval
  public var inter: Interval

  public init(
    node: NodeID, kind: Kind, keys: [String] = [], minimum: Int? = nil, maximum: Int? = nil, endKey: Key? = nil,
    first: Interval, inter: Interval
  ) {
    self.node = node
    self.kind = kind
    self.keys = keys
    self.minimum = minimum
    self.maximum = maximum
    self.endKey = endKey
    self.first = first
    self.inter = inter
  }
}

/// An operation for the host; the switchboard adds what it knows of the call.
public struct HostQuery: Sendable {
  public var operation: HostOperation
  public var arguments: SessionValues
  public var secret: Secret?
  public var customer: CustomerNumber?
  public var failuresInCall: Int
  /// The visit of the node, counted within the call: part of the idempotency key.
  public var visit: Int
  /// Asked before, and not answered: whichever answer comes first is the answer.
  public var isRepeated: Bool

  public init(
    operation: HostOperation, arguments: SessionValues = [:], secret: Secret? = nil, customer: CustomerNumber? = nil,
    failuresInCall: Int = 0, visit: Int, isRepeated: Bool = false
  ) {
    self.operation = operation
    self.arguments = arguments
    self.secret = secret
    self.customer = customer
    self.failuresInCall = failuresInCall
    self.visit = visit
    self.isRepeated = isRepeated
  }
}

extension HostQuery: Equatable {
  /// Secrets compare by presence: comparing their bytes here would leak them through a test's failure.
  public static func == (a: Self, b: Self) -> Bool {
    a.operation == b.operation && a.arguments == b.arguments && (a.secret == nil) == (b.secret == nil)
      && a.customer == b.customer && a.failuresInCall == b.failuresInCall && a.visit == b.visit
      && a.isRepeated == b.isRepeated
  }
}
