import CallModel

/// Cuts a stream of bytes into lines, whatever pieces it comes in. A value: one for each connection and direction.
///
/// Never holds more than one line, and overwrites what it held: a line may have the keys of a password. Whole lines within one piece are found with one scan and handed on as slices of
/// one copy of the piece; only what is left over is kept.
public struct LineDecoder: Sendable {
  private static let lineFeed = UInt8(ascii: "\n")
  /// Bytes of a line before its LF.
  private static let maximumContent = WireLimit.maximumLine - 1

  /// The beginning of a line whose LF has not come.
  private var pending: [UInt8] = []
  /// The line was too long, which was said; what comes is thrown away up to an LF.
  private var discarding = false

  public init() {}

  /// Goes on where another decoder was, whose beginning of a line (`takePending`) is to be fed first.
  public init(discardingLine isDiscarding: Bool) { discarding = isDiscarding }

  /// The rest of the line that is coming is thrown away.
  public var isDiscardingLine: Bool { discarding }

  /// Gives up the beginning of a line, for another decoder.
  public mutating func takePending() -> [UInt8] {
    defer { pending = [] }
    return pending
  }

  /// Bytes held for a line that is not complete; never more than `WireLimit.maximumLine - 1`.
  public var pendingCount: Int { pending.count }

  /// Takes the next piece of the stream and emits each line that it ends, in order.
  public mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (DecodedLine) -> Void) {
    guard !bytes.isEmpty else { return }
    var copy = [UInt8](bytes)
    feed(copy, emit)
    copy.wipe()
  }

  /// As above. Lines are slices of `bytes`, which is not copied.
  public mutating func feed(_ bytes: [UInt8], _ emit: (DecodedLine) -> Void) {
    var start = 0
    while start < bytes.count {
      guard let end = ByteScan.firstIndex(of: Self.lineFeed, in: bytes, from: start) else {
        keep(bytes[start...], emit)
        return
      }
      endLine(bytes[start..<end], emit)
      start = end + 1
    }
  }

  /// The stream has ended: what came after the last LF is a line too. The decoder is as new afterwards.
  public mutating func finish(_ emit: (DecodedLine) -> Void) {
    if !discarding { classify(pending[...], emit) }
    pending.wipe()
    discarding = false
  }

  private mutating func keep(_ rest: ArraySlice<UInt8>, _ emit: (DecodedLine) -> Void) {
    if discarding { return }
    if pending.count + rest.count > Self.maximumContent {
      pending.wipe(keepingCapacity: true)
      discarding = true
      emit(.tooLong)
    } else {
      hold(rest)
    }
  }

  /// An array that grows by itself would leave its beginning behind in memory.
  private mutating func hold(_ rest: ArraySlice<UInt8>) {
    if pending.count + rest.count > pending.capacity {
      var longer: [UInt8] = []
      longer.reserveCapacity(2 * (pending.count + rest.count))
      longer += pending
      pending.wipe()
      pending = longer
    }
    pending += rest
  }

  private mutating func endLine(_ rest: ArraySlice<UInt8>, _ emit: (DecodedLine) -> Void) {
    if discarding {
      discarding = false
    } else if pending.isEmpty {
      classify(rest, emit)
    } else {
      hold(rest)
      classify(pending[...], emit)
      pending.wipe(keepingCapacity: true)
    }
  }

  private func classify(_ raw: ArraySlice<UInt8>, _ emit: (DecodedLine) -> Void) {
    guard raw.count <= Self.maximumContent else { return emit(.tooLong) }
    let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
    guard !line.isEmpty else { return }
    if let offset = ByteScan.firstInvalid(in: line) {
      emit(.badEncoding(at: offset))
    } else {
      emit(.line(line))
    }
  }
}
