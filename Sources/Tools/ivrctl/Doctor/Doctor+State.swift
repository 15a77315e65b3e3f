import CallModel
import Glibc
import Journal
import Store

/// The state directory: who may read it, the room on its disk, the journal, the databases.
extension Doctor {
  func stateDirectory() -> [DoctorFinding] {
    guard let folder = Self.status(state) else {
      return [
        .warn("state", "there is no \(state)", "ivrd makes it when it starts; --state-dir says where it is elsewhere")
      ]
    }
    guard folder.isKind(S_IFDIR) else {
      return [.fail("state", "\(state) is no directory", "move it away, or choose another --state-dir")]
    }
    guard access(state, R_OK | X_OK) == 0 else {
      let owner = machine.userName(folder.st_uid) ?? "user \(folder.st_uid)"
      return [.fail("state", "you may not look into \(state)", "sudo ivrctl doctor, or as \(owner)")]
    }
    var findings: [DoctorFinding] = []
    if folder.permissions & 0o022 != 0 {
      findings.append(
        .fail("state", "others may write into \(state) (mode \(folder.octal))", "chmod go-w \(state)"))
    }
    for name in [EmbeddedBank.fileName, CentreStore.fileName, "pepper", "journal"] {
      guard let file = Self.status("\(state)/\(name)") else { continue }
      findings += secrecy(of: name, file, ownedBy: folder.st_uid)
    }
    return findings.isEmpty ? [.ok("state", "\(state), readable by its owner only")] : findings
  }

  private func secrecy(of name: String, _ file: stat, ownedBy owner: uid_t) -> [DoctorFinding] {
    let path = "\(state)/\(name)"
    var findings: [DoctorFinding] = []
    if file.permissions & 0o077 != 0 {
      findings.append(.fail("state", "others may read \(path) (mode \(file.octal))", "chmod go= \(path)"))
    }
    if file.st_uid != owner {
      let (is_, must) = (machine.userName(file.st_uid), machine.userName(owner))
      findings.append(
        .fail(
          "state", "\(path) belongs to \(is_ ?? "\(file.st_uid)"), the directory to \(must ?? "\(owner)")",
          "chown -R \(must ?? "\(owner)"): \(state)"))
    }
    return findings
  }

  /// Below it the journal has no room set aside, and new calls are refused.
  static let leastRoom = 2 * JournalWriter.segmentSize
  /// Below it somebody should look.
  static let comfortableRoom = 1_024 * 1_024 * 1_024
  static let leastFiles = 1_000

  func disk() -> [DoctorFinding] {
    let place = Self.exists(state) ? state : "."
    guard let room = machine.room(place) else {
      return [.warn("disk", "the disk of \(place) does not say how much room it has", "df \(place)")]
    }
    let sentence = "\(Self.mebibytes(room.free)) of \(Self.mebibytes(room.total)) are free for \(place)"
    if room.free < Self.leastRoom {
      return [
        .fail("disk", "\(sentence): new calls are refused", "make room; ivrd goes on by itself when there is some")
      ]
    }
    if let files = room.files, files < Self.leastFiles {
      return [.fail("disk", "only \(files) more files can be made for \(place)", "remove files; df -i \(place)")]
    }
    if room.free < Self.comfortableRoom { return [.warn("disk", sentence, "make room before it is needed")] }
    return [.ok("disk", sentence)]
  }

  private static func mebibytes(_ bytes: Int) -> String { "\(bytes / 1_048_576) MiB" }

  // MARK: - Journal

  /// Entries after the newest snapshot: more, and the next start takes longer than it should.
  static let longestTail: Int64 = 1_000_000
  private static let attempts = 3

