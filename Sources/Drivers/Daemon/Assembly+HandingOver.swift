import CallModel
import Glibc
import Logging
import NIOCore
import SocketServer
import SwitchboardCore
import Synchronization

/// A restart that no peer notices: this process leaves its connections with the service manager, the next one takes
/// them from there.
extension Assembly {
  /// What was asked of the bank, the disk or the centre may take so long; who still waits then is not handed over.
  private static let answersWithin = TimeAmount.seconds(3)
  private static let looksForRest = TimeAmount.milliseconds(5)

  /// SIGTERM. Where a service manager listens, and the disk takes what is to be kept, connections are handed over; else
  /// everybody is told good-bye.
  func end(_ notifier: ServiceNotifier) {
    loop.execute { [self] in
      guard let core = core.value else { return }
      if notifier.address != nil, core.lastTurn != nil, !core.isDiskRefusing {
        isHandingOver.store(true, ordering: .releasing)
        hasStopped.succeed()
      } else {
        core.feed([.stopRequested])
      }
    }
  }

  /// Gives every connection to the service manager, with what is in memory only, and has a last snapshot written.
  /// Throws where the disk refuses just then: the next process would lack what the peers know.
  func handOver(by notifier: ServiceNotifier) async throws {
    await server.freeze()
    await rest()
    let most = (ServiceNotifier.storeLimit() ?? Handover.mostDescriptors) - 1
    let left = await standStill(keeping: most)
    let hasGivenUp = try await loop.submit { [core] in core.value?.hasGivenUp ?? false }.get()
    guard !hasGivenUp else { throw Outside.diskRefuses }
    await server.deliverAll()
    let handed = await server.handOver(most: most)
    defer { for one in handed { close(one.descriptor) } }
    do {
      try await leave(handed, with: notifier)
      logger.info("handed over", metadata: ["connections": "\(handed.count)", "left behind": "\(left)"])
    } catch {
      logger.error("\(error); clients have to reconnect")
    }
  }

  private func leave(_ handed: [LineServer.Handed], with notifier: ServiceNotifier) async throws {
    let handover = try await loop.submit { [self] in
      let core = core.value!
      return Handover(last: core.lastTurn!, connections: handed.map(\.state), unwritten: core.switchboard.unwritten())
    }.get()
    let file = try handover.makeFile()
    defer { close(file) }
    guard notifier.store(file, name: Handover.name) else {
      throw DaemonFailure.cannotUse("the service manager does not take what is handed over")
    }
    for one in handed { notifier.store(one.descriptor, name: Handover.name(of: one.state.id)) }
    if !notifier.barrier() { logger.warning("the service manager does not say that it has everything") }
  }

  /// Waits until nobody waits for an answer from outside.
  private func rest() async {
    let deadline = NIODeadline.now() + Self.answersWithin
    let hasCome = loop.makePromise(of: Void.self)
    let core = core
    loop.scheduleRepeatedTask(initialDelay: .zero, delay: Self.looksForRest) { task in
      guard core.value?.switchboard.isAtRest ?? true || NIODeadline.now() >= deadline else { return }
      task.cancel()
      hasCome.succeed()
    }
    try? await hasCome.futureResult.get()
  }

  /// Says good-bye to those that can't be handed over, makes everything durable and stops the core. Gives how many stay.
  private func standStill(keeping most: Int) async -> Int {
    let left = try? await loop.submit { [self] in
      guard let core = core.value else { return 0 }
      let open = core.switchboard.connectionsWithOpenRequests
      let all = server.connectionsOnCore
      let left = all.filter { open.contains($0) } + all.filter { !open.contains($0) }.dropFirst(most)
      core.feed(left.map { .leftBehind($0) })
      core.standStill()
      return left.count
    }.get()
    try? await loop.flatSubmit { [self] in core.value?.finish() ?? loop.makeSucceededVoidFuture() }.get()
    return left ?? 0
  }

  /// Connections of the process before, as far as they could be had.
  func takeOver(_ inherited: [LineServer.Handed]) throws -> [HandedConnection] {
    let outcomes = try EventLoopFuture.whenAllComplete(inherited.map { server.takeOver($0) }, on: loop).wait()
    return zip(inherited, outcomes).compactMap { handed, outcome in
      switch outcome {
      case .success: return handed.state
      case .failure(let error):
        logger.error("a connection that was handed over can't be used: \(error)")
        return nil
      }
    }
  }
}
