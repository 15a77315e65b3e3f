import Testing
import Wallboard

@Suite struct PrometheusTextTests {
  @Test func aGaugeWithLabels() {
    var text = PrometheusText()
    text.add(
      .gauge, "ivrd_queue_waiting", "Callers who wait.",
      [.init(3, ("queue", "general")), .init(0, ("queue", "cards"))])
    #expect(
      text.body == """
        # HELP ivrd_queue_waiting Callers who wait.
        # TYPE ivrd_queue_waiting gauge
        ivrd_queue_waiting{queue="general"} 3
        ivrd_queue_waiting{queue="cards"} 0

        """)
  }

  @Test func labelsAreEscaped() {
    var text = PrometheusText()
    text.add(.gauge, "x", "X.", [.init(1, ("reason", "a\\b\"c\nd"))])
    #expect(text.body.contains(#"x{reason="a\\b\"c\nd"} 1"#))
  }

  @Test func aHistogramIsCumulative() {
    var text = PrometheusText()
    text.addHistogram("t_seconds", "T.", bounds: [0.001, 0.5], counts: [4, 2, 1], sum: 7.25)
    #expect(
      text.body == """
        # HELP t_seconds T.
        # TYPE t_seconds histogram
        t_seconds_bucket{le="0.001"} 4
        t_seconds_bucket{le="0.5"} 6
        t_seconds_bucket{le="+Inf"} 7
        t_seconds_sum 7.25
        t_seconds_count 7

        """)
  }

  @Test(arguments: [
    ("/run/ivrd/metrics.sock", WallboardAddress.unix(path: "/run/ivrd/metrics.sock")),
    ("run/metrics.sock", .unix(path: "run/metrics.sock")),
    ("127.0.0.1:9464", .loopback(host: "127.0.0.1", port: 9464)),
    ("localhost:0", .loopback(host: "127.0.0.1", port: 0)),
    ("[::1]:65535", .loopback(host: "::1", port: 65_535)),
  ])
  func addresses(text: String, address: WallboardAddress) throws {
    #expect(try WallboardAddress(text) == address)
  }

  @Test(arguments: ["0.0.0.0:9464", "example.com:80", "[::]:9464", "9464", "127.0.0.1:65536", "127.0.0.1:", "", ":80"])
  func whatIsNoAddressOfThisMachineIsRefused(text: String) {
    #expect(throws: WallboardAddress.Problem.self) { try WallboardAddress(text) }
  }
}
