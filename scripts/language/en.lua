--- English: names of months, words of numbers, and wording of the engine itself.
--
-- A dataset's own table 'text' comes first, by the same keys; this is for datasets without it. Placeholders in
-- braces are filled by
-- the engine.

return {
  months = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  },
  months_short = { "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec" },
  seasons = { [21] = "spring", [22] = "summer", [23] = "autumn", [24] = "winter" },
  numbers = {
    [0] = "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  },
  -- the largest that is said in words: within text, and in a headline
  words = { text = 9, headline = 20 },
  capital = function(word)
    return (word:gsub("^%l", string.upper))
  end,
  thousands = ",",
  decimal = ".",
  list = { between = ", ", last = " and ", choice = " or " },

  -- forms by plural category of CLDR; English has two
  plural = function(n)
    return n == 1 and "one" or "other"
  end,

  date = {
    about = "about %s",
    uncertain = "%s (uncertain)",
    from = "from %s",
    from_unknown_end = "from %s, end not known",
    by = "by %s",
    by_unknown_start = "until %s, start not known",
    from_to = "%s to %s",
    days = "%s–%s",
    decade = "the %s0s",
    century = "the %s00s",
    before_christ = "%s BC",
    day_unknown = "day not known",
    month_unknown = "month not known",
    earlier = "%s or earlier",
    later = "%s or later",
  },

  -- a full stop after these ends no sentence
  abbreviations = {
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "No", "Nos", "Art", "Arts", "para", "paras", "p", "pp", "vol",
    "cf", "vs", "e.g", "i.e", "ca", "approx",
  },

  wording = {
    ["page.of"] = "Page {page.n} of {page.total}",
    ["page.use-by"] = "Do not use after {page.use_by}.",
    ["page.facts-until"] = "Facts until {page.facts_until}.",
    ["page.compiled-on"] = "Compiled on {page.compiled_on}.",
    ["page.corrections"] = "Corrections: to be filled in by your organisation.",
    ["page.corrections-to"] = "Corrections: {page.corrections}",
    ["page.level.public"] = "Public copy",
    ["page.level.meeting"] = "Meeting copy: do not publish or forward",
    ["page.level.editors"] = "Editors only: do not hand over",
    ["page.unsourced"] = "This document is not sourced: its statements carry no claims.",
    ["mark.alt"] = "source {n}",
    ["blank"] = "to be filled in by your organisation",
    ["strip.date"] = "{page.compiled_on:short}",
    ["strip.meeting"] = "Meeting",
    ["strip.contact"] = "Contact",
    ["list.shown"] = "{n} of {m} shown",
    ["table.empty"] = "No entries.",
    ["table.nothing"] = "–",
    ["figure.sources"] = "Sources:",
    ["source.not-stated"] = "publisher not stated",
    ["source.no-date"] = "date not stated",
    ["source.inferred"] = "date inferred",
    ["source.relays"] = "relays",
    ["source.quotes"] = "quotes",
    ["source.interest"] = "interest",
    ["source.translation-inferred"] = "reads like a machine translation",
    ["source.verified"] = "verified",
    ["source.not-verified"] = "not verified",
    ["source.recheck"] = "check again by",
    ["grade.A"] = "completely reliable",
    ["grade.B"] = "usually reliable",
    ["grade.C"] = "fairly reliable",
    ["grade.D"] = "not usually reliable",
    ["grade.E"] = "low reliability",
    ["grade.F"] = "reliability not judged",
  },
}
