# libunibreak: line breaking after UAX 14. The data files not named here are #included by the others.
. "${0%/*}/recipe.sh"
unpack libunibreak 'src/*' LICENCE
cd src
compile "-std=gnu99" unibreakbase.c unibreakdef.c linebreak.c linebreakdata.c linebreakdef.c \
	eastasianwidthdef.c emojidef.c graphemebreak.c wordbreak.c
archive
headers unibreakbase.h unibreakdef.h linebreak.h linebreakdef.h graphemebreak.h wordbreak.h eastasianwidthdef.h emojidef.h
license libunibreak ../LICENCE
