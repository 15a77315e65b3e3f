import Foundation
import GRDB
import Glibc
import Testing

/// `ivrctl bank` on databases of its own.
@Suite struct BankCommandTests {
  /// Goes away with its last holder.
  private final class Folder {
    let path = "/tmp/ivrctl-bank-\(UUID().uuidString.prefix(8))"
    var state: String { path + "/state" }
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func bank(_ arguments: String...) throws -> ToolRun {
    let run = try ToolRun(["bank"] + arguments + ["--state-dir", folder.state])
    run.finish()
    return run
  }

  @Test func aSeededBankIsRight() throws {
    let seed = try bank("seed", "--customers", "3", "--day", "2026-11-24")
    #expect(seed.status == 0)
    #expect(seed.output.hasPrefix("\(folder.state): 8 customers, "))
    #expect(seed.complaints.isEmpty)
    #expect(try bank("audit").output == "the books are right\n")
    #expect(try bank("audit", "--json").output == "{\"ok\":true,\"violations\":[]}\n")
    let again = try bank("seed")
    #expect(again.status == 1)
    #expect(again.complaints.contains("has customers already"))
    #expect(again.complaints.contains("--state-dir"))
  }

  @Test func showMasks() throws {
    #expect(try bank("seed", "--customers", "0", "--day", "2026-11-24").status == 0)
    let show = try bank("show", "1")
    #expect(show.status == 0)
    #expect(show.output.contains("****0015"))
    #expect(show.output.contains("王*"))
    for secret in ["王秀英", "6222020000000015", "13900000001", "000000000011", "17283X", "李建国"] {
      #expect(!show.output.contains(secret), "\(secret)")
    }
    let rows = try #require(try bank("show", "--card", "6222020000000015", "--json").json() as? [[String: Any]])
    #expect(rows.first?["row"] as? String == "customer")
    #expect(rows.first?["query-password"] as? String == "set")
    #expect(rows.contains { $0["row"] as? String == "account" && $0["kind"] as? String == "current" })
    #expect(try bank("show", "99").status == 1)
    #expect(try bank("show").status == 64)
    #expect(try bank("show", "1", "--phone", "1").status == 64)
  }

  @Test func exportIsImportedAgain() throws {
    #expect(try bank("seed", "--customers", "4", "--day", "2026-11-24").status == 0)
    let copy = folder.path + "/copy"
    #expect(try bank("export", copy).status == 0)
    #expect(try bank("export", copy).status == 73)
    let check = try ToolRun.finished("bank", "import", copy, "--check", "--state-dir", folder.path + "/none")
    #expect(check.output.hasPrefix("nothing is wrong: 9 customers"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    let other = folder.path + "/other"
    #expect(try ToolRun.finished("bank", "import", copy, "--state-dir", other).status == 0)
    #expect(try ToolRun.finished("bank", "audit", "--state-dir", other).status == 0)
    let second = folder.path + "/second"
    #expect(try ToolRun.finished("bank", "export", second, "--state-dir", other).status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: copy) {
      #expect(FileManager.default.contentsEqual(atPath: "\(copy)/\(name)", andPath: "\(second)/\(name)"), "\(name)")
    }
  }

  @Test func aBrokenImportTakesNothingAndSaysWhere() throws {
    let source = folder.path + "/source"
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    let customers = "number,name,tier,birthday,language,phone,id6,transfers,alerts,daily_limit,frozen\n"
    try (customers + "1,A,normal,1990-13-01,zh,13911112222,123456,yes,no,,no\n").write(
      toFile: source + "/customers.csv", atomically: true, encoding: .utf8)
    try "number,customer,kind,currency,credit_limit,opened\n".write(
      toFile: source + "/accounts.csv", atomically: true, encoding: .utf8)
    let run = try bank("import", source)
    #expect(run.status == 65)
    #expect(run.complaints.hasPrefix("customers.csv:2:12: birthday: it should be a day, as 2026-11-24\n"))
    #expect(run.complaints.contains("1 problem, so nothing was taken"))
    #expect(!FileManager.default.fileExists(atPath: folder.state))
    let machine = try #require(try bank("import", source, "--json").json() as? [String: Any])
    let problem = try #require((machine["problems"] as? [[String: Any]])?.first)
    #expect(problem["line"] as? Int == 2)
    #expect(problem["column"] as? Int == 12)
    #expect(try bank("import", folder.path + "/nowhere").status == 66)

    try FileManager.default.moveItem(atPath: source + "/accounts.csv", toPath: source + "/account.csv")
    let slip = try bank("import", source)
    #expect(slip.status == 65)
    #expect(slip.complaints.contains("account.csv:1:1: a bank has no such file; it has customers.csv, accounts.csv,"))
    #expect(slip.complaints.contains("2 problems, so nothing was taken"))
  }

