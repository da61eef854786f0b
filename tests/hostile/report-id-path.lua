-- An id that names a file elsewhere.
-- expect: error may have lower-case letters
return { id = "../x", title = "x", api = 1, evidence = "none", render = function() end }
