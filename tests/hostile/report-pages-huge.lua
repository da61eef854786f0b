-- A page budget near the largest integer.
-- expect: error
return { id = "x", title = "x", api = 1, evidence = "none", pages = math.maxinteger, render = function(doc) doc:title("x") end }
