-- run: --date 2026-06-01 --data csv
local report = { id = "link-scheme", title = "link-scheme", api = 1, levels = { "meeting" }, evidence = "none",
  queries = {  } }
function report.load(data, p) return {} end
function report.render(doc, d, p)
  doc:title("x") doc:paragraph("[here](ftp://example.org/)")
end
return report
