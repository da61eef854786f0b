# inputs.awk -v here=tests/bench -v out=FOLDER: writes the inputs of the bench, the same bytes everywhere:
#
#	prose      chapters of sections of paragraphs: prose/prose.csv (n,kind,body), prose-text.typ in Typst's own markup
#	register   register/entry.csv, which both read
#
# The words are no facts: those of the file words, drawn by a generator of our own, short ones more often. Nothing of it needs escaping in
# Typst.

# Lehmer's generator: products stay below 2^53, so that every awk agrees
function draw(n) { seed = seed * 16807 % 2147483647; return seed % n }

# The list is in order of length, and the smaller of two draws prefers its beginning. One word in sixteen is a rare one, put together: real
# prose has many words that stand in it once, which matters to whatever keeps words.
function word(   a, b, w) {
	a = draw(words); b = draw(words)
	w = list[(a < b ? a : b) + 1]
	return draw(16) ? w : before[1 + draw(befores)] list[1 + draw(words)] after[1 + draw(afters)]
}

function capital(s) { return toupper(substr(s, 1, 1)) substr(s, 2) }

function phrase(n,   i, s) {
	s = word()
	for (i = 1; i < n; i++) s = s " " word()
	return s
}

function sentence(   n) {
	n = 6 + draw(14)
	return capital(phrase(n)) (draw(3) ? "" : ", " phrase(3 + draw(7))) "."
}

function paragraph(   i, n, s) {
	n = 3 + draw(5)
	s = sentence()
	for (i = 1; i < n; i++) s = s " " sentence()
	return s
}

function prose(kind, text) {
	printf "%d,%s,\"%s\"\n", ++blocks, kind, text >(out "/prose/prose.csv")
	printf "%s%s\n\n", kind == "p" ? "" : kind == "h1" ? "= " : "== ", text >(out "/prose-text.typ")
}

BEGIN {
	while ((getline line <(here "/words")) > 0) {
		n = split(line, part, " ")
		for (i = 1; i <= n; i++) list[++words] = part[i]
	}
	befores = split("re un over out mis pre sub inter non under", before, " ")
	afters = split("s ed ing er ly ness less ful ment able", after, " ")
	seed = 2021
	print "n,kind,body" >(out "/prose/prose.csv")
	for (chapter = 1; chapter <= 51; chapter++) {
		prose("h1", "Chapter " chapter)
		for (section = 1; section <= 10; section++) {
			prose("h2", capital(phrase(3 + draw(4))))
			for (n = 0; n < 13; n++) prose("p", paragraph())
		}
	}
	seed = 1966
	print "id,date,place,kind,status,note" >(out "/register/entry.csv")
	for (n = 1; n <= 20000; n++)
		printf "R-%05d,20%02d-%02d-%02d,\"%s\",%s,%s,\"%s.\"\n", n, draw(25), 1 + draw(12), 1 + draw(28), capital(word()) " " capital(word()),
			word(), word(), capital(phrase(10 + draw(12))) >(out "/register/entry.csv")
}
