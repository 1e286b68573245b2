import Biofeedback
import SessionResults
import Testing

@Suite struct StrideRasterTests {
  private func raster(limit: Int, strides: Int, silent: Set<Int> = []) -> StrideRaster {
    var raster = StrideRaster(limit: limit)
    for number in 1...strides {
      let stride = MadeStride.stride(number, silent.contains(number) ? .silent : .firing)
      raster.add(stride, [Float](repeating: Float(number), count: StrideGrid.count))
    }
    return raster
  }

  @Test func everyStrideIsARowUpToTheLimit() {
    let raster = raster(limit: 100, strides: 100)
    #expect(raster.stridesPerRow == 1 && raster.rows.map(\.stride) == Array(1...100))
    #expect(raster.amplitude(1, 0) == 2 && raster.amplitude(99, StrideGrid.columns - 1) == 100)
  }

  @Test func memoryIsBounded() {
    let raster = raster(limit: 100, strides: 10_000)
    #expect(raster.rows.count <= 100)
    #expect(raster.rows.map(\.stride) == raster.rows.map(\.stride).sorted())
  }

  @Test func aSilentStrideOutlivesItsNeighbours() {
    let silent: Set = [7, 333, 640, 1000]
    let raster = raster(limit: 100, strides: 1000, silent: silent)
    #expect(raster.stridesPerRow == 16)
    let rows = raster.rows.enumerated().filter { $0.element.verdict == .silent }
    #expect(Set(rows.map(\.element.stride)) == silent)
    // each with its own amplitudes
    for (place, row) in rows { #expect(raster.amplitude(place, 0) == Float(row.stride)) }
  }

  /// Steps are 255 of the row's highest amplitude, so that rounding moves none by more than half of one.
  @Test func amplitudesAreKeptToHalfAStep() {
    let profile = (0..<StrideGrid.count).map { Float($0 / 2) * 0.001 }
    var raster = StrideRaster(limit: 2)
    raster.add(MadeStride.stride(1, .firing), profile)
    let step = 0.064 / Float(255)
    for column in 0..<StrideGrid.columns {
      #expect(abs(raster.amplitude(0, column) - Float(column) * 0.001) <= 0.501 * step)
    }
  }

  @Test func silenceIsARowOfZeros() {
    var raster = StrideRaster(limit: 2)
    raster.add(MadeStride.stride(1, .firing), [Float](repeating: 0, count: StrideGrid.count))
    #expect((0..<StrideGrid.columns).allSatisfy { raster.amplitude(0, $0) == 0 })
  }
}
