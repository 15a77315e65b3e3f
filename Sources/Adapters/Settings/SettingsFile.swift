import CallModel

/// One file of settings as bytes: what the loader works on, so that it needs no disk.
public struct SettingsFile: Hashable, Sendable {
  /// From the directory down, with slashes: `prompts/zh/main.yaml`.
  public var path: String
  public var bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }
}

extension SettingsFile {
  /// The file's words. Errors say where a byte is that no text has.
  func text(shownAs name: String, _ log: ProblemLog) -> String? {
    guard bytes.count <= SettingsLimits.fileSize else {
      let sentence = "the file has \(bytes.count) bytes; at most \(SettingsLimits.fileSize) are read"
      log.error(SourcePosition(file: name, line: 1, column: 1), sentence)
      return nil
    }
    var line = 1
    var column = 1
    var decoder = UTF8()
    var source = bytes.makeIterator()
    while true {
      switch decoder.decode(&source) {
      case .scalarValue("\n"):
        line += 1
        column = 1
      case .scalarValue(let scalar):
        if scalar.value < 0x20, scalar != "\t", scalar != "\r" {
          let sentence = "a control character (\(scalar.value)) stands here"
          log.error(SourcePosition(file: name, line: line, column: column), sentence)
          return nil
        }
        column += 1
      case .emptyInput:
        return String(decoding: bytes, as: UTF8.self)
      case .error:
        log.error(SourcePosition(file: name, line: line, column: column), "these bytes are not UTF-8")
        return nil
      }
    }
  }
}
