"""compile.py SITE [INPUT OUTPUT FONTS]: Typst's binding, from folder SITE, makes a PDF of INPUT as attest does: tagged, for PDF/UA-1 and
PDF/A-3a, with the fonts of folder FONTS and no others. With SITE alone it is only imported: what the interpreter takes to start."""
import sys

sys.path.insert(0, sys.argv[1])
import typst

if len(sys.argv) > 2:
    source, output, folder = sys.argv[2:]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    typst.Compiler(source, font_paths=fonts).compile(output=output, format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=1767225600)
