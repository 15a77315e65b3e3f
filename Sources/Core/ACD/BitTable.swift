/// Rows of bits in one stretch of memory: who may serve whom, 64 answers to a word.
struct BitTable: Sendable, Codable {
  let rows: Int
  let columns: Int
  /// Words of a row.
  let stride: Int
  private var words: [UInt64]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = (columns + 63) / 64
    words = Array(repeating: 0, count: rows * stride)
  }

  subscript(row: Int, column: Int) -> Bool {
    get { words[row * stride + column >> 6] >> UInt64(column & 63) & 1 == 1 }
    set {
      let bit: UInt64 = 1 << UInt64(column & 63)
      if newValue { words[row * stride + column >> 6] |= bit } else { words[row * stride + column >> 6] &= ~bit }
    }
  }

  func word(_ index: Int, ofRow row: Int) -> UInt64 { words[row * stride + index] }

  /// Calls `body` with each column that the row and `mask`'s first row share, in rising order.
  func forEach(inRow row: Int, and mask: BitTable, _ body: (Int) -> Void) {
    for index in 0..<stride { BitTable.forEach(in: word(index, ofRow: row) & mask.words[index], of: index, body) }
  }

  func forEach(inRow row: Int, _ body: (Int) -> Void) {
    for index in 0..<stride { BitTable.forEach(in: word(index, ofRow: row), of: index, body) }
  }

  private static func forEach(in word: UInt64, of index: Int, _ body: (Int) -> Void) {
    var word = word
    while word != 0 {
      body(index << 6 + word.trailingZeroBitCount)
      word &= word - 1
    }
  }

  func intersects(row: Int, _ mask: BitTable) -> Bool {
    for index in 0..<stride where word(index, ofRow: row) & mask.words[index] != 0 { return true }
    return false
  }

  /// Sets every bit of a row, or clears it.
  mutating func fill(row: Int, _ bit: Bool) {
    for index in 0..<stride { words[row * stride + index] = bit ? ~0 : 0 }
  }

  /// Sets the bits of a row that another table's row has.
  mutating func add(row: Int, _ other: BitTable, row otherRow: Int) {
    for index in 0..<stride { words[row * stride + index] |= other.word(index, ofRow: otherRow) }
  }

  /// Clears the bits of a row that another table's row has.
  mutating func subtract(row: Int, _ other: BitTable, row otherRow: Int) {
    for index in 0..<stride { words[row * stride + index] &= ~other.word(index, ofRow: otherRow) }
  }

  /// Rows for columns.
  var transposed: BitTable {
    var table = BitTable(rows: columns, columns: rows)
    for row in 0..<rows { forEach(inRow: row) { table[$0, row] = true } }
    return table
  }
}

/// The profiles of one match class that have an agent ready and not left to others: the row of the class, of
/// the idle and of the unreserved, laid over each other.
struct ProfileMask: Sendable {
  let able: BitTable
  let matchClass: Int
  let idle: BitTable
  let unreserved: BitTable
  let queue: Int

  func word(_ index: Int) -> UInt64 {
    able.word(index, ofRow: matchClass) & idle.word(index, ofRow: 0) & unreserved.word(index, ofRow: queue)
  }

  var isEmpty: Bool {
    for index in 0..<able.stride where word(index) != 0 { return false }
    return true
  }

  var profiles: [Int] {
    var profiles: [Int] = []
    forEach { profiles.append($0) }
    return profiles
  }

  func contains(_ profile: Int) -> Bool { word(profile >> 6) >> UInt64(profile & 63) & 1 == 1 }

  /// In rising order.
  func forEach(_ body: (Int) -> Void) {
    for index in 0..<able.stride {
      var word = word(index)
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
