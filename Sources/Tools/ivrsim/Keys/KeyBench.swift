import Glibc
import LineSwarm
import Terminal

/// One measurement of `bench keys`, on the daemon and on the echo server alike.
struct KeyBench {
  /// What came of it.
  struct Run {
    var count: KeyCount
    /// CPU seconds of the server in the time that counts; `nil` where the kernel does not tell.
    var cpuSeconds: Double?
    var residentBytes: Int?
    /// CPU seconds of this process in the same time: a loader that needs a whole core is the limit itself.
    var loaderSeconds: Double?
    /// The lines that answer one key.
    var sample: [UInt8]
  }

  var plan: KeyPlan
  var depth: Int
  var rate: Int?
  var warmUp: Double

  func measureDaemon(at path: String, seconds: Double) throws -> Run {
    let swarm = try LineSwarm()
    let opener = CallOpener(swarm: swarm, plan: plan)
    try opener.open(path)
    let sample = try opener.takeSample()
    try checkRate(firstKeyTime: opener.firstKeyTime)
    let load = KeyLoad(swarm: swarm, plan: plan, depth: depth, rate: rate, lastEvents: opener.lastEvents)
    var run = try measure(load, process: swarm.peerProcess(of: 0), seconds: seconds, label: "ivrd")
    run.sample = sample
    if run.count.isClean { try opener.hangUp() }
    return run
  }

  func measureEcho(answering sample: [UInt8], seconds: Double) throws -> Run {
    let echo = try EchoProcess(reply: sample)
    // When the swarm has gone the server ends.
    defer { echo.wait() }
    return try measure(echo, seconds: seconds)
  }

  private func measure(_ echo: EchoProcess, seconds: Double) throws -> Run {
    let swarm = try LineSwarm()
    for _ in 0..<plan.connections { _ = try swarm.connect(to: echo.address) }
    let load = KeyLoad(
      swarm: swarm, plan: plan.withoutCalls, depth: depth * plan.callsPerConnection, rate: rate, lastEvents: nil)
    let run = try measure(load, process: echo.process, seconds: seconds, label: "echo")
    guard run.count.isClean else { throw ToolFailure("The echo server did not answer every line.") }
    return run
  }

  private func measure(_ load: KeyLoad, process: Int32?, seconds: Double, label: String) throws -> Run {
    var server: [ProcessUsage?] = []
    var loader: [ProcessUsage?] = []
    var progress = Progress(label: label)
    try load.run(warmUp: warmUp, seconds: seconds, progress: &progress) {
      server.append(ProcessUsage.read(process))
      loader.append(ProcessUsage.read(getpid()))
    }
    return Run(
      count: load.count, cpuSeconds: Self.spent(server), residentBytes: server[1]?.residentBytes,
      loaderSeconds: Self.spent(loader), sample: [])
  }

  private static func spent(_ usages: [ProcessUsage?]) -> Double? {
    usages[1].flatMap { end in usages[0].map { end.cpuSeconds - $0.cpuSeconds } }
  }

  /// A call that gets its next key later than the menu waits would be told NOINPUT.
  private func checkRate(firstKeyTime: Int?) throws {
    guard let rate, let firstKeyTime, firstKeyTime > 0 else { return }
    let pause = plan.calls * 1_000 / rate
    guard pause >= firstKeyTime else { return }
    throw ToolFailure(
      """
      With --rate \(rate) each of \(plan.calls) calls gets a key every \(pause) ms, and the menu waits \
      \(firstKeyTime) ms for one: ask for fewer calls, or a higher rate.
      """, exitStatus: ToolFailure.usage)
  }
}
