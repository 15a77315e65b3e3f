import CallModel

extension Request {
  /// What was said; a line of keys counts as `KEY`. For metrics and the audit trail, which name no arguments.
  public var verb: Verb {
    switch self {
    case .ping: .ping
    case .help: .help
    case .quit: .quit
    case .sync: .sync
    case .show: .show
    case .tick: .tick
    case .hello: .hello
    case .call: .call
    case .key, .keys: .key
    case .describe: .describe
    case .played: .played
    case .bridged: .bridged
    case .unreachable: .unreachable
    case .answered: .answered
    case .unanswered: .unanswered
    case .hangUp: .hangUp
    case .use: .use
    case .snapshot: .snapshot
    case .acknowledge: .acknowledge
    case .expect: .expect
    case .login: .login
    case .ready: .ready
    case .notReady: .notReady
    case .accept: .accept
    case .decline: .decline
    case .hold: .hold
    case .unhold: .unhold
    case .transfer: .transfer
    case .consult: .consult
    case .join: .join
    case .complete: .complete
    case .cancel: .cancel
    case .end: .end
    case .wrap: .wrap
    case .deferQuestion: .deferQuestion
    case .registerCase: .registerCase
    case .payee: .payee
    case .customer: .customer
    case .supervise(let mode, _): mode.verb
    case .leave: .leave
    case .logout: .logout
    case .status: .status
    case .calls: .calls
    case .queues: .queues
    case .agents: .agents
    case .callbacks: .callbacks
    case .why: .why
    case .trace: .trace
    case .watch: .watch
    case .reload: .reload
    case .drain: .drain
    case .audit: .audit
    case .order: .agent
    case .gate: .queue
    case .cancelCallback: .callback
    case .backup: .backup
    case .centre: .centre
    case .unlock: .unlock
    case .stop: .stop
    }
  }
}

extension SupervisionMode {
  var verb: Verb {
    switch self {
    case .listen: .listen
    case .whisper: .whisper
    case .barge: .barge
    }
  }
}

extension Request.TransferTarget: CustomStringConvertible {
  /// As `to=` writes it.
  public var description: String {
    switch self {
    case .queue(let queue): "queue:\(queue)"
    case .agent(let agent): "agent:\(agent)"
    case .menu(let node): "menu:\(node)"
    }
  }
}
