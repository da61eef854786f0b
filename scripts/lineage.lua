--- Where reports come from: what was read at the right, what was not read and is known through it at the left, and one
-- band for each lineage. An arrow goes the way that the words went; brackets join what has one origin.
--
--   same publisher [ RFE/RL      relayed by ──► │ src-a1   │ ] share a passage
--                  [ Azattyk     relayed by ──► │ AsiaNews │
--
-- A line of dots says that the author of one is related to somebody who speaks in the other: no link of the texts.

local lineage = {}

local line, up = 9.75, 7.3 -- [points] of figure-text: baseline to baseline, first baseline below the top
local pad = 3.5 -- [points] around the text of a box
local head = 16 -- [points] height of the heads above the first band
local gap = 15 -- [points] between bands
local tall = 640 -- [points] no figure is higher
-- [points] columns: label and bracket, name, kind, arrows, box, brackets and label
local names, kinds, arrows, boxes, beside = 66, 206, 258, 316, 408
local box_width = beside - boxes

local function name_of(node)
  return node.publisher or (node.kind.value == "stub" and node.title) or node.id
end

--- nodes by lineage, in their order: { read = nodes, unread = nodes, links = links within }
local function bands_of(description)
  local bands, of, by_id = {}, {}, {}
  for _, row in ipairs(description.nodes) do
    local key = row.lineage.value
    local node = { row = row, id = row.id.value, name = name_of(row), from = {} }
    if not of[key] then
      of[key] = { read = {}, unread = {}, links = {} }
      bands[#bands + 1] = of[key]
    end
    node.band, node.read = of[key], row.kind.value ~= "stub"
    table.insert(node.read and of[key].read or of[key].unread, node)
    by_id[node.id] = node
  end
  for _, link in ipairs(description.links) do
    local child, parent = by_id[link.child.value], by_id[link.parent.value]
    if child and parent and link.kind.value ~= "corrects" then
      table.insert(child.band.links, { child = child, parent = parent, kind = link.kind.value })
    end
  end
  return bands, by_id
end

-- ---- places
--- what was not read stands near what it went into
local function order_unread(band)
  local place = {}
  for i, node in ipairs(band.read) do
    place[node] = i
  end
  for i, node in ipairs(band.unread) do
    local sum, n = 0, 0
    for _, l in ipairs(band.links) do
      local other = l.parent == node and l.child or l.child == node and l.parent
      if other and place[other] then
        sum, n = sum + place[other], n + 1
      end
    end
    node.rank, node.index = n > 0 and sum / n or #band.read + 1, i
  end
  table.sort(band.unread, function(a, b)
    if a.rank ~= b.rank then
      return a.rank < b.rank
    end
    return a.index < b.index
  end)
end

--- heights of all nodes, and of the band; the tops are relative to it
local function measure(doc, band)
  local left, right = 0, 0
  for _, node in ipairs(band.unread) do
    local _, h = doc:measure(node.name, { width = kinds - names - 8 })
    node.height, node.top = h, left
    left = left + h + 4
  end
  for _, node in ipairs(band.read) do
    local _, h = doc:measure(node.name, { style = "figure-strong", width = box_width - 2 * pad })
    local second = node.row.publisher ~= nil and line or 0
    node.height = h + second + 2 * pad
    right = right + node.height + 8
  end
  left, right = math.max(0, left - 4), math.max(0, right - 8)
  band.height = math.max(left, right)
  local room, y = (band.height - right) / math.max(1, #band.read), 0
  for _, node in ipairs(band.read) do
    node.top = y + room / 2
    y = y + node.height + 8 + room
  end
  for _, node in ipairs(band.unread) do
    node.top = node.top + (band.height - left) / 2
  end
end

local function middle(node)
  return node.y + node.height / 2
end

-- ---- lines
local function path(pdf, points)
  pdf:move_to(points[1], points[2])
  for i = 3, #points, 2 do
    pdf:line_to(points[i], points[i + 1])
  end
  pdf:stroke()
end

local function arrow(pdf, x1, y1, x2, y2)
  local bend = (x2 - x1) * 0.55
  pdf:move_to(x1, y1)
  pdf:curve_to(x1 + bend, y1, x2 - bend, y2, x2 - 4, y2)
  pdf:stroke()
  pdf:move_to(x2, y2)
  pdf:line_to(x2 - 5.5, y2 - 2.4)
  pdf:line_to(x2 - 5.5, y2 + 2.4)
  pdf:close_path()
  pdf:fill()
end

--- joins two nodes at one side: a bracket from y1 to y2, and what it says beside its middle, from edge on,
-- no higher than least
local function bracket(doc, pdf, x, edge, y1, y2, label, least)
  local side = edge > x and 1 or -1
  path(pdf, { x - side * 4, y1, x, y1, x, y2, x - side * 4, y2 })
  local width = side > 0 and doc:width() - edge or edge
  local _, height = doc:measure(label, { width = width })
  local y = (y1 + y2 - height) / 2
  pdf:text(edge, math.max(y, least or y) + up, label, { width = width, align = side > 0 and "left" or "right" })
end

local function box(pdf, node)
  pdf:gsave()
  pdf:set_line_width(1.25)
  pdf:set_fill("white")
  pdf:rectangle(boxes + 0.6, node.y + 0.6, box_width - 1.2, node.height - 1.2)
  pdf:fill_stroke()
  pdf:grestore()
  pdf:text(boxes + pad, node.y + pad + up, node.name, { style = "figure-strong", width = box_width - 2 * pad })
  if node.row.publisher then
    pdf:text(boxes + pad, node.y + node.height - pad - line + up, node.row.id, { format = "plain" })
  end
end

--- the kinds of the links that lead from what was not read, in one line
local function kinds_of(band, node, texts)
  local seen, list = {}, {}
  for _, l in ipairs(band.links) do
    if l.parent == node and l.child.read and not seen[l.kind] then
      seen[l.kind] = true
      list[#list + 1] = texts["lineage.by." .. l.kind]
    end
  end
  return list
end

--- all that goes into a report meets at one point: arrowheads side by side would run into one another
local function show_arrows(pdf, band)
  for _, l in ipairs(band.links) do
    if l.child.read and not l.parent.read then
      arrow(pdf, arrows, middle(l.parent), boxes, middle(l.child))
    end
  end
end

--- how many brackets stand at the right of the boxes
local function count_brackets(band)
  band.brackets = 0
  for _, l in ipairs(band.links) do
    band.brackets = band.brackets + (l.child.read and l.parent.read and 1 or 0)
  end
  return band.brackets
end

local function show_band(doc, pdf, band, edge, texts)
  pdf:gsave()
  pdf:set_line_width(0.75)
  show_arrows(pdf, band)
  local left, right = 0, 0
  for _, l in ipairs(band.links) do
    local a, b = middle(l.child), middle(l.parent)
    local label = texts["lineage.between." .. l.kind]
    if l.child.read == l.parent.read and not l.child.read then
      bracket(doc, pdf, names - 7 - left * 5, names - 11 - left * 5, math.min(a, b), math.max(a, b), label,
        band.top + line + 1) -- below the name of the lineage
      left = left + 1
    elseif l.child.read and l.parent.read then
      bracket(doc, pdf, beside + 6 + right * 5, edge, math.min(a, b), math.max(a, b), label)
      right = right + 1
    end
  end
  pdf:grestore()
  for _, node in ipairs(band.unread) do
    pdf:text(names, node.y + up, node.name, { width = kinds - names - 8 })
    for i, kind in ipairs(kinds_of(band, node, texts)) do
      pdf:text(kinds, node.y + (node.height - line) / 2 + up + (i - 1) * line, kind)
    end
  end
  for _, node in ipairs(band.read) do
    box(pdf, node)
  end
end

--- dots along the right edge, from the source of an author to those in which a relative speaks
local function show_ties(doc, pdf, ties, edge, height, texts)
  local first, last = {}, {}
  pdf:gsave()
  pdf:set_line_width(1)
  pdf:set_line_cap("round")
  pdf:set_dash({ 0.1, 2.6 })
  for _, tie in ipairs(ties) do
    local y = middle(tie.to) + 4
    path(pdf, { beside + 1, y, edge - 4, y })
    first[tie.from] = math.min(first[tie.from] or middle(tie.from), y)
    last[tie.from] = math.max(last[tie.from] or middle(tie.from), y)
  end
  for i, tie in ipairs(ties) do
    local from = tie.from
    if i == 1 or ties[i - 1].from ~= from then
      local y, width = middle(from), doc:width() - edge
      path(pdf, { beside + 1, y, edge - 4, y })
      path(pdf, { edge - 4, first[from], edge - 4, last[from] })
      local _, room = doc:measure(texts["lineage.tie"], { width = width })
      pdf:text(edge, math.min(y - room / 2, height - room) + up, texts["lineage.tie"], { width = width })
    end
  end
  pdf:grestore()
end

-- ---- what is heard
local function heard(bands, ties, texts)
  local out, rests = { texts["lineage.alt"] }, {}
  for _, band in ipairs(bands) do
    local joined = {}
    out[#out + 1] = texts["lineage.alt.one"]
    for _, l in ipairs(band.links) do
      joined[l.child], joined[l.parent] = true, true
      out[#out + 1] = { texts["lineage.alt." .. l.kind], env = { a = l.child.name, b = l.parent.name } }
    end
    for _, list in ipairs({ band.read, band.unread }) do
      for _, node in ipairs(list) do
        rests[#rests + 1] = node.row.id
        if not joined[node] then
          out[#out + 1] = { texts["lineage.alt.alone"], env = { a = node.name } }
        end
      end
    end
  end
  for _, tie in ipairs(ties) do
    out[#out + 1] = { texts["lineage.alt.tie"], env = { a = tie.from.name, b = tie.to.name } }
  end
  return out, rests
end

--- too many to draw: the links as a table
local function list(doc, bands, texts)
  local rows = {}
  for _, band in ipairs(bands) do
    for _, l in ipairs(band.links) do
      rows[#rows + 1] = { a = l.child.name, link = texts["lineage.between." .. l.kind], b = l.parent.name }
    end
  end
  doc:table {
    rows = rows,
    columns = {
      { head = texts["col.source"], field = "a", header = true, share = 1 },
      { head = texts["col.link"], field = "link" },
      { head = texts["col.origin"], field = "b", share = 1 },
    },
    empty = texts["lineage.empty"],
  }
end

--- lineage.draw(doc, description)
-- The diagram of sources and their links, a band for each lineage; a table of the links where they are too many.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.nodes row[]: of table source, lineage by lineage: id, publisher, title, kind, lineage
-- @param description.links row[]: of table source_link: id, child, parent, kind
-- @param description.ties row[]: source and other, of which an author and a speaker are related; default none
-- @param description.texts table<string, text>: wording: lineage.by.KIND, lineage.between.KIND, lineage.alt.KIND and
--   others, as the report 'sources' has them
-- @return nothing
-- @raise a missing text; whatever content raises
-- @usage [claims]
--   local lineage = require("lineage")
--   lineage.draw(doc, { nodes = {}, links = {}, texts = d.t })
function lineage.draw(doc, description)
  local bands, by_id = bands_of(description)
  local texts, ties, y = description.texts, {}, head
  if #bands == 0 then
    return
  end
  for _, tie in ipairs(description.ties or {}) do
    local from, to = by_id[tie.source.value], by_id[tie.other.value]
    if from and to and from.band ~= to.band then
      ties[#ties + 1] = { from = from, to = to }
    end
  end
  for i, band in ipairs(bands) do
    order_unread(band)
    measure(doc, band)
    band.top = y + (i > 1 and gap or 0)
    band.bottom = band.top + band.height
    y = band.bottom
    for _, nodes in ipairs({ band.read, band.unread }) do
      for _, node in ipairs(nodes) do
        node.y = band.top + node.top
      end
    end
  end
  local height, brackets = y + 2, 0
  for _, band in ipairs(bands) do
    brackets = math.max(brackets, count_brackets(band))
  end
  local edge = beside + 5 + 5 * (brackets + (#ties > 0 and 1 or 0))
  if height > tall then
    list(doc, bands, texts)
    return
  end
  local alt, rests = heard(bands, ties, texts)
  doc:figure {
    height = height, alt = alt, rests = rests, sources = false,
    draw = function(pdf)
      pdf:text(names, up, texts["lineage.head.unread"], { style = "figure-strong" })
      pdf:text(boxes, up, texts["lineage.head.read"], { style = "figure-strong" })
      for i, band in ipairs(bands) do
        if i > 1 then
          pdf:gsave()
          pdf:set_line_width(0.5)
          path(pdf, { 0, band.top - gap / 2, beside, band.top - gap / 2 })
          pdf:grestore()
        end
        pdf:text(0, band.top + up, texts["lineage.band"], { style = "figure-strong" })
        show_band(doc, pdf, band, edge, texts)
      end
      show_ties(doc, pdf, ties, edge, height, texts)
    end,
  }
end

return lineage
