/// What the page needs beyond the style sheet that all pages have.
enum HistoryPageStyle {
  static let text = """

    :root { --sore: #8a5a00; }
    @media (prefers-color-scheme: dark) { :root:not([data-paper]) { --sore: #e3b34c; } }
    .answer .lead { margin-bottom: .25rem; }
    .answer p.more { margin: 0 0 .25rem; max-width: 48rem; }
    .plot.lanes { height: 11rem; }
    #sessions td { white-space: nowrap; }
    #sessions td.words { text-align: left; white-space: normal; min-width: 10rem; }
    .log { padding-left: 1.1rem; }
    """
}
