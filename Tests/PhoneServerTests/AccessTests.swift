import Foundation
import TestSupport
import Testing

import PhoneServer

@Suite struct AccessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func access() throws -> Access { try Access(path: folder["access.json"]) }

  private static func wrong(_ code: String) -> String { code == "000000" ? "000001" : "000000" }

  @Test func theCodeOfTheOwnerLetsAnOwnerInForGood() throws {
    let access = try access()
    #expect(access.ownerCode.wholeMatch(of: /[0-9]{6}/) != nil)
    guard case .paired(let device, let token) = try access.pair(code: access.ownerCode, name: "phone") else {
      Issue.record("not paired")
      return
    }
    #expect(device.role == .owner && device.name == "phone")
    #expect(token.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    #expect(access.device(token: token)?.id == device.id)
    // also after the program has started anew, and with a code that was typed in groups
    let again = try self.access()
    #expect(again.device(token: token)?.role == .owner)
    let typed = again.ownerCode.prefix(3) + " " + again.ownerCode.suffix(3)
    guard case .paired = try again.pair(code: String(typed), name: "tablet") else {
      Issue.record("a code in groups is not taken")
      return
    }
    #expect(again.devices.map(\.name) == ["tablet", "phone"])
  }

  @Test(arguments: [nil, "", "0", String(repeating: "0", count: 32), String(repeating: "0", count: 5000)])
  func aTokenOfNobodyIsNobodys(token: String?) throws {
    let access = try access()
    _ = try access.pair(code: access.ownerCode, name: "phone")
    #expect(access.device(token: token) == nil)
  }

  @Test func wrongCodesCostTime() throws {
    let access = try access()
    let wrong = Self.wrong(access.ownerCode)
    for _ in 0..<Access.freeGuesses { #expect(try access.pair(code: wrong, name: "") == .wrong) }
    // the next one is answered, and from then on there is a wait
    #expect(try access.pair(code: wrong, name: "") == .wrong)
    guard case .wait(let seconds) = try access.pair(code: wrong, name: "") else {
      Issue.record("no wait")
      return
    }
    #expect((1...2).contains(seconds))
    // the right one has to wait as well, or waiting would tell which is right
    guard case .wait = try access.pair(code: access.ownerCode, name: "") else {
      Issue.record("the right code did not wait")
      return
    }
  }

  @Test func theRightCodeForgivesWrongOnes() throws {
    let access = try access()
    for _ in 0..<2 { _ = try access.pair(code: Self.wrong(access.ownerCode), name: "") }
    _ = try access.pair(code: access.ownerCode, name: "")
    for _ in 0..<Access.freeGuesses { #expect(try access.pair(code: Self.wrong(access.ownerCode), name: "") == .wrong) }
  }

  @Test func aCoachGetsACodeOfTheirOwnAndTheOldOneIsVoid() throws {
    let access = try access()
    #expect(access.coachCode == nil)
    let first = try access.newCoachCode()
    let second = try access.newCoachCode()
    guard case .paired(let device, _) = try access.pair(code: second, name: "coach") else {
      Issue.record("not paired")
      return
    }
    #expect(device.role == .coach)
    if first != second { #expect(try access.pair(code: first, name: "") == .wrong) }
  }

  @Test func whoIsShutOutStaysOut() throws {
    let access = try access()
    guard case .paired(let device, let token) = try access.pair(code: access.ownerCode, name: "phone") else {
      Issue.record("not paired")
      return
    }
    #expect(try access.remove(id: device.id))
    #expect(access.device(token: token) == nil && access.devices.isEmpty)
    #expect(try !access.remove(id: device.id))
    #expect(try self.access().device(token: token) == nil)
  }

  @Test func theFileIsForItsOwnerAlone() throws {
    _ = try access()
    let rights = try FileManager.default.attributesOfItem(atPath: folder["access.json"])[.posixPermissions] as? Int
    #expect(rights == 0o600)
  }

  @Test func aSpoiltFileIsNoOpenDoor() throws {
    try Data("{".utf8).write(to: URL(filePath: folder["access.json"]))
    #expect {
      _ = try access()
    } throws: {
      "\($0)"
        == "\(folder["access.json"]) cannot be read, so no phone can be let in. Delete it to start over: every phone then pairs "
        + "again."
    }
  }

  @Test func thereAreOnlySoManyDevices() throws {
    let access = try access()
    guard case .paired(_, let first) = try access.pair(code: access.ownerCode, name: "0") else { return }
    for number in 1...Access.mostDevices { _ = try access.pair(code: access.ownerCode, name: "\(number)") }
    #expect(access.devices.count == Access.mostDevices)
    #expect(access.device(token: first) == nil)
  }
}
