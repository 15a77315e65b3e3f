import NIOCore
import NIOHTTP1

/// One connection's requests: which page, and how it goes onto the wire.
final class WallboardHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let answer: (WallboardPath, any EventLoop) -> EventLoopFuture<WallboardPage>
  private var head: HTTPRequestHead?

  init(answer: @escaping (WallboardPath, any EventLoop) -> EventLoopFuture<WallboardPage>) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      page(for: head, on: context.eventLoop).hop(to: context.eventLoop).assumeIsolated().whenComplete { outcome in
        let page = (try? outcome.get()) ?? .text(503, "the daemon is not able to answer")
        self.send(page, to: head, context: context)
      }
    }
  }

  private func page(for head: HTTPRequestHead, on loop: any EventLoop) -> EventLoopFuture<WallboardPage> {
    let path = head.uri.prefix { $0 != "?" }
    guard let known = WallboardPath(rawValue: String(path)) else {
      let paths = WallboardPath.allCases.map(\.rawValue).joined(separator: ", ")
      return loop.makeSucceededFuture(.text(404, "there are \(paths)"))
    }
    guard head.method == .GET || head.method == .HEAD else {
      return loop.makeSucceededFuture(.text(405, "these pages can be read only: GET or HEAD"))
    }
    return answer(known, loop)
  }

  private func send(_ page: WallboardPage, to request: HTTPRequestHead, context: ChannelHandlerContext) {
    var head = HTTPResponseHead(version: request.version, status: HTTPResponseStatus(statusCode: page.status))
    head.headers.add(name: "Content-Type", value: page.contentType)
    head.headers.add(name: "Content-Length", value: String(page.body.utf8.count))
    head.headers.add(name: "Cache-Control", value: "no-store")
    if page.status == 405 { head.headers.add(name: "Allow", value: "GET, HEAD") }
    if !request.isKeepAlive { head.headers.add(name: "Connection", value: "close") }
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: page.body)))), promise: nil)
    }
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !request.isKeepAlive { written.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
