public import CallModel

/// One thing that happens to a caller on the way through a tree.
public enum WalkMove: Sendable, Equatable {
  case call(AnalysisWorld.Start)
  case keys(Keys)
  /// Nothing is keyed for so long.
  case pass(Interval)
  case host(HostOperation, HostOutcome, items: Int, language: Language?)
  /// An agent answers, and ends the talk.
  case served(QueueID)
  case closed(QueueID)
  /// The queue gives the caller up, at once or when he has waited for so long.
  case overflowed(QueueID, after: Interval)
  /// The address outside doesn't answer.
  case unreachable
}

/// How a caller gets somewhere: what happens to him, in order, and the edges that he takes.
public struct MenuRoute: Sendable, Equatable {
  public var moves: [WalkMove]
  /// For each move the queue that it brings the caller to, whether that lets him in or not.
  public var queues: [QueueID?]
  public var ways: [MenuWay]
  /// Where the caller then is; `nil` where it goes on by itself, as the bank or a queue will have it.
  public var rest: Rest?

  public enum Rest: Sendable, Equatable {
    case asked(NodeIndex)
    case ended
  }

  public init(moves: [WalkMove] = [], queues: [QueueID?] = [], ways: [MenuWay] = [], rest: Rest? = nil) {
    self.moves = moves
    self.queues = queues
    self.ways = ways
    self.rest = rest
  }

  /// For people: `1, 2, (bank: balance unavailable), (wait 15 s)`. Made-up passwords among the keys are nobody's.
  public var words: String {
    let words = moves.compactMap(\.words)
    return words.isEmpty ? "nothing, it happens at once" : words.joined(separator: ", ")
  }
}

extension WalkMove {
  /// `nil` for what needs no mention.
  var words: String? {
    switch self {
    case .call(let start):
      start.language.map { "(the gateway says lang=\($0))" }
    case .keys(let keys): String(keys.map(\.character))
    case .pass(let interval): "(wait \((interval.milliseconds + 999) / 1_000) s)"
    case .host(let operation, let outcome, items: _, let language):
      "(bank: \(operation.rawValue) \(outcome.rawValue)\(language.map { ", language \($0)" } ?? ""))"
    case .served(let queue): "(an agent of \(queue) answers and ends)"
    case .closed(let queue): "(\(queue) is closed)"
    case .overflowed(let queue, let wait):
      wait == .zero ? "(\(queue) can't take the caller)" : "(wait \(wait.seconds) s, and \(queue) gives the caller up)"
    case .unreachable: "(nobody answers there)"
    }
  }
}
