-- An id, a title and a level that go on behind a NUL.
-- expect: bounded
return { id = "x\0/../y", title = "x\0y", api = 1, evidence = "none\0", levels = { "public\0" },
  render = function(doc) doc:title("x") end }
