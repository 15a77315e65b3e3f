import Testing

@testable import ivrsim

@Suite struct QuantityTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"), (100_000, "100,000"),
  ])
  func counts(number: Int, text: String) { #expect(Quantity.count(number) == text) }

  @Test func nounsHaveASingular() {
    #expect(Quantity.count(1, "call") == "1 call")
    #expect(Quantity.count(5_000, "call") == "5,000 calls")
  }

  @Test(arguments: [
    (UInt64(850), "0.9 us"), (13_400, "13.4 us"), (612_345, "612 us"), (1_234_567, "1.23 ms"), (99_994_000, "99.99 ms"),
    (250_400_000, "250 ms"), (2_500_000_000, "2.50 s"),
  ])
  func times(nanoseconds: UInt64, text: String) { #expect(Quantity.time(nanoseconds: nanoseconds) == text) }

  @Test(arguments: [
    (0.995, 2, "1.00"), (1.05, 1, "1.1"), (-0.5, 1, "-0.5"), (-0.001, 2, "0.00"), (1_234.5, 0, "1,235"),
    (0.07, 2, "0.07"),
  ])
  func decimals(value: Double, places: Int, text: String) { #expect(Quantity.decimal(value, places: places) == text) }

  @Test func whatIsNoNumberIsADash() {
    #expect(Quantity.decimal(.nan, places: 2) == "-")
    #expect(Quantity.decimal(1 / 0.0, places: 2) == "-")
  }

  @Test func sizes() {
    #expect(Quantity.megabytes(47 << 20) == "47.0 MiB")
    #expect(Quantity.kilobytes(1_536) == "1.5 KiB")
  }
}
