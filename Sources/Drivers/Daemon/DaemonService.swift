import Logging
import ServiceLifecycle
import SocketServer
import SwitchboardCore
import Synchronization
import UnixSignals
import Wallboard

/// The daemon as a service of its process: ready when the sockets listen, reloads on SIGHUP, stops on SIGTERM,
/// on SIGINT and on an operator's `STOP`, each time with good-byes and with the records written. Where a service manager
/// started it, SIGTERM hands the connections to the next process instead.
struct DaemonService: Service {
  let assembly: Assembly
  let logger: Logger

  /// Signals are trapped before this runs, and nobody can connect before: no `SIGTERM` comes too early.
  func run() async throws {
    let wallboard: WallboardServer?
    do {
      try await assembly.listen()
      wallboard = try await assembly.openWallboard()
    } catch {
      await assembly.shutDown()
      throw error
    }
    let notifier = ServiceNotifier()
    _ = notifier.ready()
    assembly.feedWatchdog(notifier)
    logger.info("ready", metadata: ["sockets": "\(assembly.options.runtimeDirectory)"])
    var failure = await untilStopped(notifier)
    if failure == nil, assembly.isHandingOver.load(ordering: .acquiring) {
      do { try await assembly.handOver(by: notifier) } catch { failure = error }
    }
    _ = notifier.stopping()
    await wallboard?.shutDown()
    await assembly.shutDown()
    if let failure { throw failure }
    logger.info("stopped")
  }

  private func untilStopped(_ notifier: ServiceNotifier) async -> (any Error)? {
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { tasks in
        tasks.addTask { await reloadOnHangup(notifier) }
        defer { tasks.cancelAll() }
        do {
          try await assembly.stopped()
          return nil
        } catch {
          return error
        }
      }
    } onGracefulShutdown: {
      assembly.end(notifier)
    }
  }

  private func reloadOnHangup(_ notifier: ServiceNotifier) async {
    for await _ in await UnixSignalsSequence(trapping: .sighup) {
      _ = notifier.reloading()
      logger.info("reloading the menus")
      await assembly.reload()
      _ = notifier.ready()
    }
  }
}
