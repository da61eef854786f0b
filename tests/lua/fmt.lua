--- scripts/fmt.lua: each line is a value and what a reader sees.

local fmt = require("fmt")

local dates = {
  { "2021-02-09", "9 February 2021", "9 Feb 2021" },
  { "2021-02", "February 2021", "Feb 2021" },
  { "2021", "2021" },
  { "2021-06~", "about June 2021", "about June 2021" },
  { "2021-06?", "June 2021 (uncertain)" },
  { "2021%", "about 2021 (uncertain)" },
  { "2021-02-XX", "February 2021" },
  { "2021-XX-XX", "2021" },
  { "202X", "the 2020s" },
  { "19XX", "the 1900s" },
  { "2021-21", "spring 2021" },
  { "-0043", "44 BC" },
  { "Y17000", "17000" },
  { "2021-02-09T07:30", "9 February 2021, 07:30" },
  { "2021-07-01/2021-07-07", "1–7 July 2021", "1–7 July 2021" },
  { "2021-07-01/2021-08-03", "1 July to 3 August 2021" },
  { "2020-08/2022-06", "August 2020 to June 2022", "Aug 2020 to June 2022" },
  { "2020-08~/2022", "about August 2020 to 2022" },
  { "../2021-02-11", "by 11 February 2021" },
  { "2021-11-26/..", "from 26 November 2021" },
  { "2021-11-26/", "from 26 November 2021, end not known" },
  { "/2021", "until 2021, start not known" },
  { "[2021-03-01,2021-03-02]", "1 or 2 March 2021", "1 or 2 Mar 2021" },
  { "[2020-12-31, 2021-01-01]", "31 December 2020 or 1 January 2021" },
  { "{2021-03-01,2021-03-02,2021-03-04}", "1, 2 and 4 March 2021" },
  { "[..2021-03]", "March 2021 or earlier", "by Mar 2021" },
  { "[2021-03..]", "March 2021 or later", "Mar 2021 or later" },
  { "[2021-09-25..2021-11-26]", "between 25 September 2021 and 26 November 2021",
    "between 25 Sept 2021 and 26 Nov 2021" },
}

local report = { id = "fmt", title = "fmt", api = 1, levels = { "public" }, evidence = "none" }

local function same(got, want)
  if got ~= want then
    error("got '" .. tostring(got) .. "', want '" .. want .. "'", 2)
  end
end

local function raises(f, ...)
  local ok, message = pcall(f, ...)
  return not ok and message:find("fmt.lua:", 1, true) == nil and message or message
end

function report.load()
  return {}
end

