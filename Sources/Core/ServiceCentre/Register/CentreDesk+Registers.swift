import CallModel

/// Orders about the centre's smaller papers, all carried out by their tables.
extension CentreDesk {
  func perform<Book: CentreBook>(
    _ act: RegisterAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    guard let step = act.step else { return try listRegister(act.kind, &paper, in: book) }
    var entry: RegisterPaper
    if step.from.isEmpty {
      let values = try Self.values(of: act.kind, &paper, in: book)
      entry = RegisterPaper(
        register: act.kind, state: step.to, values: values, author: paper.actor.id, madeAt: paper.at)
      entry.text = step.text == .required ? try paper.reader.requiredText() : try paper.reader.optionalText()
      try paper.reader.finish()
      try Self.check(entry, at: paper.at, in: book)
      entry.number = try book.add(entry)
      paper.entry.text = entry.text
      paper.entry.detail = values.filter { $0.key != "phone" }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    } else {
      entry = try Self.document(&paper, in: book)
      guard entry.register == act.kind else { throw CentreRefusal.unknown(id: entry.id) }
      paper.entry.text = step.text == .required ? try paper.reader.requiredText() : try paper.reader.optionalText()
      try paper.reader.finish()
      guard !step.byOther || entry.author != paper.actor.id else { throw CentreRefusal.rule(.notTheAuthor) }
      guard step.from.contains(entry.state) else {
        throw CentreRefusal.wrongState(want: step.from.joined(separator: ","), have: entry.state)
      }
      if entry.register == .announce, step.to == "live" { try Self.checkRoom(for: entry, at: paper.at, in: book) }
      entry.state = step.to
      (entry.decidedBy, entry.decidedAt) = (paper.actor.id, paper.at)
      entry.why = step.text == .required ? paper.entry.text : nil
      try book.save(entry)
    }
    paper.entry.subject = entry.id
    if let qualification = try book.qualification(after: entry) { paper.effects.append(.qualify(qualification)) }
    // What was only proposed was told to nobody.
    if entry.register == .announce, entry.state == "live" || entry.state == "withdrawn" {
      paper.effects.append(.announce(try book.announcements(at: paper.at)))
    }
    return .done(rows: [], fields: [.init("id", entry.id), .init("state", entry.state)])
  }

