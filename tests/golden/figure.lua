-- A figure with every operator, texts and a link; one in a column; one that is an artifact.
local report = { id = "figure", title = "Figures", api = 1, levels = { "public" }, evidence = "none" }

local function shapes(pdf)
  pdf:gsave()
  pdf:set_line_width(0.6)
  pdf:set_line_cap("round")
  pdf:set_line_join("bevel")
  pdf:set_dash({ 2, 1.5 }, 0.25)
  pdf:set_stroke("red")
  pdf:move_to(0, 79.5)
  pdf:line_to(100, 79.5)
  pdf:curve_to(120, 60, 140, 95, 160, 79.5004)
  pdf:stroke()
  pdf:grestore()
  pdf:circle(20, 30, 10)
  pdf:circle(20, 30, 5)
  pdf:eofill()
  pdf:set_fill("white")
  pdf:rectangle(40, 20, 20, 20)
  pdf:fill_stroke()
  pdf:rectangle(70, 20, 20, 20)
  pdf:rectangle(75, 25, 10, 10)
  pdf:eofill_stroke()
  pdf:gsave()
  pdf:rectangle(100, 20, 20, 20)
  pdf:clip()
  pdf:end_path()
  pdf:concat(0.7071, 0.7071, -0.7071, 0.7071, 110, 5)
  pdf:set_fill("black")
  pdf:rectangle(0, 0, 20, 20)
  pdf:fill()
  pdf:text(0, 10, "moved")
  pdf:grestore()
  pdf:gsave()
  pdf:rectangle(130, 20, 20, 20)
  pdf:rectangle(135, 25, 10, 10)
  pdf:eoclip()
  pdf:end_path()
  pdf:set_dash({})
  pdf:move_to(130, 40)
  pdf:line_to(150, 20)
  pdf:close_path()
  pdf:stroke()
  pdf:grestore()
end

function report.render(doc, _)
  doc:title("Figures")
  doc:figure {
    height = 80,
    alt = { "Shapes", { "and {what}", env = { what = "words" } } },
    caption = "Figure of **{what}**",
    env = { what = "shapes" },
    draw = function(pdf)
      shapes(pdf)
      pdf:text(doc:width(), 10, "at the right edge", { align = "right", style = "figure-strong" })
      local narrow = { align = "center", width = 60, env = { what = "text" } }
      pdf:text(400, 40, "{what} in a narrow room in the middle", narrow)
      pdf:link(300, 0, 20, 20, "https://example.org/")
    end,
  }
  doc:columns({ "40mm", 0 }, {
    function()
      local width, height, baseline = doc:measure("a text of some length", { width = doc:width() - 20 })
      doc:figure { height = height, alt = "a text in a frame", draw = function(pdf)
        pdf:rectangle(0, 0, width, height)
        pdf:stroke()
        pdf:text(0, baseline, "a text of some length", { width = doc:width() - 20 })
      end }
    end,
    function()
      doc:figure { height = 4, artifact = true, draw = function(pdf)
        pdf:rectangle(0, 1, doc:width(), 2)
        pdf:fill()
      end }
    end,
  })
end
return report
