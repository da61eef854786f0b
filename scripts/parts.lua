--- Parts that briefings share: the strip and the title of a first page, requests, cases, headings beside their text.
-- Each takes doc and a description; contents are texts or values, as everywhere. Widths are those of the page's grid:
-- six columns and the gutter between them.

local parts = {}

local gutter = 13
local column = 67.1 -- of six, on A4 with margins of 25 and 20 mm

--- so many columns of the grid, with the gutters between them
local function span(n)
  return n * column + (n - 1) * gutter
end

local function check(call, key, content)
  if content == nil then
    error(("parts.%s: '%s' is missing"):format(call, key), 0)
  end
  return content
end

local function known(call, keys, description)
  if type(description) ~= "table" then
    error(("parts.%s: argument 2 'description': expected a table, got a %s"):format(call, type(description)), 0)
  end
  for key in pairs(description) do
    if not (" " .. keys .. " "):find(" " .. tostring(key) .. " ", 1, true) then
      error(("parts.%s: unknown key '%s'; known are %s"):format(call, tostring(key), keys:gsub(" ", ", ")), 0)
    end
  end
end

--- a label beside what stands behind it: a value of the team's own files, or a marked blank
local function labelled(doc, label, content, blank, env)
  doc:columns({ 36, 0 }, {
    function()
      doc:paragraph(label, env, { style = "strip-label" })
    end,
    function()
      if content then
        doc:paragraph(content, env, { style = "strip-text" })
      else
        doc:blank(blank)
      end
    end,
  }, { style = "strip-row" })
end

--- parts.strip(doc, description)
-- The strip above the title: what the document is and of what date, who may hold it, meeting and contact.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.kind content: what it is
-- @param description.copy content: who may hold it
-- @param description.label content: below that, such as a TLP label; default none
-- @param description.date content: below the kind; default wording 'page.compiled-on'
-- @param description.meeting content: place, date, reader; default a marked blank
-- @param description.contact content: name, role, address; default a marked blank
-- @param description.env env: where {path} placeholders look; default none
-- @return nothing
-- @raise a missing kind or copy; an unknown key; whatever content raises
-- @usage parts.strip(doc, { kind = "Visit note", copy = "Public copy", contact = "Ann, 12 High Street" })
function parts.strip(doc, description)
  known("strip", "kind copy label date meeting contact env", description)
  local env = description.env
  doc:columns({ span(1), span(2), 0 }, {
    function()
      doc:paragraph(check("strip", "kind", description.kind), env, { style = "strip-kind" })
      doc:paragraph(description.date or doc:wording("strip.date"), env, { style = "strip-text" })
    end,
    function()
      doc:paragraph(check("strip", "copy", description.copy), env, { style = "strip-text" })
      if description.label then
        doc:paragraph(description.label, env, { style = "strip-text" })
      end
    end,
    function()
      labelled(doc, doc:wording("strip.meeting"), description.meeting, doc:wording("blank"), env)
      labelled(doc, doc:wording("strip.contact"), description.contact, doc:wording("blank"), env)
    end,
  }, { style = "strip" })
end

--- parts.title(doc, description)
-- The title on its slab, with a few words beside it. It calls doc:title.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.title content: one paragraph
-- @param description.side content: one paragraph in small letters: where, whom; default none
-- @param description.large boolean: for a document of several pages; default false
-- @param description.env env: where {path} placeholders look; default none
-- @return nothing
-- @raise a missing title; an unknown key; whatever content raises
-- @usage parts.title(doc, { title = "Five pets, no home", side = "The shelter" })
function parts.title(doc, description)
  known("title", "title side large env", description)
  doc:box("title-box", function()
    doc:columns({ column - 7.6, 0 }, {
      function()
        if description.side then
          doc:paragraph(description.side, description.env, { style = "title-side" })
        end
      end,
      function()
        doc:title(check("title", "title", description.title), description.env,
          { style = description.large and "title-display" or "title-slab" })
      end,
    }, { style = "title-row" })
  end)
