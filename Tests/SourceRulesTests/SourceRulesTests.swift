import Foundation
import Testing

/// The house rules that a machine can check: they hold for every Swift file of the project.
@Suite struct SourceRulesTests {
  static let longestFile = 400
  static let longestFunction = 70
  static let terminalWidth = 80

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct SourceFile: CustomTestStringConvertible {
    var path: String
    var lines: [String]
    var testDescription: String { path }
  }

  static func files(under folder: String) throws -> [SourceFile] {
    let base = root.appendingPathComponent(folder)
    let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    var files: [SourceFile] = []
    while let url = found?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: url, encoding: .utf8)
      let path = folder + url.path.dropFirst(base.path.count)
      files.append(SourceFile(path: path, lines: text.components(separatedBy: "\n")))
    }
    return files.sorted { $0.path < $1.path }
  }

  @Test func theRulesSeeTheSources() throws {
    #expect(try Self.files(under: "Sources/Core").count > 40)
    #expect(try Self.files(under: "Tests").count > 20)
  }

  @Test(arguments: ["Sources", "Tests"])
  func filesAreShort(folder: String) throws {
    for file in try Self.files(under: folder) {
      #expect(
        file.lines.count <= Self.longestFile + 1,
        "\(file.path) has \(file.lines.count) lines: what are the two things in it?")
    }
  }

  @Test func functionsAreShort() throws {
    for file in try Self.files(under: "Sources") {
      for function in Functions.all(in: file.lines) where function.length > Self.longestFunction {
        Issue.record("\(file.path):\(function.line): \(function.length) lines in one function")
      }
    }
  }

  @Test func coreIsPure() throws {
    let allowed: Set<String> = [
      "ACD", "CallModel", "DequeModule", "HeapModule", "IVR", "Ledger", "LineProtocol", "ServiceCentre",
    ]
    let banned = [
      "await ", "async ", "Task {", "Date()", "UUID()", ".random(", "SystemRandomNumberGenerator", "Mutex<",
    ]
    for file in try Self.files(under: "Sources/Core") {
      for (index, line) in file.lines.enumerated() {
        let words = line.split(separator: " ")
        if let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count {
          #expect(
            allowed.contains(String(words[at + 1])), "\(file.path):\(index + 1): Core may not import \(words[at + 1])")
        }
        let code = line.trimmingCharacters(in: .whitespaces)
        guard !code.hasPrefix("//") else { continue }
        for word in banned {
          #expect(!code.contains(word), "\(file.path):\(index + 1): '\(word)' has no place in Core")
        }
      }
    }
  }

  @Test func switchesHaveNoDefault() throws {
    for file in try Self.files(under: "Sources") {
      for (index, line) in file.lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        let isDefault = code.hasPrefix("default:") || code.hasPrefix("case _:")
        #expect(!isDefault, "\(file.path):\(index + 1): name the cases, so that a new one is not forgotten")
      }
    }
  }

  /// Without optimization the compiler (6.3) reads parts of a large value that `_read` has yielded after the yield is over.
  @Test func nothingIsReadByYielding() throws {
    for file in try Self.files(under: "Sources") {
      for (index, line) in file.lines.enumerated() {
        #expect(!line.contains("_read {"), "\(file.path):\(index + 1): use get; optimized it copies no more")
      }
    }
  }

  @Test func nothingIsLeftOpen() throws {
    let marks: Set = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
    for folder in ["Sources", "Tests"] {
      for file in try Self.files(under: folder) {
        for (index, line) in file.lines.enumerated() {
          let words = line.split { !$0.isLetter }.map(String.init)
          #expect(marks.isDisjoint(with: words), "\(file.path):\(index + 1): finish it, or file an issue")
        }
      }
    }
  }

  /// A hard line end in a paragraph wider than a terminal leaves ragged lines there.
  @Test func helpTextsLeaveLineEndsToTheTerminal() throws {
    for file in try Self.files(under: "Sources/Tools") {
      var isHelp = false
      for (index, line) in file.lines.enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        if text.hasSuffix("discussion: \"\"\"") {
          isHelp = true
        } else if text.hasPrefix("\"\"\"") {
          isHelp = false
        } else if isHelp, text.count > Self.terminalWidth, !text.hasSuffix("\\"), index + 1 < file.lines.count {
          let next = file.lines[index + 1].trimmingCharacters(in: .whitespaces)
          let goesOn = !next.isEmpty && !next.hasPrefix("\"\"\"") && !next.hasPrefix("ivr")
          #expect(!goesOn, "\(file.path):\(index + 1): end the line with a backslash, the terminal wraps it")
        }
      }
    }
  }

  @Test func testsDoNotSleep() throws {
    let sleeps = ["Task." + "sleep", "Thread." + "sleep", "usl" + "eep("]
    for file in try Self.files(under: "Tests") {
      for (index, line) in file.lines.enumerated() {
        for sleep in sleeps { #expect(!line.contains(sleep), "\(file.path):\(index + 1): wait for an event instead") }
      }
    }
  }
}

/// Finds functions by the layout that the formatter gives: a `func`, `init` or accessor ends at the closing
/// brace in the column of its first line.
enum Functions {
  struct Function {
    var line: Int
    var length: Int
  }

  static func all(in lines: [String]) -> [Function] {
    var functions: [Function] = []
    for (index, line) in lines.enumerated() {
      let code = line.drop { $0 == " " }
      let words = code.split(separator: " ")
      let isFunction = words.contains("func") || code.hasPrefix("init(") || words.contains { $0.hasPrefix("init(") }
      guard isFunction, !code.hasPrefix("//"), !code.hasSuffix("}") else { continue }
      let end = String(repeating: " ", count: line.count - code.count) + "}"
      guard let last = lines[index...].firstIndex(of: end) else { continue }
      functions.append(Function(line: index + 1, length: last - index + 1))
    }
    return functions
  }
}