  private func listRegister(_ kind: RegisterKind, _ paper: inout Paper, in book: some CentreBook) throws -> CentreReply
  {
    let state = try paper.reader.optional("state")
    if let state, !kind.states.contains(state) {
      throw CentreRefusal.bad("state", "It is one of \(kind.states.joined(separator: ", ")).")
    }
    let key = try paper.reader.optional(kind.keyField)
    try paper.reader.finish()
    let found: [RegisterPaper] = try book.documents(
      DocumentFilter(state: state, parent: kind.rawValue, key: key))
    let rows = try found.map { entry in
      var fields: [CentreOrder.Field] = [.init("id", entry.id), .init("state", entry.state)]
      fields += entry.values.map { .init($0.key, $0.key == "phone" ? ContactMask.number($0.value) : $0.value) }
      fields += [.init("by", entry.author.text), .init("decided-by", entry.decidedBy?.text ?? "-")]
      if let why = entry.why { fields.append(.init("why", why)) }
      if let verdict = try Self.verdict(entry, at: paper.at, in: book) { fields.append(.init("now", verdict)) }
      return CentreRow(kind.rawValue, fields, text: entry.text)
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  private static func values(
    of kind: RegisterKind, _ paper: inout Paper, in book: some CentreBook
  ) throws -> [RegisterPaper.Value] {
    try kind.fields.compactMap { field in
      guard let value = try paper.reader.optional(field.key) else {
        guard !field.isRequired else { throw CentreRefusal.missing(field.key) }
        return nil
      }
      try demand(value, field, in: book)
      return RegisterPaper.Value(key: field.key, value: value)
    }
  }

  private static func demand(_ value: String, _ field: RegisterField, in book: some CentreBook) throws {
    switch field.format {
    case .word: break
    case .language: try OrderReader.checkLanguage(value, field.key)
    case .day:
      guard CivilDay(written: value) != nil else { throw CentreRefusal.bad(field.key, "It is a day, as 2026-11-24.") }
    case .time:
      guard Interval(clock: value) != nil else { throw CentreRefusal.bad(field.key, "It is a time, as 09:30.") }
    case .phone:
      guard CallbackRules.isDialable(value) else {
        throw CentreRefusal.bad(field.key, "It is the digits of a telephone number.")
      }
    case .number(let range):
      guard let number = Int64(value), range.contains(number) else {
        throw CentreRefusal.bad(field.key, "It is a whole number from \(range.lowerBound) to \(range.upperBound).")
      }
    case .staff, .staffList:
      for id in value.split(separator: ",") where try book.staff(StaffID(String(id))) == nil {
        throw CentreRefusal.unknown(id: String(id))
      }
    }
  }

  /// What the table alone can't say.
  private static func check(_ entry: RegisterPaper, at instant: Timestamp, in book: some CentreBook) throws {
    if let from = entry["from"].flatMap({ CivilDay(written: $0) }),
      let to = entry["to"].flatMap({ CivilDay(written: $0) }),
      to < from
    {
      throw CentreRefusal.bad("to", "It can't be before the first day.")
    }
    if entry.register == .announce, let to = entry["to"].flatMap({ CivilDay(written: $0) }),
      to < CivilTime(instant).day
    {
      throw CentreRefusal.bad("to", "It can't be in the past: nobody would be told any more.")
    }
    if entry.register == .announce, let text = entry.text, SpokenLength(text).seconds > Announcement.longest {
      throw CentreRefusal.bad(
        "text",
        "It takes \(SpokenLength(text).seconds) s to say; callers are told at most \(Announcement.longest) s at once.")
    }
    if let begins = entry["begins"].flatMap(Interval.init(clock:)),
      let ends = entry["ends"].flatMap(Interval.init(clock:)),
      ends <= begins
    {
      throw CentreRefusal.bad("ends", "It is after the begin; a shift over midnight is two.")
    }
    if entry.register == .booking, let day = entry["day"].flatMap({ CivilDay(written: $0) }),
      day < CivilTime(instant).day
    {
      throw CentreRefusal.bad("day", "It can't be in the past.")
    }
    if entry.register == .improvement || entry.register == .bulletin, let about = entry["about"],
      about.hasPrefix(Complaint.idPrefix),
      try Int64(about.dropFirst(Complaint.idPrefix.count)).flatMap(book.complaint) == nil
    {
      throw CentreRefusal.unknown(id: about)
    }
    if entry.register == .group, try !isWhole(entry, at: instant, in: book) { throw CentreRefusal.rule(.groupShape) }
  }

  /// Callers want something else than to hear what is new.
  private static func checkRoom(for paper: RegisterPaper, at instant: Timestamp, in book: some CentreBook) throws {
    guard let announcement = paper.announcement else { return }
    let others = try book.announcements(at: instant).count(where: announcement.meets)
    guard others < Announcement.mostAtOnce else { throw CentreRefusal.rule(.announcementsFull) }
  }

  /// What a paper that stands comes to today.
  static func verdict(_ entry: RegisterPaper, at now: Timestamp, in book: some CentreBook) throws -> String? {
    let today = CivilTime(now).day
    switch entry.register {
    case .certificate:
      guard entry.state == "valid", let last = entry["expires"].flatMap({ CivilDay(written: $0) }) else { return nil }
      return last < today ? "expired" : last.number - today.number <= certificateWarning ? "expires-soon" : "valid"
    case .announce:
      guard entry.state == "live", let from = entry["from"].flatMap({ CivilDay(written: $0) }),
        let to = entry["to"].flatMap({ CivilDay(written: $0) })
      else { return nil }
      return today < from ? "to-come" : today > to ? "over" : "current"
    case .group:
      guard entry.state == "formed" else { return nil }
      return try isWhole(entry, at: now, in: book) ? "whole" : "not-whole"
    case .improvement:
      guard entry.state == "owed", let due = entry["due"].flatMap({ CivilDay(written: $0) }) else { return nil }
      return due < today ? "overdue" : "owed"
    case .booking, .change, .merit, .course, .shift, .bulletin: return nil
    }
  }

  /// Days before its end from which a certificate is warned of.
  private static let certificateWarning: Int64 = 30

  /// One head, one or two specialists who are others, and at least one of all with a certificate that is valid today.
  private static func isWhole(_ group: RegisterPaper, at now: Timestamp, in book: some CentreBook) throws -> Bool {
    guard let head = group["head"], let list = group["specialists"] else { return false }
    let specialists = list.split(separator: ",").map(String.init)
    guard (1...2).contains(specialists.count), !specialists.contains(head), Set(specialists).count == specialists.count
    else { return false }
    return try ([head] + specialists).contains { member in
      let certificates: [RegisterPaper] = try book.documents(
        DocumentFilter(state: "valid", parent: RegisterKind.certificate.rawValue, key: member))
      return certificates.contains {
        $0["expires"].flatMap { CivilDay(written: $0) }.map { $0 >= CivilTime(now).day } ?? false
      }
    }
  }
}

extension Interval {
  /// `09:30` since midnight.
  init?(clock text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hours = Int64(parts[0]),
      let minutes = Int64(parts[1]), (0...23).contains(hours), (0...59).contains(minutes)
    else { return nil }
    self = .hours(hours) + .minutes(minutes)
  }
}
