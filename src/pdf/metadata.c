/* metadata.c: what the document says of itself: XMP, Info, output intent (ISO 32000-1, 14.3; ISO 19005-3, 6.2.3 and 6.6; ISO 14289-1, 5).
 *
 * The Info dictionary and the XMP packet say the same. Which standards the file claims comes from the profile alone; the dates are the
 * document's own, at midnight UTC: nobody's clock is read. */
#include "pdf/parts.h"
#include "pdf/syntax.h"

#include <string.h>

const struct pdf_profile pdf_profile_a3a_ua1 = {
	.name = "a3a-ua1",
	.header = "%PDF-1.7",
	.pdfa_part = 3,
	.pdfa_conformance = "A",
	.pdfua_part = 1,
	.info_dictionary = true,
	.namespaces = false,
};

static bool has(const char *s) { return s != NULL && *s != '\0'; }

bool pdf_metadata_check(const struct layout_info *info, struct err *e)
{
	int y, m, d;

	if (!has(info->title))
		return err_set(e, "a document needs a title");
	if (!has(info->lang))
		return err_set(e, "a document needs a language (for example 'en')");
	if (has(info->date) && !date_parse(info->date, &y, &m, &d))
		return err_set(e, "the date on which a document was compiled is a day as YYYY-MM-DD, not '%s'", info->date);
	return true;
}

/* ---- XMP */

static void put_xml(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '&': buf_puts(b, "&amp;"); break;
		case '<': buf_puts(b, "&lt;"); break;
		case '>': buf_puts(b, "&gt;"); break;
		default:
			buf_putc(b, (unsigned char)*s < 0x20 ? ' ' : *s);    /* XML has no other control characters */
		}
}

/* nothing where there is no value */
static void put_property(struct buf *b, const char *before, const char *value, const char *after)
{
	if (!has(value))
		return;
	buf_puts(b, before);
	put_xml(b, value);
	buf_puts(b, after);
}