function report.render(doc)
  for _, case in ipairs(dates) do
    same(fmt.date(case[1]), case[2])
    same(fmt.date(case[1], "short"), case[3] or fmt.date(case[1], "short"))
  end
  for _, wrong in ipairs({ "", "soon", "2021-13", "2021-02-32", "21", "2021-2-9", "2021/soon", "[soon]" }) do
    assert(raises(fmt.date, wrong):find("expected an EDTF date", 1, true), wrong)
  end
  same(fmt.integer(0), "0")
  same(fmt.integer(999), "999")
  same(fmt.integer(1049), "1,049")
  same(fmt.integer(-1234567), "−1,234,567")
  same(fmt.words(3), "three")
  same(fmt.words(0), "no")
  same(fmt.words(10), "10")
  same(fmt.list({}), "")
  same(fmt.list({ "a" }), "a")
  same(fmt.list({ "a", "b", "c" }), "a, b and c")
  same(fmt.list({ "a", "b" }, "or"), "a or b")
  same(fmt.plural(1, { one = "{n} person", other = "{n} people" }), "1 person")
  same(fmt.plural(1200, { one = "{n} person", other = "{n} people" }), "1,200 people")
  same(fmt.value(7, "integer"), "7")
  same(fmt.value(7, "integer", "words"), "seven")
  same(fmt.value("2021-02-09", "date", "short"), "9 Feb 2021")
  for date, said in pairs({
    ["2021-02-09"] = "February 2021", ["2021-02"] = "February 2021", ["2021"] = "2021",
    ["2021-02-09T12:30"] = "February 2021",
    ["2021-06-09~"] = "about June 2021", ["2021-02-XX"] = "February 2021", ["2021-21"] = "spring 2021",
    ["201X"] = "the 2010s",
    ["2021-06-01/2021-06-07"] = "June 2021", ["2021-06-01/2021-07-07"] = "June to July 2021",
    ["2021-06-01/.."] = "from June 2021",
    ["[2021-03-01,2021-03-02]"] = "March 2021", ["[2021-03-31, 2021-04-01]"] = "March 2021 or April 2021",
    ["[2021-09-25..2021-11-26]"] = "between September 2021 and November 2021",
    ["[2021-03-01..2021-03-09]"] = "March 2021",
    ["[..2021-03-09]"] = "March 2021 or earlier",
  }) do
    same(fmt.value(date, "date", "month"), said)
    same(fmt.value(date, "text", "month"), said)
  end
  same(fmt.value("2021-02-09", "text"), "2021-02-09")
  same(fmt.value("2021-02-09", "text", "long"), "9 February 2021")
  same(fmt.value(0, "integer", "Words"), "No")
  same(fmt.value(10, "integer", "Words"), "10")
  same(fmt.value(9, "integer", "headline"), "Nine")
  same(fmt.value("20", "text", "headline"), "Twenty")
  same(fmt.value(21, "integer", "headline"), "21")
  same(fmt.value(-1, "integer", "headline"), "−1")
  for _, case in ipairs({
    { "12.34", 1, "12.3" }, { "12.35", 1, "12.4" }, { "0.35", 1, "0.4" }, { "0.05", 1, "0.1" },
    { "0.049999", 1, "0.0" },
    { 7, 1, "7.0" }, { 7, 0, "7" }, { "9.95", 1, "10.0" }, { "999.5", 0, "1,000" }, { "-0.04", 1, "0.0" },
    { "-0.05", 1, "−0.1" }, { "1234567.891", 2, "1,234,567.89" }, { "007.50", 1, "7.5" }, { ".5", 0, "1" },
    { "5.", 1, "5.0" },
    { "1.5e+20", 1, "150,000,000,000,000,000,000.0" }, { "1.25e-1", 2, "0.13" }, { "1e-9", 9, "0.000000001" },
    { "99999999999999999999.99", 1, "100,000,000,000,000,000,000.0" }, { 0.1 + 0.2, 3, "0.300" },
  }) do
    same(fmt.decimal(case[1], case[2]), case[3])
  end
  local none_of_them = { "", ".", "-", "1.2.3", "x", "1e", "e5", "1e999", "0x10", "inf", "nan", " 1", "1 ", "1,5" }
  none_of_them[#none_of_them + 1] = ("1"):rep(99999)
  for _, none in ipairs(none_of_them) do
    assert(raises(fmt.decimal, none, 1):find("argument 1 'value': expected a number", 1, true))
  end
  assert(raises(fmt.decimal, 1, 10):find("argument 2 'places': expected a whole number from 0 to 9, got 10", 1, true))
  same(fmt.value("12.35", "text", "1"), "12.4")
  assert(raises(fmt.value, "x", "text", "shrot"):find(
    "is none of day, hash, headline, long, month, plain, short, words", 1, true))
  same(fmt.value("544cee19cc0505480c8665466ddb5074", "text", "hash"), "544cee19cc050548")
  assert(raises(fmt.value, "544cee19", "text", "hash"):find(
    "does not go with '544cee19': it is no hash of more than", 1, true))
  assert(raises(fmt.value, "x", "text", "words"):find("':words' does not go with 'x': it is no whole number", 1, true))
  assert(raises(fmt.value, "x", "text", "month"):find("':month' does not go with 'x': it is no date", 1, true))
  assert(raises(fmt.value, "x", "text", "short"):find("':short' does not go with 'x': it is no date", 1, true))
  assert(raises(fmt.value, "x", "text", "2"):find("':2' does not go with 'x': it is no number", 1, true))
  doc:title("fmt")
end

return report
