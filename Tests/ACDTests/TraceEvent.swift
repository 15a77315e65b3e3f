import ACD
import CallModel

/// One event of a trace.
enum TraceEvent {
  case advance
  case enter(
    CallID, QueueID, credit: Int64, arrival: Timestamp?, preferred: AgentID?, excluded: [AgentID], talks: [PastTalk])
  case leave(CallID, LeaveReason)
  case release(CallID)
  case hangUp(CallID)
  case unreachable(CallID)
  case logIn(AgentID)
  case logOut(AgentID)
  case ready(AgentID)
  case notReady(AgentID, String)
  case accept(OfferID, AgentID)
  case decline(OfferID, AgentID)
  case hold(CallID, AgentID)
  case unhold(CallID, AgentID)
  case transfer(CallID, AgentID, TransferTarget)
  case consult(CallID, AgentID, TransferTarget)
  case join(CallID, AgentID)
  case complete(CallID, AgentID)
  case cancel(CallID, AgentID)
  case end(CallID, AgentID)
  case wrap(CallID, AgentID, String)
  case connectionLost(AgentID)
  case connectionRestored(AgentID)
  case close(QueueID, sendingAway: Bool)
  case open(QueueID)
  case reconfigure(ACDConfiguration)
}
