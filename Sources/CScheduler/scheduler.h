// Which processors a thread may use: functions of Linux's C libraries that their headers keep from Swift, because they
// are no part of POSIX. A set of processors is a row of bits, processor 0 first.

#ifndef GLUTECUE_SCHEDULER_H
#define GLUTECUE_SCHEDULER_H

#include <stddef.h>

int sched_getcpu(void);
int sched_getaffinity(int thread, size_t size, void *processors);
int sched_setaffinity(int thread, size_t size, const void *processors);

#endif
