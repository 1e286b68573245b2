import Biofeedback
import Testing

/// Which failing strides are told while feedback fades. `-` fails, `+` does not.
@Suite struct FadedFeedbackTests {
  private func feedback(after strides: String) -> FadedFeedback {
    var feedback = FadedFeedback()
    for stride in strides { feedback.add(isFailing: stride == "-") }
    return feedback
  }

  private func many(_ stride: Character, _ count: Int) -> String { String(repeating: stride, count: count) }

  @Test func everyFailureIsToldAtFirst() {
    var feedback = FadedFeedback()
    for _ in 0..<9 {
      feedback.add(isFailing: true)
      #expect(feedback.takeFailure() == true)
    }
    #expect(feedback.interval == 1)
  }

  @Test func theIntervalDoublesWithEachGoodWindowUpToEight() {
    for (windows, interval) in [(0, 1), (1, 2), (2, 4), (3, 8), (4, 8), (10, 8)] {
      #expect(feedback(after: many("+", windows * FadedFeedback.window)).interval == interval, "\(windows) windows")
    }
    #expect(FadedFeedback.longest == 8)
  }

  @Test func fiveFailuresBringItBack() {
    let good = many("+", 3 * FadedFeedback.window)
    #expect(feedback(after: good + "----").interval == 8)
    #expect(feedback(after: good + "-----").interval == 1)
  }

  /// One of eight: the first failing stride and the ninth.
  @Test func theShareIsExact() {
    var feedback = feedback(after: many("+", 3 * FadedFeedback.window))
    #expect((0..<17).filter { _ in feedback.takeFailure() } == [0, 8, 16])
  }

  /// A sound in every stride that changes nothing teaches nothing; the next good stride brings all of them back.
  @Test func aFloodIsToldLessAndLess() {
    for (failures, interval) in [(10, 1), (11, 2), (20, 2), (21, 4), (31, 8), (61, 8)] {
      #expect(feedback(after: many("-", failures)).interval == interval, "\(failures) failures")
    }
    #expect(feedback(after: many("-", 31) + "+").interval == 1)
    #expect(FadedFeedback.flood == 10)
  }
}
