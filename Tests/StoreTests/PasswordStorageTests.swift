import CallModel
import Foundation
import GRDB
import Ledger
import Testing

@testable import Store

@Suite struct PasswordStorageTests {
  let directory = TemporaryDirectory()
  let log = LogBook()

  /// Long enough that no number in the files has them by chance.
  static let planted = ["90417362859017", "31868452907716"]

  private static var contents: BankContents {
    var contents = DemoBank(customers: 0, at: Fixture.morning).contents
    contents.passwords = [
      .init(customer: CustomerNumber(1), kind: .query, secret: Secret(planted[0].utf8)),
      .init(customer: CustomerNumber(1), kind: .transaction, secret: Secret(planted[1].utf8)),
    ]
    return contents
  }

  @Test func noFileHoldsAPassword() throws {
    let bank = try Fixture.bank(in: directory, log: log)
    try bank.fill(with: Self.contents)
    let wrong = "55172809346628"
    let transaction = Fixture.request(.verifyTransactionPassword, secret: Self.planted[1], customer: 1, key: "x")
    let replies = bank.perform([Fixture.verify(Self.planted[0]), transaction, Fixture.verify(wrong)])
    #expect(replies.map(\.outcome) == [.ok, .ok, .wrong])
    let files = try directory.contents()
    #expect(files.contains { $0.name == "bank.sqlite-wal" && !$0.bytes.isEmpty })
    // The search finds what is there.
    #expect(files.contains { $0.bytes.range(of: Data(anna.card.utf8)) != nil })
    for secret in Self.planted + [wrong] {
      for file in files {
        #expect(file.bytes.range(of: Data(secret.utf8)) == nil, "\(file.name)")
        #expect(file.bytes.range(of: Data(String(secret.reversed()).utf8)) == nil, "\(file.name)")
      }
    }
    #expect(!log.lines.contains { line in (Self.planted + [wrong]).contains { line.contains($0) } })
  }

  @Test func thePepperMayLieApartFromTheDatabase() throws {
    let credentials = TemporaryDirectory()
    #expect(Pepper.credential(in: nil) == nil)
    #expect(Pepper.credential(in: credentials.path) == nil, "none is there")
    _ = try Pepper.create(credentials.file("pepper"))
    let credential = try #require(Pepper.credential(in: credentials.path))
    let bank = try EmbeddedBank(directory: directory.path, pepperFile: credential, log: log.log)
    #expect(try bank.isEmpty())
    #expect(!FileManager.default.fileExists(atPath: directory.file("pepper")))
  }

  @Test func everyPasswordHasASaltOfItsOwn() throws {
    let bank = try Fixture.bank(in: directory)
    try bank.fill(with: DemoBank(customers: 40, at: Fixture.morning).contents)
    try bank.database.read { db in
      let salts = try Data.fetchAll(db, sql: "SELECT salt FROM passwords")
      #expect(salts.count > 40)
      #expect(Set(salts).count == salts.count)
      #expect(salts.allSatisfy { $0.count == 16 })
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM passwords WHERE rounds <> 3") == 0)
    }
  }

  @Test func aPasswordMadeWhenChecksWereCheaperStillOpens() throws {
    let bank = try Fixture.filledBank(in: directory)
    withExtendedLifetime(bank) {}
    let dearer = try EmbeddedBank(directory: directory.path, passwordRounds: 50, log: log.log)
    #expect(dearer.perform([Fixture.verify(anna.queryPassword!)])[0].outcome == .ok)
    #expect(dearer.perform([Fixture.verify("000000")])[0].outcome == .wrong)
  }

  @Test func theCostFoundAtTheFirstStartIsKept() throws {
    func rounds() throws -> Int {
      let bank = try EmbeddedBank(directory: directory.path, log: log.log)
      return try bank.database.read { try Int.fetchOne($0, sql: "SELECT rounds FROM password_setup")! }
    }
    let first = try rounds()
    #expect(PepperedHasher.calibratedRounds.contains(first))
    #expect(try rounds() == first)
  }

  @Test func digestsAreThoseOfTheStandard() throws {
    // HMAC-SHA256 with the pepper, then PBKDF2-HMAC-SHA256, computed with Python's hashlib and hmac.
    let pepper = Pepper([UInt8](0..<32))
    let hasher = PepperedHasher(pepper: pepper, rounds: 100)
    let digest = hasher.digest(of: Secret("135792".utf8), salt: [UInt8](repeating: 7, count: 16), rounds: 100)
    #expect(
      digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        == "96348bbcc82e102eb12d6d7a26b7ca32f084b491cf3d09be4f4c1ab1e1cf720f")
    let other = Pepper([UInt8](1..<33))
    #expect(
      PepperedHasher(pepper: other, rounds: 100)
        .digest(of: Secret("135792".utf8), salt: [UInt8](repeating: 7, count: 16), rounds: 100) != digest)
  }

  // MARK: - The pepper

  @Test func withoutItsPepperADatabaseIsNotOpened() throws {
    _ = try Fixture.filledBank(in: directory)
    try FileManager.default.removeItem(atPath: directory.file("pepper"))
    let reason = "it is missing, and the passwords need it"
    #expect(throws: StoreError.pepper(file: directory.file("pepper"), reason: reason)) {
      try Fixture.bank(in: directory)
    }
    #expect(!FileManager.default.fileExists(atPath: directory.file("pepper")))
  }

  @Test func anotherPepperIsNotTaken() throws {
    _ = try Fixture.filledBank(in: directory)
    let other = TemporaryDirectory()
    _ = try Fixture.filledBank(in: other)
    #expect(throws: StoreError.pepper(file: other.file("pepper"), reason: "it belongs to another database")) {
      try EmbeddedBank(directory: directory.path, pepperFile: other.file("pepper"), log: log.log)
    }
  }

  @Test(arguments: ["", "xyz", String(repeating: "0", count: 63), String(repeating: "g", count: 64)])
  func aDamagedPepperIsSaidSo(text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: directory.file("pepper")))
    let reason = "it should be 64 hexadecimal digits"
    #expect(throws: StoreError.pepper(file: directory.file("pepper"), reason: reason)) {
      try Fixture.bank(in: directory)
    }
  }

  @Test func aPepperThatOthersMayReadIsWarnedOf() throws {
    let hex = String(repeating: "0a", count: 32)
    try Data(hex.utf8).write(to: URL(fileURLWithPath: directory.file("pepper")))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: directory.file("pepper"))
    _ = try Fixture.bank(in: directory, log: log)
    #expect(log.lines == ["the pepper file \(directory.file("pepper")) may be read by others: give it the mode 0600"])
  }
}
