public import IVR
import SwitchboardCore

/// The edges of a tree that recorded calls took: the journal's turns are made again, and each call's walk is noted.
/// It reaches as far back as the journal does, and has calls from their beginning only.
public struct RecordedWays: Sendable {
  /// In the order of the calls' steps.
  public private(set) var ways: [MenuWay] = []
  /// How many calls began on this tree, and on others.
  public private(set) var calls: Int64 = 0
  public private(set) var otherCalls: Int64 = 0

  public init(of tree: MenuTree, in history: JournalHistory) throws {
    var state = try history.oldestState()
    state.switchboard.noteWays(of: tree.version)
    var count = CallCount(version: tree.version, started: state.switchboard.callsStarted)
    // A program of another version may say things otherwise; where callers went stays what it was.
    try history.replay(&state) { _ in
      true
    } before: { _, switchboard in
      count.add(switchboard.callsStarted, on: switchboard.settingsVersion)
    } after: { _ in
    }
    count.add(state.switchboard.callsStarted, on: state.switchboard.settingsVersion)
    (calls, otherCalls) = (count.own, count.others)
    ways = state.switchboard.waysTaken ?? []
  }

  /// Calls by the menus on which they began, told from turn to turn.
  private struct CallCount {
    let version: String
    var started: Int64
    var own: Int64 = 0
    var others: Int64 = 0

    mutating func add(_ startedNow: Int64, on version: String) {
      if version == self.version { own += startedNow - started } else { others += startedNow - started }
      started = startedNow
    }
  }
}
