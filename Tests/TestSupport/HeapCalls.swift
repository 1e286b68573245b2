import HeapCounter

/// How often `body` called the heap (allocation or release) on this thread.
package func heapCalls(during body: () -> Void) -> Int {
  heap_counter_start()
  body()
  return heap_counter_stop()
}
