import Foundation

/// A directory for what a measurement or a trial leaves behind, gone when this is. Its path is short: a Unix socket's has
/// 107 bytes.
final class TemporaryDirectory {
  let path: String

  init(in parent: String = "/tmp") throws(ToolFailure) {
    var template = Array("\(parent)/ivrsim-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ToolFailure(
        "No folder can be made in \(parent): \(String(cString: strerror(errno))).", exitStatus: ToolFailure.cannotWrite)
    }
    path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
