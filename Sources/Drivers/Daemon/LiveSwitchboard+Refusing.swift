import CallModel
import LineProtocol
import SwitchboardCore

/// While the disk refuses: nothing can be promised, so nothing that is asked for is begun, and everybody is told so at
/// once. What was asked for before waits until the disk takes it.
extension LiveSwitchboard {
  /// Takes what is no request (a host's answer, a lost connection), and gives the lines that are to be refused.
  func refuseLines(among inputs: inout some InputSequence, _ log: TurnLog) -> [Input] {
    var others: [Input] = []
    var isStopped = false
    inputs.forEachInput { input in
      guard !isStopped else { return }
      switch input {
      case .line(_, let line) where line.isStop: isStopped = true
      case .line(let connection, let line): refuse(line, of: connection, log)
      case .stopRequested: isStopped = true
      case .opened, .halfClosed, .closed, .slowReader, .congested, .relieved, .hostReplied, .answered, .callbackOwed,
        .complaintStands, .qualificationsStand, .wishesStand, .announcementsStand, .reloadRequested, .storage, .load,
        .restarted, .leftBehind:
        others.append(input)
      }
    }
    if isStopped { stopAtOnce(log) }
    return isStopped ? [] : others
  }

  private func refuse(_ line: ClientLine, of connection: ConnectionID, _ log: TurnLog) {
    var refusal = Outgoing()
    refusal.append(.send(connection, .error(tag: line.tag, switchboard.storageIsShort)))
    refusal.append(.completed(connection, count: 1))
    if !log.hold(refusal, for: connection) { outside.perform(refusal) }
  }

  /// Nobody can be told in order what has not become durable: connections are closed, and clients resume with the next
  /// life of the daemon.
  func stopAtOnce(_ log: TurnLog) {
    log.giveUp()
    outside.stopInFailure()
  }
}

extension Input {
  /// Somebody has connected: a greeting promises nothing.
  var isGreeting: Bool {
    if case .opened = self { true } else { false }
  }
}

extension ClientLine {
  var isStop: Bool {
    if case .request(.stop) = content { true } else { false }
  }
}
