// The configuration among the samples is the reference of all settings: it must be readable and leave none out.

import Bytes
import Foundation
import TestSupport
import Testing

@testable import monzo_export

@Suite struct SampleConfigurationTests {
  @Test func `the sample configuration is read, and has every key that there is`() throws {
    let bytes = try Checkout.bytes("samples/config.json5")
    let configuration = try Configuration(
      parsing: bytes, path: "/samples/config.json5", home: "/home")
    #expect(configuration.archive == "/home/.local/share/monzo-export")
    guard case .object(let members) = try RelaxedJSON(parsing: bytes).value else {
      Issue.record("samples/config.json5 is no object")
      return
    }
    #expect(members.map(\.key).sorted() == Configuration.keys.sorted())
  }
}
