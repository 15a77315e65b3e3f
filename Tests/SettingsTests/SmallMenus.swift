import CallModel
import Settings

/// The smallest directory that holds one of everything and loads without a finding. Tests break it in one place.
enum SmallMenus {
  static let tree = """
    languages: [zh, en]
    start: main
    fallbacks: {exhausted: agent, host-down: agent}
    pending-prompt: wait
    defaults: {first: 5s, inter-menu: 3s, inter-digits: 4s, attempts: 3}
    links: {"0": agent, "9": again, "*": back}
    """

  static let accounts = """
    nodes:
      main:
        kind: menu
        prompt: main
        choices:
          "1": card
          "2": bye
      card:
        kind: digits
        prompt: card
        into: card
        length: 12-19
        ok: password
      password:
        kind: secret
        prompt: password
        operation: verify-query-password
        outcomes: {ok: accounts, wrong: again, unset: agent, locked: agent}
      accounts:
        kind: choose
        prompt: accounts
        operation: list-accounts
        item: account-item
        ok: balance
        none: bye
      balance:
        kind: action
        operation: balance
        outcomes:
          ok: {say: balance, next: bye}
      agent:
        kind: queue
        queue: general
        after: bye
        closed: bye
        overflow: bye
      bye:
        kind: end
        prompt: bye
        disposition: self-service
    """

  static let chinese = """
    main: 查询请按1，结束请按2。
    card: 请输入卡号。
    password: 请输入密码。
    accounts: "请选择账户：{list:list}。"
    account-item: "尾号{last4:digits}请按{key:number}"
    balance: 余额{balance:money}。
    wait: 请稍候。
    bye: 再见。
    """

  static let english = """
    main: Balance press 1, end 2.
    card: Enter the card number.
    password: Enter the password.
    accounts: "Choose the account: {list:list}."
    account-item: "Ending {last4:digits} press {key:number}"
    balance: Balance {balance:money}.
    wait: Please wait.
    bye: Goodbye.
    """

  static let queues = """
    skills: [general, cards]
    queues:
      general:
        hours: always
        rings:
          - {after: 0s, skills: {general: 2}}
          - {after: 30s, skills: {general: 1}}
    """

  static let hours = """
    hours:
      always:
        weekly: {daily: [00:00-24:00]}
    """

  static let agents = """
    agents:
      "1001":
        name: Li Jing
        address: sip:1001@desk.example
        skills: {general: 2}
        password: pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=
    """

  static let files = [
    SettingsFile(path: "accounts.yaml", text: accounts),
    SettingsFile(path: "agents.yaml", text: agents),
    SettingsFile(path: "hours.yaml", text: hours),
    SettingsFile(path: "prompts/en/all.yaml", text: english),
    SettingsFile(path: "prompts/zh/all.yaml", text: chinese),
    SettingsFile(path: "queues.yaml", text: queues),
    SettingsFile(path: "tree.yaml", text: tree),
  ]

  /// With `find` replaced by `replacement` in one file; `find` stands there exactly once.
  static func files(_ path: String, _ find: String, _ replacement: String) -> [SettingsFile] {
    files.map { file in
      guard file.path == path else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
      precondition(text.ranges(of: find).count == 1, "\(find) doesn't stand once in \(path)")
      return SettingsFile(path: path, text: text.replacing(find, with: replacement))
    }
  }

  /// All problems of a load, errors or warnings, one a line.
  static func problems(_ files: [SettingsFile]) -> [String] {
    do {
      return try MenuLoader.load(files: files).warnings.map(\.description)
    } catch {
      return error.problems.map(\.description)
    }
  }
}
