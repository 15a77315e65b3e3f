import Terminal

/// One thing that the doctor looked at, and what to do where it is not well.
struct DoctorFinding: Equatable {
  enum Level: String, CaseIterable { case ok, warn, fail }

  /// What was looked at, in a word.
  var subject: String
  var level: Level
  var sentence: String
  /// What to do next; `nil` where nothing has to be done.
  var remedy: String?

  static func ok(_ subject: String, _ sentence: String) -> Self {
    Self(subject: subject, level: .ok, sentence: sentence, remedy: nil)
  }

  static func warn(_ subject: String, _ sentence: String, _ remedy: String) -> Self {
    Self(subject: subject, level: .warn, sentence: sentence, remedy: remedy)
  }

  static func fail(_ subject: String, _ sentence: String, _ remedy: String) -> Self {
    Self(subject: subject, level: .fail, sentence: sentence, remedy: remedy)
  }

  var json: JSONValue {
    .object([
      .init("check", .string(subject)), .init("level", .string(level.rawValue)), .init("sentence", .string(sentence)),
      .init("remedy", remedy.map { .string($0) } ?? .null),
    ])
  }
}

extension [DoctorFinding] {
  /// Nothing keeps the daemon from working.
  var isWell: Bool { !contains { $0.level == .fail } }

  private static let levelWidth = 6
  private static let subjectWidth = 10

  /// A line for each finding, and one below it that says what to do; broken where a terminal ends.
  func lines(width: Int?, style: Style) -> [String] {
    flatMap { finding in
      let level =
        switch finding.level {
        case .ok: style.good("ok")
        case .warn: style.notable("warn")
        case .fail: style.bad("fail")
        }
      let indent = Self.levelWidth + Self.subjectWidth
      let room = width.map { Swift.max($0 - indent, indent) } ?? .max
      let head =
        level + Self.space(Self.levelWidth - finding.level.rawValue.count) + finding.subject
        + Self.space(Self.subjectWidth - finding.subject.count)
      let words = DisplayText.wrapped(DisplayText.printable(finding.sentence), to: room)
      let remedy = finding.remedy.map { DisplayText.wrapped(DisplayText.printable("-> \($0)"), to: room) } ?? []
      return (words + remedy).enumerated().map { $0 == 0 ? head + $1 : Self.space(indent) + $1 }
    }
  }

  var summary: String {
    let failures = count { $0.level == .fail }
    let warnings = count { $0.level == .warn }
    if failures == 0, warnings == 0 { return "all is well" }
    return "\(failures) failed, \(warnings) to be looked at, \(count - failures - warnings) well"
  }

  private static func space(_ count: Int) -> String { String(repeating: " ", count: Swift.max(1, count)) }
}
