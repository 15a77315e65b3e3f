// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled under the same rules: Swift 6 mode, existentials spelled `any`,
/// imports private unless said otherwise, members visible only from modules a file imports.
let rules: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Pure: no Foundation, no clock, no I/O, no randomness but seeded values.
func core(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/Core/\(name)", swiftSettings: rules)
}

/// I/O without rules; an adapter never imports another adapter.
func adapter(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/Adapters/\(name)", swiftSettings: rules)
}

/// Who turns the crank of the core.
func driver(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/Drivers/\(name)", swiftSettings: rules)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + [argumentParser], path: "Sources/Tools/\(name)", swiftSettings: rules)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", resources: resources, swiftSettings: rules)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioConcurrency = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "ivrd",
  products: [
    .executable(name: "ivrd", targets: ["ivrd"]),
    .executable(name: "ivrctl", targets: ["ivrctl"]),
    .executable(name: "ivrsim", targets: ["ivrsim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    core("CallModel"),
    core("LineProtocol", ["CallModel"]),
    core("IVR", ["CallModel"]),
    core("ACD", ["CallModel"]),
    core("Ledger", ["CallModel"]),
    core("ServiceCentre", ["CallModel"]),
    core("SwitchboardCore", ["CallModel", "LineProtocol", "IVR", "ACD", "ServiceCentre", collections]),

    adapter("SystemWords", []),
    adapter("Settings", ["CallModel", "IVR", "ACD", "SystemWords", yams, crypto, cryptoExtras]),
    adapter("Store", ["CallModel", "Ledger", "ServiceCentre", "SystemWords", grdb, sqlite, crypto, cryptoExtras]),
    adapter("BankFiles", ["CallModel", "Ledger", "SystemWords"]),
    .target(name: "CPlatform", path: "Sources/Adapters/CPlatform"),
    adapter("SocketServer", ["CallModel", "LineProtocol", "CPlatform", collections, nioCore, nioPosix, logging]),
    adapter("Journal", ["CPlatform"]),
    adapter("LogOutput", ["CallModel", "CPlatform", logging]),
    adapter("BackupFiles", ["CallModel", "SystemWords", crypto]),
    adapter("LineClient", ["CallModel", "LineProtocol"]),
    .systemLibrary(name: "CEpoll", path: "Sources/Adapters/CEpoll"),
    adapter("LineSwarm", ["LineProtocol", "CPlatform", "CEpoll"]),
    adapter("Terminal", ["CallModel", "LineProtocol"]),

    adapter("Wallboard", [nioCore, nioHTTP, nioPosix]),

    driver(
      "JournalReplay",
      ["CallModel", "LineProtocol", "IVR", "ServiceCentre", "SwitchboardCore", "Journal", "Settings"]),
    driver(
      "Daemon",
      [
        "CallModel", "LineProtocol", "IVR", "ACD", "SwitchboardCore", "Settings", "Store", "Journal", "JournalReplay",
        "SocketServer", "Ledger", "ServiceCentre", "Wallboard", "BackupFiles", "LogOutput", "CPlatform", crypto,
        nioCore, nioPosix,
        collections, nioConcurrency,
        logging,
        serviceLifecycle, unixSignals,
      ]),
    driver(
      "Simulation", ["CallModel", "LineProtocol", "IVR", "ACD", "SwitchboardCore", "Ledger", "ServiceCentre", heap]),

    tool("ivrd", ["CallModel", "Daemon", "LogOutput", "Wallboard", logging]),
    tool(
      "ivrctl",
      [
        "CallModel", "LineProtocol", "IVR", "ACD", "Ledger", "ServiceCentre", "SwitchboardCore", "Simulation",
        "Settings", "Store", "BankFiles", "BackupFiles", "Journal", "JournalReplay", "LineClient", "Terminal",
        "CPlatform", "SystemWords", crypto,
      ]),
    tool(
      "ivrsim",
      [
        "CallModel", "LineProtocol", "IVR", "Ledger", "ACD", "ServiceCentre", "SwitchboardCore", "Simulation",
        "Settings", "Store", "Journal", "JournalReplay", "LineClient", "LineSwarm", "Terminal", "CPlatform",
        "SystemWords", histogram,
      ]),

    tests("ACDTests", ["ACD", "CallModel"]),
    tests("AnalysisTests", ["IVR", "ACD", "Settings", "Simulation", "SwitchboardCore", "CallModel"]),
    .target(
      name: "FuzzTargets",
      dependencies: ["CallModel", "LineProtocol", "Settings", "Journal", "JournalReplay", "SwitchboardCore"],
      path: "Tests/FuzzTargets", swiftSettings: rules),
    tests("CorpusTests", ["FuzzTargets"]),
    tests("CallModelTests", ["CallModel"]),
    tests("IVRTests", ["IVR", "CallModel"]),
    tests("IvrctlTests", ["ivrctl", "CallModel", "Journal", "Store", "Terminal", argumentParser, grdb, crypto]),
    tests("TerminalTests", ["Terminal", "LineProtocol", "CallModel"]),
    tests("JournalTests", ["Journal"]),
    tests("LedgerTests", ["Ledger", "CallModel"]),
    tests("ServiceCentreTests", ["ServiceCentre", "CallModel"]),
    tests("LogOutputTests", ["LogOutput", "CPlatform", logging]),
    tests("BackupFilesTests", ["BackupFiles", "CallModel"]),
    tests("BankFilesTests", ["BankFiles", "Ledger", "CallModel"]),
    tests("StoreTests", ["Store", "Ledger", "ServiceCentre", "CallModel", grdb]),
    tests("LineProtocolTests", ["LineProtocol", "CallModel"]),
    tests(
      "SettingsTests",
      ["Settings", "CallModel", "IVR", "ACD", "Ledger", "ServiceCentre", "Simulation", "SwitchboardCore"],
      resources: [.copy("reference-menu.tsv")]),
    tests(
      "SocketServerTests",
      [
        "SocketServer", "LineClient", "LineProtocol", "CallModel", "CPlatform", collections, nioCore, nioPosix,
        logging,
      ]),
    tests(
      "LineClientTests",
      ["LineClient", "SocketServer", "LineProtocol", "CallModel", collections, nioCore, nioPosix, logging]),
    tests(
      "ProtocolDocumentTests",
      [
        "Simulation", "SwitchboardCore", "Settings", "SocketServer", "Daemon", "LineProtocol", "IVR", "ServiceCentre",
        "CallModel",
      ]),
    tests("LineSwarmTests", ["LineSwarm"]),
    tests(
      "IvrsimTests",
      [
        "ivrsim", "CallModel", "Ledger", "ACD", "Simulation", "SwitchboardCore", "Settings", "Store", "LineClient",
        "LineProtocol", "LineSwarm",
        "Terminal", argumentParser,
      ], resources: [.copy("queueing-oracle.json"), .copy("more-queueing-models.json")]),
    tests("SimulationTests", ["Simulation", "CallModel", "ACD"]),
    tests("SourceRulesTests", []),
    tests(
      "DaemonTests",
      [
        "Daemon", "CallModel", "LineProtocol", "SocketServer", "Journal", "JournalReplay", "SwitchboardCore", "IVR",
        "ACD", crypto, logging, nioCore, nioPosix,
      ]),
    tests("WallboardTests", ["Wallboard", nioCore, nioPosix]),
    tests(
      "EndToEndTests",
      ["ivrd", "ivrctl", "ivrsim", "LineClient", "Settings", "Store", "Ledger", "CallModel", "Journal"]),
    tests("ScenarioTests", ["Simulation", "SwitchboardCore", "Settings", "IVR", "ACD", "CallModel"]),
    tests("SwitchboardTests", ["SwitchboardCore", "CallModel", "LineProtocol", "IVR", "ACD", "ServiceCentre"]),
  ],
  swiftLanguageModes: [.v6]
)

// Only for scripts/fuzz.sh: a program whose entry is libFuzzer's.
if Context.environment["IVRD_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ivrfuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer",
      swiftSettings: rules + [.unsafeFlags(["-parse-as-library"])],
      // gold fails on what the sanitizers add.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]))
}
