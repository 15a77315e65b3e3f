import CallModel

/// What somebody should see to today: what the rules say of papers as time passes, without anybody doing anything.
/// Run every day by the timer of the reports, so that each rule of a standing thing is checked when it is made and
/// every day [C12].
extension CentreDesk {
  /// Days before a complaint's last day from which it is warned of.
  private static let complaintWarning: Int64 = 3

  static func attention(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    try certificates(at: now, in: book) + groups(at: now, in: book) + complaints(at: now, in: book)
      + tasks(at: now, in: book) + improvements(at: now, in: book)
  }

  /// One row of it; days are counted from today, and negative where they are past.
  private static func row(
    _ what: String, _ id: String, of whom: String, _ state: String, last day: CivilDay?, at now: Timestamp
  ) -> Row {
    let left = day.map { String($0.number - CivilTime(now).day.number) } ?? "-"
    return [
      ("what", what), ("id", id), ("of", whom), ("state", state), ("until", day?.written ?? "-"), ("days-left", left),
    ]
  }

  /// Those that expire soon or have expired, but where the agent has another one for the skill that lasts longer.
  private static func certificates(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let valid: [RegisterPaper] = try book.documents(
      DocumentFilter(state: "valid", parent: RegisterKind.certificate.rawValue))
    return try valid.compactMap { paper in
      guard let ends = paper.certifiedUntil, let state = try verdict(paper, at: now, in: book), state != "valid",
        !valid.contains(where: {
          $0["agent"] == paper["agent"] && $0["skill"] == paper["skill"] && $0.lasts(past: ends)
        })
      else { return nil }
      return row(
        "certificate", paper.id, of: "\(paper["agent"] ?? "-") \(paper["skill"] ?? "-")", state,
        last: paper["expires"].flatMap { CivilDay(written: $0) }, at: now)
    }
  }

  private static func groups(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let formed: [RegisterPaper] = try book.documents(
      DocumentFilter(state: "formed", parent: RegisterKind.group.rawValue))
    return try formed.compactMap { group in
      guard let state = try verdict(group, at: now, in: book), state != "whole" else { return nil }
      return row("group", group.id, of: group["name"] ?? "-", state, last: nil, at: now)
    }
  }

  private static func complaints(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    try book.complaints(ComplaintFilter(isOpen: true, limit: .max)).reversed().compactMap { complaint in
      guard complaint.notifiedAt == nil, complaint.deadline.daysLeft(at: now) <= complaintWarning else { return nil }
      return row(
        "complaint", complaint.id, of: complaint.handler?.id.text ?? "-",
        complaint.isOverdue(at: now) ? "overdue" : "due-soon", last: complaint.deadline.lastDay, at: now)
    }
  }

  private static func tasks(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let late: [CareTask] = try book.documents(DocumentFilter(isOver: false, dueBefore: now))
    return late.map {
      row(
        "task", $0.id, of: $0.owner?.text ?? "-", "overdue", last: CivilTime($0.dueAt).day, at: now)
    }
  }

  private static func improvements(at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let owed: [RegisterPaper] = try book.documents(
      DocumentFilter(state: "owed", parent: RegisterKind.improvement.rawValue))
    return try owed.compactMap { item in
      guard try verdict(item, at: now, in: book) == "overdue" else { return nil }
      return row(
        "improvement", item.id, of: item["owner"] ?? "-", "overdue",
        last: item["due"].flatMap { CivilDay(written: $0) }, at: now)
    }
  }
}

extension RegisterPaper {
  fileprivate func lasts(past instant: Timestamp) -> Bool { certifiedUntil.map { $0 > instant } ?? false }
}
