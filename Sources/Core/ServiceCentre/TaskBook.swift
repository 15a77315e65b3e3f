public import CallModel

/// What self-service needs of a place that keeps the centre's tasks and papers: the same rules run on disk and in
/// memory.
public protocol TaskBook {
  /// `Never` in memory.
  associatedtype Failure: Error

  /// When agents call customers back, by the settings of the moment.
  var workingHours: OpeningHours { get }

  func keptAnswer(to key: String) throws(Failure) -> KeptAnswer?
  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws(Failure)
  /// Numbers the task (from `CallbackTask.firstNumber`, without gaps), whatever number it has, and keeps it;
  /// answers the number.
  mutating func add(_ task: CallbackTask) throws(Failure) -> Int64

  func complaint(_ number: Int64) throws(Failure) -> Complaint?
  mutating func save(_ complaint: Complaint) throws(Failure)
  /// Numbers it, keeps it, and answers the number.
  mutating func add(_ contact: ContactCase) throws(Failure) -> Int64
  /// Adds to the end of the audit trail.
  mutating func append(_ entry: TrailEntry) throws(Failure)
}
