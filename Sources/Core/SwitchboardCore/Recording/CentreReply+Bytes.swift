import CallModel
import LineProtocol
import ServiceCentre

/// What the centre's desk answered, in a journal.
extension ByteWriter {
  mutating func centreReply(_ reply: CentreReply) {
    switch reply {
    case .done(let rows, let fields, let effects):
      byte(0)
      list(rows) { writer, row in
        writer.text(row.word)
        writer.orderFields(row.fields)
        writer.optional(row.text) { $0.text($1) }
      }
      orderFields(fields)
      list(effects) { $0.deskEffect($1) }
    case .refused(let refusal):
      byte(1)
      centreRefusal(refusal)
    }
  }

  private mutating func orderFields(_ fields: [CentreOrder.Field]) {
    list(fields) { writer, field in
      writer.text(field.key)
      writer.text(field.value)
    }
  }

  private mutating func centreRefusal(_ refusal: CentreRefusal) {
    switch refusal {
    case .unknownOrder: byte(0)
    case .missing(let name):
      byte(1)
      text(name)
    case .bad(let name, let sentence):
      byte(2)
      text(name)
      text(sentence)
    case .unknown(let id):
      byte(3)
      text(id)
    case .wrongState(let want, let have):
      byte(4)
      text(want)
      text(have)
    case .role(let roles):
      byte(7)
      list(roles) { $0.text($1.rawValue) }
    case .rule(let rule):
      byte(5)
      text(rule.rawValue)
    case .faults(let faults):
      byte(6)
      list(faults) { writer, fault in
        writer.signed(Int64(fault.line))
        writer.text(fault.sentence)
      }
    }
  }

  private mutating func deskEffect(_ effect: DeskEffect) {
    switch effect {
    case .call(let job):
      byte(0)
      text(job.id.text)
      text(job.phone)
      text(job.queue.text)
      signed(Int64(job.attempts))
      signed(job.due.microseconds)
      optional(job.until) { $0.signed($1.microseconds) }
      text(job.terms.rawValue)
    case .withdraw(let id):
      byte(1)
      text(id.text)
    case .supervise(let call, let agent, let mode):
      byte(2)
      text(call.text)
      text(agent.text)
      text(mode.rawValue)
    case .complaint(let notice):
      byte(3)
      complaintNotice(notice)
    case .qualify(let about):
      byte(4)
      qualification(about)
    case .wish(let said):
      byte(7)
      wishes(said)
    case .announce(let all):
      byte(6)
      list(all) { $0.announcement($1) }
    }
  }

  mutating func announcement(_ announcement: Announcement) {
    text(announcement.id)
    optional(announcement.language) { $0.text($1.tag) }
    signed(announcement.valid.lowerBound.microseconds)
    signed(announcement.valid.upperBound.microseconds)
    text(announcement.text)
  }

  mutating func wishes(_ wishes: CustomerWishes) {
    signed(wishes.customer.number)
    optional(wishes.agent) { $0.text($1.text) }
    optional(wishes.language) { $0.text($1.tag) }
    bool(wishes.isSenior)
  }

  mutating func qualification(_ qualification: Qualification) {
    text(qualification.agent.text)
    text(qualification.skill.text)
    signed(Int64(qualification.level))
    optional(qualification.certifiedUntil) { $0.signed($1.microseconds) }
  }

  mutating func complaintNotice(_ notice: ComplaintNotice) {
    text(notice.complaint)
    text(notice.about.text)
    optional(notice.customer) { $0.signed($1.number) }
    optional(notice.phone) { $0.text($1) }
    optional(notice.call) { $0.text($1.text) }
    bool(notice.isOver)
  }
}

