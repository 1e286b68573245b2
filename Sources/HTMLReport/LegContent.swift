import Biofeedback
import EMGUnits
import Report

/// One leg's part of the page.
struct LegContent {
  let index: Int
  let title: String
  let isNamed: Bool
  let answer: String
  let findings: [String]
  let tiles: [Tile]
  let hasStrides: Bool
  let hasRatio: Bool
  let hasVerdicts: Bool
  let hasCues: Bool
  let hasPictures: Bool
  let rasterMuscle: String
  let rasterNote: String
  let averageNote: String
  let numbers: PageTable
  let course: PageTable
  let trends: PageTable?
  let compensation: PageTable?
  let silentRuns: PageTable?
  let excerpts: [Excerpt]
  let hasExcerpts: Bool

  /// A figure with its name.
  struct Tile {
    let value: String
    let name: String
    /// Draws the eye when it is not good news.
    let kind: String
  }

  /// A stride shown with its signal.
  struct Excerpt {
    let id: String
    let title: String
  }

  init(_ leg: SessionSummary.Leg, index: Int, _ session: ReportedSession, isOnly: Bool) {
    let strides = session.strides(of: leg)
    self.index = index
    isNamed = !isOnly
    title = leg.leg.map { $0.capitalized + " leg" } ?? "Stride by stride"
    answer = AnswerWords.sentence(leg, of: session)
    findings = AnswerWords.findings(leg)
    tiles = LegTiles.tiles(leg, cues: session.summary.kind == "live" ? session.cues(of: leg) : nil)
    hasStrides = !strides.isEmpty
    hasRatio = leg.ratio != nil
    hasVerdicts = strides.contains(where: \.isJudged)
    hasCues = !session.cues(of: leg).isEmpty
    let gallery = session.gallery?.legs.first { $0.leg?.rawValue == leg.leg }
    hasPictures = gallery.map { !$0.raster.rows.isEmpty } ?? false
    rasterMuscle = gallery?.rasterMuscle?.rawValue ?? "glute"
    rasterNote = PictureNotes.raster(gallery)
    averageNote = PictureNotes.averages(gallery)
    numbers = NumbersTable.table(leg)
    course = CourseTable.table(strides)
    trends = TrendTable.table(leg)
    compensation = CompensationTable.table(strides)
    silentRuns = SilentRunTable.table(leg)
    excerpts = ExcerptData.excerpts(gallery).enumerated().map { place, excerpt in
      Excerpt(id: "excerpt-\(index)-\(place)", title: ExcerptWords.title(excerpt, of: gallery))
    }
    hasExcerpts = !excerpts.isEmpty
  }
}
