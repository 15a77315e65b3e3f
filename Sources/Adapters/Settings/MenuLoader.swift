import CallModel
import Crypto
import Foundation

/// Reads a directory of menus: the tree, its prompts, queues, opening hours and agents.
///
/// All or nothing: either everything holds together, or all problems are thrown at once. The format is
/// described at the head of the files in `menus/`.
public enum MenuLoader {
  /// `directory` stands before each file's name in positions, as it is given here.
  public static func load(
    directory: String, approved: ChangeApprovals = .none
  ) throws(SettingsProblems) -> LoadedSettings {
    let log = ProblemLog()
    let files = SettingsDirectory(path: directory, log: log).files
    // A directory that can't be read has no missing files to complain of.
    if files.isEmpty, log.hasErrors { throw SettingsProblems(log.problems) }
    return try load(files, shownBelow: directory, approved, log)
  }

  /// `LoadedSettings.sources` that were kept, with the approvals of that time among them.
  public static func load(kept directory: String) throws(SettingsProblems) -> LoadedSettings {
    let log = ProblemLog()
    var files = SettingsDirectory(path: directory, log: log).files
    var approved: [NodeID] = []
    if let place = files.firstIndex(where: { $0.path == ApprovalsFile.path }) {
      approved = ApprovalsFile.read(files.remove(at: place), shownAs: "\(directory)/\(ApprovalsFile.path)", log)
    }
    if files.isEmpty, log.hasErrors { throw SettingsProblems(log.problems) }
    return try load(files, shownBelow: directory, .of(approved), log)
  }

  /// The same with other queues than the directory's `queues.yaml`; its problems are shown under its own path.
  public static func load(directory: String, queues: SettingsFile) throws(SettingsProblems) -> LoadedSettings {
    let log = ProblemLog()
    var files = SettingsDirectory(path: directory, log: log).files.filter { $0.path != "queues.yaml" }
    if files.isEmpty, log.hasErrors { throw SettingsProblems(log.problems) }
    files.append(SettingsFile(path: "queues.yaml", bytes: queues.bytes))
    do {
      return try load(files, shownBelow: directory, .none, log)
    } catch {
      throw SettingsProblems(
        error.problems.map { problem in
          guard problem.position.file.hasSuffix("/queues.yaml") else { return problem }
          var problem = problem
          problem.position.file = queues.path
          return problem
        })
    }
  }

  /// `files` as they would be in a directory; `folder` stands before their names in positions.
  public static func load(
    files: [SettingsFile], shownBelow folder: String = "", approved: ChangeApprovals = .none
  ) throws(SettingsProblems) -> LoadedSettings {
    try load(files, shownBelow: folder, approved, ProblemLog())
  }

  private static func load(
    _ files: [SettingsFile], shownBelow folder: String, _ approved: ChangeApprovals, _ log: ProblemLog
  ) throws(SettingsProblems) -> LoadedSettings {
    let files = files.sorted { $0.path < $1.path }
    let sources = SettingsSources(files, shownBelow: folder, log)
    var load = SettingsLoad(sources, approved)
    let loaded = load.run(files)
    guard let loaded, !log.hasErrors else {
      precondition(log.hasErrors, "Settings were refused without saying why.")
      throw SettingsProblems(log.problems)
    }
    return loaded
  }

  /// The first 12 hexadecimal digits of the SHA-256 over all files in the order of their paths: for each
  /// its path, a zero byte, its length in decimal, a zero byte, its bytes.
  static func version(of files: [SettingsFile]) -> String {
    var hash = SHA256()
    for file in files.sorted(by: { $0.path < $1.path }) {
      hash.update(data: Array(file.path.utf8) + [0] + Array("\(file.bytes.count)".utf8) + [0])
      hash.update(data: file.bytes)
    }
    let digits = Array("0123456789abcdef")
    return String(hash.finalize().prefix(6).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
