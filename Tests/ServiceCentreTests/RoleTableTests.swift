import CallModel
import ServiceCentre
import Testing

@Suite("Who may do what is one table, and every order is checked against it [H5]")
struct RoleTableTests {
  @Test(
    "Every act with every role: allowed where the table says so, else refused, remembered, and nothing changed",
    arguments: CentreAct.allCases, StaffRole.allCases)
  func everyCell(act: CentreAct, role: StaffRole) throws {
    var fixture = CentreFixture()
    let id = try fixture.complaint(.investigating)
    let member = try #require(CentreFixture.staff.first { $0.roles == [role] })
    let before = fixture.book
    let reply = try fixture.order("\(act.words) \(id)", by: member.id.text)
    if act.roles.contains(role) {
      #expect(reply.refusal?.isForWantOfARole != true)
      #expect(reply.refusal != .rule(.staffUnknown))
    } else {
      #expect(reply.refusal == .role(mayDo: act.roles))
      let entry = try #require(fixture.book.trail.last)
      #expect(entry.act == "refused \(act.words)")
      #expect(entry.userID == member.userID)
      #expect(fixture.book.trail.count == before.trail.count + 1)
      #expect(try fixture.complaint(id) == before.complaint(1_001))
      #expect(fixture.book.staff() == before.staff())
    }
  }

  @Test("Each act is somebody's, and no role may do all")
  func shape() {
    for act in CentreAct.allCases {
      #expect(!act.roles.isEmpty, "\(act.words)")
      #expect(Set(act.roles).count == act.roles.count, "\(act.words)")
    }
    for role in StaffRole.allCases {
      let acts = CentreAct.allCases.count { $0.roles.contains(role) }
      #expect(acts > 0 && acts < CentreAct.allCases.count, "\(role.rawValue)")
    }
  }

  @Test func onlyTheComplaintsOfficeAssigns() { #expect(ComplaintAct.assign.roles == [.complaintsOffice]) }

  @Test("A user whom no member has can do nothing")
  func strangers() throws {
    var fixture = CentreFixture()
    for act in CentreAct.allCases {
      #expect(try fixture.order(act.words, by: "stranger").refusal == .rule(.staffUnknown))
    }
    #expect(fixture.book.trail.isEmpty)
  }

  @Test("Nobody acts as somebody else")
  func impersonation() throws {
    var fixture = CentreFixture()
    let id = try fixture.complaint(.accepted)
    #expect(try fixture.order("complaint assign \(id) to=1002 as=4001", by: "1001").refusal == .rule(.staffUnknown))
    #expect(try fixture.order("complaint assign \(id) to=1002 as=4001", by: "4001").isDone)
  }

  @Test("The first member is hr with his own user; then only hr adds, and no two share a user")
  func founding() throws {
    let desk = CentreDesk()
    var book = InMemoryCentreBook()
    func order(_ line: String, _ user: UInt32) throws -> CentreReply {
      try desk.perform(CentreFixture.order(line, user: user, at: CentreFixture.morning), in: &book)
    }
    #expect(try order("complaint list", 7).refusal == .rule(.staffUnknown))
    #expect(try order("staff add 1 name=A unit=u roles=auditor user=7", 7).refusal == .rule(.firstOfStaff))
    #expect(try order("staff add 1 name=A unit=u roles=hr user=8", 7).refusal == .rule(.firstOfStaff))
    #expect(try order("staff add 1 name=A unit=u roles=hr user=7", 7).isDone)
    #expect(try order("staff add 2 name=B unit=u roles=hr user=8", 8).refusal == .rule(.staffUnknown))
    #expect(try order("staff add 2 name=B unit=u roles=agent user=7", 7).refusal == .rule(.oneUserOneMember))
    #expect(try order("staff add 2 name=B unit=u roles=agent user=8", 7).isDone)
    #expect(try order("staff add 3 name=C unit=u roles=agent", 8).refusal?.isForWantOfARole == true)
    #expect(book.trail.map(\.act) == ["staff add", "staff add", "refused staff add"])
    #expect(book.trail.map { $0.actor?.text } == ["1", "1", nil])
  }

  @Test("Where users may be shared, one says who he is")
  func demonstration() throws {
    let desk = CentreDesk(usersMayBeShared: true)
    var book = InMemoryCentreBook()
    func order(_ line: String) throws -> CentreReply {
      try desk.perform(CentreFixture.order(line, user: 7, at: CentreFixture.morning), in: &book)
    }
    #expect(try order("staff add 1 name=A unit=u roles=hr user=7").isDone)
    #expect(try order("staff add 2 name=B unit=u roles=auditor user=7").isDone)
    #expect(try order("staff list").refusal == .rule(.staffAmbiguous))
    #expect(try order("staff list as=2").rows.count == 2)
    #expect(try order("audit log as=1").refusal?.isForWantOfARole == true)
  }
}
