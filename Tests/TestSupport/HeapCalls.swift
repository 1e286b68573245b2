import HeapCounter

/// Whether a sanitizer watches: the program is many times as slow then, and page faults are the sanitizer's own.
package let isSanitized = heap_counter_is_sanitized() != 0

/// How often `body` called the heap (allocation or release) on this thread.
package func heapCalls(during body: () -> Void) -> Int {
  heap_counter_start()
  body()
  return heap_counter_stop()
}
