public import CallModel
import Dispatch
import Synchronization

/// Makes facts durable on a queue of its own, so that nobody waits for the disk: what gathers while one batch is
/// written becomes the next. May be used from any thread.
///
/// A disk that is full or gone loses nothing at first: the error is logged, the facts are kept and tried again.
/// Only when `capacity` facts wait are new ones dropped, counted, and told of in the log.
public final class RecordWriter: Sendable {
  /// Facts that may wait: as many as all calls that the daemon may have leave behind when they end at once. Long before,
  /// no new calls are begun.
  public static let capacity = 1_000_000
  /// Facts in one transaction.
  public static let batchSize = 20_000
  /// After a batch that was not full, the next waits so long: a page that many facts change is written once for all of
  /// them. What comes when nothing has come for so long is written at once.
  public static let gathering = Interval.milliseconds(100)

  private struct State {
    var waiting = FactQueue()
    var isScheduled = false
    var failures = 0
    var dropped = 0
    /// By this writer.
    var written = 0
    var position: Int64
    /// To be done when so many are written, and before any more are.
    var marks: [(after: Int, body: @Sendable () -> Void)] = []
  }

  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "ivrd.records")
  private let capacity: Int
  private let retryAfter: Interval
  private let gathering: Interval
  private let log: StoreLog
  private let append: @Sendable ([Fact]) throws(StoreError) -> Int64

  /// `position` is the count of facts that are durable already; `append` writes a batch in one transaction and
  /// answers the new one. It is called on one thread at a time.
  public init(
    position: Int64 = 0, capacity: Int = RecordWriter.capacity, retryAfter: Interval = .seconds(1),
    gathering: Interval = RecordWriter.gathering, log: @escaping StoreLog,
    append: @escaping @Sendable ([Fact]) throws(StoreError) -> Int64
  ) {
    state = Mutex(State(position: position))
    self.capacity = capacity
    self.retryAfter = retryAfter
    self.gathering = gathering
    self.log = log
    self.append = append
  }

  public convenience init(store: CentreStore, log: @escaping StoreLog) throws(StoreError) {
    self.init(position: try store.factCount(), log: log) { facts throws(StoreError) in try store.append(facts) }
  }

  /// Facts that are not durable yet.
  public var waiting: Int { state.withLock { $0.waiting.count } }
  /// Facts that were lost because too many waited.
  public var dropped: Int { state.withLock { $0.dropped } }

  /// Takes facts to be written soon, in this order. Never waits.
  public func write(_ facts: [Fact]) {
    let (isFirstLoss, mustStart) = state.withLock { state in
      let room = max(0, capacity - state.waiting.count)
      state.waiting.append(facts.prefix(room))
      let isFirstLoss = facts.count > room && state.dropped == 0
      state.dropped += max(0, facts.count - room)
      let mustStart = !state.isScheduled && state.waiting.count > 0
      if mustStart { state.isScheduled = true }
      return (isFirstLoss, mustStart)
    }
    if isFirstLoss { log("records: \(capacity) facts wait for the disk already; more are lost") }
    if mustStart { queue.async { self.drain() } }
  }

  /// Has something done at the moment when all facts that were taken before are durable, and none that is taken later.
  public func mark(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.marks.append(($0.written + $0.waiting.count, body)) }
    queue.async { self.passMarks() }
  }

  /// On `queue` only.
  private func passMarks() {
    while let body = state.withLock({ state in
      state.marks.first.map { $0.after <= state.written } == true ? state.marks.removeFirst().body : nil
    }) { body() }
  }

  /// Waits until everything written before is durable, and answers the position: how many facts are durable
  /// since the database was made. Throws where the disk refuses; the facts are kept and tried again.
  @discardableResult
  public func flush() throws(StoreError) -> Int64 {
    // What comes in meanwhile is not waited for: it might never end.
    let target = state.withLock { $0.written + $0.waiting.count }
    let result: Result<Int64, StoreError> = queue.sync {
      do throws(StoreError) {
        while state.withLock({ $0.written }) < target { _ = try writeBatch() }
        return .success(state.withLock { $0.position })
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Writes what waits, and comes back later for what has gathered meanwhile, until there is nothing.
  private func drain() {
    do throws(StoreError) {
      var written = try writeBatch()
      while written == Self.batchSize { written = try writeBatch() }
      if written > 0 { drain(after: gathering) }
    } catch {
      drain(after: retryAfter)
    }
  }

  private func drain(after delay: Interval) {
    queue.asyncAfter(deadline: .now() + .microseconds(Int(delay.microseconds))) { self.drain() }
  }

  /// Writes one batch; answers how many, 0 where nothing waits. On `queue` only.
  private func writeBatch() throws(StoreError) -> Int {
    // So the first that is left is further on, and the batch up to it is not empty.
    passMarks()
    let batch = state.withLock { state in
      let most = state.marks.first.map { min(Self.batchSize, $0.after - state.written) } ?? Self.batchSize
      let batch = state.waiting.first(most)
      if batch.isEmpty { state.isScheduled = false }
      return batch
    }
    guard !batch.isEmpty else { return 0 }
    do throws(StoreError) {
      let position = try append(batch)
      let (failures, dropped) = state.withLock { state in
        let before = (state.failures, state.dropped)
        state.waiting.removeFirst(batch.count)
        state.written += batch.count
        state.position = position
        state.failures = 0
        return before
      }
      if failures > 0 { log("records: written again after \(failures) failures; \(dropped) facts are lost so far") }
      return batch.count
    } catch {
      let failures = state.withLock { state in
        state.failures += 1
        return state.failures
      }
      if failures == 1 { log("records: \(error); they are kept and tried again") }
      throw error
    }
  }
}

/// Facts in their order: added at the end, looked at and then removed at the front, both cheaply.
struct FactQueue: Sendable {
  private var facts: [Fact] = []
  private var head = 0

  var count: Int { facts.count - head }

  mutating func append(_ more: some Sequence<Fact>) { facts.append(contentsOf: more) }

  func first(_ number: Int) -> [Fact] { Array(facts[head...].prefix(number)) }

  mutating func removeFirst(_ number: Int) {
    head += number
    // Moving the rest costs less than what was removed since the last time.
    guard head > facts.count / 2 else { return }
    facts.removeFirst(head)
    head = 0
  }
}
