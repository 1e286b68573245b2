import Biofeedback
import Testing

@Suite struct StrideFlagsTests {
  @Test(arguments: [
    "glute-dead", "glute-off hamstring-clipped", "glute-noisy glute-invalid glute-copied", "gap inferred unlike",
    "glute-dead hamstring-dead gap inferred unlike unproven quiet", "",
  ])
  func wordsAreReadAndWritten(text: String) throws {
    let words = text.split(separator: " ").map(String.init)
    #expect(try #require(StrideFlags(words: words)).words == words)
  }

  @Test(arguments: ["glute", "dead", "knee-dead", "glute-unlike", "Gap"]) func otherWordsAreNone(word: String) {
    #expect(StrideFlags(words: ["gap", word]) == nil)
  }

  @Test func emptyMeansThatNothingSpeaksAgainstTheStride() throws {
    for word in ["glute-noisy", "hamstring-dead", "gap", "inferred", "unlike"] {
      #expect(!(try #require(StrideFlags(words: [word])).isEmpty), "\(word)")
    }
    // what was found out about the glute is no fault of the stride
    #expect(try #require(StrideFlags(words: ["unproven", "quiet"])).isEmpty)
  }

  @Test func someFaultsHideTheMuscle() {
    for fault in [ChannelFaults.dead, .invalid, .off, .copied] { #expect(fault.hidesMuscle) }
    for fault in [ChannelFaults.clipped, .noisy] { #expect(!fault.hidesMuscle) }
  }
}
