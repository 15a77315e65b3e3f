public import CallModel

/// Why the centre owes somebody a call.
public enum TaskPurpose: String, CaseIterable, Sendable, Codable {
  /// A question that could not be answered at once; its caller agreed to be called back [H7.1.1].
  case deferred
  /// 回访: satisfied? solved? [C8]
  case followUp = "follow-up"
  /// A customer who was not satisfied, or whose matter is not solved.
  case recovery

  /// Working time until it is due.
  public var promise: Interval {
    switch self {
    case .deferred: .hours(8)
    case .followUp: .hours(28)
    case .recovery: .hours(4)
    }
  }
}

/// A call that the centre owes a customer: what for, who sees to it, until when, and what came of it [C6, C8, H7.1.1].
public struct CareTask: CentreDocument {
  public static let kind = DocumentKind.careTask
  public typealias State = DialCourse.State

  public enum Step: String, DocumentStep {
    case assign, call, reason, complete, cancel

    public var from: [State] {
      switch self {
      case .assign: [.open, .waiting, .reasonWanted, .reached]
      case .call: [.open]
      case .reason: [.reasonWanted]
      case .complete: [.open, .reasonWanted, .reached, .otherChannel]
      case .cancel: [.open, .waiting, .reasonWanted, .otherChannel]
      }
    }

    public var to: State? {
      switch self {
      case .assign: nil
      case .call, .reason: .waiting
      case .complete: .completed
      case .cancel: .withdrawn
      }
    }
  }

  public var number: Int64 = 0
  public var purpose: TaskPurpose
  /// What it is about: `CP1001`, a call, another task.
  public var subject: String
  public var phone: String?
  /// Whose agents dial.
  public var queue: QueueID?
  /// The question, or why it was made.
  public var matter: String
  public var owner: StaffID?
  public var openedAt: Timestamp
  public var dueAt: Timestamp
  public var course = DialCourse(state: .open)
  public var closedAt: Timestamp?
  public var result: String?
  public var score: Int64?
  public var isSolved: Bool?

  public init(
    _ purpose: TaskPurpose, subject: String, phone: String?, queue: QueueID? = nil, matter: String,
    owner: StaffID? = nil, at instant: Timestamp, in workingHours: OpeningHours
  ) {
    self.purpose = purpose
    self.subject = subject
    self.phone = phone
    self.queue = queue
    self.matter = matter
    self.owner = owner
    openedAt = instant
    dueAt = CallbackRules(promise: purpose.promise).due(after: instant, in: workingHours) ?? instant
  }

  public var state: State { course.state }

  /// Where nobody was reached, somebody writes, and then it is completed.
  public var isOver: Bool { state.isOver && state != .otherChannel }

  public var index: DocumentIndex {
    DocumentIndex(
      state: state.rawValue, isOver: isOver, madeAt: openedAt, parent: subject, owner: owner?.text,
      key: purpose.rawValue, dueAt: dueAt)
  }

  public mutating func take(_ step: Step) throws(CentreRefusal) { course.state = try step.taken(from: state) }

  public func isOverdue(at instant: Timestamp) -> Bool { !isOver && instant > dueAt }

  public var wasInTime: Bool { state == .completed && closedAt.map { $0 <= dueAt } ?? false }

  /// A low score, or a matter not solved, asks for recovery; what recovery itself comes to does not.
  public var asksForRecovery: Bool {
    purpose != .recovery && (score.map { $0 <= Complaint.FollowUp.lowScore } ?? false || isSolved == false)
  }

  /// The dial that is due for it.
  public func job(from instant: Timestamp) -> DialJob? {
    guard state == .waiting, let phone, let queue else { return nil }
    return DialJob(
      id: CallID(id), phone: phone, queue: queue, attempts: course.attempts.count,
      due: instant, terms: .asked)
  }
}
