import CallModel

/// Orders of agents about the customers on a list, and the do-not-call list.
extension CentreDesk {
  func stepEntry<Book: CentreBook>(
    _ act: OutboundAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var entry: OutboundEntry = try Self.document(&paper, in: book)
    let project = try Self.project(of: entry, in: book)
    switch act {
    case .reason:
      let after = try paper.reader.optionalInteger("after", in: 0...10_080) ?? 0
      entry.course.reason = try paper.reader.requiredText()
      try paper.reader.finish()
      paper.entry.text = entry.course.reason
      // The state table alone would do; said again because it must never happen.
      guard entry.attempts.count < OutboundRules.mostAttempts else { throw CentreRefusal.rule(.noFourthDial) }
      try entry.take(.reason)
      if let job = entry.job(of: project, from: paper.at + .minutes(after)) { paper.effects.append(.call(job)) }
    case .complete:
      for field in project.fields {
        guard let value = try paper.reader.optional(field.name) else {
          guard !field.isRequired else { throw CentreRefusal.rule(.requiredFields) }
          continue
        }
        guard field.choices.isEmpty || field.choices.contains(value) else {
          throw CentreRefusal.bad(field.name, "It is one of \(field.choices.joined(separator: ", ")).")
        }
        entry.answers.append(.init(name: field.name, value: value))
      }
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try entry.take(.complete)
    case .refused:
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try entry.take(.refused)
      entry.course.hasRefused = true
      _ = try book.add(DoNotCall(phone: entry.phone, since: paper.at, source: entry.id))
    case .propose, .submit, .load, .approve, .reject, .finish, .acknowledge, .show, .list, .report, .block, .unblock,
      .blocked:
      preconditionFailure("\(act.rawValue) is no step of an entry")
    }
    try book.save(entry)
    return .done(rows: [], fields: [.init("id", entry.id), .init("state", entry.state.rawValue)])
  }

