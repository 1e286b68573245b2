import Biofeedback
import Foundation
import TestSupport

/// True contacts of the right leg, as measured with the recording.
struct StrideTruth {
  let contacts: [Double]

  /// Reads `NAME.events.csv`.
  init(_ name: String) throws {
    let text = try String(contentsOfFile: RealRecordings.path(name), encoding: .utf8)
    contacts = text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      let fields = line.split(separator: ",")
      return fields[1] == "touchdown" && fields[2] == "R" ? Double(fields[0]) : nil
    }
  }

  init(contacts: [Double]) { self.contacts = contacts }

  var medianPeriod: Double { median(zip(contacts.dropFirst(), contacts).map { $0 - $1 }) }

  /// The number, from 1, of the true stride that an instant lies in, and how far into it, 0–1; nil outside.
  func place(_ time: Double) -> (stride: Int, part: Double)? {
    guard let index = contacts.lastIndex(where: { $0 <= time }), index + 1 < contacts.count else { return nil }
    return (index + 1, (time - contacts[index]) / (contacts[index + 1] - contacts[index]))
  }
}

/// How well contacts were found: each true one is matched to the nearest found one within 150 ms, each used once.
struct StrideScore {
  private static let tolerance = 0.15

  private(set) var missed = 0
  private(set) var extra = 0
  /// Mean of found − true, its spread, and the error of the median stride time.
  private(set) var biasMilliseconds = 0.0
  private(set) var spreadMilliseconds = 0.0
  private(set) var periodErrorPercent = 0.0

  init(_ strides: [StrideRecord], against truth: StrideTruth, from start: Double = 0) {
    let wanted = truth.contacts.filter { $0 >= start }
    var found = strides.map(\.contact)
    found += strides.map(\.end).filter { end in strides.allSatisfy { abs($0.contact - end) > 0.02 } }
    found.sort()
    var unused = Set(found.indices)
    var errors: [Double] = []
    for contact in wanted {
      guard let near = unused.min(by: { abs(found[$0] - contact) < abs(found[$1] - contact) }),
        abs(found[near] - contact) <= Self.tolerance
      else {
        missed += 1
        continue
      }
      unused.remove(near)
      errors.append(found[near] - contact)
    }
    guard let first = wanted.first, let last = wanted.last, errors.count > 1 else { return }
    extra = unused.count { found[$0] > first - Self.tolerance && found[$0] < last + Self.tolerance }
    let mean = errors.reduce(0, +) / Double(errors.count)
    biasMilliseconds = 1000 * mean
    spreadMilliseconds =
      1000 * (errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(errors.count)).squareRoot()
    let measured = median(zip(found.dropFirst(), found).map { $0 - $1 })
    periodErrorPercent = 100 * (measured / StrideTruth(contacts: wanted).medianPeriod - 1)
  }
}
