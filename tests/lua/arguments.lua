-- Every call with a wrong argument says which one, what was expected and what was given. Data beside it: two pets.
local fmt = require("fmt")

local report = {
  id = "arguments",
  title = "arguments",
  api = 1,
  levels = { "public" },
  evidence = "none",
  queries = {
    pets = [[ with pet(name, kind) as (values ('Rex', 'dog'),
      ('Tom', null)) select name, kind from pet order by name ]],
    one = [[ select :name as name ]],
    two = [[ values ('a'), ('b') ]],
  },
}

local function refuses(want, f, ...)
  local ok, message = pcall(f, ...)
  message = tostring(message):gsub("^tests/lua/arguments.lua:%d+: ", "", 1)
  if ok or message ~= want then
    error("got '" .. message .. "', want '" .. want .. "'", 2)
  end
end

-- what stands behind expected: given by the caller, in a call of its own so that a line can be told
local function wrong(place, expected, given, f, ...)
  refuses(place .. ": expected " .. expected .. ", got " .. given, f, ...)
end

function report.load(data)
  local name = "data.rows: argument 1 'name'"
  wrong(name, "a string", "nothing", data.rows)
  wrong(name, "a string", "7", data.rows, 7)
  wrong(name, "a string", "a table with x", data.rows, { x = 1 })
  refuses(name .. ": no query 'pest' in report.queries (did you mean 'pets'?); it has one, pets, two", data.rows,
    "pest")
  refuses("data.rows is called with a dot: data.rows(...), not data:rows(...)", function() data:rows("pets") end)
  refuses("data.meta is called with a dot: data.meta(...), not data:meta(...)", function() data:meta("as-of") end)
  wrong("data.row: argument 1 'name'", "a string", "true", data.row, true)
  wrong("data.row: argument 2 'args'", "a table such as { since = p.since }", '"Rex"', data.row, "one", "Rex")
  wrong("data.rows: argument 2 'args'", "a table of names such as { since = p.since }", "a table of 1 item",
    data.rows, "one", { "Rex" })
  refuses("query 'one': parameter ':name': expected a string, a whole number or a value, got a table of 2 items",
    data.rows, "one", { name = { 1, 2 } })
  refuses("query 'one': parameter ':name': expected a string, a whole number or a value, got 1.5", data.row, "one",
    { name = 1.5 })
  refuses("query 'two' gave 2 rows, data.row needs exactly one: use data.rows", data.row, "two")
  wrong("data.texts: argument 1 'prefix'", "a string", "a function", data.texts, pairs)
  wrong("data.meta: argument 1 'id'", "a string", "nothing", data.meta)
  wrong("require: argument 1 'name'", "a string", "nil", require, nil)
  refuses("data.row: argument 1 'name': no query 'x' in report.queries; it has one, pets, two", data.row, "x")
  return { pets = data.rows("pets") }
end

