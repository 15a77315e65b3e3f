import ACD
import CallModel
import IVR
import LineProtocol
import ServiceCentre

/// Orders to the centre's desk. The desk is outside, beside its papers; here words become its words and back.
extension Switchboard {
  mutating func centre(_ entry: Request.CentreEntry, _ asker: Asker, into effects: inout Outgoing) {
    let order = CentreOrder(
      words: entry.words, fields: entry.fields.map { CentreOrder.Field($0.key, $0.value) }, text: entry.text,
      userID: sessions[asker.session].peer.userID, at: now)
    ask(order, asker, into: &effects)
  }

  /// Names of the settings are checked here, where the settings are; the desk knows its papers.
  private mutating func ask(_ order: CentreOrder, _ asker: Asker, into effects: inout Outgoing) {
    if let refusal = unknownName(in: order) { return refuse(asker, refusal, into: &effects) }
    var order = order
    if let subject = order.value(of: "about"), calls.slot(of: CallID(subject)) != nil {
      order.liveCall = CallID(subject)
    }
    ask(.centre(order), for: asker, into: &effects)
  }

  private func unknownName(in order: CentreOrder) -> WireError? {
    // Work for a queue that isn't there would wait for ever; figures of one that was may still be asked for.
    if order.words.first?.lowercased() != ReportAct.serviceLevel.area, let queue = order.value(of: "queue"),
      !acd.queueStatus.contains(where: { $0.queue.text == queue })
    {
      return WireError(.unknownQueue, [Field("queue", queue)])
    }
    if let agent = order.value(of: "preferred-agent"), agent != CustomerFile.nobody.text,
      acd.status(of: AgentID(agent)) == nil
    {
      return WireError(.unknownAgent, [Field("agent", agent)])
    }
    for unit in ["unit", "about-unit", "liable-unit"].compactMap(order.value)
    where !settings.units.isEmpty && !settings.units.contains(UnitID(unit)) {
      let known = settings.units.map(\.text).joined(separator: ", ")
      return WireError(.unknownUnit, [Field("unit", unit)], text: "the settings know \(known)")
    }
    if let skill = order.value(of: "skill"), !settings.acd.skills.contains(SkillID(skill)) {
      let known = settings.acd.skills.map(\.text).joined(separator: ", ")
      return .badArgument("skill", "The settings know \(known.isEmpty ? "none" : known).")
    }
    if order.act == .announcementProposal, !settings.tree.tellsAnnouncements {
      let text = "the menus have no node of the kind announcements: nobody would hear it"
      return WireError(.unknownNode, [Field("node", "announcements")], text: text)
    }
    if order.act == .changeRequest, let node = order.value(of: "node"), settings.tree.index(of: NodeID(node)) == nil {
      let text = "the menus have no such node: load them with it, marked as proposed, and then ask for it"
      return WireError(.unknownNode, [Field("node", node)], text: text)
    }
    return nil
  }

  // MARK: - Orders of agents, whose password has said who they are

  /// A question that the agent can't answer now: he, or another, calls back with the answer.
  mutating func deferQuestion(
    _ deferral: Request.Deferral, of agent: AgentID, _ asker: Asker, into effects: inout Outgoing
  ) {
    let fields: [CentreOrder.Field] = [
      .init("purpose", TaskPurpose.deferred.rawValue), .init("about", deferral.call.text),
      .init("phone", deferral.phone), .init("consent", deferral.consent ? "yes" : "no"),
    ]
    let queue = acd.status(of: agent)?.queue.map { [CentreOrder.Field("queue", $0.text)] } ?? []
    order(["task", "open"], fields + queue, deferral.question, about: deferral.call, agent, asker, into: &effects)
  }

  /// What the caller wanted. A complaint is opened with it.
  mutating func registerCase(
    _ entry: Request.CaseEntry, of agent: AgentID, _ asker: Asker, into effects: inout Outgoing
  ) {
    var fields: [CentreOrder.Field] = [.init("call", entry.call.text), .init("kind", entry.kind.rawValue)]
    if let urgency = entry.urgency { fields.append(.init("urgency", urgency.rawValue)) }
    fields += entry.fields.map { .init($0.key, $0.value) }
    order(["case", "register"], fields, entry.note, about: entry.call, agent, asker, into: &effects)
  }

