public import CallModel

/// Callback tasks in memory, for tests, scenarios and simulation; the other papers are the desk's.
public struct InMemoryTaskBook: TaskBook {
  public typealias Failure = Never

  /// In the order of registration.
  public private(set) var tasks: [CallbackTask] = []
  private var keptAnswers: [String: KeptAnswer] = [:]
  private let desk: InMemoryDesk

  public init(desk: InMemoryDesk = InMemoryDesk()) { self.desk = desk }

  public var workingHours: OpeningHours { desk.book.workingHours }

  public func keptAnswer(to key: String) -> KeptAnswer? { keptAnswers[key] }

  public mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) { keptAnswers[key] = answer }

  public mutating func add(_ task: CallbackTask) -> Int64 {
    var numbered = task
    numbered.number = CallbackTask.firstNumber + Int64(tasks.count)
    tasks.append(numbered)
    return numbered.number
  }

  public func complaint(_ number: Int64) -> Complaint? { desk.book.complaint(number) }
  public mutating func save(_ complaint: Complaint) { desk.book.save(complaint) }
  public mutating func add(_ contact: ContactCase) -> Int64 { desk.book.add(contact) }
  public var trail: [TrailEntry] { desk.book.trail }
  public mutating func append(_ entry: TrailEntry) { desk.book.append(entry) }
}

/// The centre behind the host link, in memory: the production rules over the in-memory books.
public final class InMemoryCentre: HostLink {
  public let rules: SelfServiceDesk
  /// Where its papers are; orders of the staff go there.
  public let desk: InMemoryDesk
  public private(set) var book: InMemoryTaskBook
  /// True: every request is answered `unavailable`, and nothing is done.
  public var isDown = false

  public init(rules: CallbackRules = CallbackRules(), desk: InMemoryDesk = InMemoryDesk()) {
    self.rules = SelfServiceDesk(rules: rules)
    self.desk = desk
    book = InMemoryTaskBook(desk: desk)
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    requests.map { isDown ? $0.reply(.unavailable) : rules.answer($0, in: &book).reply }
  }
}
