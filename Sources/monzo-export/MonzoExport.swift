// The executable: arguments, files, clock and exit codes around the pure stages.

@main
enum MonzoExport {
  static func main() {}
}
