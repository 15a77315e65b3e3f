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
    guard let act = order.act else { return .refused(order.unknown) }
    do {
      let actor = try actor(of: order, act, in: book)
      let key = try KeptOrder.key(of: order, act)
      if let key, let kept = try KeptOrder.find(key, in: book) { return try kept.answer(to: order) }
      var paper = Paper(order: order, act: act, actor: actor)
      let reply = try carryOut(&paper, in: &book)
      if act.isTraced { try book.append(paper.entry) }
      guard case .done(let rows, let fields, _) = reply else { return reply }
      if let key { _ = try book.add(KeptOrder(key: key, order: order, answer: fields)) }
      return .done(rows: rows, fields: fields, effects: paper.effects)
    } catch let refusal as CentreRefusal {
      // Whoever tries what his roles forbid is remembered.
      if refusal.isForWantOfARole {
        let word =
          order.agent.map { StaffID($0.text) } ?? order.fields.first { $0.key == "as" }.map { StaffID($0.value) }
        try book.append(
          TrailEntry(
            at: order.at, userID: order.userID, actor: word, act: "refused \(act.words)",
            subject: order.words.count > 2 ? String(order.words[2].prefix(OrderReader.longestWord)) : "-"))
      }
      return .refused(refusal)
    }
  }

  /// The same for an order that only looks, without the trace that a refusal for want of a role leaves.
  public func look(_ order: CentreOrder, in book: some CentreBook) throws -> CentreReply {
    guard let act = order.act else { return .refused(order.unknown) }
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
    /// What follows where the calls are.
    var effects: [DeskEffect] = []

    init(order: CentreOrder, act: CentreAct, actor: StaffMember) {
      self.order = order
      self.act = act
      self.actor = actor
      reader = OrderReader(order)
      entry = TrailEntry(at: order.at, userID: order.userID, actor: actor.id, act: act.words, subject: "-")
    }

    var at: Timestamp { order.at }

    /// The complaint is as it now stands in the book.
    mutating func tell(of complaint: Complaint) {
      if let notice = ComplaintNotice(complaint) { effects.append(.complaint(notice)) }
    }
  }

  private func actor(of order: CentreOrder, _ act: CentreAct, in book: some CentreBook) throws -> StaffMember {
    let staff = try book.staff()
    if let agent = order.agent {
      let member = staff.first { $0.id.text == agent.text } ?? StaffMember(loggedIn: agent)
      guard act.roles.contains(where: member.has) else { throw CentreRefusal.role(mayDo: act.roles) }
      return member
    }
    if staff.isEmpty {
      guard act == .staff(.add) else { throw CentreRefusal.rule(.staffUnknown) }
      return StaffMember(
        id: StaffID("founder"), name: "", unit: UnitID("-"), roles: [.humanResources], userID: order.userID)
    }
    var candidates = staff.filter { $0.userID == order.userID }
    if let named = order.fields.first(where: { $0.key.lowercased() == "as" })?.value {
      guard staff.contains(where: { $0.id.text == named }) else { throw CentreRefusal.unknown(id: named) }
      candidates = candidates.filter { $0.id.text == named }
    }
    guard let member = candidates.first else { throw CentreRefusal.rule(.staffUnknown) }
    guard candidates.count == 1 else { throw CentreRefusal.rule(.staffAmbiguous) }
    guard act.roles.contains(where: member.has) else { throw CentreRefusal.role(mayDo: act.roles) }
    return member
  }

  private func carryOut<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    switch paper.act {
    case .staff(let act): try perform(act, &paper, in: &book)
    case .complaint(let act): try perform(act, &paper, in: &book)
    case .contact(let act): try perform(act, &paper, in: &book)
    case .task(let act): try perform(act, &paper, in: &book)
    case .outbound(let act): try perform(act, &paper, in: &book)
    case .customer(let act): try perform(act, &paper, in: &book)
    case .quality(let act): try perform(act, &paper, in: &book)
    case .register(let act): try perform(act, &paper, in: &book)
    case .audit(let act): try perform(act, &paper, in: book)
    case .report(let act): try perform(act, &paper, in: book)
    case .call(let act): try perform(act, &paper)
    }
  }

  /// The paper that the order's next word names, which is then the order's subject.
  static func document<Document: CentreDocument>(_ paper: inout Paper, in book: some CentreBook) throws -> Document {
    let number = try paper.reader.number(Document.kind.rawValue)
    guard let document: Document = try book.document(number) else {
      throw CentreRefusal.unknown(id: Document.kind.id(number))
    }
    paper.entry.subject = document.id
    return document
  }
}
