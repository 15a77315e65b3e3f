import CallModel
import Settings
import Testing

@Suite struct AgentPasswordTests {
  private func secret(_ text: String) -> Secret { Secret(Array(text.utf8)) }

  /// PBKDF2-HMAC-SHA256 of "password", computed with Python's hashlib.
  @Test func agreesWithAnotherImplementation() throws {
    let password = try #require(
      AgentPassword("pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$JeuGrMduQwGPGLmo+Qwv7UYtHHmeg9SK49fGkEamC2c="))
    #expect(password.verify(secret("password")))
    #expect(!password.verify(secret("passwore")))
    #expect(!password.verify(secret("")))
  }

  @Test func aNewHashVerifiesItsPasswordAndNoOther() {
    let made = AgentPassword.make(secret("正确"), rounds: 1_000)
    #expect(made.verify(secret("正确")))
    #expect(!made.verify(secret("正確")))
    #expect(AgentPassword(made.text) == made)
    #expect(made.text.hasPrefix("pbkdf2-sha256$1000$"))
  }

  @Test func eachHashHasASaltOfItsOwn() {
    let first = AgentPassword.make(secret("demo"), rounds: 1_000)
    #expect(first.text != AgentPassword.make(secret("demo"), rounds: 1_000).text)
  }

  @Test func theSameSaltGivesTheSameHash() {
    let salt = [UInt8](0..<16)
    let made = AgentPassword.make(secret("demo"), rounds: 1_000, salt: salt)
    #expect(made == AgentPassword.make(secret("demo"), rounds: 1_000, salt: salt))
  }

  @Test(arguments: [
    "", "demo", "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==",
    "pbkdf2-sha1$1000$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
    "pbkdf2-sha256$999$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
    "pbkdf2-sha256$10000001$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
    "pbkdf2-sha256$1000$AAEC$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
    "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$5V4G",
    "pbkdf2-sha256$1000$!!!!$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
  ])
  func whatIsNoHashIsRefused(_ text: String) { #expect(AgentPassword(text) == nil) }

  @Test func printsAsNothing() {
    let made = AgentPassword.make(secret("demo"), rounds: 1_000)
    var dumped = ""
    dump(made, to: &dumped)
    for shown in ["\(made)", String(reflecting: made), dumped] { #expect(!shown.contains("1000$")) }
  }
}
