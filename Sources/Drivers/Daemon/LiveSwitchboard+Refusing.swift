import CallModel
import LineProtocol
import SwitchboardCore

/// While the disk refuses: nothing can be promised, so nothing that is asked for is begun, and everybody is told so at
/// once. What was asked for before waits until the disk takes it.
extension LiveSwitchboard {
  /// Takes what is no request (a host's answer, a lost connection), and gives the lines that are to be refused.
  func refuseLines(among inputs: [Input], _ log: TurnLog) -> [Input] {
    var others: [Input] = []
    for input in inputs {
      switch input {
      case .line(let connection, let line):
        if case .request(.stop) = line.content { return stopAtOnce(log) }
        refuse(line, of: connection, log)
      case .stopRequested: return stopAtOnce(log)
      case .opened, .halfClosed, .closed, .slowReader, .congested, .relieved, .hostReplied, .answered, .callbackOwed,
        .complaintStands, .qualificationsStand, .wishesStand, .announcementsStand, .reloadRequested, .storage,
        .restarted, .leftBehind:
        others.append(input)
      }
    }
    return others
  }

  private func refuse(_ line: ClientLine, of connection: ConnectionID, _ log: TurnLog) {
    let refusal: [Effect] = [
      .send(connection, .error(tag: line.tag, switchboard.storageIsShort)), .completed(connection, count: 1),
    ]
    if !log.hold(refusal, for: connection) { outside.perform(refusal) }
  }

  /// Nobody can be told in order what has not become durable: connections are closed, and clients resume with the next
  /// life of the daemon.
  func stopAtOnce(_ log: TurnLog) -> [Input] {
    log.giveUp()
    outside.stopInFailure()
    return []
  }
}

extension Input {
  /// Somebody has connected: a greeting promises nothing.
  var isGreeting: Bool {
    if case .opened = self { true } else { false }
  }

  var isStop: Bool {
    switch self {
    case .stopRequested: true
    case .line(_, let line):
      if case .request(.stop) = line.content { true } else { false }
    case .opened, .halfClosed, .closed, .slowReader, .congested, .relieved, .hostReplied, .answered, .callbackOwed,
      .complaintStands, .qualificationsStand, .wishesStand, .announcementsStand, .reloadRequested, .storage,
      .restarted, .leftBehind:
      false
    }
  }
}
