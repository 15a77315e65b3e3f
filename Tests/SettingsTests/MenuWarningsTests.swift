import Settings
import Testing

/// Doubts that keep nobody from using the menus.
@Suite struct MenuWarningsTests {
  static let cases = [
    BrokenMenus(
      "node that nothing leads to", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  lost:\n    kind: say\n    prompt: wait\n    next: bye\n  bye:\n",
      says: [
        #"accounts.yaml:37:3: warning: no way leads to the node "lost""#
      ]),
    BrokenMenus(
      "two options of which one begins the other", in: "accounts.yaml",
      replacing: "      \"2\": bye\n",
      by: "      \"2\": bye\n      \"12\": bye\n",
      says: [
        #"accounts.yaml:6:7: warning: "1" is also how "12" begins: who presses it waits for the next key's time"#
      ]),
    BrokenMenus(
      "six options", in: "accounts.yaml",
      replacing: "      \"2\": bye\n",
      by: "      \"2\": bye\n      \"3\": bye\n      \"4\": bye\n      \"5\": bye\n      \"6\": bye\n",
      says: [
        #"accounts.yaml:11:7: warning: the menu node "main" has 6 options; callers keep 5 in mind"#
      ]),
    BrokenMenus(
      "gap between options", in: "accounts.yaml",
      replacing: #""2": bye"#,
      by: #""3": bye"#,
      says: [
        #"accounts.yaml:7:7: warning: the options of the menu node "main" don't ascend from 1 without a gap"#
      ]),
    BrokenMenus(
      "long prompt", in: "prompts/en/all.yaml",
      replacing: "main: Balance press 1, end 2.",
      by:
        "main: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
      says: [
        #"prompts/en/all.yaml:1:7: warning: "main" takes 16 s to say; callers listen for 15 s"#
      ]),
    BrokenMenus(
      "long prompt of characters", in: "prompts/zh/all.yaml",
      replacing: "查询请按1，结束请按2。",
      by: "查询余额请按一然后请等待提示音结束再输入您的卡号和密码结束请按二或者直接挂断电话也可以转接人工坐席由座席为您查询余额办理挂失转账等全部业务",
      says: [
        #"prompts/zh/all.yaml:1:7: warning: "main" takes 16 s to say; callers listen for 15 s"#
      ]),
    BrokenMenus(
      "hours that end a minute too early", in: "hours.yaml",
      replacing: "[00:00-24:00]", by: "[00:00-23:59]",
      says: [
        #"hours.yaml:3:22: warning: item 1 of "daily" leaves a gap of 1 min before midnight; 24:00 is the end of a day"#
      ]),
    BrokenMenus(
      "hours with a gap", in: "hours.yaml",
      replacing: "[00:00-24:00]", by: "[09:00-12:00, 12:29-18:00]",
      says: [
        #"hours.yaml:3:35: warning: item 2 of "daily" leaves a gap of 29 min before it; is it meant to be closed for so short a time?"#
      ]),
    BrokenMenus(
      "a break of half an hour", in: "hours.yaml",
      replacing: "[00:00-24:00]", by: "[09:00-12:00, 12:30-18:00]", says: []),
    BrokenMenus(
      "queue that nobody can serve", in: "agents.yaml",
      replacing: "{general: 2}",
      by: "{cards: 2}",
      says: [
        "queues.yaml:3:3: warning: queue general has no agent who could serve it"
      ]),
    BrokenMenus(
      "queue whose callers may starve", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    rate: 0\n",
      says: [
        "queues.yaml:3:3: warning: queue general: with a rate of 0 its callers may wait for ever"
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }

  @Test func aWaitThatIsToldMayGrowOnlyWithAnApology() {
    func problems(_ prompts: String) -> [String] {
      SmallMenus.problems(
        SmallMenus.files + ["en", "zh"].map { SettingsFile(path: "prompts/\($0)/queue.yaml", text: prompts) })
    }
    let update = "queue-update: about {ewt:interval}\n"
    let sentence =
      #""queue-update" tells callers how long they will wait, but no prompt "queue-longer" apologizes when that grows"#
    #expect(
      problems(update) == [
        "prompts/en/queue.yaml:1:15: warning: \(sentence)", "prompts/zh/queue.yaml:1:15: warning: \(sentence)",
      ])
    #expect(problems(update + "queue-longer: sorry\n") == [])
    #expect(problems("queue-update: you are next\n") == [])
  }
}
