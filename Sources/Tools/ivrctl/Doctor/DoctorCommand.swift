import ArgumentParser
import Terminal

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Looks at everything that ivrd needs, and says what to do where it is not well.",
    discussion: """
      Sockets and who may use them, the state directory, the disk, the journal, the bank's books, the menus, the clock, \
      the installed units, the limits of the process. Works while the daemon runs and while it does not; changes \
      nothing. 'warn' wants to be looked at, 'fail' keeps the daemon from working, or will.

      EXAMPLES
        ivrctl doctor
        sudo ivrctl doctor --state-dir /var/lib/ivrd --menus /etc/ivrd/menus
        ivrctl doctor --json | jq -r '.checks[] | select(.level != "ok") | .remedy'

      Exit status: 0 nothing has failed; 1 something has; 64 bad usage.
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var bank: BankOptions
  @Option(
    help: ArgumentHelp(
      "The directory of menus: else $IVRD_MENUS, else ./menus, else /etc/ivrd/menus.", valueName: "dir"),
    completion: .directory)
  var menus: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let doctor = Doctor(runtime: daemon.directory, state: bank.directory, menus: menus ?? Self.usualMenus)
    let findings = doctor.findings()
    if output.json {
      output.show(.object([.init("ok", .bool(findings.isWell)), .init("checks", .array(findings.map(\.json)))]))
    } else {
      output.show(findings.lines(width: TerminalDevice.output.width, style: TerminalDevice.output.style))
      output.show(["", findings.summary])
    }
    if !findings.isWell { throw Exit.refused }
  }

  private static var usualMenus: String {
    let usual = MenuOptions.usual
    return !Doctor.exists(usual) && Doctor.exists(installedMenus) ? installedMenus : usual
  }

  private static let installedMenus = "/etc/ivrd/menus"
}
