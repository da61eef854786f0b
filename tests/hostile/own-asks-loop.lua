-- Asks that are looked up again and again, each for all that the dataset has on its rows.
-- setup: { printf '{"asks":['; for i in $(seq 99); do printf '{"verb":"raise","addressee":"A","text":"T","rests_on":["e-campaign","baibolat-kunbolat"]},'; done; printf '{"verb":"raise","addressee":"A","text":"T","rests_on":["e-campaign"]}]}'; } >m.json
-- run: --timeout 1 --memory 64 --meeting m.json
-- expect: limit
local report = { id = "own-asks-loop", title = "Hostile", api = 1, levels = { "public" }, evidence = "strict" }
function report.load(data)
  local kept = {}
  while true do
    kept[#kept + 1] = data.meeting() -- here
  end
end
function report.render(doc, d)
  doc:title("Hostile")
end
return report
