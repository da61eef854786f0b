--- Parts that briefings share: the strip and the title of a first page, requests, cases, headings beside their text.
-- Each takes doc and a description; contents are texts or values, as everywhere. Widths are spans of the page's grid.

local parts = {}

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

local labels = { public = true, meeting = true } -- levels that have a TLP label
local letters = { "a", "b", "c", "d", "e", "f" }

--- values that stand behind one another, with commas, as content and its env; nil for none
local function joined(doc, values)
  local env, n = {}, 0
  for i = 1, #letters do -- some may be nil
    if values[i] ~= nil and n < #letters then
      n = n + 1
      env[letters[n]] = values[i]
    end
  end
  if n == 0 then
    return nil
  end
  return doc:wording("strip.join." .. n), env
end

--- what stands behind a label: content, a list of values, nothing for a marked blank, false for no line
local function check_line(key, given)
  local expected = "expected content, a list of up to six values, or false for no line"
  if given == true or type(given) == "number" or type(given) == "function" then
    error(("parts.strip: '%s': %s, got a %s"):format(key, expected, type(given)), 0)
  end
  for i in pairs(type(given) == "table" and given or {}) do
    if math.type(i) ~= "integer" or i < 1 or i > #letters then
      error(("parts.strip: '%s': %s, got a table with the key '%s'"):format(key, expected, tostring(i)), 0)
    end
  end
end

--- a label beside what stands behind it: content, values of the team's own files, or a marked blank
local function labelled(doc, label, content, env)
  if content == false then
    return
  end
  if type(content) == "table" then
    content, env = joined(doc, content)
  end
  doc:columns({ "0.54col", 0 }, {
    function()
      doc:note(label, env, { style = "strip-label" })
    end,
    function()
      if content then
        doc:note(content, env, { style = "strip-text" })
      else
        doc:blank()
      end
    end,
  }, { style = "strip-row" })
end

--- who may hold the document, in the words for its level: { copy, label }
local function held(doc, description)
  local level = doc:level()
  local copy, label = description.copy, description.label
  if copy == nil and not level then
    error("parts.strip: 'copy' is missing: this dataset has no levels, so say who may hold the document", 0)
  end
  if label == nil and description.copy == nil and labels[level] then
    label = doc:wording("page.tlp." .. level)
  end
  return copy == nil and doc:wording("page.copy." .. level) or copy, label or nil
end

--- parts.strip(doc, description)
-- The strip above the title: what the document is and of what date, who may hold it, meeting and contact.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.kind content: what it is
-- @param description.copy content: who may hold it; default wording 'page.copy.LEVEL' by the level of the run
-- @param description.label content|false: below that, such as a TLP label; default wording 'page.tlp.LEVEL' where copy
--   is the default too, else none; false: none
-- @param description.date content: below the kind; default wording 'strip.date'
-- @param description.note content: in a third line below the label; default none
-- @param description.meeting content|value[]|false: place, date, reader; up to six values print with commas; default a
--   marked blank; false: no such line
-- @param description.contact content|value[]|false: name, role, address, likewise; default a marked blank
-- @param description.register value: number in the EU Transparency Register, below the contact; default none
-- @param description.env env: where {path} placeholders look; default none
-- @return nothing
-- @raise a missing kind; a missing copy where the dataset has no levels; an unknown key; whatever content raises
-- @usage parts.strip(doc, { kind = "Visit note", copy = "Public copy", contact = "Ann, 12 High Street" })
-- @usage [claims] parts.strip(doc, { kind = d.t["kind"], meeting = false })
function parts.strip(doc, description)
  known("strip", "kind copy label note date meeting contact register env", description)
  local env = description.env
  local copy, label = held(doc, description)
  check_line("meeting", description.meeting)
  check_line("contact", description.contact)
  doc:columns({ "1col", "2col", 0 }, {
    function()
      doc:note(check("strip", "kind", description.kind), env, { style = "strip-kind" })
      doc:note(description.date or doc:wording("strip.date"), env, { style = "strip-text" })
    end,
    function()
      doc:note(copy, env, { style = "strip-text" })
      if label then
        doc:note(label, env, { style = "strip-text" })
      end
      if description.note then
        doc:note(description.note, env, { style = "strip-text" })
      end
    end,
    function()
      labelled(doc, doc:wording("strip.meeting"), description.meeting, env)
      labelled(doc, doc:wording("strip.contact"), description.contact, env)
      if description.register then
        doc:note(doc:wording("strip.register"), { register = description.register }, { style = "strip-text" })
      end
    end,
  }, { style = "strip" })
end

