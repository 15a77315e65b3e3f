public import CallModel

/// What the rules for callbacks need of a place that keeps tasks: the same rules run on disk and in memory.
public protocol TaskBook {
  /// `Never` in memory.
  associatedtype Failure: Error

  func keptAnswer(to key: String) throws(Failure) -> KeptAnswer?
  mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) throws(Failure)
  /// Numbers the task (from `CallbackTask.firstNumber`, without gaps), whatever number it has, and keeps it;
  /// answers the number.
  mutating func add(_ task: CallbackTask) throws(Failure) -> Int64
}
