import Report

/// What has to be said about pictures, besides how to read them.
enum PictureNotes {
  /// How many strides the raster shows.
  static func raster(_ gallery: LegGallery?) -> String {
    guard let raster = gallery?.raster, raster.stridesPerRow > 1 else { return "" }
    return "Of every \(raster.stridesPerRow) strides one is shown, a failing one rather than another."
  }

  /// How many strides the averages rest on.
  static func averages(_ gallery: LegGallery?) -> String {
    guard let gallery, let gait = AverageData.gait(of: gallery) else { return "" }
    let count = { (group: LegGallery.Group) in
      gallery.averages.filter { $0.key.gait == gait && $0.key.group == group }.map(\.value.count).max() ?? 0
    }
    let failing = count(.failing)
    return "Average of \(AnswerWords.grouped(count(.firing))) good \(gait.rawValue) strides"
      + (failing > 0 ? "; dashed: of \(AnswerWords.grouped(failing)) silent or weak ones." : ".")
  }
}
