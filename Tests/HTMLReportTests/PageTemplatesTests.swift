import HTMLReport
import Mustache
import Report
import Testing

/// The templates are filled as the library would that they are written for.
@Suite struct PageTemplatesTests {
  /// As swift-mustache takes it.
  private static func plain(_ value: TemplateValue) -> Any {
    switch value {
    case .text(let text): text
    case .markup(let bytes): String(decoding: bytes, as: UTF8.self)
    case .writer: "written"
    case .flag(let flag): flag
    case .list(let values): values.map(plain)
    case .object(let names): names.mapValues(plain)
    }
  }

  /// Writers say one word, since what they write is not the template's.
  private static func short(_ value: TemplateValue) -> TemplateValue {
    switch value {
    case .writer: .markup(Array("written".utf8))
    case .list(let values): .list(values.map(short))
    case .object(let names): .object(names.mapValues(short))
    default: value
    }
  }

  private func expectSame(_ value: TemplateValue, _ name: String) throws {
    var library = MustacheLibrary()
    for (name, source) in PageTemplates.sources {
      try library.register(String(decoding: source, as: UTF8.self), named: name)
    }
    let theirs = try #require(library.render(Self.plain(value), withTemplate: name))
    let ours = try PageBytes.text { page throws(OutputError) in
      try PageTemplates().write(name, Self.short(value), to: &page)
    }
    #expect(ours == theirs)
  }

  @Test func pagesAreWhatMustacheMakesOfThem() throws {
    let session = try MadeReport.session(strides: 2197, silent: 2154...2197)
    for charts in [nil, try MadeReport.library()] {
      try expectSame(ReportPage(session, charts: charts).value(nonce: "abc"), "page")
    }
  }

  @Test func everySectionShownIsWhatMustacheMakesOfIt() throws {
    let table = TemplateValue.object([
      "caption": .text("A & B"), "head": .list([.text(""), .text("<Head>")]),
      "rows": .list([.object(["name": .text("row"), "cells": .list([.text("1 \u{2026} 2"), .text("'\"")])])]),
    ])
    var leg: [String: TemplateValue] = [
      "index": .text("0"), "title": .text("Left leg"), "rasterMuscle": .text("glute"), "rasterNote": .text(""),
      "averageNote": .text("Average."), "excerpts": .list([.object(["id": .text("e"), "title": .text("<E>")])]),
    ]
    for name in ["numbers", "course", "trends", "compensation", "silentRuns"] { leg[name] = table }
    let flags = ["hasStrides", "hasRatio", "hasCharts", "hasPictures", "hasCues", "hasExcerpts"]
    for hidden in flags + [""] {
      for flag in flags { leg[flag] = .flag(flag != hidden) }
      try expectSame(.object(leg), "leg")
    }
    try expectSame(table, "table")
    try expectSame(.object([:]), "limits")
  }
}
