import CallModel
import Journal
import Logging
import NIOCore
import SwitchboardCore

/// A disk that refuses: it is tried again until it takes what there is, and nothing leaves meanwhile that was asked for.
extension TurnLog {
  func refuse(_ fault: JournalFault) {
    if !isRefusing {
      thread.logger.error("\(fault); until it can be written again, what is asked for is refused")
      isRefusing = true
      refused()
    }
    guard !hasGivenUp else { return }
    let back = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleTask(in: Self.retryAfter) { back.value.tryAgain() }
  }

  private func tryAgain() {
    guard !hasGivenUp else { return }
    // What was written and could not be made durable may be on the disk or not: it is written once more.
    if let earlier = failed {
      do throws(JournalFault) {
        try thread.writer.writeAgain(earlier)
      } catch {
        return refuse(error)
      }
      failed = nil
      commit(thread.writer.takeUnsynced(), nil)
    } else if inFlight == nil {
      goOn()
    }
  }

  /// The disk takes what there is again.
  func goOn() {
    isRefusing = false
    write(stateIsTheirs: false)
    guard !isRefusing else { return }
    thread.logger.warning("the journal is written again")
    // No turns, and so not written: refusals alone.
    let refusals = group.outgoing
    group.outgoing = Outgoing()
    if !refusals.isEmpty { release(refusals, thread.writer.next - 1, nil) }
    makeDurable(snapshot: nil)
  }

  /// Keeps a refusal until what the connection was to be told before has been told; gives false where nothing is.
  func hold(_ refusal: Outgoing, for connection: ConnectionID) -> Bool {
    guard
      group.outgoing.speaks(to: connection) || waiting.contains(where: { $0.outgoing.speaks(to: connection) })
    else { return false }
    group.outgoing.append(refusal)
    return true
  }
}
