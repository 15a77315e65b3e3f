import CallModel
import IVR
import LineProtocol

/// What hosts and drivers answered, in a journal.
extension ByteWriter {
  mutating func hostReply(_ reply: HostReply) {
    signed(reply.id)
    text(reply.call.text)
    text(reply.outcome.rawValue)
    sessionValues(reply.values)
    list(reply.items) { $0.sessionValues($1) }
    optional(reply.customer) { writer, customer in
      writer.signed(customer.number.number)
      writer.text(customer.maskedName)
      writer.text(customer.tier.rawValue)
      writer.optional(customer.language) { $0.text($1.tag) }
    }
  }

  private mutating func sessionValues(_ values: SessionValues) {
    list(values.sorted { $0.key < $1.key }) { writer, entry in
      writer.text(entry.key)
      writer.sessionValue(entry.value)
    }
  }

  private mutating func sessionValue(_ value: SessionValue) {
    switch value {
    case .text(let words):
      byte(0)
      text(words)
    case .digits(let digits):
      byte(1)
      text(digits)
    case .number(let number):
      byte(2)
      signed(number)
    case .money(let money):
      byte(3)
      signed(money.minorUnits)
      text(money.currency.code)
    case .date(let day):
      byte(4)
      signed(day.number)
    case .instant(let instant):
      byte(5)
      signed(instant.microseconds)
    case .interval(let interval):
      byte(6)
      signed(interval.microseconds)
    case .term(let term):
      byte(7)
      text(term.text)
    }
  }

  mutating func answer(_ answer: Answer) {
    switch answer {
    case .password(let isRight):
      byte(0)
      bool(isRight)
    case .durable(let position):
      byte(1)
      signed(position)
    case .settings(let settings):
      byte(2)
      text(settings.tree.version)
    case .settingsRefused(let problems):
      byte(3)
      list(problems) { $0.text($1) }
    case .rows(let rows):
      byte(4)
      list(rows) { writer, row in
        writer.text(row.word)
        writer.fields(row.fields)
        writer.optional(row.text) { $0.text($1) }
      }
    case .recordUnknown: byte(5)
    case .failed(let reason):
      byte(6)
      text(reason)
    case .ticked: byte(7)
    case .centre(let reply):
      byte(8)
      centreReply(reply)
    case .unlocked(let isKnown):
      byte(9)
      bool(isKnown)
    case .payee(.registered(let number)):
      byte(12)
      signed(number)
    case .payee(.refused(let code)):
      byte(13)
      text(code)
    case .backedUp(.made(let path, let position, let bytes)):
      byte(10)
      text(path)
      signed(position)
      signed(bytes)
    case .backedUp(.refused(let reason)):
      byte(11)
      text(reason)
    }
  }
}

extension ByteReader {
  mutating func hostReply() throws(CodingFault) -> HostReply {
    HostReply(
      id: try signed(), call: CallID(try text()), outcome: try word(), values: try sessionValues(),
      items: try list { reader throws(CodingFault) in try reader.sessionValues() },
      customer: try optional { reader throws(CodingFault) in
        CustomerFacts(
          number: CustomerNumber(try reader.signed()), maskedName: try reader.text(), tier: try reader.word(),
          language: try reader.optional { reader throws(CodingFault) in Language(try reader.text()) })
      })
  }

  private mutating func sessionValues() throws(CodingFault) -> SessionValues {
    var values: SessionValues = [:]
    for _ in 0..<(try count()) {
      let name = try text()
      values[name] = try sessionValue()
    }
    return values
  }

  private mutating func sessionValue() throws(CodingFault) -> SessionValue {
    let kind = try byte()
    switch kind {
    case 0: return .text(try text())
    case 1: return .digits(try text())
    case 2: return .number(try signed())
    case 3: return .money(Money(minorUnits: try signed(), currency: Currency(code: try text())))
    case 4: return .date(CivilDay(number: try signed()))
    case 5: return .instant(Timestamp(microseconds: try signed()))
    case 6: return .interval(Interval(microseconds: try signed()))
    case 7: return .term(PromptID(try text()))
    case let other: throw .badValue(at: position - 1, "\(other) is no kind of session value")
    }
  }

  mutating func answer(settings: SwitchboardSettings.Source) throws(CodingFault) -> Answer {
    let kind = try byte()
    switch kind {
    case 0: return .password(isRight: try bool())
    case 1: return .durable(position: try signed())
    case 2:
      let version = try text()
      do {
        return .settings(try settings(version))
      } catch {
        throw .settings(version: version, "\(error)")
      }
    case 3: return .settingsRefused(problems: try list { reader throws(CodingFault) in try reader.text() })
    case 4:
      return .rows(
        try list { reader throws(CodingFault) in
          ServerLine.RecordRow(
            word: try reader.text(), fields: try reader.fields(),
            text: try reader.optional { reader throws(CodingFault) in try reader.text() })
        })
    case 5: return .recordUnknown
    case 6: return .failed(reason: try text())
    case 7: return .ticked
    case 8: return .centre(try centreReply())
    case 9: return .unlocked(isKnown: try bool())
    case 10: return .backedUp(.made(path: try text(), position: try signed(), bytes: try signed()))
    case 11: return .backedUp(.refused(reason: try text()))
    case 12: return .payee(.registered(try signed()))
    case 13: return .payee(.refused(code: try text()))
    case let other: throw .badValue(at: position - 1, "\(other) is no kind of answer")
    }
  }
}
