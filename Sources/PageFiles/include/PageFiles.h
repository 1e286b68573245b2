// The files that pages are made of, as part of the program: it runs wherever it is put, with no files beside it.
//
// In C, since the compiler takes a file in as it is here; as literals in Swift the same bytes take half a minute to compile.
#ifndef PAGE_FILES_H
#define PAGE_FILES_H

#include <stddef.h>

/// A file's bytes, there as long as the program runs.
struct __attribute__((swift_name("PageFile"))) page_file {
  const void *start;
  size_t count;
};

/// A file by its name: `PageFile.palette_css` in Swift.
#define PAGE_FILE(name) \
  struct page_file page_file_##name(void) __attribute__((swift_name("getter:PageFile." #name "()")))

// The look of all pages, and what their scripts share
PAGE_FILE(palette_css);
PAGE_FILE(page_css);
PAGE_FILE(live_css);
PAGE_FILE(head_mustache);
PAGE_FILE(table_mustache);
PAGE_FILE(theme_js);
PAGE_FILE(marks_js);
PAGE_FILE(scope_js);

// Report, history, group
PAGE_FILE(report_mustache);
PAGE_FILE(leg_mustache);
PAGE_FILE(limits_mustache);
PAGE_FILE(definitions_mustache);
PAGE_FILE(plots_js);
PAGE_FILE(raster_js);
PAGE_FILE(report_js);
PAGE_FILE(history_mustache);
PAGE_FILE(pair_mustache);
PAGE_FILE(history_js);
PAGE_FILE(group_mustache);

// The live page
PAGE_FILE(live_mustache);
PAGE_FILE(live_js);

// The phone
PAGE_FILE(phone_html);
PAGE_FILE(phone_css);
PAGE_FILE(phone_js);
PAGE_FILE(openapi_yaml);

#undef PAGE_FILE
#endif
