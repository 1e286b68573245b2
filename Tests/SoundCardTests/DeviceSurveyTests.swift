import SoundCard
import TestSupport
import Testing

/// What there is, with what it can do.
@Suite struct DeviceSurveyTests {
  private func found(_ card: VirtualSoundCard) -> [DeviceDescription] {
    DeviceSurvey().devices.filter { $0.name == card.name }
  }

  @Test func aCardIsFoundInBothDirections() throws {
    var device = VirtualDevice()
    device.rates = [44_100, 48_000]
    device.furtherFormats = [.s16]
    device.furtherChannels = [1]
    let card = try VirtualSoundCard(device)
    let devices = found(card)
    #expect(devices.map(\.direction) == ["capture", "playback"])
    for device in devices {
      let abilities = try #require(device.abilities)
      #expect(device.title == "EMG simulator \(card.name)" && device.trouble == nil)
      #expect(abilities.channels == [1, 2] && abilities.ratesHz == [44_100, 48_000])
      #expect(abilities.rateRangeHz == [44_100, 48_000] && abilities.formats == ["S32", "S16"])
    }
  }

  @Test func aBusyCardIsListedWithTheReason() throws {
    let card = try VirtualSoundCard(VirtualDevice())
    card.occupy()
    let devices = found(card)
    #expect(devices.count == 2 && devices.allSatisfy { $0.abilities == nil && !$0.isLikely })
    #expect(devices.allSatisfy { $0.trouble?.hasPrefix("alsa:\(card.name) is in use by another program.") == true })
  }

  @Test func aCardThatIsUnpluggedIsNotListed() throws {
    let card = try VirtualSoundCard(VirtualDevice())
    card.pull(.playback)
    #expect(found(card).map(\.direction) == ["capture"])
  }
}
