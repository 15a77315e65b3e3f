/// The verbs of lp/1. What is known of each (its spelling, its sockets, its help, its parser) stands in `VerbTable`.
///
/// The raw value is the verb's place in the table; the order is that of `HELP`, the busiest first.
public enum Verb: UInt8, CaseIterable, Sendable {
  // gw.sock
  case key, call, played, bridged, unreachable, answered, unanswered, hangUp, use, describe, snapshot, expect
  // desk.sock
  case login, ready, notReady, accept, decline, hold, unhold, transfer, consult, join, complete, cancel, end, wrap
  case deferQuestion, registerCase, payee, customer, listen, whisper, barge, leave, logout
  // ops.sock
  case status, calls, queues, agents, callbacks, why, trace, watch, reload, drain, audit, agent, queue, callback
  case backup
  case centre
  case unlock
  case stop
  // every socket
  case hello, acknowledge, show, sync, ping, help, quit, tick
}
