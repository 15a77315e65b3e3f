import Foundation
import Journal
import Synchronization
import Testing

/// Whatever call of the disk fails, and however: what was durable stays, what was not is not there in part, and the
/// same can be tried again.
@Suite struct DiskFaultTests {
  /// Appends batches until all are durable, trying again after a failure; gives how often that was needed.
  private func fill(_ folder: JournalFolder, _ batches: Int, on disk: FaultyDisk) throws -> Int {
    var failures = 0
    func insist(_ body: () throws(JournalFault) -> Void) throws {
      for attempt in 1...3 {
        do throws(JournalFault) {
          return try body()
        } catch {
          failures += 1
          if attempt == 3 { throw error }
          // After each failure, whoever reads finds whole batches only.
          let found = try folder.contents()
          let first = found.first.flatMap { Int($0.dropFirst(6)) } ?? 1
          #expect(found == (0..<found.count).map { "batch \(first + $0)" })
        }
      }
    }
    var made: JournalWriter?
    try insist { () throws(JournalFault) in
      made = try JournalWriter(continuing: JournalReader(directory: folder.path), segmentSize: 200, disk: disk)
    }
    let writer = try #require(made)
    for number in 1...batches {
      try insist { () throws(JournalFault) in try writer.append(Array("batch \(number)".utf8), count: 1) }
      if number % 5 == 0 {
        try insist { () throws(JournalFault) in
          try JournalWriter.writeSnapshot(
            Array("state".utf8), last: Int64(number), in: folder.path, disk: disk)
        }
      }
    }
    return failures
  }

  @Test(arguments: FaultyDisk.Fault.allCases) func eachCallMayFail(fault: FaultyDisk.Fault) throws {
    var call = 0
    var failures = 0
    while true {
      call += 1
      let folder = try JournalFolder()
      let disk = FaultyDisk(fault, atCall: call)
      failures += try fill(folder, 12, on: disk)
      // What the snapshots made needless may be gone; the rest is there, in order, to the last.
      let found = try folder.contents()
      #expect(found == (13 - found.count...12).map { "batch \($0)" } && found.count >= 2, "call \(call)")
      let reader = try JournalReader(directory: folder.path)
      #expect(reader.lastEntry == 12, "call \(call)")
      #expect(
        try reader.snapshots.map { String(decoding: try JournalReader.snapshot($0.path), as: UTF8.self) }
          .allSatisfy { $0 == "state" })
      if !disk.hasFailed.load(ordering: .relaxed) { break }
    }
    #expect(call > 50, "the run makes many calls, each of which failed once")
    // A write that falls short is no failure; neither is one that only sets room aside.
    #expect(fault == .shortWrite || failures > 30)
  }

  /// Whatever call takes its time: whoever looks meanwhile finds whole batches, all that were said to be durable among
  /// them, and the work goes on where it stood.
  @Test func eachCallMayTakeItsTime() throws {
    var call = 0
    while true {
      call += 1
      let folder = try JournalFolder()
      let path = folder.path
      let disk = SlowDisk(atCall: call)
      let appended = Atomic(0)
      let failure = Mutex<(any Error)?>(nil)
      let isSlow = disk.runUntilSlow {
        do {
          let writer = try JournalWriter(
            continuing: JournalReader(directory: path), segmentSize: 200, disk: disk)
          for number in 1...12 {
            try writer.append(Array("batch \(number)".utf8), count: 1)
            appended.store(number, ordering: .sequentiallyConsistent)
            guard number % 5 == 0 else { continue }
            try JournalWriter.writeSnapshot(
              Array("state".utf8), last: Int64(number), in: path, disk: disk)
          }
        } catch {
          failure.withLock { $0 = error }
        }
      }
      if !isSlow { break }
      let done = appended.load(ordering: .sequentiallyConsistent)
      let found = try folder.contents().compactMap { Int($0.dropFirst(6)) }
      #expect(found == Array((found.first ?? 1)..<(found.first ?? 1) + found.count), "call \(call)")
      #expect((done...done + 1).contains(found.last ?? 0), "call \(call): \(done) were durable")
      disk.goOn()
      #expect(failure.withLock { $0 } == nil, "call \(call)")
      #expect(try JournalReader(directory: folder.path).lastEntry == 12, "call \(call)")
    }
    #expect(call > 50, "the run makes many calls, each of which was slow once")
  }

  @Test func aDiskThatIsFullIsNoticedWhileThereIsRoom() throws {
    let folder = try JournalFolder()
    let disk = FullDisk()
    let writer = try JournalWriter(
      continuing: JournalReader(directory: folder.path), segmentSize: 200, disk: disk)
    try writer.append(Array("batch 1".utf8), count: 1)
    #expect(writer.hasRoom)
    disk.isFull.store(true, ordering: .relaxed)
    #expect(writer.hasRoom, "nobody has looked")
    writer.look()
    #expect(!writer.hasRoom)
    // The segments that were set aside still take what calls do.
    var number = 1
    for _ in 1...6 {
      number += 1
      try writer.append(Array("batch \(number)".utf8), count: 1)
    }
    #expect(!writer.hasRoom)
    disk.isFull.store(false, ordering: .relaxed)
    writer.look()
    #expect(writer.hasRoom)
    #expect(try folder.contents() == (1...number).map { "batch \($0)" })
  }
}

/// Gives no room while it is full, but what was set aside before.
private final class FullDisk: JournalDisk {
  private let disk = SystemDisk()
  let isFull = Atomic(false)

  func open(_ path: String) throws(DiskError) -> Int32 { try disk.open(path) }
  func close(_ descriptor: Int32) { disk.close(descriptor) }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) throws(DiskError) -> Int {
    try disk.write(bytes, to: descriptor, at: offset)
  }
  func makeDurable(_ descriptor: Int32) throws(DiskError) { try disk.makeDurable(descriptor) }
  func cut(_ descriptor: Int32, to size: Int) throws(DiskError) { try disk.cut(descriptor, to: size) }
  func reserve(_ descriptor: Int32, to size: Int) throws(DiskError) {
    if isFull.load(ordering: .relaxed) { throw .full }
    try disk.reserve(descriptor, to: size)
  }
  func room(_ directory: String) throws(DiskError) -> Int {
    isFull.load(ordering: .relaxed) ? 0 : try disk.room(directory)
  }
  func rename(_ path: String, to other: String) throws(DiskError) { try disk.rename(path, to: other) }
  func remove(_ path: String) throws(DiskError) { try disk.remove(path) }
  func makeDurable(directory: String) throws(DiskError) { try disk.makeDurable(directory: directory) }
}
