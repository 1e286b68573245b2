import Biofeedback
import EMGUnits
import Recording

/// Why a value cannot be used, without where it was written.
enum SettingRefusal: Error, Hashable {
  /// Allowed would be this.
  case allowed(String)
  /// For another reason, as a sentence.
  case reason(String)
}

extension SettingDefinition {
  /// Reads a value.
  func value(_ written: WrittenValue) throws(SettingRefusal) -> SettingValue {
    switch (type, written) {
    case (.map, .plain(let text)), (.map, .quoted(let text)):
      return .word(try map(text).description)
    case (.number(let range, let zero), .plain(let text)):
      guard let number = DecimalNumber.value(text) else { throw .allowed("a number, \(allowed)") }
      guard range.contains(number) || zero && number == 0 else { throw .allowed(allowed) }
      return .number(number)
    case (.number, _):
      throw .allowed("a number, \(allowed)")
    case (.band, .list(let corners)):
      return .band(try band(corners))
    case (.band, .plain(let text)):
      let corners = text.filter { !"[] ".contains($0) }.split(separator: ",", omittingEmptySubsequences: false)
      return .band(try band(corners.map(String.init)))
    case (.choice(let words), .plain(let text)), (.choice(let words), .quoted(let text)):
      guard words.contains(text) else { throw .allowed(allowed) }
      return .word(text)
    case (.truth, .plain(let text)):
      guard let value = Bool(text.lowercased()) else { throw .allowed(allowed) }
      return .truth(value)
    case (.file, .plain(let text)), (.file, .quoted(let text)):
      guard !text.isEmpty else { throw .allowed(allowed) }
      return .word(text)
    case (.aim, .plain(let text)), (.aim, .quoted(let text)):
      do { return .word(try Aim.parsing(text)?.description ?? "none") } catch { throw .reason(error.message) }
    case (.name, .plain(let text)), (.name, .quoted(let text)):
      guard let name = PersonName(text) else { throw .allowed(allowed) }
      return .word(name.text)
    case (.map, _), (.band, _), (.choice, _), (.truth, _), (.file, _), (.aim, _), (.name, _):
      throw .allowed(allowed)
    }
  }

  private func map(_ text: String) throws(SettingRefusal) -> WrittenChannelMap {
    do { return try WrittenChannelMap(parsing: text).withGluteOrHamstring() } catch { throw .reason(error.message) }
  }

  private func band(_ corners: [String]) throws(SettingRefusal) -> FrequencyBand {
    let numbers = corners.compactMap(DecimalNumber.value)
    guard corners.count == 2, numbers.count == 2, numbers[0] > 0, 2 * numbers[0] <= numbers[1] else {
      throw .allowed(allowed)
    }
    return FrequencyBand(low: Hertz(numbers[0]), high: Hertz(numbers[1]))
  }
}
