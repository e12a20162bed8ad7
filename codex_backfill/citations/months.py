"""The names of months in some twenty languages, in full and shortened, in the cases in which dates have them."""

from codex_backfill.citations.tokens import fold

_NAMES = (
    "jan january januar jänner jän janvier janv enero ene janeiro gennaio gen januari январь января янв "
    "січень січня styczeń stycznia leden ledna tammikuu tammikuuta január ocak ianuarie ιανουάριος ιανουαρίου "
    "gener",
    "feb february februar feber février févr fév febrero fevereiro fev febbraio februari февраль февраля фев "
    "лютий лютого luty lutego únor února helmikuu helmikuuta február şubat februarie φεβρουάριος φεβρουαρίου "
    "febrer",
    "mar march märz mrz mär mars marzo março maart mrt март марта мар березень березня marzec marca březen "
    "března marts maaliskuu maaliskuuta március márc mart martie μάρτιος μαρτίου maret març",
    "apr april avril avr abril abr aprile апрель апреля апр квітень квітня kwiecień kwietnia duben dubna "
    "huhtikuu huhtikuuta április ápr nisan aprilie απρίλιος απριλίου",
    "may mai mayo maio maggio mag mei май мая травень травня maj maja květen května toukokuu toukokuuta május "
    "máj mayıs μάιος μαΐου maig",
    "jun june juni juin junio junho giugno giu июнь июня июн червень червня czerwiec czerwca červen června "
    "kesäkuu kesäkuuta június jún haziran iunie ιούνιος ιουνίου juny",
    "jul july juli juillet juil julio julho luglio lug июль июля июл липень липня lipiec lipca červenec "
    "července heinäkuu heinäkuuta július júl temmuz iulie ιούλιος ιουλίου juliol",
    "aug august août agosto ago augustus август августа авг серпень серпня sierpień sierpnia srpen srpna "
    "augusti elokuu elokuuta augusztus ağustos αύγουστος αυγούστου agustus agost",
    "sep sept september septembre septiembre setiembre set setembro settembre sett сентябрь сентября сен сент "
    "вересень вересня wrzesień września září syyskuu syyskuuta szeptember szept eylül septembrie σεπτέμβριος "
    "σεπτεμβρίου setembre",
    "oct october oktober okt octobre octubre outubro out ottobre ott октябрь октября окт жовтень жовтня "
    "październik października říjen října lokakuu lokakuuta október ekim octombrie οκτώβριος οκτωβρίου",
    "nov november novembre noviembre novembro ноябрь ноября ноя листопад листопада listopad listopada "
    "listopadu marraskuu marraskuuta kasım noiembrie νοέμβριος νοεμβρίου",
    "dec december dezember dez décembre déc diciembre dic dezembro dicembre декабрь декабря дек грудень "
    "грудня grudzień grudnia prosinec prosince desember des joulukuu joulukuuta aralık decembrie δεκέμβριος "
    "δεκεμβρίου desembre",
)  # fmt: skip
"""January to December, in English, German, French, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian, Polish,
Czech, Swedish, Danish, Norwegian, Finnish, Hungarian, Turkish, Romanian, Greek, Indonesian and Catalan."""

_OTHER_WORDS = frozenset(
    "mars mart set sett out ago gen mag lug ott giu dic ene des mei maj maja mayo abr avr luty ekim gener".split()  # noqa: SIM905  # reads best as a line
)
"""What is also another word, or the name of a person, and so a month only beside a day: `Life on Mars 2019`."""


_NUMBERS = {
    spelled: number
    for number, names in enumerate(_NAMES, start=1)
    for name in names.split()
    for spelled in (name, fold(name), name.replace("ä", "ae"))
}


def month_of(word: str, has_day: bool = True) -> int | None:
    """A word to the number of the month that it names, 1 to 12; words of two meanings name one only beside a day."""
    word = word.lower()
    if not has_day and word in _OTHER_WORDS:
        return None
    return _NUMBERS.get(word)
