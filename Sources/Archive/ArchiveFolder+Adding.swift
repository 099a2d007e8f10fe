// What the bank reported, handed over item by item. Rows, windows and balances wait for `flush`; accounts and
// pots are written at once.

internal import Bytes
import Disk
public import Model

extension ArchiveFolder {
  // MARK: Rows

  /// Takes a page of rows of a window.
  ///
  /// - Parameters:
  ///   - rows: the rows, in any order; known ones are no harm.
  ///   - account: the account; of a pot, its hidden account.
  ///   - window: the window that was asked for.
  ///   - isFirstPage: whether the window begins, anew when it began before.
  ///   - time: when the page came.
  /// - Throws: `ArchiveError` when so much waits that it is written now, and cannot be.
  public mutating func add(
    rows: [RawTransaction], of account: String, window: TimeWindow, isFirstPage: Bool,
    at time: Instant
  ) throws(ArchiveError) {
    pending.see(rows, of: account, in: window, isFirst: isFirstPage)
    try noteSent(rows, of: account)
    if distrustsRows { pending.noteSent(rows, of: account) }
    try add(rows: rows, of: account, at: time)
  }

  /// Keeps rows of a window that have no readable id or time, each once and apart from the others.
  ///
  /// Any row that the archive has may be one of them, so none counts as gone from the window.
  public mutating func add(
    unreadable rows: [UnreadableRow], of account: String, window: TimeWindow
  ) throws(ArchiveError) {
    pending.seeUnreadable(in: window, of: account)
    let path = Layout.unreadable(of: account)
    let bytes = try files.read(path) ?? []
    var known = Set(bytes.split(separator: 0x0A).map { Array($0) })
    let new = rows.map(\.body).filter { known.insert($0).inserted }
    if !new.isEmpty { try files.append(new.flatMap { $0 + [0x0A] }, to: path) }
  }

  /// Takes rows that belong to no window: from a file, or single ones.
  public mutating func add(
    rows: [RawTransaction], of account: String, at time: Instant
  ) throws(ArchiveError) {
    pending.add(rows, of: account)
    if pending.isOverfull { try writeRows(now: time, checksWindows: false) }
  }

  /// Notes that all rows of a window were handed over.
  public mutating func complete(_ key: AccountCoverage.Key, _ window: TimeWindow) {
    pending.complete(key, window)
  }

  /// Notes that a window is not complete, whatever coverage said of it: the bank does not list it.
  public mutating func gap(_ key: AccountCoverage.Key, _ gap: CoverageGap) {
    pending.coverage[key.accountID, default: []].append(.gap(key, gap))
  }

  /// Takes word that the bank refused older history to the login of a time.
  public mutating func historyClosed(_ key: AccountCoverage.Key, login: Instant) {
    pending.coverage[key.accountID, default: []].append(.historyClosed(key, login: login))
  }

  // MARK: Objects

  /// Keeps accounts as the bank sent them.
  public mutating func add(accounts: [RawObject], seen: Instant) throws(ArchiveError) {
    try keep(
      accounts.map { (Layout.account($0.id), SeenObject(seen: seen, body: $0.body)) })
  }

  /// Keeps the pots of an account as the bank sent them.
  public mutating func add(
    pots: [RawObject], of account: String, seen: Instant
  ) throws(ArchiveError) {
    var list = ByteWriter()
    list.append(0x5B)
    for (index, pot) in pots.sorted(by: { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) })
      .enumerated()
    {
      if index > 0 { list.append(0x2C) }
      list.append(bytes: pot.body)
    }
    list.append(0x5D)
    try keep([(Layout.pots(of: account), SeenObject(seen: seen, body: list.bytes))])
  }

  /// Takes a balance: an answer for an account, or the object of a pot.
  ///
  /// - Returns: false when the object holds no balance.
  @discardableResult
  public mutating func add(balance: RawObject, of account: String, seen: Instant) -> Bool {
    guard let fact = BalanceSeen(balance, seen: seen) else { return false }
    let owner = balance.id.hasPrefix("pot_") ? balance.id : account
    pending.balances[owner, default: []].append(fact)
    return true
  }

  /// Writes `{"seen":T,"body":…}` unless what is there was seen later.
  mutating func keep(_ objects: [(path: String, object: SeenObject)]) throws(ArchiveError) {
    var writes: [FileWrite] = []
    for (path, object) in objects {
      let isDamaged = isDamaged(path)
      let bytes = try files.read(path)
      if let known = bytes.flatMap({ SeenObject($0) }), !(known < object), !isDamaged { continue }
      writes.append(FileWrite(path, object.bytes))
    }
    try files.write(writes)
    // What the bank sends now is all that is needed of them.
    for write in writes { files.forgetLoss(write.path) }
  }

  // MARK: Names

  /// The slugs that accounts and pots keep, by id.
  public func names() throws(ArchiveError) -> [String: String] {
    guard let bytes = try files.read(Layout.names) else { return [:] }
    var tape = JSONTape()
    guard (try? tape.parse(bytes)) != nil, tape[0].kind == .object else {
      if isDamaged(Layout.names) { return [:] }
      throw .damaged(
        place: disk.place, path: Layout.names, line: 1, expected: "an object of names by id")
    }
    var names: [String: String] = [:]
    for token in tape.children(of: 0) {
      if let id = tape.string(token - 1, in: bytes) { names[id] = tape.string(token, in: bytes) }
    }
    return names
  }

  /// Fixes the names of accounts and pots.
  public mutating func setNames(_ names: [String: String]) throws(ArchiveError) {
    let ids = names.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let document = JSONWriter.document(.indented) { json in
      for id in ids { json.member(id, names[id] ?? "") }
    }
    try files.replace(Layout.names, document)
    try files.seal()
  }
}
