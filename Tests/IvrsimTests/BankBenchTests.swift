import CallModel
import Foundation
import Testing

@testable import ivrsim

/// `bench bank` measures a bank that answers truly.
struct BankBenchTests {
  @Test func allIsAnsweredAndTheBooksAreInOrder() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/ivrsim-bank-test-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var bench = try BankBench(
      directory: folder, callers: 3, at: Timestamp(microseconds: 1_795_752_000_000_000))
    // At least one round, however slow the machine is.
    let results = BankBench.Load.allCases.map { bench.measure($0, seconds: 0.001) { _ in } }
    for result in results {
      #expect(result.answered >= 3, "\(result.load)")
      #expect(result.refused == 0, "\(result.load)")
      #expect(result.latency.count == UInt64(result.answered), "\(result.load)")
    }
    let report = BankReport(callers: 3, results: results, violations: try bench.audit())
    #expect(report.isClean)
    #expect(report.text.contains("The books are in order."))
    #expect(!BankReport(callers: 3, results: results, violations: ["account 1: wrong"]).isClean)
  }
}
