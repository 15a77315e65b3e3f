/// The note of which segment is the newest: without it a journal whose last file is gone looks like one that ends before.
///
/// It is written when the segment and its name are durable, so it never names one that a power cut can take. It may
/// lag behind, and it may be missing or unreadable: then the guard is weaker, and nothing else. So a disk that refuses it
/// is no failure, and it is written over in its place: once it is there it needs no room.
enum JournalHead {
  static let name = "head"

  /// The first entry of the newest segment that was noted.
  static func newestSegment(in directory: String) -> Int64? {
    let path = "\(directory)/\(name)"
    guard let bytes = try? JournalFile.contents(path) else { return nil }
    return try? JournalFormat.entry(ofHeader: bytes, magic: JournalFormat.headMagic, path: path)
  }

  static func note(newestSegment first: Int64, in directory: String, on disk: any JournalDisk) {
    do throws(JournalFault) {
      let file = try JournalFile(writing: "\(directory)/\(name)", on: disk)
      try file.write(JournalFormat.header(JournalFormat.headMagic, entry: first), at: 0)
      try file.makeDurable()
    } catch {}
  }

  static func remove(from directory: String, on disk: any JournalDisk) { try? disk.remove("\(directory)/\(name)") }
}
