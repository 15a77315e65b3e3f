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
    let known: (fingerprint: [UInt8], rounds: Int)? = try DatabaseFile.naming(path) {
      try database.read { db in
        try db.row("SELECT pepper_fingerprint, rounds FROM password_setup").map { ([UInt8]($0[0] as Data), $0[1]) }
      }
    }
    let found = try Pepper.read(pepperFile, log: log)
    if let known {
      guard let found else { throw .pepper(file: pepperFile, reason: "it is missing, and the passwords need it") }
      guard found.fingerprint == known.fingerprint else {
        throw .pepper(file: pepperFile, reason: "it belongs to another database")
      }
      return PepperedHasher(pepper: found, rounds: rounds ?? known.rounds)
    }
    let pepper: Pepper
    if let found { pepper = found } else { pepper = try Pepper.create(pepperFile) }
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
