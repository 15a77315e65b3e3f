import Foundation
import SystemWords

/// A directory with a bank's files.
public struct BankDirectory: Sendable {
  /// Why a directory or a file in it can't be used.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable { case missing, notPermitted, notEmpty, unusable }

    public var kind: Kind
    public var description: String

    fileprivate init(_ kind: Kind, _ description: String) {
      self.kind = kind
      self.description = description
    }

    /// In the system's words.
    fileprivate init(_ subject: String, _ error: any Error) {
      let notPermitted: [CocoaError.Code] = [.fileReadNoPermission, .fileWriteNoPermission]
      let isNotPermitted = (error as? CocoaError).map { notPermitted.contains($0.code) } ?? false
      self.init(isNotPermitted ? .notPermitted : .unusable, "\(subject): \(error.systemWords)")
    }
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// What `BankImport` reads: all files whose names end as a bank's do, so that a slip in a name is found. Others, a
  /// note or a spreadsheet, are passed over.
  public func read() throws(Fault) -> [(name: String, bytes: [UInt8])] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      var isDirectory = ObjCBool(false)
      if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
        throw Fault("the directory \(path) can't be read", error)
      }
      throw Fault(.missing, "\(path) is no directory; a bank is imported from a directory of CSV files")
    }
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names where name.hasSuffix(".csv") {
      let url = URL(fileURLWithPath: path).appendingPathComponent(name)
      do {
        let size = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int ?? 0
        guard size <= BankImport.largestFile else {
          throw Fault(.unusable, "\(url.path) has more than \(BankImport.largestFile) bytes")
        }
        files.append((name, [UInt8](try Data(contentsOf: url))))
      } catch let fault as Fault {
        throw fault
      } catch {
        throw Fault("\(url.path) can't be read", error)
      }
    }
    return files
  }

  /// Makes the directory, which must be new or empty, and writes the files for their owner's eyes alone.
  public func write(_ files: [(name: String, text: String)]) throws(Fault) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
        throw Fault(.notEmpty, "the directory \(path) isn't empty; name one that is new")
      }
      for (name, text) in files {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name).path
        guard
          FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Fault(.unusable, "\(file) can't be written") }
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault("the directory \(path) can't be written", error)
    }
  }

  /// For a help text: each file, its columns, and what stands in it.
  public static var help: String {
    BankFile.allCases.map { "  \($0.name)\n\(lines($0.columns))\n    \($0.meaning)" }
      .joined(separator: "\n")
  }

  /// Columns, as many as fit beside the indent that a help text gives every line.
  private static func lines(_ columns: [String]) -> String {
    var lines = [""]
    for column in columns {
      let word = column == columns.last ? column : column + ","
      if lines[lines.count - 1].count + word.count > 72 { lines.append("") }
      lines[lines.count - 1] += word
    }
    return lines.map { "    " + $0 }.joined(separator: "\n")
  }
}
