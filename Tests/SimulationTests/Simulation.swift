// One simulation: the real reducer, loop, token keeper and archive through all chapters of a scenario, then in
// calm weather until the bank has given everything. After every run the archive is held against the bank.

import Archive
import Disk
import Fetch
import Model
import MonzoAPI
import TestSupport

@testable import Connect
@testable import Sandbox

/// The power went while the last line was written.
private struct CutOff: Error {}

/// A simulation of one seed.
final class Simulation {
  static let redirect = "http://127.0.0.1:8912/callback"

  let diary: Diary
  let world: SimulatedWorld
  let store = MemoryTokenStore()
  var disk = MemoryDisk()
  let auditor: ArchiveAuditor
  private var random: SeededRandom
  /// The accounts that all of its runs are about; all when empty.
  private let wanted: [String]
  /// Until when the bank gives the whole history, as the last login learned.
  private var historyOpenUntil: Instant?
  /// The end of the run, when it was done.
  var end: Moment?
  /// What the program reported.
  private(set) var said: [String] = []

  init(seed: UInt64, isVerbose: Bool) {
    random = SeededRandom(seed: seed)
    diary = Diary(isVerbose: isVerbose)
    var bank = Banks.make(seed: seed, &random)
    let start = DemoBank.asOf.milliseconds + Int64.random(in: 0...86_400_000, using: &random)
    let span = Int64.random(in: 1...300, using: &random) * 86_400_000
    let stories = Int.random(in: 0...9, using: &random)
    auditor = ArchiveAuditor(diary)
    auditor.learn(
      Banks.live(&bank, seed: seed, from: start, through: start + span, stories: stories))
    world = SimulatedWorld(bank, at: start, seed: random.next(), diary)
    // A run over all accounts has twice the requests; one of three may do.
    let identities = bank.books.bank.drafts.identities
    let accounts = DemoAccount.accounts.map { identities.account($0).text } + ["", ""]
    wanted = [accounts[Int.random(in: 0..<5, using: &random)]].filter { !$0.isEmpty }
    let store = store
    world.rules.currentToken = { store.hasFailed ? nil : store.login?.token?.access }
  }

  /// Runs it.
  ///
  /// - Returns: what broke a law, or nothing.
  static func diary(seed: UInt64, isVerbose: Bool = false) -> Diary {
    let simulation = Simulation(seed: seed, isVerbose: isVerbose)
    simulation.run()
    return simulation.diary
  }

  /// The bank and the disk as they are now.
  var moment: Moment { Moment(world, disk, wanted: wanted) }

  private func run() {
    for chapter in Scenario.chapters(&random) { run(chapter) }
    finish()
    checkSecrets()
  }

  /// Calm weather, and a person who does what the program says, until all is well.
  private func finish() {
    var chapter = Chapter()
    chapter.pause = Int64.random(in: 0...3_000_000, using: &random)
    world.bank.rules.requestsPerMinute = nil
    // Perhaps without a login first, as a run at night would try, then with one, which opens the whole history.
    if Int.random(in: 0..<3, using: &random) == 0 { run(chapter) }
    chapter.isLogin = true
    let report = run(chapter)
    guard report?.outcome == .done, let end else {
      return diary.violation(
        world.clock,
        "the last run, in calm weather after a login, ended \(String(describing: report?.outcome))")
    }
    auditor.checkEverythingCovered(end)
    auditor.checkProofs(end)
  }

  // MARK: A run

  /// Runs a chapter.
  ///
  /// - Returns: the report; nil when the run was cut off.
  @discardableResult
  func run(_ chapter: Chapter) -> FetchReport? {
    world.clock += chapter.pause
    diary.note(world.clock, "———— \(chapter)")
    if chapter.stories > 0 {
      auditor.learn(
        Banks.live(
          &world.bank, seed: random.next(), from: world.clock, through: world.clock + 40_000,
          stories: chapter.stories))
    }
    end = nil
    world.beginRun(concurrency: chapter.concurrency)
    world.weather = chapter.weather
    prepare(chapter.misfortune)
    defer { mend(chapter.misfortune) }
    do {
      if chapter.isLogin { try logIn(isApproved: chapter.isApproved) }
      guard let login = store.login, login.token != nil else { return nil }
      let report = try fetch(login, chapter)
      check(report, chapter)
      return report
    } catch {
      said.append("\(error)")
      check(error, chapter)
      return nil
    }
  }

