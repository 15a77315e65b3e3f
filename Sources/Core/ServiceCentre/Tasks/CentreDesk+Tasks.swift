import CallModel

/// Orders about the calls that the centre owes.
extension CentreDesk {
  func perform<Book: CentreBook>(_ act: TaskAct, _ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch act {
    case .open: try openTask(&paper, in: &book)
    case .sample: try sampleCalls(&paper, in: &book)
    case .assign, .call, .reason, .complete, .cancel: try stepTask(act, &paper, in: &book)
    case .show: try showTask(&paper, in: book)
    case .list: try listTasks(&paper, in: book)
    case .callbacks: try listCallbacks(&paper, in: book)
    }
  }

  /// A deferred question needs the caller's consent, a number and the question; a follow-up names what it is about.
  private func openTask<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let purpose: TaskPurpose = try paper.reader.choice("purpose")
    let subject = try paper.reader.required("about")
    let phone = try paper.reader.optionalPhone("phone")
    let queue: QueueID? = try paper.reader.optionalID("queue")
    let consent = try paper.reader.optionalFlag("consent") ?? false
    let matter = try paper.reader.requiredText()
    try paper.reader.finish()
    if purpose == .deferred {
      guard consent else { throw CentreRefusal.rule(.consentNeeded) }
      guard phone != nil else { throw CentreRefusal.missing("phone") }
    }
    guard try Self.exists(subject, of: paper.order, in: book) else { throw CentreRefusal.unknown(id: subject) }
    var task = CareTask(
      purpose, subject: subject, phone: phone, queue: queue, matter: matter, owner: paper.actor.id, at: paper.at,
      in: book.workingHours)
    task.number = try book.add(task)
    paper.entry.subject = task.id
    paper.entry.detail = "purpose=\(purpose.rawValue) about=\(subject)"
    paper.entry.text = matter
    return .done(rows: [], fields: Self.summary(task))
  }

  /// A task is about a paper, or about a call: one that goes on, or that the records have. (An agent who has logged in
  /// speaks of his own, which the switchboard has checked.)
  private static func exists(_ subject: String, of order: CentreOrder, in book: some CentreBook) throws -> Bool {
    if subject.hasPrefix(Complaint.idPrefix), let number = Int64(subject.dropFirst(Complaint.idPrefix.count)) {
      return try book.complaint(number) != nil
    }
    if CallbackTask.number(of: CallID(subject)) != nil {
      return try book.callbacks(nil, limit: .max).contains { $0.id == subject }
    }
    if let kind = DocumentKind.allCases.first(where: { $0.number(of: subject) != nil }) {
      return try kind.has(subject, in: book)
    }
    return try order.agent != nil || order.liveCall?.text == subject || book.call(CallID(subject)) != nil
  }

  private func stepTask<Book: CentreBook>(
    _ act: TaskAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var task: CareTask = try Self.document(&paper, in: book)
    var more: [CentreOrder.Field] = []
    switch act {
    case .assign:
      let owner: StaffID = try paper.reader.requiredID("to")
      try paper.reader.finish()
      guard let member = try book.staff(owner) else { throw CentreRefusal.unknown(id: owner.text) }
      guard TaskAct.complete.roles.contains(where: member.has) else {
        let roles = TaskAct.complete.roles.map(\.rawValue).joined(separator: " or ")
        throw CentreRefusal.bad("to", "It is a member who may complete it: one with the role \(roles).")
      }
      task.owner = owner
      paper.entry.detail = "to=\(owner)"
      try task.take(.assign)
    case .call:
      task.queue = try paper.reader.optionalID("queue") ?? task.queue
      task.phone = try paper.reader.optionalPhone("phone") ?? task.phone
      try paper.reader.finish()
      guard task.queue != nil else { throw CentreRefusal.missing("queue") }
      guard task.phone != nil else { throw CentreRefusal.missing("phone") }
      try task.take(.call)
    case .reason:
      task.course.reason = try paper.reader.requiredText()
      try paper.reader.finish()
      paper.entry.text = task.course.reason
      guard task.course.attempts.count < OutboundRules.mostAttempts else { throw CentreRefusal.rule(.noFourthDial) }
      try task.take(.reason)
    case .complete: more = try complete(&task, &paper, in: &book)
    case .cancel:
      paper.entry.text = try paper.reader.requiredText()
      try paper.reader.finish()
      if task.state == .waiting { paper.effects.append(.withdraw(CallID(task.id))) }
      try task.take(.cancel)
      task.closedAt = paper.at
    case .open, .sample, .show, .list, .callbacks: preconditionFailure("\(act.rawValue) is no step of a task")
    }
    if let job = task.job(from: paper.at), act != .assign { paper.effects.append(.call(job)) }
    try book.save(task)
    return .done(rows: [], fields: Self.summary(task) + more)
  }

  /// What came of it closes the matter; a low score, or one not solved, opens a recovery task.
  private func complete<Book: CentreBook>(
    _ task: inout CareTask, _ paper: inout Paper, in book: inout Book
  ) throws -> [CentreOrder.Field] {
    task.score = try paper.reader.optionalInteger("score", in: Complaint.FollowUp.scores)
    task.isSolved = try paper.reader.optionalFlag("solved")
    task.result = try paper.reader.requiredText()
    try paper.reader.finish()
    if task.purpose == .followUp, task.state == .reached || task.state == .open {
      guard task.score != nil else { throw CentreRefusal.missing("score") }
      guard task.isSolved != nil else { throw CentreRefusal.missing("solved") }
    }
    try Self.demandOther(than: task, paper.actor, in: book)
    try task.take(.complete)
    task.closedAt = paper.at
    paper.entry.detail =
      "score=\(task.score.map { String($0) } ?? "-") solved=\(task.isSolved.map { $0 ? "yes" : "no" } ?? "-")"
    paper.entry.text = task.result
    guard task.asksForRecovery else { return [] }
    var recovery = CareTask(
      .recovery, subject: task.id, phone: task.phone, queue: task.queue, matter: task.result ?? "", at: paper.at,
      in: book.workingHours)
    recovery.number = try book.add(recovery)
    return [.init("recovery", recovery.id)]
  }

  /// The follow-up of a complaint is not made by who handled it [C8].
  private static func demandOther(than task: CareTask, _ member: StaffMember, in book: some CentreBook) throws {
    guard task.purpose == .followUp, task.subject.hasPrefix(Complaint.idPrefix),
      let number = Int64(task.subject.dropFirst(Complaint.idPrefix.count)), let complaint = try book.complaint(number)
    else { return }
    guard complaint.handler?.id != member.id else { throw CentreRefusal.rule(.notTheHandler) }
  }

  // MARK: - Looking

  private func showTask(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let task: CareTask = try Self.document(&paper, in: book)
    try paper.reader.finish()
    let fields =
      Self.row(task, at: paper.at) + [
        .init("phone", task.phone.map(ContactMask.number) ?? "-"), .init("queue", task.queue?.text ?? "-"),
        .init("opened", task.openedAt.written), .init("closed", task.closedAt?.written ?? "-"),
        .init("score", task.score.map { String($0) } ?? "-"),
        .init("solved", task.isSolved.map { $0 ? "yes" : "no" } ?? "-"), .init("result", task.result ?? "-"),
      ]
    let history = try book.trail(of: task.id, limit: ComplaintFilter.mostRows).map(Self.row)
    return .done(
      rows: [CentreRow("task", fields, text: task.matter)] + Self.rows(task.course) + history,
      fields: Self.summary(task))
  }

  private func listTasks(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let purpose: TaskPurpose? = try paper.reader.optionalChoice("purpose")
    let state: CareTask.State? = try paper.reader.optionalChoice("state")
    let owner: StaffID? = try paper.reader.optionalID("owner")
    let overdue = try paper.reader.optional("overdue") != nil
    let open = try paper.reader.optional("open") != nil
    try paper.reader.finish()
    let tasks: [CareTask] = try book.documents(
      DocumentFilter(
        state: state?.rawValue, isOver: open || overdue ? false : nil, owner: owner?.text, key: purpose?.rawValue,
        dueBefore: overdue ? paper.at : nil))
    let rows = tasks.map { CentreRow("task", Self.row($0, at: paper.at)) }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  private func listCallbacks(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let state: CallbackTask.State? = try paper.reader.optionalChoice("state")
    let overdue = try paper.reader.optional("overdue") != nil
    try paper.reader.finish()
    let found = try book.callbacks(overdue ? .open : state, limit: ComplaintFilter.mostRows)
    let rows = found.filter { !overdue || $0.dueAt < paper.at }.map { task in
      CentreRow(
        "callback",
        [
          .init("id", task.id), .init("state", task.state.rawValue), .init("due", task.dueAt.written),
          .init("phone", ContactMask.number(task.phone)), .init("queue", task.queue?.text ?? "-"),
          .init("attempts", String(task.attempts)), .init("registered", task.registeredAt.written),
        ])
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  static func summary(_ task: CareTask) -> [CentreOrder.Field] {
    [.init("id", task.id), .init("state", task.state.rawValue), .init("due", task.dueAt.written)]
  }

  private static func row(_ task: CareTask, at instant: Timestamp) -> [CentreOrder.Field] {
    summary(task) + [
      .init("overdue", task.isOverdue(at: instant) ? "yes" : "no"), .init("purpose", task.purpose.rawValue),
      .init("about", task.subject), .init("owner", task.owner?.text ?? "-"),
      .init("attempts", String(task.course.attempts.count)),
    ]
  }

  /// A row for each attempt.
  static func rows(_ course: DialCourse) -> [CentreRow] {
    course.attempts.map { attempt in
      CentreRow(
        "attempt",
        [
          .init("at", attempt.at.written), .init("agent", attempt.agent?.text ?? "-"),
          .init("result", attempt.result.rawValue),
        ], text: attempt.reason)
    }
  }
}
