import FuzzTargets
import Glibc

/// The entry that libFuzzer calls with each input; scripts/fuzz.sh builds it. `IVRD_FUZZ_TARGET` says what is fuzzed.
private let target: FuzzTarget = {
  guard let name = getenv("IVRD_FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
    fatalError("IVRD_FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
