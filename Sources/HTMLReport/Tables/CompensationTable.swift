import Report

/// What the other muscles did while the glute failed, in numbers.
enum CompensationTable {
  /// Nil when there is nothing to compare.
  static func table(_ strides: LegStrides) -> PageTable? {
    let muscles = Compensation.all(strides)
    guard !muscles.isEmpty else { return nil }
    return PageTable(
      caption: "Activation in % of the reference: median (middle 50 %)",
      head: ["", "Glute fired", "Glute silent or weak", "Difference", "95 % interval"],
      rows: muscles.map { muscle in
        let signed = { (value: Double) in NumberText.signed(value, 0) }
        return PageTable.Row(
          name: MuscleWords.name(muscle.muscle.rawValue),
          cells: [
            NumberText.spread(muscle.firing, 0), NumberText.spread(muscle.failing, 0), signed(muscle.difference),
            NumberText.range(signed(muscle.interval.lowerBound), signed(muscle.interval.upperBound)),
          ])
      })
  }
}
