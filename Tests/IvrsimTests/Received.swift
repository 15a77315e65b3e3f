import LineProtocol
import Testing

/// A line of the server, read.
func received(_ text: String) throws -> ReceivedLine { try #require(ServerLineReader.read(Array(text.utf8)[...])) }
