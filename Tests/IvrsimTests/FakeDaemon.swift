import Foundation
import Glibc
import LineProtocol
import LineSwarm
import Synchronization

/// A daemon of a few lines, with one slip: what finds the slip is a tester, what does not is none.
///
/// Knows the way from the first menu to the balance and nothing else. A socket file, a thread a connection.
final class FakeDaemon: Sendable {
  enum Slip: Sendable {
    case none
    /// The number of the 40th event is left out.
    case skipsAnEvent
    /// The 10th answer is not given.
    case swallowsAnAnswer
    /// The 5th call hears no balance.
    case keepsABalanceBack
    /// The connection is closed after the 30th line.
    case closes
  }

  let address: String
  private let slip: Slip
  private let listener: Int32

  init(_ slip: Slip = .none) throws {
    address = "/tmp/ivr-fake-\(getpid())-\(UInt64.random(in: 0 ... .max)).sock"
    listener = try EchoServer.makeListener(at: address)
    self.slip = slip
    Thread.detachNewThread { [listener, slip] in
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        Thread.detachNewThread { FakeConnection(slip, descriptor).serve() }
      }
    }
  }

  /// Ends the accepting thread too.
  deinit {
    unlink(address)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }
}

/// One connection of it, on its own thread.
private final class FakeConnection {
  private static let next = [
    "language": "main", "main": "account-number", "account-number": "query-password",
    "query-password": "account-menu", "account-menu": "accounts-more",
  ]

  private let slip: FakeDaemon.Slip
  private let descriptor: Int32
  private var nodes: [String: String] = [:]
  private var current = ""
  private var events = 0
  private var answers = 0
  private var lines = 0
  private var out = "! HELLO lp=1 server=fake/1 epoch=1 max-line=4096 caps=mux\n"

  init(_ slip: FakeDaemon.Slip, _ descriptor: Int32) {
    self.slip = slip
    self.descriptor = descriptor
  }

  func serve() {
    var decoder = LineDecoder()
    var room = [UInt8](repeating: 0, count: 4_096)
    while true {
      let bytes = Array(out.utf8)
      out = ""
      guard bytes.isEmpty || send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { break }
      let count = recv(descriptor, &room, room.count, 0)
      guard count > 0 else { break }
      decoder.feed(Array(room[..<count])) { decoded in
        guard case .line(let line) = decoded else { return }
        take(String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init))
      }
      if slip == .closes, lines >= 30 { break }
    }
    close(descriptor)
  }

  private func take(_ words: [String]) {
    lines += 1
    let tag = words.first?.hasPrefix("@") == true ? " \(words[0])" : ""
    let rest = tag.isEmpty ? words : Array(words.dropFirst())
    switch (rest.first, rest.count) {
    case ("CALL"?, 2...):
      current = String(rest[1].dropFirst("call=".count))
      nodes[current] = "language"
      answer(tag)
      ask(current)
    case ("HANGUP"?, 2...):
      answer(tag)
      event(rest[1], "END cause=caller-hung-up disposition=self-service")
    case ("KEY"?, 3...):
      answer(tag)
      press(rest[2], rest[1])
    case ("STATUS"?, _): answer(tag)
    case (let key?, _): press(key, current)
    case (nil, _): break
    }
  }

  private func press(_ key: String, _ call: String) {
    let node = nodes[call] ?? ""
    if key != "9" { nodes[call] = Self.next[node] }
    if node == "account-menu", !(slip == .keepsABalanceBack && call.hasSuffix(".4")) {
      event(call, "SAY prompt=balance lang=en :Account ending 1 2 3 4.")
    }
    ask(call)
  }

  private func ask(_ call: String) {
    let node = nodes[call] ?? ""
    event(call, "SAY prompt=\(node) lang=en :For one press 1.")
    event(call, "ASK node=\(node) kind=menu keys=1,2 first=5000 inter=3000")
  }

  private func event(_ call: String, _ text: String) {
    events += 1
    if slip == .skipsAnEvent, events == 40 { events += 1 }
    out += "* \(events) \(call) \(text)\n"
  }

  private func answer(_ tag: String) {
    answers += 1
    if slip == .swallowsAnAnswer, answers == 10 { return }
    out += "OK\(tag)\n"
  }
}