end

--- parts.ask(doc, description)
-- What somebody is asked: the verb in a slab, the request, the addressee with the occasion beside it or below.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.verb content: one word
-- @param description.text content: the request
-- @param description.to content: addressee and occasion
-- @param description.below boolean: the addressee stands below the request, which saves lines; default false
-- @param description.env env: where {path} placeholders look; default none
-- @param description.rank integer: [1 on] a page budget drops the highest rank first; default never dropped
-- @return nothing
-- @raise a missing verb, text or to; an unknown key; whatever content raises
-- @usage parts.ask(doc, { verb = "Feed", text = "the cats, {oldest.name} first.", to = "**Keeper**, daily", env = d })
function parts.ask(doc, description)
  known("ask", "verb text to below env rank", description)
  local env, below = description.env, description.below
  local function to()
    doc:paragraph(check("ask", "to", description.to), env, { style = "ask-to" })
  end
  local fills = {
    function()
      doc:paragraph(check("ask", "verb", description.verb), env, { style = "ask-verb" })
    end,
    function()
      doc:paragraph(check("ask", "text", description.text), env, { style = "ask" })
      if below then
        to()
      end
    end,
    not below and to or nil,
  }
  local widths = below and { span(1), 0 } or { span(1), 0, span(1) + 24 }
  doc:columns(widths, fills, { style = "ask-row", rank = description.rank })
end

--- parts.side(doc, heading, fill, options)
-- A heading in a column of its own, and blocks beside it.
-- @param doc doc: the document
-- @param heading content: one paragraph
-- @param fill fun(): adds the blocks
-- @param options table: of doc:columns; default none
-- @return nothing
-- @raise whatever content and fill raise
-- @usage parts.side(doc, "Method", function() doc:paragraph("We counted.") end)
function parts.side(doc, heading, fill, options)
  local given = options or {}
  doc:columns({ span(1), 0 }, {
    function()
      doc:heading(1, heading, nil, { style = "side-heading" })
    end,
    fill,
  }, { style = given.style or "side-row", rank = given.rank, keep = given.keep, name = given.name })
end

--- parts.case(doc, description)
-- A case: who, the date of the last report, what happened, what is asked.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.level integer: [heading level] of the name; default 2
-- @param description.name content: one paragraph
-- @param description.note content: in small letters below; default none
-- @param description.text content: what happened
-- @param description.ask content: what is asked; strong emphasis is red; default none
-- @param description.small boolean: below a thin rule, in small letters; default false
-- @param description.env env: where {path} placeholders look; default none
-- @return nothing
-- @raise a missing name or text; an unknown key; whatever content raises
-- @usage parts.case(doc, { level = 1, name = "{oldest.name}", text = "A cat.", ask = "**We ask** for milk.", env = d })
function parts.case(doc, description)
  known("case", "level name note text ask small env", description)
  local env = description.env
  doc:box(description.small and "small-case-box" or "case-box", function()
    doc:heading(description.level or 2, check("case", "name", description.name), env,
      { style = description.small and "small-case-heading" or "case-heading" })
    if description.note then
      doc:paragraph(description.note, env, { style = "case-note" })
    end
    doc:paragraph(check("case", "text", description.text), env,
      { style = description.small and "small-case" or "case" })
    if description.ask then
      doc:paragraph(description.ask, env, { style = "case-ask" })
    end
  end)
end

--- parts.callout(doc, content, env)
-- What must not be missed, between two rules.
-- @param doc doc: the document
-- @param content content: one paragraph or several
-- @param env env: where {path} placeholders look; default none
-- @return nothing
-- @raise whatever content raises
-- @usage parts.callout(doc, "Ask before you pet.")
function parts.callout(doc, content, env)
  doc:box("callout", function()
    doc:paragraph(content, env, { style = "callout-text" })
  end)
end

return parts
