import CallModel
import HeapModule

/// What somebody in a simulation is going to do.
protocol Deed: Sendable {
  var turn: Turn { get }
}

/// Whose turn it is among what is planned for one instant: the order of the engine's own timers (`Alarm.Kind`), so that
/// an arrival finds the agent who becomes free just then.
enum Turn: Int, Comparable, Sendable {
  case request, serviceEnd, wrapUpEnd, arrival, patience

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// What is going to happen in a simulation: by time, then by turn, then in the order of planning.
struct Agenda<Item: Deed>: Sendable {
  struct Entry: Comparable, Sendable {
    let at: Timestamp
    let turn: Turn
    let number: Int64
    let deed: Item

    static func == (a: Self, b: Self) -> Bool { a.number == b.number }
    static func < (a: Self, b: Self) -> Bool {
      if a.at != b.at { return a.at < b.at }
      return a.turn != b.turn ? a.turn < b.turn : a.number < b.number
    }
  }

  private var entries = Heap<Entry>()
  private var lastNumber: Int64 = 0

  var next: Timestamp? { entries.min?.at }
  var last: Timestamp? { entries.max?.at }

  mutating func plan(_ deed: Item, at instant: Timestamp) {
    lastNumber += 1
    entries.insert(Entry(at: instant, turn: deed.turn, number: lastNumber, deed: deed))
  }

  mutating func take() -> Entry? { entries.popMin() }
}
