import ACD
import CallModel
import IVR
import JournalReplay
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import Settings
import SocketServer
import Store
import SwitchboardCore
import Synchronization

/// The daemon's parts, put together: sockets, core, workers. What crosses threads crosses here.
final class Assembly: Sendable {
  let options: DaemonOptions
  private let group: MultiThreadedEventLoopGroup
  let loop: any EventLoop
  let server: LineServer
  let core: NIOLoopBoundBox<LiveSwitchboard?>
  private let worker: HostWorker
  private let questions: QuestionWorker
  private let backups: BackupWorker?
  let stores: Stores
  let hasStopped: EventLoopPromise<Void>
  /// One element for each reload that has ended.
  private let reloads: AsyncStream<Void>
  private let reloadEnded: AsyncStream<Void>.Continuation
  let logger: Logger
  private let passed: SocketActivation
  let inheritance: Inheritance
  /// SIGTERM came, and the next process is to go on with the connections.
  let isHandingOver = Atomic(false)

  /// One loop for sockets and core: a key then crosses no thread on its way.
  private static let eventLoops = 1

  init(options: DaemonOptions, settings: LoadedSettings, stores: Stores, logger: Logger) throws {
    self.options = options
    self.stores = stores
    stores.centre.workingHours = settings.acd.dialHours.working
    self.logger = logger
    passed = try SocketActivation.take()
    inheritance = Inheritance(passed.stored, logger)
    let identity = Switchboard.Identity(
      server: "ivrd/\(Daemon.version)", epoch: stores.epoch.number, firstCallNumber: stores.epoch.firstCallNumber,
      isVirtual: options.clock == .virtual, isDurable: options.clock == .real)
    var recovery: Recovery?
    if identity.isDurable {
      recovery = try Recovery(
        options: options, settings: settings, identity: identity, records: stores.records, at: WallClock().now, logger)
    }
    group = MultiThreadedEventLoopGroup(numberOfThreads: Self.eventLoops)
    let loop = group.next()
    self.loop = loop
    hasStopped = loop.makePromise()
    (reloads, reloadEnded) = AsyncStream.makeStream()
    let core = NIOLoopBoundBox<LiveSwitchboard?>.makeEmptyBox(eventLoop: loop)
    self.core = core
    let deliver: @Sendable ([Input]) -> Void = { inputs in
      loop.execute { core.value?.feed(inputs) }
    }
    let inherited = recovery == nil ? nil : inheritance.accept(&recovery!)
    server = LineServer(
      loop: loop, limits: ConnectionLimits(), firstConnection: inheritance.firstNewConnection, logger: logger,
      onTurn: { core.value?.noteTurn(of: $0, readsWaiting: $1) }
    ) { inputs in
      core.value?.feed(&inputs)
    }
    worker = HostWorker(host: stores.host, faults: options.hostFaults) { replies, delay in
      let inputs = replies.map { Input.hostReplied($0) }
      guard delay > .zero else { return deliver(inputs) }
      loop.scheduleTask(in: .microseconds(delay.microseconds)) { core.value?.feed(inputs) }
    }
    questions = QuestionWorker(
      menusDirectory: options.menusDirectory, passwords: settings.agentPasswords, centre: stores.centre,
      records: stores.records, archive: recovery?.archive,
      desk: EmbeddedDesk(store: stores.centre, bank: stores.host.bank, usersMayBeShared: options.demo),
      bank: stores.host.bank
    ) { deliver([$0]) }
    backups = recovery.map { [worker] recovery in
      BackupWorker(
        stateDirectory: options.stateDirectory, host: worker, records: stores.records, archive: recovery.archive
      ) { deliver([$0]) }
    }
    // A journal knows what is owed, and better than the records: it may be ahead of them.
    let now = WallClock().now
    let owed = try recovery?.isRestart == true ? stores.projectsOwed(at: now) : stores.callbacksOwed(at: now)
    let standing =
      try stores.qualificationsStanding() + stores.wishesStanding() + stores.complaintsStanding()
      + stores.announcementsStanding(at: now)
    let taken = try inherited.map { try takeOver($0) }
    try loop.submit { [self, recovery] in
      core.value = makeCore(settings, identity, recovery)
      if let recovery, recovery.isRestart { goOn(recovery, settings, identity, taken) }
      core.value?.feed(standing + owed)
      core.value?.noteStorage()
    }.wait()
  }

