// pdf.mjs: a PDF as qpdf tells it in JSON: the marked content of its pages and its structure tree. It knows what our device writes, and
// stops where there is something else, such as an inline image or content in a form.

const utf16 = (hex) => (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join("")

// a text string (ISO 32000-1, 7.9.2.2) given as bytes
function textOf(bytes) {
  const hex = Buffer.from(bytes, "latin1").toString("hex")
  if (hex.startsWith("feff")) return utf16(hex.slice(4))
  if (hex.startsWith("efbbbf")) return Buffer.from(hex.slice(6), "hex").toString("utf8")
  return bytes
}

// ---- content streams (7.8.2) and CMaps, which share their syntax. Names keep their slash, strings are { string }, keywords { word }.

const SPACE = " \t\r\n\f\0"
const DELIMITER = SPACE + "()<>[]{}/%"
const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }

class Tokens {
  constructor(source) {
    this.s = source
    this.at = 0
  }

  skip() {
    for (;;) {
      while (this.at < this.s.length && SPACE.includes(this.s[this.at])) this.at++
      if (this.s[this.at] !== "%") return
      while (this.at < this.s.length && !"\r\n".includes(this.s[this.at])) this.at++
    }
  }

  regular() {
    const from = this.at
    while (this.at < this.s.length && !DELIMITER.includes(this.s[this.at])) this.at++
    return this.s.slice(from, this.at)
  }

  literal() {
    let out = ""
    for (let depth = 1; ; this.at++) {
      const c = this.s[this.at]
      if (c === undefined) throw new Error("a string without end")
      if (c === "(") depth++
      if (c === ")" && --depth === 0) break
      if (c !== "\\") {
        out += c
        continue
      }
      const octal = /^[0-7]{1,3}/.exec(this.s.slice(this.at + 1, this.at + 4))
      if (octal !== null) {
        out += String.fromCharCode(parseInt(octal[0], 8) & 255)
        this.at += octal[0].length
      } else {
        const next = this.s[++this.at]
        if (next !== "\n" && next !== "\r") out += ESCAPES[next] ?? next
      }
    }
    this.at++
    return { string: out }
  }

  hex() {
    const end = this.s.indexOf(">", this.at)
    const digits = this.s.slice(this.at, end).replace(/\s/g, "")
    this.at = end + 1
    return { string: Buffer.from(digits.length % 2 ? digits + "0" : digits, "hex").toString("latin1") }
  }

  // up to the closing word, as an array
  until(close) {
    const out = []
    for (;;) {
      const token = this.next()
      if (token === undefined) throw new Error(`no ${close} before the end`)
      if (token?.word === close) return out
      out.push(token)
    }
  }

  next() {
    this.skip()
    if (this.at >= this.s.length) return undefined
    const two = this.s.slice(this.at, this.at + 2)
    if (two === "<<" || two === ">>") {
      this.at += 2
      if (two === ">>") return { word: ">>" }
      const flat = this.until(">>"), dict = {}
      for (let i = 0; i < flat.length; i += 2) dict[flat[i]] = flat[i + 1]
      return dict
    }
    const c = this.s[this.at]
    if (c === "/") {
      this.at++
      return "/" + this.regular().replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    }
    if (DELIMITER.includes(c)) {
      this.at++
      if (c === "(") return this.literal()
      if (c === "<") return this.hex()
      if (c === "[") return this.until("]")
      return { word: c }
    }
    const word = this.regular()
    return /^[+-]?[0-9]*\.?[0-9]*$/.test(word) ? Number(word) : { word }
  }
}

// ---- fonts: codes to text, through ToUnicode (9.10.3)

const number = (bytes) => parseInt(Buffer.from(bytes, "latin1").toString("hex"), 16)
const utf16Bytes = (bytes) => utf16(Buffer.from(bytes, "latin1").toString("hex"))

function addRange(map, [from, to, first]) {
  for (let code = number(from.string), i = 0; code <= number(to.string); code++, i++) {
    const text = Array.isArray(first) ? utf16Bytes(first[i].string) : utf16Bytes(first.string)
    const last = text.length - 1
    map.set(code, Array.isArray(first) ? text : text.slice(0, last) + String.fromCharCode(text.charCodeAt(last) + i))
  }
}

function readCMap(source) {
  const tokens = new Tokens(source), map = new Map()
  let stack = [], width = 1
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    if (token?.word === undefined) {
      stack.push(token)
      continue
    }
    if (token.word === "endcodespacerange") width = stack[0].string.length
    if (token.word === "endbfchar")
      for (let i = 0; i < stack.length; i += 2) map.set(number(stack[i].string), utf16Bytes(stack[i + 1].string))
    if (token.word === "endbfrange") for (let i = 0; i < stack.length; i += 3) addRange(map, stack.slice(i, i + 3))
    stack = []
  }
  return { width, map }
}

function decode(font, bytes) {
  let out = ""
  for (let i = 0; i < bytes.length; i += font.width) out += font.map.get(number(bytes.slice(i, i + font.width))) ?? "\uFFFD"
  return out
}

// ---- the document

