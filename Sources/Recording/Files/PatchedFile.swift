import CSndFile
import Glibc

/// A file of which some bytes are read as others than those on the disk, for libsndfile (`SF_VIRTUAL_IO`).
///
/// A FLAC decoder stops at the number of frames that the header tells, though more may follow. Threads: one at a time.
final class PatchedFile {
  private let file: FileDescriptor
  private let patch: [UInt8]
  private let patchStart: Int
  private var position = 0

  /// `bytes` stand in the place of those from `start` on.
  init(_ file: FileDescriptor, _ bytes: [UInt8], at start: Int) {
    (self.file, patch, patchStart) = (file, bytes, start)
  }

  /// For libsndfile, which must not outlive this object.
  var userData: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// What libsndfile calls with `userData`.
  static let calls = SF_VIRTUAL_IO(
    get_filelen: { sf_count_t(PatchedFile.from($0)?.file.length ?? 0) },
    seek: { offset, origin, file in sf_count_t(PatchedFile.from(file)?.seek(Int(offset), origin) ?? -1) },
    read: { data, count, file in
      guard let data, let file = PatchedFile.from(file) else { return 0 }
      return sf_count_t(file.read(into: data, Int(count)))
    },
    write: { _, _, _ in 0 },
    tell: { sf_count_t(PatchedFile.from($0)?.position ?? 0) })

  private static func from(_ userData: UnsafeMutableRawPointer?) -> PatchedFile? {
    userData.map { Unmanaged<PatchedFile>.fromOpaque($0).takeUnretainedValue() }
  }

  private func seek(_ offset: Int, _ origin: CInt) -> Int {
    let base = origin == SEEK_CUR ? position : origin == SEEK_END ? file.length : 0
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return position
  }

  private func read(into data: UnsafeMutableRawPointer, _ count: Int) -> Int {
    guard count > 0, let bytes = try? file.bytes(at: position, count: count) else { return 0 }
    for (index, byte) in bytes.enumerated() {
      let place = position + index - patchStart
      data.storeBytes(of: patch.indices.contains(place) ? patch[place] : byte, toByteOffset: index, as: UInt8.self)
    }
    position += bytes.count
    return bytes.count
  }
}
