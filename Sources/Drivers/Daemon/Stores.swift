import CallModel
import Ledger
import Logging
import Store

/// The databases of the state directory, opened together and closed together.
final class Stores: Sendable {
  let host: EmbeddedHost
  let centre: CentreStore
  let records: RecordWriter
  let epoch: CentreStore.Epoch
  private let lock: StateLock
  private let logger: Logger

  private init(
    host: EmbeddedHost, centre: CentreStore, records: RecordWriter, epoch: CentreStore.Epoch, lock: StateLock,
    logger: Logger
  ) {
    self.lock = lock
    self.host = host
    self.centre = centre
    self.records = records
    self.epoch = epoch
    self.logger = logger
  }

  static func open(_ options: DaemonOptions, at now: Timestamp, _ logger: Logger) throws(DaemonFailure) -> Stores {
    let log: StoreLog = { logger.warning("\($0)") }
    do throws(StoreError) {
      let lock = try StateLock(directory: options.stateDirectory)
      let bank = try EmbeddedBank(
        directory: options.stateDirectory, pepperFile: EmbeddedBank.pepperCredential(), log: log)
      if try bank.isEmpty() {
        if options.demo {
          let demo = DemoBank(at: now).contents
          try bank.fill(with: demo)
          logger.info(
            "made the demo bank; ivrd --describe-demo says which of its customers are for tests",
            metadata: ["customers": "\(demo.customers.count)"])
        } else {
          logger.warning("the bank in \(options.stateDirectory) has no customers; --demo makes some")
        }
      }
      let centre = try CentreStore(directory: options.stateDirectory)
      let records = try RecordWriter(store: centre, log: log)
      let host = EmbeddedHost(bank: bank, centre: EmbeddedCentre(store: centre, log: log))
      let epoch = try centre.beginEpoch(at: now)
      return Stores(host: host, centre: centre, records: records, epoch: epoch, lock: lock, logger: logger)
    } catch {
      throw failure(error, options)
    }
  }

  /// Nodes of the menus that approved change requests name. Before anything is opened for good, so that wrong menus
  /// leave nothing behind.
  static func approvedNodes(_ options: DaemonOptions) throws(DaemonFailure) -> [NodeID] {
    guard CentreStore.exists(in: options.stateDirectory) else { return [] }
    do throws(StoreError) {
      let lock = try StateLock(directory: options.stateDirectory)
      return try withExtendedLifetime(lock) { () throws(StoreError) in
        try CentreStore(directory: options.stateDirectory).approvedNodes()
      }
    } catch {
      throw failure(error, options)
    }
  }

  private static func failure(_ error: StoreError, _ options: DaemonOptions) -> DaemonFailure {
    guard case .inUse(let directory) = error else { return .using(options.stateDirectory, "\(error.description).") }
    return .alreadyRunning(
      "another ivrd uses the state directory \(directory); stop it, or give this one another with --state-dir")
  }

  /// Writes what still waits; after it nothing more may come.
  func close(nextCallNumber: Int64, at now: Timestamp) {
    do throws(StoreError) {
      try records.flush()
      try centre.endEpoch(epoch, nextCallNumber: nextCallNumber, at: now)
    } catch {
      logger.error("the last records could not be written: \(error)")
    }
  }
}