  /// The first input of a new life. Menus that were changed between the lives are taken as by `RELOAD`.
  private func goOn(
    _ recovery: Recovery, _ settings: LoadedSettings, _ identity: Switchboard.Identity, _ taken: [HandedConnection]?
  ) {
    core.value?.noteOperators(among: taken ?? [])
    var inputs: [Input] = [
      .restarted(
        Restart(
          server: identity.server, epoch: identity.epoch, isAfterPowerCut: recovery.isAfterPowerCut,
          knowsUnusedKeys: recovery.switchboard.knowsUnusedKeys,
          handedOver: taken?.map(\.id)))
    ]
    if recovery.switchboard.settingsVersion != settings.tree.version { inputs.append(.reloadRequested) }
    core.value?.feed(inputs)
  }

  /// On the core's loop.
  private func makeCore(
    _ settings: LoadedSettings, _ identity: Switchboard.Identity, _ recovery: Recovery?
  ) -> LiveSwitchboard {
    let clock = WallClock()
    let outside = Outside(
      server: server, host: stores.host, worker: worker, records: stores.records, questions: questions,
      backups: backups, logger: logger,
      onReloadEnded: { [reloadEnded] in reloadEnded.yield() },
      onStop: { [hasStopped] failure in
        if let failure { hasStopped.fail(failure) } else { hasStopped.succeed() }
      })
    guard let recovery else {
      let switchboard = Switchboard(settings: SwitchboardSettings(settings), identity: identity, at: clock.now)
      return LiveSwitchboard(switchboard: switchboard, clock: nil, loop: loop, outside: outside)
    }
    let journal = JournalThread(
      writer: recovery.writer, directory: recovery.directory, seal: recovery.seal, logger: logger
    ) { [records = stores.records] in try records.flush() }
    return LiveSwitchboard(
      switchboard: recovery.switchboard, clock: clock, loop: loop, outside: outside,
      log: TurnLog(thread: journal, digest: recovery.digest, delay: options.commitDelay, loop: loop))
  }

  /// Takes the three sockets from systemd, or makes those that it did not pass.
  func listen() async throws {
    await server.thaw()
    inheritance.settle(ServiceNotifier())
    for listener in passed.listeners { try await server.listen(role: listener.role, descriptor: listener.descriptor) }
    let missing = Role.allCases.filter { role in !passed.listeners.contains { $0.role == role } }
    if !missing.isEmpty { try makeDirectory(options.runtimeDirectory) }
    for role in missing {
      let path = "\(options.runtimeDirectory)/\(role.socketName).sock"
      try await server.listen(role: role, path: path, group: role.socketGroup)
    }
  }

  /// From any thread.
  func feed(_ inputs: [Input]) {
    let core = core
    loop.execute { core.value?.feed(inputs) }
  }

  /// Reads the menus again and returns when they are taken or refused.
  func reload() async {
    feed([.reloadRequested])
    for await _ in reloads { return }
  }

  /// Waits until the core has said that all is over; throws where that came by a failure.
  func stopped() async throws { try await hasStopped.futureResult.get() }

  /// Connections first, so that good-byes arrive; then what is still to be written.
  func shutDown() async {
    await server.shutdown()
    worker.shutDown()
    questions.shutDown()
    backups?.shutDown()
    let (core, loop) = (core, loop)
    try? await loop.flatSubmit { core.value?.finish() ?? loop.makeSucceededVoidFuture() }.get()
    let next = try? await loop.submit { core.value?.nextCallNumber }.get()
    stores.close(nextCallNumber: next.flatMap { $0 } ?? stores.epoch.firstCallNumber, at: WallClock().now)
    hasStopped.succeed()
    try? await group.shutdownGracefully()
  }
}
