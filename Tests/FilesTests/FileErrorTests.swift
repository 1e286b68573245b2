import Files
import Glibc
import Testing

@Suite struct FileErrorTests {
  /// What a code of the system means depends on what was being done.
  @Test(arguments: [
    (FileError.Step.opening, ENOENT, FileError.Meaning.missing), (.opening, ENOTDIR, .missing),
    (.opening, EACCES, .notPermitted), (.creating, EROFS, .notPermitted), (.opening, EROFS, .other),
    (.creating, EEXIST, .exists), (.writing, ENOSPC, .full), (.writing, EDQUOT, .full), (.writing, EFBIG, .full),
    (.reading, EISDIR, .kind(.folder)), (.opening, ENXIO, .kind(.socket)), (.reading, EIO, .other),
  ])
  func aCodeHasAMeaning(step: FileError.Step, code: CInt, meaning: FileError.Meaning) {
    #expect(FileError(step, "call", code: code).meaning == meaning)
  }

  @Test func theReasonIsTheSystemsOrTheLibrarys() {
    #expect(FileError(.reading, "pread", code: EIO, words: "Odd.").reason == "Input/output error")
    #expect(FileError(.reading, "sf_seek", code: 0, words: "Bad seek.").reason == "Bad seek")
    #expect(FileError(.reading, "sf_seek", code: 0).reason == "sf_seek failed")
    #expect(
      FileError(.opening, .tooLarge(mostBytes: 1 << 20)).reason
        == "it is larger than 1 MiB, which no text of this kind is")
  }
}
