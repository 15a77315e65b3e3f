public import CallModel
import LineProtocol
import ServiceCentre

/// Turns as bytes: a few for a key, so that a journal takes millions a second. Whatever may be a secret is hidden
/// here and nowhere else: the digits of keys, and passwords.
extension Turn {
  /// The kinds of turns as they are numbered in journals. A number is never used again for something else.
  enum Kind: UInt8 {
    case time = 0
    case opened = 1
    case keys = 2
    case key = 3
    case request = 4
    case login = 5
    case malformed = 6
    case halfClosed = 7
    case closed = 8
    case slowReader = 9
    case hostReplied = 10
    case answered = 11
    case reloadRequested = 12
    case stopRequested = 13
    case restarted = 14
    case congested = 15
    case relieved = 16
    case callbackOwed = 17
    case storage = 18
    case leftBehind = 19
    case tookOver = 20
    case complaintStands = 21
    case qualificationsStand = 22
    /// As journals had it before files said more than an agent.
    case preferencesStand = 23
    case announcementsStand = 24
    case wishesStand = 25
    case load = 26
  }

  /// `base` is an instant near: that of the turn before, which the reader knows too.
  public func write(to writer: inout ByteWriter, after base: Timestamp) throws(CodingFault) {
    switch cause {
    case .time: Self.writeTime(to: &writer)
    case .input(let input): try Self.writeCause(input, to: &writer)
    }
    Self.writeRest(at: at, usedKeys: usedKeys, sealedKeys: sealedKeys, to: &writer, after: base)
  }

  /// The first part, which can be written before the turn is made; whatever can't be written down throws here.
  public static func writeCause(_ input: Input, to writer: inout ByteWriter) throws(CodingFault) {
    try write(input, to: &writer)
  }

  /// The same where nothing came and deadlines fire.
  public static func writeTime(to writer: inout ByteWriter) { writer.byte(Kind.time.rawValue) }

  /// The second part, when the turn has been made.
  static func writeRest(
    at instant: Timestamp, usedKeys: [Key], sealedKeys: [[UInt8]], to writer: inout ByteWriter, after base: Timestamp
  ) {
    writer.signed((instant - base).microseconds)
    writer.list(usedKeys) { $0.byte($1.ascii) }
    writer.list(sealedKeys) { writer, sealed in
      writer.count(sealed.count)
      writer.bytes += sealed
    }
  }

  public init(
    from reader: inout ByteReader, after base: Timestamp, settings: SwitchboardSettings.Source
  ) throws(CodingFault) {
    let place = reader.position
    guard let kind = Kind(rawValue: try reader.byte()) else { throw .badValue(at: place, "no kind of turn") }
    if kind == .time {
      cause = .time
    } else {
      cause = .input(try Self.input(kind, from: &reader, settings: settings))
    }
    at = base + Interval(microseconds: try reader.signed())
    usedKeys = try reader.list { reader throws(CodingFault) in try Self.key(from: &reader) }
    sealedKeys = try reader.list { reader throws(CodingFault) in Array(try reader.slice()) }
  }

  // MARK: - Inputs

