import CallModel
import LineProtocol
import ServiceCentre

/// Orders to the centre's desk. The desk is outside, beside its papers; here words become its words and back.
extension Switchboard {
  mutating func centre(_ entry: Request.CentreEntry, _ asker: Asker, into effects: inout [Effect]) {
    let order = CentreOrder(
      words: entry.words, fields: entry.fields.map { CentreOrder.Field($0.key, $0.value) }, text: entry.text,
      userID: sessions[asker.session].peer.userID, at: now)
    ask(.centre(order), for: asker, into: &effects)
  }

  mutating func tell(_ reply: CentreReply, _ asker: Asker, into effects: inout [Effect]) {
    switch reply {
    case .done(let rows, let fields):
      for answer in rows { row(asker, answer.word, Self.fields(answer.fields), text: answer.text, into: &effects) }
      ok(asker, Self.fields(fields), into: &effects)
    case .refused(let refusal): refuse(asker, WireError(refusal), into: &effects)
    }
  }

  private static func fields(_ fields: [CentreOrder.Field]) -> [Field] { fields.map { Field($0.key, $0.value) } }
}

extension WireError {
  init(_ refusal: CentreRefusal) {
    switch refusal {
    case .unknownOrder:
      let areas = CentreAct.allCases.reduce(into: [String]()) { if !$0.contains($1.area) { $0.append($1.area) } }
      self = .badArgument("action", "The desk knows no such order; its areas are \(areas.joined(separator: ", ")).")
    case .missing(let name): self = .missing(name)
    case .bad(let name, let sentence): self = .badArgument(name, sentence)
    case .unknown(let id): self.init(.unknownID, [Field("id", id)])
    case .wrongState(let want, let have): self = .conflict(.wrongState, want: want, have: have)
    case .rule(let rule):
      let article = rule.article.map { [Field("article", $0)] } ?? []
      self.init(.forbidden, [Field("rule", rule.rawValue)] + article, text: rule.sentence)
    }
  }
}
