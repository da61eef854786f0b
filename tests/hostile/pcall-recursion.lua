-- Every level catches the error and begins anew.
-- expect: limit time
local report = { id = "pcall-recursion", title = "Hostile", api = 1, evidence = "none" }
function report.render(doc, d)
  doc:title("Hostile")
  local function again()
    pcall(again) -- here
    pcall(again) -- here
    return again() -- here
  end
  again() -- here
end
return report
