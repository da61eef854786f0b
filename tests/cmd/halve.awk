# Writes a folder of a dataset with about half of the rows: awk -v out=FOLDER -v needed="ID ..." -f halve.awk FOLDER/*.csv FOLDER/*.csv
# Every second row of the tables below goes, and all that refers to it; what texts, passages, sources and instruments name stays, and
# so do the rows of needed.
# A record of these files is one line, and no text in them holds an id between two commas.
BEGIN {
	FS = ","
	n = split("person event act ask statement tally", names, " ")
	for (i = 1; i <= n; i++)
		halved[names[i]] = 1
	n = split("detention name relation claim claim_source restriction ask_support", names, " ")
	for (i = 1; i <= n; i++)
		follows[names[i]] = 1
	n = split(needed, names, " ")
	for (i = 1; i <= n; i++)
		stays[names[i]] = 1
}
FNR == 1 {
	file = FILENAME
	sub(/.*\//, "", file)
	table = file
	sub(/\.csv$/, "", table)
	if (seen[table]++)
		print >(out "/" file)
	next
}
seen[table] == 1 {
	id[++rows] = $1
	is_row[$1] = 1
	of[rows] = table
	about[rows] = $2
	text[rows] = $0
	next
}
# row i names the id that is its n-th
function find(i,   line, word, before, behind, n) {
	line = "," text[i] ","
	while (match(line, /[a-z0-9-]+/)) {
		word = substr(line, RSTART, RLENGTH)
		before = substr(line, RSTART - 1, 1)
		line = substr(line, RSTART + RLENGTH - 1)
		behind = substr(line, 2, 1)
		if ((word in is_row) && word != id[i] && before behind ~ /^(,,|[{][.])$/)
			names_row[i, ++n] = word
		line = substr(line, 2)
		if (line !~ /^,/ && behind == "")
			break
		line = " " line
	}
	named[i] = n + 0
}
function mark(   i, k, changed, outer, restricted) {
	for (i = 1; i <= rows; i++)
		find(i)
	do {
		changed = 0
		for (i = 1; i <= rows; i++) {
			# what stands in for a restricted cell is needed where the row is
			restricted = of[i] == "restriction" && about[i] in stays
			if (!restricted && !(id[i] in stays) && (of[i] in halved || of[i] in follows))
				continue
			for (k = 1; k <= named[i]; k++)
				if (!(names_row[i, k] in stays))
					changed = stays[names_row[i, k]] = 1
		}
	} while (changed)
	for (i = 1; i <= rows; i++)
		if (of[i] in halved && ++count[of[i]] % 2 == 0 && !(id[i] in stays))
			gone[id[i]] = 1
	do {
		changed = 0
		for (i = 1; i <= rows; i++)
			for (k = 1; k <= named[i]; k++)
				if (names_row[i, k] in gone && !(id[i] in gone)) {
					changed = gone[id[i]] = 1
					if (of[i] == "restriction")
						gone[about[i]] = 1
				}
	} while (changed)
	marked = 1
}
{
	if (!marked)
		mark()
	if (!($1 in gone))
		print >(out "/" file)
}
