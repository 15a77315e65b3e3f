import CallModel
import Foundation
import Store
import Testing

/// The daemon takes changed menus, and refuses a broken one, while a thousand callers are in them.
@Suite(.serialized) struct HotReloadTests {
  private static let versions = 20
  private static let callsPerVersion = 50

  @Test func everyCallEndsOnTheMenusItBeganWith() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    let operators = try daemon.connect("ops")
    try operators.line()
    let file = daemon.menus + "/prompts/en/general.yaml"
    let shipped = try String(contentsOfFile: file, encoding: .utf8)
    var began: [CallID: String] = [:]
    for version in 1...Self.versions {
      if version % 5 == 0 {
        try (shipped + "\nhalf-a-prompt: {text: Oops\n").write(toFile: file, atomically: true, encoding: .utf8)
        try operators.say("RELOAD")
        #expect(try operators.until("ERR").hasPrefix("ERR bad settings-refused"))
      }
      try shipped.replacing("\nmain: For accounts", with: "\nmain: Version-\(version) For accounts")
        .write(toFile: file, atomically: true, encoding: .utf8)
      try operators.say("RELOAD")
      let loaded = try operators.until("OK menus=").dropFirst("OK menus=".count)
      for place in 0..<Self.callsPerVersion {
        let call = "v\(version)-\(place)"
        began[CallID(call)] = String(loaded)
        try gateway.say("CALL call=\(call) from=13900000004")
        #expect(try gateway.until(" \(call) SAY prompt=main").contains(":Version-\(version) "))
      }
    }
    #expect(Set(began.values).count == Self.versions)
    for version in 1...Self.versions {
      for place in 0..<Self.callsPerVersion {
        let call = "v\(version)-\(place)"
        try gateway.say("KEY \(call) 9")
        #expect(try gateway.until(" \(call) SAY prompt=main").contains(":Version-\(version) "))
        try gateway.say("HANGUP \(call)")
      }
    }
    try gateway.say("@end SYNC")
    try gateway.until("@end")
    #expect(daemon.stop() == 0)
    let records = try CentreStore(directory: daemon.state).calls(limit: 2_000)
    #expect(records.count == 1_000)
    for record in records { #expect(record.menuVersion == began[record.call], "\(record.call)") }
  }
}
