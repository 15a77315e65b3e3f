import CallModel

/// The register of contacts: what callers wanted.
extension CentreDesk {
  func perform<Book: CentreBook>(_ act: CaseAct, _ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch act {
    case .register: try registerCase(&paper, in: &book)
    case .list: try listCases(&paper, in: book)
    }
  }

  /// A complaint is opened with it, taken in the call.
  private func registerCase<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let call: CallID = try paper.reader.requiredID("call")
    let wish: ContactKind = try paper.reader.choice("kind")
    let urgency: ContactUrgency = try paper.reader.optionalChoice("urgency") ?? wish.urgency
    let reason = try paper.reader.optional("reason")
    var registered = ContactCase(
      call: call, agent: paper.actor.id, wish: wish, urgency: urgency, reason: reason, at: paper.at)
    var fields: [CentreOrder.Field] = []
    if wish == .complaint {
      var complaint = Complaint(
        channel: .hotline, business: try paper.reader.choice("business"), cause: try paper.reader.choice("cause"),
        complainant: .init(
          name: try paper.reader.optional("name"), phone: try paper.reader.optionalPhone("phone"),
          customer: try paper.reader.optionalInteger("customer", in: 1...Int64.max).map { CustomerNumber($0) },
          call: call),
        about: try Self.accused(&paper.reader) ?? .init(), receivedAt: paper.at, registeredBy: paper.actor.id,
        matter: try paper.reader.requiredText())
      try paper.reader.finish()
      complaint.number = try book.add(complaint)
      paper.tell(of: complaint)
      registered.complaint = complaint.id
      fields = [.init("complaint", complaint.id), .init("due", complaint.deadline.lastDay.written)]
    }
    registered.note = try paper.reader.optionalText()
    try paper.reader.finish()
    registered.number = try book.add(registered)
    paper.entry.subject = registered.complaint ?? registered.id
    paper.entry.detail = "call=\(call) kind=\(wish.rawValue) urgency=\(urgency.rawValue)"
    paper.entry.text = registered.note
    return .done(rows: [], fields: [.init("id", registered.id)] + fields)
  }

  private func listCases(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let wish: ContactKind? = try paper.reader.optionalChoice("kind")
    let call: CallID? = try paper.reader.optionalID("call")
    let range = try Self.days(&paper)
    try paper.reader.finish()
    let cases: [ContactCase] = try book.documents(
      DocumentFilter(state: wish?.rawValue, parent: call?.text, made: range))
    let rows = cases.map {
      CentreRow(
        "case",
        [
          .init("id", $0.id), .init("at", $0.at.written), .init("call", $0.call.text), .init("agent", $0.agent.text),
          .init("kind", $0.wish.rawValue), .init("urgency", $0.urgency.rawValue), .init("reason", $0.reason ?? "-"),
          .init("complaint", $0.complaint ?? "-"),
        ], text: $0.note)
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }
}
