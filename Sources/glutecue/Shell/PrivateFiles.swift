import Glibc

/// What a session holds is of somebody's body: its folders and files are for the user alone, whatever the system's custom.
enum PrivateFiles {
  /// From here on, what this program makes is readable by the user alone: folders 0700, files 0600. To be called before any
  /// thread starts.
  static func begin() { umask(0o077) }
}
