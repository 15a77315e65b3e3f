import CallModel
import LineProtocol
import Logging
import NIOCore
import SocketServer
import Store
import SwitchboardCore

/// Performs the core's effects: sends lines, asks the host, writes records, has questions answered. What comes
/// of them returns as inputs on the core's loop. Used on that loop only.
final class Outside {
  private let server: LineServer
  private let host: any HostLink
  private let worker: HostWorker
  private let records: RecordWriter
  private let questions: QuestionWorker
  /// `nil` under virtual time, which keeps nothing that could be copied.
  private let backups: BackupWorker?
  private let logger: Logger
  private let onReloadEnded: () -> Void
  private let onStop: (DaemonFailure?) -> Void

  /// Gathered within a batch and handed on at its end, so that many callers share a commit; the server gathers lines.
  private var hostRequests: [HostRequest] = []
  private var facts: [Fact] = []

  init(
    server: LineServer, host: any HostLink, worker: HostWorker, records: RecordWriter, questions: QuestionWorker,
    backups: BackupWorker?, logger: Logger, onReloadEnded: @escaping () -> Void,
    onStop: @escaping (DaemonFailure?) -> Void
  ) {
    self.server = server
    self.host = host
    self.worker = worker
    self.records = records
    self.questions = questions
    self.backups = backups
    self.logger = logger
    self.onReloadEnded = onReloadEnded
    self.onStop = onStop
  }

  /// For the disk.
  var recordsWaiting: Int { records.waiting }

  func perform(_ effect: Effect) {
    switch effect {
    case .send(let connection, let line): server.send([line], to: connection)
    case .completed(let connection, let count): server.completed(count, of: connection)
    case .close(let connection): server.close(connection)
    case .askHost(let request): hostRequests.append(request)
    case .record(let fact): facts.append(fact)
    case .ask(let ticket, let question): ask(ticket, question)
    case .log(let entry): log(entry)
    case .reloadEnded: onReloadEnded()
    case .stopped: onStop(nil)
    }
  }

  func perform(_ item: Outgoing.Item, _ lines: ArraySlice<UInt8>) {
    switch item {
    case .lines(let connection, end: _, let completed):
      server.send(encoded: lines, completing: completed, to: connection)
    case .close(let connection): server.close(connection)
    case .other(let effect): perform(effect)
    }
  }

  /// Under virtual time: what takes time outside is done on the spot, so that a script means the same on
  /// every machine. Password checks and reloads still come back later, before the asker's next line.
  func performAndWait(_ effect: Effect) -> [Input] {
    if case .askHost(let request) = effect { return host.perform([request]).map { .hostReplied($0) } }
    if case .ask(let ticket, let question) = effect { return [.answered(ticket, questions.answer(question))] }
    perform(effect)
    return []
  }

  func perform(_ outgoing: Outgoing) {
    outgoing.forEach { perform($0, $1) }
    flush()
  }

  /// The process is to end although the disk refuses.
  func stopInFailure() { onStop(Self.diskRefuses) }

  static let diskRefuses = DaemonFailure.cannotUse(
    "the journal could not be written, so what had not been answered yet is lost; clients that saw no answer ask again")

  /// Hands on what the batch has gathered.
  func flush() {
    if !hostRequests.isEmpty {
      worker.ask(hostRequests)
      hostRequests.removeAll(keepingCapacity: true)
    }
    if !facts.isEmpty {
      records.write(facts)
      facts.removeAll(keepingCapacity: true)
    }
  }

  /// When all effects up to its turn have been handed on.
  func begin(_ copy: BackupWorker.Job) { backups?.begin(copy) }

  /// Facts of this very batch must be with the writer before it is asked whether they are durable.
  private func ask(_ ticket: Ticket, _ question: Question) {
    if !facts.isEmpty {
      records.write(facts)
      facts.removeAll(keepingCapacity: true)
    }
    questions.ask(ticket, question)
  }

  private func log(_ entry: LogEntry) {
    let level: Logger.Level =
      switch entry.level {
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    let fields = entry.fields.map { ($0.key, Logger.MetadataValue.string($0.value)) }
    logger.log(level: level, "\(entry.message)", metadata: Dictionary(fields) { first, _ in first })
  }
}
