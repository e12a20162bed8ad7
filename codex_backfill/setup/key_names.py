"""What keys are called that hold a work's title, authors, date and venue, in the languages that most vaults are in."""

import re
from collections import Counter
from collections.abc import Sequence

from codex_backfill.settings import SourceKeys
from codex_backfill.setup.survey import Surveyed


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split(", "))


TITLES = _words(
    "title, full title, document title, titel, titre, título, titulo, titolo, tytuł, název, cím, titlu, τίτλος, "
    "название, заголовок, заглавие, назва, başlık, otsikko, tittel, judul, tiêu đề, शीर्षक, عنوان, العنوان, "
    "כותרת, 标题, 標題, 题名, 书名, 書名, 篇名, タイトル, 題名, 제목, 서명"
)
AUTHORS = _words(
    "author, authors, by, creator, creators, writer, written by, speaker, host, autor, autoren, autorin, "
    "autores, autora, verfasser, auteur, auteurs, autrice, autore, autori, auteur(s), schrijver, författare, "
    "forfatter, kirjailija, tekijä, autorzy, autoři, szerző, συγγραφέας, автор, авторы, автори, yazar, yazarlar, "
    "penulis, tác giả, लेखक, مؤلف, المؤلف, כותב, מחבר, 作者, 著者, 作家, 筆者, 저자, 지은이"
)
DATES = _words(
    "date, year, published, publication date, publication year, date published, date_published, publishdate, "
    "pubdate, issued, publication_date, publication_year, published_date, year_published, datum, jahr, "
    "erschienen, erscheinungsjahr, veröffentlicht, année, annee, date de publication, paru, año, ano, fecha, "
    "publicado, anno, data, pubblicato, jaar, år, utgiven, vuosi, rok, rok wydania, év, έτος, год, дата, "
    "дата публикации, рік, yıl, tarih, tahun, năm, वर्ष, سنة, שנה, 年份, 年, 日期, 出版年, 出版日期, 出版时间, "
    "发布日期, 發行年, 発行年, 発行日, 出版年月, 刊行年, 연도, 출판일"
)
VENUES = _words(
    "journal, venue, publication, booktitle, publisher, container-title, publicationtitle, zeitschrift, verlag, "
    "revue, éditeur, editorial, revista, rivista, editore, tijdschrift, uitgever, tidskrift, förlag, "
    "wydawnictwo, czasopismo, журнал, издательство, dergi, yayınevi, 期刊, 出版社, 刊物, 雑誌, 出版者, 掲載誌, "
    "학술지, 출판사"
)
ADDRESS = re.compile(r"https?://\S+|10\.\d{4,9}/\S+|arxiv:\S+", re.IGNORECASE)


def own_keys(sources: Sequence[Surveyed], names: frozenset[str], given: Sequence[str]) -> tuple[str, ...]:
    """Sources to the `given` keys, then their own ones of such names, the most frequent first."""
    counts = Counter(key for note in sources for key in note.fields if key.casefold() in names)
    found = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    known = {key.casefold() for key in given}
    return (*given, *(key for key, count in found if count > 1 and key.casefold() not in known))


def url_keys(sources: Sequence[Surveyed]) -> tuple[str, ...]:
    """Sources to the keys that are read as addresses anyway, then their own ones that hold some."""
    given = SourceKeys().url
    counts = Counter(key for note in sources for key, said in note.fields.items() if ADDRESS.fullmatch(said[0]))
    return (*given, *(key for key, count in sorted(counts.items()) if count > 1 and key.casefold() not in given))
