import CallModel

/// Orders about complaints.
extension CentreDesk {
  func perform<Book: CentreBook>(
    _ act: ComplaintAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    switch act {
    case .open: try openComplaint(&paper, in: &book)
    case .accept, .refuse, .assign, .join, .investigate, .urge, .escalate, .extend, .decide, .notify, .close, .visit,
      .withdraw, .review:
      try stepComplaint(act, &paper, in: &book)
    case .show: try showComplaint(&paper, in: book)
    case .list: try listComplaints(&paper, in: book)
    case .contact: try showContact(&paper, in: book)
    case .statistics: try complaintStatistics(&paper, in: book)
    }
  }

  func openComplaint<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let channel: ComplaintChannel = try paper.reader.choice("channel")
    let business: ComplaintBusiness = try paper.reader.choice("business")
    let cause: ComplaintCause = try paper.reader.choice("cause")
    let accused = try Self.accused(&paper.reader) ?? .init()
    let complainant = Complaint.Complainant(
      name: try paper.reader.optional("name"), phone: try paper.reader.optionalPhone("phone"),
      customer: try paper.reader.optionalInteger("customer", in: 1...Int64.max).map { CustomerNumber($0) },
      call: try paper.reader.optionalID("call"))
    let today = CivilTime(paper.at).day
    let day = try paper.reader.optionalDay("received") ?? today
    guard day <= today else { throw CentreRefusal.bad("received", "It can't be later than today.") }
    let matter = try paper.reader.requiredText()
    try paper.reader.finish()
    let received = day == today ? paper.at : CivilTime(day: day, timeOfDay: .zero).instant()
    var complaint = Complaint(
      channel: channel, business: business, cause: cause, complainant: complainant, about: accused,
      receivedAt: received, registeredBy: paper.actor.id, matter: matter)
    complaint.number = try book.add(complaint)
    paper.tell(of: complaint)
    paper.entry.subject = complaint.id
    paper.entry.detail = "channel=\(channel.rawValue) business=\(business.rawValue) cause=\(cause.rawValue)"
    paper.entry.text = matter
    return .done(rows: [], fields: Self.summary(complaint))
  }

  /// Every order that takes a complaint from one state to the next.
  func stepComplaint<Book: CentreBook>(
    _ act: ComplaintAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var complaint = try Self.complaint(&paper, in: book)
    switch act {
    case .accept:
      let accused = try Self.accused(&paper.reader)
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try complaint.accept(about: accused)
    case .refuse:
      try Self.reason(&paper, "notice")
      try complaint.refuse(at: paper.at)
    case .assign: try assign(&complaint, &paper, in: book)
    case .join:
      let unit: UnitID = try paper.reader.requiredID("unit")
      paper.entry.detail = "unit=\(unit)"
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try complaint.join(unit)
    case .investigate:
      try Self.reason(&paper)
      try complaint.investigate(by: paper.actor)
    case .urge:
      try Self.reason(&paper)
      try complaint.urge()
    case .escalate:
      try Self.reason(&paper)
      try complaint.escalate()
    case .extend:
      try Self.reason(&paper, "notice")
      try complaint.extend(approvedBy: paper.actor, at: paper.at)
      paper.entry.detail += " due=\(complaint.deadline.lastDay.written)"
    case .decide: try decide(&complaint, &paper, in: book)
    case .notify:
      try Self.reason(&paper, "notice")
      try complaint.notify(by: paper.actor, at: paper.at)
    case .close:
      paper.entry.text = try paper.reader.optionalText()
      try paper.reader.finish()
      try complaint.close(at: paper.at)
      // 回访 after every complaint [C8].
      _ = try book.add(
        CareTask(
          .followUp, subject: complaint.id, phone: complaint.complainant.phone, matter: complaint.matter,
          at: paper.at, in: book.workingHours))
    case .visit: try followUp(&complaint, &paper, in: &book)
    case .withdraw:
      try Self.reason(&paper)
      try complaint.withdraw(at: paper.at)
    case .review:
      try Self.reason(&paper)
      try complaint.review(at: paper.at)
    case .open, .show, .list, .contact, .statistics:
      preconditionFailure("\(act.rawValue) is no step of a complaint")
    }
    try book.save(complaint)
    paper.tell(of: complaint)
    return .done(rows: [], fields: Self.summary(complaint) + Self.tally(act, complaint))
  }

  /// What a step has added that the state does not show.
  private static func tally(_ act: ComplaintAct, _ complaint: Complaint) -> [CentreOrder.Field] {
    switch act {
    case .join: [.init("joint-units", complaint.jointUnits.map(\.text).joined(separator: ","))]
    case .urge: [.init("urgings", String(complaint.urgings))]
    case .escalate: [.init("escalations", String(complaint.escalations))]
    case .open, .accept, .refuse, .assign, .investigate, .extend, .decide, .notify, .close, .visit, .withdraw, .review,
      .show, .list, .contact, .statistics:
      []
    }
  }

  private func assign(_ complaint: inout Complaint, _ paper: inout Paper, in book: some CentreBook) throws {
    let id: StaffID = try paper.reader.requiredID("to")
    paper.entry.text = try paper.reader.optionalText()
    try paper.reader.finish()
    guard let member = try book.staff(id) else { throw CentreRefusal.unknown(id: id.text) }
    guard ComplaintAct.investigate.roles.contains(where: member.has) else {
      throw CentreRefusal.bad("to", "It is a member who may investigate: see complaint investigate.")
    }
    try complaint.assign(to: member)
    paper.entry.detail = "to=\(id) unit=\(member.unit)"
  }

  private func decide(_ complaint: inout Complaint, _ paper: inout Paper, in book: some CentreBook) throws {
    let outcome: ComplaintOutcome = try paper.reader.choice("outcome")
    let unit: UnitID? = try paper.reader.optionalID("liable-unit")
    let person: StaffID? = try paper.reader.optionalID("liable-person")
    let points = try paper.reader.optionalInteger("points", in: 0...100) ?? 0
    let reason = try paper.reader.requiredText()
    try paper.reader.finish()
    guard unit == nil || person == nil else {
      throw CentreRefusal.bad("liable-unit", "Either a unit is liable or a person.")
    }
    if let person, try book.staff(person) == nil { throw CentreRefusal.unknown(id: person.text) }
    let liability = unit.map { .unit($0) } ?? person.map { .person($0) } ?? Complaint.Liability.nobody
    try complaint.decide(
      Complaint.Decision(
        outcome: outcome, liability: liability, points: points, reason: reason, by: paper.actor.id, at: paper.at),
      by: paper.actor)
    paper.entry.detail =
      "outcome=\(outcome.rawValue) points=\(points)"
      + (unit.map { " liable-unit=\($0)" } ?? "") + (person.map { " liable-person=\($0)" } ?? "")
    paper.entry.text = reason
  }

  /// Also ends the task that its closing has made; a low score, or a matter not solved, makes the next.
  private func followUp<Book: CentreBook>(
    _ complaint: inout Complaint, _ paper: inout Paper, in book: inout Book
  ) throws {
    guard let score = try paper.reader.optionalInteger("score", in: Complaint.FollowUp.scores) else {
      throw CentreRefusal.missing("score")
    }
    let isSolved = try paper.reader.flag("solved")
    paper.entry.text = try paper.reader.optionalText()
    try paper.reader.finish()
    try complaint.visit(score: score, isSolved: isSolved, by: paper.actor, at: paper.at)
    paper.entry.detail = "score=\(score) solved=\(isSolved ? "yes" : "no")"
    let tasks: [CareTask] = try book.documents(DocumentFilter(isOver: false, parent: complaint.id))
    for var task in tasks where task.purpose == .followUp {
      if task.state == .waiting { paper.effects.append(.withdraw(CallID(task.id))) }
      task.course.state = .completed
      (task.score, task.isSolved, task.closedAt, task.result) = (score, isSolved, paper.at, paper.entry.text)
      try book.save(task)
    }
    if complaint.followUp?.asksForRecovery == true {
      _ = try book.add(
        CareTask(
          .recovery, subject: complaint.id, phone: complaint.complainant.phone,
          matter: paper.entry.text ?? complaint.matter, at: paper.at, in: book.workingHours))
    }
  }

  // MARK: - Parts of orders

  static func complaint(_ paper: inout Paper, in book: some CentreBook) throws -> Complaint {
    let number = try paper.reader.number(Complaint.idPrefix)
    guard let complaint = try book.complaint(number) else {
      throw CentreRefusal.unknown(id: "\(Complaint.idPrefix)\(number)")
    }
    paper.entry.subject = complaint.id
    return complaint
  }

  /// A reason is the order's text; `notice` says how the complainant was told.
  private static func reason(_ paper: inout Paper, _ notice: String? = nil) throws {
    if let notice {
      let means: NoticeMeans = try paper.reader.choice(notice)
      paper.entry.detail = "\(notice)=\(means.rawValue)"
    }
    paper.entry.text = try paper.reader.requiredText()
    try paper.reader.finish()
  }

  static func accused(_ reader: inout OrderReader) throws -> Complaint.Accused? {
    let unit: UnitID? = try reader.optionalID("about-unit")
    let person: StaffID? = try reader.optionalID("about-person")
    return unit == nil && person == nil ? nil : .init(unit: unit, person: person)
  }
}
