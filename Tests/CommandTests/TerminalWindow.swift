import Foundation
import Glibc

/// A terminal that nobody sits at. What is written to `program` is what a program on it reads and shows.
final class TerminalWindow {
  struct NotThere: Error {}

  /// TIOCSPTLCK and TIOCGPTN (`man 2 ioctl_tty`), which Swift does not see.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// The program's end.
  let program: FileHandle
  private let person: Int32

  init(columns: UInt16, rows: UInt16) throws {
    person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard person >= 0, ioctl(person, Self.setLock, &isLocked) == 0, ioctl(person, Self.getNumber, &number) == 0
    else { throw NotThere() }
    let file = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard file >= 0 else { throw NotThere() }
    program = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    resize(columns: columns, rows: rows)
  }

  deinit { close(person) }

  /// Makes the window larger or smaller.
  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  /// What is shown from now on, until `enough` says so or the time is up.
  func read(seconds: Double = 20, until enough: (String) -> Bool) -> String {
    var bytes: [UInt8] = []
    let end = Date.now + seconds
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while Date.now < end {
      var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 100) > 0 else { continue }
      let count = Glibc.read(person, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
      if enough(String(decoding: bytes, as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
