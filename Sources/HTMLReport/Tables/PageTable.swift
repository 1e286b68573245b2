/// A table of the page: a caption, a head, and rows that begin with a name.
struct PageTable {
  /// Told to screen readers, and shown.
  let caption: String
  /// The head, one a column, that of the names first.
  let head: [String]
  /// The rows.
  let rows: [Row]

  /// A row.
  struct Row {
    /// Its name.
    let name: String
    /// Its cells.
    let cells: [String]
  }

  /// For the template `table`.
  var value: TemplateValue {
    .object([
      "caption": .text(caption), "head": .texts(head),
      "rows": .list(rows.map { .object(["name": .text($0.name), "cells": .texts($0.cells)]) }),
    ])
  }
}
