import Biofeedback
import Report
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
    #expect(raster.amplitudes.count == 100 * StrideGrid.columns && raster.amplitudes[StrideGrid.columns] == 2)
  }

  @Test func memoryIsBounded() {
    let raster = raster(limit: 100, strides: 10_000)
    #expect(raster.rows.count <= 100 && raster.amplitudes.count == raster.rows.count * StrideGrid.columns)
    #expect(raster.rows.map(\.stride) == raster.rows.map(\.stride).sorted())
  }

  @Test func aSilentStrideOutlivesItsNeighbours() {
    let silent: Set = [7, 333, 640, 1000]
    let raster = raster(limit: 100, strides: 1000, silent: silent)
    #expect(raster.stridesPerRow == 16)
    let rows = raster.rows.enumerated().filter { $0.element.verdict == .silent }
    #expect(Set(rows.map(\.element.stride)) == silent)
    // each with its own amplitudes
    for (place, row) in rows { #expect(raster.amplitudes[place * StrideGrid.columns] == Float(row.stride)) }
  }
}
