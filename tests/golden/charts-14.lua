-- All charts of 14 rows.
return require("cases.charts")(14)
