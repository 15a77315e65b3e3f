import Journal
import JournalReplay
import Terminal

/// What an inspection found, for people and for programs.
extension JournalInspection {
  var verdict: String {
    if isLost { return "damaged: no snapshot can be read, so calls in progress are lost; money and records are not" }
    let state = "snapshot \(newestSnapshot ?? 0), entries to \(lastKept)"
    guard isDamaged else { return "all is well: \(state)" }
    let lost = lastSeen - lastKept
    if isEndMissing { return "damaged: \(state) are left; what callers and agents did later is lost, money is not" }
    return lost > 0
      ? "damaged: \(state) are left; of \(lost) later entries what callers and agents did is lost, money is not"
      : "damaged, but nothing that is needed is lost: \(state)"
  }

  /// Why this program can't go on with it though nothing is damaged, with the way on.
  var foreign: String? {
    if let otherVersion { return otherVersion.description }
    guard let path = newestSnapshotPath, let bytes = try? JournalReader.snapshot(path) else { return nil }
    do {
      try JournalEntryBytes.checkVersion(of: bytes)
    } catch let fault as ReplayFault {
      return fault.description
    } catch {}
    return nil
  }

  var lines: [String] {
    parts.map { part in
      let entries = part.entries.map { "entries \($0.lowerBound) to \($0.upperBound)" } ?? "no entries"
      let torn = part.tornBytes > 0 && part.problem == nil ? ", \(part.tornBytes) bytes torn off by a crash" : ""
      let problem = part.problem.map { ": \($0)" } ?? ""
      return "\(part.kind.rawValue) \(part.name), \(entries), \(part.bytes) bytes\(torn)\(problem)"
    }
  }

  var json: JSONValue {
    .object([
      .init("damaged", .bool(foreign == nil && isDamaged)), .init("lost", .bool(foreign == nil && isLost)),
      .init("other-version", .bool(foreign != nil)),
      .init("snapshot", newestSnapshot.map { .number($0) } ?? .null), .init("last-kept", .number(lastKept)),
      .init("last-seen", .number(lastSeen)),
      .init(
        "files",
        .array(
          parts.map { part in
            .object([
              .init("kind", .string(part.kind.rawValue)), .init("name", .string(part.name)),
              .init("first", part.entries.map { .number($0.lowerBound) } ?? .null),
              .init("last", part.entries.map { .number($0.upperBound) } ?? .null),
              .init("bytes", .number(part.bytes)), .init("torn", .number(part.tornBytes)),
              .init("problem", part.problem.map { .string($0) } ?? .null),
            ])
          })),
    ])
  }
}
