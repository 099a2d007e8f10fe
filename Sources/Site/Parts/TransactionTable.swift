// One page of a list of transactions as its template takes it.

internal import Aggregate
internal import Model
internal import Mustache

extension TransactionList {
  /// What the template shows of one page, for a page of the site with a frame.
  func table(_ number: Int, in frame: Frame) -> Value {
    let isLargest = order == .largestFirst
    return [
      "count": .text(Words.rows(range(number), of: count)),
      "order": [
        "href": frame.href(otherPath),
        "label": .text(isLargest ? Words.newestFirst : Words.largestFirst),
      ],
      "caption": .text(Words.transactionsCaption(month, largestFirst: isLargest)),
      "rows": .list(rows(number).map(\.context)),
      "sums": .list(sums(number)),
      "pager": pageCount == 1 ? .null : pager(number, in: frame),
    ]
  }

  private func sums(_ number: Int) -> [Value] {
    func line(_ name: String, _ amount: Amount) -> Value {
      ["name": .text(name), "amount": .amount(amount, .signed)]
    }
    if pageCount == 1 { return [line(Words.sumOfRows, wholeSum)] }
    return [line(Words.sumOfPage, sum(rows(number))), line(Words.sumOfAll, wholeSum)]
  }

  private func pager(_ number: Int, in frame: Frame) -> Value {
    var links: [Value] = []
    func add(_ label: String, _ page: Int, rel: String?) {
      links.append([
        "href": frame.href(path(page)), "label": .text(label), "rel": .textOrNull(rel),
      ])
    }
    if number > 1 {
      add(Words.firstPage, 1, rel: nil)
      add(Words.previousPage, number - 1, rel: "prev")
    }
    if number < pageCount {
      add(Words.nextPage, number + 1, rel: "next")
      add(Words.lastPage, pageCount, rel: nil)
    }
    return ["text": .text(Words.rows(range(number), of: count)), "links": .list(links)]
  }
}

extension TransactionLine {
  private static let shape = Shape(
    "anchor", "class", "iso", "date", "icon", "payee", "category", "flags", "foreign", "note",
    "account", "value", "amount")

  /// What the template shows of a row.
  var context: Value {
    .object(
      TransactionLine.shape,
      [
        .text(anchor), .textOrNull(className), .text(date.description), .text(date.text),
        .text(icon),
        .text(payee), .text(category), .text(flags.joined(separator: " ")),
        .amount(foreign, .foreign), .textOrNull(note), .text(account),
        .text(amount.value), .text(amount.signedText),
      ])
  }

  private var className: String? {
    switch status {
    case .pending: "pending"
    case .declined: "declined"
    case .settled: flow == .transfer || flow == .none ? "quiet" : amount.minorUnits > 0 ? "in" : nil
    }
  }

  /// What a person has to know of the row, in words.
  private var flags: [String] {
    var flags: [String] = []
    switch status {
    case .pending: flags.append(Words.pending)
    case .declined: flags.append(Words.declined(declineReason))
    case .settled: break
    }
    switch flow {
    case .refund: flags.append(Words.refund)
    case .transfer: flags.append(Words.transfer)
    case .repaid: flags.append(Words.paidBack)
    case .notSpending: flags.append(Words.notCounted)
    case .notIncome: flags.append(Words.notCountedAsIncome)
    case .none where status != .declined: flags.append(Words.noMoney)
    case .none, .income, .spending: break
    }
    if splitCount > 1 { flags.append(Words.split(splitCount)) }
    if let fee { flags.append(Words.fee(fee)) }
    if foreign != nil { flags.append(Words.foreign) }
    return flags
  }
}
