import CallModel
import Foundation
import Ledger
import Store
import Synchronization

/// A directory that goes away with its last holder.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("ivrd-\(UUID().uuidString)").path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func mode(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes[.posixPermissions] as? Int) ?? -1
  }

  /// All bytes of all files.
  func contents() throws -> [(name: String, bytes: Data)] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
      (name, try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }
  }
}

/// What a store would have told the operator.
final class LogBook: Sendable {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }
  var log: StoreLog { { line in self.kept.withLock { $0.append(line) } } }
}

enum Fixture {
  static let day = CivilDay(year: 2026, month: 11, day: 24)!
  static let morning = CivilTime(day: day, timeOfDay: .hours(10)).instant()
  /// Cheap: what is tested is not the cost.
  static let rounds = 3

  static func bank(in directory: TemporaryDirectory, log: LogBook = LogBook()) throws -> EmbeddedBank {
    try EmbeddedBank(directory: directory.path, passwordRounds: rounds, log: log.log)
  }

  /// With the test customers.
  static func filledBank(in directory: TemporaryDirectory, log: LogBook = LogBook()) throws -> EmbeddedBank {
    let bank = try bank(in: directory, log: log)
    try bank.fill(with: DemoBank(customers: 0, at: morning).contents)
    return bank
  }

  static func request(
    _ operation: HostOperation, _ arguments: SessionValues = [:], secret: String? = nil, customer: Int64? = nil,
    from: String? = nil, key: String, id: Int64 = 1, at: Timestamp = morning
  ) -> HostRequest {
    HostRequest(
      id: id, call: CallID("c1"), operation: operation, arguments: arguments,
      secret: secret.map { Secret($0.utf8) }, customer: customer.map { CustomerNumber($0) }, callingNumber: from,
      idempotencyKey: key, at: at)
  }

  static func transfer(
    _ amount: Int64, key: String, to payee: SessionValue = .number(101), id: Int64 = 1
  ) -> HostRequest {
    let arguments: SessionValues = [
      "account": .digits(anna.account), "payee": payee, "amount": .money(Money(minorUnits: amount)),
    ]
    return request(.transfer, arguments, customer: 1, key: key, id: id)
  }

  static func verify(_ password: String, card: String = anna.card) -> HostRequest {
    request(.verifyQueryPassword, ["card": .digits(card)], secret: password, key: "-")
  }

  static func balance(of bank: EmbeddedBank, _ account: String = anna.account) -> SessionValue? {
    bank.perform([request(.balance, ["account": .digits(account)], customer: 1, key: "-")])[0].values["balance"]
  }
}

/// The first test customer: two accounts, payees 101 (this bank) and 102 (another bank).
let anna = DemoBank.testCustomers[0]

extension SessionValue {
  static func yuan(_ minorUnits: Int64) -> SessionValue { .money(Money(minorUnits: minorUnits)) }
}
