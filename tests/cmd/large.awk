# An evidence dataset of any size, invented from begin to end: so many persons, each with one act and ten claims. -v persons=N -v dir=FOLDER
BEGIN {
	print "id,value,level\nlevel,editors,public\nschema-version,2,public\ntitle,Generated,public\nas-of,2026-01-01,public" > (dir "/meta.csv")
	print "id,kind,title,lang,translation,translation_basis,pub_e,pub_basis,file,bytes,lines,sha256,reach,rel,rel_why,level" > (dir "/source.csv")
	for (i = 1; i <= 100; i++)
		printf "src-%d,news-direct,Report %d,en,none,stated,2021-0%d-1%d,stated,f%d.txt,1000,100,%064d,national,C,generated,public\n", \
			i, i, 1 + i % 9, i % 10, i, i > (dir "/source.csv")
	print "id,kind,title,start_e,scope,level" > (dir "/event.csv")
	for (i = 1; i <= 365; i++)
		printf "e-%d,detention,Day %d,2021,core,public\n", i, i > (dir "/event.csv")
	print "id,source,line_first,line_last,gist,modality,level" > (dir "/passage.csv")
	print "id,kind,label,members,level" > (dir "/person.csv")
	print "id,owner,name,lang,script,kind,display,level" > (dir "/name.csv")
	print "id,event,kind,victim,start_e,status,asof_e,level" > (dir "/act.csv")
	print "id,ref,field,value,modality,cred,conf,rank,level" > (dir "/claim.csv")
	print "id,claim,passage,stance,closeness,level" > (dir "/claim_source.csv")
	for (i = 1; i <= persons; i++) {
		level = i % 3 ? "public" : "meeting"
		day = sprintf("2021-%02d-%02d", 1 + i % 12, 1 + i % 28)
		printf "p-%d,src-%d,%d,%d,Somebody is said to be held.,asserted,public\n", i, 1 + i % 100, 1 + i % 90, 2 + i % 90 > (dir "/passage.csv")
		printf "person-%d,individual,Person %d,1,%s\n", i, i, level > (dir "/person.csv")
		printf "name-%d,person-%d,Example Person %d,en,Latn,preferred,1,%s\n", i, i, i, level > (dir "/name.csv")
		printf "act-%d,e-%d,detention,person-%d,%s,held,2021-12-31,public\n", i, 1 + i % 365, i, day > (dir "/act.csv")
		n = split("kind=detention victim=person-" i " start_e=" day " status=held asof_e=2021-12-31 event=e-" (1 + i % 365) \
			" kind=detention start_e=" day " status=held victim=person-" i, fields, " ")
		for (k = 1; k <= n; k++) {
			eq = index(fields[k], "=")
			printf "c-%d-%d,act-%d,%s,%s,asserted,3,medium,%s,public\n", i, k, i, substr(fields[k], 1, eq - 1), substr(fields[k], eq + 1), \
				k <= 6 ? "preferred" : "normal" > (dir "/claim.csv")
			printf "cs-%d-%d,c-%d-%d,p-%d,supports,reporter,public\n", i, k, i, k, i > (dir "/claim_source.csv")
		}
	}
}
