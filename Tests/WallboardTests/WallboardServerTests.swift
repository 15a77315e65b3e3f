import NIOCore
import NIOPosix
import Testing
import Wallboard

/// The server over a real socket, read as bytes: what a scraper sees.
@Suite struct WallboardServerTests {
  private let loop = MultiThreadedEventLoopGroup.singleton.next()

  private func answering(_ request: String, _ answer: @escaping @Sendable (WallboardPath) -> WallboardPage) async throws
    -> String
  {
    let server = WallboardServer { path, loop in loop.makeSucceededFuture(answer(path)) }
    let address = try await server.listen(on: .loopback(host: "127.0.0.1", port: 0))
    guard case .loopback(let host, let port) = address else { throw WrongAddress() }
    let heard = try await exchange(request, host: host, port: port)
    await server.shutDown()
    return heard
  }

  private func exchange(_ request: String, host: String, port: Int) async throws -> String {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: request))
      var heard = ""
      for try await part in inbound { heard += String(buffer: part) }
      return heard
    }
  }

  /// The server learns of a closed connection in its own time: ask until it has, as a scraper would.
  private func answersAgain(host: String, port: Int) async throws -> Bool {
    for _ in 0..<1_000 {
      if let heard = try? await exchange(get("/healthz"), host: host, port: port), heard.hasSuffix("well\n") {
        return true
      }
    }
    return false
  }

  private struct WrongAddress: Error {}

  private func get(_ path: String, method: String = "GET") -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: ivrd\r\nConnection: close\r\n\r\n"
  }

  @Test func aPageIsServedWithItsTypeAndLength() async throws {
    let heard = try await answering(get("/metrics")) { path in
      #expect(path == .metrics)
      var text = PrometheusText()
      text.add(.gauge, "a", "A.", 1)
      return .metrics(text)
    }
    #expect(heard.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(heard.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
    #expect(heard.hasSuffix("\r\n\r\n# HELP a A.\n# TYPE a gauge\na 1\n"))
  }

  @Test func aQueryDoesNotChangeThePage() async throws {
    let heard = try await answering(get("/healthz?verbose=1")) { .text(200, $0.rawValue) }
    #expect(heard.hasSuffix("\r\n\r\n/healthz\n"))
  }

  @Test func theStatusOfAPageIsTheAnswers() async throws {
    let heard = try await answering(get("/readyz")) { _ in .text(503, "draining") }
    #expect(heard.hasPrefix("HTTP/1.1 503 "))
    #expect(heard.hasSuffix("draining\n"))
  }

  @Test func aHeadHasNoBody() async throws {
    let heard = try await answering(get("/healthz", method: "HEAD")) { _ in .text(200, "well") }
    #expect(heard.contains("Content-Length: 5\r\n"))
    #expect(heard.hasSuffix("\r\n\r\n"))
  }

  @Test func unknownPagesAreToldWhichThereAre() async throws {
    let heard = try await answering(get("/")) { _ in .text(200, "never") }
    #expect(heard.hasPrefix("HTTP/1.1 404 "))
    #expect(heard.hasSuffix("there are /metrics, /healthz, /readyz\n"))
  }

  @Test func nothingCanBeWritten() async throws {
    let heard = try await answering(get("/metrics", method: "DELETE")) { _ in .text(200, "never") }
    #expect(heard.hasPrefix("HTTP/1.1 405 "))
    #expect(heard.contains("Allow: GET, HEAD\r\n"))
  }

  @Test func garbageIsRefusedAndTheConnectionClosed() async throws {
    let heard = try await answering("\u{1}\u{2}garbage\r\n\r\n") { _ in .text(200, "never") }
    #expect(heard.hasPrefix("HTTP/1.1 400 "))
  }

  @Test func oneConnectionTooManyIsClosed() async throws {
    let server = WallboardServer { _, loop in loop.makeSucceededFuture(.text(200, "well")) }
    guard case .loopback(let host, let port) = try await server.listen(on: .loopback(host: "127.0.0.1", port: 0))
    else { throw WrongAddress() }
    var held: [any Channel] = []
    for _ in 0..<WallboardServer.maximumConnections {
      held.append(try await ClientBootstrap(group: loop).connect(host: host, port: port).get())
    }
    // Closed before or after it could ask: it hears nothing, or that the connection is reset.
    let heard = (try? await exchange(get("/healthz"), host: host, port: port)) ?? ""
    #expect(heard == "")
    // On a slow machine the server may have given up some idle ones before.
    for _ in 0..<2 { try? await held.removeLast().close().get() }
    #expect(try await answersAgain(host: host, port: port))
    for channel in held { try? await channel.close().get() }
    await server.shutDown()
  }
}