export class Pdf {
  // json of: qpdf --json=2 --json-stream-data=inline --decode-level=generalized
  constructor(json) {
    this.objects = json.qpdf[1]
    this.problems = []
    this.fonts = new Map()
    this.pages = json.pages.map((page) => this.readPage(page))
    this.byRef = new Map(this.pages.map((page, i) => [page.ref, i]))
    const root = this.at(this.at(this.objects.trailer.value["/Root"])["/StructTreeRoot"])
    this.roles = this.at(root["/RoleMap"]) ?? {}
    this.tree = this.kids(root["/K"], undefined)
  }

  at(x) {
    while (typeof x === "string" && /^\d+ \d+ R$/.test(x)) {
      const object = this.objects["obj:" + x]
      x = object?.stream !== undefined ? object.stream : object?.value
    }
    return x
  }

  // "u:..." or "b:hex" of qpdf
  string(x) {
    x = this.at(x)
    if (x === undefined || x === null) return undefined
    return x.startsWith("u:") ? x.slice(2) : textOf(Buffer.from(x.slice(2), "hex").toString("latin1"))
  }

  bytes(ref) { return Buffer.from(this.at(ref).data, "base64").toString("latin1") }

  font(ref) {
    if (!this.fonts.has(ref)) this.fonts.set(ref, readCMap(this.bytes(this.at(ref)["/ToUnicode"])))
    return this.fonts.get(ref)
  }

  // marks: MCID to { text, actual }; text is what the glyphs say, actual what ActualText says instead, if anything
  readPage(page) {
    const dict = this.at(page.object), out = { ref: page.object, marks: new Map() }
    let node = dict
    while (node["/Resources"] === undefined) node = this.at(node["/Parent"])
    const resources = this.at(node["/Resources"])
    const tokens = new Tokens(page.contents.map((ref) => this.bytes(ref)).join("\n"))
    const state = { font: undefined, stack: [], resources, page: out }
    let args = []
    for (let token = tokens.next(); token !== undefined; token = tokens.next())
      if (token?.word === undefined) args.push(token)
      else {
        this.operate(state, token.word, args)
        args = []
      }
    return out
  }

  operate(state, word, args) {
    if (word === "Tf") state.font = this.font(this.at(state.resources["/Font"])[args[0]])
    else if (word === "BMC" || word === "BDC") this.begin(state, args[0], word === "BDC" ? args[1] : {})
    else if (word === "EMC") state.stack.pop()
    else if (word === "Tj" || word === "'" || word === "\"") this.show(state, args.at(-1).string)
    else if (word === "TJ") for (const part of args[0]) if (part.string !== undefined) this.show(state, part.string)
    // pictures may hold text that this walk does not see
    else if (word === "BI" || word === "Do") throw new Error(`content in ${word}: teach tests/pdf/order/pdf.mjs`)
  }

  begin(state, tag, properties) {
    const dict = typeof properties === "string" ? this.at(this.at(state.resources["/Properties"])[properties]) : properties
    const above = state.stack.at(-1) ?? {}, mcid = dict["/MCID"]
    const actual = dict["/ActualText"] === undefined ? undefined : textOf(dict["/ActualText"].string)
    const mark = mcid === undefined ? above.mark : { text: "", actual }
    if (mcid !== undefined && state.page.marks.has(mcid)) this.problems.push(`page ${state.page.ref}: MCID ${mcid} is used twice`)
    if (mcid !== undefined) state.page.marks.set(mcid, mark)
    // within a mark, ActualText stands for its own part only
    if (mcid === undefined && actual !== undefined && mark !== undefined && !above.muted) mark.text += actual
    const replaced = mcid === undefined && actual !== undefined
    state.stack.push({ mark, artifact: above.artifact || tag === "/Artifact", muted: above.muted || replaced })
  }

  show(state, bytes) {
    const text = decode(state.font, bytes), top = state.stack.at(-1) ?? {}
    if (top.artifact) return
    if (top.mark === undefined) this.problems.push(`page ${state.page.ref}: text that is neither marked nor an artifact: '${text}'`)
    else if (!top.muted) top.mark.text += text
  }

  // elements { role, alt, actual, kids } and pieces of content { page, mcid }, in logical order (14.7.4)
  kids(k, page) {
    k = Array.isArray(this.at(k)) ? this.at(k) : k === undefined || k === null ? [] : [k]
    return k.map((kid) => this.kid(this.at(kid), page)).filter((kid) => kid !== undefined)
  }

  kid(x, page) {
    if (typeof x === "number") return { page: this.byRef.get(page), mcid: x }
    if (x["/Type"] === "/OBJR") return undefined
    if (x["/Type"] === "/MCR") {
      if (x["/Stm"] !== undefined) throw new Error("content of the structure tree within a form: teach tests/pdf/order/pdf.mjs")
      return { page: this.byRef.get(x["/Pg"] ?? page), mcid: x["/MCID"] }
    }
    const role = x["/S"], own = x["/Pg"] ?? page
    return {
      role: (this.roles[role] ?? role).slice(1),
      alt: this.string(x["/Alt"]),
      actual: this.string(x["/ActualText"]),
      kids: this.kids(x["/K"], own),
    }
  }
}
