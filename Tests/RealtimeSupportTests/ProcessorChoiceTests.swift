import Foundation
import RealtimeSupport
import Testing

@Suite struct ProcessorChoiceTests {
  /// What a thread of its own says, since where a thread may run stays with it.
  private func onAThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: body()) }.start()
    }
  }

  @Test func aThreadLeavesABusyProcessor() async throws {
    let places = await onAThread { () -> (before: Int?, after: Int?) in
      let before = ProcessorChoice.current
      if let before { ProcessorChoice.leave(before) }
      return (before, ProcessorChoice.current)
    }
    let before = try #require(places.before)
    let after = try #require(places.after)
    #expect(before != after || ProcessInfo.processInfo.activeProcessorCount == 1)
  }

  /// Where it may run afterwards is as before: it can be driven from one processor to the next, and back.
  @Test func itMayComeBack() async {
    let isEverywhere = await onAThread {
      for _ in 0..<20 {
        guard let here = ProcessorChoice.current else { return false }
        ProcessorChoice.leave(here)
        guard ProcessInfo.processInfo.activeProcessorCount > 1 else { continue }
        guard ProcessorChoice.current != here else { return false }
      }
      return true
    }
    #expect(isEverywhere)
  }

  @Test func processorsThatAreNotThereChangeNothing() async {
    let isSomewhere = await onAThread {
      for processor in [-1, 1023, 1024, 1_000_000] { ProcessorChoice.leave(processor) }
      return ProcessorChoice.current != nil
    }
    #expect(isSomewhere)
  }
}
