/// Colours and sizes of the page, for light, dark and paper.
enum HistoryPageStyle {
  static let text = """
    :root { --ink: #1c2127; --soft: #5b6570; --paper: #fff; --line: #d8dde3; --glute: #0b6e4f; --silent: #b3261e; --sore: #8a5a00 }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e7eaee; --soft: #a3acb6; --paper: #14181d; --line: #39424c; --glute: #58c79c; --silent: #ff8a80; --sore: #e3b34c }
    }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
    main { max-width: 60rem; margin: 0 auto; padding: 1rem }
    h1 { font-size: 1.6rem; line-height: 1.2 }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
    .lead { font-size: 1.1rem }
    .small { color: var(--soft); font-size: .9rem }
    .chart { position: relative; height: 18rem }
    .wide { overflow-x: auto }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
    th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap }
    th { font-weight: 600 }
    @media print {
      :root { --ink: #000; --soft: #333; --paper: #fff; --line: #999; --glute: #0b6e4f; --silent: #b3261e; --sore: #8a5a00 }
      section { break-inside: avoid }
      .chart { height: 14rem }
    }
    """
}
