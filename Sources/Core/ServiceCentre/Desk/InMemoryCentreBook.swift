public import CallModel

/// The centre's papers in memory, for tests and scenarios.
public struct InMemoryCentreBook: CentreBook, Sendable, Equatable {
  /// A paper of whatever kind; in the order of their numbers within it.
  private struct Kept: Sendable, Equatable {
    var number: Int64
    var index: DocumentIndex
    var document: any CentreDocument

    static func == (a: Self, b: Self) -> Bool {
      a.number == b.number && AnyHashable(a.document) == AnyHashable(b.document)
    }
  }

  private var papers: [DocumentKind: [Kept]] = [:]
  private var members: [StaffMember] = []
  /// In the order of their numbers.
  private var complaints: [Complaint] = []
  public private(set) var trail: [TrailEntry] = []
  public var workingHours = DialHours.usualWorking
  /// What reports count; filled by whoever plays the calls.
  public var visits: [QueueVisitRecord] = []
  public var promised: [CallbackTask] = []
  /// In the order of their ends.
  public var records: [CallRecord] = []
  public var intervals: [AgentIntervalRecord] = []
  public var surveys: [SurveyAnswerRecord] = []
  public var dials: [DialRecord] = []
  public var wrapUps: [WrapUpRecord] = []
  /// What the bank has booked for callers, in the order of booking; `nil`: there is no bank.
  public var keyedVisits: [KeyedVisit]?
  var promises: [ToldWait] = []

  public init() {}

  public func staff(_ id: StaffID) -> StaffMember? { members.first { $0.id == id } }
  public func staff() -> [StaffMember] { members }

  public mutating func save(_ member: StaffMember) {
    members.removeAll { $0.id == member.id }
    members.append(member)
    members.sort { $0.id < $1.id }
  }

  public func complaint(_ number: Int64) -> Complaint? { complaints.first { $0.number == number } }

  public func complaints(_ filter: ComplaintFilter) -> [Complaint] {
    Array(complaints.reversed().filter(filter.takes).prefix(filter.limit))
  }

  public mutating func add(_ complaint: Complaint) -> Int64 {
    var numbered = complaint
    numbered.number = Complaint.firstNumber + Int64(complaints.count)
    complaints.append(numbered)
    return numbered.number
  }

  public mutating func save(_ complaint: Complaint) {
    guard let index = complaints.firstIndex(where: { $0.number == complaint.number }) else {
      preconditionFailure("A complaint is added before it is saved.")
    }
    complaints[index] = complaint
  }

  public func document<Document: CentreDocument>(_ number: Int64) -> Document? {
    papers[Document.kind]?.first { $0.number == number }?.document as? Document
  }

  public func documents<Document: CentreDocument>(_ filter: DocumentFilter) -> [Document] {
    let found = (papers[Document.kind] ?? []).lazy.filter { filter.takes($0.index) }.prefix(filter.limit)
    return found.compactMap { $0.document as? Document }
  }

  public mutating func add<Document: CentreDocument>(_ document: Document) -> Int64 {
    var numbered = document
    numbered.number = (papers[Document.kind]?.last?.number).map { $0 + 1 } ?? DocumentKind.firstNumber
    save(numbered)
    return numbered.number
  }

  public mutating func save<Document: CentreDocument>(_ document: Document) {
    var kept = papers[Document.kind] ?? []
    let paper = Kept(number: document.number, index: document.index, document: document)
    let place = kept.firstIndex { $0.number >= document.number } ?? kept.endIndex
    if place < kept.endIndex, kept[place].number == document.number {
      kept[place] = paper
    } else {
      kept.insert(paper, at: place)
    }
    papers[Document.kind] = kept
  }

  /// They are in the task book, which scenarios keep apart.
  public func callbacks(_ state: CallbackTask.State?, limit: Int) -> [CallbackTask] {
    Array(promised.filter { state == nil || $0.state == state }.sorted { $0.dueAt < $1.dueAt }.prefix(limit))
  }

  public func callbacks(of customer: CustomerNumber, phones: [String]) -> [CallbackTask] {
    promised.filter { $0.customer == customer || phones.contains($0.phone) }
  }

  public mutating func eraseCallbacks(_ numbers: [Int64]) {
    for index in promised.indices where numbers.contains(promised[index].number) {
      (promised[index].phone, promised[index].customer) = ("", nil)
    }
  }

  public func calls(of customer: CustomerNumber, limit: Int) -> [CallRecord] {
    Array(records.reversed().filter { $0.customer == customer }.prefix(limit))
  }

  public func call(_ id: CallID) -> CallRecord? { records.last { $0.call == id } }

  public mutating func eraseCalls(of customer: CustomerNumber) -> Int64 {
    var erased: Int64 = 0
    for index in wrapUps.indices {
      let isHis = records.contains {
        $0.customer == customer && $0.call == wrapUps[index].call && $0.epoch == wrapUps[index].epoch
      }
      if isHis { wrapUps[index].note = nil }
    }
    for index in records.indices where records[index].customer == customer {
      (records[index].callingNumber, records[index].customer) = (nil, nil)
      erased += 1
    }
    return erased
  }

