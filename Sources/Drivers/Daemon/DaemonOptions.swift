public import CallModel
import Glibc
public import LogOutput
public import Logging
public import Wallboard

/// What the command line says, completed by systemd's environment and by defaults.
public struct DaemonOptions: Sendable {
  /// Where figures and health are served over HTTP.
  public enum Wallboard: Sendable {
    case none
    /// `metrics.sock` in the runtime directory.
    case metricsSocket
    case at(WallboardAddress)
  }

  public enum Clock: String, Sendable, CaseIterable { case real, virtual }

  /// Holds `gw.sock`, `desk.sock` and `ops.sock`.
  public var runtimeDirectory: String
  /// Holds the bank's and the centre's databases and the pepper.
  public var stateDirectory: String
  var journalDirectory: String { stateDirectory + "/journal" }
  public var menusDirectory: String
  /// Makes the demo bank where the state directory has none.
  public var demo: Bool
  public var clock: Clock
  public var logLevel: Logger.Level
  public var logOutput: LogOutput
  public var wallboard: Wallboard
  /// How the bank fails, for tests; `nil`: as it does by itself.
  public var hostFaults: HostFaults?
  /// How long what was acknowledged may wait until it would survive a power cut, too.
  public var commitDelay: Interval
  /// The longest `commitDelay`, in milliseconds.
  public static let longestCommitDelay: Int64 = 1_000

  /// `nil` takes the environment's directory, else `./run`, `./state`, `./menus`.
  public init(
    runtimeDirectory: String? = nil, stateDirectory: String? = nil, menusDirectory: String? = nil, demo: Bool = false,
    clock: Clock = .real, logLevel: Logger.Level = .info, logOutput: LogOutput = .usual(),
    wallboard: Wallboard = .metricsSocket,
    hostFaults: HostFaults? = nil,
    commitDelay: Interval = .milliseconds(5)
  ) {
    self.runtimeDirectory = runtimeDirectory ?? Self.directory("RUNTIME_DIRECTORY") ?? "run"
    self.stateDirectory = stateDirectory ?? Self.directory("STATE_DIRECTORY") ?? "state"
    self.menusDirectory = menusDirectory ?? Self.directory("IVRD_MENUS") ?? "menus"
    self.demo = demo
    self.clock = clock
    self.logLevel = logLevel
    self.logOutput = logOutput
    self.wallboard = wallboard
    self.hostFaults = hostFaults
    self.commitDelay = commitDelay
  }

  /// systemd names several directories with colons between them; the first is ours.
  private static func directory(_ variable: String) -> String? {
    guard let value = getenv(variable) else { return nil }
    return String(cString: value).split(separator: ":").first.map(String.init)
  }
}
