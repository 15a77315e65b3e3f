import Foundation
import Testing

/// The commands of the service centre, against a daemon whose part the test plays.
@Suite struct CentreCommandTests {
  private func run(_ arguments: [String], _ dialogue: [(hears: String, answers: String)]) throws -> ToolRun {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["--runtime-dir", daemon.directory] + arguments)
    try daemon.greet()
    for turn in dialogue {
      #expect(try daemon.hear() == turn.hears)
      daemon.say(turn.answers)
    }
    tool.finish()
    return tool
  }

  @Test func aListIsSentInPartsAndItsFaultsAreToldByFileAndLine() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("list-\(UUID().uuidString).csv")
    try Data("phone\n12\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let tool = try run(
      ["outbound", "load", "OP1001", file.path],
      [
        ("CENTRE outbound load OP1001 part=1 :phone%0A12%0A", "OK id=OP1001 part=1"),
        (
          "CENTRE outbound load OP1001 parts=1",
          "- fault line=2 :12 is no telephone number\nERR bad bad-argument name=list :1 faults"
        ),
      ])
    #expect(tool.status == 65)
    #expect(tool.output == "\(file.path):2: 12 is no telephone number\n")
  }

  @Test func aRegistersFieldsAreItsWords() throws {
    let tool = try run(
      ["merit", "propose", "agent=1002", "points=2", "--text", "Stopped a fraud"],
      [("CENTRE merit propose agent=1002 points=2 :Stopped a fraud", "OK id=RG1001 state=proposed")])
    #expect(tool.status == 0)
    #expect(tool.output == "RG1001: proposed\n")
  }

  @Test func aReportIsAPageWithABarForEachRow() throws {
    let tool = try run(
      ["report", "surveys", "--html", "--lang", "zh", "--from", "2026-11-01"],
      [("CENTRE report surveys from=2026-11-01", "- surveys agent=1001 satisfaction=70.00\nOK rows=1")])
    #expect(tool.status == 0)
    #expect(tool.output.hasPrefix("<!doctype html>"))
    #expect(tool.output.contains("<h2>按键满意度</h2>"))
    #expect(tool.output.contains(">70.00</text>"))
  }

  @Test func whatWasDoneIsASentenceAndForProgramsAnObject() throws {
    let answer = "OK id=TK1001 state=completed due=2026-11-24T18:00:00+08:00 recovery=TK1002"
    let request = "CENTRE task complete TK1001 score=2 solved=no :not content"
    let arguments = ["followup", "complete", "TK1001", "--score", "2", "--solved", "no", "not content"]
    #expect(
      try run(arguments, [(request, answer)]).output
        == "TK1001: completed; recovery TK1002\n")
    let object = try #require(try run(arguments + ["--json"], [(request, answer)]).json() as? [String: Any])
    #expect(object["recovery"] as? String == "TK1002")
  }
}
