#ifndef HEAP_COUNTER_H
#define HEAP_COUNTER_H

// Counts the heap calls of one thread, in any executable that this is linked into.

// From here on the calling thread's heap calls are counted, from 0.
void heap_counter_start(void);

// Ends counting on the calling thread; returns how many calls there were.
long heap_counter_stop(void);

// Whether the program is under a sanitizer, which is slow and touches memory of its own beside the program's.
int heap_counter_is_sanitized(void);

#endif
