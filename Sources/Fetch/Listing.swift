// Accounts and pots: the first questions of a run, the wait for the approval in the app, and what is planned
// when all lists are there.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// Takes the accounts; the first answer during a login is the approval, which opens the history.
  mutating func accountsListed(_ list: [ListedAccount]) {
    keep(.accounts(list.map(\.raw)))
    guard state.phase == .listing else { return }
    if state.approvalUntil != nil {
      state.approvalUntil = nil
      state.historyOpenUntil = now.adding(seconds: Limits.historySeconds)
    }
    for account in list where isWanted(account) {
      let opened = account.created.map(WindowPlan.opened)
      let key = AccountCoverage.Key(accountID: account.id, opened: opened)
      add(key, type: account.type, owner: nil)
      ask(.pots(owner: state.accounts.count - 1))
    }
  }

  /// Whether an account is among those that the user named.
  private func isWanted(_ account: ListedAccount) -> Bool {
    let names = state.options.accounts
    guard !state.accounts.contains(where: { $0.key.accountID == account.id }) else {
      return false
    }
    return names.isEmpty || names.contains(account.id)
      || account.type.map(names.contains) ?? false
  }

  /// Takes the refusal of the accounts: not approved yet, or not far enough.
  mutating func accountsRefused(_ error: BankError) {
    guard error.status == 403 else {
      return end(.misunderstood("accounts: \(error)"))
    }
    guard let until = state.approvalUntil, now < until else { return end(.approveInApp) }
    let wait = now.adding(milliseconds: 2_000 + RetryPolicy.spread(1_000, jitter))
    again(Call(ask: .accounts, notBefore: min(wait, until)))
    showProgress(.awaitingApproval(until: until))
  }

  /// Takes the pots of an account, before the rows or after them.
  mutating func potsListed(_ owner: Int, _ list: [ListedPot]) {
    keep(.pots(accountID: state.accounts[owner].key.accountID, list.map(\.raw)))
    guard state.accounts[owner].pots.stage == .listing else { return potsCompared(owner, list) }
    state.accounts[owner].pots.pots = list.map {
      PotList.Pot(id: $0.id, created: $0.created, balance: $0.balance)
    }
    state.accounts[owner].pots.stage = list.isEmpty ? .done : .listed
  }

  /// Takes the refusal of an account's pots, which some types of account have none of.
  mutating func potsRefused(_ owner: Int, _ error: BankError) {
    state.accounts[owner].pots.stage = .done
    effects.append(.note(.potsRefused(accountID: state.accounts[owner].key.accountID, error)))
  }

  /// Plans the run when all lists are there.
  mutating func planWhenListed() {
    guard state.phase == .listing, state.calls.isEmpty, state.inFlight.isEmpty else { return }
    state.phase = .reading
    for known in state.coverage {
      guard let potID = known.potID else { continue }
      addPot(potID, account: known.accountID, seenIn: nil)
    }
    for place in state.accounts.indices { plan(place) }
    if state.options.isDryRun { return planOnly() }
    for place in state.accounts.indices where state.accounts[place].isOwn {
      state.accounts[place].stage = .askingBefore
      ask(.balance(account: place))
    }
  }

  /// Adds an account to the run.
  mutating func add(_ key: AccountCoverage.Key, type: String?, owner: Int?) {
    let known = state.coverage.first { $0.accountID == key.accountID }
    let opened = key.opened ?? known?.opened
    let key = AccountCoverage.Key(accountID: key.accountID, potID: key.potID, opened: opened)
    let since = WindowPlan.trailingSince(opened: opened ?? Limits.earliest, now: now)
    var account = AccountWork(
      key: key, owner: owner, complete: known?.complete ?? [], trailingSince: since,
      trailingBefore: now,
      record: AccountFetch(accountID: key.accountID, potID: key.potID, type: type))
    account.wasRead = !account.complete.isEmpty
    if account.wasRead {
      account.refusedBefore = (known?.gaps ?? []).filter { $0.reason == .refused }.map(\.window)
    }
    if let closed = known?.closedLogin, closed == state.login {
      account.history = .closed(.verificationRequired)
    }
    if account.isOwn {
      account.unsettled = WindowPlan.unsettled(account.complete, trailingSince: since)
    }
    state.accounts.append(account)
  }

  /// Adds the hidden account of a pot, unless it is known or belongs to an account that nobody asked for.
  ///
  /// - Returns: whether it was added.
  @discardableResult
  mutating func addPot(_ potID: String, account: String, seenIn place: Int?) -> Bool {
    guard !state.accounts.contains(where: { $0.key.accountID == account }) else { return false }
    let owner = state.accounts.firstIndex { owner in
      owner.pots.pots.contains { $0.id == potID }
    }
    guard let owner = owner ?? place.map({ state.accounts[$0].owner ?? $0 }) else {
      guard state.options.accounts.isEmpty else { return false }
      add(AccountCoverage.Key(accountID: account, potID: potID), type: nil, owner: nil)
      return true
    }
    let pot = state.accounts[owner].pots.pots.first { $0.id == potID }
    let opened = pot?.created.map(WindowPlan.opened) ?? state.accounts[owner].key.opened
    add(
      AccountCoverage.Key(accountID: account, potID: potID, opened: opened), type: nil, owner: owner
    )
    return true
  }
}
