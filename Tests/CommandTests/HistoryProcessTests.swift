import Foundation
import Glibc
import TestSupport
import Testing

/// Several programs at once, a killed one, a full disk: nothing is lost, and nothing is half there.
@Suite struct HistoryProcessTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func trend() throws -> String {
    let result = try GlutecueProcess.run(["history", "--store", "h.sqlite"], in: folder.path)
    #expect(result.exitCode == 0 && result.standardError == "")
    return result.standardOutput
  }

  /// A history to import, of many sessions whose summaries are long enough to fill the log before the end.
  private func archive(sessions: Int) throws {
    let filler = String(repeating: "x", count: 6000)
    let entries = (0..<sessions).map { index in
      """
      {"session":{"fingerprint":"\(index)","started_at":"2026-03-01T17:30:00Z","added_at":"2026-03-01T17:30:00Z",
      "kind":"live","sample_rate_hz":2000,"channel_count":2,"seconds":\(600 + index)},
      "legs":[{"leg":"","strides":800,"firing":780,"weak":0,"silent":10,"unusable":0,"baseline":10}],
      "summary":"\(filler)"}
      """
    }
    _ = try folder.file(
      "h.json",
      "{\"format\":\"glutecue-history\",\"version\":1,\"log\":[],\"calibrations\":[],\"sessions\":["
        + entries.joined(separator: ",") + "]}")
  }

  @Test func manyAtOnceAllGetTheirPlace() async throws {
    for index in 0..<6 {
      var session = MadeSession()
      (session.seed, session.seconds) = (index, 600 + Double(index))
      try session.write(to: folder["\(index)"])
    }
    let path = folder.path
    // the history itself does not exist yet: it is made once, by whoever comes first
    let results = try await withThrowingTaskGroup(of: GlutecueProcess.Result.self) { group in
      for index in 0..<6 {
        group.addTask { try GlutecueProcess.run(["history", "add", "\(index)", "--store", "h.sqlite"], in: path) }
        group.addTask { try GlutecueProcess.run(["log", "work \(index)", "--store", "h.sqlite"], in: path) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0.exitCode == 0 && $0.standardError == "" })
    #expect(try trend().hasPrefix("6 sessions, ") && trend().contains("; 6 log entries."))
  }

  /// Two hundred that wait at the door while it is shut, and then all go through it.
  @Test func twoHundredThatHadToWaitAllGetTheirPlace() throws {
    let program =
      "exec 9< . && flock 9 && for i in $(seq 200); do \"$0\" log \"work $i\" --store h.sqlite >/dev/null & done; "
      + "sleep 2; flock -u 9; exec 9<&-; wait; \"$0\" history --store h.sqlite"
    let result = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["bash", "-c", program, GlutecueProcess.executable.path], in: folder.path,
      timeout: 120)
    #expect(result.exitCode == 0 && result.standardError == "")
    #expect(result.standardOutput.hasPrefix("0 sessions; 200 log entries."))
  }

  @Test(.enabled(if: canMount, "Mounting a disk is not permitted here."))
  func aDiskThatCannotBeWrittenToIsShown() throws {
    try MadeSession().write(to: folder["a"])
    try FileManager.default.createDirectory(atPath: folder["disk"], withIntermediateDirectories: true)
    let program =
      "mount -t tmpfs none disk && \"$0\" history add a --store disk/h.sqlite && \"$0\" log work --store disk/h.sqlite && "
      + "mount -o remount,ro disk && \"$0\" history --store disk/h.sqlite && \"$0\" log --store disk/h.sqlite && "
      + "\"$0\" history export copy.json --store disk/h.sqlite && ls -A disk; \"$0\" log more --store disk/h.sqlite"
    let result = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["unshare", "-rm", "sh", "-c", program, GlutecueProcess.executable.path],
      in: folder.path)
    #expect(result.exitCode == 77)
    #expect(
      result.standardError
        == "glutecue: disk/h.sqlite: you have no permission to read and write the history there. Choose another place "
        + "with --store.\n")
    #expect(result.standardOutput.contains("\n1 session, ") && result.standardOutput.contains("  work\n"))
    #expect(result.standardOutput.hasSuffix("Written: copy.json\nh.sqlite\n"))
  }

  @Test(.enabled(if: canMount, "Mounting a disk is not permitted here."))
  func anExportToADiskThatCannotBeWrittenToIsNotPermitted() throws {
    _ = try Samples.copy("healthy", to: folder, as: "run")
    try FileManager.default.createDirectory(atPath: folder["disk"], withIntermediateDirectories: true)
    let program =
      "\"$0\" live --input wav:run.wav --pace none --no-history --output s >/dev/null && mount -t tmpfs none disk && "
      + "mount -o remount,ro disk && for form in edf csv bids; do \"$0\" export s --to $form --output disk/x.edf; echo $?; done"
    let result = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["unshare", "-rm", "sh", "-c", program, GlutecueProcess.executable.path],
      in: folder.path)
    #expect(result.standardOutput == "77\n77\n77\n")
    #expect(
      result.standardError.split(separator: "\n").allSatisfy { $0.contains("you have no permission to write there") })
  }

  /// Of sixteen programs that came first at once, one in ten used to find a history that another had made only in part.
  @Test func aNewHistoryIsNeverSeenHalfMade() async throws {
    let path = folder.path
    for round in 0..<8 {
      let results = try await withThrowingTaskGroup(of: GlutecueProcess.Result.self) { group in
        for index in 0..<8 {
          group.addTask { try GlutecueProcess.run(["log", "work \(index)", "--store", "\(round).sqlite"], in: path) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.allSatisfy { $0.exitCode == 0 && $0.standardError == "" })
    }
  }

  @Test func aProgramKilledInTheMiddleOfAWriteLeavesNothingHalf() throws {
    let made = try GlutecueProcess.run(["log", "before", "--store", "h.sqlite"], in: folder.path)
    try #require(made.exitCode == 0)
    try archive(sessions: 3000)
    let log = folder["h.sqlite-wal"]
    let result = try GlutecueProcess.run(["history", "import", "h.json", "--store", "h.sqlite"], in: folder.path) {
      process in
      // 18 MB are to come; more than the cache holds is in the log, uncommitted
      while process.isRunning, Self.size(log) < 2_000_000 { usleep(200) }
      kill(process.processIdentifier, SIGKILL)
    }
    #expect(result.exitCode == 128 + SIGKILL && Self.size(log) >= 2_000_000)
    #expect(try trend().hasPrefix("0 sessions; 1 log entry."))
    let again = try GlutecueProcess.run(["history", "import", "h.json", "--store", "h.sqlite"], in: folder.path)
    #expect(again.standardOutput == "h.json: 3000 entries added.\n")
    #expect(try trend().hasPrefix("3000 sessions, "))
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// A disk of 400 kB of its own, where the system lets a user mount one.
  private static let smallDisk = "mount -t tmpfs -o size=400k none disk && cd disk && "

  private static let canMount: Bool = {
    let folder = try? TemporaryFolder()
    let result = folder.flatMap {
      try? GlutecueProcess.run(
        URL(filePath: "/usr/bin/env"), ["unshare", "-rm", "mount", "-t", "tmpfs", "none", $0.path])
    }
    return result?.exitCode == 0
  }()

  @Test(.enabled(if: canMount, "Mounting a small disk is not permitted here."))
  func aFullDiskLosesNothing() throws {
    try archive(sessions: 300)
    try FileManager.default.createDirectory(atPath: folder["disk"], withIntermediateDirectories: true)
    let program =
      Self.smallDisk + "\"$0\" log before --store h.sqlite && ! \"$0\" history import ../h.json --store h.sqlite && "
      + "\"$0\" log --store h.sqlite && \"$0\" log after --store h.sqlite && \"$0\" history --store h.sqlite"
    let result = try GlutecueProcess.run(
      URL(filePath: "/usr/bin/env"), ["unshare", "-rm", "sh", "-c", program, GlutecueProcess.executable.path],
      in: folder.path)
    #expect(result.exitCode == 0)
    #expect(
      result.standardError
        == "glutecue: h.sqlite: the disk is full, so nothing was added. What was in the history is still there. Make room "
        + "and run again.\n")
    #expect(
      result.standardOutput.contains("  before\n") && result.standardOutput.contains("0 sessions; 2 log entries."))
  }

  @Test func aLimitOnTheSizeOfAFileLosesNothing() throws {
    try archive(sessions: 300)
    let made = try GlutecueProcess.run(["log", "before", "--store", "h.sqlite"], in: folder.path)
    try #require(made.exitCode == 0)
    // 512 or 1024 bytes × 500, by the shell
    let program = "trap '' XFSZ; ulimit -f 500; \"$0\" history import h.json --store h.sqlite"
    let result = try GlutecueProcess.run(
      URL(filePath: "/bin/sh"), ["-c", program, GlutecueProcess.executable.path], in: folder.path)
    #expect(result.exitCode == 74 && result.standardOutput == "")
    #expect(result.standardError.hasPrefix("glutecue: h.sqlite: "))
    #expect(result.standardError.contains("still there"))
    #expect(try trend().hasPrefix("0 sessions; 1 log entry."))
  }
}
