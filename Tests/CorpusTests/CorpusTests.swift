import FuzzTargets
import Foundation
import Testing

/// Every input that the fuzzer has found worth keeping, or that has once broken something, goes through its target again,
/// whole and cut short. `scripts/fuzz.sh` looks for more.
@Suite struct CorpusTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus")

  private static func inputs(_ target: FuzzTarget) throws -> [[UInt8]] {
    let folder = root.appendingPathComponent(target.rawValue).path
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
  }

  @Test(arguments: FuzzTarget.allCases) func theCorpusIsSurvived(target: FuzzTarget) throws {
    let inputs = try Self.inputs(target)
    #expect(inputs.count >= 5)
    for input in inputs {
      target.run(input)
      for cut in stride(from: 0, to: input.count, by: max(1, input.count / 16)) { target.run(Array(input[..<cut])) }
    }
  }

  @Test func theSmallDirectoryIsRight() { #expect(FuzzTarget.hasBase) }
}
