import CallModel
import LineProtocol

/// Clients' lines in a journal: keys as bytes with their digits hidden, logins without their password, refusals with
/// what they say, and every other request as the line that it came from.
extension Turn {
  static func write(
    _ line: ClientLine, of connection: ConnectionID, to writer: inout ByteWriter
  ) throws(CodingFault) {
    func begin(_ kind: Kind) {
      writer.byte(kind.rawValue)
      writer.signed(connection.number)
      writer.optional(line.tag) { $0.text($1) }
    }
    switch line.content {
    case .request(.keys(let keys)):
      begin(.keys)
      writer.hidden(keys)
    case .request(.key(let press)):
      begin(.key)
      writer.text(press.call.text)
      writer.hidden(press.keys)
      writer.optional(press.number) { $0.signed($1) }
      writer.optional(press.time) { $0.signed($1.microseconds) }
      writer.optional(press.duration) { $0.signed($1.microseconds) }
      writer.optional(press.source) { $0.text($1) }
    case .request(.login(let login)):
      begin(.login)
      writer.text(login.agent.text)
    case .request(let request):
      begin(.request)
      writer.text(role(of: request).rawValue)
      var text: [UInt8] = []
      do {
        try ClientRequestWriter.append(request, limit: WireLimit.maximumEscaped, to: &text)
      } catch {
        throw .badValue(at: writer.bytes.count, "a request that can't be written as a line: \(error.symbol.rawValue)")
      }
      writer.count(text.count)
      writer.bytes += text
    case .malformed(let error):
      begin(.malformed)
      writer.text(error.symbol.rawValue)
      writer.fields(error.fields)
      writer.optional(error.text) { $0.text($1) }
    }
  }

  static func line(_ kind: Kind, from reader: inout ByteReader) throws(CodingFault) -> ClientLine {
    let tag = try reader.optional { reader throws(CodingFault) in try reader.text() }
    switch kind {
    case .keys: return ClientLine(tag: tag, content: .request(.keys(try keys(from: &reader))))
    case .key:
      let press = Request.KeyPress(
        call: CallID(try reader.text()), keys: try keys(from: &reader),
        number: try reader.optional { reader throws(CodingFault) in try reader.signed() },
        time: try reader.optional { reader throws(CodingFault) in Interval(microseconds: try reader.signed()) },
        duration: try reader.optional { reader throws(CodingFault) in Interval(microseconds: try reader.signed()) },
        source: try reader.optional { reader throws(CodingFault) in try reader.text() })
      return ClientLine(tag: tag, content: .request(.key(press)))
    case .login:
      let login = Request.Login(agent: AgentID(try reader.text()), password: Secret([UInt8]()))
      return ClientLine(tag: tag, content: .request(.login(login)))
    case .request:
      let role: Role = try reader.word()
      let place = reader.position
      let text = try reader.slice().dropLast()
      guard let line = RequestParser.parse(.line(text), role: role), case .request(let request) = line.content else {
        throw .badValue(at: place, "a request that nobody understands any more")
      }
      return ClientLine(tag: tag, content: .request(request))
    case .malformed:
      let symbol: ErrorSymbol = try reader.word()
      let fields = try reader.fields()
      let text = try reader.optional { reader throws(CodingFault) in try reader.text() }
      return ClientLine(tag: tag, content: .malformed(WireError(symbol, fields, text: text)))
    case .time, .opened, .halfClosed, .closed, .slowReader, .hostReplied, .answered, .reloadRequested,
      .stopRequested, .restarted, .congested, .relieved, .callbackOwed, .complaintStands, .qualificationsStand,
      .preferencesStand, .wishesStand, .announcementsStand,
      .storage, .load, .leftBehind,
      .tookOver:
      preconditionFailure("No line is written as a turn of this kind.")
    }
  }

  static func key(from reader: inout ByteReader) throws(CodingFault) -> Key {
    let ascii = try reader.byte()
    if ascii == Key.hiddenDigit.ascii { return .hiddenDigit }
    guard let key = Key(ascii: ascii) else { throw .badValue(at: reader.position - 1, "no key") }
    return key
  }

  private static func keys(from reader: inout ByteReader) throws(CodingFault) -> Keys {
    Keys(try reader.list { reader throws(CodingFault) in try key(from: &reader) })
  }

  /// A socket on which it may be said.
  private static func role(of request: Request) -> Role {
    let roles = request.verb.roles
    return Role.allCases.first { roles.contains($0) } ?? .operations
  }
}

extension ByteWriter {
  fileprivate mutating func hidden(_ keys: Keys) {
    count(keys.count)
    for key in keys { byte(key.hidden.ascii) }
  }

  mutating func fields(_ fields: [Field]) {
    list(fields) { writer, field in
      writer.text(field.key)
      writer.text(field.value)
    }
  }
}

extension ByteReader {
  mutating func fields() throws(CodingFault) -> [Field] {
    try list { reader throws(CodingFault) in Field(try reader.text(), try reader.text()) }
  }

  /// A case of an enum by its word.
  public mutating func word<Word: RawRepresentable<String>>() throws(CodingFault) -> Word {
    let place = position
    guard let word = Word(rawValue: try text()) else { throw .badValue(at: place, "a word that nobody knows") }
    return word
  }
}
