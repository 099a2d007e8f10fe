// Balances before and after the rows: a balance is a fact only when it was the same before the first row of the
// trailing window was asked for and after the last one came.

internal import Model
internal import MonzoAPI

extension FetchReducer {
  /// Moves every account on whose rows are read.
  mutating func advance() {
    planWhenListed()
    closeHistory()
    guard state.phase == .reading else { return }
    for place in state.accounts.indices where isRead(place) {
      if state.accounts[place].isOwn, state.accounts[place].balance != nil {
        state.accounts[place].stage = .askingAfter
        ask(.balance(account: place))
      } else {
        state.accounts[place].stage = .done
      }
    }
    guard ownRowsAreRead else { return }
    for place in state.accounts.indices where state.accounts[place].stage == .waiting {
      beginTrailing(place)
    }
    for owner in state.accounts.indices where potsAreRead(owner) {
      state.accounts[owner].pots.stage = .comparing
      ask(.pots(owner: owner))
    }
  }

  /// Whether the last row of an account's trailing window came just now.
  private func isRead(_ place: Int) -> Bool {
    state.accounts[place].stage == .reading
      && !state.windows.contains { $0.account == place && $0.isTrailing }
  }

  /// Whether all rows of the accounts that the bank lists are read, so that all pots are known.
  private var ownRowsAreRead: Bool {
    let isBusy = state.accounts.contains {
      $0.isOwn && ($0.stage == .askingBefore || $0.stage == .reading)
    }
    return !isBusy && !state.windows.contains { state.accounts[$0.account].isOwn }
  }

  /// Whether the rows of all pots of an account are read.
  private func potsAreRead(_ owner: Int) -> Bool {
    state.accounts[owner].isOwn && state.accounts[owner].pots.stage == .listed
      && state.accounts.allSatisfy { $0.owner != owner || $0.stage == .done }
  }

  /// Takes the balance of an account, before the rows or after them.
  mutating func balanceRead(_ place: Int, _ answer: Balance) {
    switch state.accounts[place].stage {
    case .askingBefore:
      state.accounts[place].balance = answer.balance
      if state.phase == .reading { beginTrailing(place) }
    case .askingAfter where state.accounts[place].balance == answer.balance:
      let id = state.accounts[place].key.accountID
      let object = RawObject(id: id, body: answer.body)
      keep(.balance(accountID: id, object, at: state.accounts[place].balanceTime))
      state.accounts[place].stage = .done
    case .askingAfter:
      state.accounts[place].balance = answer.balance
      readAgain(place, named: state.accounts[place].key.accountID)
    case .waiting, .reading, .done: break
    }
  }

  /// Takes the refusal of a balance, which some types of account have none of; rows may still come.
  mutating func balanceRefused(_ place: Int, _ error: BankError) {
    let account = state.accounts[place]
    let isAsked = account.stage == .askingBefore || account.stage == .askingAfter
    guard isAsked || account.isRefused else { return }
    if account.record.refusal == nil { state.accounts[place].record.refusal = error }
    effects.append(.note(.balanceRefused(accountID: account.key.accountID, error)))
    if account.stage == .askingAfter {
      state.accounts[place].stage = .done
    } else if isAsked, state.phase == .reading {
      beginTrailing(place)
    }
  }

  /// Reads the trailing window again because the balance moved, unless that was done often enough.
  private mutating func readAgain(_ place: Int, named id: String) {
    guard state.phase == .reading else { return }
    guard state.accounts[place].rereads < Limits.rereads else {
      state.accounts[place].stage = .done
      effects.append(.note(.balanceMoved(accountID: id)))
      return
    }
    state.accounts[place].rereads += 1
    beginTrailing(place)
  }

  /// Compares the pots of an account with what they were before the rows.
  mutating func potsCompared(_ owner: Int, _ list: [ListedPot]) {
    guard state.accounts[owner].pots.stage == .comparing else { return }
    state.accounts[owner].pots.stage = .done
    for (at, pot) in state.accounts[owner].pots.pots.enumerated() {
      guard let before = pot.balance else { continue }
      let answer = list.first { $0.id == pot.id }
      let account = state.accounts.firstIndex { $0.key.potID == pot.id && $0.owner == owner }
      guard let answer, let after = answer.balance, after != before else {
        state.accounts[owner].pots.pots[at].balance = nil
        if let answer {
          let time = state.accounts[account ?? owner].balanceTime
          keep(.balance(accountID: pot.id, answer.raw, at: time))
        }
        continue
      }
      state.accounts[owner].pots.pots[at].balance = after
      guard let account, state.accounts[account].rereads < Limits.rereads else {
        state.accounts[owner].pots.pots[at].balance = nil
        effects.append(.note(.balanceMoved(accountID: pot.id)))
        continue
      }
      readAgain(account, named: pot.id)
      state.accounts[owner].pots.stage = .listed
    }
  }
}
