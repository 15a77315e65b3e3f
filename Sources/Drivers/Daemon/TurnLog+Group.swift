import CallModel
import LineProtocol
import SwitchboardCore

extension TurnLog {
  /// What happened together: turns as the journal has them, and what they caused.
  struct Group: Sendable {
    var turns = ByteWriter()
    var count = 0
    /// What the turns caused and is still to be done; and, while the disk refuses, refusals of what came meanwhile.
    var outgoing = Outgoing()
    /// Of the turn before; the first of a group is written with its whole instant.
    var base = Timestamp.epoch

    /// Notes an input that is about to be taken. A line that can't be written down as it came is refused, now and in
    /// every replay: then it gives what is to be taken in its place.
    mutating func begin(_ input: Input) -> Input? {
      let start = turns.bytes.count
      do {
        try Turn.writeCause(input, to: &turns)
        return nil
      } catch {
        turns.bytes.removeSubrange(start...)
        guard case .line(let connection, var line) = input else {
          preconditionFailure("Only a client's line can be such that no journal takes it.")
        }
        line.content = .malformed(.badArgument("line", "It can't be written down."))
        let refused = Input.line(connection, line)
        return begin(refused) ?? refused
      }
    }

    mutating func beginTime() { Turn.writeTime(to: &turns) }

    /// The turn has been made; `seal` is for what it left unused.
    mutating func end(at instant: Timestamp, _ seal: (any KeySeal)?, _ switchboard: inout Switchboard) {
      switchboard.writeRest(at: instant, seal: seal, to: &turns, after: base)
      base = instant
      count += 1
    }

    /// They are written: forgets them, keeping their memory where that is no more than so many bytes.
    mutating func clearTurns(keepingAtMost limit: Int) {
      turns.removeAll(keepingAtMost: limit)
      count = 0
      base = .epoch
    }
  }
}