  @Test func whatFillsWantsTheDirectoryForItself() throws {
    try FileManager.default.createDirectory(atPath: folder.state, withIntermediateDirectories: true)
    let lock = open(folder.state + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let run = try bank("seed", "--customers", "0")
    #expect(run.status == 69)
    #expect(run.complaints.contains("is in use by an ivrd or another tool"))
    #expect(run.complaints.contains("ivrctl stop"))
  }

  @Test func unlockGoesToTheDaemon() throws {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["bank", "unlock", "--customer", "1", "--runtime-dir", daemon.directory])
    try daemon.greet()
    #expect(try daemon.hear() == "UNLOCK customer=1")
    daemon.say("OK")
    tool.finish()
    #expect(tool.output == "customer 1: unlocked\n")
    #expect(try ToolRun.finished("bank", "unlock").status == 64)
    #expect(try ToolRun.finished("bank", "unlock", "--card", "12a").status == 64)
  }

  @Test func unlockGoesToTheDatabaseOfAStoppedDaemon() throws {
    #expect(try bank("seed", "--customers", "0").status == 0)
    #expect(try bank("unlock", "--card", "6222020000000015").output == "card ****0015: unlocked\n")
    #expect(try bank("unlock", "--customer", "1").status == 0)
    #expect(try bank("unlock", "--customer", "99").status == 1)
    let nobodys = try bank("unlock", "--card", "6222020000000999")
    #expect(nobodys.status == 1)
    #expect(nobodys.complaints.hasSuffix(" has no such card\n"))
    let mistyped = try ToolRun.finished("bank", "unlock", "--customer", "1", "--state-dir", folder.path + "/none")
    #expect(mistyped.status == 66)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
  }

  @Test func emptyListsAndMissingBanksSaySo() throws {
    #expect(try bank("outbox").status == 66)
    #expect(try bank("seed", "--customers", "0").status == 0)
    #expect(try bank("outbox").output == "no messages\n")
    #expect(try bank("guesses").output == "nobody guesses\n")
    #expect(try bank("outbox", "--json").output == "[]\n")
    #expect(try bank("outbox", "--kind", "parcel").status == 64)
  }

  @Test func wrongBooksAre1() throws {
    #expect(try bank("seed", "--customers", "0").status == 0)
    try DatabaseQueue(path: folder.state + "/bank.sqlite").write { db in
      try db.execute(sql: "UPDATE accounts SET balance = balance + 1 WHERE number = '100000000011'")
    }
    let run = try bank("audit")
    #expect(run.status == 1)
    #expect(run.output == "account 100000000011: the balance isn't the sum of its postings\n")
    let machine = try #require(try bank("audit", "--json").json() as? [String: Any])
    #expect(machine["ok"] as? Bool == false)
    #expect((machine["violations"] as? [String])?.count == 1)
  }

  @Test func whatIsNoDatabaseIsNamed() throws {
    #expect(try bank("seed", "--customers", "0").status == 0)
    let file = URL(fileURLWithPath: folder.state + "/bank.sqlite")
    let text = Data("the body of no database".utf8)
    try text.write(to: file)
    let run = try bank("audit")
    #expect(run.status == 74)
    #expect(run.complaints.contains("bank.sqlite"))
  }
}
