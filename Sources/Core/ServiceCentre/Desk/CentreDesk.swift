import CallModel

/// Carries out orders: finds out who gives them, checks the table of roles, then the rules of the thing itself, and
/// writes what was done into the audit trail, all over whatever book there is.
///
/// Every check comes before the first write, so a refused order has changed nothing but the trail.
public struct CentreDesk: Sendable {
  /// Several members may share one user of the system: for demonstrations, where one person plays all of them.
  /// Otherwise it would let one person approve his own proposals.
  public let usersMayBeShared: Bool

  public init(usersMayBeShared: Bool = false) { self.usersMayBeShared = usersMayBeShared }

  public func perform<Book: CentreBook>(_ order: CentreOrder, in book: inout Book) throws -> CentreReply {
    guard let act = order.act else { return .refused(.unknownOrder) }
    do {
      let actor = try actor(of: order, act, in: book)
      var paper = Paper(order: order, act: act, actor: actor)
      let reply = try carryOut(&paper, in: &book)
      if act.isTraced { try book.append(paper.entry) }
      return reply
    } catch let refusal as CentreRefusal {
      // Whoever tries what his roles forbid is remembered.
      if refusal == .rule(.role) {
        let word = order.fields.first { $0.key == "as" }.map { StaffID($0.value) }
        try book.append(
          TrailEntry(
            at: order.at, userID: order.userID, actor: word, act: "refused \(act.rawValue)",
            subject: order.words.count > 2 ? String(order.words[2].prefix(OrderReader.longestWord)) : "-"))
      }
      return .refused(refusal)
    }
  }

  /// The same for an order that only looks, without the trace that a refusal for want of a role leaves.
  public func look(_ order: CentreOrder, in book: some CentreBook) throws -> CentreReply {
    guard let act = order.act else { return .refused(.unknownOrder) }
    precondition(!act.isTraced, "What is traced is performed.")
    do {
      var paper = Paper(order: order, act: act, actor: try actor(of: order, act, in: book))
      var book = book
      return try carryOut(&paper, in: &book)
    } catch let refusal as CentreRefusal {
      return .refused(refusal)
    }
  }

  /// An order on its way, with what the trail will say of it.
  struct Paper {
    let order: CentreOrder
    let act: CentreAct
    let actor: StaffMember
    var reader: OrderReader
    var entry: TrailEntry

    init(order: CentreOrder, act: CentreAct, actor: StaffMember) {
      self.order = order
      self.act = act
      self.actor = actor
      reader = OrderReader(order)
      entry = TrailEntry(at: order.at, userID: order.userID, actor: actor.id, act: act.rawValue, subject: "-")
    }

    var at: Timestamp { order.at }
  }

  private func actor(of order: CentreOrder, _ act: CentreAct, in book: some CentreBook) throws -> StaffMember {
    let staff = try book.staff()
    if staff.isEmpty {
      guard act == .staffAdd else { throw CentreRefusal.rule(.staffUnknown) }
      return StaffMember(
        id: StaffID("founder"), name: "", unit: UnitID("-"), roles: [.humanResources], userID: order.userID)
    }
    var candidates = staff.filter { $0.userID == order.userID }
    if let named = order.fields.first(where: { $0.key.lowercased() == "as" })?.value {
      candidates = candidates.filter { $0.id.text == named }
    }
    guard let member = candidates.first else { throw CentreRefusal.rule(.staffUnknown) }
    guard candidates.count == 1 else { throw CentreRefusal.rule(.staffAmbiguous) }
    guard act.roles.contains(where: member.has) else { throw CentreRefusal.rule(.role) }
    return member
  }

  private func carryOut<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch paper.act {
    case .staffAdd: try addStaff(&paper, in: &book)
    case .staffList: try listStaff(&paper, in: book)
    case .complaintOpen: try openComplaint(&paper, in: &book)
    case .complaintAccept, .complaintRefuse, .complaintAssign, .complaintJoin, .complaintInvestigate, .complaintUrge,
      .complaintEscalate, .complaintExtend, .complaintDecide, .complaintNotify, .complaintClose, .complaintVisit,
      .complaintWithdraw, .complaintReview:
      try stepComplaint(&paper, in: &book)
    case .complaintShow: try showComplaint(&paper, in: book)
    case .complaintList: try listComplaints(&paper, in: book)
    case .complaintContact: try showContact(&paper, in: book)
    case .complaintStatistics: try complaintStatistics(&paper, in: book)
    case .auditVerify: try verifyTrail(&paper, in: book)
    case .auditLog: try listTrail(&paper, in: book)
    case .reportServiceLevel: try reportServiceLevel(&paper, in: book)
    }
  }
}
