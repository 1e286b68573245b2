/* Runs two commands in turn, A B A B …, and compares their wall time and peak memory.
 *   compare PAIRS LABEL_A COMMAND… -- LABEL_B COMMAND…
 * One run of each warms the caches and is not counted. What a command prints is dropped, except its errors. A command
 * that fails ends the comparison. Wall time is from fork to exit; memory is the largest resident set of the process.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PAIRS = 1000 };

struct contender {
  const char *label;
  char **command;
  double seconds[MOST_PAIRS];
  long peak_kib;
};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void become(char **command) {
  int null = open("/dev/null", O_WRONLY);
  if (null >= 0) dup2(null, STDOUT_FILENO);
  execvp(command[0], command);
  fprintf(stderr, "compare: %s: %s\n", command[0], strerror(errno));
  _exit(127);
}

/* Returns the wall time of one run and raises the contender's peak memory. */
static double run(struct contender *c) {
  double start = now();
  pid_t child = fork();
  if (child == 0) become(c->command);
  int status;
  struct rusage usage;
  pid_t ended = -1;
  if (child > 0)
    do ended = wait4(child, &status, 0, &usage);
    while (ended < 0 && errno == EINTR);
  if (ended < 0) {
    perror("compare");
    exit(1);
  }
  double seconds = now() - start;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    fprintf(stderr, "compare: %s (%s) ended by %s %d\n", c->label, c->command[0],
            WIFEXITED(status) ? "exit code" : "signal", code);
    exit(1);
  }
  if (usage.ru_maxrss > c->peak_kib) c->peak_kib = usage.ru_maxrss;
  return seconds;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Sorts the values. */
static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void print(struct contender *c, int pairs) {
  double middle = median(c->seconds, pairs);
  printf("  %-22s %9.3f s  (%.3f to %.3f)  %9.1f MiB\n", c->label, middle, c->seconds[0], c->seconds[pairs - 1],
         c->peak_kib / 1024.0);
}

int main(int argc, char **argv) {
  static struct contender a, b;
  static double ratios[MOST_PAIRS];
  int pairs = argc > 1 ? atoi(argv[1]) : 0, split = 2;
  while (split < argc && strcmp(argv[split], "--")) split++;
  if (pairs < 1 || pairs > MOST_PAIRS || split < 4 || split + 2 >= argc) {
    fprintf(stderr, "usage: compare PAIRS LABEL_A COMMAND... -- LABEL_B COMMAND...   (1 to %d pairs)\n", MOST_PAIRS);
    return 2;
  }
  argv[split] = NULL;
  a.label = argv[2], a.command = argv + 3;
  b.label = argv[split + 1], b.command = argv + split + 2;

  run(&a), run(&b);
  for (int i = 0; i < pairs; i++) {
    a.seconds[i] = run(&a);
    b.seconds[i] = run(&b);
    ratios[i] = b.seconds[i] / a.seconds[i];
  }
  printf("  %-22s %11s  %-18s %13s\n", "", "median", "(least to most)", "peak memory");
  print(&a, pairs), print(&b, pairs);
  double ratio = median(ratios, pairs);
  printf("  %s / %s: %.3g  (median of %d pairs, %.3g to %.3g)\n", b.label, a.label, ratio, pairs, ratios[0],
         ratios[pairs - 1]);
  return 0;
}
