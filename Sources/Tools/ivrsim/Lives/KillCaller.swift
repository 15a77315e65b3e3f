import LineProtocol

/// A caller who knows which of his keys were acknowledged. Keys that may or may not have arrived are sent again under
/// their numbers.
final class KillCaller {
  enum Kind {
    /// Has the menu said again for ever.
    case pressing
    /// Waits for an agent who never comes.
    case waiting
    /// Transfers so much, in minor units, between his own accounts.
    case moving(Int64)
  }

  let id: String
  let kind: Kind
  private(set) var isOpen = false
  private var openings = 0
  private(set) var keysAcknowledged = 0
  /// Pressed, and not acknowledged; more than one key where they went as one.
  private var pressed: (keys: String, isSentAgain: Bool)?
  /// What he presses when that is acknowledged.
  private var next: String?
  private(set) var hasEnded = false
  private(set) var isHungUp = false
  /// The transfer was said to be done.
  private(set) var hasHeard = 0
  private(set) var keysLost = 0
  private(set) var keysDoubled = 0
  private(set) var problem: String?

  init(id: String, kind: Kind) {
    self.id = id
    self.kind = kind
  }

  var isWaiting: Bool {
    if case .waiting = kind { isOpen && keysAcknowledged > 0 && !isHungUp && !hasEnded } else { false }
  }
  /// Something of his is still to be done.
  var isBusy: Bool {
    guard case .moving = kind else { return false }
    return !hasEnded
  }

  /// His next deed; one at a time.
  func step(_ client: ResumingClient) {
    guard !hasEnded, problem == nil else { return }
    guard isOpen else { return open(client) }
    guard pressed == nil else { return }
    switch kind {
    case .pressing: press("9", client)
    case .waiting: if keysAcknowledged == 0 { press("0", client) }
    case .moving: break
    }
  }

  /// The daemon is a new one: what was not acknowledged goes again.
  func goOn(_ client: ResumingClient) {
    guard !hasEnded, problem == nil else { return }
    if !isOpen { return open(client) }
    if let pressed {
      self.pressed?.isSentAgain = true
      send(pressed.keys, client)
    }
    if isHungUp { hangUp(client) }
  }

  func hangUp(_ client: ResumingClient) {
    guard isOpen, !hasEnded else { return }
    isHungUp = true
    client.ask("HANGUP \(id)") { [self] answer, _ in
      // It may have ended before; then it is not known any more.
      if answer.kind == .ok || answer.words.first == "gone" { hasEnded = true }
    }
  }

  private func open(_ client: ResumingClient) {
    openings += 1
    client.ask("CALL call=\(id) from=13900000001") { [self] answer, _ in
      // He may have come in before, and nobody has told him.
      if answer.kind == .ok || (openings > 1 && answer.words.contains("call-exists")) {
        isOpen = true
      } else {
        problem = "\(id): CALL was answered ERR \(answer.words.joined(separator: " "))"
      }
    }
  }

  private func press(_ keys: String, _ client: ResumingClient) {
    pressed = (keys, false)
    send(keys, client)
  }

  private func send(_ keys: String, _ client: ResumingClient) {
    client.ask("KEY \(id) \(keys) n=\(keysAcknowledged + 1)") { [self] answer, _ in
      if answer.kind == .ok {
        if answer["dup"] != nil, pressed?.isSentAgain == false { keysDoubled += 1 }
        keysAcknowledged += keys.utf8.count
      } else if !hasEnded {
        keysLost += 1
        problem = "\(id): key \(keysAcknowledged + 1) was answered ERR \(answer.words.joined(separator: " "))"
      }
      pressed = nil
      guard let next, !hasEnded, problem == nil else { return }
      self.next = nil
      press(next, client)
    }
  }

  // MARK: - What he hears

  func take(_ event: ReceivedLine, _ client: ResumingClient) {
    switch event.word {
    case "SAY"?: if event["prompt"] == "transfer-done" { hasHeard += 1 }
    case "END"?:
      hasEnded = true
      if case .moving = kind, hasHeard == 0 {
        problem = "\(id): it ended before the transfer: \(event["cause"] ?? "?")"
      }
    case "ASK"?: if case .moving(let amount) = kind { answer(event["node"] ?? "", amount, client) }
    case _?, nil: break
    }
  }

  private func answer(_ node: String, _ amount: Int64, _ client: ResumingClient) {
    if hasHeard > 0 { return hangUp(client) }
    guard let keys = Self.keys(at: node, amount) else {
      problem = "\(id): he was asked at \(node)"
      return
    }
    // A question that was put afresh comes before the answer to what is sent again.
    if pressed == nil { press(keys, client) } else { next = keys }
  }

  /// The way to a transfer between one's own accounts through the shipped menus, by node; the amount is left out.
  private static let way = [
    "language": "1", "main": "1", "account-number": "6222020000000015#", "query-password": "135792#",
    "account-menu": "3", "transfers": "1", "own-transfer-from": "1", "own-account": "1", "transfer-confirm": "1",
    "transaction-password": "864297#",
  ]

  private static func keys(at node: String, _ amount: Int64) -> String? {
    if node == "transfer-amount" { return "\(amount / 100)*\(amount % 100 < 10 ? "0" : "")\(amount % 100)#" }
    return way[node]
  }
}
