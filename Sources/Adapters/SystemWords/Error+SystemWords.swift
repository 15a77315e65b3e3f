import Foundation

extension Error {
  /// What the system has against it in the system's own words, and what to do: "Permission denied: look at its owner
  /// and mode, or be another user". Foundation's own sentence says that the operation could not be completed.
  public var systemWords: String {
    let error = self as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError
    if let posix = [error, cause].compactMap({ $0 }).first(where: { $0.domain == NSPOSIXErrorDomain }) {
      let number = Int32(posix.code)
      return words(of: number)
    }
    // Foundation keeps the cause to itself where it looked at the file before it opened it.
    if let code = (self as? CocoaError)?.code, let number = systemNumber[code] { return words(of: number) }
    let notText: [CocoaError.Code] = [
      .fileReadInapplicableStringEncoding, .fileReadCorruptFile, .fileReadUnknownStringEncoding,
    ]
    if let code = (self as? CocoaError)?.code, notText.contains(code) { return "it is no UTF-8 text" }
    return "\(error.domain) \(error.code)"
  }
}

private func words(of number: Int32) -> String {
  String(cString: strerror(number)) + (systemAdvice[number].map { ": \($0)" } ?? "")
}

private let systemNumber: [CocoaError.Code: Int32] = [
  .fileReadNoSuchFile: ENOENT, .fileNoSuchFile: ENOENT, .fileReadNoPermission: EACCES, .fileWriteNoPermission: EACCES,
  .fileWriteOutOfSpace: ENOSPC, .fileWriteVolumeReadOnly: EROFS, .fileWriteFileExists: EEXIST,
  .fileReadInvalidFileName: ENAMETOOLONG, .fileWriteInvalidFileName: ENAMETOOLONG,
]

private let systemAdvice: [Int32: String] = [
  ENOENT: "check the path", EACCES: "look at its owner and mode, or be another user",
  EPERM: "look at its owner and mode, or be another user", EISDIR: "name a file",
  ENOTDIR: "name a directory; a part of the path is a file", ENOSPC: "make room on the disk",
  EDQUOT: "make room on the disk", EROFS: "name a place that can be written",
  EEXIST: "name another, or take that one away", ENAMETOOLONG: "choose a shorter one",
]