  /// Only about the call on his line, or the one that he wraps up.
  private mutating func order(
    _ words: [String], _ fields: [CentreOrder.Field], _ text: String?, about call: CallID, _ agent: AgentID,
    _ asker: Asker, into effects: inout Outgoing
  ) {
    let mayBe: [AgentState.Kind] = [.talking, .held, .consulting, .wrapUp]
    guard let status = acd.status(of: agent), status.call == call, mayBe.contains(status.state.kind) else {
      return refuse(asker, WireError(.unknownCall, [Field("call", call)]), into: &effects)
    }
    let order = CentreOrder(
      words: words, fields: fields, text: text, userID: sessions[asker.session].peer.userID, agent: agent, at: now)
    ask(order, asker, into: &effects)
  }

  /// What a member of the staff wants who has proved at his desk who he is.
  mutating func order(_ words: [String], by agent: AgentID, _ asker: Asker, into effects: inout Outgoing) {
    let order = CentreOrder(words: words, userID: sessions[asker.session].peer.userID, agent: agent, at: now)
    ask(.centre(order), for: asker, into: &effects)
  }

  // MARK: - Answers

  mutating func tell(_ reply: CentreReply, _ asker: Asker, into effects: inout Outgoing) {
    switch reply {
    case .done(let rows, let fields, _):
      for answer in rows { row(asker, answer.word, Self.fields(answer.fields), text: answer.text, into: &effects) }
      ok(asker, Self.fields(fields), into: &effects)
    case .refused(let refusal):
      if case .faults(let faults) = refusal {
        for fault in faults { row(asker, "fault", [Field("line", fault.line)], text: fault.sentence, into: &effects) }
      }
      refuse(asker, WireError(refusal), into: &effects)
    }
  }

  /// What the desk has written is so, whoever waited for its answer: customers are called, or not any more.
  mutating func follow(_ reply: CentreReply, into effects: inout Outgoing) {
    guard case .done(_, _, let wishes) = reply else { return }
    for wish in wishes {
      switch wish {
      case .call(let job): take(CallbackJob(job), into: &effects)
      case .withdraw(let id): withdrawJob(id, into: &effects)
      case .supervise(let call, let agent, let mode): beginSupervision(of: call, by: agent, mode, into: &effects)
      case .complaint(let notice): note(notice)
      case .qualify(let qualification): note(qualification, into: &effects)
      case .wish(let wishes): preferences.note(wishes)
      case .announce(let all): announcements = all
      }
    }
  }

  private static func fields(_ fields: [CentreOrder.Field]) -> [Field] { fields.map { Field($0.key, $0.value) } }
}

extension WireError {
  init(_ refusal: CentreRefusal) {
    switch refusal {
    case .unknownOrder:
      let areas = CentreAct.areas.joined(separator: ", ")
      self = .badArgument("action", "The desk knows no such order; its areas are \(areas).")
    case .missing(let name):
      self.init(.missingArgument, [Field("name", name)], text: "\(name) is needed and was not given")
    case .bad(let name, let sentence): self = .badArgument(name, sentence)
    case .unknown(let id): self.init(.unknownID, [Field("id", id)], text: CentreRefusal.hint(for: id))
    case .wrongState(let want, let have):
      let states = want.split(separator: ",").joined(separator: " or ")
      self.init(
        .wrongState, [Field("want", want), Field("have", have)], text: "it takes the state \(states); it is \(have)")
    case .role(let roles):
      let words = roles.map(\.rawValue)
      self.init(
        .forbidden,
        [Field("rule", CentreRule.role.rawValue), Field("article", CentreRule.role.article ?? "-")]
          + [Field("roles", words.joined(separator: ","))],
        text: "none of your roles may do that: it takes \(words.joined(separator: " or "))")
    case .rule(.consentNeeded):
      self.init(.consentNeeded, CentreRule.consentNeeded.article.map { [Field("article", $0)] } ?? [])
    case .rule(let rule):
      let article = rule.article.map { [Field("article", $0)] } ?? []
      self.init(.forbidden, [Field("rule", rule.rawValue)] + article, text: rule.sentence)
    case .faults(let faults):
      self = .badArgument(
        "list",
        "\(faults.count) fault\(faults.count == 1 ? "" : "s"), and nothing of it was taken; the rows before say where.")
    }
  }
}
