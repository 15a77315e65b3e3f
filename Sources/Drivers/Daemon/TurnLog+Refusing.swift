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
    write()
    guard !isRefusing else { return }
    thread.logger.warning("the journal is written again")
    let refusals = group.refusals
    group.refusals = []
    if !refusals.isEmpty { release(refusals, thread.writer.next - 1) }
    makeDurable(snapshot: nil)
  }

  /// The last effects that were committed promise nothing and may be seen already: they are not held.
  func letOut(_ effects: [Effect], _ switchboard: Switchboard) {
    let start = group.effects.count
    commit(effects, switchboard)
    group.early += start..<(start + effects.count)
  }

  /// Keeps a refusal until what the connection was to be told before has been told; gives false where nothing is.
  func hold(_ refusal: [Effect], for connection: ConnectionID) -> Bool {
    func speaks(_ effects: [Effect]) -> Bool {
      effects.contains { effect in
        switch effect {
        case .send(let other, _), .completed(let other, count: _), .close(let other): other == connection
        case .askHost, .record, .ask, .log, .reloadEnded, .stopped: false
        }
      }
    }
    guard speaks(group.held) || waiting.contains(where: { speaks($0.effects) }) else { return false }
    group.refusals += refusal
    return true
  }
}
