-- A report whose field never answers.
-- expect: limit time
return setmetatable({}, { __index = function() while true do end end }) -- here
