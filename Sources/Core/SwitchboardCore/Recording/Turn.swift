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
  /// The keys that menus and entries used in this turn, in the order of use. The input's own are hidden.
  public var usedKeys: [Key]
  /// What calls had ahead after each press that left something, sealed; empty where nobody could seal it.
  public var sealedAhead: [[UInt8]]

  public init(at: Timestamp, cause: Cause, usedKeys: [Key] = [], sealedAhead: [[UInt8]] = []) {
    self.at = at
    self.cause = cause
    self.usedKeys = usedKeys
    self.sealedAhead = sealedAhead
  }
}

extension Switchboard {
  /// From here on, notes which keys are used in the clear; `takeUsedKeys` after each turn gives them.
  public mutating func beginNoting() { scratch.keyLedger.note() }

  public mutating func takeUsedKeys() -> [Key] { scratch.keyLedger.take() }

  /// What calls have ahead after this turn's presses, in their order.
  public mutating func takeKeysAhead() -> [Keys] { scratch.keyLedger.takeAhead() }

  /// The turns made under virtual time, for whoever called `beginRecording`.
  public var recordedTurns: [RecordedTurn] { scratch.recordedTurns ?? [] }

  public mutating func beginRecording(seal: (any KeySeal)? = nil) {
    beginNoting()
    scratch.recordingSeal = seal
    scratch.recordedTurns = []
  }

  /// Makes a turn again. False: the keys that it used are not those that it used then, so that this is another
  /// switchboard, or another state, than the one that the turn was noted of. Where `seal` opens what calls had ahead,
  /// they have it again; else it stays hidden.
  @discardableResult
  public mutating func replay(_ turn: Turn, seal: (any KeySeal)? = nil, into effects: inout [Effect]) -> Bool {
    scratch.keyLedger.replay(turn.usedKeys, ahead: turn.sealedAhead.map { seal?.open($0) })
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
