/// A fixed run of samples with one owner: allocated once, all zero, freed with its owner.
struct SampleBuffer: ~Copyable {
  /// Valid as long as the buffer lives.
  let samples: UnsafeMutableBufferPointer<Float>

  init(count: Int) {
    samples = .allocate(capacity: count)
    samples.initialize(repeating: 0)
  }

  /// The samples as values that outlive the buffer.
  var copied: [Float] { [Float](samples) }

  deinit { samples.deallocate() }
}
