import CallModel

/// What the figures of reports are made of where it is no calls: answers, told waits, callbacks, tasks.
extension CentreDesk {
  func listDetails(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let report: DetailedReport = try paper.reader.choice("of")
    let range = try Self.days(&paper)
    let limit = Int(try paper.reader.optionalInteger("limit", in: 1...Int64(ComplaintFilter.mostRows)) ?? 100)
    let rows =
      switch report {
      case .surveys: try Self.answers(range, limit, &paper, in: book)
      case .promises: try Self.toldWaits(range, limit, &paper, in: book)
      case .callbacks: try Self.promisedCalls(range, limit, &paper, in: book)
      case .tasks: try Self.owedCalls(range, limit, &paper, in: book)
      }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  private static func answers(
    _ range: Range<Timestamp>, _ limit: Int, _ paper: inout Paper, in book: some CentreBook
  ) throws -> [CentreRow] {
    let figure: SurveyFigure = try paper.reader.choice("figure")
    let agent: AgentID? = try paper.reader.optionalID("agent")
    try paper.reader.finish()
    return try book.surveyAnswers(of: DetailFilter(figure, in: range, limit: limit), agent: agent).map { answer in
      CentreRow(
        "answer",
        [
          .init("call", answer.call.text), .init("epoch", String(answer.epoch)), .init("at", answer.at.written),
          .init("agent", answer.agent?.text ?? "-"), .init("queue", answer.queue?.text ?? "-"),
          .init("answer", answer.answer),
        ])
    }
  }

  private static func toldWaits(
    _ range: Range<Timestamp>, _ limit: Int, _ paper: inout Paper, in book: some CentreBook
  ) throws -> [CentreRow] {
    let figure: PromiseFigure = try paper.reader.choice("figure")
    let queue: QueueID? = try paper.reader.optionalID("queue")
    try paper.reader.finish()
    return try book.toldWaits(of: DetailFilter(figure, in: range, limit: limit), queue: queue).map { wait in
      let waited = wait.score.map { $0.at - wait.told.at }
      return CentreRow(
        "told",
        [
          .init("call", wait.told.call.text), .init("epoch", String(wait.told.epoch)),
          .init("at", wait.told.at.written), .init("queue", wait.told.queue.text),
          .init("estimate", seconds(wait.told.promise.estimate)),
          .init("promised", seconds(wait.told.promise.promised)), .init("waited", seconds(waited)),
          .init("result", wait.score?.result ?? "-"),
        ])
    }
  }

  private static func promisedCalls(
    _ range: Range<Timestamp>, _ limit: Int, _ paper: inout Paper, in book: some CentreBook
  ) throws -> [CentreRow] {
    let figure: CallbackFigure = try paper.reader.choice("figure")
    let state: CallbackTask.State? = try paper.reader.optionalChoice("state")
    try paper.reader.finish()
    return try book.callbacks(of: DetailFilter(figure, in: range, limit: limit), state: state).map { task in
      CentreRow(
        "callback",
        [
          .init("id", task.id), .init("state", task.state.rawValue), .init("call", task.call.text),
          .init("queue", task.queue?.text ?? "-"), .init("registered", task.registeredAt.written),
          .init("due", task.dueAt.written), .init("attempts", String(task.attempts)),
        ])
    }
  }

  private static func owedCalls(
    _ range: Range<Timestamp>, _ limit: Int, _ paper: inout Paper, in book: some CentreBook
  ) throws -> [CentreRow] {
    let figure: TaskFigure = try paper.reader.choice("figure")
    let purpose: TaskPurpose? = try paper.reader.optionalChoice("purpose")
    try paper.reader.finish()
    let tasks: [CareTask] = try book.documents(DocumentFilter(made: range))
    let some = tasks.reversed().filter { task in
      (purpose == nil || task.purpose == purpose) && figure.takes(task, at: paper.at)
    }
    return some.prefix(limit).map { task in
      CentreRow(
        "task",
        [
          .init("id", task.id), .init("purpose", task.purpose.rawValue), .init("about", task.subject),
          .init("state", task.state.rawValue), .init("owner", task.owner?.text ?? "-"),
          .init("opened", task.openedAt.written), .init("due", task.dueAt.written),
          .init("closed", task.closedAt?.written ?? "-"),
        ])
    }
  }
}
