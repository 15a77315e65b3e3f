public import CallModel

/// The steps of a complaint, each with the rules that forbid it. A refused step changes nothing.
extension Complaint {
  public mutating func accept(about: Accused?) throws(CentreRefusal) {
    try check(.accept)
    if let about { self.about = about }
    state = .accepted
  }

  public mutating func refuse(at instant: Timestamp) throws(CentreRefusal) {
    try check(.refuse)
    state = .notAccepted
    endedAt = instant
  }

  /// Also gives it to another handler.
  public mutating func assign(to member: StaffMember) throws(CentreRefusal) {
    try check(.assign)
    guard !about.isMet(by: member) else { throw .rule(.conflictOfInterest) }
    guard !hasDealt(member) else { throw .rule(.otherDecider) }
    handler = Handler(id: member.id, unit: member.unit)
    state = .assigned
  }

  public mutating func join(_ unit: UnitID) throws(CentreRefusal) {
    try check(.join)
    guard unit != about.unit else { throw .rule(.conflictOfInterest) }
    guard unit != handler?.unit, !jointUnits.contains(unit) else {
      throw .bad("unit", "It handles the complaint already.")
    }
    jointUnits.append(unit)
  }

  public mutating func investigate(by member: StaffMember) throws(CentreRefusal) {
    try check(.investigate)
    try demandHandling(by: member)
    state = .investigating
  }

  public mutating func urge() throws(CentreRefusal) {
    try check(.urge)
    urgings += 1
  }

  public mutating func escalate() throws(CentreRefusal) {
    try check(.escalate)
    escalations += 1
  }

  /// First the complaints office, then the centre's head.
  public mutating func extend(approvedBy member: StaffMember, at instant: Timestamp) throws(CentreRefusal) {
    try check(.extend)
    guard reviewAskedAt == nil, extensions < ComplaintDeadline.mostExtensions else { throw .rule(.twoExtensions) }
    guard !deadline.hasPassed(at: instant) else { throw .rule(.inTime) }
    let approver: StaffRole = extensions == 0 ? .complaintsOffice : .centreHead
    guard member.has(approver), member.id != handler?.id else { throw .rule(.higherApprover) }
    guard !about.isMet(by: member) else { throw .rule(.conflictOfInterest) }
    extensions += 1
  }

  public mutating func decide(_ decision: Decision, by member: StaffMember) throws(CentreRefusal) {
    try check(.decide)
    guard !about.isMet(by: member) else { throw .rule(.conflictOfInterest) }
    guard !hasDealt(member) else { throw .rule(.otherDecider) }
    if decision.outcome == .unfounded {
      guard decision.liability == .nobody, decision.points == 0 else { throw .rule(.liability) }
    }
    guard decision.liability != .nobody || decision.points == 0 else { throw .rule(.liability) }
    var decision = decision
    decision.handler = handler?.id
    decisions.append(decision)
    state = .decided
  }

  public mutating func notify(by member: StaffMember, at instant: Timestamp) throws(CentreRefusal) {
    try check(.notify)
    try demandHandling(by: member)
    notifiedAt = instant
    if deadline.hasPassed(at: instant) { wasLate = true }
    state = .notified
  }

  public mutating func close(at instant: Timestamp) throws(CentreRefusal) {
    try check(.close)
    endedAt = instant
    state = .closed
  }

  public mutating func visit(
    score: Int64, isSolved: Bool, by member: StaffMember, at instant: Timestamp
  ) throws(CentreRefusal) {
    try check(.visit)
    guard member.id != handler?.id else { throw .rule(.notTheHandler) }
    guard !about.isMet(by: member) else { throw .rule(.conflictOfInterest) }
    followUp = FollowUp(score: score, isSolved: isSolved, by: member.id, at: instant)
    state = .visited
  }

  /// Ends it the same day.
  public mutating func withdraw(at instant: Timestamp) throws(CentreRefusal) {
    try check(.withdraw)
    endedAt = instant
    state = .withdrawn
  }

  public mutating func review(at instant: Timestamp) throws(CentreRefusal) {
    try check(.review)
    guard reviewAskedAt == nil else { throw .rule(.oneReview) }
    guard let notifiedAt else { preconditionFailure("A complaint that can be reviewed has been notified.") }
    let days = CivilTime(instant).day.number - CivilTime(notifiedAt).day.number
    guard days <= ComplaintDeadline.reviewWindowDays else { throw .rule(.reviewWindow) }
    reviewAskedAt = instant
    self.notifiedAt = nil
    endedAt = nil
    handler = nil
    followUp = nil
    state = .reviewing
  }

  private func check(_ step: ComplaintStep) throws(CentreRefusal) {
    _ = try step.taken(from: state)
  }

  /// The handler, or the complaints office unless it is complained of.
  private func demandHandling(by member: StaffMember) throws(CentreRefusal) {
    guard !about.isMet(by: member) else { throw .rule(.conflictOfInterest) }
    guard member.id == handler?.id || member.has(.complaintsOffice) else { throw .rule(.handlerOnly) }
  }

  /// Whether the member has handled or decided it before the review.
  private func hasDealt(_ member: StaffMember) -> Bool {
    decisions.contains { $0.by == member.id || $0.handler == member.id }
  }
}
