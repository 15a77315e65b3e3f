import CallModel
import ServiceCentre

/// A small staff and a desk in memory: each member has a user of the system of his own.
struct CentreFixture {
  static let morning = CivilTime(day: CivilDay(year: 2026, month: 11, day: 2)!, timeOfDay: .hours(10)).instant()

  let desk = CentreDesk()
  var book = InMemoryCentreBook()
  var now = CentreFixture.morning

  static let staff: [StaffMember] = [
    StaffMember(id: StaffID("1001"), name: "Wang", unit: UnitID("centre"), roles: [.agent], userID: 1),
    StaffMember(id: StaffID("1002"), name: "Li", unit: UnitID("centre"), roles: [.agent], userID: 2),
    StaffMember(id: StaffID("2001"), name: "Zhou", unit: UnitID("centre"), roles: [.teamLead], userID: 3),
    StaffMember(id: StaffID("2101"), name: "Chen", unit: UnitID("centre"), roles: [.supervisor], userID: 4),
    StaffMember(id: StaffID("3001"), name: "Sun", unit: UnitID("centre"), roles: [.centreHead], userID: 5),
    StaffMember(id: StaffID("4001"), name: "Zhao", unit: UnitID("party"), roles: [.complaintsOffice], userID: 6),
    StaffMember(id: StaffID("4002"), name: "Qian", unit: UnitID("party"), roles: [.complaintsOffice], userID: 7),
    StaffMember(id: StaffID("5001"), name: "Wu", unit: UnitID("cards"), roles: [.department], userID: 8),
    StaffMember(id: StaffID("6001"), name: "Liu", unit: UnitID("hr"), roles: [.humanResources], userID: 9),
    StaffMember(id: StaffID("7001"), name: "Ma", unit: UnitID("it"), roles: [.technology], userID: 10),
    StaffMember(id: StaffID("8001"), name: "Gao", unit: UnitID("audit"), roles: [.auditor], userID: 11),
  ]

  init() {
    for member in Self.staff { book.save(member) }
  }

  /// `CP1001 to=1002 :a text`, as the words and fields of an order.
  @discardableResult
  mutating func order(_ line: String, by id: String) throws -> CentreReply {
    let user = Self.staff.first { $0.id.text == id }?.userID ?? 999
    return try desk.perform(Self.order(line, user: user, at: now), in: &book)
  }

  static func order(_ line: String, user: UInt32, at instant: Timestamp) -> CentreOrder {
    let parts = line.split(separator: " :", maxSplits: 1).map(String.init)
    var words: [String] = []
    var fields: [CentreOrder.Field] = []
    for word in parts[0].split(separator: " ").map(String.init) {
      if let equals = word.firstIndex(of: "=") {
        fields.append(.init(String(word[..<equals]), String(word[word.index(after: equals)...])))
      } else {
        words.append(word)
      }
    }
    var order = CentreOrder(
      words: words, fields: fields, text: parts.count > 1 ? parts[1] : nil, userID: user, at: instant)
    // As the switchboard says it: c1, c2 ... of these tests go on, where no record has them.
    order.liveCall = order.value(of: "about").flatMap { $0.hasPrefix("c") ? CallID($0) : nil }
    return order
  }

  /// Opens one and takes it so far; answers its id.
  mutating func complaint(_ state: ComplaintState = .received, about: String = "about-unit=cards") throws -> String {
    let opened = try order(
      "complaint open channel=hotline business=debit-card cause=attitude phone=13800138000 name=Zhang \(about)"
        + " :was sent away", by: "1001")
    guard case .done(_, let fields, _) = opened, let id = fields.first(where: { $0.key == "id" })?.value else {
      preconditionFailure("\(opened)")
    }
    let steps: [(ComplaintState, String, String)] = [
      (.accepted, "accept", ""), (.assigned, "assign", "to=1002"), (.investigating, "investigate", ":it is so"),
      (.decided, "decide", "outcome=upheld liable-unit=cards points=3 :it is so"),
      (.notified, "notify", "notice=phone :told"), (.closed, "close", ""),
    ]
    for (reached, action, rest) in steps {
      let current = try self.state(of: id)
      if current == state { break }
      let reply = try order("complaint \(action) \(id) \(rest)", by: action == "investigate" ? "1002" : "4001")
      guard try self.state(of: id) == reached else { preconditionFailure("\(action): \(reply)") }
    }
    return id
  }

  func complaint(_ id: String) throws -> Complaint {
    guard let complaint = book.complaint(Int64(id.dropFirst(2)) ?? 0) else { preconditionFailure("no \(id)") }
    return complaint
  }

  func state(of id: String) throws -> ComplaintState { try complaint(id).state }

  mutating func pass(days: Int64) { now = now + .day * days }
}

extension CentreReply {
  var refusal: CentreRefusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }

  var isDone: Bool { refusal == nil }

  func field(_ key: String) -> String? {
    if case .done(_, let fields, _) = self { fields.first { $0.key == key }?.value } else { nil }
  }

  var effects: [DeskEffect] {
    if case .done(_, _, let effects) = self { effects } else { [] }
  }

  var rows: [CentreRow] {
    if case .done(let rows, _, _) = self { rows } else { [] }
  }
}
