import WebPages
import SessionResults
import Testing

@Suite struct PageTemplatesTests {
  /// What a text says is shown, whatever it looks like: not taken for markup, nor for the mark of a large part.
  @Test func textsThatLookLikeMarksAreShown() throws {
    let table = TemplateValue.object([
      "caption": .text("<?0?> & <b>"), "head": .list([.text("<?1?>")]),
      "rows": .list([.object(["name": .text("row"), "cells": .list([.text("'\"")])])]),
    ])
    let page = try PageBytes.text { page throws(OutputError) in
      try PageTemplates().write("table", table, to: &page)
    }
    #expect(page.contains("&lt;?0?&gt; &amp; &lt;b&gt;") && page.contains("&lt;?1?&gt;"))
    #expect(!page.contains("<?") && !page.contains("<b>"))
  }
}
