import Foundation

/// Numbers computed elsewhere, stored as JSON in the folder `Fixtures` beside a test.
package func fixture<Content: Decodable>(
  _ name: String, as type: Content.Type = Content.self, besides file: String = #filePath
) throws -> Content {
  let path = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/\(name).json")
  return try JSONDecoder().decode(type, from: Data(contentsOf: path))
}
