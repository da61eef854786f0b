--- The look: one unit, one grid, two reading sizes; black, white, one dark red for the European Union's part.
--
-- Lengths are points or strings with a unit. A style may begin with another one (from). Spaces around blocks are
-- multiples of a quarter of the unit, 13 pt: baseline distance, gutter and smallest vertical step.
-- What the engine asks for by name; the other styles are for templates:
--   document body title heading-1 heading-2 heading-3 note list list-item caption columns rule blank mark
--   shown ask-box ask-text opinion opinion-label opinion-text term description quote quote-gist quote-box quote-by
--   contents contents-entry contents-1 contents-2 contents-3
--   contents-page source sources table table-head table-head-row table-row table-cell table-group table-group-row
--   table-note tile
--   tile-figure tile-label tile-note
--   figure figure-text figure-caption
--   running-head running-foot head head-right foot foot-right

--- topic theme: the styles of the page, by name
-- style = "note" in a call of doc gives its block another look. Styles are those of the theme in the executable,
-- scripts/theme.lua; a report defines none. An unknown name stops the run with the nearest. For another look take the
-- file's assets, change scripts/theme.lua, and pack with --assets.
-- Margins mirror: the wide one is at the left of odd pages and at the right of even ones, for a document that is bound
-- or printed on both sides. So the text of two pages does not stand at the same place.
-- @style body: running text
-- @style note: small print
-- @style masthead: a bold line above the title
-- @style strip: doc:columns above the title: what the document is, for whom
-- @style strip-text: text in it
-- @style strip-kind: what the document is
-- @style strip-row: doc:columns of a label and what belongs to it
-- @style strip-label: such a label
-- @style title-box: doc:box of the title of a first page
-- @style title-row: doc:columns in it
-- @style title-side: text beside the title
-- @style title-slab: the title in it
-- @style title-display: the same, large
-- @style title: doc:title
-- @style heading-1: doc:heading(1, ...)
-- @style heading-2: doc:heading(2, ...)
-- @style heading-3: doc:heading(3, ...)
-- @style side-heading: a heading in a column of its own, beside its text
-- @style opening: a heading that opens a part, below a heavy rule
-- @style small-opening: the same, in letters as large as the text
-- @style small-heading: a heading in small letters, below a thin rule
-- @style side-row: doc:columns with a heading beside its text
-- @style list: the room around a list
-- @style list-item: items of doc:list and of lists in texts
-- @style caption: caption of a table
-- @style figure: doc:figure with its caption
-- @style figure-text: text on a figure
-- @style figure-name: names on a chart
-- @style figure-total: totals on a chart
-- @style chart: a chart with its table
-- @style figure-strong: the same in bold: heads, labels of an axis
-- @style figure-eu: the same in the colour of the European Union's part
-- @style figure-caption: below a figure, with the marks of what it shows
-- @style columns: doc:columns
-- @style rule: doc:rule
-- @style box: doc:box with a rule above
-- @style shown: the line "n of m shown" below a list that a page budget shortened
-- @style term: terms of doc:descriptions
-- @style description: doc:descriptions, the room between term and text
-- @style quote-box: around doc:quote
-- @style quote: doc:quote
-- @style quote-gist: doc:quote of what was said in other words
-- @style quote-by: who said it
-- @style contents: doc:contents
-- @style contents-entry: an entry, heading and page side by side
-- @style contents-1: entry of a heading of level 1
-- @style contents-2: entry of a heading of level 2
-- @style contents-3: entry of a heading of level 3
-- @style contents-page: its page number
-- @style callout: doc:box of what must not be missed
-- @style callout-text: text in it, of parts.callout
-- @style blank: doc:blank
-- @style blanks: doc:columns of blanks
-- @style ask-row: doc:columns with a verb and its request
-- @style ask-note: a note in the head of requests
-- @style ask: a request
-- @style ask-box: doc:ask
-- @style ask-frame: doc:ask around a request whose verb stands in its slab
-- @style ask-text: text of doc:ask
-- @style opinion: doc:opinion
-- @style opinion-label: the words that say so, above it
-- @style opinion-text: text of doc:opinion
-- @style ask-to: to whom it goes, and by when, beside it
-- @style ask-below: the same below it
-- @style ask-verb: the verb of a request, white in a red slab
-- @style tiles: doc:columns of tiles
-- @style large-tiles: the same, of large ones
-- @style tile: doc:tile
-- @style tile-figure: its number
-- @style tile-display: the same, large
-- @style tile-label: what the number counts
-- @style tile-note: its note
-- @style cases: doc:columns of cases
-- @style case-box: doc:box of a case, below a heavy rule
-- @style small-case-box: the same, below a thin rule
-- @style case-heading: heading of a case
-- @style small-case-heading: the same, as large as the text
-- @style case-note: who somebody is, and the date of the last report
-- @style small-case: a case in small letters
-- @style case-ask: what is asked in a case; strong emphasis is red
-- @style case: a case
-- @style table: doc:table
-- @style ledger: doc:table that is read like text: cells as large as text, on the grid of the page
-- @style ledger-head-row: its head
-- @style ledger-row: its rows
-- @style ledger-cell: its cells; strong emphasis is red
-- @style ledger-name: a cell that names its row
-- @style ledger-note: a cell in small print
-- @style findings: doc:table of what checks find, with blanks for who settles it
-- @style findings-head-row: its head
-- @style findings-row: its rows
-- @style findings-cell: its cells
-- @style findings-group-row: the row above the findings of one check
-- @style findings-group: the check, its rule and the next step; its code is bold
-- @style told: doc:columns of what is said of a dispute and its chart
-- @style finding-box: doc:box of a dispute, below a thin rule
-- @style passages: doc:grid of passages that stand side by side
-- @style passage: what a passage says, and its lines
-- @style finding-next: doc:columns with the next step of a dispute, and who takes it
-- @style small-ledger: the same in small print
-- @style small-ledger-head-row: its head
-- @style small-ledger-row: its rows
-- @style small-ledger-cell: its cells; strong emphasis is red
-- @style table-head-row: the row of a table's head
-- @style table-row: a row of a table
-- @style table-head: text in a table's head
-- @style table-cell: text in a table
-- @style table-group-row: the row above a group of rows
-- @style table-group: text in it
-- @style table-note: a note below a table
-- @style key: doc:box of what signs mean, beside a table
-- @style notes: doc:grid of small print
-- @style word: what the European Union said, with its date
-- @style method: how facts were collected, in the smallest print
-- @style sources-row: doc:columns around the list of sources
-- @style sources: the list of sources
-- @style source: an entry of it
-- @style mark: source marks
-- @style document: the whole document
-- @style running-head: head of the page
-- @style running-foot: foot of the page
-- @style head: text in the head
-- @style head-right: text at the right of the head
-- @style foot: text in the foot
-- @style foot-right: text at the right of the foot
-- @usage
--   local report = { id = "styles", title = "Styles", api = 1, levels = { "public" }, evidence = "none" }
--   function report.render(doc)
--     doc:title("Styles")
--     doc:paragraph("In small print.", nil, { style = "note" })
--     doc:box("box", function() doc:paragraph("In a box.") end)
--   end
--   return report