static void put_description(struct buf *b, const struct pdf_metadata *meta, const struct layout_info *info)
{
	put_property(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->title, "</rdf:li></rdf:Alt></dc:title>\n");
	put_property(b, "<dc:language><rdf:Bag><rdf:li>", info->lang, "</rdf:li></rdf:Bag></dc:language>\n");
	put_property(b, "<dc:creator><rdf:Seq><rdf:li>", info->author, "</rdf:li></rdf:Seq></dc:creator>\n");
	put_property(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", info->subject, "</rdf:li></rdf:Alt></dc:description>\n");
	put_property(b, "<pdf:Keywords>", info->keywords, "</pdf:Keywords>\n");
	put_property(b, "<pdf:Producer>", meta->producer, "</pdf:Producer>\n");
	put_property(b, "<xmp:CreateDate>", info->date, "T00:00:00Z</xmp:CreateDate>\n");
	put_property(b, "<xmp:ModifyDate>", info->date, "T00:00:00Z</xmp:ModifyDate>\n");
}

/* PDF/A knows no pdfuaid: a file that is both must describe that schema itself (ISO 19005-3, 6.6.2.3). */
static void put_pdfua_schema(struct buf *b)
{
	buf_puts(b, "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
	    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	    "<pdfaProperty:category>internal</pdfaProperty:category>"
	    "<pdfaProperty:description>part of ISO 14289 that the document follows</pdfaProperty:description>\n"
	    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n");
}

static void put_claims(struct buf *b, const struct pdf_profile *profile)
{
	if (profile->pdfa_part != 0) {
		buf_printf(b, "<pdfaid:part>%d</pdfaid:part>\n", profile->pdfa_part);
		put_property(b, "<pdfaid:conformance>", profile->pdfa_conformance, "</pdfaid:conformance>\n");
	}
	if (profile->pdfua_part != 0)
		buf_printf(b, "<pdfuaid:part>%d</pdfuaid:part>\n", profile->pdfua_part);
	if (profile->pdfa_part != 0 && profile->pdfua_part != 0)
		put_pdfua_schema(b);
}

/* Not compressed, so that archives find it without reading PDF. */
static uint32_t put_xmp(struct pdf_writer *w, const struct pdf_profile *profile, const struct pdf_metadata *meta, const struct layout_info *info)
{
	struct buf b = {0};
	uint32_t id = pdf_reserve(w, 1);

	buf_puts(&b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
	    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n");
	put_description(&b, meta, info);
	put_claims(&b, profile);
	buf_puts(&b, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
	pdf_put_stream(w, id, "/Type/Metadata/Subtype/XML", b.p, b.len, false);
	buf_drop(&b);
	return id;
}

/* ---- Info (14.3.3) */

static void put_info_entry(struct buf *b, const char *key, const char *value)
{
	if (!has(value))
		return;
	buf_puts(b, key);
	pdf_text_string(b, value);
}

static void make_info(struct pdf_writer *w, const struct pdf_metadata *meta, const struct layout_info *info)
{
	HPDF_Dict dict = pdf_writer_haru(w)->info;
	struct buf *b = pdf_dict_text(dict);

	HPDF_Dict_RemoveElement(dict, "Producer");   /* libharu's own name, set by HPDF_NewEx */
	put_info_entry(b, "/Title", info->title);
	put_info_entry(b, "/Author", info->author);
	put_info_entry(b, "/Subject", info->subject);
	put_info_entry(b, "/Keywords", info->keywords);
	put_info_entry(b, "/Producer", meta->producer);
	if (!has(info->date))                        /* data without a date of their own: none is invented */
		return;
	buf_puts(b, "/CreationDate");
	pdf_date(b, info->date);
	buf_puts(b, "/ModDate");
	pdf_date(b, info->date);
}

/* ---- a file within the file */

void pdf_attachment_put(struct pdf_writer *w, const struct pdf_attachment *a, const struct layout_info *info, const struct buf *bytes)
{
	struct buf *catalog = pdf_dict_text(pdf_writer_haru(w)->catalog);
	uint32_t file = pdf_reserve(w, 2), specification = file + 1;
	struct buf b = {0};

	buf_puts(&b, "/Type/EmbeddedFile/Subtype/");
	for (const char *s = a->mime; *s != '\0'; s++)
		*s == '/' ? buf_puts(&b, "#2F") : buf_putc(&b, *s);
	buf_printf(&b, "/Params<</Size %zu", bytes->len);
	if (has(info->date)) {
		buf_puts(&b, "/ModDate");
		pdf_date(&b, info->date);
	}
	buf_puts(&b, ">>");
	pdf_put_stream(w, file, b.p, bytes->p, bytes->len, true);
	buf_clear(&b);
	buf_puts(&b, "<</Type/Filespec/F");
	pdf_text_string(&b, a->name);
	buf_puts(&b, "/UF");
	pdf_text_string(&b, a->name);
	buf_puts(&b, "/Desc");
	pdf_text_string(&b, a->description);
	buf_printf(&b, "/AFRelationship/Data/EF<</F %lu 0 R/UF %lu 0 R>>>>", (unsigned long)file, (unsigned long)file);
	pdf_put_text(w, specification, b.p, b.len);
	buf_printf(catalog, "/AF[%lu 0 R]/Names<</EmbeddedFiles<</Names[", (unsigned long)specification);
	pdf_text_string(catalog, a->name);
	buf_printf(catalog, "%lu 0 R]>>>>", (unsigned long)specification);
	buf_drop(&b);
}

/* ---- all of it */

void pdf_metadata_put(struct pdf_writer *w, const struct pdf_profile *profile, const struct pdf_metadata *meta, const struct layout_info *info)
{
	struct buf *catalog = pdf_dict_text(pdf_writer_haru(w)->catalog);
	uint32_t icc = pdf_reserve(w, 1);

	pdf_put_stream(w, icc, "/N 3", meta->icc, meta->icc_bytes, true);
	buf_printf(catalog, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
	    "/Info(sRGB IEC61966-2.1)/DestOutputProfile %lu 0 R>>]", (unsigned long)icc);
	buf_printf(catalog, "/Metadata %lu 0 R/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Lang",
	    (unsigned long)put_xmp(w, profile, meta, info));
	pdf_text_string(catalog, info->lang);
	make_info(w, meta, info);
}
