import Foundation
import SystemWords

/// A directory with a bank's files.
public struct BankDirectory: Sendable {
  /// Why a directory or a file in it can't be used.
  public struct Fault: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  public let path: String

  public init(_ path: String) { self.path = path }

  /// What `BankImport` reads: the files with the bank's names. Others, a note or a spreadsheet, are passed over.
  public func read() throws(Fault) -> [(name: String, bytes: [UInt8])] {
    var isDirectory = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw Fault(description: "\(path) is no directory; a bank is imported from a directory of CSV files")
    }
    var files: [(name: String, bytes: [UInt8])] = []
    for file in BankFile.allCases {
      let url = URL(fileURLWithPath: path).appendingPathComponent(file.name)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      do {
        let size = try FileManager.default.attributesOfItem(atPath: url.path)[.size] as? Int ?? 0
        guard size <= BankImport.largestFile else {
          throw Fault(description: "\(url.path) has more than \(BankImport.largestFile) bytes")
        }
        files.append((file.name, [UInt8](try Data(contentsOf: url))))
      } catch let fault as Fault {
        throw fault
      } catch {
        throw Fault(description: "\(url.path) can't be read: \(error.systemWords)")
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
        throw Fault(description: "the directory \(path) isn't empty; name one that is new")
      }
      for (name, text) in files {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name).path
        guard
          FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Fault(description: "\(file) can't be written") }
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(description: "the directory \(path) can't be written: \(error.systemWords)")
    }
  }

  /// For a help text: each file, its columns, and what stands in it.
  public static var help: String {
    BankFile.allCases.map { "  \($0.name)\n    \($0.columns.joined(separator: ","))\n    \($0.meaning)" }
      .joined(separator: "\n")
  }
}