  /// A customer says that he will not be called: whoever was to call him does not.
  func block<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let phone = try paper.reader.requiredPhone("phone")
    paper.entry.text = try paper.reader.requiredText()
    try paper.reader.finish()
    let open: [OutboundEntry] = try book.documents(DocumentFilter(isOver: false, key: phone))
    for var entry in open where entry.state != .reached {
      try entry.take(.block)
      try book.save(entry)
      paper.effects.append(.withdraw(CallID(entry.id)))
    }
    var row = DoNotCall(phone: phone, since: paper.at, source: paper.actor.id.text)
    row.number = try book.add(row)
    paper.entry.subject = row.id
    return .done(
      rows: [], fields: [.init("id", row.id), .init("until", (CivilTime(row.until).day + -1).written)])
  }

  func unblock<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    var row: DoNotCall = try Self.document(&paper, in: book)
    paper.entry.text = try paper.reader.requiredText()
    try paper.reader.finish()
    guard row.holds(at: paper.at) else { throw CentreRefusal.wrongState(want: "blocked", have: "lifted") }
    row.isLifted = true
    try book.save(row)
    return .done(rows: [], fields: [.init("id", row.id)])
  }

  func listBlocked(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    try paper.reader.finish()
    let found: [DoNotCall] = try book.documents(DocumentFilter(isOver: false))
    let rows = found.filter { $0.holds(at: paper.at) }.map {
      CentreRow(
        "blocked",
        [
          .init("id", $0.id), .init("phone", ContactMask.number($0.phone)), .init("since", $0.since.written),
          .init("until", (CivilTime($0.until).day + -1).written), .init("source", $0.source),
        ])
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  // MARK: - Looking

  /// A project with its answers, or a customer of a list with what an agent needs to speak to him.
  func showOutbound(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    guard paper.order.words.count > 2, DocumentKind.outboundEntry.number(of: paper.order.words[2]) != nil else {
      let project: OutboundProject = try Self.document(&paper, in: book)
      try paper.reader.finish()
      return .done(
        rows: [CentreRow("project", Self.row(project), text: project.answers)], fields: Self.summary(project))
    }
    let entry: OutboundEntry = try Self.document(&paper, in: book)
    try paper.reader.finish()
    let project = try Self.project(of: entry, in: book)
    var fields: [CentreOrder.Field] = [
      .init("id", entry.id), .init("project", project.id), .init("state", entry.state.rawValue),
      .init("phone", ContactMask.number(entry.phone)), .init("name", entry.name.map(ContactMask.name) ?? "-"),
      .init("attempts", String(entry.attempts.count)), .init("asks", project.writtenFields),
    ]
    fields += entry.details.map { .init("list-\($0.name)", $0.value) }
    fields += entry.answers.map { .init("answer-\($0.name)", $0.value) }
    return .done(
      rows: [CentreRow("entry", fields, text: project.answers)] + Self.rows(entry.course),
      fields: [.init("id", entry.id), .init("state", entry.state.rawValue)])
  }

  func listProjects(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let state: OutboundProject.State? = try paper.reader.optionalChoice("state")
    let unit: UnitID? = try paper.reader.optionalID("unit")
    try paper.reader.finish()
    let found: [OutboundProject] = try book.documents(DocumentFilter(state: state?.rawValue, owner: unit?.text))
    let rows = found.map { CentreRow("project", Self.row($0)) }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  /// The summary for the department [H7.1.2]: what became of the list, and the tally of each field.
  func reportProject(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let project: OutboundProject = try Self.document(&paper, in: book)
    try paper.reader.finish()
    let summary = OutboundSummary(of: try book.documents(DocumentFilter(parent: project.id)), project)
    let rows = summary.counts.map {
      CentreRow("count", [.init("of", $0.of), .init("value", $0.value), .init("customers", String($0.customers))])
    }
    return .done(rows: rows, fields: Self.summary(project) + [.init("rows", String(rows.count))])
  }

  private static func row(_ project: OutboundProject) -> [CentreOrder.Field] {
    summary(project) + [
      .init("title", project.title), .init("unit", project.unit.text), .init("by", project.proposer.text),
      .init("queue", project.queue.text), .init("marketing", project.isMarketing ? "yes" : "no"),
      .init("from", project.firstDay.written), .init("to", project.lastDay.written),
      .init("approved-by", project.approvedBy?.text ?? "-"), .init("asks", project.writtenFields),
    ]
  }

  private static func project(of entry: OutboundEntry, in book: some CentreBook) throws -> OutboundProject {
    guard let number = DocumentKind.outboundProject.number(of: entry.project),
      let project: OutboundProject = try book.document(number)
    else { preconditionFailure("An entry has a project.") }
    return project
  }
}

/// What became of a project's list, in sums that anybody can check by hand.
public struct OutboundSummary: Hashable, Sendable {
  public struct Count: Hashable, Sendable {
    public var of: String
    public var value: String
    public var customers: Int
  }

  public private(set) var counts: [Count] = []

  public init(of entries: [OutboundEntry], _ project: OutboundProject) {
    func add(_ of: String, _ value: String, _ customers: Int) {
      counts.append(Count(of: of, value: value, customers: customers))
    }
    add("list", "customers", entries.count)
    add("list", "dialled", entries.count { !$0.attempts.isEmpty })
    add("list", "dials", entries.reduce(0) { $0 + $1.attempts.count })
    add("list", "reached", entries.count { $0.attempts.contains { $0.result == .answered } })
    add("list", "refused", entries.count(where: \.hasRefused))
    for state in OutboundEntry.State.allCases { add("state", state.rawValue, entries.count { $0.state == state }) }
    for field in project.fields {
      let values = entries.flatMap(\.answers).filter { $0.name == field.name }.map(\.value)
      let known = field.choices + values.filter { !field.choices.contains($0) }.sorted()
      for (index, value) in known.enumerated() where !known[..<index].contains(value) {
        add(field.name, value, values.count { $0 == value })
      }
    }
  }
}
