--- Values into text: numbers, dates, plurals and lists, in the document's language.
--
-- The engine calls fmt.value for each value that prints; a report may call the others for conditions and for
-- documents without evidence.
-- Dates are EDTF (ISO 8601-2:2019) levels 0 and 1, sets of level 2; nothing is said more precisely than it is
-- written.

--- topic dates: dates as EDTF, said no more precisely than they are known
-- A date of the dataset is an EDTF string (ISO 8601-2): 2021-02-09 a day, 2021-02 a month, 2021 a year, 2021-06~ about
-- June, 2021-06? uncertain, 2021-06-01/2021-06-07 from and to, 2021-07-01/.. from then on, [2021-03-01,2021-03-02] one
-- of two days, [2021-03-01..2021-03-09] one of all between.
-- doc prints it in words; {path:short} with short months. In a folder of one's own a column is text and prints as it is
-- stored, {path:short}, {path:long} and {path:month} say it as a date. For the order of dates of our schema use
-- *_lo and *_hi.

local language = require("language.en")

local fmt = {}

local function shown(given)
  if type(given) == "string" then
    local text = #given > 40 and given:sub(1, utf8.offset(given, 0, 37) - 1) .. "..." or given
    return '"' .. text:gsub("%c", " ") .. '"'
  elseif type(given) == "userdata" then
    return "something of the dataset (a value's raw scalar is v.value)"
  end
  return type(given) == "table" and "a table" or type(given) == "function" and "a function" or tostring(given)
end

--- The engine blames the template's line, whatever the level.
local function wrong(call, position, name, expected, given)
  error(("fmt.%s: argument %d '%s': expected %s, got %s"):format(call, position, name, expected, shown(given)), 0)
end

local function check_integer(call, n)
  if math.type(n) ~= "integer" then
    wrong(call, 1, "n", "a whole number", n)
  end
  return n
end

local function grouped(digits)
  local groups = {}
  while #digits > 3 do
    table.insert(groups, 1, digits:sub(-3))
    digits = digits:sub(1, -4)
  end
  table.insert(groups, 1, digits)
  return table.concat(groups, language.thousands)
end

--- fmt.integer(n)
-- A whole number with the language's thousands separator.
-- @param n integer: [any unit]
-- @return string: a string of the script's own
-- @raise anything that is not an integer
-- @usage fmt.integer(1049) --> "1,049"
function fmt.integer(n)
  check_integer("integer", n)
  local sign, digits = tostring(n):match("^(%-?)(%d+)$")
  return (sign == "-" and "−" or "") .. grouped(digits)
end

local function in_words(n, most)
  return n <= most and language.numbers[n] or fmt.integer(n)
end

--- fmt.words(n)
-- A small number (0 to 9) in words, others in figures.
-- @param n integer: [any unit]
-- @return string: a string of the script's own
-- @raise anything that is not an integer
-- @usage fmt.words(3) --> "three"
function fmt.words(n)
  return in_words(check_integer("words", n), language.words.text)
end

-- ---- decimals
-- -------------------------------------------------------------------------------------------------------------------

