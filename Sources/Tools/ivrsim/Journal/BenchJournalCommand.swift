import ArgumentParser
import Settings
import Terminal

/// `ivrsim bench journal`: what it costs to lose nothing.
struct BenchJournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Measure commits to a disk, the journal's bytes for a key, and what a snapshot holds up.",
    discussion: """
      Commits are written as the daemon writes them and made durable each, in a folder of the disk to be measured. \
      Snapshots are taken of a switchboard with so many calls while keys go on: the longest step beside a snapshot is \
      what callers may notice of it.

      EXAMPLES
        ivrsim bench journal
        ivrsim bench journal --directory /var/lib/ivrd --seconds 5 --json

      Measure a release build: a debug build is some twenty times slower.
      """)

  @Option(help: ArgumentHelp("The menus that callers walk through.", valueName: "directory"))
  var menus = "menus"

  @Option(
    help: ArgumentHelp("A folder of the disk to be measured; what is written there is removed.", valueName: "folder"))
  var directory = "."

  @Option(help: "Seconds for each size of group.")
  var seconds = 2.0

  @Option(help: "Live calls in the snapshots.")
  var calls = 10_000

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(calls) else { throw ValidationError("--calls is from 1 to 100000.") }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    try reportingFailures {
      let folder = try TemporaryDirectory(in: directory)
      var bench = JournalBench(calls: calls)
      var progress = Progress(label: "bench journal")
      progress.show("commits")
      try bench.measureCommits(in: folder.path, seconds: seconds)
      progress.show("snapshots")
      try bench.measureSnapshots(MenuLoader.load(directory: menus), in: folder.path)
      progress.clear()
      print(json ? bench.json.text : bench.text)
    }
  }
}

extension JournalBench {
  fileprivate var text: String {
    var columns = [Table.Column("turns in a commit"), .init("commits a second", .number)]
    columns += Latency.quantiles.map { .init($0.name, .number) }
    let commitRows = commits.map { commits in
      [Quantity.count(commits.turnsEach), Quantity.rate(commits.perSecond)]
        + (commits.times.values ?? []).map { Quantity.time(nanoseconds: $0) }
    }
    func time(_ nanoseconds: Int64) -> String { Quantity.time(nanoseconds: UInt64(max(0, nanoseconds))) }
    let rows = [
      ["bytes a key in the journal", Quantity.decimal(bytesPerKey, places: 1)],
      ["a snapshot of \(Quantity.count(calls, "call"))", Quantity.megabytes(snapshotBytes)],
      ["  made in (beside the core)", encoding.values.map { Quantity.time(nanoseconds: $0[0]) } ?? "-"],
      ["longest step beside one, on the processor", time(longestStep.beside)],
      ["  and by the clock", time(longestStepByClock.beside)],
      ["longest step without one, on the processor", time(longestStep.alone)],
      ["  and by the clock", time(longestStepByClock.alone)],
    ]
    return
      (["bench journal, on \(Machine.current.description)", ""]
      + Table(columns: columns, rows: commitRows).lines(width: nil, style: .plain) + [""]
      + Table(columns: [.init(""), .init("", .number)], rows: rows).lines(width: nil, style: .plain))
      .joined(separator: "\n")
  }

  fileprivate var json: JSONValue {
    .object([
      .init("bench", .string("journal")), .init("machine", Machine.current.json), .init("calls", .number(calls)),
      .init(
        "commits",
        .array(
          commits.map {
            .object([
              .init("turns", .number($0.turnsEach)), .init("per_second", .decimal($0.perSecond, places: 1)),
              .init("times", $0.times.json),
            ])
          })),
      .init("bytes_per_key", .decimal(bytesPerKey, places: 2)), .init("snapshot_bytes", .number(snapshotBytes)),
      .init("snapshot_times", encoding.json),
      .init("longest_step_beside_snapshot_ns", .number(Int(longestStep.beside))),
      .init("longest_step_beside_snapshot_by_clock_ns", .number(Int(longestStepByClock.beside))),
      .init("longest_step_ns", .number(Int(longestStep.alone))),
      .init("longest_step_by_clock_ns", .number(Int(longestStepByClock.alone))),
    ])
  }
}
