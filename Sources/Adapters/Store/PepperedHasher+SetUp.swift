import CallModel
import Foundation
import GRDB

extension PepperedHasher {
  /// What a check should take: short for callers, and no gift to whoever tries many.
  static let checkTime = Duration.microseconds(1_500)
  /// Never fewer rounds, however slow the machine seems, nor more, however quick.
  static let calibratedRounds = 1_000...100_000

  /// The hasher that belongs to a database: its own pepper, and the cost that its unknown cards have had from
  /// the first day, so that they go on taking as long as known ones. Both are made with the database.
  static func setUp(
    pepperFile: String, rounds: Int?, database: DatabaseQueue, path: String, log: StoreLog
  ) throws(StoreError) -> PepperedHasher {
    if let known = try known(to: database, path: path) {
      let pepper = try pepper(in: pepperFile, fingerprint: known.fingerprint, log: log)
      return PepperedHasher(pepper: pepper, rounds: rounds ?? known.rounds)
    }
    let pepper: Pepper
    if let found = try Pepper.read(pepperFile, log: log) {
      pepper = found
    } else {
      pepper = try Pepper.create(pepperFile)
    }
    let hasher = PepperedHasher(pepper: pepper, rounds: rounds ?? calibrated(pepper))
    try DatabaseFile.naming(path) {
      try database.write {
        try $0.run(
          "INSERT INTO password_setup (place, pepper_fingerprint, rounds) VALUES (1, ?, ?)",
          [Data(pepper.fingerprint), hasher.rounds])
      }
    }
    return hasher
  }

  /// What a database knows of its pepper; `nil` where it has had none yet.
  fileprivate static func known(
    to database: any DatabaseReader, path: String
  ) throws(StoreError) -> (fingerprint: [UInt8], rounds: Int)? {
    try DatabaseFile.naming(path) {
      try database.read { db in
        try db.row("SELECT pepper_fingerprint, rounds FROM password_setup").map { ([UInt8]($0[0] as Data), $0[1]) }
      }
    }
  }

  /// The pepper of a file, which must be the one with this fingerprint.
  @discardableResult
  fileprivate static func pepper(
    in file: String, fingerprint: [UInt8], log: StoreLog
  ) throws(StoreError) -> Pepper {
    guard let found = try Pepper.read(file, log: log) else {
      throw .pepper(file: file, reason: "it is missing, and the passwords need it")
    }
    guard found.fingerprint == fingerprint else {
      throw .pepper(file: file, reason: "it belongs to another database")
    }
    return found
  }

  /// How many rounds take `checkTime` here. The best of a few runs: a busy machine must not make it cheap.
  private static func calibrated(_ pepper: Pepper) -> Int {
    let trial = PepperedHasher(pepper: pepper, rounds: calibratedRounds.lowerBound)
    let clock = ContinuousClock()
    let times = (0..<5).map { _ in
      clock.measure { _ = trial.digest(of: .init([UInt8(ascii: "0")]), salt: [0], rounds: trial.rounds) }
    }
    let rounds = Int(Double(trial.rounds) * (checkTime / (times.min() ?? checkTime)))
    return min(max(rounds, calibratedRounds.lowerBound), calibratedRounds.upperBound)
  }
}

extension BankReader {
  /// Throws what the daemon would say of this bank's pepper when it starts.
  public func checkPepper(in directory: String) throws(StoreError) {
    guard let known = try PepperedHasher.known(to: database, path: path) else { return }
    let file = EmbeddedBank.pepperCredential() ?? directory + "/" + Pepper.fileName
    try PepperedHasher.pepper(in: file, fingerprint: known.fingerprint) { _ in }
  }
}
