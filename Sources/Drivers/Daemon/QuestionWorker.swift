import ACD
import Journal
import JournalReplay
import CallModel
import Ledger
import LineProtocol
import Settings
import Store
import SwitchboardCore

/// Answers the core's questions on a thread of its own: passwords are hashed, files are read and records are
/// looked up there, and no caller's key waits for them.
final class QuestionWorker: @unchecked Sendable {
  // @unchecked: `passwords` changes on the worker's one thread only (under virtual time on the core's loop only).
  private let menusDirectory: String
  private let centre: CentreStore
  private let records: RecordWriter
  private let desk: CentreWorker
  private let bank: EmbeddedBank
  private var passwords: [AgentID: AgentPassword]
  /// `nil` under virtual time, which keeps no journal.
  private let archive: SettingsArchive?
  private let deliver: @Sendable (Input) -> Void
  private let thread: WorkThreads
  private let longWork = WorkThreads()

  init(
    menusDirectory: String, passwords: [AgentID: AgentPassword], centre: CentreStore, records: RecordWriter,
    archive: SettingsArchive?, desk: EmbeddedDesk, bank: EmbeddedBank, deliver: @escaping @Sendable (Input) -> Void
  ) {
    self.menusDirectory = menusDirectory
    self.passwords = passwords
    self.centre = centre
    self.records = records
    self.archive = archive
    self.bank = bank
    self.deliver = deliver
    self.desk = CentreWorker(desk: desk, deliver: deliver)
    thread = WorkThreads()
  }

  func ask(_ ticket: Ticket, _ question: Question) {
    // It makes the journal's turns again: nobody's password is to wait for that.
    if case .records(.trace) = question {
      return longWork.submit { self.deliver(.answered(ticket, self.answer(question))) }
    }
    // Nor for all ways of callers being followed.
    if case .loadSettings = question {
      return longWork.submit {
        let result = self.admitSettings()
        self.thread.submit { self.deliver(.answered(ticket, self.take(result))) }
      }
    }
    if case .centre(let order) = question { return desk.ask(ticket, order) }
    thread.submit { self.deliver(.answered(ticket, self.answer(question))) }
  }

  func answer(_ question: Question) -> Answer {
    switch question {
    case .agentPassword(let agent, let password): .password(isRight: isRight(password, of: agent))
    case .durability: durability()
    case .loadSettings: take(admitSettings())
    case .records(let query): look(up: query)
    case .centre(let order): desk.answer(order)
    case .unlock(let subject): unlock(subject)
    case .payee(let entry): register(entry.payee)
    case .backup: .backedUp(.refused(reason: "under virtual time nothing is kept that could be copied"))
    case .tick: preconditionFailure("time is moved by whoever turns the crank")
    }
  }

  func shutDown() {
    longWork.shutDown()
    thread.shutDown()
    desk.shutDown()
  }

  /// An agent whom nobody knows costs as much time as a wrong password: the two look the same.
  private func isRight(_ password: Secret, of agent: AgentID) -> Bool {
    if let known = passwords[agent] { return known.verify(password) }
    // Somebody else's, so that it has the rounds that the agents' hashes have.
    _ = passwords.min { $0.key < $1.key }?.value.verify(password)
    return false
  }

  private func durability() -> Answer {
    do {
      return .durable(position: try records.flush())
    } catch {
      return .failed(reason: "the records can't be written: \(error)")
    }
  }

  private func admitSettings() -> Result<LoadedSettings, SettingsProblems> {
    let approved: [NodeID]
    do throws(StoreError) {
      approved = try centre.approvedNodes()
    } catch {
      let place = SourcePosition(file: menusDirectory, line: 1, column: 1)
      return .failure(SettingsProblems([SettingsProblem(.error, at: place, "no change request can be read: \(error)")]))
    }
    return Result { () throws(SettingsProblems) in
      try MenuReview.admit(directory: menusDirectory, approved: .of(approved)) { archive?.has($0) ?? false }
    }
  }

  private func take(_ result: Result<LoadedSettings, SettingsProblems>) -> Answer {
    switch result {
    case .failure(let refusal): return .settingsRefused(problems: refusal.problems.map(\.description))
    case .success(let loaded):
      // The journal names settings by their version: they are there before it does.
      do {
        try archive?.keep(loaded)
      } catch {
        return .settingsRefused(problems: ["the settings can't be put into the journal's archive: \(error)"])
      }
      passwords = loaded.agentPasswords
      centre.workingHours = loaded.acd.dialHours.working
      return .settings(SwitchboardSettings(loaded))
    }
  }

  private func unlock(_ subject: Request.Unlocking) -> Answer {
    do {
      let now = WallClock().now
      switch subject {
      case .customer(let customer): return .unlocked(isKnown: try bank.reopen(customer, at: now))
      case .card(let card): return .unlocked(isKnown: try bank.unlock(.card(card), at: now))
      }
    } catch {
      return .failed(reason: "the bank could not do it: \(error)")
    }
  }

  private func register(_ payee: NewPayee) -> Answer {
    do {
      return .payee(try bank.register(payee, at: WallClock().now))
    } catch {
      return .failed(reason: "the bank could not do it: \(error)")
    }
  }

  private func trace(_ call: CallID) throws -> Answer {
    guard let archive else { return .recordUnknown }
    var left = Self.traceAttempts
    while true {
      do {
        let history = try JournalHistory(directory: archive.journal, archive: archive)
        let rows = try CallTrace(of: call, in: history) { _ in true }.rows
        return rows.isEmpty ? .recordUnknown : .rows(rows.map(\.record))
      } catch JournalFault.cannotUse where left > 1 {
        // A segment that a new snapshot has made needless went away meanwhile.
        left -= 1
      }
    }
  }

  private static let traceAttempts = 3

  private func look(up query: RecordQuery) -> Answer {
    do {
      // Who asks after something has ended is answered with its records, written or still on their way.
      _ = try records.flush()
      switch query {
      case .endedCalls(let limit): return .rows(try centre.calls(limit: limit).map(RecordRows.summary))
      case .trace(let id): return try trace(id)
      case .call(let id):
        guard let details = try centre.details(of: id) else { return .recordUnknown }
        return .rows(RecordRows.details(details))
      case .decisions(let id, let hindsight, let limit):
        guard let record = try centre.call(CallID(id)) ?? centre.call(offeredAs: OfferID(id)) else {
          return .recordUnknown
        }
        return .rows(
          try record.queueVisits.flatMap { visit -> [ServerLine.RecordRow] in
            let instant = visit.decision?.at ?? visit.leftAt
            let states = try centre.agentIntervals(in: instant..<instant + Interval(microseconds: 1))
            guard let decision = visit.decision else {
              return RecordRows.withoutOffer(visit, hindsight, states, limit: limit)
            }
            return RecordRows.decision(decision, in: visit, hindsight, states, limit: limit)
          })
      }
    } catch {
      return .failed(reason: "the records can't be read: \(error)")
    }
  }
}
