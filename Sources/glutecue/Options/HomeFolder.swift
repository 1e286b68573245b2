import Foundation
import History

/// GluteCue's own folder: sessions, people, history, sound card.
enum HomeFolder {
  /// The usual place; nil where there is no home folder.
  static var usual: String? {
    HistoryLocation.usual(ProcessInfo.processInfo.environment).map {
      String($0.dropLast("/history.sqlite".count))
    }
  }
}
