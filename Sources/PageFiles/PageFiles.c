#include "PageFiles.h"

// Of C23; clang knows it in every version that comes with a Swift that can build this package.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define PAGE_FILE(name) \
  struct page_file page_file_##name(void) { return (struct page_file){name, sizeof name}; }

// The look of all pages, and what their scripts share

static const unsigned char palette_css[] = {
#embed "../WebPages/Resources/Theme/palette.css"
};
PAGE_FILE(palette_css)

static const unsigned char page_css[] = {
#embed "../WebPages/Resources/Theme/page.css"
};
PAGE_FILE(page_css)

static const unsigned char live_css[] = {
#embed "../WebPages/Resources/Live/live.css"
};
PAGE_FILE(live_css)

static const unsigned char head_mustache[] = {
#embed "../WebPages/Resources/Theme/head.mustache"
};
PAGE_FILE(head_mustache)

static const unsigned char table_mustache[] = {
#embed "../WebPages/Resources/Theme/table.mustache"
};
PAGE_FILE(table_mustache)

static const unsigned char theme_js[] = {
#embed "../WebPages/Resources/Theme/theme.js"
};
PAGE_FILE(theme_js)

static const unsigned char marks_js[] = {
#embed "../WebPages/Resources/Theme/marks.js"
};
PAGE_FILE(marks_js)

static const unsigned char scope_js[] = {
#embed "../WebPages/Resources/Live/scope.js"
};
PAGE_FILE(scope_js)

// Report, history, group

static const unsigned char report_mustache[] = {
#embed "../WebPages/Resources/Report/report.mustache"
};
PAGE_FILE(report_mustache)

static const unsigned char leg_mustache[] = {
#embed "../WebPages/Resources/Report/leg.mustache"
};
PAGE_FILE(leg_mustache)

static const unsigned char limits_mustache[] = {
#embed "../WebPages/Resources/Report/limits.mustache"
};
PAGE_FILE(limits_mustache)

static const unsigned char definitions_mustache[] = {
#embed "../WebPages/Resources/Report/definitions.mustache"
};
PAGE_FILE(definitions_mustache)

static const unsigned char plots_js[] = {
#embed "../WebPages/Resources/Report/plots.js"
};
PAGE_FILE(plots_js)

static const unsigned char raster_js[] = {
#embed "../WebPages/Resources/Report/raster.js"
};
PAGE_FILE(raster_js)

static const unsigned char report_js[] = {
#embed "../WebPages/Resources/Report/report.js"
};
PAGE_FILE(report_js)

static const unsigned char history_mustache[] = {
#embed "../WebPages/Resources/History/history.mustache"
};
PAGE_FILE(history_mustache)

static const unsigned char pair_mustache[] = {
#embed "../WebPages/Resources/History/pair.mustache"
};
PAGE_FILE(pair_mustache)

static const unsigned char history_js[] = {
#embed "../WebPages/Resources/History/history.js"
};
PAGE_FILE(history_js)

static const unsigned char group_mustache[] = {
#embed "../WebPages/Resources/Group/group.mustache"
};
PAGE_FILE(group_mustache)

// The live page

static const unsigned char live_mustache[] = {
#embed "../LiveDisplay/Page/page.mustache"
};
PAGE_FILE(live_mustache)

static const unsigned char live_js[] = {
#embed "../LiveDisplay/Page/page.js"
};
PAGE_FILE(live_js)

// The phone

static const unsigned char phone_html[] = {
#embed "../PhoneServer/App/app.html"
};
PAGE_FILE(phone_html)

static const unsigned char phone_css[] = {
#embed "../PhoneServer/App/app.css"
};
PAGE_FILE(phone_css)

static const unsigned char phone_js[] = {
#embed "../PhoneServer/App/access.js" suffix(,)
'\n',
#embed "../PhoneServer/App/calibrate.js" suffix(,)
'\n',
#embed "../PhoneServer/App/check.js" suffix(,)
'\n',
#embed "../PhoneServer/App/core.js" suffix(,)
'\n',
#embed "../PhoneServer/App/dom.js" suffix(,)
'\n',
#embed "../PhoneServer/App/drawings.js" suffix(,)
'\n',
#embed "../PhoneServer/App/guide.js" suffix(,)
'\n',
#embed "../PhoneServer/App/live.js" suffix(,)
'\n',
#embed "../PhoneServer/App/lock.js" suffix(,)
'\n',
#embed "../PhoneServer/App/log.js" suffix(,)
'\n',
#embed "../PhoneServer/App/now.js" suffix(,)
'\n',
#embed "../PhoneServer/App/pair.js" suffix(,)
'\n',
#embed "../PhoneServer/App/people.js" suffix(,)
'\n',
#embed "../PhoneServer/App/run.js" suffix(,)
'\n',
#embed "../PhoneServer/App/running.js" suffix(,)
'\n',
#embed "../WebPages/Resources/Live/scope.js" suffix(,)
'\n',
#embed "../PhoneServer/App/screens.js" suffix(,)
'\n',
#embed "../PhoneServer/App/sessions.js" suffix(,)
'\n',
#embed "../PhoneServer/App/settings.js" suffix(,)
};
PAGE_FILE(phone_js)

static const unsigned char openapi_yaml[] = {
#embed "../PhoneServer/API/openapi.yaml"
};
PAGE_FILE(openapi_yaml)
