// Stands in front of glibc's allocator: an executable's own malloc goes before that of the library, for every library
// in the process. Each function counts if its thread is being counted, then forwards to glibc.
//
// Under a sanitizer, which has to be the allocator itself, the sanitizer's hooks count instead.

#include "HeapCounter.h"

#ifndef __has_feature
#define __has_feature(x) 0
#endif

#include <errno.h>
#include <stddef.h>

static __thread int is_counting;
static __thread long calls;

static void note(void) {
  if (is_counting) calls++;
}

void heap_counter_start(void) {
  calls = 0;
  is_counting = 1;
}

long heap_counter_stop(void) {
  is_counting = 0;
  return calls;
}

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)

int heap_counter_is_sanitized(void) { return 1; }

int __sanitizer_install_malloc_and_free_hooks(void (*malloc_hook)(const volatile void *, size_t),
                                              void (*free_hook)(const volatile void *));

static void note_malloc(const volatile void *block, size_t size) { note(); }

static void note_free(const volatile void *block) { note(); }

__attribute__((constructor)) static void install(void) {
  __sanitizer_install_malloc_and_free_hooks(note_malloc, note_free);
}

#else

int heap_counter_is_sanitized(void) { return 0; }

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

void *malloc(size_t size) {
  note();
  return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
  note();
  return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
  note();
  return __libc_realloc(block, size);
}

void free(void *block) {
  note();
  __libc_free(block);
}

void *memalign(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  note();
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  *block = __libc_memalign(alignment, size);
  return *block == NULL ? ENOMEM : 0;
}

#endif
