/// Patterns of running, each the median over strides of the EMG's RMS (30–450 Hz) in 64 phases from contact to
/// contact, smoothed over 4 % of the stride, the quietest phase taken off in power and told as rest.
///
/// `level`, `downhill`: one man on a treadmill at 3.33 m/s (EMG_Analysis, Apache-2.0), left leg, 27 and 20 strides; the
/// clock of his contacts is known to ± 40 ms. `overground`: another runner over ground (MOtoNMS test data), force plate on
/// the same clock, two different strides.
enum MeasuredRuns {
  static let level = ActivityPattern(
    stridesPerMinute: 96.0, glute: 142, gluteRest: 5.4, hamstring: 334, hamstringRest: 5.5,
    glutePercent: [
      100, 93, 88, 78, 62, 63, 58, 50, 42, 32, 21, 14, 8, 4, 4, 4,
      6, 7, 8, 8, 8, 6, 4, 3, 1, 1, 2, 4, 5, 6, 7, 8,
      10, 10, 9, 8, 7, 7, 7, 6, 4, 3, 2, 1, 0, 2, 5, 6,
      8, 10, 13, 15, 17, 19, 20, 19, 21, 26, 37, 52, 66, 76, 87, 95,
    ],
    hamstringPercent: [
      57, 62, 64, 62, 75, 84, 94, 100, 98, 81, 70, 56, 41, 30, 21, 14,
      10, 6, 4, 3, 3, 2, 2, 1, 0, 1, 2, 3, 4, 4, 3, 3,
      2, 2, 3, 3, 3, 3, 3, 5, 6, 6, 7, 6, 6, 11, 20, 33,
      49, 61, 66, 59, 46, 50, 56, 61, 56, 52, 46, 35, 30, 29, 40, 48,
    ])
  static let downhill = ActivityPattern(
    stridesPerMinute: 93.8, glute: 92.9, gluteRest: 4.6, hamstring: 217, hamstringRest: 6.5,
    glutePercent: [
      71, 56, 43, 35, 29, 25, 18, 11, 6, 2, 2, 5, 7, 11, 15, 17,
      20, 21, 22, 21, 18, 14, 10, 7, 4, 3, 3, 3, 4, 6, 6, 6,
      7, 7, 8, 8, 8, 7, 6, 4, 2, 1, 0, 5, 9, 13, 21, 27,
      31, 32, 33, 30, 31, 35, 38, 40, 46, 52, 67, 78, 85, 93, 100, 87,
    ],
    hamstringPercent: [
      19, 19, 19, 20, 21, 24, 29, 42, 56, 62, 60, 48, 43, 43, 45, 43,
      40, 33, 25, 18, 14, 10, 8, 6, 5, 5, 5, 6, 6, 6, 5, 3,
      2, 0, 2, 3, 5, 5, 6, 6, 8, 9, 10, 13, 19, 26, 37, 48,
      73, 97, 100, 97, 80, 73, 65, 69, 70, 55, 45, 37, 28, 21, 20, 18,
    ])
  static let overground = ActivityPattern(
    stridesPerMinute: 92.1, glute: 443, gluteRest: 4.8, hamstring: 785, hamstringRest: 12,
    glutePercent: [
      91, 100, 94, 82, 76, 72, 69, 58, 45, 34, 23, 14, 9, 5, 5, 6,
      7, 6, 7, 6, 4, 2, 1, 1, 1, 0, 0, 1, 1, 2, 2, 3,
      3, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1, 1, 2, 3, 4, 7,
      8, 11, 15, 19, 20, 18, 16, 14, 13, 12, 12, 13, 19, 30, 48, 72,
    ],
    hamstringPercent: [
      49, 41, 35, 32, 34, 34, 35, 33, 28, 25, 24, 24, 23, 21, 18, 15,
      13, 12, 9, 7, 6, 5, 4, 3, 2, 0, 0, 2, 4, 6, 8, 10,
      10, 9, 6, 4, 3, 3, 3, 2, 1, 1, 2, 3, 3, 3, 2, 2,
      4, 9, 15, 21, 28, 35, 42, 47, 53, 62, 75, 88, 100, 95, 77, 63,
    ])
}
