public import CallModel

/// The counts of the complaints office over a list of complaints [H6]: sums that anybody can check by hand.
public struct ComplaintStatistics: Hashable, Sendable {
  public struct Count: Hashable, Sendable {
    public var of: String
    public var value: String
    public var complaints: Int
  }

  public var total = 0
  public var open = 0
  public var overdue = 0
  /// Told in time, and told too late.
  public var inTime = 0
  public var late = 0
  public var extended = 0
  public var urgings = 0
  public var reviews = 0
  /// Follow-ups that asked for recovery.
  public var unsatisfied = 0
  /// By state, channel, business, cause and outcome: values that never occur are left out.
  public var counts: [Count] = []

  /// The whole of it, line by line.
  public var rows: [Count] {
    let all = [
      ("received", total), ("open", open), ("overdue", overdue), ("told-in-time", inTime), ("told-late", late),
      ("extended", extended), ("urgings", urgings), ("reviews", reviews), ("unsatisfied", unsatisfied),
    ]
    return all.map { Count(of: "all", value: $0.0, complaints: $0.1) } + counts
  }

  public init(of complaints: [Complaint], at now: Timestamp) {
    total = complaints.count
    for complaint in complaints {
      if !complaint.state.isOver { open += 1 }
      if complaint.isOverdue(at: now) { overdue += 1 }
      if let wasInTime = complaint.wasInTime { if wasInTime { inTime += 1 } else { late += 1 } }
      if complaint.extensions > 0 { extended += 1 }
      urgings += complaint.urgings
      if complaint.reviewAskedAt != nil { reviews += 1 }
      if complaint.followUp?.asksForRecovery == true { unsatisfied += 1 }
    }
    count("state", complaints.map(\.state))
    count("channel", complaints.map(\.channel))
    count("business", complaints.map(\.business))
    count("cause", complaints.map(\.cause))
    count("outcome", complaints.compactMap(\.decisions.last?.outcome))
  }

  private mutating func count<Word: CaseIterable & RawRepresentable<String> & Hashable>(_ of: String, _ words: [Word]) {
    for word in Word.allCases {
      let number = words.count { $0 == word }
      if number > 0 { counts.append(Count(of: of, value: word.rawValue, complaints: number)) }
    }
  }
}
