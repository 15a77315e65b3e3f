import CallModel

/// A paper that names a customer or holds his words, and goes on counting without them [B12].
protocol PersonalPaper: CentreDocument {
  var namesSomebody: Bool { get }
  /// Takes out whatever names him.
  mutating func forget()
}

extension CareTask: PersonalPaper {
  var namesSomebody: Bool { phone != nil || !matter.isEmpty || result != nil }
  mutating func forget() { (phone, matter, result) = (nil, "", nil) }
}

extension ContactCase: PersonalPaper {
  var namesSomebody: Bool { note != nil }
  mutating func forget() { note = nil }
}

extension OutboundEntry: PersonalPaper {
  var namesSomebody: Bool { !phone.isEmpty || name != nil || !details.isEmpty || !answers.isEmpty }
  mutating func forget() { (phone, name, details, answers) = ("", nil, [], []) }
}

extension DoNotCall: PersonalPaper {
  var namesSomebody: Bool { !phone.isEmpty }
  mutating func forget() { (phone, isLifted) = ("", true) }
}

/// Of the registers, only bookings of visits name somebody.
extension RegisterPaper: PersonalPaper {
  private static let personal = ["phone", "customer"]

  var namesSomebody: Bool { register == .booking && values.contains { Self.personal.contains($0.key) } }

  mutating func forget() {
    guard register == .booking else { return }
    values.removeAll { Self.personal.contains($0.key) }
    text = nil
  }
}

extension CentreBook {
  mutating func forget<Paper: PersonalPaper>(_ papers: [Paper]) throws {
    for var paper in papers {
      paper.forget()
      try save(paper)
    }
  }

  /// Papers of this kind that are over, were made before, and name somebody still; with `apply` they do no longer.
  mutating func retain<Paper: PersonalPaper>(_: Paper.Type, since: Timestamp, apply: Bool) throws -> Int64 {
    let old: [Paper] = try documents(DocumentFilter(isOver: true, made: .epoch..<since)).filter(\.namesSomebody)
    if apply { try forget(old) }
    return Int64(old.count)
  }
}
