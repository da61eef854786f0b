local function f(...) return f(1, ...) end
pcall(f)
local function g() return g() + 1 end
pcall(g)
local t = {} for i = 1, 300 do t = { t } end
local s = ("("):rep(300)
pcall(require, s)
pcall(string.match, s, ("("):rep(40))
