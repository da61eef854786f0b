--- The look: one unit, one grid, two reading sizes; black, white, one dark red for the European Union's part.
--
-- Lengths are points or strings with a unit. A style may begin with another one (from). Spaces around blocks are
-- multiples of a quarter of the unit, 13 pt: baseline distance, gutter and smallest vertical step.
-- What the engine asks for by name; the other styles are for templates:
--   document body title heading-1 heading-2 heading-3 note list list-item caption columns rule blank mark figure
--   figure-text figure-caption
--   source sources table table-head table-head-row table-row table-cell tile tile-figure tile-label tile-note
--   running-head running-foot head head-right foot foot-right

--- topic theme: the styles of the page, by name
-- style = "note" in a call of doc gives its block another look. Styles are those of the theme in the executable,
-- scripts/theme.lua; a report defines none. An unknown name stops the run with the nearest. For another look take the
-- file's assets, change scripts/theme.lua, and pack with --assets.
-- @style body: running text
-- @style note: small print
-- @style masthead: a bold line above the title
-- @style title: doc:title
-- @style heading-1: doc:heading(1, ...)
-- @style heading-2: doc:heading(2, ...)
-- @style heading-3: doc:heading(3, ...)
-- @style side-heading: a heading in a column of its own, beside its text
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
-- @style blank: doc:blank
-- @style blanks: doc:columns of blanks
-- @style ask-row: doc:columns with a verb and its request
-- @style ask-note: a note in the head of requests
-- @style ask: a request
-- @style ask-verb: the verb of a request, white in a red slab
-- @style tiles: doc:columns of tiles
-- @style tile: doc:tile
-- @style tile-figure: its number
-- @style tile-label: what the number counts
-- @style tile-note: its note
-- @style cases: doc:columns of cases
-- @style case-heading: heading of a case
-- @style case: a case
-- @style table: doc:table
-- @style table-head-row: the row of a table's head
-- @style table-row: a row of a table
-- @style table-head: text in a table's head
-- @style table-cell: text in a table
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
local hair, thin = 0.5, 1

local styles = {
  document = {},
  body = { family = "sans", size = 10, leading = unit, color = black, after = unit / 2 },
  note = { from = "body", size = 8, leading = 9.75, after = unit / 4 },
  mark = { from = "body", size = 7.5, after = 0 },

  masthead = { from = "note", bold = true, after = 0 },
  title = {
    from = "body", bold = true, size = 24, tracking = -0.3, leading = 27, rule_above = 4, rule_color = black,
    pad_top = 3, after = unit / 2, keep_next = true, keep_together = true,
  },
  ["heading-1"] = { from = "body", bold = true, size = 11.5, before = unit / 2, after = unit / 8, keep_next = true },
  ["heading-2"] = { from = "body", bold = true, before = unit / 2, after = 0, keep_next = true },
  ["heading-3"] = { from = "body", italic = true, before = unit / 2, after = 0, keep_next = true },
  ["side-heading"] = { from = "heading-1", before = 0, after = 0 },

  list = { after = unit / 2 },
  ["list-item"] = { from = "body", after = 0 },
  figure = { before = unit / 4, after = unit / 2, keep_together = true },
  chart = { before = unit / 4, after = unit },
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
  blank = { from = "note", rule_below = hair, rule_color = black, pad_bottom = 2, after = 0, keep_together = true },
  blanks = { gutter = unit, after = unit / 2 },

  -- what the European Union is asked: the verb stands white in a red slab
  ["ask-row"] = { gutter = unit, after = unit / 4 },
  ["ask-note"] = { from = "note", pad_top = 2.5, pad_bottom = 1.5, after = 0 },
  ask = { from = "body", after = 0 },
  ["ask-verb"] = {
    from = "body", bold = true, size = 10.5, color = white, fill = red,
    pad_top = 1, pad_bottom = 2, pad_left = 5, pad_right = 5, after = 0,
  },

  tiles = { gutter = unit, before = unit / 4, after = unit * 0.75 },
  tile = { rule_above = thin, rule_color = black, pad_top = 1 },
  ["tile-figure"] = { from = "body", bold = true, size = 30, tracking = -1, leading = 31, after = 0, keep_next = true },
  ["tile-label"] = { from = "body", size = 9, leading = 11.25, bold = true, after = 0, keep_next = true },
  ["tile-note"] = { from = "note", after = 0 },

  cases = { gutter = unit, before = unit / 4, after = unit / 2 },
  ["case-heading"] = {
    from = "body", bold = true, rule_above = thin, rule_color = black, pad_top = 2, after = 0, keep_next = true,
  },
  case = { from = "body", size = 9, leading = 11.25, after = 0 },

  table = { gutter = unit / 2, before = unit / 8, after = unit / 4 },
  ["table-head-row"] = { rule_above = thin, rule_color = black, pad_top = 1.5, pad_bottom = 1.5 },
  ["table-row"] = { rule_above = hair, rule_color = black, pad_top = 1, pad_bottom = 1 },
  ["table-head"] = { from = "note", bold = true, after = 0 },
  ["table-cell"] = { from = "note", after = 0 },

  method = { from = "note", size = 7.5, leading = 9, after = 0 },
  ["sources-row"] = { gutter = unit, before = unit / 2, after = 2 },
  sources = { after = 0 },
  source = { from = "note", size = 7.5, leading = 9, hang = 12, after = 0 },

  ["running-head"] = { rule_below = hair, rule_color = black, pad_bottom = 3, gutter = unit },
  ["running-foot"] = { rule_above = hair, rule_color = black, pad_top = 4, gutter = unit },
  head = { from = "note", after = 0 },
  ["head-right"] = { from = "head", align = "right" },
  foot = { from = "note", size = 7.5, leading = 9, after = 0 },
  ["foot-right"] = { from = "foot", align = "right" },
}

--- {page.n} of the wording becomes facts.n; a wording without its fact is left out
local function say(facts, key)
  local body = facts.words[key]
  local complete = body ~= nil
  local text = body and body:gsub("{page%.([%w_]+)}", function(name)
    local fact = facts[name]
    complete = complete and fact ~= nil
    return fact ~= nil and tostring(fact) or ""
  end)
  return complete and text or nil
end

--- a string as CommonMark that means the same letters
local function plain(text)
  return (text:gsub("[%p]", "\\%0"))
end

--- What stands at the head ("head") and foot ("foot") of a page; nil for nothing.
-- facts: n, total, title, sourced, use_by, facts_until, compiled_on, level, lang, words
local function running(where, page, _, facts)
  if where == "head" then
    return page > 1 and { left = plain(facts.title) } or nil
  end
  local parts = {}
  local function add(text)
    parts[#parts + 1] = text
  end
  local level = facts.level and facts.words["page.level." .. facts.level]
  local use_by = say(facts, "page.use-by")
  add(use_by and "**" .. use_by .. "**")
  add(not facts.sourced and facts.words["page.unsourced.short"] or nil)
  add(say(facts, "page.facts-until"))
  add(say(facts, "page.compiled-on"))
  add(level and level .. "." or nil)
  add(facts.sourced and say(facts, "page.corrections") or nil)
  local width = facts.total > 9 and "25mm" or "15mm" -- "Page 10 of 120" takes more
  return { left = table.concat(parts, " "), right = say(facts, "page.of"), width = width }
end

return {
  page = { width = "210mm", height = "297mm", top = 44, bottom = 54, left = "25mm", right = "20mm", mirrored = false },
  styles = styles,
  colors = { black = black, white = white, red = red }, -- red is the European Union's part, and only that
  running = running,
}
