import CallModel
import Foundation
import Settings

extension FuzzTarget {
  /// The first line names a file of a small directory that is right; the rest stands in its place. It is loaded, or
  /// refused with at least one error in a file that is there.
  static func loadMenus(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let path = String(validating: parts[0], as: UTF8.self) else { return }
    let file = base.contains { $0.path == path } ? path : "tree.yaml"
    let files = base.filter { $0.path != file } + [SettingsFile(path: file, bytes: Array(parts[1]))]
    do throws(SettingsProblems) {
      _ = try MenuLoader.load(files: files)
    } catch {
      precondition(error.problems.contains { $0.severity == .error }, "refused without an error")
      precondition(
        error.problems.allSatisfy { $0.position.line >= 1 && $0.position.column >= 1 }, "a problem without a place")
    }
  }

  private static let base: [SettingsFile] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Corpus/base")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return paths.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { path in
      (try? Data(contentsOf: folder.appendingPathComponent(path))).map { SettingsFile(path: path, bytes: Array($0)) }
    }
  }()

  /// Without it everything would be refused for want of files.
  public static var hasBase: Bool { (try? MenuLoader.load(files: base)) != nil }
}
