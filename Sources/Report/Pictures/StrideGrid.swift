/// The points at which a stride's envelope is kept for pictures: from 30 % of the stride before initial contact, so that
/// the hamstring's burst before contact is seen whole, to the next contact, 1 % apart.
package enum StrideGrid {
  /// Points.
  package static let count = 131
  /// The first point, in % of the stride after contact.
  package static let firstPercent = -30
  /// Columns of the raster, two points each.
  package static let columns = 65
}
