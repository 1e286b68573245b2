import EMGUnits

/// Which row of the signal chain carries what for one leg; −1 where nothing does.
package struct LegChannels: Sendable, BitwiseCopyable {
  package let leg: Side?
  /// In the order of `Muscle.allCases`.
  package let rows: InlineArray<5, Int>
  package let contactRow: Int

  /// Row of a muscle, or −1.
  @_noLocks package func row(_ muscle: Muscle) -> Int { rows[muscle.place] }

  /// The legs that a map speaks of. A role without a side belongs to every leg.
  package static func legs(of map: ChannelMap) -> [LegChannels] {
    let sides = Side.allCases.filter { side in map.entries.contains { $0.role.side == side } }
    let legs: [Side?] = sides.isEmpty ? [nil] : sides
    return legs.map { leg in
      let row = { (signal: Signal) -> Int in map.place(of: signal, leg: leg) ?? -1 }
      let rows = InlineArray<5, Int> { row(.muscle(Muscle.allCases[$0])) }
      return LegChannels(leg: leg, rows: rows, contactRow: row(.contact))
    }.filter { $0.rows[0] >= 0 || $0.rows[1] >= 0 }
  }
}
