import Files
import Recording
import Testing

@Suite struct NameOnDiskTests {
  @Test(
    arguments: [
      Array("run.wav".utf8), Array("läufer/日本.wav".utf8), [0x6C, 0xE4, 0x75, 0x66, 0x65, 0x72],
      [0xFF, 0xC3, 0xBC, 0x80],
      [0xE2, 0x82], [0xF0, 0x9F, 0x91], [0x80],
    ] as [[UInt8]])
  func everyNameComesBackByteForByte(bytes: [UInt8]) {
    let name = String(nameOnDisk: bytes)
    #expect(name.onDisk.map { UInt8(bitPattern: $0) } == bytes + [0])
  }

  @Test func peopleSeeTheBytes() {
    #expect(String(nameOnDisk: [0x6C, 0xE4, 0x75]).shownName == "l\\xE4u" && "läufer".shownName == "läufer")
  }

  @Test func aSidecarLiesBesideAnOddNameToo() {
    let name = String(nameOnDisk: Array("l".utf8) + [0xE4] + Array(".wav".utf8))
    #expect(Sidecar.path(beside: name).onDisk.map { UInt8(bitPattern: $0) } == [0x6C, 0xE4] + Array(".json\0".utf8))
  }
}
