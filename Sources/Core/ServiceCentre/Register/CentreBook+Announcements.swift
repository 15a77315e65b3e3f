public import CallModel

extension CentreBook {
  /// What callers are told now or in days to come [D3], in the order of the papers.
  public func announcements(at now: Timestamp) throws -> [Announcement] {
    let live: [RegisterPaper] = try documents(
      DocumentFilter(state: "live", parent: RegisterKind.announce.rawValue, limit: .max))
    return live.sorted { $0.number < $1.number }.compactMap(\.announcement).filter { now < $0.valid.upperBound }
  }
}

extension RegisterPaper {
  /// What it says, and when; of other kinds nothing.
  var announcement: Announcement? {
    guard register == .announce, let text, let first = self["from"].flatMap(CivilDay.init(written:)),
      let last = self["to"].flatMap(CivilDay.init(written:)), first <= last
    else { return nil }
    let begin = CivilTime(day: first, timeOfDay: .zero).instant()
    let end = CivilTime(day: last + 1, timeOfDay: .zero).instant()
    return Announcement(id: id, language: self["language"].map(Language.init), valid: begin..<end, text: text)
  }
}

extension Announcement {
  /// Both would be told to some caller.
  func meets(_ other: Announcement) -> Bool {
    valid.overlaps(other.valid) && (language == nil || other.language == nil || language == other.language)
  }
}
