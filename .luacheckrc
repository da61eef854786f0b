-- Report scripts run in a sandbox: only these globals exist there.
std = {
   read_globals = {
      "assert", "error", "ipairs", "pairs", "pcall", "require", "select", "setmetatable", "getmetatable",
      "rawequal", "rawget", "rawlen", "rawset", "tonumber", "tostring", "type", "print", "warn",
      "math", "string", "table", "utf8",
   },
}
max_line_length = 120
-- a callback's signature is fixed by who calls it
unused_args = false
-- templates that must be wrong, one per file
exclude_files = { "build", "tests/fail", "tests/*/bad-*.lua" }
-- what they do wrong is the trick: names that are not there, loops without end, values without use
files["tests/hostile"] = { ignore = { "112", "113", "121", "122", "211", "241", "511", "512" }, max_line_length = false }
