public import CallModel

/// Callback tasks in memory, for tests, scenarios and simulation.
public struct InMemoryTaskBook: TaskBook, Sendable {
  public typealias Failure = Never

  /// In the order of registration.
  public private(set) var tasks: [CallbackTask] = []
  private var keptAnswers: [String: KeptAnswer] = [:]

  public init() {}

  public func keptAnswer(to key: String) -> KeptAnswer? { keptAnswers[key] }

  public mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) { keptAnswers[key] = answer }

  public mutating func add(_ task: CallbackTask) -> Int64 {
    var numbered = task
    numbered.number = CallbackTask.firstNumber + Int64(tasks.count)
    tasks.append(numbered)
    return numbered.number
  }
}

/// The centre behind the host link, in memory: the production rule over the in-memory book.
public final class InMemoryCentre: HostLink {
  public let desk: CallbackDesk
  public private(set) var book = InMemoryTaskBook()
  /// True: every request is answered `unavailable`, and nothing is done.
  public var isDown = false

  public init(rules: CallbackRules = CallbackRules()) { desk = CallbackDesk(rules: rules) }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    requests.map { isDown ? $0.reply(.unavailable) : desk.answer($0, in: &book).reply }
  }
}
