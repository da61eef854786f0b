// read.mjs JSON PDF PDFJS: what a reader hears of a tagged PDF, one line for each block with text: its role and its text, in the order of
// the structure tree. A row of a table is one line with its cells in it. ActualText and Alt stand for what they replace; artifacts are left
// out.
//
// Two walks: our own over qpdf's JSON, which knows ActualText, and pdf.js over the file. They must agree on the order of marked content,
// on its roles, on Alt, and on the text of each mark that has no ActualText. All marked text is in the tree, once.
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { Pdf } from "./pdf.mjs"

const INLINE = new Set(["Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Annot"])
const COLUMNS = 120 // lines longer than that go on in the next, after two blanks

const [jsonFile, pdfFile, library] = process.argv.slice(2)
const pdf = new Pdf(JSON.parse(readFileSync(jsonFile, "utf8")))
const problems = pdf.problems

// ---- our own walk

const markOf = (piece) => pdf.pages[piece.page]?.marks.get(piece.mcid)

// all pieces of content below an element, with the role that they stand under
function pieces(element, out = []) {
  for (const kid of element.kids)
    if (kid.kids === undefined) out.push({ ...kid, role: element.role })
    else pieces(kid, out)
  return out
}

const heard = (piece) => markOf(piece)?.actual ?? markOf(piece)?.text ?? ""
const isInline = (kid) => INLINE.has(kid.role) && kid.kids.every((k) => k.kids === undefined || isInline(k))

function inlineText(element) {
  if ((element.actual ?? element.alt) !== undefined) return element.actual ?? element.alt
  return element.kids.map((kid) => (kid.kids === undefined ? heard(kid) : inlineText(kid))).join("")
}

// TR TH Week | TD 3 | TD first paragraph / second paragraph
function rowLine(row) {
  const cells = row.kids.map((cell) => {
    const texts = blockLines(cell, []).map((line) => line.text.trim())
    return `${cell.role} ${texts.filter((text) => text !== "").join(" / ")}`.trim()
  })
  return { role: row.role, text: cells.join(" | ") }
}

// what stands directly in a block is a line, up to the next block in it
function blockLines(element, out) {
  let line
  const add = (text) => {
    if (line === undefined) out.push(line = { role: element.role, text: "" })
    line.text += text
  }
  if ((element.actual ?? element.alt) !== undefined || element.kids.length === 0) {
    add(element.actual ?? element.alt ?? "")
    return out
  }
  if (element.role === "TR") {
    out.push(rowLine(element))
    return out
  }
  for (const kid of element.kids)
    if (kid.kids === undefined) add(heard(kid))
    else if (isInline(kid)) add(inlineText(kid))
    else {
      line = undefined
      blockLines(kid, out)
    }
  return out
}

const visible = (text) => text.replace(/\s+/g, " ").trim().replace(/[\p{Cc}\p{Cf}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16).toUpperCase()}}`)

function fold(line) {
  const out = []
  while (line.length > COLUMNS) {
    let at = line.lastIndexOf(" ", COLUMNS)
    if (at < 3) at = line.indexOf(" ", COLUMNS)
    if (at < 0) break
    out.push(line.slice(0, at))
    line = "  " + line.slice(at + 1)
  }
  return [...out, line].join("\n")
}

function checkMarks(all) {
  const seen = new Set()
  for (const piece of all) {
    const name = `page ${piece.page + 1}, MCID ${piece.mcid}`
    if (markOf(piece) === undefined) problems.push(`${name}: in the tree, but not on the page`)
    if (seen.has(name)) problems.push(`${name}: twice in the tree`)
    seen.add(name)
  }
  pdf.pages.forEach((page, i) => page.marks.forEach((mark, mcid) => {
    if (!seen.has(`page ${i + 1}, MCID ${mcid}`)) problems.push(`page ${i + 1}, MCID ${mcid}: not in the tree: '${mark.text}'`)
    if (mark.actual === undefined && mark.text.includes("\uFFFD")) problems.push(`page ${i + 1}, MCID ${mcid}: codes without text: '${mark.text}'`)
  }))
}

// ---- the walk of pdf.js, which tells the tree page by page

function otherPieces(node, out = []) {
  for (const kid of node.children ?? [])
    if (kid.type === "content") out.push({ role: node.role, mcid: Number(/_mc(\d+)$/.exec(kid.id)[1]) })
    else if (kid.role !== undefined) otherPieces(kid, out)
  return out
}

function otherTexts(items) {
  const texts = new Map(), stack = []
  for (const item of items)
    if (item.type?.startsWith("beginMarkedContent")) stack.push(/_mc(\d+)$/.exec(item.id ?? "")?.[1] ?? stack.at(-1))
    else if (item.type === "endMarkedContent") stack.pop()
    else if (stack.at(-1) !== undefined) texts.set(Number(stack.at(-1)), (texts.get(Number(stack.at(-1))) ?? "") + item.str)
  return texts
}

function alts(node, key, out = []) {
  if (node.alt !== undefined) out.push(node.alt)
  for (const kid of node[key] ?? []) alts(kid, key, out)
  return out
}

// pdf.js guesses spaces from distances
const solid = (text) => text.replace(/[\s\u200B]/g, "")

async function compare(document, all) {
  const otherAlts = new Set()
  for (let i = 0; i < pdf.pages.length; i++) {
    const page = await document.getPage(i + 1), tree = (await page.getStructTree()) ?? {}
    const texts = otherTexts((await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })).items)
    const own = all.filter((piece) => piece.page === i), other = otherPieces(tree)
    alts(tree, "children").forEach((alt) => otherAlts.add(alt))
    own.forEach((piece, k) => {
      const mark = markOf(piece) ?? { text: "" }, got = texts.get(piece.mcid) ?? ""
      if (piece.mcid !== other[k]?.mcid || piece.role !== other[k]?.role)
        problems.push(`page ${i + 1}: content ${k} in the tree is ${piece.role} ${piece.mcid}, for pdf.js ${other[k]?.role} ${other[k]?.mcid}`)
      if (mark.actual === undefined && solid(mark.text) !== solid(got))
        problems.push(`page ${i + 1}, MCID ${piece.mcid}: the text is '${mark.text}', for pdf.js '${got}'`)
    })
    if (other.length > own.length) problems.push(`page ${i + 1}: pdf.js finds ${other.length} pieces of content, not ${own.length}`)
  }
  for (const alt of new Set(pdf.tree.flatMap((element) => alts(element, "kids"))))
    if (!otherAlts.has(alt)) problems.push(`the alternative text '${alt}' is not there for pdf.js`)
}

const all = pdf.tree.flatMap((element) => pieces(element))
checkMarks(all)
// what pdf.js misses for drawing, it says on standard output
console.log = console.warn = () => {}
const { getDocument } = await import(pathToFileURL(library))
const document = await getDocument({ data: new Uint8Array(readFileSync(pdfFile)), verbosity: 0, useSystemFonts: false, isEvalSupported: false }).promise
await compare(document, all)
await document.destroy()

const lines = pdf.tree.flatMap((element) => blockLines(element, []))
process.stdout.write(lines.map((line) => fold(`${line.role} ${visible(line.text)}`.trimEnd()) + "\n").join(""))
for (const problem of problems) process.stderr.write(`reading: ${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0
