import CallModel

/// Reports over the records of calls.
extension CentreDesk {
  func perform(_ act: ReportAct, _ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    switch act {
    case .serviceLevel: try reportServiceLevel(&paper, in: book)
    case .promises: try reportPromises(&paper, in: book)
    }
  }

  /// A row for each queue and one for all, with the five conventions side by side.
  func reportServiceLevel(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let range = try Self.days(&paper)
    let target = try paper.reader.optionalInteger("target", in: 1...3_600) ?? 20
    let short = try paper.reader.optionalInteger("short", in: 0...3_600) ?? 5
    try paper.reader.finish()
    let terms = ServiceTerms(target: .seconds(target), short: .seconds(short))
    let queues = try book.queueCounts(in: range, terms)
    var total = QueueCounts(queue: QueueID("all"))
    for counts in queues { total += counts }
    let rows = (queues + [total]).map { CentreRow("service-level", Self.fields(of: $0)) }
    let fields: [CentreOrder.Field] = [
      .init("target", String(target)), .init("short", String(short)), .init("rows", String(rows.count)),
    ]
    return .done(rows: rows, fields: fields)
  }

  /// A row for each queue and one for all: were the waits that callers were told kept, and how good were they?
  func reportPromises(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let range = try Self.days(&paper)
    try paper.reader.finish()
    let queues = try book.promiseCounts(in: range)
    var total = PromiseCounts(queue: QueueID("all"))
    for counts in queues { total += counts }
    let rows = (queues + [total]).map { CentreRow("promises", Self.fields(of: $0)) }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  private static func fields(of counts: PromiseCounts) -> [CentreOrder.Field] {
    [
      .init("queue", counts.queue.text), .init("told", String(counts.told)), .init("longer", String(counts.longer)),
      .init("answered", String(counts.answered)), .init("kept", counts.coverage.percent),
      .init("bias", seconds(counts.bias)), .init("error", seconds(counts.meanError)),
      .init("abandoned", String(counts.abandoned)), .init("left", String(counts.left)),
      .init("open", String(counts.open)),
    ]
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
  private static func seconds(_ interval: Interval?) -> String {
    guard let interval else { return "-" }
    let tenths = (interval.microseconds.magnitude + 50_000) / 100_000
    return "\(interval < .zero && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
  }
}