  func journal() -> [DoctorFinding] {
    let directory = state + "/journal"
    guard Self.exists(directory) else { return [.ok("journal", "there is none yet")] }
    var attemptsLeft = Self.attempts
    while true {
      do throws(JournalFault) {
        return journal(try JournalInspection(directory: directory))
      } catch {
        // A file that a new snapshot has made needless goes away while it is looked at.
        attemptsLeft -= 1
        guard case .cannotUse = error, attemptsLeft > 0 else {
          return [.fail("journal", error.description, "ivrctl journal check --state \(state)")]
        }
      }
    }
  }

  private func journal(_ inspection: JournalInspection) -> [DoctorFinding] {
    let check = "ivrctl journal check --state \(state)"
    if inspection.parts.isEmpty { return [.ok("journal", "it is empty")] }
    if let foreign = inspection.foreign {
      return [.fail("journal", foreign, "\(check), and ivrctl journal retire --help")]
    }
    if inspection.isDamaged {
      return [.fail("journal", inspection.verdict, "\(check), then ivrctl journal repair --state \(state)")]
    }
    let newest = inspection.parts.last { $0.kind == .snapshot && $0.problem == nil }
    let path = "\(inspection.directory)/\(newest?.name ?? "")"
    let now = machine.clocks().real
    let age = Self.status(path).map { now - $0.changedAt } ?? .zero
    let tail = inspection.lastKept - (inspection.newestSnapshot ?? 0)
    let sentence = "the last snapshot is \(Self.words(age)) old, \(tail) entries after it"
    if age < .seconds(-Self.tolerance) {
      return [
        .fail(
          "journal", "its last snapshot is \(Self.words(.zero - age)) in the future: the machine's clock was set back",
          "set the clock right before ivrd is started again")
      ]
    }
    if tail > Self.longestTail {
      return [.warn("journal", "\(sentence): the next start takes long", "ivrd's log says why it writes no snapshots")]
    }
    return [.ok("journal", sentence)]
  }

  /// Seconds by which clocks may differ.
  private static let tolerance: Int64 = 60

  static func words(_ interval: Interval) -> String {
    let seconds = interval.seconds
    if seconds < 120 { return "\(seconds) s" }
    return seconds < 7_200
      ? "\(seconds / 60) min" : seconds < 172_800 ? "\(seconds / 3_600) h" : "\(seconds / 86_400) days"
  }

  // MARK: - Databases

  func databases() -> [DoctorFinding] {
    guard Self.exists("\(state)/\(EmbeddedBank.fileName)") else {
      return [.warn("bank", "there is no bank in \(state)", "ivrctl bank import FILES, or ivrd --demo for a demo bank")]
    }
    return [bank(), records()]
  }

  private func bank() -> DoctorFinding {
    do throws(StoreError) {
      let reader = try BankReader(directory: state)
      do throws(StoreError) { try reader.checkPepper(in: state) } catch {
        return .fail("bank", error.description, "put its own pepper back: 64 hexadecimal digits, with the mode 0600")
      }
      let violations = try reader.audit()
      guard let first = violations.first else { return .ok("bank", "the books are right") }
      let others = violations.count > 1 ? ", and \(violations.count - 1) more" : ""
      return .fail(
        "bank", "\(first)\(others)",
        "ivrctl bank audit --state-dir \(state) shows all; let no calls in until it is clear")
    } catch {
      return .fail("bank", error.description, "put the file back: ivrctl restore --help")
    }
  }

  private func records() -> DoctorFinding {
    guard Self.exists("\(state)/\(CentreStore.fileName)") else { return .ok("records", "there are none yet") }
    do throws(StoreError) {
      let problems = try CentreStore.problems(directory: state)
      guard let first = problems.first else { return .ok("records", "\(CentreStore.fileName) is whole") }
      return .fail("records", "\(CentreStore.fileName): \(first)", "put the file back: ivrctl restore --help")
    } catch {
      return .fail("records", error.description, "put the file back: ivrctl restore --help")
    }
  }
}

extension stat {
  fileprivate var changedAt: Timestamp {
    Timestamp(microseconds: Int64(st_mtim.tv_sec) * 1_000_000 + Int64(st_mtim.tv_nsec) / 1_000)
  }
}
