import PageFiles

extension PageFile {
  /// Its content.
  package var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: start, count: count)) }
}