--- What a number is written with, as { negative, whole, fraction }, both digits; nil when it is none. The digits are
--- those of the text: a binary float would round 0.35 as the 0.34999... that it holds.
local function digits_of(text)
  if #text > 64 then
    return nil -- the pattern below would look at so many digits in every way of dividing them
  end
  local sign, whole, fraction, exponent = text:match("^([+-]?)(%d*)%.?(%d*)[eE]?([+-]?%d*)$")
  if not sign or whole .. fraction == "" or (exponent ~= "") ~= (text:find("[eE]") ~= nil) then
    return nil
  end
  local shift = exponent ~= "" and math.tointeger(tonumber(exponent)) or 0
  if not shift or shift < -400 or shift > 400 then
    return nil -- no double is so large or so small
  end
  if shift > 0 then
    fraction = fraction .. ("0"):rep(shift - #fraction)
    whole, fraction = whole .. fraction:sub(1, shift), fraction:sub(shift + 1)
  elseif shift < 0 then
    whole = ("0"):rep(-shift - #whole) .. whole
    whole, fraction = whole:sub(1, #whole + shift), whole:sub(#whole + shift + 1) .. fraction
  end
  return { negative = sign == "-", whole = whole, fraction = fraction }
end

--- one more in the last place of a string of digits
local function raise(digits)
  local head, nines = digits:match("^(.-)(9*)$")
  if head == "" then
    return "1" .. ("0"):rep(#nines)
  end
  return head:sub(1, -2) .. tostring(math.tointeger(tonumber(head:sub(-1))) + 1) .. ("0"):rep(#nines)
end

local function decimal_text(value, places)
  local number = digits_of(tostring(value))
  if not number then
    return nil
  end
  local fraction = number.fraction .. ("0"):rep(places + 1 - #number.fraction)
  local digits = number.whole .. fraction:sub(1, places)
  if fraction:byte(places + 1) >= ("5"):byte() then
    digits = raise(digits)
  end
  local whole = digits:sub(1, #digits - places):gsub("^0+", "")
  local text = grouped(whole == "" and "0" or whole)
  if places > 0 then
    text = text .. language.decimal .. digits:sub(-places)
  end
  return (number.negative and digits:find("[1-9]") and "−" or "") .. text
end

--- fmt.decimal(value, places)
-- A number with so many decimal places, in the language's marks. It is rounded half up on its decimal digits as they
-- are written: 0.25 and 0.251 to one place are 0.3, 0.249 is 0.2, and -0.25 is −0.3.
-- @param value number|string: a string of digits such as "12.50"
-- @param places integer: [digits, 0 to 9]
-- @return string: a string of the script's own
-- @raise what is no number
-- @usage fmt.decimal("1049.25", 1) --> "1,049.3"
function fmt.decimal(value, places)
  if math.type(places) ~= "integer" or places < 0 or places > 9 then
    wrong("decimal", 2, "places", "a whole number from 0 to 9", places)
  end
  local number = type(value) == "number" or type(value) == "string"
  return number and decimal_text(value, places) or wrong("decimal", 1, "value", "a number", value)
end

--- fmt.plural(n, forms)
-- The form that goes with a number, by the language's plural categories.
-- @param n integer: [any unit]
-- @param forms table<string, string>: { one = "...", other = "..." }; {n} in it becomes the number
-- @return string: a string of the script's own
-- @raise a missing form
-- @usage fmt.plural(2, { one = "{n} person", other = "{n} people" }) --> "2 people"
function fmt.plural(n, forms)
  local category = language.plural(check_integer("plural", n))
  local form = type(forms) == "table" and (forms[category] or forms.other)
  if type(form) ~= "string" then
    local shape = 'a table such as { one = "{n} pet", other = "{n} pets" }'
    wrong("plural", 2, "forms", ("%s with '%s'"):format(shape, category), forms)
  end
  return (form:gsub("{n}", fmt.integer(n)))
end

local function join(items, last)
  local n = #items
  if n < 2 then
    return items[1] or ""
  end
  return table.concat(items, language.list.between, 1, n - 1) .. last .. items[n]
end

--- fmt.list(items, kind)
-- Items in a row: "a, b and c".
-- @param items string[]: "" comes of none
-- @param kind "and"|"or": default "and"
-- @return string: a string of the script's own
-- @raise an unknown kind
-- @usage fmt.list({ "a", "b", "c" }) --> "a, b and c"
function fmt.list(items, kind)
  if type(items) ~= "table" then
    wrong("list", 1, "items", "an array of strings", items)
  end
  for _, item in ipairs(items) do
    if type(item) ~= "string" and type(item) ~= "number" then
      wrong("list", 1, "items", "an array of strings", item)
    end
  end
  if kind ~= nil and kind ~= "and" and kind ~= "or" then
    wrong("list", 2, "kind", "one of and, or", kind)
  end
  return join(items, kind == "or" and language.list.choice or language.list.last)
end

-- ---- dates
-- -------------------------------------------------------------------------------------------------------------------

local words = language.date

--- One date of EDTF into { year, month, day, season, time, qualifier, decade, century }; nil when it is none.
local function parse(s)
  local rest, qualifier = s:match("^(.-)([?~%%]?)$")
  local date = { qualifier = qualifier ~= "" and qualifier or nil }
  local day, time = rest:match("^(.-)T(%d%d:%d%d)[%d:Z+-]*$")
  if day then
    rest, date.time = day, time
  end
  local long = rest:match("^Y(%-?%d%d%d%d%d+)$")
  if long then
    date.year = math.tointeger(tonumber(long))
    return date.year and date -- more digits than a number holds are no year
  end
  local sign, year, month, dom = rest:match("^(%-?)(%d%d[%dX][%dX])%-?([%dX]*)%-?([%dX]*)$")
  if not year or #month == 1 or #month > 2 or #dom == 1 or #dom > 2 then
    return nil
  end
  if year:sub(3) == "XX" then
    date.century = year:sub(1, 2)
  elseif year:sub(4) == "X" then
    date.decade = year:sub(1, 3)
  elseif year:find("X") then
    return nil
  else
    date.year = math.tointeger(tonumber(year)) * (sign == "-" and -1 or 1)
  end
  date.month_unknown, date.day_unknown = month == "XX", dom == "XX"
  if month ~= "" and month ~= "XX" then
    local n = math.tointeger(tonumber(month))
    if n and n >= 21 and n <= 24 then
      date.season = n
    else
      date.month = n
    end
    if not n or n < 1 or (n > 12 and not date.season) then
      return nil
    end
  end
  if dom ~= "" and dom ~= "XX" then
    date.day = math.tointeger(tonumber(dom))
    if not date.day or date.day < 1 or date.day > 31 then
      return nil
    end
  end
  return date
end

local function year_text(date)
  if date.century then
    return words.century:format(date.century)
  elseif date.decade then
    return words.decade:format(date.decade)
  elseif date.year <= 0 then
    return words.before_christ:format(tostring(1 - date.year)) -- ISO 8601 counts a year 0
  end
  return tostring(date.year)
end

--- "9 February 2021" without qualifier; parts that a neighbour says already are left out
local function bare(date, short, without_year, without_month)
  local parts = {}
  local months = short and language.months_short or language.months
  if date.day then
    parts[#parts + 1] = tostring(date.day)
  end
  if date.season then
    parts[#parts + 1] = language.seasons[date.season]
  elseif date.month and not without_month then
    parts[#parts + 1] = months[date.month]
  end
  if not without_year then
    parts[#parts + 1] = year_text(date)
  end
  local text = table.concat(parts, " ")
  return date.time and text .. ", " .. date.time or text
end

local function qualified(text, qualifier)
  if qualifier == "~" or qualifier == "%" then
    text = words.about:format(text)
  end
  if qualifier == "?" or qualifier == "%" then
    text = words.uncertain:format(text)
  end
  return text
end

local function same_year(a, b)
  return a.year ~= nil and a.year == b.year
end

local function same_month(a, b)
  return same_year(a, b) and a.month ~= nil and a.month == b.month and a.day ~= nil and b.day ~= nil
end

--- a closed interval, without saying the year or month twice
local function interval(a, b, short)
  local plain = not a.qualifier and not b.qualifier and not a.time and not b.time
  if plain and same_month(a, b) then
    return words.days:format(tostring(a.day), bare(b, short))
  end
  local said = plain and same_year(a, b) and a.month ~= nil and b.month ~= nil
  return words.from_to:format(qualified(bare(a, short, said), a.qualifier), qualified(bare(b, short), b.qualifier))
end

local function split(s)
  local items = {}
  for item in (s .. ","):gmatch("%s*(.-)%s*,") do
    items[#items + 1] = item
  end
  return items
end

--- one of several dates "[...]", or all of them "{...}": "1 or 2 March 2021"
local function set(s, short, last)
  local items, dates = split(s), {}
  local together = true
  for i, item in ipairs(items) do
    local earlier, later = item:match("^%.%.(.+)$"), item:match("^(.+)%.%.$")
    local date = parse(earlier or later or item)
    if not date then
      return nil
    end
    date.bound = earlier and (short and words.earlier_short or words.earlier) or later and words.later or nil
    dates[i] = date
    together = together and not date.bound and not date.qualifier and same_month(dates[1], date)
  end
  local texts = {}
  for i, date in ipairs(dates) do
    local text = bare(date, short, together and i < #dates, together and i < #dates)
    texts[i] = qualified(date.bound and date.bound:format(text) or text, date.qualifier)
  end
  return join(texts, last)
end

--- from and to: "" is unknown, ".." is open
local function span(from, to, short)
  local a, b = parse(from), parse(to)
  if a and b then
    return interval(a, b, short)
  elseif a and (to == ".." or to == "") then
    return (to == ".." and words.from or words.from_unknown_end):format(qualified(bare(a, short), a.qualifier))
  elseif b and (from == ".." or from == "") then
    return (from == ".." and words.by or words.by_unknown_start):format(qualified(bare(b, short), b.qualifier))
  end
  return nil
end

--- one day of all from the first to the last
local function between(first, last, short)
  local a, b = parse(first), parse(last)
  if not (a and b) then
    return nil
  end
  return words.between:format(qualified(bare(a, short), a.qualifier), qualified(bare(b, short), b.qualifier))
end

local function date_text(s, short)
  local first, last = s:match("^%[([^,]-%d)%.%.(%d[^,]*)%]$")
  if first then
    return between(first, last, short)
  end
  local one, all = s:match("^%[(.+)%]$"), s:match("^{(.+)}$")
  if one or all then
    return set(one or all, short, one and language.list.choice or language.list.last)
  end
  local from, to = s:match("^(.-)/(.*)$")
  if from then
    return span(from, to, short)
  end
  local date = parse(s)
  return date and qualified(bare(date, short), date.qualifier)
end

--- dates without their days; what then says the same month twice says it once
local function month_text(s)
  local months = s:gsub("(%d%d%d[%dX]%-[%dX][%dX])%-[%dX][%dX]", "%1"):gsub("T[%d:Z+-]+", "")
  local inner = months:match("^[%[{](.+)[%]}]$") or months
  local first = inner:match("^([^/,]-)%.%.%d") or inner:match("^([^/,]+)")
  for item in inner:gsub("(%d)%.%.(%d)", "%1,%2"):gmatch("[^/,]+") do
    first = item:gsub("%s", "") == first and first or nil
  end
  return date_text(first or months)
end

--- fmt.date(edtf, how)
-- A date as it is said: "9 February 2021", "about June 2021", "by 11 February 2021", "1 or 2 March 2021", "1–7 July
-- 2021".
-- @param edtf string: EDTF level 0 or 1, or a set
-- @param how "short"|nil: "short" for "9 Feb 2021"; default months in full
-- @return string: a string of the script's own
-- @raise what is no such date
-- @usage fmt.date("2021-02-09", "short") --> "9 Feb 2021"
function fmt.date(edtf, how)
  if how ~= nil and how ~= "short" then
    wrong("date", 2, "how", 'nil or "short"', how)
  end
  local text = type(edtf) == "string" and date_text(edtf, how == "short") or nil
  if not text then
    wrong("date", 1, "edtf", "an EDTF date such as 2021-02-09, 2021-06~ or 2021-07-01/..", edtf)
  end
  return text
end

local function number_words(value, most)
  local n = math.tointeger(tonumber(value))
  return n and in_words(n, most)
end

local hows = {
  words = function(value)
    return number_words(value, language.words.text)
  end,
  Words = function(value)
    local text = number_words(value, language.words.text)
    return text and language.capital(text)
  end,
  headline = function(value)
    local text = number_words(value, language.words.headline)
    return text and language.capital(text)
  end,
  plain = function(value)
    return tostring(value)
  end,
  hash = function(value)
    return type(value) == "string" and value:match("^(%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x)%x+$")
  end,
  short = function(value, kind)
    -- a folder of one's own has plain text columns: what reads like a date is one
    return (kind == "date" or type(value) == "string" and date_text(value, true)) and fmt.date(value, "short")
  end,
  long = function(value, kind)
    return (kind == "date" or type(value) == "string" and date_text(value)) and fmt.date(value)
  end,
  month = function(value)
    return type(value) == "string" and month_text(value)
  end,
  -- beside an axis that says the year
  day = function(value)
    local date = type(value) == "string" and parse(value)
    return date and (qualified(bare(date, true), date.qualifier):gsub("%s*%d%d%d%d$", ""))
  end,
}

local reasons = {
  words = "it is no whole number",
  Words = "it is no whole number",
  headline = "it is no whole number",
  short = "it is no date",
  long = "it is no date",
  month = "it is no date",
  day = "it is no single date",
  hash = "it is no hash of more than sixteen digits",
}

--- fmt.value(value, kind, how)
-- What the engine prints for a value of the dataset.
-- @param value string|integer: the raw scalar
-- @param kind "text"|"integer"|"date": what it is
-- @param how string|nil: "words", "Words" (capitalised) or "headline" (capitalised, in words up to twenty) of a whole
--   number; "short" or "long" of a date, "month" of it without its day; "0" to "9", decimal places of a number;
--   "hash", the first sixteen digits of one; "plain", as stored; default by kind
-- @return string: a string of the script's own
-- @raise an unknown how, or one that does not go with the value
-- @usage fmt.value("2021-02-09", "date") --> "9 February 2021"
function fmt.value(value, kind, how)
  if how == nil then
    if kind == "date" then
      return fmt.date(value)
    end
    return kind == "integer" and fmt.integer(value) or tostring(value)
  end
  local places = type(how) == "string" and how:match("^%d$")
  local f = type(how) == "string" and rawget(hows, how)
  if not f and not places then
    local known = "day, hash, headline, long, month, plain, short, words, Words and 0 to 9 (decimal places)"
    error(("':%s' is none of %s"):format(tostring(how), known), 0)
  end
  local text
  if places then
    text = decimal_text(value, math.tointeger(tonumber(places)))
  else
    text = f(value, kind)
  end
  if not text then
    local culprit = shown(value):gsub('^"(.*)"$', "'%1'")
    error(("':%s' does not go with %s: %s"):format(how, culprit, reasons[how] or "it is no number"), 0)
  end
  return text
end

return fmt