extension ByteReader {
  mutating func centreReply() throws(CodingFault) -> CentreReply {
    let kind = try byte()
    switch kind {
    case 0:
      let rows = try list { reader throws(CodingFault) in
        CentreRow(
          try reader.text(), try reader.orderFields(),
          text: try reader.optional { reader throws(CodingFault) in try reader.text() })
      }
      let fields = try orderFields()
      return .done(
        rows: rows, fields: fields, effects: try list { reader throws(CodingFault) in try reader.deskEffect() })
    case 1: return .refused(try centreRefusal())
    case let other: throw .badValue(at: position - 1, "\(other) is no kind of the desk's answers")
    }
  }

  mutating func complaintNotice() throws(CodingFault) -> ComplaintNotice {
    ComplaintNotice(
      complaint: try text(), about: AgentID(try text()),
      customer: try optional { reader throws(CodingFault) in CustomerNumber(try reader.signed()) },
      phone: try optional { reader throws(CodingFault) in try reader.text() },
      call: try optional { reader throws(CodingFault) in CallID(try reader.text()) }, isOver: try bool())
  }

  mutating func qualification() throws(CodingFault) -> Qualification {
    Qualification(
      agent: AgentID(try text()), skill: SkillID(try text()), level: Int(try signed()),
      certifiedUntil: try optional { reader throws(CodingFault) in Timestamp(microseconds: try reader.signed()) })
  }

  /// The first two of `wishes`, which were all.
  mutating func preference() throws(CodingFault) -> CustomerWishes {
    CustomerWishes(
      customer: CustomerNumber(try signed()),
      agent: try optional { reader throws(CodingFault) in AgentID(try reader.text()) })
  }

  mutating func wishes() throws(CodingFault) -> CustomerWishes {
    var wishes = try preference()
    wishes.language = try optional { reader throws(CodingFault) in Language(try reader.text()) }
    wishes.isSenior = try bool()
    return wishes
  }

  mutating func announcement() throws(CodingFault) -> Announcement {
    let id = try text()
    let language = try optional { reader throws(CodingFault) in Language(try reader.text()) }
    let begin = Timestamp(microseconds: try signed())
    let end = Timestamp(microseconds: try signed())
    guard begin <= end else { throw .badValue(at: position, "an announcement ends before it begins") }
    return Announcement(id: id, language: language, valid: begin..<end, text: try text())
  }

  private mutating func deskEffect() throws(CodingFault) -> DeskEffect {
    let kind = try byte()
    switch kind {
    case 0:
      return .call(
        DialJob(
          id: CallID(try text()), phone: try text(), queue: QueueID(try text()), attempts: Int(try signed()),
          due: Timestamp(microseconds: try signed()),
          until: try optional { reader throws(CodingFault) in Timestamp(microseconds: try reader.signed()) },
          terms: try word()))
    case 1: return .withdraw(CallID(try text()))
    case 2: return .supervise(CallID(try text()), by: AgentID(try text()), mode: try word())
    case 3: return .complaint(try complaintNotice())
    case 4: return .qualify(try qualification())
    case 5: return .wish(try preference())
    case 6: return .announce(try list { reader throws(CodingFault) in try reader.announcement() })
    case 7: return .wish(try wishes())
    case let other: throw .badValue(at: position - 1, "\(other) is no kind of effect of the desk's")
    }
  }

  private mutating func orderFields() throws(CodingFault) -> [CentreOrder.Field] {
    try list { reader throws(CodingFault) in CentreOrder.Field(try reader.text(), try reader.text()) }
  }

  private mutating func centreRefusal() throws(CodingFault) -> CentreRefusal {
    let kind = try byte()
    switch kind {
    case 0: return .unknownOrder
    case 1: return .missing(try text())
    case 2: return .bad(try text(), try text())
    case 3: return .unknown(id: try text())
    case 4: return .wrongState(want: try text(), have: try text())
    case 5: return .rule(try word())
    case 6:
      return .faults(
        try list { reader throws(CodingFault) in
          ListFault(line: Int(try reader.signed()), sentence: try reader.text())
        })
    case 7: return .role(mayDo: try list { reader throws(CodingFault) in try reader.word() })
    case let other: throw .badValue(at: position - 1, "\(other) is no kind of refusal")
    }
  }
}
