import CallModel
import Testing

/// Arrays that grow by an eighth.
@Suite struct ArraySparingTests {
  @Test func thereIsLittleRoomThatNobodyUses() {
    var numbers: [Int] = []
    for number in 0..<10_000 {
      numbers.appendSparing(number)
      #expect(numbers.capacity <= number + max(16, number / 4))
    }
    #expect(numbers == Array(0..<10_000))
  }
}
