import CallModel

/// Orders about outbound projects, from the proposal to the acknowledgement.
extension CentreDesk {
  func perform<Book: CentreBook>(
    _ act: OutboundAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    switch act {
    case .propose: try proposeProject(&paper, in: &book)
    case .submit, .approve, .reject, .finish, .acknowledge: try stepProject(act, &paper, in: &book)
    case .load: try loadList(&paper, in: &book)
    case .show: try showOutbound(&paper, in: book)
    case .list: try listProjects(&paper, in: book)
    case .report: try reportProject(&paper, in: book)
    case .reason, .complete, .refused: try stepEntry(act, &paper, in: &book)
    case .block: try block(&paper, in: &book)
    case .unblock: try unblock(&paper, in: &book)
    case .blocked: try listBlocked(&paper, in: book)
    }
  }

  private func proposeProject<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let title = try paper.reader.required("title", upTo: OrderReader.longestTitle)
    let queue: QueueID = try paper.reader.requiredID("queue")
    let fields = try OutboundProject.fields(
      written: paper.reader.optional("fields", upTo: OrderReader.longestList) ?? "")
    let isMarketing = try paper.reader.optionalFlag("marketing") ?? false
    let today = CivilTime(paper.at).day
    let first = try paper.reader.optionalDay("from") ?? today
    let last = try paper.reader.requiredDay("to")
    guard first >= today, last >= first else {
      throw CentreRefusal.bad("to", "The window lies ahead, and its last day is not before the first.")
    }
    let answers = try paper.reader.requiredText()
    try paper.reader.finish()
    var project = OutboundProject(
      title: title, unit: paper.actor.unit, proposer: paper.actor.id, queue: queue, isMarketing: isMarketing,
      fields: fields, firstDay: first, lastDay: last, answers: answers, proposedAt: paper.at)
    project.number = try book.add(project)
    paper.entry.subject = project.id
    paper.entry.detail = "queue=\(queue) marketing=\(isMarketing ? "yes" : "no") to=\(last.written)"
    paper.entry.text = title
    return .done(rows: [], fields: Self.summary(project))
  }

  private func stepProject<Book: CentreBook>(
    _ act: OutboundAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var project: OutboundProject = try Self.document(&paper, in: book)
    switch act {
    case .submit:
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try Self.demandUnit(of: project, paper.actor)
      project.submittedBy = paper.actor.id
      try project.take(.submit)
      let listed: [OutboundEntry] = try book.documents(DocumentFilter(parent: project.id, limit: 1))
      guard !listed.isEmpty else { throw CentreRefusal.rule(.listWanted) }
    case .approve:
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      guard !project.isProposed(by: paper.actor) else { throw CentreRefusal.rule(.notTheProposer) }
      guard paper.at < project.end else { throw CentreRefusal.rule(.windowPassed) }
      try project.take(.approve)
      project.approvedBy = paper.actor.id
      paper.effects += try Self.jobs(of: project, at: paper.at, in: book)
    case .reject:
      let channel: OtherChannel = try paper.reader.choice("instead")
      paper.entry.detail = "instead=\(channel.rawValue)"
      paper.entry.text = try paper.reader.requiredText()
      try paper.reader.finish()
      guard !project.isProposed(by: paper.actor) else { throw CentreRefusal.rule(.notTheProposer) }
      try project.take(.reject)
    case .finish: try finish(&project, &paper, in: &book)
    case .acknowledge:
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try Self.demandUnit(of: project, paper.actor)
      try project.take(.acknowledge)
    case .propose, .load, .show, .list, .report, .reason, .complete, .refused, .block, .unblock, .blocked:
      preconditionFailure("\(act.rawValue) is no step of a project")
    }
    try book.save(project)
    return .done(rows: [], fields: Self.summary(project))
  }

  /// Whom nobody has reached is not called any more; who was reached must be written down first.
  private func finish<Book: CentreBook>(
    _ project: inout OutboundProject, _ paper: inout Paper, in book: inout Book
  ) throws {
    paper.entry.text = try paper.reader.optionalText()
    try paper.reader.finish()
    try project.take(.finish)
    project.finishedAt = paper.at
    let open: [OutboundEntry] = try book.documents(DocumentFilter(isOver: false, parent: project.id))
    guard !open.contains(where: { $0.state == .reached }) else { throw CentreRefusal.rule(.answersWanted) }
    for var entry in open {
      try entry.take(.withdraw)
      try book.save(entry)
      paper.effects.append(.withdraw(CallID(entry.id)))
    }
    paper.entry.detail = "withdrawn=\(open.count)"
  }

  /// `part=1` begins, the next follow in order, and `parts=` says how many there were: then all is read and taken.
  private func loadList<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let project: OutboundProject = try Self.document(&paper, in: book)
    let part = try paper.reader.optionalInteger("part", in: 1...1_000_000).map(Int.init)
    let parts = try paper.reader.optionalInteger("parts", in: 1...1_000_000).map(Int.init)
    let text = try paper.reader.optionalText()
    try paper.reader.finish()
    try Self.demandUnit(of: project, paper.actor)
    _ = try OutboundProject.Step.load.taken(from: project.state)
    let begun: OutboundList? = part == 1 ? nil : try book.document(project.number)
    var list = begun ?? OutboundList(number: project.number, begunAt: paper.at)
    if let part {
      guard part == list.parts + 1 else { throw CentreRefusal.bad("part", "The next is \(list.parts + 1).") }
      list.parts = part
      list.text += text ?? ""
      guard list.text.count <= OutboundList.longest else { throw CentreRefusal.bad("text", "The list is too long.") }
      paper.entry.detail = "part=\(part)"
      try book.save(list)
      return .done(rows: [], fields: [.init("id", project.id), .init("part", String(part))])
    }
    guard let parts else { throw CentreRefusal.missing("parts") }
    guard parts == list.parts else { throw CentreRefusal.bad("parts", "There are \(list.parts).") }
    return try take(list, project, &paper, in: &book)
  }

  private func take<Book: CentreBook>(
    _ list: OutboundList, _ project: OutboundProject, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var (lines, faults) = OutboundList.read(
      list.text, isMarketing: project.isMarketing, today: CivilTime(paper.at).day)
    for line in lines {
      let files: [CustomerFile] = try book.documents(DocumentFilter(key: line.phone))
      if project.isMarketing, files.contains(where: { $0.consents(to: .marketing) == false }) {
        faults.append(ListFault(line: line.line, sentence: "the customer has taken back his consent to marketing"))
      }
      let others: [OutboundEntry] = try book.documents(DocumentFilter(isOver: false, key: line.phone, limit: 1))
      if let other = others.first {
        faults.append(ListFault(line: line.line, sentence: "\(other.project) is calling that number already"))
      }
    }
    guard faults.isEmpty else {
      throw CentreRefusal.faults(faults.sorted { $0.line != $1.line ? $0.line < $1.line : $0.sentence < $1.sentence })
    }
    var blocked = 0
    for line in lines {
      var entry = OutboundEntry(
        project: project.id, line: line.line, phone: line.phone, name: line.name, details: line.details,
        loadedAt: paper.at)
      if try Self.isBlocked(line.phone, at: paper.at, in: book) {
        try entry.take(.block)
        blocked += 1
      }
      _ = try book.add(entry)
    }
    try book.save(OutboundList(number: project.number, begunAt: paper.at))
    paper.entry.detail = "entries=\(lines.count) blocked=\(blocked)"
    return .done(
      rows: [],
      fields: Self.summary(project) + [.init("entries", String(lines.count)), .init("blocked", String(blocked))])
  }

  // MARK: - Parts of orders

  static func summary(_ project: OutboundProject) -> [CentreOrder.Field] {
    [.init("id", project.id), .init("state", project.state.rawValue)]
  }

  static func jobs(of project: OutboundProject, at instant: Timestamp, in book: some CentreBook) throws -> [DeskEffect]
  {
    let waiting: [OutboundEntry] = try book.documents(
      DocumentFilter(state: OutboundEntry.State.waiting.rawValue, parent: project.id))
    return waiting.compactMap { $0.job(of: project, from: instant).map(DeskEffect.call) }
  }

  static func isBlocked(_ phone: String, at instant: Timestamp, in book: some CentreBook) throws -> Bool {
    let found: [DoNotCall] = try book.documents(DocumentFilter(isOver: false, key: phone))
    return found.contains { $0.holds(at: instant) }
  }

  /// A department has to do with its own projects only.
  private static func demandUnit(of project: OutboundProject, _ member: StaffMember) throws(CentreRefusal) {
    guard project.unit == member.unit else { throw .rule(.ownUnit) }
  }
}

/// What a department does instead of having customers called.
public enum OtherChannel: String, CaseIterable, Sendable {
  case sms, letter
  case email = "e-mail"
  case app, branch, none
}
