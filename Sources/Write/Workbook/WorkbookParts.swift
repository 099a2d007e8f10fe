// The parts of a workbook beside its sheets (ECMA-376 parts 1 and 2): what is in it, how cells look, what sheets are called.

internal import Bytes

/// The fixed parts of a workbook.
enum WorkbookParts {
  static let xml: StaticString =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// The paths and bytes of the parts of a workbook of so many sheets, in the order in which they are written.
  static func all(_ sheets: [String]) -> [(path: String, bytes: [UInt8])] {
    [
      ("[Content_Types].xml", contentTypes(sheets.count)), ("_rels/.rels", relationships),
      ("xl/workbook.xml", workbook(sheets)),
      ("xl/_rels/workbook.xml.rels", workbookRelationships(sheets.count)),
      ("xl/styles.xml", styles),
    ].map { ($0.0, Array("\(xml)\($0.1)\n".utf8)) }
  }

  /// The path of the sheet of a number from 1.
  static func path(ofSheet number: Int) -> String { "xl/worksheets/sheet\(number).xml" }

  private static func contentTypes(_ count: Int) -> String {
    let sheets = (1...max(1, count)).map {
      "<Override PartName=\"/\(path(ofSheet: $0))\" ContentType=\"\(type).worksheet+xml\"/>"
    }
    return """
      <Types xmlns="\(package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(type).sheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="\(type).styles+xml"/>\(sheets.joined())</Types>
      """
  }

  private static var relationships: String {
    """
    <Relationships xmlns="\(package)/relationships">\
    <Relationship Id="rId1" Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """
  }

  private static func workbook(_ sheets: [String]) -> String {
    let list = sheets.enumerated().map { index, name in
      "<sheet name=\"\(escaped(name))\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    return """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><bookViews><workbookView/></bookViews>\
      <sheets>\(list.joined())</sheets></workbook>
      """
  }

  private static func workbookRelationships(_ count: Int) -> String {
    let sheets = (1...max(1, count)).map {
      "<Relationship Id=\"rId\($0)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    return """
      <Relationships xmlns="\(package)/relationships">\(sheets.joined())\
      <Relationship Id="rId\(count + 1)" Type="\(office)/styles" Target="styles.xml"/></Relationships>
      """
  }

  /// The looks in the order of `SheetWriter.Style`.
  private static var styles: String {
    let formats = [0, 0, 164, 49, 3, 4, 165, 166].enumerated().map { index, format in
      "<xf numFmtId=\"\(format)\" fontId=\"\(index == 1 ? 1 : 0)\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
        + " applyNumberFormat=\"1\" applyFont=\"1\"/>"
    }
    return """
      <styleSheet xmlns="\(main)"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
      <numFmt numFmtId="165" formatCode="#,##0.000"/><numFmt numFmtId="166" formatCode="#,##0.0000"/></numFmts>\
      <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
      <font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
      <fills count="2"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(formats.count)">\(formats.joined())</cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
      """
  }

  private static func escaped(_ text: String) -> String {
    var writer = ByteWriter()
    append(Array(text.utf8), to: &writer)
    return writer.string
  }

  /// Appends text of which nothing is taken for markup, nor for the escapes `_x0041_` that spreadsheets read (ECMA-376,
  /// ST_Xstring).
  static func append(_ text: [UInt8], to writer: inout ByteWriter) {
    guard text.contains(where: isSpecial) else { return writer.append(bytes: text) }
    for (at, byte) in text.enumerated() {
      switch byte {
      case 0x26: writer.append("&amp;")
      case 0x3C: writer.append("&lt;")
      case 0x3E: writer.append("&gt;")
      case 0x22: writer.append("&quot;")
      case 0x5F where isEscape(text, at): writer.append("_x005F_")
      default: writer.append(byte)
      }
    }
  }

  /// Whether a byte may not stand as it is.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0x5F
  }

  private static func isEscape(_ text: [UInt8], _ at: Int) -> Bool {
    guard at + 6 < text.count, text[at + 1] == 0x78, text[at + 6] == 0x5F else { return false }
    return text[at + 2..<at + 6].allSatisfy {
      0x30...0x39 ~= $0 || 0x41...0x46 ~= $0 || 0x61...0x66 ~= $0
    }
  }
}
