public import CallModel

/// Under virtual time: what will come by itself, such as the answers of a slow host, each at its own instant. A class,
/// because the crank takes from it what its owner, answering effects, puts in.
public final class LateInputs {
  /// By instant; of one instant, in the order of planning.
  private var entries: [(at: Timestamp, input: Input)] = []

  public init() {}

  public var next: Timestamp? { entries.first?.at }

  public func plan(_ input: Input, at instant: Timestamp) {
    let place = entries.firstIndex { $0.at > instant } ?? entries.endIndex
    entries.insert((instant, input), at: place)
  }

  /// The first, if its instant is one of those.
  public func take(where isDue: (Timestamp) -> Bool) -> (at: Timestamp, input: Input)? {
    guard let first = entries.first, isDue(first.at) else { return nil }
    return entries.removeFirst()
  }
}
