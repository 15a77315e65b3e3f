import CallModel
import LineProtocol
import NIOCore

/// A connection beyond the limit: it is told `! BYE reason=overload` and closed, and the core never hears of it.
final class Refusal: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let grace: Interval

  init(grace: Interval) { self.grace = grace }

  func channelActive(context: ChannelHandlerContext) {
    var bytes: [UInt8] = []
    ServerLine.notice(.bye(reason: .overload, resume: nil)).encode(into: &bytes)
    let handle = NIOLoopBound(context, eventLoop: context.eventLoop)
    let written = context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)))
    written.whenComplete { _ in handle.value.close(promise: nil) }
    context.eventLoop.scheduleTask(in: .microseconds(grace.microseconds)) { handle.value.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
