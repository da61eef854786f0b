-- A report to begin with, on tables of your own: nothing is sourced, and the page says so.
--
--   @RUN@
--                                makes @ID@.pdf; an error names the line in here
--   @RUN@ -p rows=3
--   attest help                  the topics; attest help doc:table tells of one function
--   attest query "select ..."@DATA@
--                                tries SQL out; tables and columns stand at the end of this file

local report = {
  id = "@ID@",
  title = "@TITLE@", -- for attest list
  help = "what attest new wrote",
  api = 1,
  levels = { "public" },
  evidence = "none", -- strings may be printed; with "strict" each fact would need its sources: attest help evidence
  params = {
    rows = { type = "integer", default = 20, help = "rows in the table, at most" },
  },
  -- the only place with SQL; :rows comes from data.rows below. Compute and order here, never in Lua
  queries = {
    total = [[ select count(*) as n from @TABLE@ ]],
    -- every column is text: cast(... as integer) orders and computes by number
    first = [[
      select @SELECT@
        from @TABLE@ order by 1 limit :rows ]],
  },
}

-- Runs the queries. What it returns is d below
function report.load(data, p)
  return { total = data.row("total"), first = data.rows("first", { rows = p.rows }) }
end

-- Describes the document in reading order. Looks have names: attest help theme
function report.render(doc, d, p)
  doc:title("@TITLE@")
  -- {path} looks in the table after the content; a row's own columns are {first.1.column}
  doc:paragraph("**{total.n}** rows; at most {rows} of them are shown.", { total = d.total, rows = p.rows })
  if d.total.n.value > p.rows then -- .value: a value of the dataset is an object and never equals a string or number
    doc:paragraph("There are more.", nil, { style = "note" }) -- nil: options come fourth, after the placeholders' table
  end
  doc:table {
    rows = d.first,
    columns = {
@COLUMNS@
    },
    empty = "No rows.", -- in place of a table without rows
  }
end

return report

@TABLES@
