import ACD
import CallModel
import LineProtocol
import ServiceCentre

/// Orders to the centre's desk. The desk is outside, beside its papers; here words become its words and back.
extension Switchboard {
  mutating func centre(_ entry: Request.CentreEntry, _ asker: Asker, into effects: inout [Effect]) {
    // Work for a queue that isn't there would wait for ever.
    if let queue = entry.fields.first(where: { $0.key.lowercased() == "queue" })?.value,
      !acd.queueStatus.contains(where: { $0.queue.text == queue })
    {
      return refuse(asker, WireError(.unknownQueue, [Field("queue", queue)]), into: &effects)
    }
    let order = CentreOrder(
      words: entry.words, fields: entry.fields.map { CentreOrder.Field($0.key, $0.value) }, text: entry.text,
      userID: sessions[asker.session].peer.userID, at: now)
    ask(.centre(order), for: asker, into: &effects)
  }

  mutating func tell(_ reply: CentreReply, _ asker: Asker, into effects: inout [Effect]) {
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
  mutating func follow(_ reply: CentreReply, into effects: inout [Effect]) {
    guard case .done(_, _, let wishes) = reply else { return }
    for wish in wishes {
      switch wish {
      case .call(let job): take(CallbackJob(job), into: &effects)
      case .withdraw(let id): withdrawJob(id, into: &effects)
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
    case .missing(let name): self = .missing(name)
    case .bad(let name, let sentence): self = .badArgument(name, sentence)
    case .unknown(let id): self.init(.unknownID, [Field("id", id)])
    case .wrongState(let want, let have): self = .conflict(.wrongState, want: want, have: have)
    case .rule(let rule):
      let article = rule.article.map { [Field("article", $0)] } ?? []
      self.init(.forbidden, [Field("rule", rule.rawValue)] + article, text: rule.sentence)
    case .faults(let faults):
      self = .badArgument("list", "\(faults.count) faults, and nothing of it was taken; the rows before say where.")
    }
  }
}
