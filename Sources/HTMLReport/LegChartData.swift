import Biofeedback
import Report

/// What is drawn of one leg.
struct LegChartData: Encodable {
  let name: String?
  let strides: StrideRows
  let cues: CueRows
  let course: MedianRows
  let histogram: Histogram?
  let averages: [AverageData]
  let windows: [Window]
  let unit: String
  let raster: RasterData?
  let trends: [TrendData]
  let compensation: [CompensationData]
  let excerpts: [ExcerptData]

  /// When a muscle's main burst lies, in % of the stride after contact.
  struct Window: Encodable {
    let muscle: String
    let on: Double
    let off: Double
  }

  init(_ leg: SessionSummary.Leg, _ session: ReportedSession) {
    let strides = session.strides(of: leg)
    let gallery = session.gallery?.legs.first { $0.leg?.rawValue == leg.leg }
    let levels = ReferenceLevels(leg, gait: gallery.flatMap(AverageData.gait))
    name = leg.leg
    self.strides = StrideRows(strides)
    cues = CueRows(session.cues(of: leg))
    course = MedianRows(strides)
    histogram = Histogram(strides)
    averages = gallery.map { AverageData.all($0, levels) } ?? []
    windows = levels.windows
    unit = levels.unit
    raster = gallery.flatMap { RasterData($0, levels) }
    trends = TrendData.all(leg, strides)
    compensation = Compensation.all(strides).map(CompensationData.init)
    excerpts = ExcerptData.excerpts(gallery).map { ExcerptData($0, session.summary) }
  }
}
