import ArgumentParser
import Settings
import Terminal

/// `ivrsim bench recover`: how soon ivrd is there again.
struct BenchRecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Measure from the start of an ivrd of its own to its readiness, and the recovery after a crash.",
    discussion: """
      Starts ivrd with the demo bank three times and takes the median. Then writes a journal as the daemon would: so \
      many calls at the main menu, a snapshot, and so many keys after it; and starts ivrd on that. The parts of the \
      recovery (reading, the snapshot, the turns made again) are measured in this process too.

      EXAMPLES
        ivrsim bench recover                               10,000 calls, 1,000,000 keys
        ivrsim bench recover --calls 100 --keys 10000 --json

      Measure a release build: a debug build is some twenty times slower.
      """)

  @Option(help: "The ivrd to start (default: the one beside this program).")
  var ivrd: String?

  @Option(help: ArgumentHelp("The menus that callers walk through.", valueName: "directory"))
  var menus = "menus"

  @Option(help: "Live calls.")
  var calls = 10_000

  @Option(help: "Keys after the snapshot.")
  var keys = 1_000_000

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(calls) else { throw ValidationError("--calls is from 1 to 100000.") }
    guard (0...100_000_000).contains(keys) else { throw ValidationError("--keys is from 0 to 100000000.") }
  }

  func run() throws {
    try reportingFailures {
      let lives = try TemporaryDirectory()
      let ivrd = try ivrd ?? RestartCommand.besides("ivrd")
      let supervisor = try Supervisor(ivrd: ivrd, menus: menus, directory: lives.path)
      var bench = RecoverBench(calls: calls, keys: keys)
      var progress = Progress(label: "bench recover")
      try bench.run(supervisor, MenuLoader.load(directory: menus)) {
        progress.show("writing keys " + Progress.bar(done: $0, of: keys))
      }
      progress.clear()
      print(json ? bench.json.text : bench.text)
    }
  }
}

extension RecoverBench {
  private var ready: Double { readySeconds.sorted()[readySeconds.count / 2] }

  fileprivate var text: String {
    let rows = [
      ["start to ready, with the demo bank", Quantity.time(nanoseconds: UInt64(ready * 1e9))],
      ["start to ready, after a crash with all this", Quantity.seconds(recoverySeconds)],
      ["  by itself, on the processor: reading and checking the journal", Quantity.seconds(reading)],
      ["  the snapshot", Quantity.seconds(decoding)],
      ["  the turns made again", Quantity.seconds(replaying)],
      ["turns after the snapshot", Quantity.count(turns)],
      ["bytes a turn", Quantity.decimal(Double(bytes) / Double(max(1, turns)), places: 1)],
      ["the snapshot's size", Quantity.megabytes(snapshotBytes)],
    ]
    let heading = "bench recover: \(Quantity.count(calls, "call")), \(Quantity.count(keys, "key")) after the snapshot"
    let table = Table(columns: [.init(""), .init("", .number)], rows: rows).lines(width: nil, style: .plain)
    return ([heading, "on \(Machine.current.description)"] + table).joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      .init("bench", .string("recover")), .init("machine", Machine.current.json), .init("calls", .number(calls)),
      .init("keys", .number(keys)), .init("ready_seconds", .decimal(ready, places: 4)),
      .init("recovery_seconds", .decimal(recoverySeconds, places: 3)),
      .init("reading_seconds", .decimal(reading, places: 3)), .init("snapshot_seconds", .decimal(decoding, places: 3)),
      .init("replay_seconds", .decimal(replaying, places: 3)), .init("turns", .number(turns)),
      .init("journal_bytes", .number(bytes)), .init("snapshot_bytes", .number(snapshotBytes)),
    ])
  }
}
