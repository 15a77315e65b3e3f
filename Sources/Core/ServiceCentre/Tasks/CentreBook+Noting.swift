public import CallModel

/// What the switchboard has recorded becomes part of the papers that it is about. A record comes once.
extension CentreBook {
  public mutating func note(_ dial: DialRecord) throws {
    if let number = DocumentKind.outboundEntry.number(of: dial.call.text),
      var entry: OutboundEntry = try document(number)
    {
      entry.course.dialled(dial)
      try save(entry)
      if dial.result == .refused {
        _ = try add(DoNotCall(phone: entry.phone, since: dial.at, source: entry.id))
      }
    }
    if let number = DocumentKind.careTask.number(of: dial.call.text), var task: CareTask = try document(number) {
      task.course.dialled(dial)
      try save(task)
    }
  }

  /// Work that the switchboard has given up without a dial: its window has passed.
  public mutating func note(_ closed: OutboundClosedRecord) throws {
    guard closed.state == "cancelled", let number = DocumentKind.outboundEntry.number(of: closed.call.text),
      var entry: OutboundEntry = try document(number), OutboundEntry.Step.withdraw.from.contains(entry.state)
    else { return }
    try entry.take(.withdraw)
    try save(entry)
  }

  /// A call has ended whose caller answered a survey by keys: who was not content, or asks for it, is called [C8].
  public mutating func note(_ answers: [SurveyAnswerRecord], of call: CallRecord) throws {
    let words = answers.map(\.answer)
    let isBad = words.contains(where: SurveyWords.recovery.contains)
    guard isBad || words.contains(SurveyWords.followUp) else { return }
    _ = try add(
      CareTask(
        isBad ? .recovery : .followUp, subject: call.call.text, phone: call.callingNumber,
        queue: answers.compactMap(\.queue).last ?? call.queueVisits.last?.queue,
        matter: words.joined(separator: ", "), at: call.endedAt, in: workingHours))
  }
}

/// What callers' answers to surveys by keys mean to the centre; the words are those of the menus.
public enum SurveyWords {
  /// Points on the scale of five, the best first.
  public static let satisfaction: [(word: String, points: Int64)] = [
    ("very-satisfied", 5), ("satisfied", 4), ("average", 3), ("dissatisfied", 2), ("very-dissatisfied", 1),
  ]
  public static let solved = "solved"
  public static let unsolved = "unsolved"
  public static let followUp = "follow-up"
  /// Who says one of these is called to make it good.
  public static let recovery = ["dissatisfied", "very-dissatisfied", "unsolved"]
}
