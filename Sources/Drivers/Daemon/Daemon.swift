import CallModel
import Glibc
import JournalReplay
import LineProtocol
import LogOutput
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Settings
import SocketServer
import Store
import SwitchboardCore
import UnixSignals

/// Starts everything in order, runs until it is told to stop, and stops everything in the other order.
public enum Daemon {
  public static let version = "0.1.0"
  /// Databases, logs, timers: what the process opens besides its connections.
  private static let otherDescriptors = 128

  public static func run(_ options: DaemonOptions) async throws {
    var logger = options.logOutput.logger(label: "ivrd")
    logger.logLevel = options.logLevel
    if !ProcessHardening.forbidCoreDumps() { logger.warning("the kernel refuses to forbid core dumps") }
    ProcessHardening.giveLargeBlocksBack()

    let wanted = ConnectionLimits().maximumConnections + Self.otherDescriptors
    let granted = ProcessHardening.raiseDescriptorLimit(to: wanted)
    if granted < wanted { logger.warning("only \(granted) descriptors are allowed: raise the limit to \(wanted)") }

    let settings = try load(options, logger)
    let stores = try Stores.open(options, at: WallClock().now, logger)
    let assembly = try Assembly(options: options, settings: settings, stores: stores, logger: logger)
    let service = DaemonService(assembly: assembly, logger: logger)
    // What goes wrong is said by `DaemonFailure`, once.
    var quiet = logger
    quiet.logLevel = .critical
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
    do {
      try await group.run()
    } catch {
      throw DaemonFailure(error)
    }
  }

  private static func load(_ options: DaemonOptions, _ logger: Logger) throws(DaemonFailure) -> LoadedSettings {
    let approved = try Stores.approvedNodes(options)
    do {
      let archive = SettingsArchive(journal: options.journalDirectory)
      let loaded = try MenuReview.admit(directory: options.menusDirectory, approved: .of(approved), unless: archive.has)
      for warning in loaded.warnings { logger.warning("\(warning)") }
      return loaded
    } catch {
      throw .settings(problems: error.problems.map(\.description))
    }
  }
}
