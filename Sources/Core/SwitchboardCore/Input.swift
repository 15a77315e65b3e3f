public import ACD
public import CallModel
public import IVR
public import LineProtocol
public import ServiceCentre

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
  /// So much waits to be read by this peer that streams which may be thinned should be.
  case congested(ConnectionID)
  /// The peer has caught up.
  case relieved(ConnectionID)
  indirect case hostReplied(HostReply)
  indirect case answered(Ticket, Answer)
  /// Somebody is to be called: a promise of an earlier life of the server, a job of an outbound project.
  indirect case callbackOwed(CallbackJob)
  /// A complaint that an earlier life of the server has taken is open.
  case complaintStands(ComplaintNotice)
  /// All that certificates and courses say of agents.
  case qualificationsStand([Qualification])
  /// What the files of customers say of how they want to be served.
  case wishesStand([CustomerWishes])
  /// All that callers are told now or in days to come.
  case announcementsStand([Announcement])
  /// The operating system (or an operator by signal) asks for what `RELOAD` or `STOP` ask for.
  case reloadRequested
  case stopRequested
  /// The disk has no room set aside any more, or has again: nothing new is begun meanwhile.
  case storage(isShort: Bool)
  /// More comes than is answered in good time, or no longer: no new calls are begun meanwhile.
  case load(isHigh: Bool)
  /// The process is a new one, and what it had open is gone (questions, secrets half keyed, connections) but for what
  /// the one before has handed over.
  case restarted(Restart)
  /// The process hands its connections to the next one, and can't hand over this one.
  case leftBehind(ConnectionID)
}

/// What is new with a new life of the server.
public struct Restart: Sendable, Equatable {
  /// `ivrd/<version>`.
  public var server: String
  public var epoch: Int64
  /// The machine has started anew: what was said last may be known to those whom it was said to, and not here.
  public var isAfterPowerCut: Bool
  /// The keys that nothing had used yet are known: handed over, or sealed in the journal and opened.
  public var knowsUnusedKeys: Bool
  /// The connections that the life before has handed over, with all that was in its memory; `nil`: it handed over
  /// nothing.
  public var handedOver: [ConnectionID]?

  public init(
    server: String, epoch: Int64, isAfterPowerCut: Bool = false, knowsUnusedKeys: Bool = true,
    handedOver: [ConnectionID]? = nil
  ) {
    self.server = server
    self.epoch = epoch
    self.isAfterPowerCut = isAfterPowerCut
    self.knowsUnusedKeys = knowsUnusedKeys
    self.handedOver = handedOver
  }

  var memory: Dialogue.Memory {
    if !knowsUnusedKeys { return .none }
    return handedOver == nil ? .unusedKeys : .all
  }
}

/// Who is at the other end of a connection, as the kernel says (SO_PEERCRED).
public struct Peer: Sendable, Equatable, Codable {
  public var userID: UInt32
  public var processID: Int32

  public init(userID: UInt32, processID: Int32) {
    self.userID = userID
    self.processID = processID
  }
}

/// Names a question that left the core as an effect, so that its answer finds the request that waits for it.
public struct Ticket: Hashable, Comparable, Sendable, Codable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
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
  case centre(CentreReply)
  /// False: the bank has no such customer.
  case unlocked(isKnown: Bool)
  case payee(PayeeAnswer)
  case backedUp(BackupOutcome)
  case failed(reason: String)
  /// Virtual time has moved.
  case ticked
}

/// What came of a backup.
public enum BackupOutcome: Sendable, Equatable {
  /// All is in that folder, as it was after the journal's turn `position`.
  case made(path: String, position: Int64, bytes: Int64)
  case refused(reason: String)
}

/// What a switchboard runs on: a checked menu tree and the queues and agents beside it. Loaded as a whole,
/// replaced as a whole.
public struct SwitchboardSettings: Sendable {
  public var tree: MenuTree
  public var acd: ACDConfiguration
  /// The head start of VIP callers in every queue, in points of urgency.
  public var vipCredit: Int64
  /// The bank's units, which the centre's papers may name; empty: any.
  public var units: [UnitID]

  public init(tree: MenuTree, acd: ACDConfiguration, vipCredit: Int64 = 0, units: [UnitID] = []) {
    self.tree = tree
    self.acd = acd
    self.vipCredit = vipCredit
    self.units = units
  }
}

/// A snapshot names settings by their version, which is that of their menu tree; whoever reads it says where
/// settings are.
extension SwitchboardSettings: Codable {
  /// Finds the settings of a version, or throws.
  public typealias Source = @Sendable (String) throws -> SwitchboardSettings
  public static let sourceKey = CodingUserInfoKey(rawValue: "ivr.settings")!

  public init(from decoder: any Decoder) throws {
    let version = try decoder.singleValueContainer().decode(String.self)
    guard let source = decoder.userInfo[Self.sourceKey] as? Source else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "nobody says where settings are"))
    }
    self = try source(version)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(tree.version)
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