local unit = 13
local black, white, red = 0x000000, 0xFFFFFF, 0x6B0A14
local hair, thin, heavy = 0.5, 1, 4
local slab = true -- the title stands white on a black slab; false saves toner: black on white below a heavy rule

local styles = {
  document = {},
  body = { family = "sans", size = 10, leading = unit, color = black, after = unit / 2 },
  note = { from = "body", size = 8, leading = 9.75, after = unit / 4 },
  mark = { from = "body", size = 7.5, after = 0 },

  -- the first page: a strip that says what it is, and the title
  strip = { gutter = unit, after = unit / 2 },
  ["strip-text"] = { from = "note", after = 0 },
  ["strip-kind"] = { from = "note", bold = true, after = 0 },
  ["strip-row"] = { gutter = 4, after = 1 },
  ["strip-label"] = { from = "note", bold = true, after = 0 },
  ["title-box"] = slab and {
    fill = black, pad_top = 2, pad_bottom = 5, pad_left = 7.6, pad_right = 7.6, after = unit * 0.75,
  } or { rule_above = heavy, rule_color = black, pad_top = unit / 4, after = unit },
  ["title-row"] = { gutter = unit },
  ["title-side"] = { from = "note", bold = true, color = slab and white or black, pad_top = 4, after = 0 },
  title = {
    from = "body", bold = true, size = 24, tracking = -0.3, leading = 27, rule_above = heavy, rule_color = black,
    pad_top = 3, after = unit / 2, keep_next = true, keep_together = true,
  },
  ["title-slab"] = {
    from = "body", bold = true, size = 27, tracking = -0.3, leading = 28, color = slab and white or black, after = 0,
  },
  ["title-display"] = { from = "title-slab", size = 46, tracking = -0.8, leading = 47 },
  masthead = { from = "note", bold = true, after = 0 },

  ["heading-1"] = { from = "body", bold = true, size = 11.5, before = unit / 2, after = unit / 8, keep_next = true },
  ["heading-2"] = { from = "body", bold = true, before = unit / 2, after = 0, keep_next = true },
  ["heading-3"] = { from = "body", italic = true, before = unit / 2, after = 0, keep_next = true },
  ["side-heading"] = { from = "body", bold = true, after = 0 },
  -- opens a part of the document: a heavy rule, then the heading
  opening = {
    from = "body", bold = true, size = 13, rule_above = heavy, rule_color = black, pad_top = unit / 2, before = unit,
    after = unit / 4, keep_next = true,
  },
  ["small-opening"] = {
    from = "opening", size = 10, pad_top = unit / 4, before = unit * 0.75, after = unit / 8,
  },
  ["small-heading"] = {
    from = "note", bold = true, rule_above = thin, rule_color = black, pad_top = 2, before = unit / 4, after = 0,
    keep_next = true,
  },
  ["side-row"] = { gutter = unit, after = unit / 2 },

  list = { after = unit / 2 },
  ["list-item"] = { from = "body", after = 0 },
  shown = { from = "note", italic = true, after = unit / 4 },
  term = { from = "body", bold = true, after = 0 },
  description = { gutter = unit, rule_above = hair, rule_color = black, pad_top = 1, pad_bottom = 2.5 },
  ["quote-box"] = { left = unit, right = unit, before = unit / 4, after = unit / 2, keep_together = true },
  quote = { from = "body", italic = true, after = unit / 4 },
  ["quote-gist"] = { from = "body", after = unit / 4 },
  ["quote-by"] = { from = "note", after = 0 },
  contents = { after = unit / 2 },
  ["contents-entry"] = { gutter = unit },
  ["contents-1"] = { from = "body", after = 0 },
  ["contents-2"] = { from = "body", left = unit, after = 0 },
  ["contents-3"] = { from = "body", left = unit * 2, after = 0 },
  ["contents-page"] = { from = "body", align = "right", after = 0 },
  figure = { before = unit / 4, after = unit / 2, keep_together = true },
  chart = { before = unit / 4, after = unit / 4 },
  ["figure-name"] = { from = "body", after = 0 },
  ["figure-total"] = { from = "figure-name", bold = true },
  ["figure-text"] = { from = "note", after = 0 },
  ["figure-strong"] = { from = "figure-text", bold = true },
  ["figure-eu"] = { from = "figure-strong", color = red },
  ["figure-caption"] = { from = "note", before = 2, after = 0 },
  caption = { from = "body", bold = true, after = unit / 4, keep_next = true },
  columns = { gutter = unit, after = unit / 2 },
  rule = { rule_above = hair, rule_color = black, before = unit / 4, after = unit / 4 },
  box = { rule_above = thin, rule_color = black, pad_top = unit / 4, after = unit / 2 },
  callout = {
    rule_above = thin, rule_below = thin, rule_color = black, pad_top = unit / 2, pad_bottom = unit / 2,
    before = unit / 2, after = unit, keep_together = true,
  },
  ["callout-text"] = { from = "body", after = 0 },
  blank = { from = "note", rule_below = hair, rule_color = black, pad_bottom = 0.5, after = 0, keep_together = true },
  blanks = { gutter = unit, after = unit / 2 },

  -- what the European Union is asked: the verb stands white in a red slab
  ["ask-row"] = { gutter = unit, after = unit / 2 },
  ["ask-note"] = { from = "note", after = 0 },
  ask = { from = "body", pad_top = 2.4, after = 0 }, -- on the base line of the verb
  ["ask-to"] = { from = "note", pad_top = 4.4, after = 0 },
  ["ask-below"] = { from = "note", after = 0 },
  ["ask-box"] = { rule_above = heavy, rule_color = red, pad_top = 2, before = unit / 4, after = unit / 2 },
  ["ask-frame"] = {},
  ["ask-text"] = { from = "body", bold = true, after = unit / 8 },
  -- what the team thinks: set in, between thin rules, in italics, and said to be so
  opinion = {
    left = unit, right = unit, rule_above = thin, rule_below = thin, rule_color = black, pad_top = 2, pad_bottom = 3,
    before = unit / 4, after = unit / 2,
  },
  ["opinion-label"] = { from = "note", bold = true, after = 0, keep_next = true },
  ["opinion-text"] = { from = "body", italic = true, after = unit / 8 },
  ["ask-verb"] = {
    from = "body", bold = true, size = 12, leading = 14, color = white, fill = red,
    pad_top = 1.5, pad_bottom = 3.5, pad_left = 7.6, pad_right = 4, after = 0,
  },

  tiles = { gutter = unit, before = unit / 4, after = unit * 0.75 },
  ["large-tiles"] = { from = "tiles", before = unit * 0.75, after = unit },
  tile = { rule_above = thin, rule_color = black, pad_top = 1 },
  ["tile-figure"] = {
    from = "body", bold = true, size = 42, tracking = -1, leading = 37.5, after = 0, keep_next = true,
  },
  ["tile-display"] = { from = "tile-figure", size = 64.6, tracking = -1.5, leading = 56 },
  ["tile-label"] = { from = "body", bold = true, after = unit / 8, keep_next = true },
  ["tile-note"] = { from = "note", after = 0 },

  cases = { gutter = unit, after = unit * 0.75 },
  ["case-box"] = { rule_above = heavy, rule_color = black, pad_top = unit / 2 },
  ["small-case-box"] = { rule_above = thin, rule_color = black, pad_top = 2 },
  ["case-heading"] = { from = "body", bold = true, size = 13, after = 1, keep_next = true },
  ["small-case-heading"] = { from = "body", bold = true, after = 0, keep_next = true },
  ["case-note"] = { from = "note", after = unit / 4 },
  case = { from = "body", after = unit / 4 },
  ["small-case"] = { from = "note", after = 0 },
  ["case-ask"] = { from = "body", strong_color = red, after = 0 },

  table = { gutter = unit / 2, before = unit / 8, after = unit / 2 },
  ["table-head-row"] = { rule_above = thin, rule_color = black, pad_top = 1.5, pad_bottom = 1.5 },
  ["table-row"] = { rule_above = hair, rule_color = black, pad_top = 1, pad_bottom = 1 },
  ["table-head"] = { from = "note", bold = true, after = 0 },
  ["table-cell"] = { from = "note", after = 0 },
  ["table-group-row"] = { rule_above = thin, rule_color = black, pad_top = unit / 4, pad_bottom = 1 },
  ["table-group"] = { from = "note", bold = true, after = 0 },
  notes = { gutter = unit, before = unit / 8, after = unit / 4 }, -- doc:grid of notes
  key = { rule_above = thin, rule_color = black, pad_top = 1.5, before = unit / 8 }, -- level with a table beside it
  ["table-note"] = { from = "note", after = unit / 8 },
  -- a table that is read like text, with the grid of the page
  ledger = { gutter = unit, after = unit / 2 },
  ["ledger-head-row"] = { pad_bottom = unit / 8 },
  ["ledger-row"] = { rule_above = hair, rule_color = black, pad_top = 1, pad_bottom = 2.25 },
  ["ledger-cell"] = { from = "body", strong_color = red, after = 0 },
  ["ledger-name"] = { from = "body", after = 0 },
  ["ledger-note"] = { from = "note", pad_top = 2, after = 0 }, -- on the base line of the cells beside it

  ["small-ledger"] = { from = "ledger", gutter = 8 },
  ["small-ledger-head-row"] = { from = "ledger-head-row" },
  ["small-ledger-row"] = { rule_above = hair, rule_color = black, pad_top = 1.25, pad_bottom = 1.75 },
  ["small-ledger-cell"] = { from = "note", strong_color = red, after = 0 },

  findings = { from = "ledger", gutter = 8, before = unit / 4 },
  ["findings-head-row"] = { from = "ledger-head-row" },
  ["findings-row"] = { rule_above = hair, rule_color = black, pad_top = 1.25, pad_bottom = 1.75 },
  ["findings-cell"] = { from = "note", after = 0 },
  ["findings-group-row"] = { rule_above = thin, rule_color = black, pad_top = unit / 4, pad_bottom = 2 },
  ["findings-group"] = { from = "note", after = 0 },
  ["finding-box"] = {
    rule_above = thin, rule_color = black, pad_top = 3, before = unit / 2, after = unit / 2, keep_together = true,
  },
  told = { gutter = unit, after = 0 },
  passages = { gutter = unit, before = unit / 4, after = 0 },
  passage = { from = "note", left = unit, after = unit / 4 },
  ["finding-next"] = { gutter = unit, before = unit / 4, after = 0 },

  word = { from = "note", strong_color = red, after = unit / 4, keep_together = true },

  method = { from = "note", size = 7.5, leading = 9, after = 0 },
  ["sources-row"] = { gutter = unit, before = unit / 2, after = 2 },
  sources = { after = 0 },
  source = { from = "note", size = 7.5, leading = 8.75, hang = 12, after = 0 },

  ["running-head"] = { gutter = unit },
  ["running-foot"] = { rule_above = hair, rule_color = black, pad_top = 4, gutter = unit },
  head = { from = "note", bold = true, after = 0 },
  ["head-right"] = { from = "note", align = "right", after = 0 },
  foot = { from = "note", size = 7.5, leading = 9, after = 0 },
  ["foot-right"] = { from = "foot", align = "right" },
}

