import CallModel

/// Orders about the review of calls.
extension CentreDesk {
  func perform<Book: CentreBook>(_ act: QualityAct, _ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch act {
    case .draw: try drawCalls(&paper, in: &book)
    case .score, .appeal, .decide: try stepReview(act, &paper, in: &book)
    case .list: try listReviews(&paper, in: book)
    }
  }

  /// So many calls of each agent of a week; the same seed draws the same. What is drawn already is not drawn again.
  private func drawCalls<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let day = try paper.reader.optionalDay("week") ?? CivilTime(paper.at).day + -7
    let number = Int(try paper.reader.optionalInteger("calls", in: 1...20) ?? 3)
    let monday = day + Int64(1 - day.weekday)
    let seed = try paper.reader.optionalInteger("seed", in: 0...Self.largestSeed) ?? monday.number
    try paper.reader.finish()
    guard monday <= CivilTime(paper.at).day else {
      throw CentreRefusal.bad("week", "It is a day of a week that has begun.")
    }
    let range =
      CivilTime(day: monday, timeOfDay: .zero).instant()..<CivilTime(day: monday + 7, timeOfDay: .zero).instant()
    var random = SplitMix64(seed: UInt64(seed))
    var drawn = 0
    for counts in try book.agentCounts(in: range) where counts.handled > 0 {
      let calls = try book.calls(
        of: DrillDown(.answered, in: range, agent: counts.agent, limit: ComplaintFilter.mostRows))
      let already: [QualityReview] = try book.documents(
        DocumentFilter(parent: monday.written, owner: counts.agent.text))
      let fresh = calls.filter { call in !already.contains { $0.call == call.call } }
      for place in random.draw(max(0, number - already.count), of: fresh.count) {
        _ = try book.add(
          QualityReview(call: fresh[place].call, agent: counts.agent, week: monday, drawnAt: paper.at))
        drawn += 1
      }
    }
    paper.entry.subject = monday.written
    paper.entry.detail = "seed=\(seed) drawn=\(drawn)"
    return .done(
      rows: [],
      fields: [
        .init("week", monday.written), .init("drawn", String(drawn)), .init("seed", String(seed)),
      ])
  }

  private func stepReview<Book: CentreBook>(
    _ act: QualityAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    var review: QualityReview = try Self.document(&paper, in: book)
    switch act {
    case .score:
      review.marks = try marks(&paper)
      review.findings = try paper.reader.requiredText()
      try paper.reader.finish()
      guard paper.actor.id.text != review.agent.text else { throw CentreRefusal.rule(.notOwnCalls) }
      try review.take(.score)
      (review.scoredBy, review.scoredAt) = (paper.actor.id, paper.at)
      paper.entry.text = review.findings
    case .appeal:
      review.appeal = try paper.reader.requiredText()
      try paper.reader.finish()
      guard paper.actor.id.text == review.agent.text else { throw CentreRefusal.rule(.ownAppeal) }
      try review.take(.appeal)
      let days = CivilTime(paper.at).day.number - CivilTime(review.scoredAt ?? paper.at).day.number
      guard days <= QualityReview.appealDays else { throw CentreRefusal.rule(.appealWindow) }
      paper.entry.text = review.appeal
    case .decide:
      review.marks = try marks(&paper)
      paper.entry.text = try paper.reader.requiredText()
      try paper.reader.finish()
      guard paper.actor.id != review.scoredBy, paper.actor.id.text != review.agent.text else {
        throw CentreRefusal.rule(.otherReviewer)
      }
      try review.take(.decide)
    case .draw, .list: preconditionFailure("\(act.rawValue) is no step of a review")
    }
    try book.save(review)
    paper.entry.detail = "score=\(Self.hundredths(review.score))"
    return .done(
      rows: [],
      fields: [
        .init("id", review.id), .init("state", review.state.rawValue), .init("score", Self.hundredths(review.score)),
      ])
  }

  private func marks(_ paper: inout Paper) throws -> [QualityReview.Mark] {
    try QualityReview.Item.allCases.map {
      QualityReview.Mark(item: $0, mark: try paper.reader.requiredInteger($0.rawValue, in: 0...100))
    }
  }

  private func listReviews(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let state: QualityReview.State? = try paper.reader.optionalChoice("state")
    let agent: AgentID? = try paper.reader.optionalID("agent")
    try paper.reader.finish()
    let found: [QualityReview] = try book.documents(DocumentFilter(state: state?.rawValue, owner: agent?.text))
    let rows = found.map {
      CentreRow(
        "review",
        [
          .init("id", $0.id), .init("state", $0.state.rawValue), .init("call", $0.call.text),
          .init("agent", $0.agent.text), .init("week", $0.week.written), .init("score", Self.hundredths($0.score)),
          .init("by", $0.scoredBy?.text ?? "-"),
        ], text: $0.findings)
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  /// `87.50`; `-` of nothing.
  static func hundredths(_ number: Int64?) -> String {
    guard let number else { return "-" }
    let rest = abs(number) % 100
    return "\(number < 0 ? "-" : "")\(abs(number) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
