local lists = {}
function lists.title(
  return "X"
end
return lists
