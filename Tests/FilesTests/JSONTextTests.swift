import Files
import Foundation
import Testing

@Suite struct JSONTextTests {
  private struct Sample: Codable, Equatable {
    var fullScaleMv: Double?
    var path: String
  }

  @Test func keysAreSortedAndInSnakeCase() throws {
    let sample = Sample(fullScaleMv: 5, path: "a/b")
    #expect(try JSONText.text(sample) == "{\n  \"full_scale_mv\" : 5,\n  \"path\" : \"a/b\"\n}\n")
    #expect(try JSONText.text(sample, keys: .asNamed) == "{\n  \"fullScaleMv\" : 5,\n  \"path\" : \"a/b\"\n}\n")
    #expect(try String(decoding: JSONText.compact(sample), as: UTF8.self) == "{\"full_scale_mv\":5,\"path\":\"a\\/b\"}")
    #expect(try JSONText.read(Sample.self, try JSONText.bytes(sample)) == sample)
  }

  @Test(arguments: [
    ("{\"a\": 01}", "near line 1, column 8: number with leading zero"), ("{\"a\": 1", "it ends too early"),
    ("{\n  \"ü\": x}", "near line 2, column 8: invalid value"),
    ("[{\"a\": 1}, {\"a\": 1, \"b\": [], \"a\": 2}]", "near line 1, column 30: “a” is given twice; keep one of them"),
  ])
  func aFaultIsToldWithItsPlace(text: String, place: String) {
    #expect(throws: JSONFault.self) { try JSONText.value(Array(text.utf8)) }
    do { _ = try JSONText.value(Array(text.utf8)) } catch { #expect(error.place == place) }
  }

  @Test func valuesKeepTheirTypes() throws {
    let value = try JSONText.value(Array("\u{FEFF}{\"b\": [true, 1, \"1\", null, 0.5]}".utf8))
    #expect(value == .object(["b": .array([.bool(true), .number(1), .string("1"), .null, .number(0.5)])]))
    #expect(value.description == "{\"b\": [true, 1, \"1\", null, 0.5]}")
  }
}
