import CallModel

/// The reports that are made of papers rather than of calls: quality, appraisal, bookings.
extension CentreDesk {
  static func quality(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let reviews: [QualityReview] = try book.documents(DocumentFilter(made: range))
    let agents = reviews.map(\.agent).sorted().reduce(into: [AgentID]()) { if $0.last != $1 { $0.append($1) } }
    return agents.map { agent in
      let some = reviews.filter { $0.agent == agent }
      return [
        ("agent", agent.text), ("drawn", String(some.count)), ("reviews", String(some.compactMap(\.score).count)),
        ("score", hundredths(mean(some.compactMap(\.score)))),
        ("appeals", String(some.count { $0.appeal != nil })),
      ]
    }
  }

  static func appraisal(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    try appraisals(range, in: book).map { appraisal in
      [
        ("agent", appraisal.agent.text), ("total", hundredths(appraisal.total)),
        ("satisfaction", hundredths(appraisal.satisfactionPoints)), ("surveys", String(appraisal.satisfied.whole)),
        ("quality", hundredths(appraisal.qualityPoints)), ("resolution", hundredths(appraisal.resolutionPoints)),
        ("handling", hundredths(appraisal.handlingPoints)), ("aht", seconds(appraisal.handlingTime)),
        ("adherence", hundredths(appraisal.adherencePoints)), ("volume", hundredths(appraisal.volumePoints)),
        ("liability", String(appraisal.liability)), ("merits", String(appraisal.merits)),
        ("formula", String(Appraisal.formulaVersion)),
      ]
    }
  }

  static func appraisals(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Appraisal] {
    let counts = try book.agentCounts(in: range).filter { $0.handled > 0 }
    let handled = counts.reduce(0) { $0 + $1.handled }
    let surveys = SatisfactionCounts.of(try book.surveyCounts(in: range))
    let contacts = try book.contactCounts(in: range)
    let reviews: [QualityReview] = try book.documents(DocumentFilter(made: range))
    let shifts: [RegisterPaper] = try book.documents(
      DocumentFilter(state: "planned", parent: RegisterKind.shift.rawValue))
    let merits: [RegisterPaper] = try book.documents(
      DocumentFilter(state: "approved", parent: RegisterKind.merit.rawValue, made: range))
    let complaints = try book.complaints(ComplaintFilter(limit: .max))
    return try counts.map { agent in
      let id = agent.agent.text
      var appraisal = Appraisal(agent: agent.agent)
      if let said = surveys.first(where: { $0.agent == agent.agent }) {
        appraisal.satisfied = Share(said.satisfied, of: said.answers)
      }
      appraisal.quality = mean(reviews.filter { $0.agent == agent.agent }.compactMap(\.score))
      appraisal.resolution = contacts.first { $0.agent == agent.agent }?.resolution ?? appraisal.resolution
      appraisal.handlingTime = agent.handlingTime
      appraisal.adherence = try adherence(
        agent.agent, to: planned(shifts.filter { $0["agent"] == id }, in: range), in: book)
      appraisal.volume = Share(agent.handled * Int64(counts.count), of: handled)
      appraisal.liability = complaints.reduce(0) { sum, complaint in
        guard let decision = complaint.decisions.last, decision.liability == .person(StaffID(id)),
          range.contains(decision.at)
        else { return sum }
        return sum + decision.points
      }
      appraisal.merits = merits.filter { $0["agent"] == id }.reduce(0) { $0 + (Int64($1["points"] ?? "") ?? 0) }
      return appraisal
    }
  }

  /// Time there within the planned shifts, of these; what he worked beyond them makes up for nothing.
  private static func adherence(
    _ agent: AgentID, to shifts: [Range<Timestamp>], in book: some CentreBook
  ) throws -> Share {
    var (there, planned) = (Interval.zero, Interval.zero)
    for shift in shifts {
      there += try book.timeThere(agent, in: shift)
      planned += shift.upperBound - shift.lowerBound
    }
    return Share(there.microseconds, of: planned.microseconds)
  }

  private static func planned(_ shifts: [RegisterPaper], in range: Range<Timestamp>) -> [Range<Timestamp>] {
    shifts.compactMap { shift in
      guard let day = shift["day"].flatMap({ CivilDay(written: $0) }),
        range.contains(CivilTime(day: day, timeOfDay: .zero).instant()),
        let begins = shift["begins"].flatMap(Interval.init(clock:)),
        let ends = shift["ends"].flatMap(Interval.init(clock:))
      else { return nil }
      let midnight = CivilTime(day: day, timeOfDay: .zero).instant()
      return midnight + begins..<midnight + ends
    }
  }

  /// A row for each branch; agents' bookings are the register's, those by keys the bank's [D2].
  static func bookings(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let bookings: [RegisterPaper] = try book.documents(
      DocumentFilter(parent: RegisterKind.booking.rawValue, made: range))
    let keyed = try book.keyedVisitCounts(in: range)
    let branches = (bookings.compactMap { $0["branch"] } + (keyed ?? []).map(\.branch)).sorted()
      .reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    return branches.map { branch in
      let some = bookings.filter { $0["branch"] == branch }
      let came = Int64(some.count { $0.state == "came" })
      let missed = Int64(some.count { $0.state == "missed" })
      let byKeys = keyed.map { counts in counts.first { $0.branch == branch }?.bookings ?? 0 }
      return [
        ("branch", branch), ("bookings", String(Int64(some.count) + (byKeys ?? 0))), ("by-agent", String(some.count)),
        ("by-keys", byKeys.map { String($0) } ?? "-"), ("came", String(came)), ("missed", String(missed)),
        ("kept", Share(came, of: came + missed).percent),
      ]
    }
  }

  private static func mean(_ numbers: [Int64]) -> Int64? {
    numbers.isEmpty ? nil : numbers.reduce(0, +) / Int64(numbers.count)
  }
}
