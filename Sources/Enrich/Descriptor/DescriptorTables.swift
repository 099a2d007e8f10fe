// What has to be known by heart to read card descriptors: codes of countries (ISO 3166-1) and of states of
// the United States, beginnings of towns of several words, and payment services that put their name in front.

import Bytes

/// Codes as their letters packed into a number.
enum CountryCodes {
  static func packed(_ code: some StringProtocol) -> UInt32 {
    code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func set(_ codes: String) -> Set<UInt32> {
    Set(codes.split(separator: " ").map { packed($0) })
  }

  /// Three letters, and `ROM`, which card networks still send for Romania.
  static let three = set(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR \
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL \
    COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK \
    FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV \
    HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO \
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG \
    MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN \
    PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROM ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB \
    SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON \
    TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """)

  /// Three letters that end a shop's name more often than they are its country.
  static let words = set("AND BEN CAF COD COM DOM GEO GIN GUM JAM MAC PAN TON VAT")

  /// Two letters, for text with columns.
  static let two = set(
    """
    AD AE AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF \
    CG CH CI CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA \
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM \
    JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN \
    MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PR PS PT \
    PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR ST SV SX SY SZ TC TD TG TH TJ TL TM \
    TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WS YE YT ZA ZM ZW
    """)

  /// Two letters that are taken for a country in text without columns.
  static let unmistakable = set("DE DK ES FR GB IE LU NL PT SE US")

  static let states = set(
    """
    AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM \
    NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY
    """)

  /// States that are taken for one in text without columns.
  static let unmistakableStates = set("AZ CA FL IL NC NJ NV NY TX WA")
}

/// Towns of several words.
enum Towns {
  /// Words that a town begins with, whatever follows.
  private static let beginnings: Set<String> = [
    "BAD", "BUENOS", "EAST", "EL", "FORT", "HONG", "KUALA", "LA", "LAS", "LE", "LOS", "NEW",
    "NORTH",
    "PALMA", "PORT", "SAINT", "SAN", "SANTA", "SAO", "SOUTH", "ST", "ST.", "TEL", "UPON", "WEST",
  ]

  /// Last words of towns that fit 13 columns, each with the word that must be before.
  private static let pairs: [String: String] = [
    "KEYNES": "MILTON", "REGIS": "LYME", "WHARF": "CANARY",
  ]

  /// Whether a word belongs to the town that follows it.
  static func begins(_ word: String, _ town: String) -> Bool {
    pairs[town] == word || beginnings.contains(word)
  }
}

/// Services that take payments for others and put their own name in front of a `*`.
enum PaymentServices {
  private static let names = KeyTable([
    "sq", "paypal", "pp", "zettle", "iz", "izettle", "sumup", "tst", "sp", "klarna", "crv", "dojo",
    "google", "lsp", "ls", "nya", "wpy", "eb",
  ])

  static func contains(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
    var word: [UInt8] = []
    for byte in bytes[range.indices] where byte != 0x5F && byte > 0x20 {
      word.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
    }
    return names.index(of: word, ByteRange(start: 0, count: word.count)) != nil
  }
}