--- parts.team(meeting, org)
-- What the strip prints of the team's own files: { meeting = values, contact = values, register = value }, each or nil.
-- @param meeting table|nil: of data.meeting()
-- @param org table|nil: of data.org()
-- @return table: for parts.strip
-- @raise nothing
-- @usage local own = parts.team(nil, nil)
function parts.team(meeting, org)
  local own = {}
  if meeting and (meeting.place or meeting.date or meeting.addressee) then
    own.meeting = { meeting.place, meeting.date, meeting.addressee, meeting.reference }
  end
  if org then
    local lines = org.contact or {}
    own.contact, own.register = { org.name, lines[1], lines[2], lines[3] }, org.register_id
  end
  return own
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
    doc:columns({ "0.887col", 0 }, {
      function()
        if description.side then
          doc:note(description.side, description.env, { style = "title-side" })
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
    doc:paragraph(check("ask", "to", description.to), env, { style = below and "ask-below" or "ask-to" })
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
  local widths = below and { "1col", 0 } or { "1col", 0, "1.36col" }
  doc:ask(function()
    doc:columns(widths, fills, { style = "ask-row" })
  end, nil, { style = "ask-frame", rank = description.rank })
end

--- parts.requests(doc, description)
-- The team's own requests (data.meeting) where it has some, else those of the dataset; a page budget leaves out the
-- last.
-- @param doc doc: the document
-- @param description table: of these keys
-- @param description.own row[]|nil: asks of data.meeting()
-- @param description.rows row[]: of table ask, with verb, addressee, unit, occasion, gist and support
-- @param description.verbs table<string, text>: wording of the verbs, by code
-- @param description.texts table<string, text>: with ask.item, ask.to, ask.to.unit, ask.own, ask.own.to, ask.own.on,
--   ask.own.by and ask.own.on.by; each looks for {ask}
-- @param description.below boolean: as of parts.ask; default false
-- @param description.env table: what the texts find beside {ask}; default none
-- @return nothing
-- @raise a missing key; whatever content raises
-- @usage [claims]
--   local parts = require("parts")
--   parts.requests(doc, { rows = {}, verbs = d.t, texts = d.t })
function parts.requests(doc, description)
  known("requests", "own rows verbs texts below env", description)
  local texts, own = check("requests", "texts", description.texts), description.own or {}
  local function put(ask, text, to)
    local env = { ask = ask }
    for key, value in pairs(description.env or {}) do
      env[key] = value
    end
    parts.ask(doc, {
      verb = description.verbs[ask.verb.value], text = texts[text], to = texts[to], below = description.below,
      env = env,
    })
  end
  local function list(asks, fill)
    if #asks > 0 then
      doc:grid { rows = asks, columns = 1, fill = fill, shorten = { rank = 20 }, style = "ask-row" }
    end
  end
  if #own > 0 then
    list(own, function(ask)
      local when = ask.occasion and (ask.deadline and "on.by" or "on") or ask.deadline and "by" or "to"
      put(ask, "ask.own", "ask.own." .. when)
    end)
  else
    list(check("requests", "rows", description.rows), function(ask)
      put(ask, "ask.item", ask.unit and "ask.to.unit" or "ask.to")
    end)
  end
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
  doc:columns({ "1col", 0 }, {
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
      doc:ask(function()
        doc:paragraph(description.ask, env, { style = "case-ask" })
      end, nil, { style = "ask-frame" })
    end
  end)
end

--- parts.callout(doc, content, env)
-- What must not be missed, between two rules. What is **strong** in it is bold; a heading, a list or other blocks go
-- into doc:box("callout", fill).
-- @param doc doc: the document
-- @param content content: one paragraph or several
-- @param env env: where {path} placeholders look; default none
-- @return nothing
-- @raise whatever content raises
-- @usage parts.callout(doc, "**Ask before you pet.** Cats choose their people.")
-- @usage
--   doc:box("callout", function()
--     doc:heading(1, "Ask before you pet")
--     doc:list({ "cats: the owner", "tortoises: nobody" })
--   end)
function parts.callout(doc, content, env)
  doc:box("callout", function()
    doc:paragraph(content, env, { style = "callout-text" })
  end)
end

--- parts.held(texts)
-- Wording that may be away: where a person was left out (attest help consent), so is what names them, and a report
-- goes on without it.
-- @param texts table: what data.texts gave
-- @return table: the same texts by key; nil, and no error, for a key that is not there
-- @raise where texts is no table
-- @usage
--   local t = parts.held({ ["case.first.body"] = "Cats choose their people." })
--   if t["case.second.body"] == nil then print("not told") end
function parts.held(texts)
  if type(texts) ~= "table" then
    error(("parts.held: argument 1 'texts': expected what data.texts gave, got a %s"):format(type(texts)), 0)
  end
  local out = {}
  for key, text in pairs(texts) do
    out[key] = text
  end
  return out
end

return parts
