import Foundation

/// Whether a page can be read and used by those who see little, or nothing.
extension HeadlessBrowser {
  /// WCAG 2.1, success criterion 1.4.3.
  package static let leastContrast = 4.5

  /// Every piece of text that can be seen, with its contrast against what lies behind it (WCAG 2.1, relative luminance).
  private static let contrasts = """
    (() => {
      const parts = (colour) => {
        const values = colour.match(/[\\d.]+/g).map(Number);
        return colour.startsWith("color(") ? values.map((value, index) => index < 3 ? 255 * value : value) : values;
      };
      const light = (colour) => {
        const [r, g, b] = parts(colour).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (place) => {
        for (let one = place; one; one = one.parentElement) {
          const colour = getComputedStyle(one).backgroundColor;
          if ((parts(colour)[3] ?? 1) > 0) return colour;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
      };
      const found = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const place = walk.currentNode.parentElement;
        if (!walk.currentNode.textContent.trim() || !place.checkVisibility()) continue;
        if (place.closest("script,style,svg,:disabled")) continue;
        const [a, b] = [light(getComputedStyle(place).color), light(ground(place))];
        found.push([walk.currentNode.textContent.trim(), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]);
      }
      return found;
    })()
    """

  /// Controls and pictures without a name.
  private static let unnamed = """
    [...document.querySelectorAll("button, a[href], input, select, textarea, summary, progress, canvas, [role=img], dialog[open]")]
      .filter((one) => one.checkVisibility() && !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby")
        || one.textContent.trim() || [...(one.labels ?? [])].some((label) => label.textContent.trim())))
      .map((one) => one.outerHTML.slice(0, 120))
    """

  /// Nothing reaches beyond the window's edge, with text of this size; what does, as it stands in the page.
  private static func wide(textPercent: Int) -> String {
    """
    (() => {
      const root = document.documentElement;
      root.style.setProperty("font-size", "\(textPercent)%");
      // the window of a phone grows with what does not fit into it, its layout does not
      const isWide = root.scrollWidth > root.clientWidth;
      const found = isWide ? [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > root.clientWidth)
        .slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) : [];
      root.style.removeProperty("font-size");
      return isWide ? ["text of \(textPercent) %", ...found] : [];
    })()
    """
  }

  /// How many pieces of text can be seen.
  package func textCount() throws -> Int { (try value(Self.contrasts) as? [Any] ?? []).count }

  /// What is wrong with the page as it is now, in words; with text of these sizes, in percent.
  package func barriers(textPercents: [Int] = [100, 200]) throws -> [String] {
    let texts = try value(Self.contrasts) as? [[Any]] ?? []
    let faint = texts.filter { ($0.last as? Double ?? 0) < Self.leastContrast }.map { "faint: \($0)" }
    let unnamed = (try value(Self.unnamed) as? [String] ?? []).map { "without a name: \($0)" }
    let wide = try textPercents.flatMap { try value(Self.wide(textPercent: $0)) as? [String] ?? [] }
    return faint + unnamed + wide.map { "too wide: \($0)" }
  }
}
