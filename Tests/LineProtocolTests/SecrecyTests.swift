import CallModel
import LineProtocol
import Testing

@Suite("Passwords and keys are never printed")
struct SecrecyTests {
  private func printings(_ line: ClientLine) -> [String] {
    var dumped = ""
    dump(line, to: &dumped)
    var contents = ""
    dump(line.content, to: &contents)
    return [String(describing: line), String(reflecting: line), "\(line.content)", dumped, contents]
  }

  @Test(arguments: ["KEY call-x 7395 n=2", "7395", "@t KEY call-x 7395 t=10 src=info"])
  func keys(line: String) throws {
    let parsed = try #require(parse(line))
    guard case .request = parsed.content else {
      Issue.record("refused")
      return
    }
    for text in printings(parsed) {
      #expect(!text.contains("7395"))
      // Nor how many there are, nor any one of them.
      #expect(!["55", "57", "51", "53"].contains { text.contains("ascii: \($0)") || text.contains("- ascii") })
      #expect(!text.contains("4 elements"))
    }
  }

  @Test(arguments: ["LOGIN 1001 password=hunter2", "LOGIN 1001 password=hunter%32"])
  func password(line: String) throws {
    let parsed = try #require(parse(line, .desk))
    guard case .request(.login(let login)) = parsed.content else {
      Issue.record("refused")
      return
    }
    #expect(login.password.withUnsafeBytes { Array($0) } == Array("hunter2".utf8))
    for text in printings(parsed) + ["\(login)", String(reflecting: login)] { #expect(!text.contains("hunter")) }
  }
}
