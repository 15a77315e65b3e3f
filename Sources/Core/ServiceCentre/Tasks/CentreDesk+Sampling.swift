import CallModel

/// 回访 of a sample of callers [C8].
extension CentreDesk {
  /// So many per cent, rounded up, of a day's callers whom agents had; the same seed draws the same. Who can't be called,
  /// doesn't want to be asked, or is followed up already, is not among those who are drawn from. What was drawn of the
  /// day before counts: drawn again, it is the same sample, and nobody is called for it twice.
  func sampleCalls<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let today = CivilTime(paper.at).day
    let day = try paper.reader.optionalDay("day") ?? today + -1
    let percent = try paper.reader.requiredInteger("percent", in: 1...100)
    let seed = try paper.reader.optionalInteger("seed", in: 0...Self.largestSeed) ?? day.number
    try paper.reader.finish()
    guard day < today else { throw CentreRefusal.bad("day", "It is a day that is over.") }
    let range = CivilTime(day: day, timeOfDay: .zero).instant()..<CivilTime(day: day + 1, timeOfDay: .zero).instant()
    let matter = "sample of \(day.written)"
    var callers: [(call: CallRecord, phone: String)] = []
    var already = 0
    for call in try book.calls(of: DrillDown(.answered, in: range, limit: .max)) {
      guard let phone = call.callingNumber, CallbackRules.isDialable(phone) else { continue }
      let followUps = try Self.followUps(of: call, in: book)
      if followUps.contains(where: { $0.matter == matter }) {
        already += 1
      } else if followUps.isEmpty, try Self.agreesToBeAsked(call, in: book) {
        callers.append((call, phone))
      }
    }
    let wanted = ((callers.count + already) * Int(percent) + 99) / 100
    let number = max(0, wanted - already)
    var random = SplitMix64(seed: UInt64(seed))
    for place in random.draw(number, of: callers.count) {
      let (call, phone) = callers[place]
      _ = try book.add(
        CareTask(
          .followUp, subject: call.call.text, phone: phone, queue: call.lastAnswered?.queue, matter: matter,
          at: paper.at, in: book.workingHours))
    }
    paper.entry.subject = day.written
    paper.entry.detail = "percent=\(percent) seed=\(seed) of=\(callers.count + already) drawn=\(number)"
    return .done(
      rows: [],
      fields: [
        .init("day", day.written), .init("of", String(callers.count + already)), .init("drawn", String(number)),
        .init("already", String(already)), .init("seed", String(seed)),
      ])
  }

  /// Of draws that are to be the same when they are made again.
  static let largestSeed: Int64 = 1_000_000_000

  private static func agreesToBeAsked(_ call: CallRecord, in book: some CentreBook) throws -> Bool {
    guard let customer = call.customer, let file: CustomerFile = try book.document(customer.number) else { return true }
    return file.consents(to: .survey) != false
  }

  /// Tasks that ask this caller already. A call's name comes again in another life of the server.
  private static func followUps(of call: CallRecord, in book: some CentreBook) throws -> [CareTask] {
    let tasks: [CareTask] = try book.documents(DocumentFilter(parent: call.call.text))
    return tasks.filter { $0.purpose != .deferred && $0.openedAt >= call.startedAt }
  }
}