  private static func write(_ input: Input, to writer: inout ByteWriter) throws(CodingFault) {
    func begin(_ kind: Kind, _ connection: ConnectionID) {
      writer.byte(kind.rawValue)
      writer.signed(connection.number)
    }
    switch input {
    case .opened(let connection, let role, let peer):
      begin(.opened, connection)
      writer.text(role.rawValue)
      writer.unsigned(UInt64(peer.userID))
      writer.signed(Int64(peer.processID))
    case .line(let connection, let line): try write(line, of: connection, to: &writer)
    case .halfClosed(let connection): begin(.halfClosed, connection)
    case .closed(let connection): begin(.closed, connection)
    case .slowReader(let connection): begin(.slowReader, connection)
    case .congested(let connection): begin(.congested, connection)
    case .relieved(let connection): begin(.relieved, connection)
    case .hostReplied(let reply):
      writer.byte(Kind.hostReplied.rawValue)
      writer.hostReply(reply)
    case .answered(let ticket, let answer):
      writer.byte(Kind.answered.rawValue)
      writer.signed(ticket.number)
      writer.answer(answer)
    case .callbackOwed(let job):
      writer.byte(Kind.callbackOwed.rawValue)
      writer.text(job.id.text)
      writer.text(job.phone)
      writer.text(job.queue.text)
      writer.optional(job.language) { $0.text($1.tag) }
      writer.signed(Int64(job.attempts))
      writer.signed(job.due.microseconds)
      writer.optional(job.until) { $0.signed($1.microseconds) }
      writer.text(job.terms.rawValue)
    case .complaintStands(let notice):
      writer.byte(Kind.complaintStands.rawValue)
      writer.complaintNotice(notice)
    case .qualificationsStand(let all):
      writer.byte(Kind.qualificationsStand.rawValue)
      writer.list(all) { $0.qualification($1) }
    case .wishesStand(let all):
      writer.byte(Kind.wishesStand.rawValue)
      writer.list(all) { $0.wishes($1) }
    case .announcementsStand(let all):
      writer.byte(Kind.announcementsStand.rawValue)
      writer.list(all) { $0.announcement($1) }
    case .storage(let isShort):
      writer.byte(Kind.storage.rawValue)
      writer.bool(isShort)
    case .load(let isHigh):
      writer.byte(Kind.load.rawValue)
      writer.bool(isHigh)
    case .reloadRequested: writer.byte(Kind.reloadRequested.rawValue)
    case .stopRequested: writer.byte(Kind.stopRequested.rawValue)
    case .restarted(let life):
      writer.byte((life.handedOver == nil ? Kind.restarted : .tookOver).rawValue)
      writer.text(life.server)
      writer.signed(life.epoch)
      writer.bool(life.isAfterPowerCut)
      writer.bool(life.knowsUnusedKeys)
      if let handedOver = life.handedOver { writer.list(handedOver) { $0.signed($1.number) } }
    case .leftBehind(let connection): begin(.leftBehind, connection)
    }
  }

  private static func input(
    _ kind: Kind, from reader: inout ByteReader, settings: SwitchboardSettings.Source
  ) throws(CodingFault) -> Input {
    switch kind {
    case .time: preconditionFailure("Time alone is no input.")
    case .opened:
      let connection = ConnectionID(try reader.signed())
      let role: Role = try reader.word()
      let user = UInt32(truncatingIfNeeded: try reader.unsigned())
      return .opened(
        connection, role, Peer(userID: user, processID: Int32(truncatingIfNeeded: try reader.signed())))
    case .keys, .key, .request, .login, .malformed:
      let connection = ConnectionID(try reader.signed())
      return .line(connection, try line(kind, from: &reader))
    case .halfClosed: return .halfClosed(ConnectionID(try reader.signed()))
    case .closed: return .closed(ConnectionID(try reader.signed()))
    case .slowReader: return .slowReader(ConnectionID(try reader.signed()))
    case .congested: return .congested(ConnectionID(try reader.signed()))
    case .relieved: return .relieved(ConnectionID(try reader.signed()))
    case .hostReplied: return .hostReplied(try reader.hostReply())
    case .answered: return .answered(Ticket(try reader.signed()), try reader.answer(settings: settings))
    case .callbackOwed:
      return .callbackOwed(
        CallbackJob(
          id: CallID(try reader.text()), phone: try reader.text(), queue: QueueID(try reader.text()),
          language: try reader.optional { reader throws(CodingFault) in Language(try reader.text()) },
          attempts: Int(try reader.signed()), due: Timestamp(microseconds: try reader.signed()),
          until: try reader.optional { reader throws(CodingFault) in Timestamp(microseconds: try reader.signed()) },
          terms: try reader.word()))
    case .complaintStands: return .complaintStands(try reader.complaintNotice())
    case .qualificationsStand:
      return .qualificationsStand(try reader.list { reader throws(CodingFault) in try reader.qualification() })
    case .preferencesStand:
      return .wishesStand(try reader.list { reader throws(CodingFault) in try reader.preference() })
    case .wishesStand:
      return .wishesStand(try reader.list { reader throws(CodingFault) in try reader.wishes() })
    case .announcementsStand:
      return .announcementsStand(try reader.list { reader throws(CodingFault) in try reader.announcement() })
    case .storage: return .storage(isShort: try reader.bool())
    case .load: return .load(isHigh: try reader.bool())
    case .reloadRequested: return .reloadRequested
    case .stopRequested: return .stopRequested
    case .restarted, .tookOver:
      return .restarted(
        Restart(
          server: try reader.text(), epoch: try reader.signed(), isAfterPowerCut: try reader.bool(),
          knowsUnusedKeys: try reader.bool(),
          handedOver: kind == .restarted
            ? nil : try reader.list { reader throws(CodingFault) in ConnectionID(try reader.signed()) }))
    case .leftBehind: return .leftBehind(ConnectionID(try reader.signed()))
    }
  }
}
