/// What remains of a call when it is over: one record for each call, written once, at its end.
public struct CallRecord: Sendable, Codable, Equatable {
  public var call: CallID
  /// The server's life (counted from 1) in which the call began; with `call` it names a call for ever.
  public var epoch: Int64
  public var gateway: String
  public var callingNumber: String?
  public var calledNumber: String?
  public var language: Language?
  public var customer: CustomerNumber?
  public var verification: VerificationLevel
  public var startedAt: Timestamp
  public var endedAt: Timestamp
  /// Why it ended: `caller-hung-up`, `agent-ended`, `menu-ended`, ...
  public var cause: String
  /// What it came to: `self-service`, `agent`, `abandoned`, `callback`, `transferred`, ...
  public var disposition: String
  /// Content hash of the menus that the call walked.
  public var menuVersion: String
  /// Nodes in the order of walking, each visit once.
  public var path: [NodeID]
  public var operations: [OperationRecord]
  public var queueVisits: [QueueVisitRecord]

  public init(
    call: CallID, epoch: Int64, gateway: String, callingNumber: String?, calledNumber: String?, language: Language?,
    customer: CustomerNumber?, verification: VerificationLevel, startedAt: Timestamp, endedAt: Timestamp,
    cause: String, disposition: String, menuVersion: String, path: [NodeID], operations: [OperationRecord],
    queueVisits: [QueueVisitRecord]
  ) {
    self.call = call
    self.epoch = epoch
    self.gateway = gateway
    self.callingNumber = callingNumber
    self.calledNumber = calledNumber
    self.language = language
    self.customer = customer
    self.verification = verification
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.cause = cause
    self.disposition = disposition
    self.menuVersion = menuVersion
    self.path = path
    self.operations = operations
    self.queueVisits = queueVisits
  }
}

/// One operation of the host within a call.
public struct OperationRecord: Sendable, Codable, Equatable {
  public var operation: HostOperation
  public var outcome: HostOutcome
  public var at: Timestamp

  public init(operation: HostOperation, outcome: HostOutcome, at: Timestamp) {
    self.operation = operation
    self.outcome = outcome
    self.at = at
  }
}

/// One stay in one queue: from entering it to an agent's answer or to leaving without.
public struct QueueVisitRecord: Sendable, Codable, Equatable {
  public var queue: QueueID
  public var enteredAt: Timestamp
  public var leftAt: Timestamp
  /// `answered`, `reached` (a customer whom the centre called), `abandoned`, `overflowed`, `callback`, `self-service`, `closed`, ...
  public var result: String
  public var agent: AgentID?
  /// From the agent's answer, without holds.
  public var talk: Interval
  public var hold: Interval
  /// The last offer of the visit; `nil`: there was none.
  public var decision: OfferDecision?

  public init(
    queue: QueueID, enteredAt: Timestamp, leftAt: Timestamp, result: String, agent: AgentID? = nil,
    talk: Interval = .zero, hold: Interval = .zero, decision: OfferDecision? = nil
  ) {
    self.queue = queue
    self.enteredAt = enteredAt
    self.leftAt = leftAt
    self.result = result
    self.agent = agent
    self.talk = talk
    self.hold = hold
    self.decision = decision
  }
}

/// A stretch of an agent's day in one state. The stretches of a shift leave no gap and don't overlap.
public struct AgentIntervalRecord: Sendable, Codable, Equatable {
  public var agent: AgentID
  public var state: String
  public var reason: String?
  public var from: Timestamp
  public var to: Timestamp

  public init(agent: AgentID, state: String, reason: String?, from: Timestamp, to: Timestamp) {
    self.agent = agent
    self.state = state
    self.reason = reason
    self.from = from
    self.to = to
  }
}

/// A caller's answer by key to one question of a survey.
public struct SurveyAnswerRecord: Sendable, Codable, Equatable {
  public var call: CallID
  public var epoch: Int64
  public var node: NodeID
  public var agent: AgentID?
  public var queue: QueueID?
  /// What the key stands for: `very-satisfied`, `solved`, ...
  public var answer: String
  public var at: Timestamp

  public init(
    call: CallID, epoch: Int64, node: NodeID, agent: AgentID?, queue: QueueID?, answer: String, at: Timestamp
  ) {
    self.call = call
    self.epoch = epoch
    self.node = node
    self.agent = agent
    self.queue = queue
    self.answer = answer
    self.at = at
  }
}

/// What an agent writes after the call is over and its record is made: joined to it by call and epoch.
public struct WrapUpRecord: Sendable, Codable, Equatable {
  public var call: CallID
  public var epoch: Int64
  public var agent: AgentID
  public var code: String
  public var note: String?
  public var at: Timestamp

  public init(call: CallID, epoch: Int64, agent: AgentID, code: String, note: String?, at: Timestamp) {
    self.call = call
    self.epoch = epoch
    self.agent = agent
    self.code = code
    self.note = note
    self.at = at
  }
}

/// One attempt to reach a customer whom the centre calls.
public struct DialRecord: Sendable, Codable, Equatable {
  /// The work: `CB1001`.
  public var call: CallID
  /// From 1.
  public var attempt: Int
  /// Who waited for the customer.
  public var agent: AgentID?
  public var result: DialResult
  public var at: Timestamp

  public init(call: CallID, attempt: Int, agent: AgentID?, result: DialResult, at: Timestamp) {
    self.call = call
    self.attempt = attempt
    self.agent = agent
    self.result = result
    self.at = at
  }
}

/// Work that began with dialling has ended: `done`, `other-channel` or `cancelled`.
public struct OutboundClosedRecord: Sendable, Codable, Equatable {
  public var call: CallID
  public var state: String
  public var at: Timestamp

  public init(call: CallID, state: String, at: Timestamp) {
    self.call = call
    self.state = state
    self.at = at
  }
}

/// A caller was told how long he will wait. What came of it follows as `PromiseScoreRecord`.
public struct PromiseRecord: Sendable, Codable, Equatable {
  public var call: CallID
  public var epoch: Int64
  public var queue: QueueID
  public var at: Timestamp
  public var promise: WaitPromise

  public init(call: CallID, epoch: Int64, queue: QueueID, at: Timestamp, promise: WaitPromise) {
    self.call = call
    self.epoch = epoch
    self.queue = queue
    self.at = at
    self.promise = promise
  }
}

/// The wait is over about which a call was told: all its promises that have no score yet get this one.
public struct PromiseScoreRecord: Sendable, Codable, Equatable {
  public var call: CallID
  public var epoch: Int64
  public var at: Timestamp
  /// As in `QueueVisitRecord`.
  public var result: String

  public init(call: CallID, epoch: Int64, at: Timestamp, result: String) {
    self.call = call
    self.epoch = epoch
    self.at = at
    self.result = result
  }
}

/// Something that happened and is kept: the effect that the record writer makes durable.
public enum Fact: Sendable, Codable, Equatable {
  case call(CallRecord)
  case agentInterval(AgentIntervalRecord)
  case surveyAnswer(SurveyAnswerRecord)
  case wrapUp(WrapUpRecord)
  case dial(DialRecord)
  case outboundClosed(OutboundClosedRecord)
  case promise(PromiseRecord)
  case promisesScored(PromiseScoreRecord)
}
