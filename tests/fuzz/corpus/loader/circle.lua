return require("other")
-- other.lua --
return require("pets")
