# table.awk: the rows of build/bench/results as tables, and what they say of the targets. Fields of a row: group, key, name, least and
# median wall time [ms], CPU time [ms], peak memory [MB], ratio of times to the first case of the group, file [bytes], pages
BEGIN {
	FS = "\t"
	title["page"] = "One page: the brief. Typst and the floor show its words without its design."
	title["prose"] = "Prose of 51 chapters, ragged, not hyphenated, from a CSV folder; Typst reads it in its own markup."
	title["register"] = "A register of 20,000 rows of 6 columns, from a CSV folder; Typst reads the same CSV."
}

function head(group) {
	printf "\n%s\n", title[group]
	printf "%-38s %9s %9s %9s %9s %9s %6s %8s %8s %8s\n", "", "least ms", "median ms", "CPU ms", "peak MB", "file KB", "pages", "pages/s", "x time", "x memory"
}

function row(name, first, median, busy, memory, bytes, n, ratio) {
	printf "%-38s %9s %9.1f %9.1f %9.1f %9s %6s %8s %8.2f %8.2f\n", name, first, median, busy, memory, bytes ? sprintf("%.0f", bytes / 1000) : "",
		n ? n : "", n ? sprintf("%.0f", n * 1000 / median) : "", ratio, memory / base_peak
}

$1 != group { group = $1; base_peak = $7; head(group) }
{
	time[$1, $2] = $5; times[$1, $2] = $8; cpu[$1, $2] = $6; peak[$1, $2] = $7; pages[$1, $2] = $10
	row($3, sprintf("%.1f", $4), $5, $6, $7, $9, $10, $8)
}
# the interpreter's share is no work of Typst's
$2 == "typst" {
	times[$1, "net"] = $8 - times[$1, "import"]; cpu[$1, "net"] = $6 - cpu[$1, "import"]; peak[$1, "net"] = $7 - peak[$1, "import"]
	row("typst, less the import", "", $5 - time[$1, "import"], cpu[$1, "net"], peak[$1, "net"], $9, $10, times[$1, "net"])
}

function verdict(met, text) { printf "%-8s %s\n", met ? "met" : "NOT MET", text }

function against(group,   gross, net, memory, memory_net) {
	if (!((group, "typst") in time)) {
		verdict(0, sprintf("%s: not measured, Typst is not here", group))
		return
	}
	gross = times[group, "typst"]
	net = times[group, "net"]
	memory = peak[group, "attest"] / peak[group, "typst"]
	memory_net = peak[group, "attest"] / peak[group, "net"]
	verdict(net >= 5, sprintf("%s: %.1f times as fast as Typst, %.1f as its whole process with Python, %.1f by CPU time (target 5)",
		group, net, gross, cpu[group, "net"] / cpu[group, "attest"]))
	verdict(memory_net <= 0.2, sprintf("%s: %.3f of Typst's memory, %.3f of its whole process with Python (target 0.2)", group, memory_net, memory))
	if (pages[group, "attest"] > 0 && pages[group, "typst"] > 0)
		printf "%-8s %s: %d pages, Typst %d (%+.1f %%)\n", "", group, pages[group, "attest"], pages[group, "typst"],
			100 * (pages[group, "attest"] / pages[group, "typst"] - 1)
}

END {
	print "\nx time and x memory: in times of attest's, the first line of each table; time as the median of ratios, round by round. Peak memory"
	print "is that of the largest process; attest is two, which share what they do not write to. The floor's file is not compressed: libharu"
	print "is built without zlib; its second line compresses as many bytes and throws them away. Typst writes PDF/UA-1 and PDF/A-3a with the"
	print "same faces, sizes, leading, margins and running lines."
	if (time["page", "attest"] > 1.3 * cpu["page", "attest"])
		printf "The machine was busy: the page took %.1f ms, of which it ran %.1f ms. Do it again when it is not.\n", time["page", "attest"],
			cpu["page", "attest"]
	print ""
	verdict(time["page", "attest"] <= 20, sprintf("page: %.1f ms, median of whole processes (target 20), %.1f ms above an empty one",
		time["page", "attest"], time["page", "attest"] - time["page", "empty"]))
	verdict(peak["page", "attest"] <= 30, sprintf("page: %.1f MB (target 30)", peak["page", "attest"]))
	against("prose")
	against("register")
}