--- a string as CommonMark that means the same letters. Signs that mean nothing there stay as they are: what is escaped
-- is set apart from its neighbours.
local function plain(text)
  text = text:gsub("[\\`*_{}%[%]<>&#!~]", "\\%0")
  text = text:gsub("^(%s*)([-+=])", "%1\\%2")
  return (text:gsub("^(%s*%d+)([.)])", "%1\\%2"))
end

--- {page.n} of the wording becomes facts.n; a wording without its fact is left out
local function say(facts, key)
  local body = facts.words[key]
  local complete = body ~= nil
  local text = body and body:gsub("{page%.([%w_]+)}", function(name)
    local fact = facts[name]
    complete = complete and fact ~= nil
    return fact ~= nil and plain(tostring(fact)) or ""
  end)
  return complete and text or nil
end

--- What stands at the head ("head") and foot ("foot") of a page; nil for nothing.
-- facts: n, total, title, sourced, use_by, facts_until, compiled_on, level, lang, org, corrections, words
local function running(where, page, _, facts)
  if where == "head" then
    if page == 1 then
      return nil
    end
    local label = facts.level and facts.words["page.tlp." .. facts.level]
    local parts = { facts.compiled_on, label and plain(label) }
    return { left = plain(facts.title), right = #parts > 0 and table.concat(parts, ", ") or nil, width = "60mm" }
  end
  local parts = {}
  local function add(text)
    parts[#parts + 1] = text
  end
  local level = facts.level and facts.words["page.level." .. facts.level]
  local use_by = say(facts, "page.use-by")
  add(use_by and "**" .. use_by .. "**")
  add(not facts.sourced and facts.words["page.unsourced"] or nil)
  add(say(facts, "page.facts-until"))
  add(say(facts, "page.compiled-on"))
  add(level and level .. "." or nil)
  add(say(facts, "page.corrections-to") or facts.sourced and say(facts, "page.corrections") or nil)
  local width = facts.total > 9 and "22mm" or "15mm" -- "Page 10 of 120" takes more
  return { left = table.concat(parts, " "), right = say(facts, "page.of"), width = width }
end

return {
  page = {
    width = "210mm", height = "297mm", top = 46, bottom = 52, left = "25mm", right = "20mm",
    mirrored = true, columns = 6, gutter = unit,
  },
  styles = styles,
  colors = { black = black, white = white, red = red }, -- red is the European Union's part, and only that
  running = running,
}
