// The thin driver of the fetch stage: takes the reducer's effects, performs them on the network, the token
// keeper and the archive, and reports to the reducer what came of it.

package import Archive
package import Disk
package import Fetch
internal import Model
internal import MonzoAPI

/// One run of fetching, from its start to its report.
package struct FetchLoop<World: FetchWorld, Storage: Disk> {
  /// The id of token requests, which the reducer never gives.
  private static var tokenRequest: RequestID { -1 }
  /// Rows wait in memory for so many seconds, so that a partition is not written again for every page.
  private static var unsavedSecondsMax: Int64 { 2 }

  package var world: World
  package var archive: ArchiveFolder<Storage>
  package var keeper: TokenKeeper
  /// Takes every effect, with the time by the bank's clock, to show how far the run is.
  package var watch: FetchWatch = { _, _ in }
  /// What was written so far.
  package private(set) var changes = ArchiveChanges()

  private var state = FetchState()
  private var report: FetchReport?
  private var wakeTime: Instant?
  private var tokenTime: Instant?
  private var inFlight: Set<RequestID> = []
  private var unsaved: [StoreID] = []
  private var lastSave: Instant
  /// Whether nothing is kept.
  private var isDryRun = false

  package init(_ world: World, _ archive: ArchiveFolder<Storage>, _ keeper: TokenKeeper) {
    self.world = world
    self.archive = archive
    self.keeper = keeper
    lastSave = self.world.now
  }

  /// Runs until the reducer says that it is over.
  ///
  /// - Throws: what the archive or the token store refuse; what was kept before stays kept.
  package mutating func run(_ start: FetchStart) throws -> FetchReport {
    isDryRun = start.options.isDryRun
    try happen(.started(start))
    while report == nil {
      if isTimeToSave() {
        try save()
      } else {
        try take(world.next(until: deadline))
      }
    }
    try save()
    return report ?? FetchReport(.interrupted)
  }

  // MARK: Events

  private mutating func take(_ event: WorldEvent) throws {
    switch event {
    case .answered(Self.tokenRequest, let response):
      inFlight.remove(Self.tokenRequest)
      try perform(keeper.answered(response, at: world.now))
    case .failed(Self.tokenRequest, let failure):
      inFlight.remove(Self.tokenRequest)
      try perform(keeper.failed(failure))
    case .answered(let id, let response):
      inFlight.remove(id)
      try happen(.answered(id, response))
    case .failed(let id, let failure):
      inFlight.remove(id)
      try happen(.failed(id, failure))
    case .deadline: try wake()
    case .interrupted: try happen(.interrupted)
    }
  }

  private mutating func happen(_ kind: FetchEvent.Kind) throws {
    let (next, effects) = step(
      state, FetchEvent(at: world.now, jitter: world.jitter(), kind))
    state = next
    for effect in effects { try perform(effect) }
  }

  private mutating func wake() throws {
    let now = world.now
    if let time = tokenTime, time <= now {
      // What was in flight when the refresh began may have brought the request to wait.
      let quiet = state.quietUntil.flatMap { now < $0 ? $0 : nil }
      tokenTime = quiet
      if quiet == nil { try perform(keeper.woke()) }
    }
    if let time = wakeTime, time <= now {
      wakeTime = nil
      try happen(.woke)
    }
  }

  /// When the next of those who wait wants to be woken.
  private var deadline: Instant? {
    guard let wakeTime, let tokenTime else { return wakeTime ?? tokenTime }
    return min(wakeTime, tokenTime)
  }

  // MARK: Effects

  private mutating func perform(_ effect: FetchEffect) throws {
    watch(effect, world.now)
    switch effect {
    case .send(let id, let request): send(id, request, token: keeper.accessToken)
    case .store(let id, let item):
      if !isDryRun { try archive.keep(item, at: world.now) }
      unsaved.append(id)
    case .wait(let time): wakeTime = time
    case .refreshToken(let generation):
      try perform(keeper.beginRefresh(generation: generation))
    case .reloadToken(let generation): try happen(keeper.reload(generation: generation))
    case .progress, .note: break
    case .finish(let report): self.report = report
    }
  }

  private mutating func send(_ id: RequestID, _ request: HTTPRequest, token: Secret?) {
    inFlight.insert(id)
    world.send(id, request, token: token)
  }

  private mutating func perform(_ action: TokenKeeper.Action) throws {
    switch action {
    case .send(let request): send(Self.tokenRequest, request, token: nil)
    case .wait(let seconds):
      tokenTime = Instant(
        seconds: world.now.seconds + Int64(seconds), nanoseconds: world.now.nanoseconds)
    case .done(let event): try happen(event)
    }
  }

  // MARK: Keeping

  /// Nothing else can happen before it is saved, or enough has gathered.
  private mutating func isTimeToSave() -> Bool {
    guard !unsaved.isEmpty else { return false }
    let now = world.now
    return inFlight.isEmpty
      || now.seconds - lastSave.seconds >= Self.unsavedSecondsMax
  }

  private mutating func save() throws {
    if !isDryRun { changes.add(try archive.flush(now: world.now)) }
    lastSave = world.now
    let saved = unsaved
    unsaved = []
    for id in saved { try happen(.stored(id)) }
    if isDryRun { return }
    let hint = state.resumeHint
    if report == nil || !hint.parts.isEmpty {
      try archive.leaveHint(hint)
    } else {
      try archive.removeHint()
    }
  }
}
