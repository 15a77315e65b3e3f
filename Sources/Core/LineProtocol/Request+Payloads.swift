public import CallModel

extension Request {
  /// `HELLO`: opens a named session, whose calls outlive its connection.
  public struct Hello: Hashable, Sendable {
    public var name: String
    /// Take up this session, and send again what came after this event.
    public var resume: ResumePoint?
    public var playback: Playback
    public var bridge: Bridging
    /// It dials customers: it may be sent `DIAL`.
    public var dial: Bool

    public init(
      name: String, resume: ResumePoint? = nil, playback: Playback = .instant, bridge: Bridging = .instant,
      dial: Bool = false
    ) {
      self.name = name
      self.resume = resume
      self.playback = playback
      self.bridge = bridge
      self.dial = dial
    }
  }

  /// When a prompt counts as heard.
  public enum Playback: String, CaseIterable, Sendable {
    /// When it is sent.
    case instant
    /// When the gateway says `PLAYED`.
    case reported
  }

  /// When an agent's leg counts as answered.
  public enum Bridging: String, CaseIterable, Sendable {
    /// When `BRIDGE` is sent.
    case instant
    /// When the gateway says `BRIDGED`.
    case reported
  }

  /// `CALL`: a caller arrives.
  public struct Arrival: Hashable, Sendable {
    /// The gateway's own id for the call; `nil` lets the server count.
    public var call: CallID?
    /// The calling number (ANI), as the gateway has it.
    public var from: String?
    /// The number called (DNIS).
    public var to: String?
    public var language: Language?

    public init(call: CallID? = nil, from: String? = nil, to: String? = nil, language: Language? = nil) {
      self.call = call
      self.from = from
      self.to = to
      self.language = language
    }
  }

  /// `KEY`: keypresses of a named call.
  public struct KeyPress: Hashable, Sendable {
    public var call: CallID
    /// At least one.
    public var keys: Keys
    /// The number of the first of `keys` among the call's keys, from 1.
    public var number: Int64?
    /// The gateway's own clock when the first key went down.
    public var time: Interval?
    /// How long it was held.
    public var duration: Interval?
    /// How the gateway heard it (`inband`, `rfc4733`, `info`).
    public var source: String?

    public init(
      call: CallID, keys: Keys, number: Int64? = nil, time: Interval? = nil, duration: Interval? = nil,
      source: String? = nil
    ) {
      self.call = call
      self.keys = keys
      self.number = number
      self.time = time
      self.duration = duration
      self.source = source
    }
  }

  /// `EXPECT`: what the next event of the connection must look like.
  public struct Expectation: Hashable, Sendable {
    /// An event's kind, in capitals.
    public var kind: String
    /// The call that the event must be of; `nil` is any.
    public var call: CallID?
    /// For `Event.matches(kind:fields:)`.
    public var fields: [Field]
    /// `skip=yes`: pass over events that do not match until one does.
    public var skip: Bool

    public init(kind: String, call: CallID? = nil, fields: [Field] = [], skip: Bool = false) {
      self.kind = kind
      self.call = call
      self.fields = fields
      self.skip = skip
    }
  }

  /// `LOGIN`.
  public struct Login: Equatable, Sendable {
    public var agent: AgentID
    public var password: Secret

    public init(agent: AgentID, password: Secret) {
      self.agent = agent
      self.password = password
    }

    /// Looks at every byte of the passwords, wherever they differ.
    public static func == (a: Self, b: Self) -> Bool {
      let samePassword = a.password.withUnsafeBytes { first in
        b.password.withUnsafeBytes { second in
          first.count == second.count && zip(first, second).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
      }
      return a.agent == b.agent && samePassword
    }
  }

  /// Where a call is sent: `queue:<q>`, `agent:<a>` or `menu:<node>`.
  public enum TransferTarget: Hashable, Sendable {
    case queue(QueueID)
    case agent(AgentID)
    case menu(NodeID)
  }

  /// `DEFER`: a question to be answered later by a call back.
  public struct Deferral: Hashable, Sendable {
    public var call: CallID
    public var phone: String
    /// Whoever carries it out refuses it with `consent-needed` unless this is true.
    public var consent: Bool
    public var question: String

    public init(call: CallID, phone: String, consent: Bool, question: String) {
      self.call = call
      self.phone = phone
      self.consent = consent
      self.question = question
    }
  }

  /// `CASE`: what the caller wanted, for the register of contacts.
  public struct CaseEntry: Hashable, Sendable {
    public var call: CallID
    public var kind: CaseKind
    public var urgency: CaseUrgency?
    /// The other fields as they were given (`product=`, `cause=`), for the centre to judge.
    public var fields: [Field]
    public var note: String?

    public init(
      call: CallID, kind: CaseKind, urgency: CaseUrgency? = nil, fields: [Field] = [], note: String? = nil
    ) {
      self.call = call
      self.kind = kind
      self.urgency = urgency
      self.fields = fields
      self.note = note
    }
  }

  /// What a caller can want.
  public enum CaseKind: String, CaseIterable, Sendable {
    case enquiry, transaction, complaint, suggestion, praise
  }

  /// How much it presses, the most urgent first.
  public enum CaseUrgency: String, CaseIterable, Sendable {
    case loss, complaint, transaction, enquiry
  }

  /// `PAYEE`: an account that the caller wants to transfer to.
  public struct PayeeEntry: Hashable, Sendable, Codable {
    public var call: CallID
    public var payee: NewPayee
    /// The agent's word that he has verified the caller; refused without it.
    public var isVerified: Bool

    public init(call: CallID, payee: NewPayee, isVerified: Bool) {
      self.call = call
      self.payee = payee
      self.isVerified = isVerified
    }
  }

  /// `UNLOCK`: whose locks a branch takes off.
  public enum Unlocking: Hashable, Sendable, Codable {
    /// All that is closed to a customer's calls.
    case customer(CustomerNumber)
    /// Only what wrong passwords with this card have locked.
    case card(String)
  }

  /// `CENTRE`: an order to the centre's desk, for the desk to judge.
  public struct CentreEntry: Hashable, Sendable {
    /// At least an area and an action: `complaint`, `assign`, `CP1001`.
    public var words: [String]
    public var fields: [Field]
    public var text: String?

    public init(words: [String], fields: [Field] = [], text: String? = nil) {
      self.words = words
      self.fields = fields
      self.text = text
    }
  }

  /// `CALLS`: which calls to list.
  public struct CallsQuery: Hashable, Sendable {
    public var state: CallListState?
    /// Rows at most, from 1.
    public var limit: Int?

    public init(state: CallListState? = nil, limit: Int? = nil) {
      self.state = state
      self.limit = limit
    }
  }

  /// Calls in progress, or calls that are over and still held.
  public enum CallListState: String, CaseIterable, Sendable {
    case live, ended
  }

  /// What an operator makes an agent do.
  public enum AgentOrder: Hashable, Sendable {
    case ready
    case notReady(reason: String?)
    case logout
  }

  /// What an operator decides about a queue.
  public enum QueueOrder: Hashable, Sendable {
    /// With `sendingAway`, those who wait are sent away too.
    case close(sendingAway: Bool)
    case open
  }
}
