import CallModel

/// Looking at complaints. Names and numbers of complainants are masked; `complaint contact` shows them to whom the
/// complaint is given, with a reason that the audit trail keeps.
extension CentreDesk {
  func showComplaint(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let complaint = try Self.complaint(&paper, in: book)
    try paper.reader.finish()
    var fields = Self.row(complaint, at: paper.at)
    let complainant = complaint.complainant
    let more: [(String, String?)] = [
      ("received", complaint.receivedAt.written), ("registered-by", complaint.registeredBy.text),
      ("name", complainant.name.map(ContactMask.name)), ("phone", complainant.phone.map(ContactMask.number)),
      ("customer", complainant.customer.map { String($0.number) }), ("call", complainant.call?.text),
      ("about-unit", complaint.about.unit?.text), ("about-person", complaint.about.person?.text),
      ("joint-units", complaint.jointUnits.isEmpty ? nil : complaint.jointUnits.map(\.text).joined(separator: ",")),
      ("extensions", String(complaint.extensions)), ("urgings", String(complaint.urgings)),
      ("escalations", String(complaint.escalations)), ("outcome", complaint.decisions.last?.outcome.rawValue),
      ("points", complaint.decisions.last.map { String($0.points) }),
      ("in-time", complaint.wasInTime.map { $0 ? "yes" : "no" }),
      ("score", complaint.followUp.map { String($0.score) }),
      ("solved", complaint.followUp.map { $0.isSolved ? "yes" : "no" }),
    ]
    for case (let key, let value?) in more { fields.append(.init(key, value)) }
    let history = try book.trail(of: complaint.id, limit: ComplaintFilter.mostRows).map(Self.row)
    return .done(
      rows: [CentreRow("complaint", fields, text: complaint.matter)] + history,
      fields: [.init("entries", String(history.count))])
  }

  func listComplaints(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    var filter = ComplaintFilter(state: try paper.reader.optionalChoice("state"))
    filter.handler = try paper.reader.optionalID("handler")
    filter.isOpen = try paper.reader.optional("open") != nil
    let overdue = try paper.reader.optional("overdue") != nil
    if overdue { filter.isOpen = true }
    let limit = Int(try paper.reader.optionalInteger("limit", in: 1...Int64(ComplaintFilter.mostRows)) ?? 100)
    if !overdue { filter.limit = limit }
    try paper.reader.finish()
    let found = try book.complaints(filter).filter { !overdue || $0.isOverdue(at: paper.at) }
    let rows = found.prefix(limit).map { CentreRow("complaint", Self.row($0, at: paper.at)) }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  /// The one order that shows a complainant's number.
  func showContact(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let complaint = try Self.complaint(&paper, in: book)
    paper.entry.text = try paper.reader.requiredText()
    try paper.reader.finish()
    guard paper.actor.id == complaint.handler?.id || paper.actor.has(.complaintsOffice) else {
      throw CentreRefusal.rule(.handlerOnly)
    }
    guard !complaint.about.isMet(by: paper.actor) else { throw CentreRefusal.rule(.conflictOfInterest) }
    let fields: [CentreOrder.Field] = [
      .init("id", complaint.id), .init("name", complaint.complainant.name ?? "unknown"),
      .init("phone", complaint.complainant.phone ?? "unknown"),
    ]
    return .done(rows: [CentreRow("contact", fields)], fields: [.init("id", complaint.id)])
  }

  func complaintStatistics(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let range = try Self.days(&paper)
    try paper.reader.finish()
    let complaints = try book.complaints(ComplaintFilter(received: range, limit: .max))
    let rows = ComplaintStatistics(of: complaints, at: paper.at).rows.map {
      CentreRow("count", [.init("by", $0.of), .init("value", $0.value), .init("complaints", String($0.complaints))])
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  /// `from=` and `to=`, both days included; this month's days so far where they are not given.
  static func days(_ paper: inout Paper) throws -> Range<Timestamp> {
    let today = CivilTime(paper.at).day
    let (year, month, _) = today.components
    let monthsFirst = CivilDay(year: year, month: month, day: 1) ?? today
    let first = try paper.reader.optionalDay("from") ?? monthsFirst
    let last = try paper.reader.optionalDay("to") ?? max(first, today)
    guard first <= last else { throw CentreRefusal.bad("to", "It can't be before the first day.") }
    let begin = CivilTime(day: first, timeOfDay: .zero).instant()
    return begin..<CivilTime(day: last + 1, timeOfDay: .zero).instant()
  }

  /// What every answer about one complaint says.
  static func summary(_ complaint: Complaint) -> [CentreOrder.Field] {
    [
      .init("id", complaint.id), .init("state", complaint.state.rawValue),
      .init("due", complaint.deadline.lastDay.written),
    ]
  }

  private static func row(_ complaint: Complaint, at now: Timestamp) -> [CentreOrder.Field] {
    let isOwed = !complaint.state.isOver && complaint.notifiedAt == nil
    return summary(complaint) + [
      .init("days-left", isOwed ? String(complaint.deadline.daysLeft(at: now)) : "-"),
      .init("channel", complaint.channel.rawValue), .init("business", complaint.business.rawValue),
      .init("about", complaint.cause.rawValue), .init("handler", complaint.handler?.id.text ?? "-"),
    ]
  }
}

/// How much of a complainant is shown to whoever looks.
enum ContactMask {
  static func name(_ name: String) -> String { name.prefix(1) + "*" }
  static func number(_ number: String) -> String { number.count > 4 ? "***" + number.suffix(4) : "***" }
}
