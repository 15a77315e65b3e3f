import CallModel
import ServiceCentre
import Testing

@Suite("The centre's registers: each table walked whole")
struct RegisterTests {
  var fixture = CentreFixture()

  private static let values: [String: String] = [
    "branch": "haidian", "day": "2026-12-01", "time": "09:30", "business": "loan", "phone": "13800138000",
    "from": "2026-12-24", "to": "2026-12-26", "node": "rates", "agent": "1001", "points": "2", "skill": "cards",
    "expires": "2026-12-31", "level": "3", "begins": "09:00", "ends": "17:30", "name": "haidian", "head": "2001",
    "specialists": "1001,1002", "about": "signs", "owner": "1001", "due": "2026-12-31", "unit": "cards",
  ]

  private static func line(_ kind: RegisterKind, without left: String? = nil, with more: String = "") -> String {
    let fields = kind.fields.filter { $0.isRequired && $0.key != left && !more.contains($0.key + "=") }
    return "\(kind.rawValue) \(kind.steps[0].action) "
      + fields.map { "\($0.key)=\(values[$0.key] ?? "?")" }.joined(separator: " ") + " " + more + " :why"
  }

  /// Who may and is not the author.
  private static func member(for roles: [StaffRole], not author: String = "") -> String {
    CentreFixture.staff.first { member in roles.contains(where: member.has) && member.id.text != author }?.id.text ?? ""
  }

  private mutating func make(_ kind: RegisterKind) throws -> (id: String, author: String) {
    if kind == .group { fixture.book.save(Self.certificate) }
    let author = Self.member(for: kind.steps[0].roles)
    let reply = try fixture.order(Self.line(kind), by: author)
    return (try #require(reply.field("id"), "\(reply)"), author)
  }

  private static let certificate = RegisterPaper(
    number: 5_000, register: .certificate, state: "valid",
    values: [.init(key: "agent", value: "1001"), .init(key: "expires", value: "2026-12-31")], author: StaffID("6001"),
    madeAt: CentreFixture.morning)

  @Test(
    "Every step from every state: taken where the table says so, else refused with both",
    arguments: RegisterKind.allCases)
  mutating func everyCell(kind: RegisterKind) throws {
    let (id, author) = try make(kind)
    let number = try #require(DocumentKind.register.number(of: id))
    let made = try #require(fixture.book.document(number) as RegisterPaper?)
    let states = kind.steps.reduce(into: [String]()) { if !$0.contains($1.to) { $0.append($1.to) } }
    for step in kind.steps.dropFirst() {
      for state in states {
        var paper = made
        paper.state = state
        fixture.book.save(paper)
        let reply = try fixture.order(
          "\(kind.rawValue) \(step.action) \(id) :why",
          by: Self.member(for: step.roles, not: step.byOther ? author : ""))
        if step.from.contains(state) {
          #expect(reply.field("state") == step.to, "\(step.action) \(state): \(reply)")
        } else {
          #expect(reply.refusal == .wrongState(want: step.from.joined(separator: ","), have: state))
        }
      }
    }
  }

  @Test("What a paper lacks, and what is no such thing, is named", arguments: RegisterKind.allCases)
  mutating func fields(kind: RegisterKind) throws {
    _ = try make(kind)
    let author = Self.member(for: kind.steps[0].roles)
    let before = fixture.book
    for field in kind.fields {
      if field.isRequired {
        #expect(try fixture.order(Self.line(kind, without: field.key), by: author).refusal == .missing(field.key))
      }
      let wrong: String? =
        switch field.format {
        case .word: nil
        case .language: "fr"
        case .day: "2026-02-30"
        case .phone: "12"
        case .staff, .staffList: "9999"
        case .time: "24:00"
        case .number: "0"
        }
      if let wrong {
        let reply = try fixture.order(Self.line(kind, with: "\(field.key)=\(wrong)"), by: author)
        #expect(reply.refusal != nil, "\(field.key)=\(wrong)")
      }
    }
    #expect(fixture.book == before)
  }

  @Test("Who proposed it does not decide about it [H5]", arguments: [RegisterKind.announce, .change, .merit, .course])
  mutating func byOther(kind: RegisterKind) throws {
    let found = kind.steps.first { $0.byOther }
    let step = try #require(found)
    // One member with both roles.
    let both = StaffMember(
      id: StaffID("1002"), name: "Li", unit: UnitID("centre"), roles: [kind.steps[0].roles[0], step.roles[0]], userID: 2
    )
    fixture.book.save(both)
    let id = try #require(try fixture.order(Self.line(kind), by: "1002").field("id"))
    #expect(
      try fixture.order("\(kind.rawValue) \(step.action) \(id) :why", by: "1002").refusal == .rule(.notTheAuthor))
  }

  @Test("A group has one head, one or two others, and somebody with a valid certificate: checked every day [C12]")
  mutating func groups() throws {
    let form = { (head: String, specialists: String) in "group form name=x head=\(head) specialists=\(specialists)" }
    #expect(try fixture.order(form("2001", "1001"), by: "6001").refusal == .rule(.groupShape))
    fixture.book.save(Self.certificate)
    for (head, specialists) in [("1001", "1001"), ("2001", "1001,1001"), ("2001", "1001,1002,2101"), ("2001", "1002")] {
      #expect(try fixture.order(form(head, specialists), by: "6001").refusal == .rule(.groupShape))
    }
    #expect(try fixture.order(form("2001", "1001,1002"), by: "6001").isDone)
    for (days, verdict) in [(0, "whole"), (59, "whole"), (60, "not-whole")] as [(Int64, String)] {
      fixture.now = CentreFixture.morning + .day * days
      let row = try fixture.order("group list", by: "6001").rows.first
      #expect(row?.fields.last?.value == verdict, "after \(days) days")
    }
  }

