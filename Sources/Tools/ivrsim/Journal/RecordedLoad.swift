import CallModel
import Foundation
import Journal
import JournalReplay
import LineProtocol
import Settings
import Simulation
import SwitchboardCore

/// Calls on named sessions whose keys are written down as the daemon writes them: the same turns, groups and digests.
struct RecordedLoad {
  /// Turns in a group, as one read of a busy socket brings them.
  static let turnsPerGroup = 64
  private static let callsPerSession = 100
  /// A gateway acknowledges so many keys' events at a time.
  private static let keysPerAcknowledgement = 200
  private static let peer = Peer(userID: 0, processID: 0)
  /// Between two keys, over all calls: ten thousand callers press once a second each.
  static let betweenKeys = Interval(microseconds: 100)

  private(set) var switchboard: Switchboard
  let directory: String
  let writer: JournalWriter
  private let host: SimulatedHost
  private var now: Timestamp
  private var digest = EffectDigest()
  private var effects: [Effect] = []
  private var turns = ByteWriter()
  private var turnsInGroup = 0
  private var base = Timestamp.epoch
  private(set) var bytesWritten = 0
  private(set) var turnsWritten = 0
  /// Of each call, the number of its last key.
  private var keys: [Int]
  private var keysUnacknowledged: [Int]
  private var lastEvents: [Int64]

  /// Writes into `directory`, which has no journal yet.
  init(_ menus: LoadedSettings, calls: Int, in directory: String, from start: Timestamp) throws {
    self.directory = directory
    now = start
    host = SimulatedHost(at: start)
    keys = Array(repeating: 0, count: calls)
    let sessions = (calls + Self.callsPerSession - 1) / Self.callsPerSession
    keysUnacknowledged = Array(repeating: 0, count: sessions)
    lastEvents = Array(repeating: 0, count: sessions)
    let archive = SettingsArchive(directory: JournalHistory.settings(in: directory))
    try FileManager.default.createDirectory(atPath: archive.directory, withIntermediateDirectories: true)
    try archive.keep(menus)
    switchboard = Switchboard(
      settings: SwitchboardSettings(menus),
      identity: .init(server: "ivrd/bench", epoch: 1, isVirtual: false, isDurable: true), at: start)
    let first = try JournalEntryBytes.snapshot(digest: digest.value, of: switchboard)
    try JournalWriter.writeSnapshot(first, last: 0, in: directory)
    writer = try JournalWriter(continuing: JournalReader(directory: directory))
    switchboard.beginNoting()
    for session in 0..<sessions {
      try take(.opened(Self.connection(session), .gateway, Self.peer))
      try say("HELLO lp=1 name=bench\(session)", on: session)
    }
    for call in 0..<calls {
      try say("CALL call=\(Self.name(call))", on: call / Self.callsPerSession)
      try press("2", call)
    }
    try flush()
  }

  private static func connection(_ session: Int) -> ConnectionID { ConnectionID(Int64(session + 1)) }
  private static func name(_ call: Int) -> String { "b\(call)" }

  var calls: Int { keys.count }

  /// The main menu, once more.
  mutating func pressAgain(_ call: Int) throws {
    try press("9", call)
    let session = call / Self.callsPerSession
    keysUnacknowledged[session] += 1
    guard keysUnacknowledged[session] >= Self.keysPerAcknowledgement else { return }
    keysUnacknowledged[session] = 0
    try say("ACK \(lastEvents[session])", on: session)
  }

  private mutating func press(_ key: String, _ call: Int) throws {
    keys[call] += 1
    try say("KEY \(Self.name(call)) \(key) n=\(keys[call])", on: call / Self.callsPerSession)
  }

  private mutating func say(_ text: String, on session: Int) throws {
    guard let line = RequestParser.parse(.line(Array(text.utf8)[...]), role: .gateway) else { return }
    try take(.line(Self.connection(session), line))
  }

  private mutating func take(_ input: Input) throws {
    now = now + Self.betweenKeys
    try Turn.writeCause(input, to: &turns)
    effects.removeAll(keepingCapacity: true)
    switchboard.step(input, at: now, into: &effects)
    switchboard.writeRest(at: now, seal: nil, to: &turns, after: base)
    base = now
    turnsInGroup += 1
    try digest.add(effects)
    var questions: [HostRequest] = []
    for effect in effects {
      if case .askHost(let request) = effect { questions.append(request) }
      if case .send(let connection, .event(let number, _, _)) = effect {
        lastEvents[Int(connection.number) - 1] = number
      }
    }
    if turnsInGroup >= Self.turnsPerGroup { try flush() }
    for reply in host.perform(questions) { try take(.hostReplied(reply)) }
  }

  /// Writes what has gathered.
  mutating func flush() throws {
    guard turnsInGroup > 0 else { return }
    let last = writer.next + Int64(turnsInGroup) - 1
    let contents = JournalEntryBytes.group(digest: digest.value, through: last, turns: turns.bytes)
    try writer.write(contents, count: turnsInGroup)
    bytesWritten += contents.count
    turnsWritten += turnsInGroup
    turns = ByteWriter()
    turnsInGroup = 0
    base = .epoch
  }

  /// What a snapshot is made of, and its bytes.
  func snapshot() throws -> [UInt8] { try JournalEntryBytes.snapshot(digest: digest.value, of: switchboard) }

  mutating func keepSnapshot() throws {
    try flush()
    try writer.takeUnsynced().makeDurable()
    try JournalWriter.writeSnapshot(snapshot(), last: writer.next - 1, in: directory)
  }
}
