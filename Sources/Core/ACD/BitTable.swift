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

  /// A row's word, with those columns only that `mask`'s first row has too.
  func word(_ index: Int, ofRow row: Int, and mask: BitTable) -> UInt64 {
    words[row * stride + index] & mask.words[index]
  }

  /// Calls `body` with each column that the row and `mask`'s first row share, in rising order.
  func forEach(inRow row: Int, and mask: BitTable, _ body: (Int) -> Void) {
    for index in 0..<stride {
      var word = word(index, ofRow: row, and: mask)
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  func forEach(inRow row: Int, _ body: (Int) -> Void) {
    for index in 0..<stride {
      var word = words[row * stride + index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  func intersects(row: Int, _ mask: BitTable) -> Bool {
    for index in 0..<stride where word(index, ofRow: row, and: mask) != 0 { return true }
    return false
  }
}
