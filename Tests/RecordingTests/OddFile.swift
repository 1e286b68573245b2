/// A file of the WAV family in memory, with chunks and tags around its samples, to be spoilt in one place.
struct OddFile {
  /// How lengths stand in it.
  enum Layout: String, CaseIterable { case riff, rifx, rf64, w64 }

  /// What a sample is.
  struct Sample: Hashable {
    var tag = 1
    var bits = 16
    var bytes = 2
    var isExtensible = false
  }

  /// A number that tells a length.
  struct Field: Hashable {
    let name: String
    let place: Int
    let count: Int
  }

  var name: String
  var bytes: [UInt8] = []
  /// Where chunks, their bodies and what follows them begin.
  private(set) var borders: [Int] = []
  private(set) var fields: [Field] = []
  private(set) var dataStart = 0
  private(set) var dataCount = 0
  var frames = 0
  var frameBytes = 4
  let layout: Layout

  /// Adds everything in order.
  init(
    _ layout: Layout, _ sample: Sample, channels: Int, frames: Int, lead: [UInt8] = [], before: [[UInt8]] = [],
    behind: [[UInt8]] = [], end: [UInt8] = [], name: String
  ) {
    self.layout = layout
    self.frames = frames
    self.name = "\(layout.rawValue) \(sample.bits) bit \(channels) ch, \(name)"
    frameBytes = channels * sample.bytes
    bytes = lead
    borders.append(lead.count)
    let data = Self.samples(frames * frameBytes, sample)
    let start = bytes.count
    switch layout {
    case .riff: bytes += Array("RIFF".utf8)
    case .rifx: bytes += Array("RIFX".utf8)
    case .rf64: bytes += Array("RF64".utf8)
    case .w64:
      bytes += Array("riff".utf8) + [0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0]
    }
    fields.append(Field(name: "file", place: bytes.count, count: layout == .w64 ? 8 : 4))
    bytes += number(0, layout == .w64 ? 8 : 4)
    bytes += layout == .w64 ? Self.longName("wave") : Array("WAVE".utf8)
    if layout == .rf64 {
      let body = bytes.count + 8
      fields.append(Field(name: "ds64 file", place: body, count: 8))
      fields.append(Field(name: "ds64 data", place: body + 8, count: 8))
      fields.append(Field(name: "ds64 frames", place: body + 16, count: 8))
      add("ds64", [UInt8](repeating: 0, count: 28))
    }
    add("fmt ", format(sample, channels))
    for chunk in before { add(String(decoding: chunk.prefix(4), as: UTF8.self), Array(chunk.dropFirst(4))) }
    add("data", data)
    dataStart = borders[borders.count - 2]
    dataCount = data.count
    for chunk in behind { add(String(decoding: chunk.prefix(4), as: UTF8.self), Array(chunk.dropFirst(4))) }
    let whole = bytes.count - start - (layout == .w64 ? 0 : 8)
    if layout == .rf64 {
      set(fields[0], -1)
      set(fields[1], whole)
      set(fields[2], data.count)
      set(fields[3], frames)
      if let field = fields.first(where: { $0.name == "data" }) { set(field, -1) }
    } else {
      set(fields[0], whole)
    }
    bytes += end
    borders.append(bytes.count)
  }

  /// Sets a field.
  mutating func set(_ field: Field, _ value: Int) {
    bytes.replaceSubrange(field.place..<field.place + field.count, with: number(value, field.count))
  }

  /// What a field tells.
  func value(_ field: Field) -> Int {
    let part = bytes[field.place..<field.place + field.count]
    return (layout == .rifx ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  private mutating func add(_ name: String, _ body: [UInt8]) {
    borders.append(bytes.count)
    if layout == .w64 {
      bytes += Self.longName(name)
      fields.append(Field(name: name, place: bytes.count, count: 8))
      bytes += number(body.count + 24, 8)
    } else {
      bytes += Array(name.utf8)
      fields.append(Field(name: name, place: bytes.count, count: 4))
      bytes += number(body.count, 4)
    }
    borders.append(bytes.count)
    bytes += body
    borders.append(bytes.count)
    let alignment = layout == .w64 ? 8 : 2
    // positions count from the container's first byte
    let place = bytes.count - borders[0]
    bytes += [UInt8](repeating: 0, count: (alignment - place % alignment) % alignment)
  }

  private func format(_ sample: Sample, _ channels: Int) -> [UInt8] {
    let frame = channels * sample.bytes
    let tail: [UInt8] = [0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
    return number(sample.isExtensible ? 0xfffe : sample.tag, 2) + number(channels, 2) + number(2000, 4)
      + number(2000 * frame, 4) + number(frame, 2) + number(sample.isExtensible ? 8 * sample.bytes : sample.bits, 2)
      + (sample.isExtensible
        ? number(22, 2) + number(sample.bits, 2) + number(0, 4) + number(sample.tag, 2) + number(0, 2) + tail : [])
  }

  private func number(_ value: Int, _ count: Int) -> [UInt8] {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return layout == .rifx ? little.reversed() : little
  }

  private static func longName(_ name: String) -> [UInt8] {
    let isList = name == "LIST"
    return Array(name.lowercased().utf8)
      + (isList
        ? [0x2f, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0, 0]
        : [0xf3, 0xac, 0xd3, 0x11, 0x8c, 0xd1, 0, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a])
  }

  /// Bytes that are neither zero nor letters, so that none is taken for anything else.
  private static func samples(_ count: Int, _ sample: Sample) -> [UInt8] {
    (0..<count).map { index in
      if sample.tag == 3 {
        return sample.bytes == 4 ? [3, UInt8(index % 199), 7, 0x3e][index % 4] : UInt8(index % 13 + 1)
      }
      return UInt8(128 + (index * 37 + index / 251) % 127)
    }
  }
}
