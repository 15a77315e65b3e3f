import CallModel
import Glibc
import LineProtocol
import NIOCore

/// One connection: bytes to lines to requests, and bytes to the socket. It knows no rule of the
/// protocol beyond that; what a request means is the core's.
///
/// Backpressure is here too: while too much is unanswered or unread by the peer, nothing is read from it.
final class LineConnection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How far the end of the connection has come.
  private enum Ending {
    case open
    /// The peer will say nothing more; the core is told when it has all that was said before.
    case halfClosed(isTold: Bool)
    /// No more is read or decoded; it closes when what was written has been taken.
    case closing
    /// The socket has gone; the core is told when it has all that was said before.
    case gone(isTold: Bool)
  }

  let id: ConnectionID
  let role: Role
  let peer: PeerCredentials
  private let limits: ConnectionLimits
  private let courier: LoopCourier
  private var onEnd: (@Sendable () -> Void)?
  private var context: ChannelHandlerContext?
  private var decoder = LineDecoder()
  /// Delivered to the core and not completed.
  private var unanswered = 0
  /// The lines of this turn of the loop: what is answered at once is not without end either.
  private var turn = (number: 0, lines: 0)
  /// Bytes that came while nothing was to be read: the end of a connection brings all that the kernel holds.
  private var held = ByteBuffer()
  private var ending = Ending.open
  /// The peer ended its half in order: what came after its last LF is a line too, once what is held has been decoded.
  private var isInputOver = false
  /// The last read brought as much as one can, so that more may be waiting.
  private var isReadFull = false
  /// NIO reads whenever there is something.
  private var isReading: Bool
  private var hasRoomToWrite = true
  private var hasToCatchUp = false
  /// Caught up; the others have their turn.
  private var isResting = false
  private var isSlow = false
  /// Nothing is decoded: the connection is being handed from a process to the next.
  private var isFrozen: Bool
  /// What is to be sent when the core has returned.
  var outbox = Outbox()
  /// What NIO waits to write.
  private var written = WrittenTail()
  /// Of the socket, from `channelActive` to `channelInactive`: all three are the channel's, on this loop.
  private var descriptor: NIOBSDSocket.Handle?
  private var cutOff: Scheduled<Void>?

  /// - Parameter onEnd: called once, when the socket has gone.
  init(
    id: ConnectionID, role: Role, peer: PeerCredentials, limits: ConnectionLimits, courier: LoopCourier,
    onEnd: @escaping @Sendable () -> Void
  ) {
    self.id = id
    self.role = role
    self.peer = peer
    self.limits = limits
    self.courier = courier
    self.onEnd = onEnd
    isFrozen = false
    isReading = true
  }

  /// Goes on with a connection of the process before, of which the core knows already. Frozen until `thaw`, and not read
  /// by its channel.
  init(
    takingOver earlier: HandedConnection, peer: PeerCredentials, limits: ConnectionLimits, courier: LoopCourier,
    onEnd: @escaping @Sendable () -> Void
  ) {
    id = earlier.id
    role = earlier.role
    self.peer = peer
    self.limits = limits
    self.courier = courier
    self.onEnd = onEnd
    isFrozen = true
    isReading = false
    decoder = LineDecoder(discardingLine: earlier.isDiscardingLine)
    held.writeBytes(earlier.unread)
    written.inherited = earlier.unsent
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  /// Also where the channel never became active.
  func handlerRemoved(context: ChannelHandlerContext) { socketHasGone() }

  private func socketHasGone() {
    cutOff?.cancel()
    context = nil
    descriptor = nil
    onEnd?()
    onEnd = nil
  }

  // MARK: From the socket

  func channelActive(context: ChannelHandlerContext) {
    descriptor = try? context.channel.pipeline.syncOperations.withUnsafeTransportIfAvailable { $0 }
    guard isFrozen else { return courier.opened(self) }
    courier.takenOver(self)
    let unsent = written.inherited
    written.inherited = []
    if !unsent.isEmpty { write(unsent, context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    if isDecoding, isPaused || held.readableBytes > 0 {
      held.writeImmutableBuffer(buffer)
    } else if isDecoding {
      decode(buffer)
    }
    isReadFull = buffer.readableBytes >= limits.readSize
    Self.wipe(buffer)
    readOrRest()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    courier.readIsOver(stillWaiting: isReadFull ? (unread + limits.readSize - 1) / limits.readSize : 0)
  }

  /// Bytes that the kernel holds for the next reads.
  private var unread: Int {
    var count: Int32 = 0
    guard let descriptor, ioctl(descriptor, UInt(FIONREAD), &count) == 0 else { return 0 }
    return Int(count)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    hasRoomToWrite = context.channel.isWritable
    if role == .operations { courier.add(hasRoomToWrite ? .relieved(id) : .congested(id)) }
    if hasRoomToWrite { goOn() } else { readOrRest() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event as? ChannelEvent == .inputClosed else { return context.fireUserInboundEventTriggered(event) }
    // A named session's calls linger when its connection is lost, and end when its gateway has said its last: the one
    // must not look like the other.
    guard !hasHungUp else { return context.close(promise: nil) }
    if case .open = ending {
      ending = .halfClosed(isTold: false)
      isInputOver = true
    }
    goOn()
  }

  /// The peer's socket is closed, and not only its half: nobody has ended a line in order.
  private var hasHungUp: Bool {
    guard let descriptor else { return false }
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&state, 1, 0) == 1 && state.revents & Int16(POLLHUP) != 0
  }

  func channelInactive(context: ChannelHandlerContext) {
    ending = .gone(isTold: false)
    socketHasGone()
    goOn()
  }

  /// The peer's reset, or a read that failed: there is nobody to tell.
  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  /// The peer will say nothing more.
  var hasEnded: Bool {
    if case .open = ending { false } else { true }
  }

  private var isDecoding: Bool {
    switch ending {
    case .open, .halfClosed(isTold: false), .gone(isTold: false): true
    case .halfClosed(isTold: true), .closing, .gone(isTold: true): false
    }
  }

  /// Nobody waits for the room in a socket that has gone.
  private var isPaused: Bool {
    if hasToCatchUp || isFrozen { return true }
    if case .gone = ending { return false }
    return !hasRoomToWrite
  }

  private func decode(_ bytes: ByteBuffer) {
    bytes.withUnsafeReadableBytes { bytes in
      decoder.feed(bytes) { take($0) }
    }
  }

  /// Overwrites what was read, where it lies: it may hold the keys of a password, and buffers are used again, or
  /// freed as they are. A write would go to a copy, since the pipeline still holds the buffer; nobody reads it again.
  private static func wipe(_ buffer: ByteBuffer) {
    buffer.withUnsafeReadableBytes { UnsafeMutableRawBufferPointer(mutating: $0).wipe() }
  }

  private func take(_ decoded: DecodedLine) {
    guard let line = RequestParser.parse(decoded, role: role) else { return }
    courier.add(.line(id, consume line))
    unanswered += 1
    if turn.number != courier.turns { turn = (courier.turns, 0) }
    turn.lines += 1
    if max(unanswered, turn.lines) >= limits.unansweredLines || courier.isTurnLong { hasToCatchUp = true }
  }

  /// Goes on with what had to wait: held bytes first, then the end of the connection, then the next read.
  private func goOn() {
    while isDecoding, !isPaused, let piece = held.readSlice(length: min(held.readableBytes, limits.readSize)),
      piece.readableBytes > 0
    {
      decode(piece)
      Self.wipe(piece)
    }
    if held.readableBytes == 0, held.capacity > 0 { held = ByteBuffer() }
    if held.readableBytes == 0 || !isDecoding { tellEnding() }
    readOrRest()
  }

  /// Has NIO read, or not. The end of the connection brings all that the kernel holds, either way.
  private func readOrRest() {
    let reads = !isPaused && isDecoding && held.readableBytes == 0
    guard reads != isReading, let context else { return }
    isReading = reads
    try? context.channel.syncOptions?.setOption(.autoRead, value: reads)
  }

  private func tellEnding() {
    switch ending {
    case .halfClosed(isTold: false):
      finishInput()
      ending = .halfClosed(isTold: true)
      courier.add(.halfClosed(id))
    case .gone(isTold: false):
      finishInput()
      ending = .gone(isTold: true)
      courier.closed(id)
    case .open, .halfClosed(isTold: true), .closing, .gone(isTold: true): break
    }
  }

  private func finishInput() {
    if isInputOver { decoder.finish { take($0) } }
    isInputOver = false
  }

  // MARK: From the core

  /// The core has done with so many of the lines delivered.
  private func complete(_ count: Int) {
    precondition(count <= unanswered, "Each line is completed once: more were completed than had been delivered.")
    unanswered -= count
    guard hasToCatchUp, !isResting, unanswered <= limits.unansweredLines / 2 else { return }
    isResting = true
    courier.rest(self)
  }

  func restIsOver() {
    isResting = false
    hasToCatchUp = false
    goOn()
  }

  /// Does what the core has asked for.
  func emptyOutbox() {
    outbox.isWaiting = false
    sendLines()
    let completed = outbox.completed
    outbox.completed = 0
    if completed > 0 { complete(completed) }
    if outbox.closes { close() }
  }

  private func sendLines() {
    guard !outbox.bytes.isEmpty else { return }
    defer { outbox.clearBytes() }
    guard let context else { return }
    switch ending {
    case .closing, .gone: return
    case .open, .halfClosed: break
    }
    write(outbox.bytes, context)
    if !hasRoomToWrite { watchForSlowReader() }
  }

  /// Straight to the kernel, which nearly always has the room; NIO waits for it where it has not, and finds out about
  /// failures. A key answered by way of NIO's pipeline takes a tenth longer.
  private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
    if !written.isEmpty { written.forget(allBut: Self.unsent(on: context.channel)) }
    var count = 0
    if written.isEmpty, let descriptor {
      count = max(0, send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL)))
    }
    guard count < bytes.count else { return }
    let rest = context.channel.allocator.buffer(bytes: bytes[count...])
    written.append(rest)
    context.writeAndFlush(wrapOutboundOut(rest), promise: nil)
  }

  /// Bytes that the kernel has not taken.
  private static func unsent(on channel: any Channel) -> Int {
    (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
  }

  private func watchForSlowReader() {
    guard !isSlow, let context, Self.unsent(on: context.channel) > limits.outboundHardLimit else { return }
    isSlow = true
    courier.add(.slowReader(id))
    cutOffLater(context)
  }

  /// Closes when what was sent before has been taken by the peer, or after the grace time.
  private func close() {
    switch ending {
    case .closing, .gone(isTold: true): return
    case .gone(isTold: false):
      throwInputAway()
      goOn()
    case .open, .halfClosed:
      guard let context else { return }
      throwInputAway()
      ending = .closing
      cutOffLater(context)
      let flushed = context.eventLoop.makePromise(of: Void.self)
      let handle = NIOLoopBound(context, eventLoop: context.eventLoop)
      flushed.futureResult.whenComplete { _ in handle.value.close(promise: nil) }
      // An empty write is done when those before it are.
      context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: flushed)
    }
  }

  // MARK: From a process to the next

  /// Reads and decodes no more: what the peer sends stays in the kernel.
  func freeze() {
    isFrozen = true
    readOrRest()
  }

  /// The core is ready for what the peer has sent meanwhile.
  func thaw() {
    isFrozen = false
    goOn()
  }

  /// Closes the socket here and gives another descriptor of it, with what this process had of the conversation; the
  /// peer notices nothing. `nil`: it is ending, or a request of it is still open.
  func handOver() -> (state: HandedConnection, descriptor: Int32)? {
    guard case .open = ending, let context, unanswered == 0, !isSlow, let descriptor else { return nil }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return nil }
    written.forget(allBut: Self.unsent(on: context.channel))
    var state = HandedConnection(
      id: id, role: role, unsent: written.bytes, unread: decoder.takePending(),
      isDiscardingLine: decoder.isDiscardingLine)
    state.unread += held.readableBytesView
    throwInputAway()
    // What waits to be written is thrown away here and written by the next process.
    context.close(promise: nil)
    return (state, copy)
  }

  private func throwInputAway() {
    Self.wipe(held)
    held.clear()
    isInputOver = false
  }

  private func cutOffLater(_ context: ChannelHandlerContext) {
    guard cutOff == nil, context.channel.isActive else { return }
    let handle = NIOLoopBound(context, eventLoop: context.eventLoop)
    cutOff = context.eventLoop.scheduleTask(in: .microseconds(limits.closingGrace.microseconds)) {
      handle.value.close(promise: nil)
    }
  }
}
