/// The commands of an agent's console, one key each.
public enum DeskKey: Character, CaseIterable, Sendable {
  case ready = "r"
  case notReady = "n"
  case accept = "a"
  case decline = "d"
  case hold = "h"
  case unhold = "u"
  case transfer = "t"
  case consult = "k"
  case join = "j"
  case complete = "o"
  case cancel = "x"
  case end = "e"
  case wrap = "w"
  case customer = "c"
  case show = "s"
  case help = "?"
  case logout = "q"

  /// More has to be typed behind the key.
  public var needsWords: Bool {
    switch self {
    case .notReady, .transfer, .consult, .wrap: true
    case .ready, .accept, .decline, .hold, .unhold, .join, .complete, .cancel, .end, .customer, .show, .help, .logout:
      false
    }
  }

  /// What is asked before a key does what can't be undone; the same key once more is the answer.
  public var question: String? {
    switch self {
    case .decline: "decline the offered call? d again declines it"
    case .complete: "give the caller to the colleague? o again gives him"
    case .end: "end the call? e again ends it"
    case .logout: "log out? q again logs out"
    case .ready, .notReady, .accept, .hold, .unhold, .transfer, .consult, .join, .cancel, .wrap, .customer, .show,
      .help:
      nil
    }
  }

  public var usage: String {
    switch self {
    case .ready: "r - ready for calls; ends wrap-up early"
    case .notReady: "n <reason> - not ready: n lunch"
    case .accept: "a - accept the offered call"
    case .decline: "d [reason] - decline the offered call"
    case .hold: "h - put the caller on hold"
    case .unhold: "u - take the caller back"
    case .transfer: "t <target> - transfer to queue:<id>, agent:<id> or menu:<node>"
    case .consult: "k <target> - ask a colleague, agent:<id> or queue:<id>, while the caller is on hold"
    case .join: "j - all three speak"
    case .complete: "o - over to the colleague: he has the caller"
    case .cancel: "x - without the colleague, back to the caller"
    case .end: "e - end the call"
    case .wrap: "w <code> [note] - say what the call was about"
    case .customer: "c - who the caller is"
    case .show: "s - your state"
    case .help: "? - this list"
    case .logout: "q - log out and leave"
    }
  }

  /// A line for each command.
  static let list =
    allCases.map { "  " + $0.usage } + ["  :<line> - any line of the protocol, as :HELP TRANSFER"]
}
