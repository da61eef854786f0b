# Writes a folder of a dataset with twice the rows: awk -v out=FOLDER -f double.awk FOLDER/*.csv FOLDER/*.csv
# Of each row of the tables below, and of those of -v also="TABLE ...", there is a copy, id and references with "-twin" behind; what it rests on (passages, sources, rulings) is
# shared. A row about another one is copied with that: no place gets a second name.
# A record of these files is one line, and no text in them holds an id between two commas.
BEGIN {
	FS = ","
	n = split("person event act detention ask ask_support statement tally relation " also, names, " ")
	for (i = 1; i <= n; i++)
		wholly[names[i]] = 1
	n = split("name claim claim_source restriction", names, " ")
	for (i = 1; i <= n; i++)
		after[names[i]] = 1
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
# the first time: which rows. claim_source stands behind claim, name and restriction behind all that they are about but a name
seen[table] == 1 {
	row[++rows] = table SUBSEP $1 SUBSEP $2
	next
}
function mark(   i, part, changed) {
	do {
		changed = 0
		for (i = 1; i <= rows; i++) {
			split(row[i], part, SUBSEP)
			if (!(part[2] in copied) && (part[1] in wholly || (part[1] in after && part[3] in copied)))
				changed = copied[part[2]] = 1
		}
	} while (changed)
	marked = 1
}
function copy(line,   done, word, before, behind) {
	done = ""
	while (match(line, /[a-z0-9-]+/)) {
		word = substr(line, RSTART, RLENGTH)
		done = done substr(line, 1, RSTART - 1)
		before = done == "" ? "," : substr(done, length(done))
		line = substr(line, RSTART + RLENGTH)
		behind = line == "" ? "," : substr(line, 1, 1)
		done = done word ((word in copied) && before behind ~ /^(,,|[{][.])$/ ? "-twin" : "")
	}
	return done line
}
{
	if (!marked)
		mark()
	print >(out "/" file)
	if ($1 in copied)
		print copy($0) >(out "/" file)
}
