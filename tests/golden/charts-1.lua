-- All charts of 1 rows.
return require("cases.charts")(1)
