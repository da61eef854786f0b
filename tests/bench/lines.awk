# lines.awk: the trace of a run (src/pdf/trace.c) as the lines that floor.c reads: pages and texts, nothing else
$1 == "page" { print }
$1 == "text" && $2 ~ /^[0-9-]+$/ {
	text = $0
	sub(/^[^"]*"/, "", text)
	sub(/" #[0-9A-F]+( \+space)?$/, "", text)
	gsub(/\\"/, "\"", text)
	gsub(/\\\\/, "\\", text)
	print "text", $2, $3, $5, $6, text
}
