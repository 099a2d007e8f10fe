// The libcurl of this machine, and machines that have none, an old one, or something else of that name.

import Testing

@testable import Connect

@Suite struct CurlLibraryTests {
  @Test func `the one of this machine is found`() throws {
    #expect(throws: Never.self) { try CurlLibrary.system.get() }
  }

  @Test func `a machine without it gets an error with its name`() {
    #expect(throws: ConnectError.noLibCurl(name: "libcurl-of-nobody.so.4", .missing)) {
      try CurlLibrary(named: "libcurl-of-nobody.so.4")
    }
  }

  #if os(Linux)
    @Test func `another library of that name is not used`() {
      #expect(throws: ConnectError.noLibCurl(name: "libc.so.6", .foreign)) {
        try CurlLibrary(named: "libc.so.6")
      }
    }
  #endif

  @Test func `a version from before the one that is needed is not used`() {
    let error = #expect(throws: ConnectError.self) {
      try CurlLibrary(named: CurlLibrary.usualName, atLeast: 0xFF_01_02)
    }
    guard case .noLibCurl(_, .old(let version, let wanted)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(wanted == "255.1.2")
    #expect(version.split(separator: ".").count == 3 && !version.hasPrefix("0."))
  }
}