  private func fetch(_ login: SavedLogin, _ chapter: Chapter) throws -> FetchReport {
    let keeper = TokenKeeper(login, store: store) { [self] in said.append("\($0)") }
    var archive = try ArchiveFolder(writing: disk)
    if let user = login.token?.userID { try archive.bind(user: user) }
    var start = FetchStart(
      options: FetchOptions(), coverage: try archive.coverage(), token: keeper.facts,
      login: keeper.loginTime, resume: archive.resumeHint())
    start.options.accounts = wanted
    start.options.concurrency = chapter.concurrency
    start.options.awaitsApproval = chapter.isLogin
    if chapter.isLogin { historyOpenUntil = nil }
    if chapter.knowsOpening { start.historyOpenUntil = historyOpenUntil }
    auditor.begin(moment, isResumed: start.resume != nil)
    var loop = FetchLoop(world, archive, keeper)
    loop.watch = { [self] effect, _ in hear(effect) }
    let report = try loop.run(start)
    if report.outcome == .done || loop.changes != ArchiveChanges() {
      try loop.archive.noteFetch(at: world.now, late: loop.changes.late)
      if disk.hasCrashed { throw CutOff() }
    }
    diary.note(world.clock, "ended: \(report.outcome)")
    if !world.isDead, !disk.hasCrashed { said.append("\(report)") }
    return report
  }

  private func hear(_ effect: FetchEffect) {
    switch effect {
    case .progress(let progress):
      if let until = progress.historyOpenUntil { historyOpenUntil = until }
    case .note(let note): said.append("\(note)")
    case .store(let id, let item):
      diary.note(world.clock, "store \(id) \(Simulation.words(item))")
      if case .complete(let key, let window) = item { auditor.noteComplete(key.accountID, window) }
    default: break
    }
  }

  private static func words(_ item: StoreItem) -> String {
    switch item {
    case .accounts(let list): "\(list.count) accounts"
    case .pots(let account, let list): "\(list.count) pots of \(account)"
    case .balance(let account, _, let time): "balance of \(account) at \(time)"
    case .rows(let account, let window, let isFirst, let rows):
      "\(rows.count) rows of \(account) \(window.since)–\(window.before)\(isFirst ? " first" : "")"
    case .unreadable(let account, _, let rows): "\(rows.count) unreadable rows of \(account)"
    case .complete(let key, let window):
      "complete \(key.accountID) \(window.since)–\(window.before)"
    case .gap(let key, let gap):
      "gap \(key.accountID) \(gap.window.since)–\(gap.window.before) \(gap.reason)"
    case .historyClosed(let key, let login): "history of \(key.accountID) closed to \(login)"
    }
  }

  // MARK: Logging in

  /// What `login` does before it fetches.
  private func logIn(isApproved: Bool) throws {
    let delay = world.bank.rules.approvalDelay
    if !isApproved { world.bank.rules.approvalDelay = nil }
    defer { world.bank.rules.approvalDelay = delay }
    let client = world.bank.clients[0]
    guard let code = world.bank.approveLogin(of: client.id, redirectURI: Simulation.redirect)
    else { return }
    let call = ExchangeCode(
      clientID: client.id, clientSecret: client.secret, redirectURI: Simulation.redirect, code: code
    )
    let answer = try ExchangeCode.answer(to: world.bank.answer(call.request, at: world.now))
    let fresh = SavedLogin(
      api: "https://api.monzo.com", client: .init(id: client.id, secret: client.secret),
      token: store.login?.token)
    try store.save(fresh.taking(answer, at: world.now))
  }

  // MARK: Misfortune

  private func prepare(_ misfortune: Chapter.Misfortune) {
    let (store, disk) = (store, disk)
    world.onDeath = {
      disk.crashesAfter = disk.operations.count
      store.savesLeft = 0
    }
    switch misfortune {
    case .none: break
    case .killed(let event), .blackout(let event): world.incidents[event] = .death
    case .powerLoss(let operation): disk.crashesAfter = disk.operations.count + operation
    case .fullDisk(let bytes): disk.freeBytes = bytes
    case .interrupted(let event): world.incidents[event] = .interrupt
    case .evicted(let event): world.incidents[event] = .eviction
    case .extended(let event): world.incidents[event] = .consent
    case .brokenStore(let saves): store.savesLeft = saves
    }
  }

  /// What the user does after a misfortune, and what a loss of power left.
  private func mend(_ misfortune: Chapter.Misfortune) {
    store.savesLeft = nil
    store.hasFailed = false
    switch misfortune {
    case .powerLoss, .blackout:
      if disk.hasCrashed { disk = disk.afterPowerLoss(seed: random.next()) }
    default: break
    }
    disk = disk.copy()
    auditor.check(end ?? moment)
  }
}
