import CallModel

/// What a caller or an agent of a simulated day is going to do.
enum DayDeed: Deed {
  case arrive
  case redial(type: Int, attempt: Int)
  /// A prompt has been heard to its end.
  case heard(caller: Int, event: Int64)
  /// The answer to a question, unless another was asked meanwhile.
  case answer(caller: Int, question: Int)
  case loseTheirPatience(caller: Int)
  case beginShift(agent: Int)
  case accept(agent: Int, OfferID)
  case endTalk(agent: Int, CallID)
  case code(agent: Int, CallID)
  case beginBreak(agent: Int, length: Interval)
  case ready(agent: Int)
  case endShift(agent: Int)
  /// The bank's late answer.
  case hostReplies(HostReply)

  var turn: Turn {
    switch self {
    case .heard, .answer, .beginShift, .accept, .beginBreak, .ready, .endShift, .hostReplies: .request
    case .endTalk: .serviceEnd
    case .code: .wrapUpEnd
    case .arrive, .redial: .arrival
    case .loseTheirPatience: .patience
    }
  }
}
