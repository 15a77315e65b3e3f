public import CallModel
import IVR

/// One turn of the switchboard's crank, as a journal keeps it: the same turns from the same state give the same
/// effects, byte for byte.
public struct Turn: Sendable {
  public enum Cause: Sendable {
    case input(Input)
    /// Nothing came; deadlines up to and at the instant fired.
    case time
  }

  public var at: Timestamp
  public var cause: Cause
  /// The keys that menus and entries used in this turn, in the order of use, as `KeyLedger` notes them. The input's own
  /// are hidden.
  public var usedKeys: [Key]
  /// What was unused after each press that left something, sealed; empty where nobody could seal it.
  public var sealedKeys: [[UInt8]]

  public init(at: Timestamp, cause: Cause, usedKeys: [Key] = [], sealedKeys: [[UInt8]] = []) {
    self.at = at
    self.cause = cause
    self.usedKeys = usedKeys
    self.sealedKeys = sealedKeys
  }
}

extension Switchboard {
  /// From here on, notes which keys are used in the clear; `writeRest` after each turn writes them.
  public mutating func beginNoting() { scratch.keyLedger.note() }

  mutating func takeUsedKeys() -> [Key] { scratch.keyLedger.take { $0 } }

  /// What this turn's presses left unused, in their order.
  mutating func takeKeysToSeal() -> [Keys] { scratch.keyLedger.takeUnused() }

  /// Writes the second part of the turn that has just been made, and goes on noting.
  public mutating func writeRest(
    at instant: Timestamp, seal: (any KeySeal)?, to writer: inout ByteWriter, after base: Timestamp
  ) {
    let unused = takeKeysToSeal()
    let sealed = unused.isEmpty ? [] : unused.map { seal?.seal($0) ?? [] }
    scratch.keyLedger.take {
      Turn.writeRest(at: instant, usedKeys: $0, sealedKeys: sealed, to: &writer, after: base)
    }
  }

  /// The turns made under virtual time, for whoever called `beginRecording`.
  public var recordedTurns: [RecordedTurn] { scratch.recordedTurns ?? [] }

  public mutating func beginRecording(seal: (any KeySeal)? = nil) {
    beginNoting()
    scratch.recordingSeal = seal
    scratch.recordedTurns = []
  }

  /// Makes a turn again. False: the keys that it used are not those that it used then, so that this is another
  /// switchboard, or another state, than the one that the turn was noted of. Where `seal` opens what was
  /// unused, that is known again; else it stays hidden.
  mutating func replay(_ turn: Turn, seal: (any KeySeal)?, into effects: inout Outgoing) -> Bool {
    scratch.keyLedger.replay(turn.usedKeys, unused: turn.sealedKeys.map { seal?.open($0) })
    switch turn.cause {
    case .input(let input): step(input, at: turn.at, into: &effects)
    case .time: advance(to: turn.at, into: &effects)
    }
    return scratch.keyLedger.isUsedUp
  }
}

/// A turn with what came of it.
public struct RecordedTurn: Sendable {
  public var turn: Turn
  public var effects: [Effect]
}
