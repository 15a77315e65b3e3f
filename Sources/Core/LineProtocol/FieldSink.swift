import CallModel

/// Takes an event's fields one after another, in the order of the wire: as values to be compared and shown, or as
/// bytes to be sent, without a value made of each. So their order and spelling stand in one place.
protocol FieldSink {
  mutating func add(_ key: StaticString, _ value: String)
  mutating func add(_ key: StaticString, _ value: Int)
  /// The words with commas between them.
  mutating func add(_ key: StaticString, list: [String])
  mutating func add(_ field: Field)
}

extension FieldSink {
  /// Whole milliseconds, rounded down.
  mutating func add(_ key: StaticString, milliseconds interval: Interval) { add(key, Int(interval.milliseconds)) }
}

/// The fields as values.
struct FieldList: FieldSink {
  private(set) var fields: [Field] = []

  mutating func add(_ key: StaticString, _ value: String) { fields.append(Field(key.description, value)) }
  mutating func add(_ key: StaticString, _ value: Int) { fields.append(Field(key.description, value)) }
  mutating func add(_ key: StaticString, list: [String]) { fields.append(Field(key.description, list: list)) }
  mutating func add(_ field: Field) { fields.append(field) }
}

/// The fields as they go over the wire, each with the space before it.
extension LinePen: FieldSink {
  mutating func add(_ key: StaticString, _ value: String) {
    begin(key)
    write(value, as: .value)
  }

  mutating func add(_ key: StaticString, _ value: Int) {
    begin(key)
    write(value)
  }

  mutating func add(_ key: StaticString, list: [String]) {
    begin(key)
    var isFirst = true
    for word in list {
      if !isFirst { write(UInt8(ascii: ",")) }
      isFirst = false
      write(word, as: .value)
    }
  }

  mutating func add(_ field: Field) { write(field) }

  private mutating func begin(_ key: StaticString) {
    write(ASCII.space)
    write(key)
    write(ASCII.equals)
  }
}
