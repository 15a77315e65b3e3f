import CallModel
import Ledger
import Testing

@testable import BankFiles

@Suite struct BankImportTests {
  static let noon = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(12)).instant()

  /// A bank as small as can be; each test breaks one thing in it.
  static let small: [String: String] = [
    "customers.csv": """
    number,name,tier,birthday,language,phone,id6,transfers,alerts,daily_limit,frozen
    7,王伟,normal,1980-05-06,zh,13911112222,12345X,yes,no,,no
    8,Ann Lee,vip,1990-07-08,en,13911113333,654321,no,yes,5000,no
    """,
    "accounts.csv": """
    number,customer,kind,currency,credit_limit,opened
    100000000070,7,current,CNY,0,2020-01-02
    100000000071,7,credit,CNY,1000,2021-01-02
    100000000080,8,savings,CNY,0,2020-01-02
    100000000081,8,savings,USD,0,2020-01-03
    """,
    "cards.csv": """
    number,customer,account,kind,active,reported,stopped_until
    6222020000000015,7,100000000070,debit,yes,2026-11-20T10:00:00+08:00,always
    """,
    "payees.csv": """
    number,customer,name,account,bank
    1,7,Ann,100000000080,
    2,7,Bo,6217001234567890,Other Bank
    """,
    "passwords.csv": """
    customer,kind,password
    7,query,804716
    """,
    "funds.csv": "code,name,value\n110022,Steady,1.0523\n",
    "holdings.csv": "customer,fund,units\n7,110022,12.5\n",
    "postings.csv": """
    transaction,at,account,kind,amount
    1,2026-11-01T09:00:00+08:00,100000000070,cash-deposit,100.5
    1,2026-11-01T09:00:00+08:00,900000000001,counter-entry,-100.50
    5,2026-11-02T09:00:00+08:00,100000000071,purchase,-1000
    5,2026-11-02T09:00:00+08:00,900000000002,counter-entry,1000.00
    """,
  ]

  private func read(_ files: [String: String]) throws(BankImport.Problems) -> BankContents {
    try BankImport.contents(
      of: files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
  }

  @Test func aSmallBankIsRead() throws {
    let contents = try read(Self.small)
    #expect(contents.customers.map(\.name) == ["王伟", "Ann Lee"])
    #expect(contents.customers[1].dailyLimit == 5_000_00)
    #expect(contents.customers[1].tier == .vip)
    #expect(contents.accounts.count == HouseAccount.allCases.count + 4)
    #expect(contents.lossReports.map(\.until) == [.distantFuture])
    #expect(contents.payees.map(\.bank) == [nil, "Other Bank"])
    #expect(contents.funds.map(\.netAssetValue) == [10_523])
    #expect(contents.holdings.map(\.hundredths) == [1_250])
    #expect(contents.history.map { $0.postings.map(\.amount) } == [[100_50, -100_50], [-1_000_00, 1_000_00]])
    #expect(contents.passwords.count == 1)
    let bank = InMemoryBank(contents: contents)
    #expect(bank.book.audit() == [])
  }

  struct Break: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var problem: String
    var testDescription: String { problem }

    init(_ file: String, _ old: String, _ new: String, _ problem: String) {
      (self.file, self.old, self.new, self.problem) = (file + ".csv", old, new, problem)
    }
  }

  static let breaks: [Break] = [
    Break("customers", "7,王", "seven,王", "customers.csv:2:1: number: it should be a whole number from 1 to 999999999"),
    Break("customers", "8,Ann", "7,Ann", "customers.csv:3:1: number: this customer is there already"),
    Break("customers", "13911113333", "13911112222", "customers.csv:3:29: phone: another customer has this telephone"),
    Break(
      "customers", "13911113333", "8613911113333",
      "customers.csv:3:29: phone: without the country's code it is 13911113333"),
    Break(
      "customers", "12345X", "1234X5", "customers.csv:2:43: id6: it should be six digits, the last of which may be X"),
    Break("customers", "1980-05-06", "1980-02-30", "customers.csv:2:17: birthday: it should be a day, as 2026-11-24"),
    Break("customers", "vip", "gold", "customers.csv:3:11: tier: it should be one of normal, vip, blocked"),
    Break("customers", ",en,", ",fr,", "customers.csv:3:26: language: it should be zh or en"),
    Break("customers", "yes,no,,no", "yes,maybe,,no", "customers.csv:2:54: alerts: it should be yes or no"),
    Break(
      "customers", "Ann Lee", "",
      "customers.csv:3:3: name: it is empty, and should be words, without control characters, of at most 200 bytes"),
    Break(
      "customers", "number,name", "number,nam",
      "customers.csv:1:8: no column \"nam\" here; it is number, name, tier, birthday, language, phone, id6, transfers, alerts, daily_limit, frozen\ncustomers.csv:1:1: the column name is missing"
    ),
    Break(
      "customers", "tier,", "name,",
      "customers.csv:1:13: the column name is there twice\ncustomers.csv:1:1: the column tier is missing"),
    Break("customers", ",no,,no", ",no,no", "customers.csv:2:1: the line has 10 of the heading's 11 values"),
    Break("accounts", "100000000081,8", "100000000080,8", "accounts.csv:5:1: number: this account is there already"),
    Break("accounts", "100000000081", "900000000001", "accounts.csv:5:1: number: this account is there already"),
    Break(
      "accounts", "100000000081,8", "100000000081,9", "accounts.csv:5:14: customer: customers.csv has no customer 9"),
    Break(
      "accounts", "savings,USD", "house,USD",
      "accounts.csv:5:16: kind: it should be one of current, savings, deposit, credit, loan"),
    Break("accounts", "USD", "Usd", "accounts.csv:5:24: currency: it should be a code of ISO 4217, as CNY"),
    Break(
      "accounts", "USD,0", "USD,1",
      "accounts.csv:5:28: credit_limit: a savings account is never overdrawn: it should be 0"),
    Break(
      "accounts", "USD,0", "USD,0.001",
      "accounts.csv:5:28: credit_limit: it should be a decimal from 0.00 to 1000000000000.00, with at most 2 decimals"),
    Break("cards", "0015", "0016", "cards.csv:2:1: number: its last digit doesn't agree with the others (Luhn)"),
    Break("cards", "15,7", "15,8", "cards.csv:2:20: account: it is not this customer's"),
    Break("cards", "debit", "credit", "cards.csv:2:20: account: a credit card has no current account behind it"),
    Break(
      "cards", "always", "never",
      "cards.csv:2:69: stopped_until: it should be an instant, as 2026-11-24T09:30:00+08:00, or always"),
    Break("cards", "100000000070", "100000000079", "cards.csv:2:20: account: accounts.csv has no such account"),
    Break("payees", "2,7,Bo", "1,7,Bo", "payees.csv:3:1: number: this payee is there already"),
    Break(
      "payees", "100000000080", "100000000099",
      "payees.csv:2:9: account: no customer's account here has this number; name the other bank"),
    Break("passwords", "804716", "123456", "passwords.csv:2:9: password: its digits are a run"),
    Break("passwords", "804716", "80471", "passwords.csv:2:9: password: it should be six digits"),
    Break("passwords", "804716", "391111", "passwords.csv:2:9: password: it is part of a number of its owner"),
    Break("passwords", "query", "pin", "passwords.csv:2:3: kind: it should be one of query, transaction"),
    Break(
      "funds", "1.0523", "1.05231",
      "funds.csv:2:15: value: it should be a decimal from 0.0000 to 10000000000.0000, with at most 4 decimals"),
    Break("holdings", "110022", "110023", "holdings.csv:2:3: fund: it should be a fund of funds.csv"),
    Break(
      "postings", "-100.50", "-100.49", "postings.csv:2:1: transaction: the postings of 1 add up to 0.01, not to 0"),
    Break(
      "postings", "-1000\n", "-1000.01\n",
      "postings.csv:4:51: amount: it overdraws the account: the balance would be -1000.01\npostings.csv:4:1: transaction: the postings of 5 add up to -0.01, not to 0"
    ),
    Break(
      "postings",
      "1,2026-11-01T09:00:00+08:00,900000000001,counter-entry,-100.50\n5,2026-11-02T09:00:00+08:00,100000000071,purchase,-1000\n5,",
      "1,2026-11-01T09:00:00+08:00,900000000001,counter-entry,-100.50\n5,2026-11-02T09:00:00+08:00,100000000071,purchase,-1000\n1,",
      "postings.csv:5:1: transaction: its other postings stand further above, apart from this one\npostings.csv:4:1: transaction: the postings of 5 add up to -1000.00, not to 0\npostings.csv:5:1: transaction: the postings of 1 add up to 1000.00, not to 0"
    ),
    Break(
      "postings", "11-02T", "10-02T",
      "postings.csv:4:3: at: it is before the transaction above\npostings.csv:5:3: at: all postings of a transaction have one instant"
    ),
    Break(
      "postings", "100000000071,", "100000000081,",
      "postings.csv:4:51: amount: it overdraws the account: the balance would be -1000.00\npostings.csv:5:29: account: all postings of a transaction are of one currency: USD"
    ),
    Break(
      "postings", "purchase", "bribe",
      "postings.csv:4:42: kind: it should be one of \(Posting.Kind.allCases.map(\.rawValue).joined(separator: ", "))"),
  ]

  private func problems(_ files: [String: String]) -> String? {
    do throws(BankImport.Problems) {
      _ = try read(files)
      return nil
    } catch {
      return error.description
    }
  }

  @Test(arguments: breaks)
  func eachBreakIsToldWhereItStands(_ broken: Break) throws {
    var files = Self.small
    let text = try #require(files[broken.file])
    files[broken.file] = text.replacing(broken.old, with: broken.new, maxReplacements: 1)
    #expect(files[broken.file] != text)
    #expect(problems(files)?.split(separator: "\n").sorted() == broken.problem.split(separator: "\n").sorted())
  }

  @Test func allFilesAreLookedAtAtOnce() throws {
    var files = Self.small
    files["customers.csv"]?.replace("vip", with: "gold")
    files["funds.csv"]?.replace("1.0523", with: "x")
    let found = try #require(problems(files))
    #expect(found.contains("customers.csv:3:11: tier"))
    #expect(found.contains("funds.csv:2:15: value"))
  }

  @Test func whatIsMissingOrStrangeIsTold() {
    var files = Self.small
    files["accounts.csv"] = nil
    files["acounts.csv"] = ""
    #expect(
      problems(files) == """
        acounts.csv:1:1: a bank has no such file; it has customers.csv, accounts.csv, cards.csv, payees.csv, deposits.csv, \
        loans.csv, bills.csv, funds.csv, holdings.csv, rates.csv, exchange-rates.csv, branches.csv, blocked-phones.csv, \
        passwords.csv, postings.csv
        accounts.csv:1:1: this file is missing, and no bank is without it
        """)
    files = Self.small
    files["rates.csv"] = ""
    #expect(problems(files) == "rates.csv:1:1: it has no heading")
  }

  @Test func noSentenceRepeatsAPassword() throws {
    for password in ["123456", "80471x", "1980", "391111", "999999"] {
      var files = Self.small
      files["passwords.csv"] = "customer,kind,password\n7,query,\(password)\n"
      let found = try #require(problems(files))
      #expect(!found.contains(password))
    }
  }

  @Test func problemsPastTheLimitAreCounted() throws {
    let excess = 3
    var files = Self.small
    files["blocked-phones.csv"] =
      "phone\n" + String(repeating: "x\n", count: BankImport.toldProblems + excess)
    do throws(BankImport.Problems) {
      _ = try read(files)
      Issue.record("x is no telephone")
    } catch {
      #expect(error.problems.count == BankImport.toldProblems)
      #expect(error.untold == excess)
      #expect(error.description.hasSuffix("\n... and 3 more"))
    }
  }

  /// A demo bank with every kind of thing, out and in again.
  @Test func whatIsExportedIsImportedToTheSameBank() throws {
    var contents = DemoBank(customers: 60, at: Self.noon).contents
    contents.lossReports = [
      .init(card: contents.cards[0].number, at: Self.noon, until: .distantFuture),
      .init(card: contents.cards[1].number, at: Self.noon, until: Self.noon + .hours(120)),
    ]
    contents.customers[2].dailyLimit = 1_234_56
    contents.customers[3].isFrozen = true
    let files = BankExport.files(of: contents)
    #expect(!files.contains { $0.name == BankFile.passwords.name })
    let again = try BankImport.contents(of: files.map { ($0.name, Array($0.text.utf8)) })
    #expect(again.customers == contents.customers)
    #expect(again.accounts.filter { $0.customer != nil } == contents.accounts.filter { $0.customer != nil })
    #expect(again.cards == contents.cards)
    #expect(again.payees == contents.payees)
    #expect(again.depositTerms == contents.depositTerms)
    #expect(again.loanTerms == contents.loanTerms)
    #expect(again.statements == contents.statements)
    #expect(again.funds == contents.funds)
    #expect(again.holdings == contents.holdings)
    #expect(again.interestRates == contents.interestRates)
    #expect(again.exchangeRates == contents.exchangeRates)
    #expect(again.branches == contents.branches)
    #expect(again.blockedPhones == contents.blockedPhones)
    #expect(again.lossReports == contents.lossReports)
    #expect(again.history == contents.history)
    #expect(again.passwords.isEmpty)
  }
}
