import CallModel

/// Reports over the records of calls and the centre's papers: rows, which whoever asked shows as he likes.
extension CentreDesk {
  func perform(_ act: ReportAct, _ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    switch act {
    case .serviceLevel: return try reportServiceLevel(&paper, in: book)
    case .calls: return try drillDown(&paper, in: book)
    case .details: return try listDetails(&paper, in: book)
    case .attention, .agents, .ivr, .sessions, .contacts, .surveys, .callbacks, .tasks, .outbound, .complaints,
      .promises, .quality,
      .appraisal, .bookings:
      break
    }
    let range = try Self.days(&paper)
    try paper.reader.finish()
    let rows =
      switch act {
      case .attention: try Self.attention(at: paper.at, in: book)
      case .agents: try Self.agents(range, in: book)
      case .ivr: try Self.nodes(range, in: book)
      case .sessions: try Self.sessions(range, in: book)
      case .contacts: try Self.contacts(range, in: book)
      case .surveys: try Self.surveys(range, in: book)
      case .callbacks: try Self.callbacks(range, in: book)
      case .tasks: try Self.tasks(range, at: paper.at, in: book)
      case .outbound: try Self.projects(range, in: book)
      case .quality: try Self.quality(range, in: book)
      case .appraisal: try Self.appraisal(range, in: book)
      case .bookings: try Self.bookings(range, in: book)
      case .promises: try Self.promises(range, in: book)
      case .complaints: try Self.complaints(range, at: paper.at, in: book)
      case .serviceLevel, .calls, .details: preconditionFailure("It was answered above.")
      }
    return .done(
      rows: rows.map { CentreRow(act.rawValue, $0.map { CentreOrder.Field($0.0, $0.1) }) },
      fields: [.init("rows", String(rows.count))])
  }

  /// A row for each queue and one for all, with the five conventions side by side.
  private func reportServiceLevel(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let range = try Self.days(&paper)
    let terms = try Self.terms(&paper)
    try paper.reader.finish()
    let queues = try book.queueCounts(in: range, terms)
    var total = QueueCounts(queue: QueueID("all"))
    for counts in queues { total += counts }
    let rows = (queues + [total]).map { CentreRow("service-level", Self.fields(of: $0)) }
    let fields: [CentreOrder.Field] = [
      .init("target", String(terms.target.seconds)), .init("short", String(terms.short.seconds)),
      .init("rows", String(rows.count)),
    ]
    return .done(rows: rows, fields: fields)
  }

  /// The calls of which a figure is made.
  private func drillDown(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let figure: DrillDown.Figure = try paper.reader.choice("figure")
    let range = try Self.days(&paper)
    let terms = try Self.terms(&paper)
    var drill = DrillDown(figure, in: range, terms: terms, limit: 100)
    drill.queue = try paper.reader.optionalID("queue")
    drill.agent = try paper.reader.optionalID("agent")
    drill.node = try paper.reader.optionalID("node")
    drill.limit = Int(try paper.reader.optionalInteger("limit", in: 1...Int64(ComplaintFilter.mostRows)) ?? 100)
    try paper.reader.finish()
    if figure == .walked || figure == .ended, drill.node == nil { throw CentreRefusal.missing("node") }
    let rows = try book.calls(of: drill).map { call in
      CentreRow(
        "call",
        [
          .init("call", call.call.text), .init("epoch", String(call.epoch)), .init("started", call.startedAt.written),
          .init("from", call.callingNumber.map(ContactMask.number) ?? "unknown"),
          .init("disposition", call.disposition), .init("queue", call.queueVisits.last?.queue.text ?? "-"),
          .init("agent", call.queueVisits.last?.agent?.text ?? "-"),
        ])
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  private static func terms(_ paper: inout Paper) throws -> ServiceTerms {
    let target = try paper.reader.optionalInteger("target", in: 1...3_600) ?? 20
    let short = try paper.reader.optionalInteger("short", in: 0...3_600) ?? 5
    return ServiceTerms(target: .seconds(target), short: .seconds(short))
  }

  private static func fields(of counts: QueueCounts) -> [CentreOrder.Field] {
    var fields: [CentreOrder.Field] = [.init("queue", counts.queue.text)]
    fields += [
      .init("offered", String(counts.offered)), .init("answered", String(counts.answered)),
      .init("abandoned", String(counts.abandoned)),
    ]
    fields += ServiceConvention.allCases.map { .init("sl-\($0.rawValue)", $0.level(of: counts).percent) }
    fields += [
      .init("asa", seconds(counts.averageSpeedOfAnswer)), .init("connected", counts.connectionRate.percent),
      .init("abandonment", counts.abandonment.percent),
      .init("abandonment-without-short", counts.abandonmentWithoutShort.percent),
      .init("conversation", seconds(counts.averageConversation)), .init("callbacks", String(counts.callbacks)),
      .init("rejected", String(counts.rejected)), .init("open", String(counts.open)),
    ]
    return fields
  }

  /// With one decimal place, halves rounded away from zero; `-` of nothing.
  static func seconds(_ interval: Interval?) -> String {
    guard let interval else { return "-" }
    let tenths = (interval.microseconds.magnitude + 50_000) / 100_000
    return "\(interval < .zero && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
  }
}
