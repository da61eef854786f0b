-- All charts of 0 rows.
return require("cases.charts")(0)
