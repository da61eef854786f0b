-- All charts of 500 rows.
return require("cases.charts")(500)
