/// Elements that keep their place for life: whoever knows a place finds its element without looking anything up.
/// Places are used again, and come in the same order in every process.
struct Slab<Element: Sendable & Codable>: Sendable, Codable {
  /// By place; `nil` where it is free.
  private(set) var elements: [Element?] = []
  private var free: [Int] = []

  /// The place that the next element gets.
  var nextPlace: Int { free.last ?? elements.count }

  func isTaken(_ place: Int) -> Bool { elements[place] != nil }

  /// The element of a place that is known to be taken.
  subscript(place: Int) -> Element {
    _read {
      yield elements[place]!
    }
    _modify {
      yield &elements[place]!
    }
  }

  /// Gives `nextPlace` as it was.
  mutating func insert(_ element: Element) -> Int {
    if let place = free.popLast() {
      elements[place] = element
      return place
    }
    elements.append(element)
    return elements.count - 1
  }

  mutating func remove(_ place: Int) -> Element {
    guard let element = elements[place] else { preconditionFailure("an element was removed twice") }
    elements[place] = nil
    free.append(place)
    return element
  }
}
