import ArgumentParser
import CallModel
import Foundation
import Journal
import JournalReplay
import SwitchboardCore
import Terminal

/// `ivrsim replay --journal`: everything that a journal has is done again, and what comes of it is compared.
struct JournalReplayCheck {
  let directory: String
  private(set) var turns: Int64 = 0
  private(set) var effects = 0
  private(set) var calls = 0
  private(set) var digest: UInt64 = 0
  private(set) var seconds = 0.0

  /// `directory` is the journal's, or the state directory that has it.
  init(_ directory: String) throws(ToolFailure) {
    let files = FileManager.default
    self.directory = files.fileExists(atPath: directory + "/journal") ? directory + "/journal" : directory
    guard files.fileExists(atPath: self.directory) else {
      throw ToolFailure("there is no journal in \(directory)", exitStatus: ToolFailure.noInput)
    }
  }

  /// Throws where something else comes of a turn than came of it then.
  mutating func run() throws(ToolFailure) {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let history = try JournalHistory(directory: directory)
      var state = try history.oldestState()
      let first = state.last
      var progress = Progress(label: "turns")
      var (made, last) = (0, first)
      try history.replay(&state) { step in
        made += step.effects.count
        last = step.number
        if step.number % 1_024 == 0 {
          progress.show(Progress.bar(done: Int(step.number - first), of: Int(history.reader.lastEntry - first)))
        }
      }
      progress.clear()
      (turns, effects, calls, digest) = (last - first, made, state.switchboard.liveCalls, state.digest)
    } catch let fault as JournalFault {
      throw ToolFailure(fault.description, exitStatus: ToolFailure.badInput)
    } catch {
      throw ToolFailure("\(error)")
    }
    seconds = Double((clock.now - start) / .milliseconds(1)) / 1_000
  }

  var line: String {
    """
    \(Quantity.count(Int(turns), "turn")) again, \(Quantity.count(effects, "effect")): all as they were; \
    \(Quantity.count(calls, "call")) alive, digest \(String(digest, radix: 16)), \
    \(String(format: "%.1f", seconds)) s
    """
  }

  var json: JSONValue {
    .object([
      .init("turns", .number(turns)), .init("effects", .number(effects)), .init("calls", .number(calls)),
      .init("digest", .string(String(digest, radix: 16))), .init("same", .bool(true)),
      .init("milliseconds", .number(Int(seconds * 1_000))),
    ])
  }
}
