public import CallModel

/// What a dialogue wants done: all that can come out of it.
public enum DialogueAction: Sendable, Equatable {
  case say(Utterance)
  /// Stop what is playing: the caller has barged in.
  case stop
  case ask(Ask)
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
