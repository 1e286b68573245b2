import Glibc

/// Where liblsl may be: where the user says, where the system's linker looks, and where Python's wheels put it.
package struct LSLPlaces {
  /// The variable with which a user says where it is.
  package static let variable = "GLUTECUE_LSL"
  /// Below a folder with packages of Python's.
  private static let wheels = ["pylsl/lib/liblsl.so*", "mne_lsl/lsl/lib/liblsl.so*"]

  private let environment: (String) -> String?

  /// - Parameter environment: the value of a variable; nil for none.
  package init(environment: @escaping (String) -> String? = { getenv($0).map { String(cString: $0) } }) {
    self.environment = environment
  }

  /// Where the user says that it is; nil when they say nothing.
  package var asked: String? { environment(Self.variable).flatMap { $0.isEmpty ? nil : $0 } }

  /// Opens the first that can be opened. Where the user has said where it is, no other is taken.
  package func open() -> (handle: UnsafeMutableRawPointer, path: String)? {
    for path in candidates {
      if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) { return (handle, path) }
    }
    return nil
  }

  /// In the order in which they are tried.
  package var candidates: [String] {
    if let asked { return [asked] }
    return ["liblsl.so.2", "liblsl.so"]
      + packageFolders.flatMap { folder in
        Self.wheels.flatMap { Self.matches("\(folder)/\($0)") }
      }
  }

  /// Folders with packages of Python's: of the environment that is active, of the user, of the system.
  private var packageFolders: [String] {
    let roots = [environment("VIRTUAL_ENV"), environment("CONDA_PREFIX"), environment("HOME").map { $0 + "/.local" }]
    let own = roots.compactMap { $0 }.filter { $0.hasPrefix("/") }
    return (own + ["/usr/local"]).flatMap { Self.matches("\($0)/lib/python3*/site-packages") }
      + Self.matches("/usr/local/lib/python3*/dist-packages")
  }

  /// A user who has a configuration of the library's own knows what it should print, and what else it should do.
  var hasNoConfiguration: Bool {
    guard environment("LSLAPICFG") == nil else { return false }
    let home = environment("HOME").map { ["\($0)/lsl_api/lsl_api.cfg"] } ?? []
    return (["lsl_api.cfg", "/etc/lsl_api/lsl_api.cfg"] + home).allSatisfy { access($0, F_OK) != 0 }
  }

  /// What a pattern of the shell's matches, in alphabetical order.
  private static func matches(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }
}
