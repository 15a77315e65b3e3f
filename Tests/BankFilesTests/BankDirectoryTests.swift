import Foundation
import Testing

@testable import BankFiles

@Suite struct BankDirectoryTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("bank-\(UUID().uuidString)").path

  @Test func filesAreForTheirOwnerAlone() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let directory = BankDirectory(path)
    try directory.write([("customers.csv", "number\n"), ("accounts.csv", "")])
    for name in ["", "/customers.csv", "/accounts.csv"] {
      let mode = try FileManager.default.attributesOfItem(atPath: path + name)[.posixPermissions] as? Int
      #expect(mode == (name.isEmpty ? 0o700 : 0o600))
    }
    try Data().write(to: URL(fileURLWithPath: path + "/notes.txt"))
    #expect(try directory.read().map(\.name) == ["accounts.csv", "customers.csv"])
    #expect(throws: BankDirectory.Fault.self) { try directory.write([("customers.csv", "other\n")]) }
    #expect(try String(contentsOfFile: path + "/customers.csv", encoding: .utf8) == "number\n")
  }

  @Test func aMissingDirectoryIsNamed() {
    #expect {
      try BankDirectory(path).read()
    } throws: { "\($0)".hasPrefix("\(path) is no directory") }
  }
}
