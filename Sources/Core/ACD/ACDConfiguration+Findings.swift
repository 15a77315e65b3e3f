import CallModel

/// One thing that is wrong, or doubtful, with a configuration; the settings add file and line.
public struct ACDFinding: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case skills
    /// By its index in `ACDConfiguration.queues`.
    case queue(Int)
    /// By its index in `ACDConfiguration.agents`.
    case agent(Int)
  }

  public var isError: Bool
  public var subject: Subject
  public var sentence: String
}

extension ACDConfiguration {
  /// All findings, in the order of skills, queues, agents.
  public var findings: [ACDFinding] {
    var findings = duplicates(skills).map { ACDFinding(isError: true, subject: .skills, sentence: "skill \($0) twice") }
    let known = Set(skills)
    for (index, queue) in queues.enumerated() {
      func add(_ isError: Bool, _ sentence: String) {
        findings.append(ACDFinding(isError: isError, subject: .queue(index), sentence: sentence))
      }
      queue.findings(known, add)
    }
    return findings
  }

  private func duplicates<ID: Hashable>(_ ids: [ID]) -> [ID] {
    var seen: Set<ID> = []
    return ids.filter { !seen.insert($0).inserted }
  }
}

extension QueueConfiguration {
  fileprivate func findings(_ skills: Set<SkillID>, _ add: (_ isError: Bool, String) -> Void) {
    if rings.isEmpty { add(true, "queue \(id) has no ring") }
  }
}