  public mutating func eraseWords(about subjects: [String]) -> Int64 {
    var erased: Int64 = 0
    for index in trail.indices where trail[index].text != nil && subjects.contains(trail[index].subject) {
      trail[index].text = nil
      erased += 1
    }
    return erased
  }

  public mutating func retain(callsSince: Timestamp, wordsSince: Timestamp, apply: Bool) -> RetentionCounts {
    let calls = records.indices.filter {
      records[$0].startedAt < callsSince && (records[$0].callingNumber != nil || records[$0].customer != nil)
    }
    let notes = wrapUps.indices.filter { wrapUps[$0].at < callsSince && wrapUps[$0].note != nil }
    let callbacks = promised.filter { $0.registeredAt < callsSince && $0.state != .open && !$0.phone.isEmpty }
    let words = trail.indices.filter { trail[$0].at < wordsSince && trail[$0].text != nil }
    if apply {
      for index in notes { wrapUps[index].note = nil }
      eraseCallbacks(callbacks.map(\.number))
      for index in calls { (records[index].callingNumber, records[index].customer) = (nil, nil) }
      for index in words { trail[index].text = nil }
    }
    return RetentionCounts(
      calls: Int64(calls.count), notes: Int64(notes.count), callbacks: Int64(callbacks.count),
      words: Int64(words.count))
  }

  public mutating func append(_ entry: TrailEntry) { trail.append(entry) }

  public func trail(of subject: String?, limit: Int) -> [TrailEntry] {
    trail.filter { subject == nil || $0.subject == subject }.suffix(limit)
  }

  /// In memory there is no chain that could break.
  public func checkTrail(lookingFor head: String?) -> TrailCheck {
    TrailCheck(entries: Int64(trail.count), head: "none")
  }
}

extension PromiseScoreRecord {
  fileprivate func isAbout(_ promise: PromiseRecord) -> Bool { call == promise.call && epoch == promise.epoch }
}

extension InMemoryCentreBook {
  public func promiseCounts(in range: Range<Timestamp>) -> [PromiseCounts] {
    var queues: [PromiseCounts] = []
    for promise in promises where range.contains(promise.told.at) {
      let index = queues.firstIndex { $0.queue == promise.told.queue } ?? queues.endIndex
      if index == queues.endIndex { queues.append(PromiseCounts(queue: promise.told.queue)) }
      queues[index].count(promise.told, promise.score)
    }
    return queues.sorted { $0.queue < $1.queue }
  }

  /// What a switchboard records, of that which reports count.
  public mutating func count(_ fact: Fact) {
    switch fact {
    case .call(let record): visits += record.queueVisits
    case .promise(let record): promises.append(ToldWait(record))
    case .promisesScored(let record):
      for index in promises.indices where promises[index].score == nil && record.isAbout(promises[index].told) {
        promises[index].score = record
      }
    case .agentInterval, .surveyAnswer, .wrapUp, .dial, .outboundClosed: break
    }
  }
}

/// The centre's desk in memory, in which one user may be all of the staff.
public final class InMemoryDesk {
  public internal(set) var book = InMemoryCentreBook()
  /// Of calls that have not ended.
  private var answers: [SurveyAnswerRecord] = []

  public init() {}

  /// What the switchboard has recorded: dials become part of their papers, reports count the rest.
  public func note(_ fact: Fact) {
    do {
      switch fact {
      case .dial(let dial):
        book.dials.append(dial)
        try book.note(dial)
      case .outboundClosed(let closed): try book.note(closed)
      case .surveyAnswer(let answer):
        answers.append(answer)
        book.surveys.append(answer)
      case .call(let call):
        book.count(fact)
        try book.note(answers.filter { $0.call == call.call && $0.epoch == call.epoch }, of: call)
        book.records.append(call)
        answers.removeAll { $0.call == call.call && $0.epoch == call.epoch }
      case .agentInterval(let interval): book.intervals.append(interval)
      case .wrapUp(let wrapUp): book.wrapUps.append(wrapUp)
      case .promise, .promisesScored: book.count(fact)
      }
    } catch {
      preconditionFailure("A book in memory doesn't fail: \(error)")
    }
  }

  /// Visits that the bank has booked for callers since the last time.
  public func note(_ visits: [KeyedVisit]) {
    if book.keyedVisits?.append(contentsOf: visits) == nil { book.keyedVisits = visits }
  }

  /// From now on promises are counted in these hours.
  public func work(in hours: OpeningHours) { book.workingHours = hours }

  /// A complaint that came in before; answers its number.
  @discardableResult
  public func keep(_ complaint: Complaint) -> Int64 { book.add(complaint) }

  public func perform(_ order: CentreOrder) -> CentreReply {
    do {
      return try CentreDesk(usersMayBeShared: true).perform(order, in: &book)
    } catch {
      preconditionFailure("A book in memory doesn't fail: \(error)")
    }
  }
}
