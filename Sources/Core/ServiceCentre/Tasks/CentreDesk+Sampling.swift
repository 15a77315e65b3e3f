import CallModel

/// 回访 of a sample of callers [C8].
extension CentreDesk {
  /// So many per cent, rounded up, of a day's callers whom agents had; the same seed draws the same. Who can't be called,
  /// doesn't want to be asked, or is followed up already, is not among those who are drawn from.
  func sampleCalls<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let day = try paper.reader.optionalDay("day") ?? CivilTime(paper.at).day + -1
    let percent = try paper.reader.requiredInteger("percent", in: 1...100)
    let seed = UInt64(try paper.reader.requiredInteger("seed", in: 0...1_000_000_000))
    try paper.reader.finish()
    let range = CivilTime(day: day, timeOfDay: .zero).instant()..<CivilTime(day: day + 1, timeOfDay: .zero).instant()
    var callers: [(call: CallRecord, phone: String)] = []
    for call in try book.calls(of: DrillDown(.answered, in: range, limit: .max)) {
      guard let phone = call.callingNumber, CallbackRules.isDialable(phone), try Self.mayBeAsked(call, in: book) else {
        continue
      }
      callers.append((call, phone))
    }
    let number = (callers.count * Int(percent) + 99) / 100
    var random = SplitMix64(seed: seed)
    for place in random.draw(number, of: callers.count) {
      let (call, phone) = callers[place]
      _ = try book.add(
        CareTask(
          .followUp, subject: call.call.text, phone: phone, queue: call.lastAnswered?.queue,
          matter: "sample of \(day.written)", at: paper.at))
    }
    paper.entry.subject = day.written
    paper.entry.detail = "percent=\(percent) seed=\(seed) of=\(callers.count) drawn=\(number)"
    return .done(
      rows: [],
      fields: [.init("day", day.written), .init("of", String(callers.count)), .init("drawn", String(number))])
  }

  private static func mayBeAsked(_ call: CallRecord, in book: some CentreBook) throws -> Bool {
    if let customer = call.customer, let file: CustomerFile = try book.document(customer.number),
      file.consents(to: .survey) == false
    {
      return false
    }
    let tasks: [CareTask] = try book.documents(DocumentFilter(parent: call.call.text))
    return !tasks.contains { $0.purpose != .deferred && $0.openedAt >= call.startedAt }
  }
}
