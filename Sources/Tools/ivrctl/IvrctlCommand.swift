import ArgumentParser

/// `ivrctl`: the operator's tool. It knows the line protocol and no rule of the daemon's.
@main
struct IvrctlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ivrctl",
    abstract: "Looks into ivrd and steers it; a telephone, an agent's console, and checks of menus.",
    discussion: """
      The daemon's sockets are looked for in the runtime directory: --runtime-dir,
      else $RUNTIME_DIRECTORY, else ./run, else /run/ivrd where that exists.

      EXAMPLES
        ivrctl status                             the daemon at a glance
        ivrctl calls --json                       for programs
        ivrctl call --from 13800138000            a telephone in this terminal
        ivrctl desk 1001                          an agent's console
        ivrctl bank audit                         are the bank's books right?
        ivrctl menu check menus                   every problem as file:line:column
        ivrctl --generate-completion-script bash  completions for your shell

      \(Exit.help)
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Looking",
        subcommands: [
          StatusCommand.self, CallsCommand.self, QueuesCommand.self, AgentsCommand.self, ShowCommand.self,
          WhyCommand.self, TraceCommand.self, WatchCommand.self, AuditCommand.self,
        ]),
      CommandGroup(
        name: "Steering",
        subcommands: [
          ReloadCommand.self, DrainCommand.self, StopCommand.self, AgentCommand.self, QueueCommand.self,
          DialCommand.self,
        ]),
      CommandGroup(
        name: "Health",
        subcommands: [DoctorCommand.self, BackupCommand.self, RestoreCommand.self, JournalCommand.self]),
      CommandGroup(name: "Taking part", subcommands: [CallCommand.self, DeskCommand.self]),
      CommandGroup(
        name: "The service centre",
        subcommands: [
          ComplaintCommand.self, RegisterCommand<ImprovementRegister>.self, RegisterCommand<BulletinRegister>.self,
          CallbackCommand.self, FollowUpCommand.self, CaseCommand.self, OutboundCommand.self,
          CustomerCommand.self, RegisterCommand<BookingRegister>.self, RegisterCommand<AnnouncementRegister>.self,
          RegisterCommand<ChangeRegister>.self, StaffCommand.self, ReportCommand.self,
        ]),
      CommandGroup(name: "The bank", subcommands: [BankCommand.self]),
      CommandGroup(
        name: "The centre's people",
        subcommands: [
          QualityCommand.self, AppraiseCommand.self, RegisterCommand<MeritRegister>.self,
          RegisterCommand<CertificateRegister>.self,
          RegisterCommand<CourseRegister>.self, RegisterCommand<ShiftRegister>.self,
          RegisterCommand<GroupRegister>.self,
        ]),
      CommandGroup(name: "Menus and settings", subcommands: [MenuCommand.self, AgentPasswordCommand.self]),
    ])

  @OptionGroup var daemon: DaemonAddress
}