local function of_dataset(pet)
  local unordered = "the value 'name' of query 'pets' has no order here: "
    .. "compare its raw scalar (v.value), or order in the query"
  refuses(unordered, function() return pet.name < 3 end)
  refuses(unordered, function() return "x" <= pet.name end)
  local joined = "the value 'name' of query 'pets' cannot be joined with '..': "
    .. "write {path} into the string and give the row as the argument after it, or take its text, tostring(v)"
  refuses(joined, function() return pet.name .. "a" end)
  refuses(joined, function() return "a" .. pet.name end)
  local computed = "the value 'name' of query 'pets' cannot be computed with: compute in the query, "
    .. "where a column of text is cast(weight as integer), or take its raw scalar, v.value"
  refuses(computed, function() return 1 + pet.name end)
  refuses(computed, function() return -pet.name end)
  refuses(computed, function() return pet.name | 1 end)
  refuses("the value 'name' of query 'pets' has no length: count in the query, or take #tostring(v)",
    function() return #pet.name end)
  refuses("the value 'name' of query 'pets' is no function: hand it to doc, or name one of its fields",
    function() pet.name() end)
  refuses("the value 'name' has no function \"upper\": ask its text, tostring(v):upper(...)",
    function() return pet.name:upper() end)
  refuses("the value 'name' has no field \"x\": it has value (the raw scalar) and rulings",
    function() return pet.name.x end)
  refuses("the value 'name' has no field 1: it has value (the raw scalar) and rulings",
    function() return pet.name[1] end)
  refuses("a row of query 'pets' has its columns by name, such as row.name, not by 1", function() return pet[1] end)
  refuses("a row of query 'pets' is a whole row: name one of its columns, such as row.name",
    function() return pet .. "" end)
  refuses("a row of query 'pets' is a whole row: name one of its columns, such as row.name",
    function() return pet.name and pet < 3 end)
  refuses("a row of query 'pets' is a whole row: name one of its columns, such as row.name",
    function() return #pet end)
  refuses("a row of query 'pets' is no function: hand it to doc, or name one of its fields", function() pet() end)
  wrong("pairs: argument 1", "a table", "a row of query 'pets'", pairs, pet)
  wrong("pairs: argument 1", "a table", "nil", pairs, nil)
  wrong("ipairs: argument 1", "a table", "nothing", ipairs)
  wrong("ipairs: argument 1", "a table", "the value 'name' of query 'pets'", ipairs, pet.name)
  assert(pet.name ~= "Rex" and pet.name.value == "Rex" and tostring(pet.name) == "Rex")
  refuses("bad argument #1 to 'rep' (string expected, got dataset value)",
    function() local s = string.rep(pet.name, 2) return s end)
end

local function of_formats()
  wrong("fmt.integer: argument 1 'n'", "a whole number", "1.5", fmt.integer, 1.5)
  wrong("fmt.words: argument 1 'n'", "a whole number", "nil", fmt.words)
  wrong("fmt.words: argument 1 'n'", "a whole number", '"' .. string.rep("я", 18) .. '..."', fmt.words,
    string.rep("я", 30))
  wrong("fmt.plural: argument 1 'n'", "a whole number", "a table", fmt.plural, {})
  wrong("fmt.plural: argument 2 'forms'", 'a table such as { one = "{n} pet", other = "{n} pets" } with \'other\'',
    "a table", fmt.plural, 2, {})
  wrong("fmt.plural: argument 2 'forms'", 'a table such as { one = "{n} pet", other = "{n} pets" } with \'one\'',
    '"x"', fmt.plural, 1, "x")
  wrong("fmt.list: argument 1 'items'", "an array of strings", '"a"', fmt.list, "a")
  wrong("fmt.list: argument 1 'items'", "an array of strings", "true", fmt.list, { "a", true })
  wrong("fmt.list: argument 2 'kind'", "one of and, or", '"nor"', fmt.list, { "a" }, "nor")
  wrong("fmt.date: argument 2 'how'", 'nil or "short"', '"long"', fmt.date, "2021", "long")
  wrong("fmt.date: argument 1 'edtf'", "an EDTF date such as 2021-02-09, 2021-06~ or 2021-07-01/..", "nil", fmt.date)
end

function report.render(doc, d)
  local pet = d.pets[1]
  of_dataset(pet)
  of_formats()
  local content, env = "a string, a value or a text (data.texts)", "a table or a row, in which {placeholders} look"
  wrong("doc:title: argument 1 'content'", content, "nothing", doc.title, doc)
  wrong("doc:title: argument 1 'content'", content, "a row of query 'pets'", doc.title, doc, pet)
  wrong("doc:title: argument 2 'env'", env, '"x"', doc.title, doc, "x", "x")
  doc:title("Arguments")
  local level = "a whole number from 1 to 3"
  wrong("doc:heading: argument 1 'level'", level, '"two"', doc.heading, doc, "two", "x")
  wrong("doc:heading: argument 1 'level'", level, '"1"', doc.heading, doc, "1", "x")
  wrong("doc:heading: argument 1 'level'", level, "1.5", doc.heading, doc, 1.5, "x")
  wrong("doc:heading: argument 1 'level'", level, "4", doc.heading, doc, 4, "x")
  wrong("doc:heading: argument 2 'content'", content, "true", doc.heading, doc, 1, true)
  wrong("doc:paragraph: argument 1 'content'", content, "a table of 1 item", doc.paragraph, doc, { "x" })
  wrong("doc:paragraph: argument 1 'content'", content, "an empty table", doc.paragraph, doc, {})
  wrong("doc:paragraph: argument 2 'env'", env, "the value 'name' of query 'pets'", doc.paragraph, doc, "x", pet.name)
  wrong("doc:paragraph: argument 3 'options'", 'a table such as { style = "note" }', '"note"', doc.paragraph, doc,
    "x", nil, "note")
  wrong("doc:paragraph: 'style'", "the name of a style of the theme", "7", doc.paragraph, doc, "x", nil,
    { style = 7 })
  wrong("doc:paragraph: 'rank'", "a whole number from 1 on", '"1"', doc.paragraph, doc, "x", nil, { rank = "1" })
  refuses("doc:paragraph: argument 2 'env' has nothing but options (style), which come after it: "
    .. "doc:paragraph(..., nil, { style = ... })",
    doc.paragraph, doc, "x", { style = "note" })
  refuses("doc:list: argument 2 'env' has nothing but options (numbered), which come after it: "
    .. "doc:list(..., nil, { numbered = ... })",
    doc.list, doc, { "x" }, { numbered = true })
  doc:paragraph("{style}", { style = pet.name })
  doc:paragraph("{rank}", { rank = 1 }, { style = "note" })
  doc:paragraph("{name}", pet)
  refuses("doc:paragraph is called with a colon: doc:paragraph(...), not doc.paragraph(...)",
    function() doc.paragraph("x") end)
  refuses("doc:table is called with a colon: doc:table(...), not doc.table(...)",
    function() doc.table { rows = d.pets } end)
  local items = 'an array of texts, values or strings such as { d.t["one"], d.t["two"] }'
  wrong("doc:list: argument 1 'items'", items, "the value 'name' of query 'pets'", doc.list, doc, pet.name)
  wrong("doc:list: item 2", content, "a row of query 'pets'", doc.list, doc, { "x", pet })
  wrong("doc:list: 'numbered'", "true or false", '"no"', doc.list, doc, { "x" }, nil, { numbered = "no" })
  local blocks = "a function that adds the blocks, such as function() doc:paragraph(...) end"
  wrong("doc:section: argument 1 'function'", blocks, '"x"', doc.section, doc, "x")
  wrong("doc:box: argument 1 'style'", "the name of a style of the theme", "a function", doc.box, doc, function() end)
  wrong("doc:box: argument 2 'function'", blocks, "nothing", doc.box, doc, "box")
  wrong("doc:columns: argument 1 'widths'", 'an array of lengths such as { "40mm", 0 }', "0", doc.columns, doc, 0)
  wrong("doc:columns: argument 2 'functions'", "an array of functions, one for each width", "a function",
    doc.columns, doc, { 0 }, function() end)
  wrong("doc:columns: function 2", blocks, '"x"', doc.columns, doc, { 0, 0 }, { function() end, "x" })
  local length = 'a length: a number of points or a string such as "12mm" (units: pt, mm, cm, in, col)'
  wrong("doc:columns: width 1", length, '"wide"', doc.columns, doc, { "wide" }, { function() end })
  wrong("doc:columns: 'gutter'", length, "true", doc.columns, doc, { 0 }, { function() end }, { gutter = true })
  wrong("doc:space: argument 1 'height'", length, "nothing", doc.space, doc)
  wrong("doc:space: argument 1 'height'", "a length below 20000 points: no page is that large", '"900cm"',
    doc.space, doc, "900cm")
  wrong("doc:rule: argument 1 'options'", 'a table such as { style = "note" }', '"rule"', doc.rule, doc, "rule")
  wrong("doc:blank: argument 1 'content'", content, "false", doc.blank, doc, false)
  wrong("doc:tile: argument 1 'description'", 'a table such as { value = d.n, label = d.t["label"] }', "nothing",
    doc.tile, doc)
  wrong("doc:tile: 'label'", content, "a function", function() doc:tile { value = 1, label = function() end } end)
  wrong("doc:tile: 'env'", env, "3", function() doc:tile { value = 1, label = "x", env = 3 } end)
  wrong("doc:sources: argument 1 'description'", 'a table such as { heading = d.t["sources"] }', '"Sources"',
    doc.sources, doc, "Sources")
  wrong("doc:table: argument 1 'description'", "a table such as { rows = d.rows, columns = { ... } }",
    "a row of query 'pets'", doc.table, doc, pet)
  wrong("doc:table: 'rows'", "what data.rows or data.source returned", "a row of query 'pets'",
    function() doc:table { rows = pet } end)
  wrong("doc:table: 'columns'", 'an array of tables such as { head = "Name", field = "name" }', "nil",
    function() doc:table { rows = {} } end)
  local function column(c)
    return function() doc:table { rows = d.pets, columns = { c } } end
  end
  wrong("doc:table: column 1", 'a table such as { head = "Name", field = "name" }', '"name"', column("name"))
  wrong("doc:table: column 1 'x': 'field'", "a string", "the value 'name' of query 'pets'",
    column({ head = "x", field = pet.name }))
  refuses("doc:table: column 1 'x': 'align': expected one of left, right, center, decimal, "
    .. "got \"centre\" (did you mean 'center'?)",
    column({ head = "x", field = "name", align = "centre" }))
  wrong("doc:table: column 1 'x': 'share'", "a whole number from 1 to 1000", "0",
    column({ head = "x", field = "name", share = 0 }))
  wrong("doc:table: column 1 'x': 'header'", "true or false", "1", column({ head = "x", field = "name", header = 1 }))
  wrong("doc:table: column 1: 'head'", content, "a table", column({ head = doc, field = "name" }))
  wrong("doc:space: argument 1 'height'",
    'a length: a number of points or a string such as "12mm" (units: pt, mm, cm, in, col)', '"4 km"', doc.space, doc,
    "4 km")
  doc:space("4 mm")
  doc:space(" 4mm ")
  wrong("doc:table: row 1", "a row of data.rows", '"Rex"', function()
    doc:table { rows = { "Rex" }, columns = { { head = "x", field = "name" } } }
  end)
end

return report
