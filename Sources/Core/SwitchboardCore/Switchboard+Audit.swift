import ACD
import CallModel

/// What must always hold between the parts, checked by `AUDIT` and after every step of many tests.
extension Switchboard {
  /// What should hold and doesn't, in words. Empty: all is well. Looks at every call: not for every step of
  /// a busy day.
  public func audit() -> [String] {
    var violations = acd.audit()
    var inACD = 0
    for index in calls.slots.indices {
      guard let call = calls.slots[index] else { continue }
      let status = acd.status(of: call.id)
      switch call.stage {
      case .menu, .transferring:
        if status != nil { violations.append("call \(call.id) is in the menus and in the ACD") }
      case .waiting, .bridging, .talking:
        inACD += 1
        if status == nil { violations.append("call \(call.id) is \(call.stageName) and the ACD does not know it") }
      }
      let list = sessions[call.session].calls
      if call.placeInSession >= list.count || list[call.placeInSession] != CallSlot(index) {
        violations.append("call \(call.id) is not where its session looks for it")
      }
    }
    if !scratch.work.isEmpty { violations.append("\(scratch.work.count) actions are left over between steps") }
    let held = acd.queueStatus.reduce(0) { $0 + $1.waiting + $1.ringing } + acd.agentStatus.count { $0.call != nil }
    if held < inACD { violations.append("\(inACD) calls are with the ACD and it holds \(held)") }
    return violations
  }
}
