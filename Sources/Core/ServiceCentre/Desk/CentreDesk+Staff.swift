import CallModel

/// Who works here, and the audit trail.
extension CentreDesk {
  func perform<Book: CentreBook>(_ act: StaffAct, _ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch act {
    case .add: try addStaff(&paper, in: &book)
    case .list: try listStaff(&paper, in: book)
    }
  }

  func perform(_ act: AuditAct, _ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    switch act {
    case .verify: try verifyTrail(&paper, in: book)
    case .log: try listTrail(&paper, in: book)
    }
  }

  /// Adds a member, or writes what he is anew.
  func addStaff<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let id = StaffID(try paper.reader.word("staff"))
    guard ClientWord.isValid(id.text) else {
      throw CentreRefusal.bad("staff", "It is 1 to \(ClientWord.maximumLength) of A-Z a-z 0-9 . _ -")
    }
    let name = try paper.reader.required("name")
    let unit: UnitID = try paper.reader.requiredID("unit")
    let words = try paper.reader.required("roles").split(separator: ",").map(String.init)
    let roles = words.compactMap(StaffRole.init(rawValue:))
    guard roles.count == words.count, !roles.isEmpty else {
      let known = StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw CentreRefusal.bad("roles", "They are some of \(known), with commas between them.")
    }
    let user = try paper.reader.optionalInteger("user", in: 0...Int64(UInt32.max)).map { UInt32($0) }
    try paper.reader.finish()
    let staff = try book.staff()
    if staff.isEmpty {
      guard roles.contains(.humanResources), user == paper.order.userID else {
        throw CentreRefusal.rule(.firstOfStaff)
      }
      paper.entry.actor = id
    }
    let isTaken = user != nil && staff.contains { $0.userID == user && $0.id != id }
    guard usersMayBeShared || !isTaken else { throw CentreRefusal.rule(.oneUserOneMember) }
    try book.save(StaffMember(id: id, name: name, unit: unit, roles: roles, userID: user))
    paper.entry.subject = id.text
    paper.entry.detail =
      "unit=\(unit) roles=\(roles.map(\.rawValue).joined(separator: ","))"
      + (user.map { " user=\($0)" } ?? "")
    return .done(rows: [], fields: [.init("staff", id.text)])
  }

  func listStaff(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    try paper.reader.finish()
    let rows = try book.staff().map { member in
      CentreRow(
        "staff",
        [
          .init("id", member.id.text), .init("name", member.name), .init("unit", member.unit.text),
          .init("roles", member.roles.map(\.rawValue).joined(separator: ",")),
          .init("user", member.userID.map { String($0) } ?? "-"),
        ])
    }
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  /// `head=` names a digest that was written down before: it must stand somewhere in the chain.
  func verifyTrail(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let wanted = try paper.reader.optional("head")
    try paper.reader.finish()
    let check = try book.checkTrail(lookingFor: wanted)
    var fields: [CentreOrder.Field] = [.init("entries", String(check.entries)), .init("head", check.head)]
    if let broken = check.firstBroken { fields.append(.init("broken", String(broken))) }
    if wanted != nil { fields.append(.init("found", check.found.map { String($0) } ?? "no")) }
    return .done(rows: [], fields: fields)
  }

  func listTrail(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let subject = try paper.reader.optional("of")
    let limit = try paper.reader.optionalInteger("limit", in: 1...Int64(ComplaintFilter.mostRows))
    try paper.reader.finish()
    paper.entry.subject = subject ?? "-"
    let rows = try book.trail(of: subject, limit: limit.map(Int.init) ?? 100).map(Self.row)
    return .done(rows: rows, fields: [.init("rows", String(rows.count))])
  }

  static func row(_ entry: TrailEntry) -> CentreRow {
    CentreRow(
      "entry",
      [
        .init("at", entry.at.written), .init("user", String(entry.userID)), .init("by", entry.actor?.text ?? "-"),
        .init("act", entry.act), .init("subject", entry.subject), .init("detail", entry.detail),
      ].filter { !$0.value.isEmpty }, text: entry.text)
  }
}
