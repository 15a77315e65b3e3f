import CallModel
import Logging
import NIOCore
import SocketServer
import Store
import SwitchboardCore
import Wallboard

/// What the daemon tells over HTTP, and to systemd's watchdog: both are answered by the core's own loop, so that a
/// core that is stuck is seen.
extension Assembly {
  /// The core has so long to answer before it counts as stuck.
  static let coreAnswersWithin = TimeAmount.seconds(2)

  /// `nil` where nobody is to look.
  func openWallboard() async throws -> WallboardServer? {
    let address: WallboardAddress
    switch options.wallboard {
    case .none: return nil
    case .metricsSocket: address = .unix(path: "\(options.runtimeDirectory)/metrics.sock")
    case .at(let chosen): address = chosen
    }
    let wallboard = WallboardServer { [self] path, loop in page(path, on: loop) }
    do throws(WallboardServer.ListenFailure) {
      let heard = try await wallboard.listen(on: address)
      logger.info("figures and health are served over HTTP on \(heard)")
    } catch {
      await wallboard.shutDown()
      throw DaemonFailure.cannotUse(error.description)
    }
    return wallboard
  }

  private func page(_ path: WallboardPath, on loop: any EventLoop) -> EventLoopFuture<WallboardPage> {
    figures(on: loop).map { figures in
      switch path {
      case .metrics: .metrics(figures.text)
      case .health: .text(200, "well")
      case .readiness:
        if figures.isDiskRefusing {
          .text(503, "the disk refuses: nothing is taken")
        } else if figures.core.isStorageShort {
          .text(503, "the disk is full: no new calls are taken")
        } else {
          figures.core.isOpen ? .text(200, "ready") : .text(503, "draining: no new calls are taken")
        }
      }
    }.flatMapErrorThrowing { _ in
      .text(503, "the core has not answered within \(Self.coreAnswersWithin.nanoseconds / 1_000_000_000) s")
    }
  }

  /// Fails where the core does not answer in time. `loop` is not the core's: it has to notice that.
  private func figures(on loop: any EventLoop) -> EventLoopFuture<WallboardFigures> {
    let answered = loop.makePromise(of: WallboardFigures.self)
    let late = loop.scheduleTask(in: Self.coreAnswersWithin) { answered.fail(CoreIsStuck()) }
    self.loop.execute { [self] in
      late.cancel()
      guard let core = core.value else { return answered.fail(CoreIsStuck()) }
      answered.succeed(
        WallboardFigures(
          core: core.figures, steps: core.stepTimes, commits: core.commitTimes,
          isDiskRefusing: core.isDiskRefusing, connections: server.connectionCount,
          connectionsRefused: server.refusedCount,
          factsWaiting: stores.records.waiting, factsDropped: stores.records.dropped, epoch: stores.epoch.number))
    }
    return answered.futureResult
  }

  private struct CoreIsStuck: Error {}

  /// Tells systemd from the core's loop that the core lives, as often as the unit's `WatchdogSec=` wants it.
  func feedWatchdog(_ notifier: ServiceNotifier) {
    guard let interval = ServiceNotifier.watchdogInterval() else { return }
    loop.scheduleRepeatedTask(initialDelay: .zero, delay: .microseconds(interval.microseconds)) { _ in
      notifier.watchdog()
    }
  }
}