  @Test("A certificate is warned of 30 days before it ends [A9]")
  mutating func certificates() throws {
    #expect(try fixture.order(Self.line(.certificate), by: "6001").isDone)
    for (day, verdict) in [
      ("2026-11-30", "valid"), ("2026-12-01", "expires-soon"), ("2026-12-31", "expires-soon"),
      ("2027-01-01", "expired"),
    ] {
      let civil = try #require(CivilDay(written: day))
      fixture.now = CivilTime(day: civil, timeOfDay: .hours(9)).instant()
      #expect(try fixture.order("certificate list", by: "6001").rows.first?.fields.last?.value == verdict, "\(day)")
    }
  }

  @Test("A list of a state that there is not is refused, not empty", arguments: RegisterKind.allCases)
  mutating func states(kind: RegisterKind) throws {
    let reader = Self.member(for: kind.readers)
    for state in kind.states {
      #expect(try fixture.order("\(kind.rawValue) list state=\(state)", by: reader).rows.isEmpty)
    }
    #expect(
      try fixture.order("\(kind.rawValue) list state=lives", by: reader).refusal
        == .bad("state", "It is one of \(kind.states.joined(separator: ", "))."))
  }

  @Test("Who asked for a change can read why it was rejected [H5]")
  mutating func reasons() throws {
    let id = try #require(try fixture.order(Self.line(.change), by: "7001").field("id"))
    #expect(try fixture.order("change reject \(id)", by: "3001").refusal == .missing("text"))
    #expect(try fixture.order("change reject \(id) :the old prompt stays", by: "3001").isDone)
    let row = try fixture.order("change list state=rejected", by: "7001").rows.first
    #expect(row?.fields.first { $0.key == "why" }?.value == "the old prompt stays")
    #expect(row?.fields.first { $0.key == "decided-by" }?.value == "3001")
  }

  @Test("What is over already is announced to nobody; today still is [D3]")
  mutating func lateAnnouncements() throws {
    #expect(
      try fixture.order("announce propose from=2026-11-01 to=2026-11-01 :x", by: "2101").refusal
        == .bad("to", "It can't be in the past: nobody would be told any more."))
    #expect(try fixture.order("announce propose from=2026-11-01 to=2026-11-02 language=en :x", by: "2101").isDone)
  }

  @Test("An announcement is said on its days, both included [D3]")
  mutating func announcements() throws {
    let id = try #require(try fixture.order(Self.line(.announce), by: "2101").field("id"))
    #expect(try fixture.order("announce approve \(id)", by: "3001").isDone)
    for (day, verdict) in [
      ("2026-12-23", "to-come"), ("2026-12-24", "current"), ("2026-12-26", "current"), ("2026-12-27", "over"),
    ] {
      let civil = try #require(CivilDay(written: day))
      fixture.now = CivilTime(day: civil, timeOfDay: .hours(9)).instant()
      #expect(try fixture.order("announce list", by: "2101").rows.first?.fields.last?.value == verdict, "\(day)")
    }
  }

  @Test("Phones are masked in lists and in no entry of the trail")
  mutating func masking() throws {
    #expect(try fixture.order(Self.line(.booking), by: "1001").isDone)
    let row = try fixture.order("booking list", by: "1001").rows.first
    #expect(row?.fields.first { $0.key == "phone" }?.value == "***8000")
    #expect(fixture.book.trail.allSatisfy { !$0.detail.contains("13800138000") })
  }

  @Test(
    "What is to become better has an owner and a day, is about something that is there, and is overdue the day after [H6]"
  )
  mutating func improvement() throws {
    let line = "improvement open owner=1001 due=2026-11-03 :Ask before sending away"
    #expect(try fixture.order(line + "", by: "4001").refusal == .missing("about"))
    let about = line.replacing("owner", with: "about=CP1001 owner")
    #expect(try fixture.order(about, by: "4001").refusal == .unknown(id: "CP1001"))
    _ = try fixture.complaint(.closed)
    #expect(try fixture.order(about, by: "4001").field("state") == "owed")
    func now(_ fixture: inout CentreFixture) throws -> String? {
      try fixture.order("improvement list", by: "4001").rows.first?.fields.first { $0.key == "now" }?.value
    }
    fixture.pass(days: 1)
    #expect(try now(&fixture) == "owed")
    fixture.pass(days: 1)
    #expect(try now(&fixture) == "overdue")
    #expect(
      try fixture.order("improvement done RG1001 :it stands in the handbook", by: "1001").field("state") == "done")
    #expect(try fixture.order("improvement return RG1001 :which page?", by: "4001").field("state") == "owed")
    #expect(try fixture.order("improvement done RG1001 :page 3", by: "1001").isDone)
    #expect(try fixture.order("improvement accept RG1001", by: "4001").field("state") == "accepted")
    #expect(try now(&fixture) == nil)
  }
}
