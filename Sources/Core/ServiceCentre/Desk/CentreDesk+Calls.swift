import CallModel

/// Who may take part in a conversation. Whether there is one, and whether he can, is known where the calls are.
extension CentreDesk {
  func perform(_ act: CallAct, _ paper: inout Paper) throws -> CentreReply {
    let call = CallID(try paper.reader.word("call"))
    try paper.reader.finish()
    let mode: SupervisionMode =
      switch act {
      case .listen: .listen
      case .whisper: .whisper
      case .barge: .barge
      }
    paper.entry.subject = call.text
    paper.effects = [.supervise(call, by: AgentID(paper.actor.id.text), mode: mode)]
    return .done(rows: [], fields: [])
  }
}
